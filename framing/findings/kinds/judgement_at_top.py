"""Judging words at the top of articles in the outlets' own voice, each with its phrase, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from framing.compare.inflection import stem
from framing.compare.tokens import fold, tokens
from framing.findings.context import Context, named
from framing.findings.evaluation_phrases import Judged
from framing.findings.evaluation_words import (
    at_top,
    has_family,
    is_family,
    is_marked,
    is_quoted_too,
    is_reported,
    may_judge,
    phrases_of,
    top,
)
from framing.findings.finding import JUDGEMENT, Finding, Reading, untested
from framing.findings.headline_words import key_of, says_something
from framing.text.span import Span

_MOST = 2  # phrases of one outlet
_OUTLETS = 5  # in a row that can still be read
_ALIKE = 2  # words of content, the noun among them, that two phrases have in common if they name one thing
_BARE = 9  # words of a phrase without judging words
# What is called untrue, wrong or gone wrong tells more than what is called big.
_OUTCOME = "what it means for somebody"
_CLEAR = frozenset(
    ("untrue", "untrue, of what is said", "done badly", "done badly, of what is undertaken", "wrong", "gone wrong",
     "a harm, in a figure")
)  # fmt: skip
# One big or hard word further down in one outlet alone tells little.
_WEAK = frozenset(("size", "tone", "praise, of what is undertaken"))


@dataclass(frozen=True)
class _OneThing:
    """One thing that outlets name by the same noun: with which judging words, and where without."""

    noun: str
    judged: Mapping[str, Judged]
    bare: Mapping[str, Span] = field(default_factory=dict)


def judgements_at_top(context: Context) -> list[Finding]:
    """Return one finding: the judging phrases of headlines and first three sentences, outlet by outlet in a row.

    Where outlets judge one noun in different words, or one does and another prints it bare, that comes first. A word
    of which an article has a form further down is the matter's own, and so is what all have. Needs all texts,
    one article an outlet, two to five outlets; else, and where nothing judges, the list is empty.
    """
    if not context.one_each or not context.whole or len(context.articles) > _OUTLETS:
        return []
    found = {i: at_top(context, i) for i in context.articles}
    chosen = {
        i: _own_before_reported([j for j in every if _is_choice(context, found, j)]) for i, every in found.items()
    }
    kept = {i: every for i, every in chosen.items() if every}
    if all(j.voice == "attributed" for every in kept.values() for j in every):
        return []
    thing = _one_thing(context, found, kept)
    if (
        len(kept) == 1
        and not thing
        and all(j.kind in _WEAK and j.voice != "headline" for js in kept.values() for j in js)
    ):
        return []
    shown = {i: _best(every, thing.judged.get(i) if thing else None) for i, every in kept.items()}
    return [
        untested(
            JUDGEMENT,
            *shown,
            headline=_sentence(context, found, shown, thing),
            sentence="Words of the list of evaluation in headlines and first three sentences, outside quotations and "
            "indirect speech; no other article has a form of them, but where it is shown. The list is not complete: "
            "where none was found an outlet may judge in other words.",
            telling="what is called good or bad, big or untrue, and in which words",
            readings=[_reading(context, i, shown, thing) for i in context.articles],
            strength=_strength(shown, thing),
            key=" | ".join(_printed(context, j) for every in shown.values() for j in every),
            outlet=context.outlet(next(iter(shown))) if len(shown) == 1 else "",
        )
    ]


def strong_words(context: Context, places: Mapping[str, Sequence[Span]]) -> dict[str, list[Judged]]:
    """Return the judging phrases that outlets chose for the given places of their texts, one or two an article.

    In own voice or a headline alone. Where two judge one noun in different words both are there; a single phrase of a
    big word in one article is there too. No phrase overlaps another. Nothing where that would leave out an article
    that has such a word there too: beside those named it would look as if it had none.
    """
    found = {i: at_top(context, i) for i in places}
    there = {i: [j for j in every if j.voice != "attributed" and _inside(j, places[i])] for i, every in found.items()}
    kept = {i: [j for j in every if _is_choice(context, found, j)] for i, every in there.items()}
    kept = {i: every for i, every in kept.items() if every}
    if any(every and i not in kept for i, every in there.items()):
        return {}
    thing = _one_thing(context, found, kept)
    best = {i: _best(every, thing.judged.get(i) if thing else None) for i, every in kept.items()}
    return {i: mine for i, every in best.items() if (mine := [j for j in every if _is_told_of_all(j, there, best)])}


def _is_told_of_all(
    judged: Judged, there: Mapping[str, Sequence[Judged]], told: Mapping[str, Sequence[Judged]]
) -> bool:
    """Whether every article that has a word of the same family in such a place is shown with one."""
    return all(
        any(is_family(j.form, judged.form) for j in told[i])
        for i, every in there.items()
        if any(is_family(j.form, judged.form) for j in every)
    )


def _inside(judged: Judged, places: Sequence[Span]) -> bool:
    return any(place.covers(judged.phrase) for place in places)


def _own_before_reported(every: Sequence[Judged]) -> list[Judged]:
    """An outlet's own judging words; those of reported speech where it has none."""
    return [j for j in every if j.voice != "attributed"] or list(every)


