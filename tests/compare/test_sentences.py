from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from framing.compare.sentences import Family, share_sentences
from framing.text.article import Article

if TYPE_CHECKING:
    from conftest import Compared

FIRST = "Police cleared the old fish market in Orrby early on Tuesday after a court ruled that the building was unsafe."
SECOND = "About sixty traders had refused to leave because the town offered them no other place to sell their catch."
THIRD = "The mayor promised a covered hall by the autumn and asked the traders for patience until the money was found."


def parts(families: tuple[Family, ...], texts: dict[str, str]) -> list[dict[str, str]]:
    return [{m.article_id: m.span.of(texts[m.article_id]) for m in f.members} for f in families]


def shared(**texts: str) -> list[dict[str, str]]:
    return parts(share_sentences([Article(i, t) for i, t in texts.items()]), texts)


def test_gold_families_are_complete_and_nothing_else(iraq_set: Compared, gold: dict[str, list[dict[str, Any]]]) -> None:
    wanted = gold["shared_sentences"]
    found = iraq_set.comparison.families
    assert len(found) == len(wanted)
    for family in found:
        spans = {m.article_id: m.span for m in family.members}
        assert any(
            spans.keys() == w.keys()
            and all(spans[i].start < w[i]["end"] and w[i]["start"] < spans[i].end for i in spans)
            and sum(min(spans[i].end, w[i]["end"]) - max(spans[i].start, w[i]["start"]) for i in spans)
            > 0.7 * sum(w[i]["end"] - w[i]["start"] for i in spans)
            for w in wanted
        )


def test_every_sentence_of_the_dispatch_is_followed_into_the_three_that_used_it(demo_with_dispatch: Compared) -> None:
    families = demo_with_dispatch.comparison.families
    for article, n in (("ledger-3", 16), ("courier-3", 16), ("open-water-2", 16)):
        assert sum({"dispatch", article} <= {m.article_id for m in f.members} for f in families) >= n
    assert not any(m.article_id == "herald-3" for f in families for m in f.members)


def test_edited_and_verbatim_sentences_are_families() -> None:
    edited = SECOND.replace("About sixty traders", "Some sixty squatters")
    assert shared(a=f"{FIRST} {SECOND}", b=f"{FIRST} {edited}") == [
        {"a": FIRST, "b": FIRST},
        {"a": SECOND, "b": edited},
    ]


def test_a_merged_sentence_is_in_both_families_with_its_own_part() -> None:
    merged = f"{FIRST[:-1]}, where {SECOND[0].lower()}{SECOND[1:]}"
    found = shared(a=f"{FIRST}\n\n{SECOND}", b=merged)
    assert [set(f) for f in found] == [{"a", "b"}, {"a", "b"}]
    assert found[0]["b"] == FIRST[:-1] + ","
    assert found[1]["b"].startswith("where about sixty traders")


def test_a_moved_clause_does_not_part_a_family() -> None:
    clause = "After a court ruled that the building was unsafe"
    moved = f"{clause}, police cleared the old fish market in Orrby early on Tuesday."
    assert shared(a=f"{FIRST} {SECOND} {THIRD}", b=f"{moved} {SECOND} {THIRD}")[0] == {"a": FIRST, "b": moved}


def test_the_same_quotation_in_other_sentences_is_no_shared_copy() -> None:
    said = "“We will not give up the market, because our grandparents built it with their own hands,”"
    a = f"{said} said Ilse Brandt, who sells herring. The wind was cold."
    b = f"At the gate a woman of sixty was heard to shout: {said[:-2]}.” Nobody answered her for a while."
    assert shared(a=a, b=b) == []


def test_a_name_with_its_description_is_no_shared_copy() -> None:
    who = "Ruth Ademola, a marine biologist at the University of South Skellan,"
    assert shared(a=f"{who} counted the eels on Monday.", b=f"Nobody had asked {who} before the dredger came.") == []


def test_short_sentences_count_only_beside_shared_ones() -> None:
    short = "He did not elaborate on that."
    other = "Snow fell on the town all through the long night before the trial began."
    assert shared(a=f"{short} {other}", b=f"Rain fell. {short}") == []
    both = shared(a=f"{FIRST} {short} {SECOND}", b=f"{FIRST} {short} {SECOND}")
    assert {"a": short, "b": short} in both


def test_headlines_are_compared_with_headlines_only() -> None:
    head = "Police clear the old fish market in Orrby after court ruling"
    found = shared(a=f"{head}\n\n{FIRST} {SECOND}", b=f"Another day\n\n{head} on Tuesday. {FIRST} {SECOND}")
    assert all(head not in f.values() for f in found)


def test_order_of_the_articles_changes_nothing_but_the_order(demo_with_dispatch: Compared) -> None:
    items = demo_with_dispatch.annotations
    there, back = share_sentences(items), share_sentences(items[::-1])
    assert {frozenset(f.members) for f in there} == {frozenset(f.members) for f in back}


def test_members_lie_inside_their_sentences_and_an_article_has_one(demo: Compared) -> None:
    for family in demo.comparison.families:
        ids = [m.article_id for m in family.members]
        assert len(ids) == len(set(ids)) > 1
        assert all(m.sentence.covers(m.span) and len(m.span) for m in family.members)


def test_none_one_and_empty_articles_share_nothing() -> None:
    assert share_sentences([]) == ()
    assert share_sentences([Article("a", FIRST)]) == ()
    assert share_sentences([Article("a", ""), Article("b", "")]) == ()


def test_two_articles_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="two articles have the id 'a'"):
        share_sentences([Article("a", FIRST), Article("a", FIRST)])
