"""Where sentences end, by rule.

The same rules serve the reading with a parser and the one without, so that a sentence has
one number everywhere; the parser is told where sentences start instead of guessing. News
prose is regular enough for it: the traps are abbreviations ("U.S. troops", "Gen. Smith"),
initials, decimals, and marks that close after the full stop.
"""

from __future__ import annotations

import re
from functools import cache

from framing.lexicons import load
from framing.text.span import Span, trim

_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘«(["

# A candidate: end marks, then closing marks, then white space (or the end of the block).
_END = re.compile(rf"(?P<mark>[.!?…]+)(?P<close>[{re.escape(_CLOSERS)}]*)(?P<gap>\s+|$)")
_LAST_WORD = re.compile(r"[^\s“‘\"'(\[«–—]+$")
_ELLIPSIS_NEXT = re.compile(r"…|\.\.|\[")
# "“Why?” Smith asked." is one sentence: a name and a verb of asking follow the closing mark.
_ASKED = re.compile(
    r"(?:[A-Z][\w’'.\-]*\s+){1,4}(?:said|says|asked|asks|wrote|writes|added|adds|replied|shouted|wondered|told|tweeted)\b"
)
_LONGEST_WORD = 40
_REACH = 5000  # code points to look back for an open quotation; keeps the time linear in the block's length
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")  # "U.S", "D.C", "a.m" before their last point


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Two sets, without the last point: those that never end a sentence, and those that may."""
    lists = load("abbreviations")
    return frozenset(lists["never_final"]["forms"]), frozenset(lists["may_be_final"]["forms"])


@cache
def _frequent_openers() -> frozenset[str]:
    """Words that, capitalised, nearly always open a sentence rather than continue a name."""
    return frozenset(load("abbreviations")["openers"]["forms"])


def _next_word(text: str, at: int) -> str:
    """The word at ``at``, opening marks left out."""
    while at < len(text) and text[at] in _OPENERS:
        at += 1
    end = at
    while end < len(text) and (text[end].isalnum() or text[end] in "’'"):
        end += 1
    return text[at:end]


def _inside_quotation(text: str, block: Span, at: int) -> bool:
    """Tell whether ``at`` stands between quotation marks that opened in this block."""
    before = text[max(block.start, at - _REACH) : at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _ends(text: str, block: Span, m: re.Match[str]) -> bool:
    """Tell whether the end mark of ``m`` ends a sentence of ``block``."""
    if m.end() >= block.end:
        return True
    mark, following = m["mark"], _next_word(text, m.end())
    if following[:1].islower() or _ELLIPSIS_NEXT.match(text, m.end()):
        return False
    if "!" in mark or "?" in mark:
        return not (m["close"] and _ASKED.match(text, m.end()))
    if "…" in mark or len(mark) > 1:
        # An ellipsis joins two parts of one statement as long as its quotation is open.
        return bool(m["close"]) or not _inside_quotation(text, block, m.start())
    before = _LAST_WORD.search(text, max(block.start, m.start("mark") - _LONGEST_WORD), m.start("mark"))
    word = before.group() if before else ""
    return _ends_after_point(word, following, opened=bool(m["close"]) or text[m.end() : m.end() + 1] in _OPENERS)


def _ends_after_point(word: str, following: str, *, opened: bool) -> bool:
    """Tell whether a single full stop after ``word`` ends a sentence when ``following`` comes next."""
    never, maybe = _abbreviations()
    low = word.lower()
    if low in never or (len(word) == 1 and word.isupper() and word != "I"):
        return False
    if low in maybe or _INITIALS.search(word):
        # "the U.S. The minister" ends, "the U.S. Embassy" and "U.S. 5th Fleet" do not.
        return opened or following.lower() in _frequent_openers()
    return True


def split_sentences(text: str, block: Span) -> tuple[Span, ...]:
    """Return the sentences of one block of ``text`` (a paragraph, a heading), trimmed, in order.

    Args:
        text: The whole article.
        block: The part to split; no sentence crosses its ends.

    Returns:
        Spans that lie inside ``block``, do not overlap and together cover all of it but
        white space. A blank block gives none.
    """
    out: list[Span] = []
    start = block.start
    for m in _END.finditer(text, block.start, block.end):
        if _ends(text, block, m):
            out.append(trim(text, Span(start, m.end())))
            start = m.end()
    out.append(trim(text, Span(start, block.end)))
    return tuple(s for s in out if len(s))
