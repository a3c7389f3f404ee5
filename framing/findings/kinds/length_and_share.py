"""How long each report is, and how much of it names one person: only where whole articles are at hand."""

from __future__ import annotations

from framing.findings.context import Context
from framing.findings.finding import VOLUME, Finding, untested
from framing.findings.names import last, names_of_set, namings
from framing.findings.standing import is_partial

_TIMES_LONGER = 2.5
_LEAST_WORDS = 150  # of an article; shorter ones may be agency flashes or excerpts
_OFTEN, _SELDOM = 5, 3  # sentences that name somebody: at least there, at most here
_MUCH, _LITTLE = 0.2, 0.1  # of an article's sentences


def lengths_and_shares(context: Context) -> list[Finding]:
    """Return what is much longer than the others, and on whom one report dwells that another hardly names.

    One article an outlet, every text whole: a text that breaks off in an ellipsis is an excerpt, and of excerpts
    nothing is said. Sentences count that name the person; what a pronoun says of them does not.
    """
    if not context.one_each or not context.whole or any(is_excerpt(context, i) for i in context.articles):
        return []
    return [*_length(context), *_dwelt_on(context)]


def is_excerpt(context: Context, article_id: str) -> bool:
    """Tell whether a text breaks off in an ellipsis, or is so short that it may be cut."""
    return is_partial(context, article_id) or int(context.articles[article_id]["n_words"]) < _LEAST_WORDS


def _length(context: Context) -> list[Finding]:
    words = sorted(((int(row["n_words"]), i) for i, row in context.articles.items()), reverse=True)
    (most, first), (least, _) = words[0], words[-1]
    if most < _TIMES_LONGER * least:
        return []
    said = "; ".join(f"{context.outlet(i)} {n:,} words" for n, i in words)
    return [
        untested(
            VOLUME,
            "words",
            headline=f"How much was printed: {said}.",
            sentence="Words outside page furniture.",
            telling="how much room a report was given",
            readings=[h.reading() for h in context.headlines],
            strength=min(1.0, 0.1 * most / least),
            key=" | ".join(str(n) for n, _ in words),
            outlet=context.outlet(first),
            n=len(words),
        )
    ]  # fmt: skip


def _dwelt_on(context: Context) -> list[Finding]:
    best: tuple[float, str, str, str, dict[str, list[tuple[int, int]]]] | None = None
    for name in names_of_set(context):
        places = {i: _sentences(context, i, name) for i in context.articles}
        shares = {i: len(p) / max(1, len(context.body(i))) for i, p in places.items()}
        much, little = max(shares, key=lambda i: shares[i]), min(shares, key=lambda i: shares[i])
        tells = len(places[much]) >= _OFTEN and shares[much] >= _MUCH
        hardly = 0 < len(places[little]) <= _SELDOM and shares[little] <= _LITTLE
        gap = shares[much] - shares[little]
        if tells and hardly and (best is None or gap > best[0]):
            best = (gap, name, much, little, places)
    if best is None:
        return []
    gap, name, much, little, places = best
    said = "; ".join(f"{len(p)} of {len(context.body(i))} in {context.outlet(i)}" for i, p in places.items())
    return [
        untested(
            VOLUME,
            "share", name,
            headline=f"Sentences that name {name}: {said}.",
            sentence="Sentences of the body with the last name; what a pronoun says of the person is not counted.",
            telling="on whom one report dwells and another does not",
            readings=[
                context.reading(i, *at[0]) if at else context.nothing(context.outlet(i)) for i, at in places.items()
            ],
            strength=min(1.0, 0.4 + gap),
            key=last(name),
            outlet=context.outlet(much),
            n=sum(len(p) for p in places.values()),
        )
    ]  # fmt: skip


def _sentences(context: Context, article_id: str, name: str) -> list[tuple[int, int]]:
    """The first naming in each sentence of the body that names somebody."""
    found: dict[int, tuple[int, int]] = {}
    for start, end in namings(context, article_id, name):
        sentence = context.sentence_at(article_id, start)
        if sentence is not None and sentence.part == "body":
            found.setdefault(sentence.start, (start, end))
    return list(found.values())
