"""The headline, where a source keeps it beside the text instead of in it.

Tables and databases hold the headline in a column of its own, and their texts begin with
the first paragraph. Readers read the headline most; so an import prints it as the first
line of the article's file, where every offset counts from, and the manifest says so
(``headline_from = "title field"``). A text that has its headline, or a near variant of it,
in its first paragraphs is left as it is; so is every text of an article set, whose hashes
are published.
"""

from __future__ import annotations

from dataclasses import replace

from framing.sets.importers.candidate import Found
from framing.sets.near_copies import plain_words
from framing.text.article import Article
from framing.text.layout import lay_out

_LONGEST = 40  # words; beyond, a field called title holds something else


def with_printed_headline(item: Found) -> Found:
    r"""Return the candidate with its title as first line, if it has one that the text lacks.

    >>> from framing.sets.importers.candidate import Facts
    >>> with_printed_headline(Found("row 1", "a", "Boats sank.", Facts(title="Storm hits Orlen"))).text
    'Storm hits Orlen\n\nBoats sank.'
    """
    title = " ".join((item.facts.title or "").split())
    if not title or len(plain_words(title)) > _LONGEST or has_headline(item.text, title):
        return item
    note = "its headline stood in a field of its own: it is the first line of the text now"
    return replace(item, text=f"{title}\n\n{item.text.lstrip()}", notes=(*item.notes, note), headline_added=True)


def has_headline(text: str, title: str) -> bool:
    """Tell whether a text prints its title, or a near variant of it, as a line of its own near the top."""
    return lay_out(Article("", text, title=title)).headline is not None
