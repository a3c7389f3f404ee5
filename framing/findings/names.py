"""Names as findings print and look for them: whether a speaker is a named person, where an article names whom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from framing.annotate.speakers.names import NAME
from framing.annotate.speakers.noun_phrase import read_source
from framing.compare.name_forms import BODIES
from framing.compare.tokens import fold, tokens
from framing.findings.context import Context
from framing.lexicons import load

_LONGEST = 4  # words of a person's name
_CALENDAR = frozenset(load("label_families")["calendar"]["words"])


@cache
def _titles() -> frozenset[str]:
    return frozenset(load("references")["titles"]["forms"]) | frozenset(load("label_families")["titles"]["words"])


@cache
def _places() -> frozenset[str]:
    places = load("places")["places"]
    return frozenset(form for country, others in places.items() for form in (country, *others))


def person(name: object) -> str:
    """Return the name of a person as a sentence can print it, empty where it is none: a role, a body, a place.

    >>> person("Sen. Ada Quill"), person("the minister"), person("Quill"), person("US government")
    ('Ada Quill', '', '', '')
    """
    if not isinstance(name, str):
        return ""
    words = name.split()
    while words and words[0].lower().strip(".") in _titles():
        words = words[1:]
    told = " ".join(words)
    if not 1 < len(words) <= _LONGEST or not NAME.fullmatch(told) or words[-1].lower().strip(".") in _titles():
        return ""
    is_other = {w.lower() for w in words} & (_places() | _CALENDAR | BODIES) or told.lower() in _places()
    capital = all(len(w.strip(".")) > 1 and w.isupper() for w in words)
    return "" if is_other or capital or read_source(told).form != "name" else told


def last(name: str) -> str:
    """Return the word by which a person is named again: the last, without "Jr." and the like.

    >>> last("Ada Quill Jr.")
    'Quill'
    """
    words = [w for w in name.split() if w.strip(".").lower() not in ("jr", "sr", "ii", "iii", "iv")]
    return words[-1] if words else name


def mentioned(context: Context, article_id: str, name: str) -> tuple[int, int] | None:
    """Return where an article first names somebody, by the last word of the name, headline included; ``None`` if not.

    Looked for in every spelling that differs by letter case, an apostrophe or a possessive, in all of the text,
    page furniture included: that a name was not found must hold for the article as it is.
    """
    wanted = fold(last(name))
    bare = wanted.removeprefix("al-").removeprefix("el-")
    for token in tokens(context.tables.texts.get(article_id, "")):
        parts = token.form.split("-")
        if token.form in (wanted, bare) or bare in parts or token.form in (f"{bare}'s", f"{bare}s"):
            return token.span.start, token.span.end
    return None


def names_of_set(context: Context) -> Counter[str]:
    """Return the persons whom the articles of a set name in full, with how often.

    A name counts that stands inside a sentence, where a capital letter means something, as two to four words.
    """
    found: Counter[str] = Counter()
    for article_id, text in context.tables.texts.items():
        for sentence in context.body(article_id):
            found.update(_inside(text[sentence.start : sentence.end]))
    return found


def _inside(sentence: str) -> Iterator[str]:
    for match in NAME.finditer(sentence):
        words = re.sub(r"[’']s$", "", match.group()).split()
        while words and (words[0].lower().strip(".") in _titles() or words[0].lower() in _places()):
            words = words[1:]
        if told := person(" ".join(words)):
            yield told


def is_title(form: str) -> bool:
    """Tell whether a folded word is a title or a form of address ("president", "mr", "sen")."""
    return form.strip(".") in _titles()
