"""Names as strings: where they stand in a text, and when two spellings are one.

Everything here works without knowing whom a name belongs to.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal

from framing.lexicons import load

Gender = Literal["m", "f", "n", "pl", ""]

PARTICLES = r"(?:al|el|bin|ibn|abu|de|del|della|di|da|dos|van|von|der|den|la|le|du|ben|y|st\.)"
# Characters that print as nothing: a soft hyphen, zero-width spaces and joiners, marks of direction.
UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_UNSEEN = re.compile(f"[{UNSEEN}]+")
# A capitalised word: initials, a title with its point, "Brook", "al-Sayed".
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
CAPITAL = (
    rf"(?:{_UPPER}\.)+(?:{_UPPER}\b)?"
    r"|(?:Jr|Sr|St|Dr|Mr|Mrs|Ms|Gen|Gov|Sen|Rep|Lt|Col|Maj|Sgt|Adm|Capt|Cpl|Const|Supt|Insp|Det|Cmdr|Brig|Prof|Rev|Hon)\."
    rf"|[{UNSEEN}]*{_UPPER}[\w’'\-‐‑{UNSEEN}]*|[a-z]{{1,3}}[’'\-]{_UPPER}[\w’'\-{UNSEEN}]*"
)
NAME = re.compile(rf"(?:{CAPITAL})(?:[ \u00a0](?:(?:{PARTICLES}[ \u00a0])*(?:{CAPITAL})))*")
NAME_WORD = re.compile(rf"(?:{CAPITAL})$")
DAYS_AND_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "christmas", "easter"}
)
_CAPITAL_LETTER = re.compile(_UPPER)
_LONGEST_PREFIX = 3


def without_unseen(text: str) -> str:
    """Return ``text`` without the characters that print as nothing."""
    return _UNSEEN.sub("", text)


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """Return ``name`` without case, accents, apostrophes, points and kinds of hyphen, for comparing.

    >>> fold("Zoë O’Brien-Núñez Jr.")
    'zoe obrien nunez jr'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[-‐‑\s\u00a0]+", " ", re.sub(rf"[’'‘`ʼ.{UNSEEN}]", "", plain)).strip().casefold()


@lru_cache(maxsize=16384)
def surname(name: str) -> str:
    """Return the last word of a person's name in the form for comparing, without "al-" and the like."""
    words = [
        w for w in re.split(r"[\s\u00a0]+", name.strip()) if w.strip(".").lower() not in ("jr", "sr", "ii", "iii", "iv")
    ]
    if not words:
        return ""
    return re.sub(r"^(?:al|el|as|ash|ad|an|ar) ", "", fold(words[-1]))


@lru_cache(maxsize=16384)
def without_office(before: str, name: str) -> str:
    """Return a run of capitalised words without the words of an office that it begins with, where "of" is before it.

    "Chief of |Staff Ada Brook|" names Ada Brook. ``before`` is the end of the text before the run.

    >>> without_office("the chief of ", "Staff Ada Brook"), without_office("on ", "Staff Ada Brook")
    ('Ada Brook', 'Staff Ada Brook')
    """
    words = re.split(r"[ \u00a0]+", name)
    if len(words) < 2 or not _OFFICE_OF.search(before):  # noqa: PLR2004
        return name
    sizes = [n for n in range(len(words) - 1, 0, -1) if fold(" ".join(words[:n])) in offices()]
    return " ".join(words[sizes[0] :]) if sizes else name


_OFFICE_OF = re.compile(r"\w[ \u00a0]of[ \u00a0](?:the[ \u00a0])?$")


@cache
def offices() -> frozenset[str]:
    """Return what offices are named by behind "of", folded: "staff", "national intelligence"."""
    return frozenset(load("references")["offices"]["forms"])


def names_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the runs of capitalised words in ``text``, as ``NAME.finditer`` would, in a third of the time."""
    at = 0
    while found := _CAPITAL_LETTER.search(text, at):
        start = found.start()
        if text[start - 1 : start] in ("'", "’", "-"):
            # "al-Sayed", "d’Estaing": up to three small letters before the mark belong to the name.
            k = start - 1
            while k > at and start - 1 - k < _LONGEST_PREFIX and "a" <= text[k - 1] <= "z":
                k -= 1
            start = k if k < start - 1 else start
        while start > at and text[start - 1] in UNSEEN:
            start -= 1
        name = NAME.match(text, start)
        if name is not None:
            yield name
        at = name.end() if name is not None else found.end()


@cache
def _given_names() -> Mapping[str, Gender]:
    listed = load("given_names")["names"]
    return {**dict.fromkeys(listed["female"].split(), "f"), **dict.fromkeys(listed["male"].split(), "m")}


def gender_of_given_name(name: str) -> Gender:
    """Return the gender that the first word of ``name`` nearly always goes with, empty if it is not known to.

    Evidence on whom a pronoun means, weaker than anything the text shows; see ``lexicons/given_names.toml``.

    >>> gender_of_given_name("Robert Brook"), gender_of_given_name("Xu Brook")
    ('m', '')
    """
    first = fold(name).split(" ", 1)[0]
    return _given_names().get(first, "")
