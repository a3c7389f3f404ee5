"""Of a text that begins in its middle nothing is said of how it opens, and the limits say so."""

from __future__ import annotations

from dataclasses import replace

from tables_of_texts import tables_of

from framing.findings.context import Context
from framing.findings.figure_quotes import words_around
from framing.findings.find import find
from framing.findings.finding import BEGINNINGS, ONE_OPENING, SOLE_SPEAKER, TWO_OF_THREE
from framing.findings.standing import is_partial, rests_on_unopened, standings, unopened
from framing.measure.tables import Tables
from framing.text.article import Article

HEAD = "Harbour growth slows"
OWN = {
    "post": "The harbour grew by two percent last year, despite several glaring blunders by its managers.",
    "news": "The harbour grew by two percent because of foreign orders for steel and timber.",
}


def made(post: str = "") -> Tables:
    texts = OWN | ({"post": post} if post else {})
    return tables_of(
        *(
            Article(id=i, outlet=i.title(), title=HEAD, text=f"{HEAD}\n\n{t}\n\nIt was Monday.\n")
            for i, t in texts.items()
        )
    )


def test_nothing_is_said_of_the_opening_of_a_text_that_begins_in_its_middle() -> None:
    whole, cut = find(made()), find(made(f"And {OWN['post'][0].lower()}{OWN['post'][1:]}"))
    assert any(f.kind == BEGINNINGS and "Only Post’s first sentence adds" in f.headline for f in whole.findings)
    openings = [f for f in cut.findings if f.kind in (BEGINNINGS, ONE_OPENING)]
    assert not any("Post’s first sentence" in f.headline for f in openings)
    assert not any(r.outlet == "Post" for f in openings for r in f.readings)
    said = "The text of Post begins as if in its middle; its beginning may be missing"
    assert [line for line in cut.limits if "nothing is said of how it opens" in line] == [
        f"{said}: nothing is said of how it opens."
    ]
    assert not any("nothing is said of how" in line for line in whole.limits)


def test_texts_that_begin_as_articles_do_are_all_opened() -> None:
    assert unopened(Context(made())) == {}
    assert unopened(Context(made("But the harbour grew."))) == {"post": "middle"}


def set_of(**bodies: str) -> Tables:
    articles = (
        Article(id=i, outlet=i.title(), title="Harbour pact", text=f"Harbour pact\n\n{t}\n") for i, t in bodies.items()
    )
    return tables_of(*articles)


PLAIN = "The crews of the harbour met on Monday, and Ada Brandt was there. When the fog came, Brandt left the hall."


def test_the_opening_is_the_first_sentence_behind_its_dateline() -> None:
    tables = set_of(post=f"ORRBY (AP) — {PLAIN}", news=f"But the fog was thick. {PLAIN}")
    found = standings(Context(tables))
    assert found["post"].first is not None
    assert found["post"].first.of(tables.texts["post"]).startswith("The crews of the harbour met")
    assert found["news"].first is None
    assert (found["news"].beginning, found["news"].ending) == ("middle", "whole")


def test_who_is_called_by_last_name_before_anybody_named_them_was_named_above() -> None:
    texts = {"post": PLAIN, "news": "Brandt, who left the hall, spoke to the crews."}
    assert unopened(Context(set_of(**texts))) == {"news": "middle"}
    assert unopened(Context(set_of(**texts | {"news": "Porthwick decided to close the hall."}))) == {}


def test_of_a_text_without_its_rest_it_is_not_said_that_something_is_not_in_it() -> None:
    said = "“We will not sail in this fog for any pay,” said Ada Brandt, who speaks for the crews of the harbour pact."
    whole = set_of(post=f"{PLAIN} {said}", news="The crews met on Monday. The harbour pact was not signed.")
    cut = set_of(post=f"{PLAIN} {said}", news="The crews met on Monday. The harbour pact is to bring:")
    assert not is_partial(Context(whole), "news")
    assert is_partial(Context(cut), "news")
    assert any(f.kind == SOLE_SPEAKER for f in find(whole).findings)
    assert not any(f.kind == SOLE_SPEAKER for f in find(cut).findings)
    context = Context(cut)
    nothing = replace(find(whole).findings[0], kind=SOLE_SPEAKER, readings=(context.nothing("News"),))
    assert rests_on_unopened(context, nothing)
    assert not rests_on_unopened(Context(whole), nothing)


def test_what_stands_at_the_top_is_not_missing_where_a_text_breaks_off_below_it() -> None:
    end = "The harbour pact is to bring:"
    said = "“We will not sail in this fog for any pay,” said Ada Brandt, who speaks for the crews of the harbour pact."
    other = find(set_of(post=f"{PLAIN} {said}", news="The crews met on Monday. The harbour pact was not signed."))
    for sentences, is_open in ((1, True), (3, True), (4, False)):
        context = Context(set_of(post=PLAIN, news=f"{'The crews met on Monday. ' * sentences}{end}"))
        assert is_partial(context, "news")
        nothing = replace(other.findings[0], kind=TWO_OF_THREE, readings=(context.nothing("News"),))
        assert rests_on_unopened(context, nothing) == is_open


def test_words_around_a_place_are_without_the_labels_of_links() -> None:
    tables = set_of(
        post="Mayor Ada Lind Ada Maria LindCouncil votes on quay Fares rise MORE said no to the pact on Monday."
    )
    at = tables.texts["post"].index("Lind")
    assert words_around(Context(tables), "post", at, at + 4) == "Mayor Ada Lind said no to the pact on Monday"


def test_a_long_text_without_paragraphs_among_texts_that_have_them_is_speech_written_down() -> None:
    run, broken = " ".join(["The crews met on Monday."] * 60), "\n\n".join(["The crews met on Monday."] * 60)
    assert unopened(Context(set_of(post=broken, news=broken, herald=run))) == {"herald": "transcript"}
    assert unopened(Context(set_of(post=broken, news=run, herald=run))) == {}
    assert unopened(Context(set_of(post=broken, herald=run))) == {}
