from __future__ import annotations

import builtins
import re
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pandas as pd
import pytest
from matplotlib.text import Text
from small_sets import TEXTS, make_set

from framing.annotate.codebook import Codebook
from framing.measure.tables import Tables
from framing.show.article_reader import LAYERS, article_reader, find_words
from framing.show.explorer import Explorer, explore
from framing.show.explorer_views import (
    Choice,
    choose_mentions,
    choose_quotations,
    quotation_chart,
    search,
    with_sentences,
)
from framing.show.shown import Shown
from framing.store.open_set import open_set, set_codebook

ATTACK = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, Codebook]:
    base = tmp_path_factory.mktemp("explore")
    texts = {**TEXTS, "quay-post": TEXTS["quay-post"] + f"\n“We strikers {ATTACK} stay,” Ana Ruiz said.\n"}
    folder = make_set(base / "quay", texts=texts)
    book = set_codebook(folder)
    assert book is not None
    return open_set(folder, parser="none", cache=base / "cache"), book


@pytest.fixture
def explorer(opened: tuple[Tables, Codebook], tmp_path: Path) -> Explorer:
    pytest.importorskip("ipywidgets")
    made = explore(*opened, out=tmp_path)
    assert isinstance(made, Explorer)
    return made


def test_an_open_choice_gives_every_mention(opened: tuple[Tables, Codebook]) -> None:
    tables, _ = opened
    assert len(choose_mentions(tables, Choice())) == len(tables["mentions"])
    assert len(choose_quotations(tables, Choice())) == len(tables["quotations"])


@pytest.mark.parametrize(
    ("choice", "keep"),
    [
        (Choice(label="strikers"), lambda r: r["variant"] == "strikers"),
        (Choice(outlets=("Bay News",)), lambda r: r["outlet"] == "Bay News"),
        (Choice(voices=("quoted", "headline")), lambda r: r["voice"] in ("quoted", "headline")),
        (Choice(concept="nothing"), lambda _: False),
    ],
)
def test_a_choice_keeps_what_fits_and_nothing_else(opened, choice, keep) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    tables, _ = opened
    expected = [r["start"] for r in tables["mentions"].to_dict("records") if keep(r)]
    assert choose_mentions(tables, choice)["start"].tolist() == expected


@pytest.mark.parametrize(
    ("choice", "keep"),
    [
        (Choice(speaker="Ana Ruiz"), lambda r: r["speaker"] == "Ana Ruiz"),
        (Choice(verb="say", outlets=("Quay Post",)), lambda r: r["cue_lemma"] == "say" and r["outlet"] == "Quay Post"),
        (Choice(kind="direct"), lambda r: r["kind"] == "direct"),
        (Choice(speaker="Nobody At All"), lambda _: False),
    ],
)
def test_quotations_are_narrowed_by_speaker_verb_and_kind(opened, choice, keep) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    tables, _ = opened
    expected = [r["start"] for r in tables["quotations"].to_dict("records") if keep(r)]
    assert choose_quotations(tables, choice)["start"].tolist() == expected


def test_mentions_are_narrowed_to_those_in_a_speaker_s_words(opened: tuple[Tables, Codebook]) -> None:
    tables, _ = opened
    assert choose_mentions(tables, Choice(speaker="Ana Ruiz"))["speaker"].tolist() == ["Ana Ruiz"]


def test_the_chart_of_quotations_says_which_it_counts(opened: tuple[Tables, Codebook]) -> None:
    tables, _ = opened
    drawn = quotation_chart(tables, Choice(speaker="Ana Ruiz", verb="say"), confidence=0.95)
    words = " ".join(t.get_text() for t in drawn.findobj(Text))
    assert "by speaker, only: reported with “say”" in " ".join(words.split())
    assert "Ana Ruiz" in words
    assert Choice(outlets=("Bay News",)).said() == ""
    nothing = quotation_chart(tables, Choice(speaker="Nobody At All"), confidence=0.95)
    assert "no speech that fits" in " ".join(t.get_text() for t in nothing.findobj(Text))


def test_search_leaves_page_furniture_out_and_can_be_narrowed(opened: tuple[Tables, Codebook]) -> None:
    tables, _ = opened
    every = search(tables, "strikers")
    assert set(search(tables, "strikers", outlets=("Quay Post",))["outlet"]) == {"Quay Post"}
    quoted = search(tables, "strikers", voices=("quoted",))
    assert 0 < len(quoted) < len(every)
    assert set(quoted["voice"]) == {"quoted"}
    place = every.iloc[[0]][["article_id", "start", "end"]]
    cut = Tables(tables.set_id, tables.title, "", {**tables.frames, "boilerplate": place}, tables.texts)
    assert len(search(cut, "strikers")) == len(every) - 1


