"""The key of all parts of the worksheet, held against what the demo's authors planted: right answers get full marks."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from framing.annotate.codebook import Codebook
from framing.annotate.voice import OWN_VOICE
from framing.measure.tables import Tables
from framing.teach.answer_key import TextKey
from framing.teach.packet import Group, Packet, make_packet

# Quotations whose pronoun the key leaves open and sends the pupil to the lines before: the planted name is right too.
LEFT_OPEN = {("herald-3", "Joss Penhale"), ("ledger-1", "Petra Lindqvist")}
GROUPS = (1, 4)


@pytest.fixture(scope="module")
def planted(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "corpus/harbour-blockade/planted.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def packets(demo: Tables, demo_book: Codebook) -> dict[int, Packet]:
    return {number: make_packet(demo, demo_book, groups=number) for number in GROUPS}


@pytest.fixture(params=GROUPS)
def groups(request: pytest.FixtureRequest, packets: dict[int, Packet]) -> tuple[Group, ...]:
    return packets[request.param].groups


def gold_of(planted: dict[str, Any], key: TextKey) -> dict[str, Any]:
    return next(a for a in planted["article"] if a["id"] == key.text.article_id)


def own(gold: dict[str, Any], concept: str) -> list[dict[str, Any]]:
    return [m for m in gold["mentions"] if m["concept"] == concept and m["voice"] in OWN_VOICE]


def test_labels_with_line_words_and_voice(
    groups: tuple[Group, ...], planted: dict[str, Any], demo_book: Codebook
) -> None:
    ids = {c.name: c.id for c in demo_book.concepts}
    for group in groups:
        for key in group.keys:
            gold = gold_of(planted, key)
            wanted = {(m["concept"], m["variant"], m["voice"], m["start"], m["end"]) for m in gold["mentions"]}
            assert {(ids[a.concept], a.label, a.voice, a.span.start, a.span.end) for a in key.terms} == wanted
            assert all(a.line == key.text.line_of(a.span.start) for a in key.terms)


def test_sources_and_verbs_of_all_planted_quotations(groups: tuple[Group, ...], planted: dict[str, Any]) -> None:
    sorts = {s["name"]: (s["source_type"], s["identified"]) for s in planted["speaker"]}
    seen = 0
    for group in groups:
        for key in group.keys:
            for quotation in gold_of(planted, key)["quotations"]:
                if quotation.get("more") or quotation["speaker"] not in sorts:
                    continue
                line = key.text.line_of(quotation["start"])
                told = [q for q in key.quotes if line in q.lines and q.cue == quotation["cue"] and "word" in q.how]
                names = {q.speaker.split(" (“")[0]: q for q in told}
                if (key.text.article_id, quotation["speaker"]) in LEFT_OPEN:
                    assert any("whoever the lines before speak of" in name for name in names)
                    continue
                answer = names[quotation["speaker"]]
                assert (answer.source_type, answer.identified) == sorts[quotation["speaker"]]
                assert answer.verb_line
                seen += 1
    assert seen > 5


def test_nobody_is_called_missing_who_is_quoted(groups: tuple[Group, ...], planted: dict[str, Any]) -> None:
    for group in groups:
        for key in group.keys:
            quoted = {q["speaker"] for q in gold_of(planted, key)["quotations"]}
            assert quoted.isdisjoint(re.sub(r" \([^)]*\)$", "", name) for name in key.missing)


def test_tally_is_the_planted_count(groups: tuple[Group, ...], planted: dict[str, Any]) -> None:
    for group in groups:
        assert group.tallies
        for tally in group.tallies:
            for key in group.keys:
                wanted = Counter(m["variant"] for m in own(gold_of(planted, key), tally.concept.id))
                given = {label: n for label, n in tally.counts[key.text.letter].items() if n}
                assert given == wanted


def test_claim_names_planted_labels_in_their_lines(
    groups: tuple[Group, ...], planted: dict[str, Any], demo_book: Codebook
) -> None:
    ids = {c.name: c.id for c in demo_book.concepts}
    for group in groups:
        halves = re.findall(r"text (\w) names (.+?) “(.+?)” \(lines? ([\d, ]+)\)", group.claim)
        assert len(halves) == 2
        for letter, concept, label, lines in halves:
            key = next(k for k in group.keys if k.text.letter == letter)
            used = own(gold_of(planted, key), ids[concept])
            counts = Counter(m["variant"] for m in used)
            assert counts[label] == max(counts.values())
            wanted = {key.text.line_of(m["start"]) for m in used if m["variant"] == label}
            assert {int(n) for n in lines.split(", ")} == wanted
            assert ("lines " in group.claim) or len(wanted) == 1


def test_rewrite_and_headlines_are_of_the_packets_own_texts(groups: tuple[Group, ...], planted: dict[str, Any]) -> None:
    for group in groups:
        keys = {key.text.letter: key for key in group.keys}
        assert group.rewrite is not None
        gold = gold_of(planted, keys[group.rewrite.letter])
        assert any(
            m["voice"] == "outlet" and keys[group.rewrite.letter].text.line_of(m["start"]) is not None
            for m in gold["mentions"]
        )
        assert group.rewrite.label in group.rewrite.sentence
        assert group.rewrite.label not in group.rewrite.model
        assert {h.letter for h in group.headlines} <= set(keys)


def test_outlets_at_the_reveal(groups: tuple[Group, ...], planted: dict[str, Any]) -> None:
    for group in groups:
        assert all(key.outlet == gold_of(planted, key)["outlet"] for key in group.keys)
