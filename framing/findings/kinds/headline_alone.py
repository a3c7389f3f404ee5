"""What each headline says in words that no other headline of the set has, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from framing.findings.context import Context, Headline, cut, named
from framing.findings.finding import ONE_HEADLINE, Finding, untested
from framing.findings.headline_parts import words_of
from framing.findings.headline_words import Run, key_of, keys_in, runs_alone, says_something
from framing.findings.kinds.headline_text import all_of_them

_TELLS = 2.5  # how much a run must tell to be shown
_SECOND = 4.0  # and a second one of the same headline
_WORDS = 2  # of its own that a headline has which puts a shared matter in other words
_STRONG = 8.0  # what the best run of a telling set reaches


def headlines_alone(context: Context) -> list[Finding]:
    """Return one finding: what only one headline has, of each headline that has something of its own.

    Needs two headlines or more and one article an outlet. Inflected forms, spellings, clipped forms and numbers in
    figures or words count as the same word.
    """
    titles = context.headlines
    if not context.one_each or len(titles) < 2:  # noqa: PLR2004
        return []
    own = {h.article_id: _worth(runs_alone(context, h, [o for o in titles if o is not h])) for h in titles}
    own = _apart(titles, own)
    having = [h for h in titles if own[h.article_id]]
    if not having:
        return _put_otherwise(titles)
    best = max(run.told for runs in own.values() for run in runs)
    # Two of three in a row read as if the third had nothing: one whose own words make no clause is printed whole.
    words = _own_words(titles) if len(having) > 1 else {}
    whole = [h for h in titles if h not in having and words.get(h.article_id)]
    marks = {h.article_id: [(r.start, r.end) for r in own[h.article_id]] for h in titles}
    marks |= {h.article_id: words[h.article_id] for h in whole}
    return [
        untested(
            ONE_HEADLINE,
            *(h.article_id for h in having),
            headline=_sentence([h for h in titles if h in having or h in whole], own),
            sentence=all_of_them(titles),
            telling="what one headline puts forward and the others do not",
            readings=[h.reading(marks[h.article_id], voice="headline") for h in titles],
            strength=min(1.0, best / _STRONG),
            key=" | ".join(h.text[r.start : r.end] for h in having for r in own[h.article_id]),
            outlet=having[0].outlet if len(having) == 1 else "",
        )
    ]


def _put_otherwise(titles: Sequence[Headline]) -> list[Finding]:
    """Where no headline has a matter of its own: in which words two of them or more put the one they share."""
    own = _own_words(titles)
    if sum(len(words) >= _WORDS for words in own.values()) < 2:  # noqa: PLR2004
        return []
    having = [h for h in titles if own[h.article_id]]
    said = "; ".join(f"“{cut(h.text)}” in {h.outlet}" for h in having)
    return [
        untested(
            ONE_HEADLINE,
            "words", *(h.article_id for h in having),
            headline=f"Headlines in words of their own: {said}.",
            sentence=all_of_them(titles),
            telling="the headlines’ own words",
            readings=[h.reading(own[h.article_id], voice="headline") for h in titles],
            strength=0.0,  # all of it stands above the findings: said where nothing else is said of the headlines
            key=" | ".join(h.text[a:b] for h in having for a, b in own[h.article_id]),
        )
    ]  # fmt: skip


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


def _sentence(having: Sequence[Headline], own: dict[str, tuple[Run, ...]]) -> str:
    said = {
        h.article_id: named([f"“{run.words(h.text)}”" for run in own[h.article_id]] or [f"“{cut(h.text)}”"])
        for h in having
    }
    if len(having) == 1:
        title = having[0]
        if any(run.has_fact for run in own[title.article_id]):
            return f"Only {title.outlet}’s headline has {said[title.article_id]}."
        return f"{title.outlet}’s headline says, in words of its own, {said[title.article_id]}."
    return f"Headlines in words of their own: {'; '.join(f'{h.outlet} {said[h.article_id]}' for h in having)}."