def test_search_finds_words_across_lines_and_in_any_case(opened: tuple[Tables, Codebook]) -> None:
    tables, _ = opened
    found = search(tables, "WE  will not\nsail")
    assert sorted(found["outlet"]) == ["Bay News", "Quay Post"]
    assert set(found["surface"]) == {"We will not sail"}
    assert search(tables, "  ").empty
    assert find_words("a.b axb", "a.b") == [(0, 3)]


def test_exported_rows_hold_their_sentence(opened: tuple[Tables, Codebook]) -> None:
    tables, _ = opened
    rows = with_sentences(tables, choose_mentions(tables, Choice(label="militants")))
    assert rows["sentence_text"].tolist() == ["Militants kept the quay shut on Tuesday."]
    assert rows["published"].tolist() == ["2024-03-05"]


def test_the_reader_shows_the_whole_text_escaped(opened: tuple[Tables, Codebook]) -> None:
    tables, _ = opened
    shown = str(article_reader(tables, "quay-post", search="stay").html)
    body = shown[shown.index('<div class="fr-text">') :]
    assert ATTACK not in body
    assert "&lt;img" in body
    assert article_reader(tables, "quay-post").html.striptags().count("Dock workers") == 1
    plain = re.sub(r"<[^>]+>", "", body).replace("&lt;", "<").replace("&gt;", ">")
    assert plain == tables.texts["quay-post"]


def test_marks_may_overlap_and_can_be_turned_off(opened: tuple[Tables, Codebook]) -> None:
    tables, _ = opened
    every = str(article_reader(tables, "quay-post").html)
    assert re.search(r'class="(fr-label fr-quote|fr-quote fr-label)"(?: title="[^"]*")?>strikers<', every)
    assert re.search(r' title="[^"]+ \(by (?:name|surname|title|description|pronoun), (?:sure|likely|open)\)"', every)
    none = str(article_reader(tables, "quay-post", layers=()).html)
    assert 'class="fr-label"' not in none
    assert str(article_reader(tables, "quay-post", layers=LAYERS, concept="other").html).count("fr-label fr") == 0


def test_without_texts_the_reader_says_so(opened: tuple[Tables, Codebook]) -> None:
    tables, _ = opened
    bare = Tables(tables.set_id, tables.title, tables.event_date, tables.frames, {})
    assert "without its texts" in str(article_reader(bare, "quay-post").html)


def test_choosing_changes_chart_and_sentences(explorer: Explorer) -> None:
    before = explorer._labels._picture.value, explorer._labels._list.value
    explorer.outlets.value = ("Bay News",)
    after = explorer._labels._picture.value, explorer._labels._list.value
    assert before[0] != after[0]
    assert "Quay Post" in before[1]
    assert "Quay Post" not in after[1]
    explorer.label.value = "militants"
    assert explorer._labels._list.value.count("<mark>") == 1


def test_a_speaker_and_a_verb_narrow_the_quotations(explorer: Explorer) -> None:
    every = explorer._quotes._list.value.count("<mark>")
    assert "Ana Ruiz" in [value for _, value in explorer.quoted_speaker.options]
    explorer.quoted_speaker.value = "Ana Ruiz"
    few = explorer._quotes._list.value.count("<mark>")
    assert 0 < few < every
    explorer.quoted_verb.value = next(v for _, v in explorer.quoted_verb.options if v and v != "say")
    assert explorer._quotes._list.value.count("<mark>") < few


def test_two_articles_stand_side_by_side(explorer: Explorer) -> None:
    assert len(explorer._pages.children) == 1
    explorer.right.value = "bay-news"
    assert [child.value.count("fr-text") > 0 for child in explorer._pages.children] == [True, True]


def test_a_view_is_exported_as_csv_and_png(explorer: Explorer, tmp_path: Path) -> None:
    explorer.voices.value = ("outlet",)
    explorer._labels._write()
    rows = pd.read_csv(tmp_path / "explorer" / "labels.csv")
    assert set(rows["voice"]) == {"outlet"}
    assert (tmp_path / "explorer" / "labels.png").read_bytes().startswith(b"\x89PNG")
    assert "labels.csv" in explorer._labels._said.value
    explorer.words.value = "quay"
    explorer._found._write()
    assert len(pd.read_csv(tmp_path / "explorer" / "search.csv")) == len(search(explorer._tables, "quay"))


def test_where_widgets_cannot_be_shown_words_say_what_to_do(explorer: Explorer) -> None:
    bundle = explorer._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "framing-suite[lab]" in bundle["text/html"]


def test_without_ipywidgets_the_tables_are_shown(
    opened: tuple[Tables, Codebook], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def missing(
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: tuple[str, ...] = (),
        level: int = 0,
    ) -> ModuleType:
        if name == "ipywidgets":
            raise ModuleNotFoundError(name=name)
        return real(name, globals, locals, fromlist, level)

    monkeypatch.setattr(builtins, "__import__", missing)
    made = explore(*opened, out=tmp_path)
    assert isinstance(made, Shown)
    assert "framing-suite[lab]" in made.html
    assert "popovertarget" in made.html
