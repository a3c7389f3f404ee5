"""One name for one speaker across an article set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from framing.annotate.quotations.record import Quotation
from framing.annotate.speakers.head_nouns import government_of
from framing.annotate.speakers.names import fold, gender_of_given_name, surname
from framing.annotate.speakers.near_names import (
    NEAR,
    NearNames,
    capital_words,
    near_surnames,
    short_pieces,
    without_the,
)
from framing.annotate.speakers.noun_phrase import read_source
from framing.annotate.speakers.one_body import body_key
from framing.annotate.speakers.set_titles import named_by_title
from framing.annotate.speakers.source_types import type_sources
from framing.text.article import Article


def canonical_speakers(
    articles: Sequence[tuple[Article, tuple[Quotation, ...]]],
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> tuple[tuple[Article, tuple[Quotation, ...]], ...]:
    """Return the same articles with one name for each speaker across all of them.

    Two names are one speaker if the article set's ``aliases`` (canonical name to other
    forms) say so; if they share a surname, or nearly, and their given names do not differ;
    if one is the initials or a contraction of the other ("UN", "WaPo"); or if both mean one
    country's government ("Washington", "the US government") or one body ("the Pentagon"). A surname
    alone that fits several full names stays as it is. The fullest name wins, then the most frequent, then the first in
    the alphabet. A description ("the PM") is the person whom another article calls so (:func:`named_by_title`). A
    speaker's type is decided on what all articles say of them.

    Nothing in, nothing out; quotations without a speaker stay without.
    """
    articles = tuple(_by_title(articles))
    counts = Counter(q.speaker for _, quotations in articles for q in quotations if q.speaker)
    given = {fold(form): name for name, forms in (aliases or {}).items() for form in (name, *forms)}
    names = _merge(counts, given)
    renamed = [
        (article, tuple(_renamed(q, names[q.speaker], given) if q.speaker else q for q in quotations))
        for article, quotations in articles
    ]
    typed = type_sources([(article.text, quotations) for article, quotations in renamed])
    return tuple((article, quotations) for (article, _), quotations in zip(renamed, typed, strict=True))


def _by_title(
    articles: Sequence[tuple[Article, tuple[Quotation, ...]]],
) -> Iterator[tuple[Article, tuple[Quotation, ...]]]:
    """The articles with descriptions named that another article's title explains."""
    for (article, quotations), meant in zip(articles, named_by_title(articles), strict=True):
        yield (
            article,
            tuple(
                replace(
                    q,
                    speaker=meant[q.speaker],
                    speaker_reason="set-wide" if q.speaker_reason == "description" else q.speaker_reason,
                    speaker_certainty="likely",
                )
                if q.speaker and q.speaker in meant
                else q
                for q in quotations
            ),
        )


def _renamed(q: Quotation, name: str, given: Mapping[str, str]) -> Quotation:
    """The quotation under the set's name for its speaker; what only the set knew is said to come from there."""
    reason = q.speaker_reason
    if q.speaker and name != q.speaker and reason in ("name", "surname", "description"):
        reason = "alias" if fold(q.speaker) in given else "set-wide"
    return replace(q, speaker=name, speaker_reason=reason)


def one_name_each(speakers: Sequence[str]) -> Mapping[str, str]:
    """Return each name in ``speakers`` with the one it is joined to, by the rules of :func:`canonical_speakers`."""
    counts = Counter(speakers)
    return _merge(counts, {}) if len(counts) > 1 else {name: name for name in counts}


def _merge(counts: Mapping[str, int], given: Mapping[str, str]) -> dict[str, str]:
    """Map every name to its canonical one."""
    out: dict[str, str] = {}
    settled: dict[str, int] = {}
    known = NearNames()
    # The fullest names first: shorter ones join them.
    for name in sorted(counts, key=lambda n: (-len(fold(n).split()), not n.endswith(" government"), -counts[n], n)):
        if fold(name) in given:
            joined = given[fold(name)]
        else:
            same = [other for other in sorted(known.near(name), key=settled.__getitem__) if _one(other, name)]
            joined = same[0] if len(same) == 1 or (same and _all_one(same)) else _bare(name)
        out[name] = joined
        if joined not in settled:
            settled[joined] = len(settled)
            known.add(joined)
    return out


def _bare(name: str) -> str:
    """The name of a person without what stands before it in small letters: "statement by Ada Brook" is Ada Brook's."""
    who = read_source(name) if name[:1].islower() else None
    return who.name if who is not None and who.form == "name" and " " in who.name and not who.plural else name


def _all_one(names: Sequence[str]) -> bool:
    return all(_one(names[0], other) for other in names[1:])


@lru_cache(maxsize=65536)
def _one(full: str, name: str) -> bool:
    """Tell whether two names can be one speaker's."""
    if without_the(full) == without_the(name) or body_key(full) == body_key(name):
        return True
    if _short_for(full, name) or _short_for(name, full):
        return True
    if (country := government_of(full)) is not None:
        return country == government_of(name)
    first, second = read_source(full), read_source(name)
    persons = first.form == second.form == "name" and not first.plural and not second.plural
    genders = {w.gender or (gender_of_given_name(w.name) if " " in w.name else "") for w in (first, second)}
    if {"m", "f"} <= genders and (first.gender or second.gender):
        return False
    return persons and _same_person(first.name, second.name)


def _same_person(full: str, name: str) -> bool:
    """Tell whether two people's names can be one person's."""
    x, y = fold(full).split(), fold(name).split()
    if not x or not y or len(x) == len(y) == 1:
        return False
    s, t = surname(full), surname(name)
    if not near_surnames(s, t):
        return False
    if min(len(x), len(y)) == 1 or s == fold(name) or t == fold(full):
        return True
    return (
        x[0] == y[0]
        or (x[0][:1] == y[0][:1] and 1 in (len(x[0]), len(y[0])))
        or JaroWinkler.similarity(x[0], y[0]) >= NEAR
    )


def _short_for(short: str, full: str) -> bool:
    """Tell whether ``short`` is the initials of ``full`` ("UN"), or a contraction of its words ("WaPo")."""
    pieces, words = short_pieces(short), capital_words(full)
    if not pieces or len(pieces) != len(words):
        return False
    letters = all(len(p) == 1 for p in pieces)
    return all(w.startswith(p) and (letters or w != p) for p, w in zip(pieces, words, strict=True))
