"""The chart of a report's first screen, a dot a sentence: what each outlet calls one thing, or else whom it quotes.

A unit chart needs no axis and no share, so that a child can read it by counting. It is made of
text and dots of the page itself: it wraps on a phone, is read aloud as words and numbers, and each
row of dots opens its sentences. The Tab key stops at the chart once, at a button that lists the rows.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.annotate.speakers.noun_phrase import read_source
from framing.annotate.voice import OWN_VOICE
from framing.figures.number_words import counted
from framing.findings.context import Context, Row
from framing.measure.concept_mentions import first_choices
from framing.measure.place import Place
from framing.show.escaped_html import Html, fill, joined
from framing.show.sentence_list import SentenceList
from framing.show.sentences_behind import Reader, reader_of
from framing.show.shown import Shown, lead

MOST_OUTLETS = 8  # beside each other on a first screen
_MOST_NAMES = 3  # rows an outlet
_MOST_DOTS = 14  # in a row; where there are more, a dot stands for several
_LIST = "unit-rows"  # id of the rows as a list
_COLOURS = 7  # names that have a colour of their own


@dataclass(frozen=True, slots=True)
class _Chart:
    """What is counted: by outlet and name the places; ``passed_on`` of them are in an agency's words."""

    title: str
    unit: str
    said: str  # what a row's sentences are, with places for outlet and name
    absent: str
    counts: Mapping[str, Mapping[str, Sequence[Place]]]
    passed_on: frozenset[Place] = frozenset()


def unit_dots(context: Context) -> Shown:
    """Return the first screen's chart: a dot for each time an outlet itself uses a name; nothing where there is none.

    The concept is the one whose outlets' favourite names differ most, in a codebook that somebody
    wrote. Where no two outlets name one thing in different words, the dots are quotations, by speaker.
    """
    chart = _labels(context) or _speakers(context)
    if chart is None:
        return Shown(())
    return lead(_figure(chart, context))


def _labels(context: Context) -> _Chart | None:
    if context.codebook is None:
        return None
    best: tuple[tuple[int, int, int], str, dict[str, dict[str, list[Row]]]] | None = None
    names = {c.id: c.name for c in context.codebook.concepts if c.id not in context.codebook.drafts}
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row in context.rows("mentions"):
        if row["voice"] in OWN_VOICE:
            rows[str(row["concept"])].append(row)
    for concept in names:
        used = _counted(context, rows[concept], "variant")
        firsts = {first_choices({k: len(v) for k, v in labels.items()}) for labels in used.values()}
        rank = (len(firsts), len(used), len(rows[concept]))
        if len(used) > 1 and len(firsts) > 1 and (best is None or rank > best[0]):
            best = (rank, concept, used)
    if best is None:
        return None
    agency = frozenset(_place(row) for row in rows[best[1]] if context.is_agency(row))
    return _Chart(
        title=f"What each outlet itself calls: {names[best[1]]}",
        unit="use in the outlet’s own voice",
        said=f"{{}} on {names[best[1]].replace('{', '').replace('}', '')}: “{{}}” in its own voice",
        absent="not named in its own voice",
        counts={outlet: {k: [_place(r) for r in v] for k, v in labels.items()} for outlet, labels in best[2].items()},
        passed_on=agency,
    )


def _speakers(context: Context) -> _Chart | None:
    # "members" and "both bills under discussion" are nobody whom a reader could look for in another outlet.
    told = [row for row in context.rows("quotations") if isinstance(row["speaker"], str)]
    named = [row for row in told if read_source(str(row["speaker"])).form in ("name", "body")]
    used = _counted(context, named, "speaker")
    if len(used) < 2:  # noqa: PLR2004  (nothing to compare)
        return None
    return _Chart(
        title="Whom each outlet quotes most",
        unit="quotation",
        said="{} quotes {}",
        absent="quotes nobody by name",
        counts={outlet: {k: [_place(r) for r in v] for k, v in who.items()} for outlet, who in used.items()},
    )


def _counted(context: Context, rows: Sequence[Row], key: str) -> dict[str, dict[str, list[Row]]]:
    out: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        out[context.outlet(str(row["article_id"]))][str(row[key])].append(row)
    return {outlet: dict(found) for outlet, found in out.items()}


def _place(row: Row) -> Place:
    return Place(str(row["article_id"]), int(row["start"]), int(row["end"]))


