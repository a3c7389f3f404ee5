"""What all articles have at their top, and what all but one have there and the one has nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.annotate.clause_parts import use_of
from framing.compare.tokens import tokens
from framing.findings.context import Context, cut, named
from framing.findings.finding import AGREEMENT, TWO_OF_THREE, Finding, Reading, untested
from framing.findings.headline_words import key_of, keys_of_text, says_something
from framing.findings.kinds.agreement import all_of
from framing.findings.opening_words import told_in
from framing.findings.tops import absence, around
from framing.findings.who_says import only_says
from framing.text.span import Span

_KINDS = ("noun phrase", "clause", "participle", "coordinate", "phrase", "apposition", "relative", "object")
_WITH_VERB = ("clause", "participle", "coordinate", "relative")
_DAY = re.compile(
    r",?\s+(?:(?:on|this|last|late|early)\s+)*(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s+\w+)?$", re.IGNORECASE
)
_ONE = re.compile(r"\bone\b(?!\s+(?:hundred|thousand|million|billion|trillion|dozen|third|half)\b)", re.IGNORECASE)
_LEAST, _MOST = 2, 12  # content words at least, words at most
_ALL = 3  # content words of what all have
_MISSED = 4  # content words of what one lacks
_LACKING = 0.6  # of its content words must stand nowhere in the article that lacks it
_NEXT = 12  # code points behind a part in which a verb may say that it tells who spoke
_SENTENCES = "sentences at the top by keys"


@dataclass(frozen=True, slots=True)
class Shared:
    """A part of one article and the sentences at the top of others that have all its words."""

    article_id: str
    span: Span
    kind: str
    keys: frozenset[str]
    others: tuple[tuple[str, int, int], ...]
    does: bool = True  # has a verb or a figure: no report can do without a name and its office

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that have it, its own first."""
        return (self.article_id, *(i for i, _, _ in self.others))


def shared_at_top(context: Context) -> list[Finding]:
    """Return the longest part that all openings share, and the one that all but one share and one has nowhere.

    Headline and first two paragraphs; three outlets or more, one article each, all texts at hand.
    """
    if not context.one_each or not context.whole or len(context.articles) < 3:  # noqa: PLR2004
        return []
    found = list(candidates(context))
    return [*_all(context, found), *_all_but_one(context, found)]


def candidates(context: Context) -> Iterator[Shared]:
    """Yield the parts of each opening, in own voice or reported, whose words stand in one sentence of another's."""
    for row in context.rows("parts"):
        article, span = str(row["article_id"]), Span(int(row["start"]), int(row["end"]))
        if row["kind"] not in _KINDS or row["voice"] in ("quoted", "headline"):
            continue
        words = [t for t in tokens(context.tables.texts[article], within=span) if t.is_word]
        keys = frozenset(key_of(t.form) for t in words if says_something(t))
        small = sum(says_something(t) and t.span.of(context.tables.texts[article])[0].islower() for t in words)
        numbers = sum(t.form[0].isdigit() for t in words)
        if len(keys) < _LEAST or len(words) > _MOST or small + numbers < _LEAST:
            continue  # names alone say whom it is about, and not what
        others = tuple((i, *place) for i in context.articles if i != article and (place := _sentence(context, i, keys)))
        if others:
            does = str(row["kind"]) in _WITH_VERB or any(k[:1].isdigit() for k in keys)
            yield Shared(article, span, str(row["kind"]), keys, others, does)


def _sentence(context: Context, article_id: str, keys: frozenset[str]) -> tuple[int, int] | None:
    """The first sentence at the top of an article that has all the words."""
    return next(((a, b) for a, b, have in _top(context)[article_id] if keys <= have), None)


def _top(context: Context) -> dict[str, list[tuple[int, int, frozenset[str]]]]:
    if _SENTENCES not in context.noted:
        context.noted[_SENTENCES] = {
            i: [
                (
                    s.start,
                    s.end,
                    frozenset(key_of(t.form) for t in tokens(text, within=Span(s.start, s.end)) if t.is_word),
                )
                for s in context.sentences.get(i, ())
                if s.paragraph < 2  # noqa: PLR2004  headline and the first two
            ]
            for i, text in context.tables.texts.items()
        }
    made: dict[str, list[tuple[int, int, frozenset[str]]]] = context.noted[_SENTENCES]
    return made


def _keys(text: str, within: Span) -> frozenset[str]:
    return frozenset(key_of(t.form) for t in tokens(text, within=within) if t.is_word)


