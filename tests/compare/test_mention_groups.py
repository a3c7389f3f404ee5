from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from framing.compare.mention_groups import group_mentions
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import get_parser
from framing.text.span import Span


def groups(text: str, *phrases: str, parser: str = "none") -> list[set[str]]:
    """The phrases, each looked up behind the one before, grouped."""
    article = Article(id="a", text=text)
    at, spans = 0, []
    for phrase in phrases:
        at = text.index(phrase, at)
        spans.append(Span(at, at + len(phrase)))
        at += 1
    found = group_mentions([article], {"a": spans}, parser=parser)
    return [{s.of(text) for _, s in g.mentions} for g in found]


@pytest.mark.parametrize("parser", ["none", "auto"])
@pytest.mark.parametrize(
    ("text", "together", "apart"),
    [
        ("Mayor Ann Lund spoke. Lund left. The mayor smiled. A dog barked.", "Mayor Ann Lund|Lund|The mayor", "A dog"),
        ("The Green Harbour Party met. The GHP voted. Iran watched.", "The Green Harbour Party|The GHP", "Iran"),
        ("Tehran said no. Iranian officials left. Iran waited. Iraq slept.", "Tehran|Iranian officials|Iran", "Iraq"),
        ("The lawsuit came first. The complaint names nobody. A boat left.", "The lawsuit|The complaint", "A boat"),
        ("The protesters sang. Rioters, one paper wrote. The fish swam.", "The protesters|Rioters", "The fish"),
        (
            "Qassem Ardavan died. Qasem Ardavan was old. Ali Ardavan lives.",
            "Qassem Ardavan|Qasem Ardavan",
            "Ali Ardavan",
        ),
    ],
)
def test_what_names_one_thing_is_together(text: str, together: str, apart: str, parser: str) -> None:
    found = groups(text, *together.split("|"), apart, parser=parser)
    assert set(together.split("|")) in found
    assert {apart} in found


def test_a_description_beside_a_name_belongs_to_it() -> None:
    text = "Ann Lund, the tireless harbour mayor, spoke to Joss Reed."
    assert {"Ann Lund", "the tireless harbour mayor"} in groups(
        text, "Ann Lund", "the tireless harbour mayor", "Joss Reed"
    )


def test_every_mention_is_in_one_group_and_none_gives_none() -> None:
    text = "A cat sat. A dog ran. The cat sat."
    found = groups(text, "A cat", "A dog", "The cat")
    assert sorted(map(len, found)) == [1, 2]
    assert group_mentions([], {}) == ()


@pytest.mark.parametrize(("parser", "least"), [("auto", 60.0), ("none", 60.0)])
def test_grouping_of_the_labelled_events(shared: Path, parser: str, least: float) -> None:
    folder = shared / "evaluation"
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    gold = score.read(folder / "terms-newswcl50.jsonl")
    found: dict[str, dict[str, object]] = {i: {"mentions": []} for i in gold}
    for event in sorted({d["event"] for d in gold.values()}):
        articles = [Article(id=i, text=d["text"]) for i, d in gold.items() if d["event"] == event]
        pairs = [(a, lay_out(a)) for a in articles]
        parses = dict(zip((a.id for a in articles), get_parser(parser).parse_many(pairs), strict=True))
        mentions = {a.id: [Span(m["start"], m["end"]) for m in gold[a.id]["mentions"]] for a in articles}
        for k, group in enumerate(group_mentions(articles, mentions, parses=parses)):
            for article_id, span in group.mentions:
                named = {"start": span.start, "end": span.end, "concept": str(k)}
                found[article_id]["mentions"].append(named)  # type: ignore[attr-defined]
    result = score.terms(gold, found)["b_cubed"]
    assert result["f1"] >= least, json.dumps(result)


def test_nouns_that_keep_the_same_company_are_one() -> None:
    text = (
        "The 2015 Grenmark grain bargain held. The Grenmark bargain pleased some. The 2015 bargain is old. "
        "Few like the 2015 Grenmark concord. The Grenmark concord is dear. The 2015 concord stays. "
        "The blue Orlen ferry left. A blue ferry came."
    )
    phrases = ["The 2015 Grenmark grain bargain", "The Grenmark bargain", "The 2015 bargain"]
    phrases += ["the 2015 Grenmark concord", "The Grenmark concord", "The 2015 concord", "The blue Orlen ferry"]
    found = groups(text, *phrases, "A blue ferry")
    assert set(phrases[:6]) in found
    assert {"The blue Orlen ferry", "A blue ferry"} in found
