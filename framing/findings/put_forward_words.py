"""Which phrases one article puts forward and the others do not: the event's own aspects, found without any book.

Runs of one to three words of the set's own texts, weighed by where they stand (see ``measure.aspects``), compared
by log-odds with the whole set's use as prior (Monroe, Colaresi and Quinn 2008). Folded, so that case, typography and
inflection make no difference; names and figures are kept as they are. A ranking, not a test.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from framing.annotate.speakers.names import gender_of_given_name
from framing.compare.inflection import function_words, numeral, stem
from framing.compare.tokens import Token, tokens
from framing.findings.context import Context
from framing.measure.aspects import HEADLINE, LATE, WEIGHTS, sentence_zones
from framing.stats.keyness import log_odds
from framing.text.span import Span

_KEPT = "phrases by position"
_LONGEST = 3
_PRIOR = 0.5  # pseudo-counts a phrase is given, as a share of its use in the set

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One sentence with a phrase: its zone, its paragraph (-1 in the headline), where the phrase stands."""

    zone: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that an article puts forward: its stems, ``z`` of its log-odds, and where it stands there."""

    key: Key
    article_id: str
    z: float
    standings: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    zone: str
    paragraph: int
    stems: frozenset[str]
    phrases: dict[Key, tuple[int, int]]


def phrases_of(context: Context, article_id: str) -> tuple[Phrase, ...]:
    """Return the phrases of an article, most put forward first; without its text, or alone in its set, none."""
    read = _read(context)
    if article_id not in read or len(read) < 2:  # noqa: PLR2004
        return ()
    weights = {i: _weights(sentences) for i, sentences in read.items()}
    mine = weights[article_id]
    rest: Counter[Key] = Counter()
    for i, other in weights.items():
        if i != article_id:
            rest.update(other)
    keys = sorted(mine.keys() | rest.keys())
    if len(keys) < 2:  # noqa: PLR2004
        return ()
    a, b = (np.array([float(side[k]) for k in keys]) for side in (mine, rest))
    scores = log_odds(a, b, _PRIOR * (a + b)).z
    order = sorted(((float(z), k) for z, k in zip(scores, keys, strict=True) if k in mine), key=lambda x: (-x[0], x[1]))
    return tuple(Phrase(k, article_id, z, _standings(read[article_id], k)) for z, k in order)


def has_all(context: Context, article_id: str, key: Key) -> tuple[int, ...]:
    """Return the paragraphs whose sentences have all the stems of a phrase; -1 is the headline.

    In whatever order, or as one word.
    """
    whole = "".join(key)
    return tuple(s.paragraph for s in _read(context).get(article_id, ()) if s.stems.issuperset(key) or whole in s.stems)


def at_top(context: Context, article_id: str) -> frozenset[str]:
    """Return the stems of an article's headline and first fifth."""
    read = _read(context).get(article_id, ())
    return frozenset(stem for s in read if s.zone != LATE for stem in s.stems)


def has_apart(context: Context, article_id: str, key: Key) -> bool:
    """Tell whether an article has every stem of a phrase somewhere: it may say the same in other words."""
    said: set[str] = set()
    for sentence in _read(context).get(article_id, ()):
        said |= sentence.stems
    return said.issuperset(key)


def _weights(sentences: Iterable[_Sentence]) -> Counter[Key]:
    out: Counter[Key] = Counter()
    for sentence in sentences:
        for key in sentence.phrases:
            out[key] += round(WEIGHTS[sentence.zone])
    return out


def _standings(sentences: Iterable[_Sentence], key: Key) -> tuple[Standing, ...]:
    return tuple(Standing(s.zone, s.paragraph, *s.phrases[key]) for s in sentences if key in s.phrases)


def _read(context: Context) -> dict[str, list[_Sentence]]:
    if _KEPT not in context.noted:
        zones = sentence_zones(context.tables)
        rows: defaultdict[str, list[_Sentence]] = defaultdict(list)
        titles = {h.article_id: h for h in context.headlines}
        for article_id, text in context.tables.texts.items():
            title = titles.get(article_id)
            if title is not None:
                rows[article_id].append(_sentence(title.text, Span(0, len(title.text)), HEADLINE, -1))
            for row in sorted(context.rows_of("sentences", article_id), key=lambda r: int(r["start"])):
                zone = zones[article_id][int(row["sentence"])][0]
                if zone != HEADLINE:
                    span = Span(int(row["start"]), int(row["end"]))
                    rows[article_id].append(_sentence(text, span, zone, int(row["paragraph"])))
        context.noted[_KEPT] = dict(rows)
    made: dict[str, list[_Sentence]] = context.noted[_KEPT]
    return made


def _sentence(text: str, span: Span, zone: str, paragraph: int) -> _Sentence:
    found = tokens(text, within=span)
    phrases: dict[Key, tuple[int, int]] = {}
    for run in _runs(found):
        for size in range(1, _LONGEST + 1):
            for i in range(len(run) - size + 1):
                part = run[i : i + size]
                phrases.setdefault(tuple(_stem(t) for t in part), (part[0].span.start, part[-1].span.end))
    # "child care" stands in "child-care" and in "childcare" too.
    parts = (part for t in found if "-" in t.form for part in t.form.split("-"))
    stems = frozenset((*(_stem(t) for t in found if t.is_word), *(stem(part) for part in parts if part)))
    return _Sentence(zone, paragraph, stems, phrases)


def _stem(token: Token) -> str:
    form = token.form.removesuffix("'s")
    return numeral(form) or stem(form)


def _runs(found: Iterable[Token]) -> Iterator[list[Token]]:
    """Content words in a row, with neither marks nor function words between them."""
    run: list[Token] = []
    for token in found:
        form = token.form.removesuffix("'s")
        if token.is_word and form and form not in function_words() and (len(form) > 1 or form.isdigit()):
            run.append(token)
        elif token.form != "'s":
            if run:
                yield run
            run = []
    if run:
        yield run


def is_given_name(word: str) -> bool:
    """Tell whether a word is a given name: what begins with one names a person."""
    return bool(gender_of_given_name(word.capitalize()))
