"""What all articles of a set but one have at their top in the same words: a passage, or a thing in headlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.compare.inflection import function_words
from framing.compare.tokens import Token, tokens
from framing.findings.context import Context
from framing.findings.headline_words import key_of, says_something
from framing.findings.opening_words import family_of
from framing.findings.tops import AtTop, Piece, families, tops
from framing.lexicons import load

_LEAST, _CONTENT = 6, 4  # words of a passage, and how many of them say something at least
_MISSING, _SHARE = 3, 0.66  # of these must stand nowhere in the third article, and how much of them
_SMALL = 3  # of these that are no part of a name
_OPEN = frozenset(("no", "not", "without", "never"))  # may begin a passage, other words of grammar may not
_TERM = 2  # words of a thing


@dataclass(frozen=True, slots=True)
class Run:
    """Words as printed, where each article that has them has them, and the article that has none of them."""

    printed: str
    places: Mapping[str, AtTop]
    lacking: str
    n_content: int


def runs_but_one(context: Context) -> Iterator[Run]:
    """Yield the passages that two articles of three have word for word at the top, and the third has little of.

    Of larger sets nothing: what two of five have in the same words may be anything.
    """
    ids = list(context.articles)
    if len(ids) != 3:  # noqa: PLR2004
        return
    for lacking in ids:
        one, other = (i for i in ids if i != lacking)
        have = families(context, lacking)
        for p in tops(context, one):
            for q in tops(context, other):
                for mine, theirs in _common(p, q):
                    content = [t for t in mine if says_something(t)]
                    small = sum(t.span.of(p.text)[0].islower() for t in content)
                    missing = sum(family_of(t.form) not in have for t in content)
                    enough = missing >= max(_MISSING, _SHARE * len(content))
                    if len(content) >= _CONTENT and small >= _SMALL and enough:
                        printed = p.text[mine[0].span.start : mine[-1].span.end]
                        yield Run(printed, {one: _place(p, mine), other: _place(q, theirs)}, lacking, len(content))


def _common(p: Piece, q: Piece) -> Iterator[tuple[Sequence[Token], Sequence[Token]]]:
    """The longest rows of words that two pieces have in common, without words of grammar at the ends."""
    mine, theirs = ([t for t in tokens(x.text) if t.is_word] for x in (p, q))
    for i in range(len(mine)):
        for j in range(len(theirs)):
            if mine[i].form != theirs[j].form or (i and j and mine[i - 1].form == theirs[j - 1].form):
                continue
            n = 1
            while i + n < len(mine) and j + n < len(theirs) and mine[i + n].form == theirs[j + n].form:
                n += 1
            a, b = 0, n
            while a < b and mine[i + a].form in function_words() - _OPEN:
                a += 1
            while b > a and mine[i + b - 1].form in function_words():
                b -= 1
            if b - a >= _LEAST and (_is_apart(p, mine, i + a, i + b) or _is_apart(q, theirs, j + a, j + b)):
                yield mine[i + a : i + b], theirs[j + a : j + b]


def _is_apart(piece: Piece, words: Sequence[Token], a: int, b: int) -> bool:
    """Whether words stand between marks, or at an end of their sentence: what is cut out elsewhere is a scrap."""
    before = piece.text[words[a - 1].span.end : words[a].span.start].strip() if a else "."
    behind = piece.text[words[b - 1].span.end : words[b].span.start].strip() if b < len(words) else "."
    return bool(before and behind)


def terms_but_one(context: Context) -> Iterator[Run]:
    """Yield the things of two words that all headlines but one have, and the article under that one nowhere.

    Neither word, nor another of a family of words with it: who counts the dead has the death toll.
    """
    have = {h.article_id: _terms(h.text) for h in context.headlines}
    small = _small_terms(context)
    for key in dict.fromkeys(k for own in have.values() for k in own):
        holders = {i: own[key] for i, own in have.items() if key in own}
        rest = [i for i in context.articles if i not in holders]
        if key not in small or len(rest) != 1 or len(holders) < _TERM or _is_there(context, rest[0], key):
            continue
        pieces = {i: tops(context, i)[0] for i in holders}
        first = next(iter(holders))
        printed = pieces[first].text[holders[first][0] : holders[first][1]]
        yield Run(printed, {i: (pieces[i], *holders[i]) for i in holders}, rest[0], _TERM)


def _terms(text: str) -> dict[tuple[str, str], tuple[int, int]]:
    found = tokens(text)
    return {
        (key_of(a.form), key_of(b.form)): (a.span.start, b.span.end)
        for a, b in pairwise(found)
        if says_something(a) and says_something(b)
    }


def _small_terms(context: Context) -> frozenset[tuple[str, str]]:
    """Two words in a row that stand in small letters in some sentence: a thing's name, and no name of its own."""
    return frozenset(
        key
        for i, text in context.tables.texts.items()
        for s in context.body(i)
        for key, (a, b) in _terms(text[s.start : s.end]).items()
        if text[s.start + a : s.start + b].islower()
    )


def _is_there(context: Context, article_id: str, keys: tuple[str, str]) -> bool:
    have = families(context, article_id)
    near = {
        w for family in load("label_families")["family"] for w in family["words"] if _has_one(family["words"], keys)
    }
    return any(family_of(k) in have or k in have for k in keys) or any(family_of(w) in have for w in near)


def _has_one(words: Sequence[str], keys: tuple[str, str]) -> bool:
    return any(key_of(w) in keys for w in words)


def _place(piece: Piece, run: Sequence[Token]) -> AtTop:
    return piece, run[0].span.start, run[-1].span.end
