"""Full names of bodies that an article also calls by an acronym or by their last noun ("the board")."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_CAP = r"(?<![\w’'&\-])[A-Z][\w’'&\-]{0,40}(?![\w’'&\-])"  # bounded: texts may be anything
_LINK = r"(?:of|and|for|the|on|in|de|&)"
_NAME = rf"{_CAP}(?:\s(?:{_LINK}\s){{0,2}}{_CAP}){{0,9}}"
_WITH_ACRONYM = re.compile(rf"(?P<name>{_NAME})\s\((?:the\s)?(?P<short>[A-Z][A-Za-z]{{0,2}}[A-Z]{{1,5}}s?)\)")
_NOUNS = (
    r"(?:Board|Bank|Commission|Agency|Authority|Institute|Centre|Center|Association|Federation|Foundation|Council|Union|Party"
    r"|Committee|Service|Force|University|College|Hospital|Club|League|Society)"
)
_NAMED = re.compile(
    rf"(?:{_CAP}\s(?:{_LINK}\s)?){{1,4}}{_NOUNS}(?:\s(?:of|for|on)\s(?:the\s)?{_CAP}){{0,4}}"
    rf"|{_NOUNS}\s(?:of|for)\s(?:the\s)?{_CAP}(?:\s{_CAP}){{0,4}}"
)
_NOUN = re.compile(rf"\b{_NOUNS}\b")


@lru_cache(maxsize=8)
def body_names(text: str) -> Mapping[str, str]:
    """Return acronyms and bare nouns with the full names that ``text`` gives for them, the first for each.

    >>> body_names("The Cider Makers Association (CMA) met. The Harbour Board of Hull did not.")
    {'CMA': 'Cider Makers Association', 'association': 'Cider Makers Association', 'board': 'Harbour Board of Hull'}
    """
    out: dict[str, str] = {}
    for m in _WITH_ACRONYM.finditer(text):
        name = re.sub(r"^(?:The|A|An)\s", "", m["name"])
        if name[0] == m["short"][0]:
            out.setdefault(m["short"], name)
    for m in _NAMED.finditer(text):
        noun = _NOUN.findall(m.group())[-1].lower()
        out.setdefault(noun, re.sub(r"^(?:The|A|An)\s", "", m.group()))
    return out


def with_full_names(phrase: str, names: Mapping[str, str]) -> str:
    """Return ``phrase`` with acronyms, and nouns of bodies in small letters behind an article, written out.

    >>> with_full_names("a board spokeswoman", {"board": "Harbour Board of Hull"})
    'a Harbour Board of Hull spokeswoman'
    """
    for short, name in names.items():
        if short not in phrase or name in phrase:
            continue
        if short.islower():
            place = rf"(?<=\b[Tt]he\s){short}(?![\w-])|(?<=\b[Aa]\s){short}(?=\s[a-z])"
        else:
            place = rf"(?<![\w-]){re.escape(short)}(?![\w-])"
        phrase = re.sub(place, name.replace("\\", ""), phrase)
    return phrase
