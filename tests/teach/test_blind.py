"""Blind texts: nothing gives the outlet away, nothing else is lost, every line stands where it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotate.codebook import Codebook
from framing.measure.tables import Tables
from framing.teach.blind_texts import blind_text
from framing.teach.choose_articles import choose_texts
from framing.teach.outlet_masks import find_masks


def masked(text: str, **names: list[str]) -> str:
    out, at = "", 0
    for mask in find_masks(text, outlets=names.get("outlets", []), agencies=names.get("agencies", [])):
        out += text[at : mask.span.start] + mask.shown
        at = mask.span.end
    return out + text[at:]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Told the Herald on Monday, the Herald said.", "Told [OUTLET] on Monday, [OUTLET] said."),
        ("The Herald's reporter heralded it.", "[OUTLET]'s reporter heralded it."),
        ("A herald came.", "A herald came."),
        ("HeraldPost is another.", "HeraldPost is another."),
        ("Northern Press Agency (NPA) reported; NPA photo.", "[AGENCY] reported; [AGENCY] photo."),
        ("Some Other Name Here (NPA) reported.", "Some Other Name Here ([AGENCY]) reported."),
        ("Write to desk@herald.example or see www.herald.example/a.", "Write to [ADDRESS] or see [ADDRESS]."),
        ("Follow @HeraldNews now", "Follow [ADDRESS] now"),
        ("", ""),
    ],
)
def test_masks(text: str, shown: str) -> None:
    assert masked(text, outlets=["The Herald"], agencies=["NPA"]) == shown


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("Al Bahr English", "Inland-owned Al Bahr TV channel quoted them.", "[OUTLET] TV channel quoted them."),
        ("Al Bahr English", "Al-Bahr quoted them, AL BAHR too.", "[OUTLET] quoted them, [OUTLET] too."),
        ("QRS News", "QRS has learnt it.", "[OUTLET] has learnt it."),
        ("Morning News", "Morning came to the harbour.", "Morning came to the harbour."),
        ("The Tide", "the state-run Tide said", "the [OUTLET] said"),
        ("The Tide", "The tide rose.", "The tide rose."),
        ("Al Bahr", "See news.albahr.com for more.", "See [ADDRESS] for more."),
        ("Al Bahr", "It ended in a draw.com ended too.", "It ended in a [ADDRESS] ended too."),
        ("Al Bahr", "The U.S. said so. No. They did.", "The U.S. said so. No. They did."),
    ],
)
def test_an_outlet_is_known_by_other_forms_of_its_name(name: str, text: str, shown: str) -> None:
    assert masked(text, outlets=[name]) == shown


def test_a_headline_is_whole_and_a_subheading_is_none(make_tables: Callable[..., Tables], small_book: Codebook) -> None:
    long = "Folk of the harbour wait for hours while the mob that shut the gates sings and dances on the pier"
    body = "The mob came by at noon and sang.\n\nWhat comes next\n\nThe protesters went off at six and slept."
    none = (
        f"It was the third day of a week in which nobody slept, and {long.lower()}, and the rest stood by in the rain."
    )
    tables = make_tables({("a", "X"): f"{long}\n\n{body}", ("b", "Y"): f"{none}\n\n{body}"}, small_book)
    text = blind_text(tables, "a", letter="A")
    assert sum(line.part == "headline" for line in text.lines) > 1
    assert text.headline == long
    bare = blind_text(tables, "b", letter="B")
    assert bare.headline == ""
    assert any(line.part == "headline" for line in bare.lines)  # a subheading


def test_names_of_two_words_are_found_run_together_and_over_a_line_end() -> None:
    assert masked("PressTV and Press\nTV", outlets=["Press TV"]) == "[OUTLET] and [OUTLET]"


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="The Hrald(NPA)@.\n w", max_size=80))
def test_masks_are_in_order_apart_and_inside(text: str) -> None:
    masks = find_masks(text, outlets=["The Herald", "Herald"], agencies=["NPA"])
    ends = 0
    for mask in masks:
        assert ends <= mask.span.start < mask.span.end <= len(text)
        ends = mask.span.end


def test_demo_texts_name_no_outlet_and_no_furniture(demo: Tables) -> None:
    outlets = set(demo["articles"]["outlet"])
    for article in demo.texts:
        text = blind_text(demo, article, letter="A")
        shown = " ".join(line.shown for line in text.lines)
        assert not any(outlet in shown for outlet in outlets), article
        assert "NPA" not in shown
        assert "Read also" not in shown
        assert [line.number for line in text.lines] == list(range(1, len(text.lines) + 1))
        assert all(len(line.shown) <= 68 for line in text.lines)
        assert text.lines[0].part == "headline"


def test_every_word_stands_for_its_place_in_the_article(demo: Tables) -> None:
    source = demo.texts["courier-3"]
    text = blind_text(demo, "courier-3", letter="A")
    hidden = {m.span for m in text.masks}
    for line in text.lines:
        for word in line.words:
            if not any(word.span.overlaps(h) for h in hidden):
                assert word.span.of(source) == word.shown
                assert text.line_of(word.span.start) == line.number
    assert text.line_of(len(source) + 5) is None


def test_a_long_text_ends_after_a_whole_paragraph(demo: Tables) -> None:
    whole = blind_text(demo, "herald-1", letter="A")
    short = blind_text(demo, "herald-1", letter="A", most_words=100)
    assert short.shortened
    assert not whole.shortened
    assert short.n_words <= 100
    assert [w.shown for line in short.lines for w in line.words] == [
        w.shown for line in whole.lines for w in line.words
    ][: sum(len(line.words) for line in short.lines)]
    assert short.lines[-1].shown.endswith((".", '"', "”"))


def test_no_text_no_lesson(demo: Tables) -> None:
    bare = Tables(demo.set_id, demo.title, demo.event_date, demo.frames, {})
    with pytest.raises(ValueError, match=r"are not here: put them beside its manifest with 'framing import FOLDER"):
        choose_texts(bare)
    with pytest.raises(KeyError, match="import them first"):
        blind_text(bare, "herald-1", letter="A")


def test_names_that_the_manifest_tells_of_an_outlet_are_hidden_too(
    make_tables: Callable[..., Tables], small_book: Codebook
) -> None:
    text = "Title here\n\nThe mob of Brook Media came. The B.M.C. has learnt that they sang."
    tables = make_tables({("a", "X"): text}, small_book)
    blind = blind_text(tables, "a", letter="A", also_hide=["Brook Media", "The B.M.C."])
    assert " ".join(line.shown for line in blind.lines if line.part == "body") == (
        "The mob of [OUTLET] came. [OUTLET] has learnt that they sang."
    )


def test_groups_read_different_articles_of_different_outlets(demo: Tables) -> None:
    outlet = dict(zip(demo["articles"]["article_id"], demo["articles"]["outlet"], strict=True))
    groups = choose_texts(demo, groups=4)
    assert len(groups) == 4
    assert len({a for group in groups for a in group}) == 8
    assert all(outlet[a] != outlet[b] for a, b in groups)
    (whole_class,) = choose_texts(demo)
    assert len({outlet[a] for a in whole_class}) == 3
    # more groups than pairs of fresh articles: still an answer, by using articles again
    assert len(choose_texts(demo, groups=12)) == 12


def test_sets_that_make_no_lesson_say_why(make_tables: Callable[..., Tables], small_book: Codebook) -> None:
    one = make_tables({("a", "X"): "Title\n\nThe mob came.", ("b", "X"): "Title\n\nThe protesters came."}, small_book)
    with pytest.raises(ValueError, match="compares two outlets"):
        choose_texts(one)
    same = make_tables({("a", "X"): "Title\n\nThe mob came.", ("b", "Y"): "Title\n\nThe mob went."}, small_book)
    with pytest.raises(ValueError, match="the same concept differently"):
        choose_texts(same)
    with pytest.raises(ValueError, match="give 1 or more"):
        choose_texts(same, groups=0)
