"""Speakers' names as coders write them, brought to one form each."""

from __future__ import annotations

from collections.abc import Iterable

from framing.annotate.speakers.entities import same_person
from framing.annotate.speakers.names import fold


def one_form_each(names: Iterable[str]) -> dict[str, str]:
    """Return each name with the fullest form that the same person has among ``names``.

    A short form that could be two persons' stays as it is, and so does a description ("a
    spokesman"). Letter case, accents and points do not matter.

    Example:
        >>> one_form_each(["Brook", "Ada Brook", "ada brook", "a spokesman", "none"])["Brook"]
        'Ada Brook'
        >>> one_form_each(["Brook", "Ada Brook", "Ivo Brook"])["Brook"]
        'Brook'
    """
    every = sorted(set(names), key=lambda name: (-len(fold(name).split()), -sum(map(str.isupper, name)), name))
    full: dict[str, str] = {}  # a folded form and how it is written
    found: dict[str, str] = {}
    for name in every:
        words = fold(name).split()
        key = " ".join(words)
        same = [other for other in full if words and _is_name(name) and same_person(words, other.split())]
        if key in full:
            found[name] = full[key]
        elif len(same) == 1:
            found[name] = full[same[0]]
        else:
            found[name] = full[key] = name
    return found


def _is_name(written: str) -> bool:
    """Whether it can be a name: "the minister" and "none" are not."""
    return written.split(maxsplit=1)[0].lower() not in {"a", "an", "the", "none"}
