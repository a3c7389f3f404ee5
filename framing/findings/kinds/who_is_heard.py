"""Who is heard, as a whole: those whom all outlets quote or report, then each outlet's others, and where nobody is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from framing.findings.absence import is_about_it, longest_run
from framing.findings.context import NUMBER_WORDS, Context, named
from framing.findings.finding import VOICES, Finding, Reading, untested
from framing.findings.names import mentioned
from framing.findings.standing import is_partial
from framing.findings.voices import BODY, PERSON, Heard, Voice, heard
from framing.findings.voices_unlisted import may_lack, may_speak
from framing.measure.tables import read_spans

_MOST_OUTLETS = 5
_SHOWN = 5  # names of an outlet; a single one more is not "and 1 other"
_DESCRIBED = 60  # words of a sentence beyond which nobody's office is printed
_AROUND = 3  # paragraphs on both sides in which the set's matter must stand
_LEAST_ALONE = 3  # people heard in one article alone, and articles that have none
_MORE = 2  # people that one article has more than another: rows of one name each tell nothing
_RUN = 6  # of their words in a row that another article prints
_SAYING = frozenset(("say", "tell", "announce", "state", "write", "tweet", "add", "warn"))
_OTHERS = 2  # bodies and unnamed sources told as examples
_PRESS = re.compile(r"\b(?:News|Press|Times|Post|Radio|Journal|Network|TV|Magazine)\b")


def who_is_heard(context: Context) -> list[Finding]:
    """Return one finding: which people all articles of a set quote or report by name, and whom one article alone.

    Of an outlet that has nobody of its own it is said so, with the bodies and unnamed sources that it alone has; of
    others bodies are told as examples. Somebody whom another article names beside words in quotation marks or a verb
    of saying is not told as heard in one alone. Needs all texts, and whole, of a set of two to five outlets with one
    article each, and enough to tell: three people heard in one article alone, two more in one article than in another;
    or fewer where an article has none.
    """
    if not context.one_each or not context.complete or len(context.outlets) > _MOST_OUTLETS:
        return []
    if any(is_partial(context, i) for i in context.articles):
        return []
    found = heard(context)
    people = {i: [v for v in h.voices if v.sort == PERSON and _counts(context, i, v)] for i, h in found.items()}
    common = frozenset(set.intersection(*({v.key for v in voices} for voices in people.values())))
    own = {i: _own(context, i, voices, found) for i, voices in people.items()}
    open_lists = {i for i, h in found.items() if may_lack(context, i, h)}
    silent = [i for i in found if i not in open_lists and not own[i] and _has_none(i, found)]
    sizes = [len(voices) for voices in own.values()]
    even = not silent and max(sizes) - min(sizes) < _MORE
    if sum(sizes) + len(silent) < _LEAST_ALONE or not any(sizes) or even:
        return []
    shared = [v for v in next(iter(people.values())) if v.key in common]
    others = {i: _others(h, found) for i, h in found.items()}
    return [
        untested(
            VOICES,
            *(f"{i} {v.key}" for i, voices in own.items() for v in voices),
            headline=_sentence(context, shared, own, others, silent, whole=not open_lists),
            sentence="Quoted or reported is who stands by name beside words in quotation marks, or is told as saying "
            "something; newspapers, broadcasters and documents are left out, and who is heard in some articles only.",
            telling="who is heard in one article and no other",
            readings=_readings(context, own, silent),
            strength=_strength(own),
            key=" | ".join(v.name for voices in own.values() for v in voices),
            n=sum(map(len, people.values())),
        )
    ]  # fmt: skip


def _counts(context: Context, article: str, voice: Voice) -> bool:
    """Whether a voice speaks of the set's matter somewhere: a page may hold other news."""
    return any(
        is_about_it(context, article, at, around=_AROUND)
        for at in (voice.start, *(int(r["start"]) for r in voice.rows))
    )


def _own(context: Context, article: str, voices: Sequence[Voice], found: Mapping[str, Heard]) -> list[Voice]:
    """The people whom an article alone has: by how much they say."""
    rest = [i for i in found if i != article]
    alone = [v for v in voices if not any(_is_heard_in(context, i, v, found[i]) for i in rest)]
    return sorted(alone, key=lambda v: -v.n_words)


def _has_none(article: str, found: Mapping[str, Heard]) -> bool:
    """Whether all whom an article has are heard in another too, and nobody named was left out of them as not sure."""
    elsewhere = {v.key for i, h in found.items() if i != article for v in h.voices}
    one = found[article]
    unsure = any(
        row["identified"] == "named" and row["source_type"] not in ("media", "document") for row in one.unclear
    )
    return not unsure and all(v.key in elsewhere for v in one.voices if v.sort == PERSON)


