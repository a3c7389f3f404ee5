"""Where somebody's words end and the outlet's verdict on them begins."""

from __future__ import annotations

import re

from framing.text.span import Span

# "…, a move that …": nouns that wrap up the clause before them (shell nouns: Schmid 2000, English Abstract Nouns as
# Conceptual Shells). After a dash any "a …" does.
_SHELL = (
    "move|decision|step|claim|charge|allegation|accusation|admission|announcement|remark|comment|statement|warning"
    "|threat|reversal|shift|development|sign|departure|blow|boost|suggestion|assertion|prediction|position|stance"
)
_VERDICT = re.compile(
    rf"[ \u00a0](?:–|—|--)[ \u00a0]?an?[ \u00a0](?:[\w’'\-]+[ \u00a0]){{1,5}}?"
    rf"(?:that|which|likely|expected|seen|set|sure|widely)\b"
    rf"|,[ \u00a0]an?[ \u00a0](?:[\w’'\-]+[ \u00a0]){{0,2}}(?:{_SHELL})[ \u00a0]"
    rf"(?:that|which|likely|expected|seen|set|sure|widely)\b"
)
_DASH = re.compile('[–—“”"]|--')
_QUESTION = re.compile(
    r"(?:(?:When|If|While|Being|Later)[ \u00a0])?(?:[Aa]sked|[Qq]uestioned|[Pp]ressed)[ \u00a0]"
    r"(?:\w+[ \u00a0]){0,4}?(?:whether|if|about|why|how|what|when|who|where|on|by|to)\b"
)
_EARLIER = re.compile("[–—]|--")


def without_verdict(text: str, content: Span) -> Span:
    """Return ``content`` up to a dash or comma behind which the outlet wraps up and judges what was said.

    >>> text = "that the port is closed – a landmark decision that is likely to hurt the town"
    >>> without_verdict(text, Span(0, len(text))).of(text)
    'that the port is closed'

    A pair of dashes is an insertion in the words themselves, and words between marks are not looked into.
    """
    found = _VERDICT.search(text, content.start, content.end)
    if (
        found is None
        or _DASH.search(text, found.start() + 3, content.end)
        or _EARLIER.search(text, content.start, found.start())
    ):
        return content
    return Span(content.start, found.start())


def without_question(content: tuple[Span, ...], text: str) -> tuple[Span, ...]:
    """Return ``content`` without a first part that is the reporter's: "Asked whether she would resign, Brook said no".

    >>> without_question((Span(0, 24),), "Asked whether she left, …")
    ()
    """
    return content[1:] if _QUESTION.match(text, content[0].start, content[0].end) else content
