"""One body under two names: "the Pentagon" and "the Department of Defense"; and bodies that are parts of others."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from framing.annotate.speakers.head_nouns import is_body_name
from framing.annotate.speakers.names import fold
from framing.lexicons import load

_OF = re.compile(r"(?P<kind>department|ministry|bureau|office) of (?:the )?(?P<matter>.+)")
_FRONT = re.compile(r"(?:the )?(?:us|united states) ")


@lru_cache(maxsize=16384)
def body_key(name: str) -> str:
    """Return the folded name that stands for all names of one body; of any other name, itself without "the".

    The country before a body is left out: "U.S. Justice Department"; "U.S. officials" are not "officials".

    >>> body_key("the Pentagon"), body_key("Department of Defense"), body_key("U.S. Justice Department")
    ('defense department', 'defense department', 'justice department')
    >>> body_key("Ministry of Fish"), body_key("Ada Quill")
    ('fish ministry', 'ada quill')
    """
    plain = fold(name).removeprefix("the ")
    short = _FRONT.sub("", plain)
    if short != plain and (short in _known() or is_body_name(short)):
        plain = short
    told = _OF.fullmatch(plain)
    if told is not None:
        plain = f"{told['matter']} {told['kind']}"
    return _known().get(plain, plain)


def is_known_body(name: str) -> bool:
    """Tell whether a list gives a body several names and ``name`` is one of them: "DOJ", "Scotland Yard"."""
    return body_key(name) in _known()


def is_same_or_part(one: str, other: str) -> bool:
    """Tell whether two names are one body's, or one is a part of the other: the Senate and Congress.

    What is said of a part is no other choice of subject; what two parts do (the House, the Senate) is.

    >>> is_same_or_part("Congress", "the Senate"), is_same_or_part("the House", "the Senate")
    (True, False)
    """
    a, b = body_key(one), body_key(other)
    return a == b or b in _parts().get(a, ()) or a in _parts().get(b, ())


@cache
def _known() -> dict[str, str]:
    return {form: group["forms"][0] for group in load("one_body")["one"] for form in group["forms"]}


@cache
def _parts() -> dict[str, frozenset[str]]:
    return {group["name"]: frozenset(group["parts"]) for group in load("one_body")["whole"]}
