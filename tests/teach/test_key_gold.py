"""The key of all parts of the worksheet, held against what the demo's authors planted: right answers get full marks."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from framing.annotate.codebook import Codebook
from framing.annotate.voice import OWN_VOICE
from framing.measure.tables import Tables
from framing.teach.answer_key import TextKey
from framing.teach.packet import Group, Packet, make_packet
from framing.teach.reported_key import QuoteAnswer
from framing.teach.rewrite_key import REWRITE_WORDS

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


@pytest.fixture(scope="module")
def by_hand(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "tests/cases/class_key.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def keys(packets: dict[int, Packet]) -> dict[str, TextKey]:
    """Every text of the packets by its article."""
    return {key.text.article_id: key for p in packets.values() for group in p.groups for key in group.keys}


def reports(key: TextKey, wanted: dict[str, Any]) -> list[QuoteAnswer]:
    return [
        q
        for q in key.quotes
        if q.how != "word for word"
        and q.verb_line == wanted["line"]
        and wanted["verb"] in q.cue
        and wanted["of"].lower() in q.speaker.lower()
    ]


def test_reported_speech_read_by_hand_is_in_the_key(keys: dict[str, TextKey], by_hand: dict[str, Any]) -> None:
    assert {r["article"] for r in by_hand["reported"]} == set(keys)
    lacking = [
        (r["article"], verb)
        for r in by_hand["reported"]
        for verb in r["verbs"]
        if not reports(keys[r["article"]], verb)
    ]
    assert lacking == []


def test_nothing_is_called_reported_that_nobody_told(keys: dict[str, TextKey], by_hand: dict[str, Any]) -> None:
    for r in by_hand["reported"]:
        key = keys[r["article"]]
        right = [q for verb in [*r["verbs"], *r["may"]] for q in reports(key, verb)]
        said = [q for q in key.quotes if q.how != "word for word"]
        assert [(q.verb_line, q.cue, q.speaker) for q in said if q not in right] == []


def test_kinds_of_word_follow_the_two_readers(
    groups: tuple[Group, ...], by_hand: dict[str, Any], demo_book: Codebook
) -> None:
    rated = {v.label for c in demo_book.concepts for v in c.variants if v.ratings}
    assert set(by_hand["leaning"]) == rated
    seen = set()
    for group in groups:
        for answer in (a for key in group.keys for a in key.terms):
            right = by_hand["leaning"].get(answer.label)
            if right is None:
                assert answer.leaning == "discuss"
                continue
            seen.add(answer.label)
            assert answer.leaning in right
            others = {kind for kind in ("for", "neither", "against") if f"“{kind}” too: raters" in answer.also}
            assert {answer.leaning, *others} == set(right)
    assert len(seen) > 6


def first_told(gold: dict[str, Any], key: TextKey, by_hand: dict[str, Any]) -> set[str]:
    """Who is told first: those whose words or verbs stand in the first such line."""
    reported = next(r for r in by_hand["reported"] if r["article"] == key.text.article_id)
    told = [(key.text.line_of(q["start"]), q["speaker"]) for q in gold["quotations"]]
    told += [(verb["line"], verb["of"]) for verb in reported["verbs"]]
    first = min(line for line, _ in told if line is not None)
    return {speaker for line, speaker in told if line == first}


def test_headlines_are_whole_of_the_packets_own_texts_and_in_other_words_where_two_are(
    groups: tuple[Group, ...], planted: dict[str, Any], by_hand: dict[str, Any], root: Path
) -> None:
    titles = {
        a["id"]: a["title"]
        for a in tomllib.loads((root / "corpus/harbour-blockade/articles.toml").read_text(encoding="utf-8"))["article"]
    }
    for group in groups:
        keys = {key.text.letter: key for key in group.keys}
        assert len({h.letter for h in group.headlines}) == 2
        over = {}
        for letter, key in keys.items():
            found = [m for m in gold_of(planted, key)["mentions"] if m["voice"] == "headline"]
            over[letter] = {(m["concept"], m["variant"]) for m in found}
        for h in group.headlines:
            assert h.shown == titles[keys[h.letter].text.article_id]
            assert any(
                name in h.first_speaker
                for name in first_told(gold_of(planted, keys[h.letter]), keys[h.letter], by_hand)
            )

        def differ(a: str, b: str, over: dict[str, set[tuple[str, str]]] = over) -> bool:
            return any(c == d and v != w for c, v in over[a] for d, w in over[b])

        if any(differ(a, b) for a, b in combinations(keys, 2)):
            assert differ(*(h.letter for h in group.headlines))


def test_the_rewriting_swaps_a_planted_label_that_leans_for_the_plainest_and_keeps_all_facts(
    groups: tuple[Group, ...], planted: dict[str, Any], by_hand: dict[str, Any], demo_book: Codebook, demo: Tables
) -> None:
    for group in groups:
        given = group.rewrite
        assert given is not None
        key = next(k for k in group.keys if k.text.letter == given.letter)
        source = demo.texts[key.text.article_id]
        (mention,) = [
            m
            for m in gold_of(planted, key)["mentions"]
            if m["voice"] == "outlet"
            and key.text.line_of(m["start"]) == given.line
            and source[m["start"] : m["end"]] == given.label
        ]
        assert "neither" not in by_hand["leaning"][mention["variant"]]
        before, after = given.sentence.split(given.label, 1)
        assert given.model.startswith(before)
        assert given.model.endswith(after)
        plainer = given.model.removeprefix(before).removesuffix(after)
        concept = demo_book.concept(mention["concept"])
        assert plainer in {v.label for v in concept.variants}
        assert by_hand["leaning"][plainer] == ["neither"]
        assert given.sentence in " ".join(line.shown for line in key.text.lines)
        assert len(given.sentence.split()) in REWRITE_WORDS


def test_outlets_at_the_reveal(groups: tuple[Group, ...], planted: dict[str, Any]) -> None:
    for group in groups:
        assert all(key.outlet == gold_of(planted, key)["outlet"] for key in group.keys)
