"""What one article looks like from outside: length, furniture, marks, and signs that it is not a whole report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from framing.sets.language import english_share
from framing.text.article import Article
from framing.text.beginnings import beginning, is_log
from framing.text.endings import ending, is_stub
from framing.text.layout import Layout, lay_out
from framing.text.reading_view import reading_view
from framing.text.span import Span
from framing.text.words import count_words

SHORT_WORDS = 120
MOST_FURNITURE = 0.3
_TOP = 600  # code points in which a page says that it is a live blog
_LEAST_ENGLISH = 0.12
_FIRST = 3  # sentences by which it is told how a text begins
_BEGINS = {
    "middle": "begins as if in its middle: its beginning may be missing",
    "transcript": "seems to be a transcript",
    "letter": "greets its readers, as newsletters do",
}

_ENDS = re.compile(r"[.!?…\"'”’)\]»:]\s*$")
_MOJIBAKE = re.compile("â€|Ã[\u0080-\u00bf©¨¢ª®¼¶]|\ufffd")


@dataclass(frozen=True, slots=True)
class Looks:
    """Counts and warnings of one article.

    ``words`` counts those outside page furniture, ``furniture`` is the share of the text's
    characters that is furniture (0 to 1), ``english`` the share of English function words
    (``None`` without words), ``open_marks`` the paragraphs whose quotation marks do not
    pair. ``warnings`` are in words.
    """

    words: int
    furniture: float
    english: float | None
    open_marks: int
    paragraphs: int
    warnings: tuple[str, ...]


def look(article: Article, *, layout: Layout | None = None) -> Looks:
    """Look over one article; an empty text gives zeros and the warning that it is empty."""
    if layout is None:
        # as all else is read: line ends by hand and unseen characters do not count
        article = replace(article, text=reading_view(article.text).text)
        layout = lay_out(article)
    text = article.text
    furniture = [item.span for item in layout.boilerplate]
    covered = sum(len(span) for span in furniture)
    body = list(layout.paragraphs)
    words = sum(count_words(text, within=span) for span in body)
    unpaired = sum(unpaired_marks(span.of(text) for span in body))
    share = covered / len(text) if text else 0.0
    english = english_share(text)
    return Looks(
        words=words,
        furniture=share,
        english=english,
        open_marks=unpaired,
        paragraphs=len(body),
        warnings=(*_whole(article, layout, body, words), *_clean(text, share, english, unpaired))
        if words
        else ("empty",),
    )


def _whole(article: Article, layout: Layout, body: list[Span], words: int) -> Iterable[str]:
    """Give the signs that this is not one whole, dated report."""
    text = article.text
    if is_stub(text):
        yield "stub of a page for subscribers"
    if words < SHORT_WORDS:
        yield f"short: {words} words"
    last = body[-1].of(text) if body else ""
    if not _ENDS.search(last) or ending(text, last) != "whole":
        yield "may be cut off: its last paragraph has no end"
    how = beginning(_first_sentences(text, layout), text, article.title or "")
    if how == "log" or is_log(text, text[:_TOP]):
        yield "live blog: many reports in one"
    elif how in _BEGINS:
        yield _BEGINS[how]
    if article.title and layout.headline is None:
        yield "its title is not in its text: no headline is analysed; import it again from its source"
    if article.published is None:
        yield "no date"


def _first_sentences(text: str, layout: Layout) -> list[str]:
    first = layout.paragraphs[0].start if layout.paragraphs else 0
    return [s.of(text) for s in layout.sentences if s.start >= first][:_FIRST]


def _clean(text: str, furniture: float, english: float | None, unpaired: int) -> Iterable[str]:
    """Give the signs that the text will be hard to read by rule."""
    if furniture > MOST_FURNITURE:
        yield f"page furniture is {furniture:.0%} of the text"
    if unpaired:
        yield f"quotation marks do not pair in {unpaired} paragraph{'s' if unpaired > 1 else ''}"
    if _MOJIBAKE.search(text):
        yield "characters were decoded wrongly (mojibake)"
    if english is not None and english < _LEAST_ENGLISH:
        yield "partly not English"


def unpaired_marks(paragraphs: Iterable[str]) -> list[bool]:
    """Tell for each paragraph whether its double quotation marks fail to pair.

    A quotation that goes on over paragraphs is opened again in each and closed in the
    last: a mark left open is in order if the next paragraph begins with one. A curly mark
    may pair with a straight one.
    """
    texts = [text.strip() for text in paragraphs]
    unpaired: list[bool] = []
    for i, text in enumerate(texts):
        opened, closed, straight = text.count("“"), text.count("”"), text.count('"')
        odd = opened != closed if not straight else (opened + closed + straight) % 2 == 1
        goes_on = i + 1 < len(texts) and texts[i + 1].startswith(("“", '"'))
        one_open = opened == closed + 1 if not straight else odd
        unpaired.append(odd and not (goes_on and one_open))
    return unpaired
