"""The first screen of a report: headlines side by side, then findings in plain sentences with the words behind them.

A finding says in one sentence what was printed; beside it stand the outlets' own words. How sure
that is, the numbers and all places are folded under it.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.annotate.voice import OWN_VOICE
from framing.figures.number_words import counted
from framing.findings.context import Context
from framing.findings.finding import DIFFERENCE, Finding, Reading
from framing.findings.openings import Opening, openings
from framing.findings.stray_texts import stray_sentence, stray_texts
from framing.measure.place import Place, Places, places_in
from framing.measure.tables import Tables
from framing.show.brief_claim import brief_claim
from framing.show.escaped_html import Html, Markup, fill, joined
from framing.show.excerpts import Excerpt, excerpts, marked
from framing.show.sentences_behind import date_words, opens, reader_of
from framing.show.shown import Shown, lead, prose, say
from framing.stats.tiers import DESCRIPTIVE, NOT_TESTABLE, SUGGESTIVE, SUPPORTED

_BESIDE = 4  # excerpts that stand beside each other; more are folded
# What a tier means, for who has not read what tiers are; how it comes about stands at the page's end.
_MEANS = {
    SUPPORTED: "declared before looking; it stands after correction for every comparison",
    SUGGESTIVE: "rare by chance, but among so many comparisons some look so",
    DESCRIPTIVE: "read from the texts; no test backs it",
    NOT_TESTABLE: "so few articles that no test could tell",
}
_NO_FINDING = (
    "Nothing that sets these outlets apart was found, or too few articles are there to tell. What each outlet printed "
    "is described below."
)


def headline_panel(context: Context) -> Shown:
    """Return the headlines of a set, an outlet beside another; the oldest of each stands open, others are folded.

    Quotation marks and the codebook's labels in them are marked. An article without a headline is
    left out, an outlet without one says so. No articles give a line that says so.
    """
    if not context.articles:
        return say("This set has no articles.")
    by_outlet: dict[str, list[Opening]] = {outlet: [] for outlet in context.outlets}
    for one in sorted(openings(context), key=lambda o: (o.published or "9999", o.article_id)):
        by_outlet[one.outlet].append(one)
    items = joined(_outlet_headlines(outlet, every, context) for outlet, every in by_outlet.items())
    # headlines that open are stops of the Tab key already, from which the row can be scrolled
    stop = "" if "<summary>" in items.body else Markup(' tabindex="0"')
    region = '<section class="headlines" aria-label="Headlines side by side"{}><ul>{}</ul></section>'
    stray = stray_sentence(context.tables, stray_texts(context.tables))
    parts = [fill(region, stop, items), *([fill('<p class="note">{}</p>', stray)] if stray else [])]
    return lead(joined(parts, ""))


def _outlet_headlines(outlet: str, every: Sequence[Opening], context: Context) -> Html:
    titled = [one for one in every if one.title]
    if not titled:
        return fill('<li><p class="outlet">{}</p><p class="none">no headline</p></li>', outlet)
    first, *others = titled
    more = (
        fill(
            "<details><summary>{} more</summary>{}</details>",
            len(others),
            joined((_headline(one, context, dated=True) for one in others), ""),
        )
        if others
        else ""
    )
    day = _day(first, context)
    return fill('<li><p class="outlet">{} <small>{}</small></p>{}{}</li>', outlet, day, _headline(first, context), more)


def _headline(opening: Opening, context: Context, *, dated: bool = False) -> Html:
    own = [(m.start, m.end) for m in opening.title_marks if m.kind == "label"]
    title = marked(opening.title, 0, len(opening.title), own)
    day = fill(" <small>{}</small>", _day(opening, context)) if dated else fill("")
    return fill('<p class="headline">{}{}</p>', title, day)


def _day(opening: Opening, context: Context) -> str:
    return date_words(opening.published, str(context.articles[opening.article_id]["certainty"]))


def finding_cards(found: Sequence[Finding], tables: Tables) -> Shown:
    """Return findings as cards: a plain sentence, the words behind it side by side, and how sure it is, folded.

    No findings give a sentence that says so.
    """
    if not found:
        return say(_NO_FINDING)
    return prose(fill('<ol class="findings">{}</ol>', joined(_card(one, tables) for one in found)))


def _card(finding: Finding, tables: Tables) -> Html:
    shown = _outlets_first(excerpts(finding.readings or _readings_of(finding, tables), tables))
    beside = joined((one.html() for one in shown[:_BESIDE]), "")
    further = joined((one.html() for one in shown[_BESIDE:]), "")
    claim = brief_claim(
        finding.headline or finding.sentence,
        outlets=sorted({outlet for one in shown for outlet in one.outlets}),
        beside=[one.words.body.striptags() for one in shown[:_BESIDE]],
    )
    return fill(
        '<li class="finding"><p class="claim">{}</p>{}{}</li>',
        claim,
        fill('<div class="readings">{}</div>', beside) if shown else "",
        _sure(finding, further, tables),
    )


def _outlets_first(every: Sequence[Excerpt]) -> list[Excerpt]:
    """One excerpt of each outlet before a second of any, else in their order: nobody is folded away unheard."""
    heard: set[str] = set()
    first: list[Excerpt] = []
    further: list[Excerpt] = []
    for one in every:
        (further if heard.issuperset(one.outlets) else first).append(one)
        heard.update(one.outlets)
    return [*first, *further]


def _sure(finding: Finding, further: Html, tables: Tables) -> Html:
    """How sure a finding is: its tier, what was tested, the numbers, and every place behind it."""
    lines = [finding.sentence] if finding.sentence != finding.headline else []
    lines += [_sentence(line) for line in (finding.reason, finding.copies) if line]
    if finding.draft:
        lines.append("It rests on a draft codebook that nobody has gone through.")
    if finding.telling:
        lines.append(f"Why it stands here: {finding.telling}.")
    if finding.spans:
        shown = f"Show {counted(len(finding.spans), 'place')}"
        behind = opens(shown, finding.spans, reader_of(tables), what=finding.headline or finding.sentence)
    else:
        behind = fill("")
    return fill(
        '<details class="sure"><summary>How sure is this? <span class="tier {}">{}</span> {}</summary>{}{}{}</details>',
        finding.tier.replace(" ", "-"),
        finding.tier,
        _MEANS.get(finding.tier, ""),
        fill('<div class="readings">{}</div>', further) if further.body else "",
        joined(fill("<p>{}</p>", line) for line in lines),
        fill("<p>{}</p>", behind) if behind.body else "",
    )


def _readings_of(finding: Finding, tables: Tables) -> tuple[Reading, ...]:
    """Words to set beside a finding of a comparison, which has none of its own.

    Its outlet's first place, and how each other names the same; where it is not about a concept,
    its outlet's first places in two articles. A comparison in which nothing was found is about all
    outlets: the first place of each.
    """
    outlet_of = dict(zip(tables["articles"]["article_id"], tables["articles"]["outlet"], strict=True))
    first = {place.article_id: place for place in reversed(finding.spans)}
    if finding.kind != DIFFERENCE:
        one_each = {outlet_of[article]: first[article] for article in sorted(first, reverse=True)}
        return tuple(_reading_at(one_each[outlet], outlet, tables) for outlet in sorted(one_each))
    mentions = tables["mentions"]
    named = mentions[(mentions["concept"] == finding.group) & mentions["voice"].isin(OWN_VOICE)]
    others = [
        place for outlet, rows in named.groupby("outlet") if outlet != finding.outlet for place in _commonest(rows)
    ]
    mine = [first[article] for article in sorted(first)]
    shown = [*mine[:1], *others] if others else mine[:2]
    return tuple(_reading_at(place, outlet_of[place.article_id], tables) for place in shown)


def _commonest(rows: pd.DataFrame) -> Places:
    """Where the label used most of these mentions stands first; of equal ones the first in the alphabet."""
    uses = rows["variant"].value_counts()
    label = min(uses.index, key=lambda name: (-int(uses[name]), str(name)))
    return places_in(rows[rows["variant"] == label])[:1]


def _reading_at(place: Place, outlet: str, tables: Tables) -> Reading:
    """The sentence around a place as its outlet's words."""
    start, end = reader_of(tables).sentence_around(place)
    return Reading(str(outlet), place.article_id, start, end, ((place.start, place.end),))


def _sentence(text: str) -> str:
    """Begin with a capital, but leave the p of a p value alone; end with a full stop."""
    begun = text if text.startswith("p ") else text[:1].upper() + text[1:]
    return begun if begun.endswith(".") else f"{begun}."
