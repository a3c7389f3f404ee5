"""Of a text that begins in its middle nothing is said of how it opens, and the limits say so."""

from __future__ import annotations

from tables_of_texts import tables_of

from framing.findings.context import Context
from framing.findings.find import find
from framing.findings.finding import ONE_OPENING
from framing.findings.unopened import unopened
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
    assert any(f.kind == ONE_OPENING and "Post" in f.headline for f in whole.findings)
    assert not any(f.kind == ONE_OPENING and "Post" in f.headline for f in cut.findings)
    assert not any(r.outlet == "Post" and not r.text for f in cut.findings if f.kind == ONE_OPENING for r in f.readings)
    said = "The text of Post begins as if in its middle; its beginning may be missing"
    assert [line for line in cut.limits if "nothing is said of how it opens" in line] == [
        f"{said}: nothing is said of how it opens."
    ]
    assert not any("nothing is said of how" in line for line in whole.limits)


def test_texts_that_begin_as_articles_do_are_all_opened() -> None:
    assert unopened(Context(made())) == {}
    assert unopened(Context(made("But the harbour grew."))) == {"post": "middle"}
