"""The key: lines that hold, answers from ratings, room for disagreement."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from framing.annotate.codebook import Codebook
from framing.measure.tables import Tables
from framing.teach.answer_key import leaning_of, text_key, variant_of
from framing.teach.blind_texts import blind_text
from framing.teach.content_notes import content_notes
from framing.teach.packet import Packet, make_packet
from framing.teach.page_templates import lessons
from framing.teach.rewrite_key import choose_rewrite


@pytest.mark.parametrize(
    ("label", "leaning", "also"),
    [
        ("protesters", "neither", ""),
        ("mob", "against", "neither"),  # raters gave -2 and -0.5: one leans, one does not
        ("heroes", "for", ""),
        ("folk", "discuss", "any answer with a reason"),
    ],
)
def test_leaning_follows_the_ratings(small_book: Codebook, label: str, leaning: str, also: str) -> None:
    found, other = leaning_of(variant_of(small_book.concept("people"), label), small_book)
    assert found == leaning
    assert (also in other) if also else not other


def test_line_references_hold_the_words(packet: Packet) -> None:
    for group in packet.groups:
        for key in group.keys:
            lines = {line.number: line.shown for line in key.text.lines}
            assert key.terms
            assert key.quotes
            for answer in key.terms:
                first = answer.words.split()[0]
                assert first in lines[answer.line], (key.text.letter, answer)


def test_the_key_has_the_planted_mentions_of_its_texts(packet: Packet, root: Path) -> None:
    planted = tomllib.loads((root / "corpus/harbour-blockade/planted.toml").read_text(encoding="utf-8"))
    wanted = {a["id"]: {(m["start"], m["variant"]) for m in a["mentions"]} for a in planted["article"]}
    for key in packet.groups[0].keys:
        assert {(a.span.start, a.label) for a in key.terms} == wanted[key.text.article_id]


def test_rewrite_takes_the_strongest_own_voice_label_and_a_plainer_one(
    make_tables: Callable[..., Tables], small_book: Codebook
) -> None:
    text = 'A title here\n\nThe mob and the heroes met. "A mob of heroes," she said.'
    tables = make_tables({("a", "X"): text}, small_book)
    key = text_key(tables, blind_text(tables, "a", letter="A"), small_book)
    rewrite = choose_rewrite(tables, (key,), small_book)
    assert rewrite is not None
    assert rewrite.sentence == "The mob and the heroes met."
    assert rewrite.label == "heroes"
    assert rewrite.model == "The mob and the protesters met."


@pytest.mark.parametrize(
    ("text", "model"),
    [
        # one of many is no many: "mob" has no plainer label of its number
        ("The mob has come and the heroes met at the gate.", "The mob has come and the protesters met at the gate."),
        ("Heroes of the harbour met the folk at the gate.", "Protesters of the harbour met the folk at the gate."),
        ("“Heroes” of the harbour met the folk at the gate.", None),
        ("The mob has come to the gate of the harbour.", None),
    ],
)
def test_a_rewriting_is_a_sentence(
    make_tables: Callable[..., Tables], small_book: Codebook, text: str, model: str | None
) -> None:
    tables = make_tables({("a", "X"): f"A title here\n\n{text}"}, small_book)
    key = text_key(tables, blind_text(tables, "a", letter="A"), small_book)
    rewrite = choose_rewrite(tables, (key,), small_book)
    assert (rewrite and rewrite.model) == model


def test_a_sentence_for_four_minutes_comes_before_a_stronger_one_that_is_long(
    make_tables: Callable[..., Tables], small_book: Codebook
) -> None:
    long = f"The heroes of the harbour {'sang and ' * 20}went home."
    tables = make_tables({("a", "X"): f"A title here\n\n{long} The heroes met all day at the old gate."}, small_book)
    key = text_key(tables, blind_text(tables, "a", letter="A"), small_book)
    rewrite = choose_rewrite(tables, (key,), small_book)
    assert rewrite is not None
    assert rewrite.sentence == "The heroes met all day at the old gate."


def test_no_label_that_leans_no_rewrite(make_tables: Callable[..., Tables], small_book: Codebook) -> None:
    tables = make_tables({("a", "X"): "A title here\n\nThe protesters met the folk."}, small_book)
    key = text_key(tables, blind_text(tables, "a", letter="A"), small_book)
    assert choose_rewrite(tables, (key,), small_book) is None


def test_the_lesson_lasts_45_minutes_for_every_age() -> None:
    plan = lessons()
    assert sum(p["minutes"] for p in plan["phase"]) == 45
    minutes = {p["id"]: p["minutes"] for p in plan["part"]}
    worked = [part for p in plan["phase"] for part in p["parts"]]
    assert worked == list(minutes)  # each part of the worksheet in one phase, in the order of the sheet
    assert all(sum(minutes[part] for part in p["parts"]) == p["minutes"] for p in plan["phase"] if p["parts"])
    assert all(len(p["do"]) == len(plan["ages"]) == 3 for p in plan["phase"])
    assert all(len(c["levels"]) == 4 for c in plan["criterion"])


def test_headlines_of_the_hook_are_of_two_texts_of_the_class(packet: Packet) -> None:
    keys = {key.text.letter: key for key in packet.groups[0].keys}
    one, two = packet.groups[0].headlines
    assert one.letter != two.letter
    assert one.published == two.published
    assert [h.shown for h in (one, two)] == [keys[h.letter].title for h in (one, two)]


def test_reported_verbs_stand_in_the_key_with_their_lines(packet: Packet) -> None:
    """What the worksheet asks for: claimed and admitted, too, which bring in words without quotation marks."""
    first = next(key for key in packet.groups[0].keys if key.text.article_id == "courier-1")
    told = [(q.cue, q.verb_line, q.speaker.split(" (")[0]) for q in first.quotes if q.how == "reported"]
    assert told == [
        ("claimed", 17, "Marta Quill"),
        ("admitted", 18, "Marta Quill"),
        ("warned", 22, "Owen Strand"),
        ("said", 26, "police"),
    ]


def test_content_notes_tell_words_and_leave_out_lookalikes() -> None:
    assert content_notes("The executive met. A bombastic speech.") == ()
    assert content_notes("He was arrested after a scuffle.") == (
        "injury and fighting (scuffle)",
        "police, arrest and prison (arrested)",
    )
    assert content_notes("Cod swim.") == ()


def test_a_lesson_needs_a_codebook_and_a_sane_number_of_groups(demo: Tables, demo_book: Codebook) -> None:
    with pytest.raises(ValueError, match=r"codebook\.toml"):
        make_packet(demo, None)
    with pytest.raises(ValueError, match="1 to 12"):
        make_packet(demo, demo_book, groups=13)
