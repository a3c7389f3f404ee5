"""Who speaks, by kind of difficulty: the table of invented texts in ``tests/cases/speakers.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from framing.annotate.annotate import annotate
from framing.annotate.speakers.canonical import canonical_speakers
from framing.text.article import Article

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "speakers.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[f"{c['kind']}: {c['name']}" for c in CASES])
def test_cases(case: dict[str, Any]) -> None:
    text = case["text"]
    found = annotate(Article("a", text)).quotations
    told = [q for q in found if q.kind not in ("scare", "nested")]
    for want in case["said"]:
        (q,) = [q for q in told if q.content[0].of(text).startswith(want["words"])][:1]
        assert (q.speaker or "", q.speaker_reason or "") == (want["speaker"], want["reason"])
        assert q.speaker_certainty == want.get("sure", q.speaker_certainty)
    assert not case.get("alone") or len(told) == len(case["said"])
    said = " ".join(c.of(text) for q in told for c in q.content)
    assert [words for words in case.get("not_said", ()) if words in said] == []


def test_a_title_in_one_article_names_a_description_in_another() -> None:
    texts = (
        "Norwegian Prime Minister Mary Holt left on Friday. “I am tired,” Holt said.",
        "Norway’s prime minister said the port would close. Mary Holt was tired of the case.",
    )
    named = canonical_speakers([(a.article, a.quotations) for a in (annotate(Article(t[:3], t)) for t in texts)])
    ((last,),) = [[(q.speaker, q.speaker_reason) for q in quotations] for _, quotations in named][1:]
    assert last == ("Mary Holt", "set-wide")


def test_a_description_of_somebody_the_article_does_not_name_stays() -> None:
    texts = (
        "Norwegian Prime Minister Mary Holt left on Friday. “I am tired,” Holt said.",
        "Norway’s prime minister said the port would close.",
    )
    named = canonical_speakers([(a.article, a.quotations) for a in (annotate(Article(t[:3], t)) for t in texts)])
    assert [q.speaker_reason for q in named[1][1]] == ["description"]