def _is_heard_in(context: Context, article: str, voice: Voice, there: Heard) -> bool:
    """Whether another article has or may have somebody's words: by name, as its author, or under another name."""
    if voice.name in context.outlet(article) or any(
        longest_run(context, article, context.printed(voice.article, int(r["start"]), int(r["end"]))) >= _RUN
        for r in voice.rows
    ):
        return True
    return any(v.key == voice.key for v in there.voices) or may_speak(context, article, voice.name)


def _others(one: Heard, found: Mapping[str, Heard]) -> list[str]:
    """Bodies and unnamed sources that an outlet alone has, as it calls them: bodies first, then by words."""
    elsewhere = {key for h in found.values() if h is not one for v in h.voices for key in (v.key, _letters(v.name))}
    mine = [v for v in one.voices if v.sort != PERSON and not {v.key, _letters(v.name)} & elsewhere]
    mine = [v for v in mine if any(r["kind"] != "indirect" or r["cue_lemma"] in _SAYING for r in v.rows)]
    mine.sort(key=lambda v: (v.sort != BODY, -v.n_words))
    once = {_letters(v.name): v for v in reversed(mine) if not _PRESS.search(v.name)}
    return [_small(v.name) if v.sort == BODY else f"“{v.name}”" for v in reversed(once.values())][:_OTHERS]


def _letters(name: str) -> str:
    """The letters by which a name of several words is known, a short name as it is: one body under two names."""
    words = [w for w in name.removeprefix("The ").removeprefix("the ").split() if w[:1].isupper()]
    return "".join(w[0] for w in words) if len(words) > 2 else " ".join(words).replace(".", "") or name  # noqa: PLR2004


def _small(name: str) -> str:
    return re.sub(r"^(The|An?) ", lambda m: m.group().lower(), name)


def _sentence(
    context: Context,
    shared: Sequence[Voice],
    own: Mapping[str, Sequence[Voice]],
    others: Mapping[str, Sequence[str]],
    silent: Sequence[str],
    *,
    whole: bool,
) -> str:
    begun = f"{_all(context)} quote or report {_listed(shared, describe=False).rstrip('.')}. " if shared else ""
    lead = f"Heard by name in one article alone{', among others' * (not whole)}"
    said = ""
    for describe in (True, False):
        parts = []
        for i, voices in own.items():
            bodies = [name for name in others[i] if not name.startswith("“")]
            such = f", and bodies such as {named(bodies)}" if bodies else ""
            if voices:
                parts.append(f"in {context.outlet(i)} {_listed(voices, describe=describe)}{such}")
        said = "; ".join([*parts, *_silent(context, silent, others)])
        if len(said.split()) <= _DESCRIBED:
            break
    return f"{begun}{lead}: {said.rstrip('.')}."


def _all(context: Context) -> str:
    n = len(context.outlets)
    return "Both" if n == 2 else f"All {NUMBER_WORDS[n]}"  # noqa: PLR2004


def _listed(voices: Sequence[Voice], *, describe: bool) -> str:
    """Names in a row, each with what its outlet says it is."""
    shown = voices if len(voices) <= _SHOWN + 1 else voices[:_SHOWN]
    names = [f"{voice.name} ({voice.described})" if describe and voice.described else voice.name for voice in shown]
    rest = len(voices) - len(shown)
    return named([*names, f"{rest} others"] if rest else names)


def _silent(context: Context, empty: Sequence[str], others: Mapping[str, Sequence[str]]) -> list[str]:
    """What is said of outlets that have nobody of their own: nobody, or bodies and unnamed sources alone."""
    bare = [context.outlet(i) for i in empty if not others[i]]
    told = [
        f"in {context.outlet(i)} nobody was found, bodies and unnamed sources such as {named(others[i])} aside"
        for i in empty
        if others[i]
    ]
    return [*told, f"in {named(bare)} nobody was found"] if bare else told


def _readings(context: Context, own: Mapping[str, Sequence[Voice]], silent: Sequence[str]) -> list[Reading]:
    made = []
    for i, voices in own.items():
        for voice in voices[: _SHOWN + 1]:
            spans = [
                s for row in voice.rows if isinstance(row["source_spans"], str) for s in read_spans(row["source_spans"])
            ]
            at = (spans[0].start, spans[0].end) if spans else mentioned(context, i, voice.name)
            if at:
                made.append(context.reading(i, *at, note=voice.name))
        if i in silent:
            made.append(context.nothing(context.outlet(i), "nobody of its own found"))
    return made


def _strength(own: Mapping[str, Sequence[Voice]]) -> float:
    """More where one outlet has several of its own and another has none, less for a long row of names."""
    sizes = [len(voices) for voices in own.values()]
    return min(1.0, 0.6 + 0.1 * (max(sizes) - min(sizes)) - 0.03 * max(0, sum(sizes) - 8))


__all__ = ["who_is_heard"]