def _figure(chart: _Chart, context: Context) -> Html:
    shown = [o for o in context.outlets if o in chart.counts] + [o for o in context.outlets if o not in chart.counts]
    kept = sorted(shown[:MOST_OUTLETS], key=context.outlets.index)
    row = _Row(chart, _colours(chart), _each(chart), reader_of(context.tables))
    notes = [f"One dot: {f'up to {row.each}' if row.each > 1 else 'one'} {chart.unit}."]
    if chart.passed_on:
        notes.append("Hollow: an agency’s words.")
    if len(shown) > MOST_OUTLETS:
        notes.append(f"{counted(len(shown) - MOST_OUTLETS, 'more outlet')} further down.")
    return fill(
        '<figure class="units"><figcaption><b>{}</b> <span>{}</span> <button class="opens" popovertarget="{}">'
        "Sentences, row by row</button></figcaption>"
        # on a phone the outlets are scrolled sideways, with keys too
        '<ul tabindex="0" aria-label="{}">{}</ul>{}</figure>',
        chart.title,
        " ".join(notes),
        _LIST,
        chart.title,
        joined(_outlet(outlet, row) for outlet in kept),
        _row_list(kept, row),
    )


def _row_list(outlets: Sequence[str], row: _Row) -> Html:
    """The rows as a list that opens, for those who use keys: else a dozen stops stand before the first finding."""
    return fill(
        '<section popover class="kwic" id="{name}" aria-label="{what}"><header><b>{what}</b>'
        '<button class="close" popovertarget="{name}">Close</button></header><ol>{items}</ol></section>',
        name=_LIST,
        what=row.chart.title,
        items=joined(
            fill(
                "<li><i><b>{}</b></i>{}</li>",
                outlet,
                joined((row.listed(outlet, name, places) for name, places in row.ranked(outlet)[:_MOST_NAMES]), ", "),
            )
            for outlet in outlets
            if row.chart.counts.get(outlet)
        ),
    )


def _colours(chart: _Chart) -> dict[str, int]:
    """The names used most, each with a colour of its own wherever it stands."""
    total: Counter[str] = Counter()
    for names in chart.counts.values():
        total.update({name: len(places) for name, places in names.items()})
    ranked = sorted(total, key=lambda name: (-total[name], name))
    return {name: k for k, name in enumerate(ranked[:_COLOURS])}


def _each(chart: _Chart) -> int:
    """How many a dot stands for, so that the longest row has room: 1, 2, 5, 10 and so on."""
    most = max(len(places) for names in chart.counts.values() for places in names.values())
    each = 1
    while math.ceil(most / each) > _MOST_DOTS:
        power = 10 ** int(math.log10(each))
        each = {1: 2, 2: 5, 5: 10}[each // power] * power
    return each


@dataclass(frozen=True, slots=True)
class _Row:
    """Draws rows of dots: each a button of its name, its dots and its number that opens the sentences."""

    chart: _Chart
    colours: Mapping[str, int]
    each: int
    reader: Reader

    def own(self, places: Sequence[Place]) -> int:
        """How many are the outlet's own words."""
        return sum(place not in self.chart.passed_on for place in places)

    def ranked(self, outlet: str) -> list[tuple[str, Sequence[Place]]]:
        """Return an outlet's names and their places, those it uses most first."""
        names = self.chart.counts.get(outlet, {})
        return sorted(names.items(), key=lambda n: (-len(n[1]), -self.own(n[1]), n[0]))

    def sentences(self, outlet: str, name: str, places: Sequence[Place]) -> SentenceList:
        """Return what a row opens."""
        return self.reader.sentences(places, what=self.chart.said.format(outlet, name), shown=str(len(places)))

    def listed(self, outlet: str, name: str, places: Sequence[Place]) -> Html:
        """Return a row as an entry of the list."""
        found = self.sentences(outlet, name, places)
        return fill('<button class="opens" popovertarget="{}">{} ({})</button>', found.id, name, len(places))

    def html(self, outlet: str, name: str, places: Sequence[Place]) -> Html:
        """Return a row."""
        own = self.own(places)
        found = self.sentences(outlet, name, places)
        button = fill(
            '<button type="button" tabindex="-1" class="unit c{}" popovertarget="{}"><b>{}</b> '
            # Dots and number wrap as one: a number alone on the next line would belong to nothing.
            '<span class="count"><span class="dots" aria-hidden="true">{}</span> <small>{}</small></span></button>',
            self.colours.get(name, _COLOURS),
            found.id,
            name,
            "●" * math.ceil(own / self.each) + "○" * math.ceil((len(places) - own) / self.each),
            len(places),
        )
        return Html(button.body, (found,))


def _outlet(outlet: str, row: _Row) -> Html:
    names = row.chart.counts.get(outlet, {})
    if not names:
        return fill('<li><p class="who">{}</p><p class="none">{}</p></li>', outlet, row.chart.absent)
    ranked = row.ranked(outlet)
    rows = joined((row.html(outlet, name, places) for name, places in ranked[:_MOST_NAMES]), "")
    rest = len(ranked) - _MOST_NAMES
    more = fill('<p class="none">and {}</p>', counted(rest, "other")) if rest > 0 else fill("")
    return fill('<li><p class="who">{}</p>{}{}</li>', outlet, rows, more)