def _is_choice(context: Context, found: Mapping[str, Sequence[Judged]], judged: Judged) -> bool:
    """Whether a word is one that an outlet chose: nobody is quoted with it, and who has it has it at the top.

    What all articles have is the matter's own word, and so is what an article has further down.
    """
    if judged.kind == _OUTCOME and all(any(j.kind == _OUTCOME for j in every) for every in found.values()):
        return False  # "a win" here and "a victory" there is one thing
    having = {i for i, every in found.items() if any(is_family(j.form, judged.form) for j in every)}
    if len(having) == len(found) or is_quoted_too(context, judged):
        return False
    return not any(has_family(context, i, judged.form) for i in found if i not in having)


def _one_thing(
    context: Context, found: Mapping[str, Sequence[Judged]], kept: Mapping[str, Sequence[Judged]]
) -> _OneThing | None:
    """The noun that most outlets have, judged in different words or bare; ``None`` if there is none."""
    nouns = dict.fromkeys(_noun(context, j) for every in kept.values() for j in every if j.noun is not None)
    things = []
    for noun in nouns:
        judged = {i: j for i, every in kept.items() for j in reversed(every) if j.noun and _noun(context, j) == noun}
        bare = {
            i: place
            for i in context.articles
            if i not in kept
            and not may_judge(context, i)
            and (place := _bare(context, i, found[i], noun, judged)) is not None
        }
        if len(judged) + len(bare) > 1 and (bare or len({stem(j.form) for j in judged.values()}) > 1):
            things.append(_OneThing(noun, judged, bare))
    return max(things, key=lambda t: (len(t.judged), len(t.bare)), default=None)


def _noun(context: Context, judged: Judged) -> str:
    """What the noun that a word is said of counts as."""
    return stem(fold(context.printed(judged.article_id, judged.noun.start, judged.noun.end))) if judged.noun else ""


def _bare(
    context: Context, article_id: str, found: Sequence[Judged], noun: str, judged: Mapping[str, Judged]
) -> Span | None:
    """A phrase at an article's top for the thing that others judge, without a word of the list.

    The noun alone may be of another thing: a second word of content is the same as in a phrase that judges it.
    """
    text = context.tables.texts[article_id]
    wanted = [_keys(context, i, j.phrase) for i, j in judged.items()]
    for sentence in top(context, article_id):
        for place in phrases_of(context, article_id, sentence):
            last = [t for t in tokens(text, within=place) if t.is_word][-1:]
            same = (
                last
                and stem(last[0].form) == noun
                and not (is_marked(context, article_id, sentence, place) or is_reported(context, article_id, place))
            )
            if (
                not same
                or any(place.overlaps(j.phrase) for j in found)
                or len(text[place.start : place.end].split()) > _BARE
            ):
                continue
            if any(len(_keys(context, article_id, place) & keys) >= _ALIKE for keys in wanted):
                return place
    return None


