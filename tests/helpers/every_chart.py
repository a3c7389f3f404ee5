"""Every chart that the standard suite draws of a set, for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from framing.annotate.codebook import Codebook
from framing.figures.agent_share import agency_chart
from framing.figures.agentless_passives import passive_chart
from framing.figures.chart import Chart
from framing.figures.concept_heatmap import concept_chart
from framing.figures.coverage_grid import coverage_chart
from framing.figures.cue_profile import cue_profile_chart
from framing.figures.cue_verbs import cue_verb_chart
from framing.figures.emphasis_strip import emphasis_chart
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
from framing.figures.treatment_dots import treatment_chart
from framing.figures.utterance_strip import utterance_chart
from framing.figures.voice_bars import voice_chart
from framing.figures.who_is_quoted import source_chart
from framing.figures.wording_rates import wording_chart
from framing.findings.find import find
from framing.measure.aspects import aspect_book, placed_aspects
from framing.measure.concept_mentions import concept_names
from framing.measure.coverage import coverage
from framing.measure.settings import Settings
from framing.measure.sourcing import sourcing
from framing.measure.tables import Tables
from framing.measure.term_counts import count_terms
from framing.sets.audit import audit
from framing.sets.manifest import load_set
from framing.stats.keyness import keyness

CONFIDENCE = 0.95


def every_chart(folder: Path, tables: Tables, book: Codebook | None, *, draws: int = 40) -> Iterator[Chart]:
    """Yield the charts of the standard suite, drawn as its notebooks draw them but with few draws."""
    settings = Settings(draws=draws, seed=1, confidence=CONFIDENCE)
    found = find(tables, codebook=book, settings=settings)
    evidence, names = found.evidence, concept_names(tables, book)
    audited = audit(load_set(folder, texts="optional"))
    words = count_terms(tables)
    aspects = aspect_book()
    yield length_chart(audited)
    yield shared_text_chart(audited)
    yield timeline_chart(tables)
    yield concept_chart(tables, book)
    yield from label_charts(evidence, tables, book, confidence=CONFIDENCE)
    yield voice_chart(tables, book, concepts=list(names)[:8])
    yield source_chart(evidence, confidence=CONFIDENCE, by="quotations")
    yield speaker_chart(evidence, tables, confidence=CONFIDENCE)
    yield opening_chart(sourcing(tables), evidence, tables, confidence=CONFIDENCE)
    yield cue_verb_chart(tables)
    yield cue_profile_chart(evidence, tables, confidence=CONFIDENCE)
    yield ribbon_chart(tables)
    yield utterance_chart(tables)
    yield number_chart(tables)
    yield lineage_chart(tables)
    yield keyness_chart(keyness(words, draws=draws, seed=1, confidence=CONFIDENCE), confidence=CONFIDENCE)
    yield keyness_map_chart(keyness(words, pairs=True, draws=0, top=None), tables)
    yield wording_chart(evidence, confidence=CONFIDENCE)
    yield tone_chart(evidence, confidence=CONFIDENCE, names=names)
    yield readability_chart(evidence, confidence=CONFIDENCE)
    yield agency_chart(evidence, confidence=CONFIDENCE, names=names)
    yield passive_chart(evidence, confidence=CONFIDENCE, names=names)
    yield coverage_chart(coverage(tables), tables)
    yield treatment_chart(evidence, tables, confidence=CONFIDENCE, names=names)
    yield emphasis_chart(placed_aspects(tables, book=aspects), tables.outlets, book=aspects)
