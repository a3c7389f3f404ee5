from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotate.quotations.find import find_quotations
from framing.annotate.quotations.record import Quotation
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import get_parser

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "quotations.toml").read_text(encoding="utf-8"))["case"]


def read(text: str, parser: str) -> tuple[Quotation, ...]:
    article = Article("a", text)
    layout = lay_out(article)
    return find_quotations(article, layout=layout, parse=get_parser(parser).parse(article, layout))[0]


def shown(text: str, q: Quotation) -> dict[str, Any]:
    return {
        "kind": q.kind,
        "content": " | ".join(s.of(text) for s in q.content),
        "cue": " ".join(s.of(text) for s in q.cue),
        "source": " ".join(s.of(text) for s in q.source),
        "speaker": q.speaker,
    }


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_cases(case: dict[str, Any]) -> None:
    found = [shown(case["text"], q) for q in read(case["text"], "auto" if case.get("parser") else "none")]
    wanted = case["quote"]
    for want in wanted:
        assert want in [{key: q[key] for key in want} for q in found]
    if not wanted:
        assert found == []


def test_without_a_parser_indirect_speech_is_not_found_and_marked_words_are_the_same() -> None:
    text = "Brook said the pier was “not safe at all” and closed it. “I am sorry,” she told the crowd."
    without, with_parser = read(text, "none"), read(text, "auto")
    assert {q.kind for q in without} <= {"direct", "partial", "scare", "nested"}
    marked = {q.content for q in with_parser if q.kind != "indirect"}
    assert {q.content for q in without} == marked
    assert any(q.kind == "indirect" for q in with_parser)


def test_unclosed_marks_are_a_problem_and_not_a_loss() -> None:
    article = Article("a", "“The pier is open, Brook said.\n\nThe boats came in.")
    found, problems = find_quotations(article)
    assert [p.kind for p in problems] == ["unclosed-quotation"]
    assert [c.of(article.text) for q in found for c in q.content] == ["The pier is open, Brook said."]


def test_nothing_in_nothing_out() -> None:
    assert find_quotations(Article("a", "")) == ((), ())


PIECES = st.sampled_from(
    [
        *("“", "”", '"', "'", "‘", "’", ", ", ". ", "\n\n", "—", ":", "\x00", "\u202e", "\U0001f4a5", "X"),
        *(
            " said ",
            "Brook",
            "the mayor",
            " she ",
            "It is late",
            "so-called ",
            " told reporters that ",
            "according to ",
        ),
        *("al-Sayed ", "(@a) May 1 "),
    ]
)
JUMBLE = st.lists(PIECES, max_size=25).map("".join)


def sound(text: str, found: tuple[Quotation, ...]) -> None:
    for q in found:
        assert q.content
        for span in (*q.content, *q.cue, *q.source):
            assert 0 <= span.start < span.end <= len(text)
        for a, b in pairwise(q.content):
            assert a.end <= b.start
    assert list(found) == sorted(found, key=lambda q: (q.content[0].start, -q.content[-1].end))


@settings(deadline=None, max_examples=150)
@given(JUMBLE)
def test_any_text_is_read_without_a_parser(text: str) -> None:
    sound(text, read(text, "none"))


@settings(deadline=None, max_examples=40)
@given(JUMBLE)
def test_any_text_is_read_with_the_parser(text: str) -> None:
    sound(text, read(text, "auto"))


def overlap(q: Quotation, start: int, end: int) -> float:
    shared = sum(max(0, min(c.end, end) - max(c.start, start)) for c in q.content)
    return shared / max(sum(map(len, q.content)) + end - start - shared, 1)


def test_the_real_set_is_read_as_by_hand(iraq: Path, gold: dict[str, list[dict[str, Any]]]) -> None:
    from framing.annotate.speakers.resolve import canonical_speakers

    listed = tomllib.loads((iraq / "articles.toml").read_text(encoding="utf-8"))["article"]
    texts = {a["id"]: (iraq / a["file"]).read_bytes().decode("utf-8") for a in listed}
    read_ones = []
    for entry in listed:
        article = Article(entry["id"], texts[entry["id"]], title=entry.get("title"))
        layout = lay_out(article)
        read_ones.append(
            (article, find_quotations(article, layout=layout, parse=get_parser("auto").parse(article, layout))[0])
        )
    found = {article.id: quotations for article, quotations in canonical_speakers(read_ones)}
    kinds = cues = speakers = 0
    used = set()
    for want in gold["quotes"]:
        text = texts[want["article"]]
        best = max(found[want["article"]], key=lambda q: overlap(q, want["start"], want["end"]))
        assert overlap(best, want["start"], want["end"]) > 0.8, (want["article"], want["start"])
        used.add(id(best))
        kinds += best.kind == want["kind"]
        cues += (want["cue"] or "") == " ".join(s.of(text) for s in best.cue)
        speakers += best.speaker == want["speaker"]
    extra = [q for quotations in found.values() for q in quotations if q.kind != "indirect" and id(q) not in used]
    assert len(gold["quotes"]) == 48
    assert kinds >= 45
    assert cues >= 45
    assert speakers >= 46
    assert len(extra) <= 3


def test_the_demo_set_is_read_as_planted(root: Path) -> None:
    folder = root / "corpus" / "harbour-blockade"
    planted = tomllib.loads((folder / "planted.toml").read_text(encoding="utf-8"))["article"]
    files = {
        a["id"]: a["file"] for a in tomllib.loads((folder / "articles.toml").read_text(encoding="utf-8"))["article"]
    }
    missed, wrong, total = [], 0, 0
    for entry in planted:
        text = (folder / files[entry["id"]]).read_bytes().decode("utf-8")
        found = read(text, "auto")
        for want in entry["quotations"]:
            total += 1
            hit = [q for q in found if any((c.start, c.end) == (want["start"], want["end"]) for c in q.content)]
            if not hit:
                missed.append((entry["id"], want["start"]))
            elif hit[-1].speaker != want["speaker"]:
                wrong += 1
    assert missed == []
    assert wrong <= total // 10
