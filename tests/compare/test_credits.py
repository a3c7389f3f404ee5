from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from framing.annotate.annotate import annotate_all
from framing.compare.agency_copy import AgencyCopy, agency_copy, agency_side
from framing.compare.credits import credits_of
from framing.compare.rewordings import find_rewordings
from framing.compare.sentences import share_sentences
from framing.text.article import Article
from framing.text.span import Span

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "credits.toml").read_text(encoding="utf-8"))["case"]

BODY = (
    "Gunmen from the Northern Front attacked the depot near Orlen on Monday night, officials said.",
    "Nobody was hurt in the attack, which lasted for about an hour and ended when the army arrived.",
    "The depot holds most of the fuel that the town and its harbour need for the winter months.",
)


@pytest.mark.parametrize("case", CASES, ids=[c["text"].split("\n\n", 1)[1][:60] for c in CASES])
def test_credits_are_read_from_the_text(case: dict[str, Any]) -> None:
    found = credits_of(Article("a", case["text"], outlet="The Lamp"))
    assert [[c.agency, c.extent] for c in found] == case["found"]


def read(*articles: Article) -> tuple[dict[str, AgencyCopy], dict[str, str], list[Any]]:
    annotations = list(annotate_all(articles))
    families = share_sentences(annotations)
    texts = {a.id: a.text for a in articles}
    return dict(agency_copy(annotations, families)), texts, list(find_rewordings(annotations, families))


def at(texts: dict[str, str], article: str, words: str) -> Span:
    start = texts[article].index(words)
    return Span(start, start + len(words))


def test_a_label_kept_from_the_agency_is_its_and_a_changed_one_is_the_outlets() -> None:
    dispatch = Article("ap", "ORLEN (AP) — " + " ".join(BODY), outlet="Associated Press")
    paper = Article(
        "lamp", " ".join(BODY).replace("Gunmen", "Terrorists") + "\n\nThe Associated Press contributed to this report.",
        outlet="The Lamp",
    )  # fmt: skip
    found, texts, rewordings = read(dispatch, paper)
    lamp = found["lamp"]
    assert not lamp.holds(texts["lamp"], at(texts, "lamp", "Terrorists"))
    assert lamp.holds(texts["lamp"], at(texts, "lamp", "Northern Front"))
    assert found["ap"].spans == ()
    (reworded,) = [r for r in rewordings if r.kind == "label"]
    assert agency_side(reworded, found) == ("a" if reworded.a[0].article_id == "ap" else "b")


def test_an_article_credited_whole_is_the_agencys_but_for_its_headline() -> None:
    text = "Terrorists raid depot\n\nORLEN (Reuters) - " + "\n\n".join(BODY)
    found, texts, _ = read(Article("lamp", text, outlet="The Lamp"), Article("star", "The mayor slept.", outlet="Star"))
    assert found["lamp"].agency == "Reuters"
    assert found["lamp"].holds(text, at(texts, "lamp", "Gunmen"))
    assert not found["lamp"].holds(text, at(texts, "lamp", "Terrorists"))
    assert found["star"].agency is None
    assert found["star"].spans == ()


def test_of_two_that_credit_one_agency_the_words_in_which_they_differ_are_nobodys() -> None:
    one = Article("one", " ".join(BODY), outlet="One", wire="AFP")
    two = Article(
        "two", " ".join(BODY).replace("Gunmen", "Militants") + " Our reporter saw smoke.", outlet="Two", wire="AFP"
    )
    found, texts, rewordings = read(one, two)
    assert not found["one"].holds(texts["one"], at(texts, "one", "Gunmen"))
    assert not found["two"].holds(texts["two"], at(texts, "two", "Militants"))
    assert found["two"].holds(texts["two"], at(texts, "two", "Northern Front"))
    assert not found["two"].holds(texts["two"], at(texts, "two", "Our reporter"))
    assert {agency_side(r, found) for r in rewordings} == {""}
