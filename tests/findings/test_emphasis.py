"""Findings about emphasis: what one article puts first and another late or in no sentence."""

from __future__ import annotations

import pytest
from tables_of_texts import tables_of

from framing.findings.context import Context
from framing.findings.kinds.aspect_first import aspects_first
from framing.findings.kinds.fact_placed import facts_placed
from framing.findings.kinds.put_forward import put_forward
from framing.text.article import Article

FILLER = "".join(f"The crew of boat {word} came in at noon and had tea at the quay.\n\n" for word in "abcdefgh")
COST = (
    "Pier will cost four million dollars\n\nTaxpayers will carry the cost of the new pier, the council said.\n\n"
    f"The budget for the wooden pier is small.\n\nSpending rose again.\n\n{FILLER}"
)
LATE = f"Pier opens in spring\n\nThe new pier opens in spring.\n\n{FILLER}The price is four million dollars, he said.\n"
NEVER = f"Pier opens in spring\n\nThe new pier opens in spring.\n\n{FILLER}"


def context(**texts: str) -> Context:
    articles = tuple(Article(id=name, outlet=name.title(), text=text) for name, text in texts.items())
    return Context(tables_of(*articles))


def heads(found: Context, kind: str = "aspect") -> list[str]:
    return [f.headline for f in aspects_first(found) if f.id.startswith(f"emphasis-{kind}")]


def test_an_aspect_first_here_is_late_there_and_in_no_sentence_there() -> None:
    (said,) = heads(context(post=COST, news=LATE, herald=NEVER), "aspect-")
    assert said == (
        "Post puts cost and money in headline and first paragraph (“cost”, “dollars”); in News it first "
        "comes up in paragraph 10 (“price”); in Herald no sentence was found with a word for it."
    )


def test_its_readings_show_the_words_and_what_was_not_found() -> None:
    found = context(post=COST, news=LATE, herald=NEVER)
    (finding,) = [f for f in aspects_first(found) if f.id == "emphasis-aspect-money"]
    shown = {(r.outlet, found.printed(r.article_id, *mark)) for r in finding.readings if not r.text for mark in r.marks}
    assert {("Post", "cost"), ("News", "price")} <= shown
    assert any(r.outlet == "Herald" and r.note.startswith("no sentence found") for r in finding.readings)
    assert finding.tier == "descriptive"


def test_a_single_mention_at_the_top_is_no_emphasis() -> None:
    once = f"Pier will cost much\n\nThe new pier opens in spring.\n\n{FILLER}"
    assert heads(context(post=once, herald=NEVER), "aspect-") == []


def test_nothing_is_said_of_a_set_with_several_articles_an_outlet_or_without_texts() -> None:
    articles = [Article(id=i, outlet="Post", text=t) for i, t in (("a", COST), ("b", NEVER))]
    tables = tables_of(*articles)
    assert aspects_first(Context(tables)) == []
    assert put_forward(Context(tables)) == []
    assert facts_placed(Context(tables)) == []


def test_an_outlets_name_is_no_word_for_an_aspect() -> None:
    text = COST.replace("Taxpayers will carry the cost of the new pier", "Cost Daily saw the new pier")
    text = text.replace("Pier will cost four million dollars", "Cost Daily looks at the pier").replace("budget", "room")
    articles = [Article(id="a", outlet="Cost Daily", text=text), Article(id="b", outlet="Herald", text=NEVER)]
    assert heads(Context(tables_of(*articles)), "aspect-money") == []


def test_a_phrase_that_one_article_puts_forward_is_said_with_where_the_others_have_it() -> None:
    one = f"Ghost ship seen\n\nA ghost ship was seen off the pier.\n\n{FILLER}Two saw the ghost ship leave.\n"
    other = f"Pier opens in spring\n\nThe pier opens.\n\n{FILLER}Some spoke of a ship, a ghost, at night.\n"
    found = put_forward(context(post=one, news=other, herald=NEVER))
    (said,) = [f.headline for f in found if f.outlet == "Post"]
    assert said == (
        "Post puts “ghost ship” first, in headline and first paragraph; in News its words first stand together in "
        "paragraph 10."
    )  # of Herald, which has no such words, nothing is said: it may call a thing without a name something else


@pytest.mark.parametrize("other", ["child-care", "childcare", "Childcare"])
def test_a_compound_written_as_one_word_is_no_absence(other: str) -> None:
    one = f"Child care reopens\n\nThe child care opens.\n\n{FILLER}Parents like the child care.\n"
    two = f"Quay reopens\n\nThe {other} opens.\n\n{FILLER}"
    assert put_forward(context(post=one, news=two)) == []


def test_a_word_of_a_longer_name_and_an_acronym_that_is_spelt_out_elsewhere_are_not_put_forward() -> None:
    one = f"Wild ’N Sea starts\n\nThey love Wild ’N Sea.\n\n{FILLER}On Monday Wild ’N Sea sang.\n"
    assert all("“Wild”" not in f.headline for f in put_forward(context(post=one, news=NEVER)))
    one = f"HPA fines boats\n\nThe HPA fined boats.\n\n{FILLER}Nobody likes the HPA here.\n"
    other = NEVER + "The Harbour and Pier Authority fined boats.\n"
    assert all("HPA" not in f.headline for f in put_forward(context(post=one, news=other)))
    assert any("HPA" in f.headline for f in put_forward(context(post=one, news=NEVER)))


def test_nothing_is_said_of_an_article_that_has_all_the_words_apart() -> None:
    one = f"Ghost ship seen\n\nA ghost ship was seen off the pier.\n\n{FILLER}Two saw the ghost ship leave.\n"
    apart = f"Pier opens in spring\n\nThe ship left.\n\n{FILLER}One of them swore that it was a ghost.\n"
    assert [f for f in put_forward(context(post=one, news=apart, herald=NEVER)) if "ghost" in f.headline] == []


def test_a_phrase_at_the_top_of_two_articles_is_put_forward_by_neither() -> None:
    one = f"Ghost ship seen\n\nA ghost ship was seen.\n\n{FILLER}Two saw the ghost ship leave.\n"
    assert all("ghost" not in f.headline for f in put_forward(context(post=one, news=one.replace("Two", "Three"))))


@pytest.mark.parametrize("order", [("post", "news"), ("news", "post")])
def test_the_order_of_articles_changes_no_fact_placed(order: tuple[str, str]) -> None:
    fact = "The harbour master closed the northern gate after the storm broke its iron hinges"
    texts = {
        "post": f"Gate shut\n\n{fact}.\n\n{FILLER}",
        "news": f"Spring fair opens\n\nThe fair opens with music.\n\n{FILLER}{fact} on Monday.\n",
    }
    articles = tuple(Article(id=n, outlet=n.title(), text=texts[n]) for n in order)
    (found,) = facts_placed(Context(tables_of(*articles)))
    assert found.headline == f"Post says in its first paragraph what stands in paragraph 10 of News: “{fact}.”"


def test_what_each_puts_first_is_said_in_one_sentence() -> None:
    law = (
        "Judge stops pier in court ruling\n\nThe court ruled against the pier, and a judge signed.\n\n"
        f"Lawyers sued last year.\n\nThe court sat long.\n\n{FILLER}"
    )
    cost = COST + "Spending rose.\n\nThe price rose too.\n"
    (said,) = heads(context(post=cost, news=law), "first-aspects")
    assert said.startswith("What comes first: cost and money in Post (“cost”, ")
    assert "; law and courts in News (“Judge”, “court”)" in said
