from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from framing.annotate.annotate import annotate_all
from framing.compare.compare import Comparison, compare_set
from framing.compare.credits import credited
from framing.text.article import Article

if TYPE_CHECKING:
    from conftest import Compared

SENTENCES = (
    "Police cleared the old fish market in Orrby early on Tuesday after a court ruled that the building was unsafe.",
    "About sixty traders had refused to leave because the town offered them no other place to sell their catch.",
    "The mayor promised a covered hall by the autumn and asked the protesters for patience until the money was found.",
    "A lawyer for the traders said they would appeal to the higher court before the end of the month.",
    "The market had stood on the quay since the harbour was rebuilt after the great fire of the last century.",
    "Several militants threw fish at the officers who carried the last crates out of the building at dawn.",
)


def compared(*articles: Article) -> Comparison:
    return compare_set(list(annotate_all(articles, parser="none")))


def article(name: str, day: int, *sentences: str, wire: str | None = None, **replaced: str) -> Article:
    text = " ".join(sentences or SENTENCES)
    for old, new in replaced.items():
        text = text.replace(old, new)
    return Article(name, text, outlet=name, published=date(2025, 3, day), published_certainty="day", wire=wire)


def edges(c: Comparison) -> list[tuple[str, str]]:
    return [(e.parent, e.child) for e in c.lineage.edges if not e.second]


def test_gold_lineage(iraq_set: Compared, gold: dict[str, Any]) -> None:
    found = iraq_set.comparison.lineage
    assert sorted((e.parent, e.child) for e in found.edges) == [
        ("AFP (not in the set)", "al-arabiya"),
        ("AFP (not in the set)", "new-arab"),
        ("al-arabiya", "mepei"),
    ]
    assert sorted(found.alone) == sorted(gold["lineage"]["none"])
    assert found.unseen == ("AFP (not in the set)",)


def test_planted_lineage_without_the_dispatch(demo: Compared, planted: dict[str, Any]) -> None:
    found = demo.comparison.lineage
    (children,) = planted["lineage"].values()
    assert sorted(e.child for e in found.edges) == sorted(children)
    assert {e.parent for e in found.edges} == {"NPA (not in the set)"}
    assert len(found.alone) == 17


def test_planted_lineage_with_the_dispatch(demo_with_dispatch: Compared, planted: dict[str, Any]) -> None:
    found = demo_with_dispatch.comparison.lineage
    (children,) = planted["lineage"].values()
    assert sorted((e.parent, e.child) for e in found.edges) == sorted(("dispatch", c) for c in children)
    assert all(e.clarity == "clear" for e in found.edges)
    assert found.unseen == ()


def test_a_copy_of_a_copy_descends_from_the_copy() -> None:
    labels = {"traders": "squatters", "protesters": "rioters", "militants": "thugs", "harbour": "harbor"}
    found = compared(
        article("Reuters", 1),
        article("first", 2, **labels),
        article("second", 4, **labels, autumn="winter"),
        article("other", 2, traders="stallholders"),
    )
    assert edges(found) == [("Reuters", "first"), ("first", "second"), ("Reuters", "other")]


def test_two_that_share_copy_without_credit_are_left_open() -> None:
    found = compared(article("a", 1), article("b", 2, militants="rebels"))
    assert edges(found) == [("a", "b")]
    assert found.lineage.edges[0].clarity == "open"
    assert "nothing tells" in found.lineage.edges[0].statement


def test_two_desks_that_credit_one_agency_have_it_from_the_agency() -> None:
    found = compared(article("a", 1, wire="AFP"), article("b", 2, wire="AFP", militants="rebels"))
    assert edges(found) == [("AFP (not in the set)", "a"), ("AFP (not in the set)", "b")]


def test_nobody_descends_from_a_later_text() -> None:
    found = compared(article("late", 9, traders="squatters"), article("early", 1), article("middle", 5))
    order = {"early": 1, "middle": 5, "late": 9}
    assert all(order[p] <= order[c] for p, c in edges(found) if p in order)


def test_one_shared_sentence_makes_no_relative() -> None:
    own = "Nothing else in this text has anything to do with fish or markets or harbours of any kind at all."
    found = compared(article("a", 1), Article("b", f"{SENTENCES[0]} {own} {own[:-1]} ever again in Orrby."))
    assert found.lineage.edges == ()
    assert found.lineage.alone == ("a", "b")


def test_no_articles_have_no_lineage() -> None:
    found = compared()
    assert found.lineage.edges == found.lineage.alone == found.lineage.unseen == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BAGHDAD (Reuters) - Two men", "Reuters"),
        ("sources have told AFP that", "AFP"),
        ("A story.\nSource: Associated Press", "AP"),
        ("The AP building is tall.", None),
        ("By Ann Lee and AFP\nText", "AFP"),
    ],
)
def test_credits_in_the_text(text: str, name: str | None) -> None:
    assert credited(Article("a", text)) == name


def test_clusters_and_shares_of_copies(demo: Compared) -> None:
    copies = {c.article_id: c for c in demo.comparison.copies}
    together = {i for i, c in copies.items() if c.cluster != i or sum(d.cluster == i for d in copies.values()) > 1}
    assert together == {"ledger-3", "courier-3", "open-water-2"}
    assert all(0 <= c.n_shared <= c.n_words for c in copies.values())
    assert (copies["ledger-3"].share or 0) > 0.85
    assert copies["herald-1"].share == 0


def test_a_text_that_drew_on_two_says_so() -> None:
    labels = {"traders": "squatters", "protesters": "rioters", "militants": "thugs", "harbour": "harbor"}
    first = article("first", 2, **labels)
    half = [s.replace("traders", "squatters").replace("protesters", "rioters") for s in SENTENCES[:4]]
    found = compared(article("Reuters", 1), first, article("mixed", 4, *half, *SENTENCES[4:]))
    mixed = [e for e in found.lineage.edges if e.child == "mixed"]
    assert [(e.parent, e.second) for e in mixed] == [("Reuters", False), ("first", True)]
    assert "may have used both" in mixed[1].statement
    assert mixed[1].against > 0


COPY = (
    "The mayor said on Monday that the pier would close. The pier would stay closed for nine days, she said, because "
    "of cracks in the deck. Engineers found the cracks in the eastern deck on Sunday night. "
)


@pytest.mark.parametrize("undated", ["a", "b", "ab"])
def test_an_article_without_a_date_is_neither_older_nor_younger(undated: str) -> None:
    pair = [
        Article(
            k, COPY + last, outlet=k, published=None if k in undated else date(2024, 5, 2), published_certainty="day"
        )
        for k, last in (("a", "Traders feared losses."), ("b", "Ferries ran late."))
    ]
    found = compared(*pair).lineage
    assert found.unseen == ("unseen original",)
    assert {e.parent for e in found.edges} == {"unseen original"}
    said = " ".join(e.statement for e in found.edges)
    assert "is older" not in said
    assert "oldest" not in said
    assert "no date" in said


def test_two_articles_of_one_day_are_not_called_older() -> None:
    pair = [
        Article(k, COPY + last, outlet=k, published=date(2024, 5, 2), published_certainty="day")
        for k, last in (("a", "Traders feared losses."), ("b", "Ferries ran late."))
    ]
    (edge,) = compared(*pair).lineage.edges
    assert edge.clarity == "open"
    assert "they appeared on one day" in edge.statement
