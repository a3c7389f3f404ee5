"""Whom somebody serves is not who speaks: "a spokesman for the mayor", "an aide to Ada Brook"."""

from __future__ import annotations

import re

from framing.annotate.quotations.record import SourceType
from framing.annotate.speakers.head_nouns import FIRST_PART, WORD, noun_at_end, roles_among

_SERVES = re.compile(
    r"\b(?:[Aa]ide|[Aa]dvis[eo]r|[Aa]ssistant|[Cc]ounsel|[Cc]ounsell?or|[Ll]awyer|[Dd]eputy|[Ee]nvoy)s?"
    r"([ \u00a0]to[ \u00a0])(?!the[ \u00a0])"
    r"|\b(?:close|loyal|allied)([ \u00a0]to[ \u00a0])[A-Z]"
    # "a report to the president", "a person close to the mayor": not who it is. A blank ends each word but the last:
    # without it a long word can be divided in too many ways.
    r"|[a-z]([ \u00a0]to[ \u00a0])(?:the|a|an|his|her|its|their)[ \u00a0]"
    r"(?:[a-z][\w\-]*[ \u00a0])*[a-z][\w\-]*[ \u00a0]?$"
)
_FOR_SOMEBODY = re.compile(
    r"[ \u00a0](?:for|to|by|with|from)[ \u00a0](?:the|a|an|his|her|its|their)[ \u00a0](?P<whom>[^,]+)$"
)
_WITHOUT = re.compile(r"[ \u00a0](?:of|to)[ \u00a0](?:the|a|an|his|her|its|their|[A-Z])")
# What stands before the one whom a spokesman, an aide or an office speaks for.
_SPEAKS_FOR = re.compile(
    r"\b(?:spokes(?:man|men|woman|women|person|persons|people)|representatives?|aides?|lawyers?|attorneys?"
    r"|advis[eo]rs?|office|campaign)[ \u00a0](?:for|of|to)[ \u00a0](?:[a-z][\w’'\-]*[ \u00a0]){0,3}"
    r"(?:[A-Z][\w’'.\-]*[ \u00a0]){0,3}$"
)
_BEFORE = 80  # code points before a name in which such a word is looked for


def is_spoken_for(text: str, start: int) -> bool:
    """Tell whether the name at ``start`` is that of somebody whom another speaks for or serves.

    >>> text = "A spokesman for Gov. Ada Brook declined to comment."
    >>> is_spoken_for(text, text.index("Ada")), is_spoken_for("Ada Brook came.", 0)
    (True, False)
    """
    return _SPEAKS_FOR.search(text[max(0, start - _BEFORE) : start]) is not None


def roles_behind(rest: str) -> list[tuple[int, str, SourceType | None]]:
    """Return the roles in appositions behind the head, as ``roles_among`` does.

    What the head is for, of or with is somebody else.

    >>> roles_behind(" for the president"), [r for _, r, _ in roles_behind(", the harbour engineer")]
    ([], ['engineer'])
    """
    out = []
    for part in re.split(r"[,(]", rest)[1:]:
        own = _WITHOUT.split(FIRST_PART.split(part, maxsplit=1)[0], maxsplit=1)[0]
        out += roles_among([m.group() for m in WORD.finditer(own)])
    return out


def serves_the_named(apposed: re.Match[str]) -> bool:
    """Tell "a spokesman for the mayor, Ada Brook", who is the mayor, from "the head of the board, Ada Brook"."""
    whom = _FOR_SOMEBODY.search(apposed.string, 0, apposed.start("name") - 2)
    return whom is not None and noun_at_end(whom["whom"].split(), "roles") is not None


def without_served(head: str) -> str:
    """Return the role alone of "an aide to Ada Brook": it is not she; "counsel to the President Ada Brook" may be."""
    serves = _SERVES.search(head)
    if serves is None:
        return head
    own = head[: serves.start(serves.lastindex or 1)]
    return own if " " in own else own.lower()  # "Advisers", which opens a sentence, is no name
