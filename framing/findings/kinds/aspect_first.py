"""What articles put first: an aspect at the top of one and far down, or in no sentence, of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.annotate.indicator_book import aspect_book
from framing.findings.aspect_positions import AspectPlaces, aspect_places
from framing.findings.context import Context, named
from framing.findings.finding import EMPHASIS, Finding, Reading, untested
from framing.text.span import Span

_DEEP = 5  # paragraphs from the top: from the sixth on
_LEAST = 3  # sentences with the aspect, headline counted: less is a mention
_TWICE = 2  # as large a part of the sentences at the front: else it comes late but at length
# What an article can say in words of every kind: that no word for it was found tells nothing.
_SAID_ANYHOW = frozenset(("remedies", "history"))
_EARLY = 2  # sentences of the first fifth that stand in for the opening
_LONG = 5  # sentences: of a shorter article, that it lacks something says little
_MARGIN = 1.25  # by which the first aspect of an article must outweigh the second
_SHOWN = 3
_TOGETHER = 2  # aspects of one article that may come first side by side


def aspects_first(context: Context) -> list[Finding]:
    """Return which aspects stand first in some articles and late or nowhere in others, and what each puts first.

    For sets with one article an outlet; with more, the measure of emphasis is tested. Needs all texts.
    """
    if not context.one_each or not context.whole:
        return []
    places = aspect_places(context)
    made = [f for aspect, mine in places.items() if (f := _contrast(context, aspect, mine)) is not None]
    made.sort(key=lambda f: (-f.strength, f.id))
    return [*made[:_SHOWN], *_first_of_each(context, places)]


def is_front(places: AspectPlaces) -> bool:
    """Whether an article puts an aspect first: headline and opening, or headline and often in the first fifth."""
    return places.n > _LEAST and bool(places.in_title) and (bool(places.opens) or len(places.early) >= _EARLY)


def is_far(places: AspectPlaces) -> bool:
    """Whether an article has an aspect only deep down and behind its first fifth, or nowhere."""
    if places.in_title:
        return False
    return not places.spots or (not places.early and places.spots[0].paragraph >= _DEEP)


def _contrast(context: Context, aspect: str, places: dict[str, AspectPlaces]) -> Finding | None:
    front = [p for p in places.values() if is_front(p) and len(p.different(context, top=True)) > 1]
    least = min((_rate(context, p) for p in front), default=0.0)
    far = [
        p
        for p in places.values()
        if is_far(p) and _TWICE * _rate(context, p) <= least and len(context.body(p.article_id)) >= _LONG
    ]
    none = [p.outlet for p in far if not p.spots]
    if not front or not far or aspect in _SAID_ANYHOW or (none and not context.complete):
        return None
    name = aspect_book().name(aspect)
    several = [f"{p.outlet}{'' if k else f' puts {name}'} {_at_top(context, p)}" for k, p in enumerate(front)]
    late = [_late(context, p) for p in far if p.spots]
    if none:
        late.append(f"in {named(none)} no sentence was found with a word for it")
    gap = min(p.weight / _all(context, p) for p in front) - max(p.weight / _all(context, p) for p in far)
    return untested(
        EMPHASIS,
        "aspect", aspect,
        headline=f"{'; '.join((*several, *late))}.",
        sentence=_basis(aspect, [*front, *far]),
        telling="first in one article and late or nowhere in another",
        readings=[r for p in (*front, *far) for r in _readings(context, p)],
        strength=max(0.1, min(1.0, 0.45 + gap + 0.1 * min(3, max(p.n for p in front) - _LEAST))),
        key=name,
        outlet=front[0].outlet if len(front) == 1 else "",
        n=sum(p.n for p in front),
    )  # fmt: skip


def _rate(context: Context, places: AspectPlaces) -> float:
    return places.n / max(1, len(context.sentences.get(places.article_id, ())))


def _all(context: Context, places: AspectPlaces) -> float:
    """Sentences of an article: what its weight is compared with."""
    return 2.0 * max(1, len(context.sentences.get(places.article_id, ())))


def _at_top(context: Context, places: AspectPlaces) -> str:
    words = f"({places.printed(context, top=True)})"
    if places.opens:
        return f"in headline and first paragraph {words}"
    return f"in its headline and {len(places.early)} sentences of its first fifth {words}"


def _late(context: Context, places: AspectPlaces) -> str:
    paragraph = places.spots[0].paragraph + 1
    return f"in {places.outlet} it first comes up in paragraph {paragraph} ({places.printed(context, 1)})"


def _basis(aspect: str, places: Sequence[AspectPlaces]) -> str:
    entry = aspect_book().entry(aspect)
    counts = "; ".join(f"{p.outlet}: {p.n}" for p in places)
    return (
        f"{entry.questions[0].text} By the words of the book of aspects; a sentence without them may speak of it too. "
        f"Sentences with a word for it, the headline counted as one: {counts}."
    )


def _readings(context: Context, places: AspectPlaces) -> Iterator[Reading]:
    if places.in_title and places.title:
        yield places.title.reading(places.in_title)
    if places.spots:
        spot = places.spots[0]
        note = "first paragraph" if spot.zone == "opening" else f"paragraph {spot.paragraph + 1}"
        yield context.reading(places.article_id, *spot.words[0], note=note, more=_spans(spot.words))
    elif not places.in_title:
        yield context.nothing(places.outlet, f"no sentence found with a word for {aspect_book().name(places.aspect)}")


def _spans(words: Sequence[tuple[int, int]]) -> list[Span]:
    return [Span(a, b) for a, b in words]


def first_aspects(
    context: Context, places: dict[str, dict[str, AspectPlaces]], article_id: str
) -> tuple[AspectPlaces, ...]:
    """Return the aspects that outweigh all others in headline and first fifth of an article: one, or two of a weight.

    An aspect counts that stands in headline or first paragraph and in seven sentences, or in the headline, in four
    sentences and by two different words at the top: one word may mean something else. Where three are near each
    other nothing comes first, and there are none.
    """
    every = sorted((p[article_id] for p in places.values() if article_id in p), key=lambda p: (-p.top_weight, p.aspect))
    mine = [p for p in every if _stands_first(context, p)]
    if not mine or mine[0] is not every[0]:
        return ()
    near = [p for p in mine if _MARGIN * p.top_weight > mine[0].top_weight]
    return tuple(near) if len(near) <= _TOGETHER else ()


def _stands_first(context: Context, places: AspectPlaces) -> bool:
    words = len(places.different(context, top=True))
    often = places.n > 2 * _LEAST or (bool(places.in_title) and places.n > _LEAST and words > 1)
    return bool(places.in_title or places.opens) and often


def _first_of_each(context: Context, places: dict[str, dict[str, AspectPlaces]]) -> Iterator[Finding]:
    """One sentence on what each article puts first, where of all it can be said."""
    firsts = {i: found for i in context.articles if (found := first_aspects(context, places, i))}
    if len(firsts) < len(context.articles):
        return
    kept = [p for found in firsts.values() for p in found]
    sets = [frozenset(p.aspect for p in found) for found in firsts.values()]
    common = frozenset.intersection(*sets)
    readings = [r for p in kept for r in _readings(context, p)]
    basis = (
        "By the weight of sentences with words for it in headline and first fifth. Two are named where the second has "
        "four fifths of the weight of the first; an article in which more are near each other is not named."
    )
    # What all put first is what the event itself is: a court's ruling cannot be told without law and courts.
    if not common and _apart(places, firsts):
        yield untested(
            EMPHASIS,
            "first aspects", *sorted({p.aspect for p in kept}),
            headline=f"What comes first: {'; '.join(_grouped(context, firsts))}.",
            sentence=basis,
            telling="what each article puts first",
            readings=readings,
            strength=0.5,
            n=len(firsts),
        )  # fmt: skip


def _apart(places: dict[str, dict[str, AspectPlaces]], firsts: dict[str, tuple[AspectPlaces, ...]]) -> bool:
    """Whether what one article puts first has no word at the top of those that put something else first."""
    return not any(
        places[p.aspect][other].in_title or places[p.aspect][other].opens
        for i, found in firsts.items()
        for other, others in firsts.items()
        for p in found
        if other != i and p.aspect not in {o.aspect for o in others}
    )


def _grouped(context: Context, firsts: dict[str, tuple[AspectPlaces, ...]]) -> Iterator[str]:
    """Aspect by aspect, which articles put it first, each with a word that tells."""
    groups: dict[tuple[str, ...], list[tuple[AspectPlaces, ...]]] = {}
    for found in firsts.values():
        groups.setdefault(tuple(p.aspect for p in sorted(found, key=lambda p: p.aspect)), []).append(found)
    for aspects, members in groups.items():
        name = " together with ".join(aspect_book().name(a) for a in aspects)
        most = 2 if len(aspects) == 1 else 1
        words = (
            ", ".join(p.printed(context, most, top=True) for p in sorted(found, key=lambda p: p.aspect))
            for found in members
        )
        outlets = (f"{found[0].outlet} ({said})" for found, said in zip(members, words, strict=True))
        yield f"{name} in {named(outlets)}"
