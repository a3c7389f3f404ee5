"""What one article looks like from outside: length, furniture, marks, and signs that it is not a whole report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from framing.sets.language import english_share
from framing.text.article import Article
from framing.text.layout import Layout, lay_out
from framing.text.reading_view import reading_view
from framing.text.span import Span
from framing.text.words import count_words

SHORT_WORDS = 120
MOST_FURNITURE = 0.3
_LIVE_STAMPS = 6
_LEAST_ENGLISH = 0.12

# What pages say where the rest of an article is for subscribers.
_PAYWALL = re.compile(
    r"\b(subscribe(rs)? (now |today )?to (continue|read|keep)|to (continue|keep) reading|already a subscriber"
    r"|(log|sign) in to (read|continue)|for subscribers only|subscriber[- ]only"
    r"|register (for free )?to (read|continue))\b",
    re.IGNORECASE,
)
_LIVE = re.compile(r"\b(live (blog|updates?)|as it happened|follow live|minute by minute)\b|\blive:", re.IGNORECASE)
_STAMP = re.compile(r"^\W{0,3}\d{1,2}[:.]\d{2}\s*(a\.?m\.?|p\.?m\.?|[A-Z]{2,4})?\b", re.MULTILINE)
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
    if _PAYWALL.search(text):
        yield "stub of a page for subscribers"
    if words < SHORT_WORDS:
        yield f"short: {words} words"
    last = body[-1].of(text) if body else ""
    if not _ENDS.search(last) or last.rstrip().endswith(("…", "...")):
        yield "may be cut off: its last paragraph has no end"
    if _LIVE.search((article.title or "") + "\n" + text[:600]) or len(_STAMP.findall(text)) >= _LIVE_STAMPS:
        yield "live blog: many reports in one"
    if article.title and layout.headline is None:
        yield "its title is not in its text: no headline is analysed; import it again from its source"
    if article.published is None:
        yield "no date"


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