def _all(context: Context, found: Sequence[Shared]) -> list[Finding]:
    title_keys = [frozenset(key_of(t.form) for t in tokens(h.text) if t.is_word) for h in context.headlines]
    every = [
        s
        for s in found
        if len(set(s.articles)) == len(context.articles)
        and s.does
        and _is_matter(context, s)
        and not any(s.keys <= t for t in title_keys)
    ]
    if not every:
        return []
    # What a headline has is the news itself; what all have below it besides tells more.
    best = max(every, key=lambda s: (len(s.keys), -s.span.start))
    said = around(context, best.article_id, best.span.start, best.span.end)
    return [
        untested(
            AGREEMENT,
            "top", *sorted(best.keys),
            headline=f"{all_of(context)} say at the top, in these or like words: “{said}” "
            f"({context.outlet(best.article_id)}).",
            sentence="Headline and first two paragraphs of each; words in other forms count as the same.",
            telling="what readers of all outlets learned first",
            readings=shared_readings(context, best),
            strength=min(1.0, 0.3 + 0.15 * len(best.keys)),
            key=shared_words(context, best),
        )
    ]  # fmt: skip


def _is_matter(context: Context, shared: Shared) -> bool:
    """Whether a part says enough to be said of all: three words with a figure among them, that can be checked."""
    figures = sum(k[:1].isdigit() for k in shared.keys)
    words = context.printed(shared.article_id, shared.span.start, shared.span.end)
    counts = bool(figures) and not _ONE.search(words)
    return counts and len(shared.keys) >= _ALL and len(shared.keys) - figures > 1


def _all_but_one(context: Context, found: Sequence[Shared]) -> list[Finding]:
    worth: list[tuple[float, Shared, str]] = []
    for shared in found:
        rest = [i for i in context.articles if i not in shared.articles]
        if len(rest) != 1 or (shared.kind == "phrase" and not use_of(_first_form(context, shared))):
            continue  # "for emergency use": of what, its sentence says; "after a night of storms" reads alone
        missing = shared.keys - keys_of_text(context, rest[0])
        if len(missing) >= max(2, _LACKING * len(shared.keys)) and _is_fact(context, shared, rest[0]):
            worth.append((len(missing) + 0.3 * len(shared.keys), shared, rest[0]))
    if not worth:
        return []
    told, best, lacking = max(worth, key=lambda w: (w[0], -w[1].span.start))
    have = named(context.outlet(i) for i in context.articles if i in best.articles)
    return [
        untested(
            TWO_OF_THREE,
            lacking, *sorted(best.keys),
            headline=f"{have} say at the top, in these or like words, "
            f"“{around(context, best.article_id, best.span.start, best.span.end)}”; {absence(context, lacking)}.",
            sentence="Looked for in the whole text, in other forms of the words.",
            telling="what readers of one outlet did not learn",
            readings=[*shared_readings(context, best), context.nothing(context.outlet(lacking))],
            strength=min(1.0, 0.3 + 0.15 * told),
            key=shared_words(context, best),
            outlet=context.outlet(lacking),
        )
    ]  # fmt: skip


def _first_form(context: Context, shared: Shared) -> str:
    words = tokens(context.tables.texts[shared.article_id], within=shared.span)
    return next((t.form for t in words if t.is_word), "")


def _is_fact(context: Context, shared: Shared, lacking: str) -> bool:
    """Whether a part says enough to be missed, and no sentence of the article that lacks it may say the same.

    Four words, and of its names and figures one that the article does not have: of less, others say the same in other
    words ("over a rising death toll", "a girl of 16").
    """
    text = context.tables.texts[shared.article_id]
    content = [t for t in tokens(text, within=shared.span) if says_something(t)]
    fixed = {key_of(t.form) for t in content if t.span.of(text)[0].isupper() or t.form[0].isdigit()}
    end = min(len(text), shared.span.end + _NEXT)
    if any(only_says(t.form) for t in tokens(text, within=Span(shared.span.start, end)) if t.is_word):
        return False  # who told it, and on which day
    if len(shared.keys) < _MISSED or (fixed and not fixed - keys_of_text(context, lacking)):
        return False
    return not told_in(context, lacking, Span(shared.span.start, shared.span.end), shared.article_id)


def shared_words(context: Context, shared: Shared) -> str:
    """Return the words of a shared part as its own article prints them."""
    printed = context.printed(shared.article_id, shared.span.start, shared.span.end)
    return cut(_DAY.sub("", printed).strip('“”"‘’ '), 16)


def shared_readings(context: Context, shared: Shared) -> list[Reading]:
    """The sentences, the words that are shared marked in each."""
    own = context.reading(shared.article_id, shared.span.start, shared.span.end)
    made = {shared.article_id: own}
    for article, start, end in shared.others:
        words = tokens(context.tables.texts[article], within=Span(start, end))
        marks = tuple((t.span.start, t.span.end) for t in words if t.is_word and key_of(t.form) in shared.keys)
        made[article] = Reading(context.outlet(article), article, start, end, marks)
    return [made[i] for i in context.articles if i in made]
