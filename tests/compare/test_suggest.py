from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from framing.compare.suggest import Suggestion, suggest
from framing.sets.manifest import load_set
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import get_parser


def suggested(articles: Sequence[Article], top: int) -> tuple[Suggestion, ...]:
    pairs = [(a, lay_out(a)) for a in articles]
    parses = dict(zip((a.id for a in articles), get_parser().parse_many(pairs), strict=True))
    return suggest(articles, parses=parses, top=top)


def labels(suggestion: Suggestion) -> set[str]:
    return {label.words for label in suggestion.labels}


@pytest.fixture(scope="module")
def of_iraq(iraq: Path) -> list[set[str]]:
    return [labels(s) for s in suggested(load_set(iraq).articles, 10)]


@pytest.mark.parametrize(
    ("wanted", "least"),
    [
        ({"militias", "pro-iran militias", "shia armed groups", "anti-terror groups", "iraqi resistance groups"}, 5),
        ({"isis", "isis group", "islamic state", "islamic state group"}, 2),
        ({"holdout extremists", "holdout jihadists"}, 2),
        ({"iran's most important military commander", "iran's top anti-terror commander"}, 2),
    ],
)
def test_the_first_ten_of_the_real_set(of_iraq: list[set[str]], wanted: set[str], least: int) -> None:
    assert max(len(found & wanted) for found in of_iraq) >= least


def test_every_planted_concept_of_the_demo(root: Path) -> None:
    folder = root / "corpus" / "harbour-blockade"
    codebook = tomllib.loads((folder / "codebook.toml").read_text(encoding="utf-8"))
    found = [labels(s) for s in suggested(load_set(folder).articles, 20)]
    for concept in codebook["concept"]:
        planted = {p.lower() for v in concept["variant"] for p in v["patterns"]} | {
            v["label"].lower() for v in concept["variant"]
        }
        stems = {p.rstrip("*") for p in planted}
        best = max(len({s for s in stems if any(s in words.split() or s == words for words in f)}) for f in found)
        assert best >= 2, concept["id"]


def test_labels_exchanged_in_shared_copy_are_one_concept() -> None:
    told = "Officials said on Monday that the {} had entered the old harbour before dawn with nine small boats."
    articles = [
        Article(id=k, outlet=k, text=told.format(words))
        for k, words in (("a", "brave sailors"), ("b", "reckless intruders"))
    ]
    first = suggested(articles, 5)[0]
    assert labels(first) == {"brave sailors", "reckless intruders"}
    assert "“brave sailors” stands where “reckless intruders” does" in first.evidence[0]


def test_nothing_in_common_suggests_nothing() -> None:
    assert suggested([Article(id="a", text="It rains.")], 5) == ()
    assert suggest([], parses={}) == ()


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (
            "Channel aired a deceptively edited clip of mayor\n\nIt aired a deceptively edited clip of the mayor.\n",
            "Channel says sorry for the clip of the mayor\n\nThe clip of the mayor left out her last words.\n",
            {"clip", "deceptively edited clip"},
        ),
        (
            "After the bombshell testimony of Ada Quill\n\nThe bombshell testimony shook the harbour.\n",
            "Ada Quill gives testimony\n\nThe testimony of Quill lasted three hours.\n",
            {"testimony", "bombshell testimony"},
        ),
        (
            "Ferry owners face backlash over prices\n\nThe backlash came from crews.\n",
            "Ferry owners face criticism over prices\n\nThe criticism came from crews.\n",
            {"backlash", "criticism"},
        ),
    ],
)
def test_a_judging_word_on_a_quiet_matter_is_asked_about(one: str, other: str, wanted: set[str]) -> None:
    found = suggested([Article(id="a", outlet="a", text=one), Article(id="b", outlet="b", text=other)], 8)
    assert any(wanted <= labels(s) for s in found)
