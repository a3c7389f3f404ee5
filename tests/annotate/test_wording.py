from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from framing.annotate.quotations.find import find_quotations
from framing.annotate.wording import STANCES, find_wording
from framing.lexicons import load
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import get_parser


def marks(text: str, *, parser: str = "auto") -> set[tuple[str, str]]:
    article = Article(id="a", text=text)
    layout = lay_out(article)
    parse = get_parser(parser).parse(article, layout)
    quotations, _ = find_quotations(article, layout=layout, parse=parse)
    found = find_wording(article, layout, parse=parse, quotations=quotations)
    return {(m.kind, m.span.of(text)) for m in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor perhaps left.", {("hedge", "perhaps")}),
        ("Of course the mayor left.", {("booster", "Of course")}),
        ("The so-called expert left.", {("doubt", "so-called"), ("loaded", "so-called")}),
        ("It revealed that they left.", {("factive", "revealed")}),
        ("They warned him in May.", {("assertive", "warned")}),
        ("The minister slammed the plan.", {("loaded", "slammed")}),
        ("The minister opened the plan.", set()),
        ("The plan is “a disaster,” he said on Monday.", {("loaded", "disaster")}),
        ("The flood is a disaster for the town.", set()),
        ("“They slammed the plan before,” he said on Monday.", set()),
        ("", set()),
    ],
)
def test_marks(text: str, expected: set[tuple[str, str]]) -> None:
    assert marks(text) == expected


def test_a_name_is_no_judgement() -> None:
    assert ("loaded", "Savage") not in marks("The paper quoted Ann Savage and her friends on Monday.")


def test_every_list_names_its_source_and_repeats_nothing() -> None:
    stance, loaded = load("stance"), load("loaded")
    for kind in STANCES:
        assert stance[kind]["source"] in stance["sources"]
        assert len(stance[kind]["words"]) == len(set(stance[kind]["words"]))
    for group in (*loaded["verbs"], *loaded["words"]):
        assert group["source"] in loaded["sources"]
        assert group["voice"] in {"outlet", "quoted", "any"}


def test_loaded_wording_on_the_labelled_articles(shared: Path) -> None:
    folder = shared / "evaluation"
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    gold = dict(list(score.read(folder / "loaded-basil.jsonl").items())[::4])  # a quarter: the rest is a benchmark's
    found = {}
    pairs = [(a, lay_out(a)) for a in (Article(id=i, text=d["text"]) for i, d in gold.items())]
    for (article, layout), parse in zip(pairs, get_parser().parse_many(pairs), strict=True):
        quotations, _ = find_quotations(article, layout=layout, parse=parse)
        every = find_wording(article, layout, parse=parse, quotations=quotations)
        found[article.id] = {"spans": [{"start": m.span.start, "end": m.span.end} for m in every if m.kind == "loaded"]}
    result = score.loaded(gold, found)["sentence"]
    assert result["f1"] >= 25, json.dumps(result)
