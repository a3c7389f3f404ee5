"""What one headline alone has; where several have something of their own, the headlines side by side."""

from __future__ import annotations

from collections.abc import Sequence

from framing.findings.context import Context, Headline, cut, named
from framing.findings.finding import ONE_HEADLINE, Finding, untested
from framing.findings.headline_parts import words_of
from framing.findings.headline_pointers import pointer
from framing.findings.headline_words import Run, key_of, keys_in, runs_alone, says_something
from framing.findings.kinds.beginnings_compared import set_apart
from framing.findings.kinds.headline_text import IN_A_ROW, all_of_them

_TELLS = 2.5  # how much a run must tell to be shown
_SECOND = 4.0  # and a second one of the same headline
_WORDS = 2  # of its own that a headline must have to be set beside another
_STRONG = 8.0  # what the best run of a telling set reaches
_WORDING = 0.4  # where only the wording differs
_ROW, _LONG = 6, 30  # headlines in one sentence, and words of each


def headlines_alone(context: Context) -> list[Finding]:
    """Return one finding: what only one headline has, of each headline that has something of its own.

    Where two headlines have words of their own they stand side by side, whole; where one has, its words are quoted.
    Needs two headlines or more and one article an outlet. Inflected forms, spellings, clipped forms and numbers in
    figures or words count as the same word.
    """
    titles = context.headlines
    if not context.one_each or len(titles) < 2:  # noqa: PLR2004
        return []
    own = {h.article_id: _worth(runs_alone(context, h, [o for o in titles if o is not h])) for h in titles}
    own = _apart(titles, own)
    having = [h for h in titles if own[h.article_id]]
    best = max((run.told for runs in own.values() for run in runs), default=0.0)
    words = _own_words(titles)
    if len(having) > 1 or sum(len(mine) >= _WORDS for mine in words.values()) > 1:
        return [_side_by_side(context, titles, own, words, strength=max(_WORDING, min(1.0, best / _STRONG)))]
    if not having:
        return []
    title, runs = having[0], own[having[0].article_id]
    return [
        untested(
            ONE_HEADLINE,
            title.article_id,
            headline=_sentence(title, runs),
            sentence=all_of_them(titles),
            telling="what one headline puts forward and the others do not",
            readings=[h.reading([(r.start, r.end) for r in own[h.article_id]], voice="headline") for h in titles],
            strength=min(1.0, best / _STRONG),
            key=" | ".join(title.text[r.start : r.end] for r in runs),
            outlet=title.outlet,
        )
    ]


def _side_by_side(
    context: Context,
    titles: Sequence[Headline],
    own: dict[str, tuple[Run, ...]],
    words: dict[str, list[tuple[int, int]]],
    *,
    strength: float,
) -> Finding:
    """The headlines in a row, whole, with what is each one's own marked; of many those that tell most.

    Cut to their own clauses they read as if the rest had nothing in common, and as if what another puts in words of the
    same meaning ("withdraw", "quit") were one's own: whole ones leave that to the reader.
    """
    marks = {h.article_id: [(r.start, r.end) for r in own[h.article_id]] or words[h.article_id] for h in titles}
    most_told = {h.article_id: max((r.told for r in own[h.article_id]), default=0.0) for h in titles}
    most = sorted(titles, key=lambda h: -most_told[h.article_id])[:_ROW]
    shown = [h for h in titles if h in most]
    told = pointer(titles, told=set_apart(context))
    lead = "Headlines side by side" if len(shown) == len(titles) else f"{len(shown)} of {len(titles)} headlines"
    return untested(
        ONE_HEADLINE,
        "row", *(h.article_id for h in shown),
        headline=f"{lead}: {'; '.join(f'{h.outlet} “{cut(h.text, _LONG)}”' for h in shown)}{told and f'; {told}'}.",
        sentence=all_of_them(titles),
        telling="what each headline puts forward, its own words marked",
        readings=[h.reading(marks[h.article_id], voice="headline") for h in titles],
        strength=strength,
        group=IN_A_ROW,
        key=" | ".join(h.text[a:b] for h in shown for a, b in marks[h.article_id]),
    )  # fmt: skip


def _own_words(titles: Sequence[Headline]) -> dict[str, list[tuple[int, int]]]:
    """The words of each headline that say something and that no other has, in any form."""
    keys = {h.article_id: keys_in(h.text) for h in titles}
    return {
        h.article_id: [
            (t.span.start, t.span.end)
            for t in words_of(h.text)
            if says_something(t) and not any(key_of(t.form) in keys[o.article_id] for o in titles if o is not h)
        ]
        for h in titles
    }


def _worth(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The best run of a headline, and a second that tells much, in the order in which they stand."""
    shown = [run for k, run in enumerate(runs[:2]) if run.told >= (_SECOND if k else _TELLS)]
    return tuple(sorted(shown, key=lambda run: run.start))


def _apart(titles: Sequence[Headline], own: dict[str, tuple[Run, ...]]) -> dict[str, tuple[Run, ...]]:
    """The runs of each headline without those that have two words in common with one of another's.

    "Council backs closing the pier" and "council pledges to shut the pier" tell one deed, and neither is one's own.
    """
    keys = {
        (h.article_id, run): {key_of(t.form) for t in words_of(h.text[run.start : run.end]) if says_something(t)}
        for h in titles
        for run in own[h.article_id]
    }

    def alike(article: str, run: Run) -> bool:
        mine = keys[article, run]
        return any(len(mine & theirs) > 1 for (other, _), theirs in keys.items() if other != article)

    return {i: tuple(run for run in runs if not alike(i, run)) for i, runs in own.items()}


def _sentence(title: Headline, runs: Sequence[Run]) -> str:
    said = named(f"“{run.words(title.text)}”" for run in runs)
    if any(run.has_fact for run in runs):
        return f"Only {title.outlet}’s headline has {said}."
    return f"{title.outlet}’s headline says, in words of its own, {said}."
