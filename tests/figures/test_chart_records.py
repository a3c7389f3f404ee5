"""Every chart of the demo as a record: its title is drawn, its rows are there, its words name what is drawn."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from framing.annotate.codebook import Codebook
from framing.figures.agent_share import agency_chart
from framing.figures.agentless_passives import passive_chart
from framing.figures.chart import Chart
from framing.figures.concept_heatmap import concept_chart
from framing.figures.coverage_grid import coverage_chart
from framing.figures.cue_profile import cue_profile_chart
from framing.figures.cue_verbs import cue_verb_chart
from framing.figures.keyness import keyness_chart
from framing.figures.keyness_map import keyness_map_chart
from framing.figures.label_share import label_charts
from framing.figures.lengths import length_chart
from framing.figures.lineage_graph import lineage_chart
from framing.figures.number_claims import number_chart
from framing.figures.readability_panels import readability_chart
from framing.figures.shared_text import shared_text_chart
from framing.figures.shared_text_ribbon import ribbon_chart
from framing.figures.speaker_share import speaker_chart
from framing.figures.speech_openings import opening_chart
from framing.figures.timeline import timeline_chart
from framing.figures.tone import tone_chart
from framing.figures.utterance_strip import utterance_chart
from framing.figures.voice_bars import voice_chart
from framing.figures.who_is_quoted import source_chart
from framing.figures.wording_rates import wording_chart
from framing.measure.agency import agency
from framing.measure.concept_mentions import concept_names
from framing.measure.coverage import coverage
from framing.measure.cue_profile import cue_profile
from framing.measure.readability import readability
from framing.measure.sourcing import sourcing
from framing.measure.tables import Tables
from framing.measure.term_choice import term_choice
from framing.measure.term_counts import count_terms
from framing.measure.wording import tone, wording_rates
from framing.sets.audit import audit
from framing.sets.manifest import load_set
from framing.stats.evidence import compare_outlets
from framing.stats.keyness import keyness
from framing.store.open_set import open_set, set_codebook


def words(figure: Figure) -> str:
    figure.canvas.draw()
    return " ".join(" ".join(t.get_text().split()) for t in figure.findobj(Text) if t.get_visible())


@pytest.fixture(scope="module")
def demo(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, Codebook | None]:
    folder = root / "corpus" / "harbour-blockade"
    tables = open_set(folder, parser="none", cache=tmp_path_factory.mktemp("cache"))
    return tables, set_codebook(folder, codebook=None)


@pytest.fixture(scope="module")
def charts(demo: tuple[Tables, Codebook | None], root: Path) -> dict[str, Chart]:
    tables, book = demo
    found = audit(load_set(root / "corpus" / "harbour-blockade"))
    measured, counts, names = sourcing(tables), count_terms(tables), concept_names(tables, book)
    every = [measured, cue_profile(tables), term_choice(tables, codebook=book), agency(tables), wording_rates(tables)]
    every += [tone(tables), readability(tables)]
    evidence = pd.concat([compare_outlets(rows, draws=50, seed=1) for rows in every], ignore_index=True)
    made = [
        timeline_chart(tables),
        concept_chart(tables, book),
        *label_charts(evidence, tables, book, confidence=0.95),
        voice_chart(tables, book),
        source_chart(evidence, confidence=0.95),
        source_chart(evidence, confidence=0.95, by="words"),
        cue_verb_chart(tables),
        speaker_chart(evidence, tables, confidence=0.95),
        opening_chart(measured, evidence, tables, confidence=0.95),
        cue_profile_chart(evidence, tables, confidence=0.95),
        ribbon_chart(tables),
        lineage_chart(tables),
        utterance_chart(tables),
        number_chart(tables),
        length_chart(found),
        shared_text_chart(found),
        coverage_chart(coverage(tables), tables),
        keyness_chart(keyness(counts, draws=50, seed=1), confidence=0.95),
        keyness_map_chart(keyness(counts, pairs=True, draws=0, top=None), tables),
        wording_chart(evidence, confidence=0.95),
        tone_chart(evidence, confidence=0.95, names=names),
        readability_chart(evidence, confidence=0.95),
        agency_chart(evidence, confidence=0.95, names=names),
        passive_chart(evidence, confidence=0.95, names=names),
    ]
    return {chart.name: chart for chart in made}


def test_each_has_its_own_name_and_its_title_is_drawn(charts: dict[str, Chart]) -> None:
    assert len(charts) >= 24
    for chart in charts.values():
        assert chart.title in words(chart.figure), chart.name


def test_the_words_say_kind_data_and_what_there_is_to_see(charts: dict[str, Chart]) -> None:
    for chart in charts.values():
        assert len(chart.alt) > 60, chart.name
        assert chart.alt.endswith("."), chart.name
        assert "nan" not in chart.alt.lower().split(), chart.name


def test_what_is_drawn_is_in_the_data(charts: dict[str, Chart], demo: tuple[Tables, Codebook | None]) -> None:
    tables, book = demo
    for name, concept in concept_names(tables, book).items():
        chart = charts.get(f"label-share-{name}")
        if chart is None:
            continue
        assert concept in chart.alt
        assert set(chart.data["group"]) == {name}
        used = chart.data[chart.data["estimate"] > 0]
        drawn = words(chart.figure)
        assert all(str(key)[:20] in drawn for key in used["key"].head(5))
    assert set(charts["timeline"].data["article_id"]) == set(tables["articles"]["article_id"])
    sums = charts["who-is-quoted"].data.groupby("outlet")["estimate"].sum()
    assert sums.to_numpy() == pytest.approx(1.0)
    assert len(charts["voices"].data) > 0
    assert int(charts["concepts"].data["n"].sum()) == len(tables["mentions"])


def test_every_outlet_stands_on_charts_of_outlets(
    charts: dict[str, Chart], demo: tuple[Tables, Codebook | None]
) -> None:
    tables, _ = demo
    for name in ("timeline", "voices", "who-is-quoted", "cue-verbs", "openings", "lengths", "coverage", "keyness"):
        drawn = words(charts[name].figure)
        assert all(outlet in drawn for outlet in tables.outlets), name
