"""What competes in a set, without a codebook: candidate concepts and their labels, ranked.

Questions for a person, not a codebook: few, and each with its reason. A candidate counts for
the contrast between outlets in their own voice and headlines: a label that judges, used by
some, where others name the same thing without it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.annotate.annotate import Annotation
from framing.compare.label_groups import Candidate, by_label
from framing.compare.label_mentions import LabelMention, label_mentions
from framing.compare.label_words import SIDES, in_families, is_status, mark_stem
from framing.compare.same_referent import by_key, candidates
from framing.compare.substitutions import find_substitutions
from framing.text.article import Article
from framing.text.parser import Parse
from framing.text.span import Span

MOST = 8  # concepts that a reader is asked about
_LABELS = 10  # of one concept
_EXCHANGE = 4.0  # a label exchanged in shared copy tells more than several that merely occur
_SURE = {"exchange": 2.0, "slot": 1.5, "description": 1.5, "family": 1.5, "head": 1.0, "gender": 1.0}
_APART = 0.5  # two outlets differ in a label that both use when their shares of it are this far apart
_HEADLINE = 1.5  # a headline is read by all
_OVERLAP = 0.5  # of the smaller candidate's labels: two candidates that share more are one question


@dataclass(frozen=True, slots=True)
class Label:
    """One way in which the set names a candidate: the words in lower case, and where they stand.

    ``own`` are those of the mentions that are the outlet's own: its voice or headline.
    """

    words: str
    mentions: tuple[tuple[str, Span], ...]
    own: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate concept. ``labels`` by falling use; ``evidence`` says why they were put together; ``score`` ranks."""

    name: str
    labels: tuple[Label, ...]
    evidence: tuple[str, ...]
    score: float


def suggest(
    items: Sequence[Article | Annotation], *, parses: Mapping[str, Parse], top: int = MOST
) -> tuple[Suggestion, ...]:
    """Return the candidate concepts of one event's articles, sharpest contrast first.

    Args:
        items: The articles, or their annotations.
        parses: Their parses by article id; an article without one gives no phrases.
        top: How many to return at most. More than ``MOST`` asks for those too in which no label judges.

    Returns:
        Suggestions with two labels or more each, at least one of which an outlet uses in its
        own voice or headline and another does not. The score counts those, more in headlines
        and more after exchanges in shared copy; it orders the list and has no unit.

    >>> suggest([], parses={})
    ()
    """
    mentions = label_mentions(items, parses)
    spans: dict[str, list[Span]] = {i: [] for i in parses}
    for m in mentions:
        spans[m.naming.article_id].append(m.naming.span)
    for item in items:
        spans.setdefault(item.article.id if isinstance(item, Annotation) else item.id, [])
    substitutions = find_substitutions(items, spans)
    made = [_suggestion(mentions, c) for c in candidates(mentions, substitutions)]
    if top > MOST:
        made += [_weak(mentions, c) for c in by_key(mentions)]
    ranked = sorted((s for s in made if s is not None), key=lambda s: (-s.score, s.name))
    return tuple(_distinct(ranked))[:top]


def _distinct(ranked: Sequence[Suggestion]) -> list[Suggestion]:
    """Without those that ask again what a better one asks."""
    out: list[Suggestion] = []
    for s in ranked:
        words = {label.words for label in s.labels}
        shared = (len(words & {x.words for x in o.labels}) / min(len(words), len(o.labels)) for o in out)
        if all(share < _OVERLAP for share in shared):
            out.append(s)
    return out


def _suggestion(mentions: Sequence[LabelMention], c: Candidate) -> Suggestion | None:
    """The question that a candidate makes, or ``None`` if no two outlets differ in it."""
    groups = by_label(mentions, c.members)
    # "Fishers" for "fishermen" is as much a choice as the other way round: either form is marked.
    by_form = c.kind == "gender"
    marks = {i: _telling(mentions[i], c) | ({_form(mentions[i].naming.head)} if by_form else set()) for i in c.members}
    contrast = {key: _contrast(mentions, key, groups, marks) for key in groups}
    exchanged = {label for pair in c.exchanged for label in pair}
    score = sum(contrast.values()) * _SURE[c.kind] + _EXCHANGE * len(c.exchanged)
    if len(groups) < 2 or score <= 0:  # noqa: PLR2004 -- one label has no competitor
        return None
    kept = [k for k in groups if _stays(mentions, groups[k], exchanged) or contrast[k]]
    kept = sorted(kept, key=lambda k: (-contrast[k], -len(groups[k]), k))[:_LABELS]
    if len(kept) < 2:  # noqa: PLR2004 -- as above
        return None
    labels = [_label(mentions, groups[k]) for k in sorted(kept, key=lambda k: (-len(groups[k]), k))]
    return Suggestion(labels[0].words, tuple(labels), tuple(_reasons(c)), round(score, 3))


