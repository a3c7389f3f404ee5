"""The index page of a batch: a card a report with its strongest finding, and what failed with where and why."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from urllib.parse import quote

from framing.batch.report_cards import FEED, Card, cards, write_feed
from framing.batch.status import SetStatus, Status
from framing.figures.number_words import counted
from framing.show.escaped_html import Markup
from framing.show.page_templates import render, template_text
from framing.store.cache import beside

# The charts that say most at a glance, best first; one that every set has is taken.
PREFERRED = ("who-is-quoted", "concepts", "voices", "cue-verbs", "timeline")
_DESC = re.compile(r"<desc>(.*?)</desc>", re.DOTALL)
_TIERS = ("supported", "suggestive", "descriptive", "not testable")
_MOST_OUTLETS = 6  # named on a card


def write_batch_page(folder: Path, status: Status, *, tables: str, finished: bool = True) -> Path:
    """Write ``index.html`` and ``feed.json`` of a batch: failures first, then a card a report, in the batch's order.

    ``tables`` is the folder of the batch's tables, below ``folder``. The page depends on the reports and on
    the feed of the last run that ``finished``, by which it knows what is new since; a run that was stopped
    leaves that feed as it is. The page carries no times. Cards are found
    and sorted by a script of the page's own, which nothing needs that it shows.
    """
    sets = list(status)
    done = [one for one in sets if one.state == "done"]
    chart = common_chart(folder, done)
    every = cards(folder, done, tables=tables)
    script = template_text("batch_index.js")
    page = render(
        "batch_index.html.j2",
        title=counted(len(sets), "article set"),
        counts=_counts(status),
        failed=[_failure(one) for one in sets if one.state == "failed" and one.failure is not None],
        cards=[_card(card, one, folder, chart) for card, one in zip(every, done, strict=True)],
        feed=finished or (folder / FEED).is_file(),
        chart=(chart or "").replace("-", " ").capitalize(),
        style=Markup(template_text("batch_index.css")),
        script=Markup(script),
        script_digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii"),
    )
    if finished:
        write_feed(folder, every)
    path = folder / "index.html"
    with beside(path) as draft:
        draft.write_text(page, encoding="utf-8", errors="backslashreplace")
    return path


def common_chart(folder: Path, done: list[SetStatus]) -> str | None:
    """Return the name of the chart to show for every set: a preferred one that all have, else the commonest."""
    found = Counter(file.stem for one in done for file in (folder / one.out / "charts").glob("*.svg"))
    if not found:
        return None
    most = max(found.values())
    everywhere = sorted(name for name, n in found.items() if n == most)
    return next((name for name in PREFERRED if name in everywhere), everywhere[0])


def _counts(status: Status) -> str:
    waiting = status.count("waiting")
    rest = f", {waiting} not yet made" if waiting else ""
    return f"{counted(status.count('done'), 'report')}, {status.count('failed')} failed{rest}."


def _failure(one: SetStatus) -> Mapping[str, str]:
    if one.failure is None:
        return {}
    place = f"{one.failure.notebook}, cell {one.failure.cell}" if one.failure.notebook else "before its notebooks"
    return {"title": one.title, "where": place, "reason": one.failure.reason}


def _card(card: Card, one: SetStatus, folder: Path, chart: str | None) -> Mapping[str, object]:
    svg = folder / one.out / "charts" / f"{chart}.svg"
    shown = chart is not None and svg.is_file()
    found = _DESC.search(svg.read_text(encoding="utf-8")) if shown else None
    return {
        "title": card.title,
        "since": card.since,
        "finding": card.finding,
        "tier": card.tier,
        "rank": _TIERS.index(card.tier) if card.tier in _TIERS else len(_TIERS),
        "day": card.day,
        "n_articles": card.n_articles,
        "headline": card.headline if card.title == card.id else "",
        "facts": _facts(card),
        "link": quote(card.address),
        "picture": f"{quote(one.out)}/charts/{quote(svg.name)}" if shown else "",
        "alt": unescape(found[1]) if found else f"{chart} of {one.title}",
    }


def _facts(card: Card) -> Markup:
    """Outlets, articles and days of a report, in a line that breaks between them only."""
    if not card.n_articles:
        return Markup("")
    named = ", ".join(card.outlets[:_MOST_OUTLETS])
    rest = len(card.outlets) - _MOST_OUTLETS
    outlets = f"{named} and {counted(rest, 'more outlet')}" if rest > 0 else named
    articles = counted(card.n_articles, "article")
    days = card.day if card.last_day in ("", card.day) else f"{card.day} to {card.last_day}"
    parts = [
        Markup("{}").format(outlets),
        *(Markup("<span>{}</span>").format(part) for part in (articles, days) if part),
    ]
    return Markup(" · ").join(parts)
