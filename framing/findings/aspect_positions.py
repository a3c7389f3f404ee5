"""Where each article has each aspect: in headline, opening, how far down, how often; with the words that tell.

Read by the kinds of findings about emphasis. An aspect's words inside the name of an outlet of the set
("Business Daily") tell nothing and don't count. Headlines are read wherever they stand, in the text or in the manifest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from framing.annotate.indicator_book import aspect_book
from framing.annotate.indicator_marks import finder_of
from framing.compare.tokens import fold
from framing.findings.context import Context, Headline
from framing.measure.aspects import EARLY, HEADLINE, OPENING, WEIGHTS, named_in, placed_aspects
from framing.text.span import Span

_KEPT = "aspects by position"


@dataclass(frozen=True, slots=True)
class Spot:
    """One sentence that has an aspect: where it stands and the words that tell, in code points of the text."""

    start: int
    end: int
    paragraph: int
    zone: str
    words: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class AspectPlaces:
    """An aspect in one article: words of its headline (code points of the headline) and sentences of its body."""

    article_id: str
    outlet: str
    aspect: str
    title: Headline | None
    in_title: tuple[tuple[int, int], ...]
    spots: tuple[Spot, ...] = field(default=())

    @property
    def n(self) -> int:
        """How many sentences have it, the headline counted as one."""
        return len(self.spots) + bool(self.in_title)

    @property
    def opens(self) -> tuple[Spot, ...]:
        """Its sentences in the first paragraph."""
        return tuple(s for s in self.spots if s.zone == OPENING)

    @property
    def early(self) -> tuple[Spot, ...]:
        """Its sentences in the first fifth, opening included."""
        return tuple(s for s in self.spots if s.zone in (OPENING, EARLY))

    @property
    def weight(self) -> float:
        """The weights of its sentences by position."""
        return sum(WEIGHTS[s.zone] for s in self.spots) + (WEIGHTS[HEADLINE] if self.in_title else 0.0)

    @property
    def top_weight(self) -> float:
        """The weights of its sentences in headline and first fifth."""
        return sum(WEIGHTS[s.zone] for s in self.early) + (WEIGHTS[HEADLINE] if self.in_title else 0.0)

    def printed(self, context: Context, most: int = 2, *, top: bool = False) -> str:
        """Return the first different words that tell, headline first, in quotation marks; of the ``top`` only, if so.

        What is said of the top is shown by words of the top: further down a word may stand in another sense.
        """
        return ", ".join(f"“{word}”" for word in self.different(context, top=top)[:most])

    def different(self, context: Context, *, top: bool = False) -> list[str]:
        """Return the different words that tell, headline first, of all sentences or of those at the ``top``."""
        said = [self.title.text[a:b] for a, b in self.in_title] if self.title else []
        said += [
            context.printed(self.article_id, a, b) for s in (self.early if top else self.spots) for a, b in s.words
        ]
        different: dict[str, str] = {}
        for word in said:
            different.setdefault(fold(word).removesuffix("'s").removesuffix("s"), word)
        return list(different.values())


def aspect_places(context: Context) -> dict[str, dict[str, AspectPlaces]]:
    """Return aspect → article → where it stands, for every aspect that some article of the set has.

    Every article whose text is at hand is in it, also those without a sentence for the aspect. A set
    without texts gives none.
    """
    if _KEPT not in context.noted:
        context.noted[_KEPT] = _places(context)
    made: dict[str, dict[str, AspectPlaces]] = context.noted[_KEPT]
    return made


def _places(context: Context) -> dict[str, dict[str, AspectPlaces]]:
    found = placed_aspects(context.tables)
    spots: defaultdict[tuple[str, str], list[Spot]] = defaultdict(list)
    body = found[found["zone"] != HEADLINE]
    for (article, aspect, _), part in body.groupby(["article_id", "entry", "sentence"], sort=False):
        first = part.iloc[0]
        marks = tuple((int(a), int(b)) for a, b in zip(part["start"], part["end"], strict=True))
        marks = tuple(m for m in marks if not any(o != m and o[0] <= m[0] and m[1] <= o[1] for o in marks))
        if marks:
            spots[str(article), str(aspect)].append(
                Spot(
                    int(first["sentence_start"]),
                    int(first["sentence_end"]),
                    int(first["paragraph"]),
                    str(first["zone"]),
                    marks,
                )
            )
    titles = {h.article_id: h for h in context.headlines}
    in_titles = {i: _in_title(h, context.outlets) for i, h in titles.items()}
    used = {a for _, a in spots} | {a for marks in in_titles.values() for a in marks}
    return {
        entry.id: {
            i: AspectPlaces(
                i,
                context.outlet(i),
                entry.id,
                titles.get(i),
                tuple(in_titles.get(i, {}).get(entry.id, ())),
                tuple(sorted(spots[i, entry.id], key=lambda s: s.start)),
            )
            for i in context.articles
            if i in context.tables.texts and str(context.articles[i]["language"]) == aspect_book().language
        }
        for entry in aspect_book().entries
        if entry.id in used
    }


def _in_title(title: Headline, outlets: Iterable[str]) -> dict[str, list[tuple[int, int]]]:
    out: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    names = named_in(title.text, outlets)
    for mark in finder_of(aspect_book()).marks(title.text, [Span(0, len(title.text))]):
        if not any(name.covers(mark.span) for name in names):
            out[mark.entry].append((mark.span.start, mark.span.end))
    return out