def _weak(mentions: Sequence[LabelMention], c: Candidate) -> Suggestion | None:
    """What outlets name in several ways without judging: behind all that has a contrast."""
    groups = {k: ns for k, ns in by_label(mentions, c.members).items() if any(mentions[i].own for i in ns)}
    outlets = {mentions[i].outlet for ns in groups.values() for i in ns}
    if len(groups) < 2 or len(outlets) < 2:  # noqa: PLR2004 -- one label or one outlet has no competitor
        return None
    kept = sorted(groups, key=lambda k: (-len(groups[k]), k))[:_LABELS]
    labels = tuple(_label(mentions, groups[k]) for k in kept)
    score = 1 - 1 / math.log2(1 + len(outlets) + len(c.members))
    return Suggestion(labels[0].words, labels, (f"one name or head word, “{c.word}”",), round(score, 3))


def _telling(m: LabelMention, c: Candidate) -> frozenset[str]:
    """The marks that make a label here another choice: not a side named, nor a judgement of what happened."""
    kept = m.marks - SIDES
    return frozenset(w for w in kept if is_status(w) or in_families(w)) if c.kind == "family" else kept


def _form(head: str) -> str:
    return "man" if head.endswith("man") else "neutral"


def _contrast(
    mentions: Sequence[LabelMention],
    key: str,
    groups: Mapping[str, list[int]],
    marks: Mapping[int, frozenset[str]],
) -> float:
    """How sharply outlets differ in a label that judges: who uses it, who names the thing without it."""
    stems = {mark_stem(mark) for i in groups[key] if mentions[i].own for mark in marks[i]}
    if not stems:
        return 0.0
    with_mark: Counter[str] = Counter()
    without: Counter[str] = Counter()
    headline = False
    for i in (i for ns in groups.values() for i in ns if mentions[i].own):
        marked = i in groups[key]
        if marked or not stems & {*map(mark_stem, marks[i])}:
            (with_mark if marked else without)[mentions[i].outlet] += 1
        headline |= marked and mentions[i].voice == "headline"
    shares = [with_mark[o] / (with_mark[o] + without[o]) for o in {*with_mark, *without}]
    differ = (without.keys() - with_mark.keys()) or max(shares) - min(shares) >= _APART
    return math.log2(1 + with_mark.total()) * bool(differ) * (_HEADLINE if headline else 1.0)


def _stays(mentions: Sequence[LabelMention], members: Sequence[int], exchanged: set[str]) -> bool:
    """Whether a label is worth a line: the outlets' own, exchanged, or the bare word that others may only quote."""
    ms = [mentions[i] for i in members]
    return any(m.own or m.label in exchanged or " " not in m.label for m in ms)


def _label(mentions: Sequence[LabelMention], members: Sequence[int]) -> Label:
    ms = [mentions[i] for i in members]
    words = Counter(m.label for m in ms).most_common(1)[0][0]
    places = tuple((m.naming.article_id, m.span) for m in ms)
    return Label(words, places, tuple((m.naming.article_id, m.span) for m in ms if m.own))


def _reasons(c: Candidate) -> list[str]:
    found = [f"in shared copy “{a}” stands where “{b}” does" for a, b in sorted(c.exchanged)]
    return [*found, *([_REASONS[c.kind].format(c.word)] if c.kind in _REASONS else [])]


_REASONS = {
    "family": "words by which reports name the same kind of thing: {}",
    "description": "said of whoever is called “{}”",
    "head": "“{}” with and without a word for a disputed status",
    "gender": "“{}” in its form for men and for all",
    "slot": "stand in the same place of a clause: {}",
}
