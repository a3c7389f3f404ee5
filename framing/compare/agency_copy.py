"""Which words of an article are a news agency's, so that nobody calls them the outlet's choice.

Three things speak: what the article credits (``credits.py``), the sentences it shares with
an article of that agency, and the sentences it shares with others that credit the same one.

- Words in common with an agency's own article, or with another outlet's article that credits
  the same agency, are the agency's: the outlet kept them.
- Words in which such sentences differ are nobody's for sure, and where the agency's own
  article is in the set they are the outlet's: it changed them.
- The other sentences of an article that prints an agency's dateline, byline or sign-off are
  the agency's. Where only the manifest credits one, they are the agency's if no
  article of the set shares its copy; else the shared part is what came from the agency.

The headline is the outlet's own: desks write headlines over agency copy. That of the
agency's own article is the agency's, which is then the outlet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from framing.annotate.annotate import Annotation
from framing.compare.common_words import common_runs
from framing.compare.credits import Credit, credits_of
from framing.compare.rewordings import Rewording
from framing.compare.sentences import Family, Member
from framing.compare.tokens import tokens
from framing.text.span import Span, merge

Side = Literal["a", "b", ""]


@dataclass(frozen=True, slots=True)
class AgencyCopy:
    """What one article has from an agency: the credits it prints, and the spans of words that are the agency's.

    ``spans`` are in order and do not overlap; an agency's own article has none, since its words are its
    outlet's. Articles without credits or shared copy of an agency have neither.
    """

    article_id: str
    credits: tuple[Credit, ...]
    spans: tuple[Span, ...]

    @property
    def agency(self) -> str | None:
        """The agency credited with most, ``None`` if none is; one that is only quoted from is not credited."""
        return next((c.agency for c in self.credits if c.extent != "cited"), None)

    def holds(self, text: str, span: Span) -> bool:
        """Tell whether every word of ``span`` is the agency's. A span without words is not."""
        words = [t.span for t in tokens(text, within=span) if t.is_word]
        return bool(words) and all(any(part.covers(w) for part in self.spans) for w in words)


def agency_copy(annotations: Sequence[Annotation], families: Sequence[Family]) -> Mapping[str, AgencyCopy]:
    """Return for each article, by id, what it has from an agency.

    Args:
        annotations: The articles of one set.
        families: Their shared sentences.
    """
    texts = {a.article.id: a.article.text for a in annotations}
    named = {a.article.id: credits_of(a.article) for a in annotations}
    kept: defaultdict[str, list[Span]] = defaultdict(list)
    changed: defaultdict[str, list[Span]] = defaultdict(list)
    for family in families:
        for x, y in permutations(family.members, 2):
            if _from_one_agency(named[x.article_id], named[y.article_id]):
                same, other = _common(x, y, texts)
                kept[x.article_id] += same
                changed[x.article_id] += other
    out = {}
    for a in annotations:
        mine = named[a.article.id]
        spans = (
            [] if any(c.extent == "own" for c in mine) else _spans(a, mine, kept[a.article.id], changed[a.article.id])
        )
        out[a.article.id] = AgencyCopy(a.article.id, mine, tuple(spans))
    return out


def _from_one_agency(mine: Sequence[Credit], theirs: Sequence[Credit]) -> bool:
    """Whether copy that two articles share is an agency's: one is its article, or both credit it."""
    own = {c.agency for c in theirs if c.extent == "own"}
    here = {c.agency for c in mine if c.extent in {"whole", "part"}}
    there = {c.agency for c in theirs if c.extent in {"whole", "part"}}
    return bool(own) or bool(here & there)


def _common(x: Member, y: Member, texts: Mapping[str, str]) -> tuple[list[Span], list[Span]]:
    """The words of ``x`` that stand in ``y`` too, as spans of runs, and those that do not."""
    mine = [t for t in tokens(texts[x.article_id], within=x.span) if t.is_word]
    theirs = [t.form for t in tokens(texts[y.article_id], within=y.span) if t.is_word]
    runs = common_runs([t.form for t in mine], theirs, least=2)
    same = [Span(mine[r.a].span.start, mine[r.a + r.n - 1].span.end) for r in runs]
    held = {k for r in runs for k in range(r.a, r.a + r.n)}
    return same, [t.span for k, t in enumerate(mine) if k not in held]


def _spans(annotation: Annotation, named: Sequence[Credit], kept: list[Span], changed: list[Span]) -> list[Span]:
    whole = next((c for c in named if c.extent == "whole"), None)
    spans = list(kept)
    if whole is not None and (whole.span is not None or not kept):
        headline = annotation.layout.headline
        spans += [s for s in annotation.layout.sentences if headline is None or not headline.overlaps(s)]
    return _without(merge(spans), [c for c in changed if not any(k.covers(c) for k in kept)])


def _without(spans: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """The spans less the holes."""
    out: list[Span] = []
    for span in spans:
        at = span.start
        for hole in sorted(h for h in holes if h.overlaps(span)):
            if hole.start > at:
                out.append(Span(at, hole.start))
            at = max(at, hole.end)
        if at < span.end:
            out.append(Span(at, span.end))
    return out


def agency_side(rewording: Rewording, copy: Mapping[str, AgencyCopy]) -> Side:
    """Return which reading of a rewording is an agency's: "a", "b", or "" where that cannot be told.

    The agency's own article decides; else an article that is credited whole to an agency,
    against articles that credit none.
    """

    def has(places: Sequence[str], extents: set[str]) -> bool:
        return any(c.extent in extents for i in places for c in copy[i].credits)

    a, b = ([p.article_id for p in places] for places in (rewording.a, rewording.b))
    for extents, against in (({"own"}, {"own"}), ({"whole"}, {"own", "whole", "part"})):
        if has(a, extents) and not has(b, against):
            return "a"
        if has(b, extents) and not has(a, against):
            return "b"
    return ""