def _keys(context: Context, article_id: str, place: Span) -> frozenset[str]:
    every = tokens(context.tables.texts[article_id], within=place)
    return frozenset(key_of(t.form) for t in every if says_something(t))


def _best(every: Sequence[Judged], first: Judged | None) -> list[Judged]:
    """The phrases of one outlet that are shown: the one of the common noun, then the clearest; none twice."""
    ordered = sorted(every, key=lambda j: (j is not first, j.kind not in _CLEAR, j.voice != "headline", -len(j.phrase)))
    out: list[Judged] = []
    for judged in ordered:
        # "a heavy blow", "a heavy blow to the plan": the longer of two that overlap tells both
        around = max((j for j in every if j.phrase.covers(judged.phrase)), key=lambda j: len(j.phrase))
        judged = around if judged is not first else judged  # noqa: PLW2901
        if not any(judged.phrase.overlaps(o.phrase) or is_family(judged.form, o.form) for o in out):
            out.append(judged)
    return sorted(out[:_MOST], key=lambda j: (j is not first, j.word.start))


def _sentence(
    context: Context,
    found: Mapping[str, Sequence[Judged]],
    shown: Mapping[str, Sequence[Judged]],
    thing: _OneThing | None,
) -> str:
    parts: list[str] = []
    if thing:
        parts += [f"{context.outlet(i)} {_quoted(context, [j])}" for i, j in thing.judged.items()]
        parts += [
            f"{context.outlet(i)} “{context.printed(i, p.start, p.end)}”, without such a word"
            for i, p in thing.bare.items()
        ]
    rest = {i: [j for j in every if not thing or thing.judged.get(i) != j] for i, every in shown.items()}
    others = [f"{context.outlet(i)} {_quoted(context, every)}" for i, every in rest.items() if every]
    if thing and others:
        others[0] = f"besides, {others[0]}"
    silent = [i for i in found if i not in shown and not (thing and i in thing.bare)]
    none = [context.outlet(i) for i in silent if not may_judge(context, i)]
    if none:
        others.append(f"none of the list’s words in {named(none)}")
    return f"Judging words at the top: {'; '.join(parts + others)}."


def _quoted(context: Context, every: Sequence[Judged]) -> str:
    said = named(f"“{_printed(context, j)}”" for j in every)
    return f"{said} in reported speech" if every[0].voice == "attributed" else said


def _printed(context: Context, judged: Judged) -> str:
    return context.printed(judged.article_id, judged.phrase.start, judged.phrase.end)


def _strength(shown: Mapping[str, Sequence[Judged]], thing: _OneThing | None) -> float:
    every = [j for some in shown.values() for j in some]
    told = 0.2 * any(j.kind in _CLEAR for j in every) + 0.1 * any(j.voice == "headline" for j in every)
    return min(1.0, 0.5 + told + 0.15 * (len(shown) > 1) + 0.1 * (thing is not None))


def _reading(
    context: Context,
    article_id: str,
    shown: Mapping[str, Sequence[Judged]],
    thing: _OneThing | None,
) -> Reading:
    """The sentences around what is shown of an article, else its top."""
    if article_id in shown:
        phrases = sorted((j.phrase for j in shown[article_id]), key=lambda p: p.start)
        made = context.reading(article_id, phrases[0].start, phrases[-1].end, more=phrases)
        voices = {j.voice for j in shown[article_id]}
        voice = voices.pop() if len(voices) == 1 else "outlet"
        marks = tuple((p.start, p.end) for p in phrases)
        return Reading(made.outlet, article_id, made.start, made.end, marks, voice=voice)
    if thing and article_id in thing.bare:
        place = thing.bare[article_id]
        return context.reading(article_id, place.start, place.end, voice="outlet", note="without such a word")
    tops = top(context, article_id)
    if not tops:
        return context.nothing(context.outlet(article_id), "no text")
    note = "not its own words, or another’s too" if may_judge(context, article_id) else "none of the list’s words"
    return Reading(context.outlet(article_id), article_id, tops[0].start, tops[-1].end, note=note)
