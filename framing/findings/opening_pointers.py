"""What sets headlines and first sentences apart, said above the row that prints them.

What one of them adds and no other has is quoted. What is said of the others is said of their headlines and first
sentences alone, after a look at the second sentences too: what stands there in other words is no one's own.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from framing.compare.number_scope import country
from framing.compare.tokens import tokens
from framing.findings.added_parts import CIRCUMSTANCE, RESULT, Added, added_in_headline, added_to
from framing.findings.context import Context
from framing.findings.headline_words import says_something
from framing.findings.ledes import Lede
from framing.findings.names import only_capitalised
from framing.findings.opening_words import family_of
from framing.findings.tops import tops

_TOP = 3  # headline and two sentences
_SHOWN = 2  # additions of a row
_NEW, _SUMMED = 0.7, 0.5  # of the words of what is added must stand at no other top, in any form, and
_LEAST = 2  # so many of them
_TOLD = 2  # of them in two sentences in a row of another top: it may be told there
_SHARE = 0.2  # or so large a part of all its words
_FEW = 6  # words of a part of which a single one may be what another tells: "setting up a key vote"
_INSIDE = 5  # letters of a word that may stand inside another: "terror" in "counterterrorism"
_STATES = "united states"
_USES = {"cause": 3.0, "concession": 3.0, "lack": 2.5, RESULT: 2.0, CIRCUMSTANCE: 1.5}


def additions(context: Context, row: Mapping[str, Lede]) -> list[Added]:
    """Return what headlines and first sentences add that no other top has, one an article, the most telling first.

    ``row`` holds the first sentences by article. At most two; none where others may tell the same in other words.
    """
    titles = {h.article_id: h for h in context.headlines}
    best: list[tuple[float, Added]] = []
    for i, lede in row.items():
        every = [*(added_in_headline(titles[i]) if i in titles else ()), *added_to(context, lede)]
        told = [(_told(part), part) for part in every if _is_own(context, part)]
        best += sorted(told, key=lambda pair: -pair[0])[:1]
    own = [part for _, part in sorted(best, key=lambda pair: -pair[0])]
    # Two that have a word in common may tell one fact.
    apart = [p for p in own if not any(_families_of(p.text) & _families_of(o.text) for o in own if o is not p)]
    return apart[:_SHOWN]


def said_of(context: Context, parts: Sequence[Added], row: Mapping[str, Lede]) -> str:
    """Return what is added as a sentence; nothing for none."""
    made = [f"{context.outlet(p.article_id)}’s {_place(p, row)}" for p in parts]
    told = [
        f"only {who}{'' if k else ' adds'} “{p.printed}”" for k, (who, p) in enumerate(zip(made, parts, strict=True))
    ]
    joined = ", and ".join(told)
    return f"{joined[:1].upper()}{joined[1:]}." if told else ""


def _place(part: Added, row: Mapping[str, Lede]) -> str:
    if part.title is not None:
        return "headline"
    return "first sentence" if row[part.article_id].is_first else "opening"


def _told(part: Added) -> float:
    return _USES[part.use] + 0.3 * min(6, len(part.content)) + 0.5 * (part.title is not None)


def _is_own(context: Context, part: Added) -> bool:
    """Whether no other top may tell it: none has two of its words in one or two sentences, and few have one.

    Names are the event's and tell nothing of the part.
    """
    if part.use == RESULT and not part.summing:
        return False  # "raising the toll to nine": too often the deed again, in other words
    others = [_sentences(context, i) for i in context.articles if i != part.article_id]
    every = _families_of(part.text)
    named = frozenset(t.form for t in part.content if only_capitalised(context, t.form))
    names, plain = _families_of(" ".join(named)) | _countries_of(part.text), _families_of(part.text, but=named)
    if part.use == CIRCUMSTANCE and any(_is_about(names, top) for top in others):
        return False
    if part.summing and any(part.summing & pair for top in others for pair in top):
        return False  # "a sign that it works", "in a sign that it ends"
    told = 1 if len(plain) <= _FEW and not part.summing else max(_TOLD, _SHARE * len(every))
    if any(sum(_is_in(pair, word) for word in plain) >= told for top in others for pair in top):
        return False
    new = {word for word in every if not any(_has(top, word) for top in others)}
    return len(new) >= max(_LEAST, (_SUMMED if part.summing else _NEW) * len(every))


def _is_about(names: Collection[str], top: Sequence[frozenset[str]]) -> bool:
    """Whether what happened beside the main deed happened to those of whom another top speaks, in other words maybe."""
    return any(_has(top, name) for name in names)


def _has(top: Sequence[frozenset[str]], word: str) -> bool:
    return any(_is_in(pair, word) for pair in top)


def _is_in(said: frozenset[str], word: str) -> bool:
    return word in said or (len(word) >= _INSIDE and any(word in longer for longer in said))


def _sentences(context: Context, article_id: str) -> list[frozenset[str]]:
    """The words of each sentence of a top with the next one's, by family and whole."""
    kept = f"words of the top of {article_id}"
    if kept not in context.noted:
        pieces = [piece.text for piece in tops(context, article_id)[:_TOP]]
        have = [_families_of(text) | _forms(text) | _countries_of(text) for text in pieces]
        context.noted[kept] = [a | b for a, b in zip(have, [*have[1:], frozenset()], strict=bool(have))]
    out: list[frozenset[str]] = context.noted[kept]
    return out


def _forms(text: str) -> frozenset[str]:
    return frozenset(t.form for t in tokens(text) if t.is_word)


def _countries_of(text: str) -> frozenset[str]:
    known = frozenset(country(form) for form in _forms(text) if country(form) != form)
    return known | {_STATES} if _STATES in text.lower() else known


def _families_of(text: str, but: Collection[str] = ()) -> frozenset[str]:
    found = (t for t in tokens(text) if says_something(t) and t.form not in but)
    return frozenset(family_of(part) for t in found for part in t.form.split("-") if part)
