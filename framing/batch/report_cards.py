"""What a batch's page and feed say of each report: its strongest finding, its outlets, its days, how many articles."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from framing.batch.status import SetStatus
from framing.store.cache import beside

if TYPE_CHECKING:
    import pandas as pd

FEED = "feed.json"
_DOUBLE = frozenset('“”„"«»')
_SINGLE = str.maketrans('“”„"«»', "‘’‚'‹›")
Since = Literal["", "new", "changed"]


@dataclass(frozen=True, slots=True)
class Card:
    """One report in a list of reports.

    ``finding`` is the plain sentence of the first finding, empty where there is none; ``day`` is the
    event's, else that of the first article; ``digest`` is the report's own, by which the next run
    knows whether it ``since`` is new or changed; ``headline`` the oldest article's, with its outlet.
    """

    id: str
    title: str
    address: str
    finding: str
    tier: str
    outlets: tuple[str, ...]
    n_articles: int
    day: str
    last_day: str
    digest: str
    since: Since = ""
    headline: str = ""


def cards(folder: Path, done: Iterable[SetStatus], *, tables: str) -> list[Card]:
    """Return a card for each report below ``folder``, in the order given.

    What a report was is compared with what the feed of the run before says: without such a feed, as after
    the first run, none is called new. A report without findings or tables has a card with what there is.
    """
    before = _digests(folder / FEED)
    return [_card(folder, one, before, folder / tables) for one in done]


def _card(folder: Path, one: SetStatus, before: dict[str, str] | None, tables: Path) -> Card:
    first = _first_finding(folder / one.out / "findings.json")
    outlets, days, n, headline = _articles(tables / "articles" / f"set={one.id}" / "part.parquet")
    digest = str(_read(folder / one.out / "report.json").get("digest", ""))
    since: Since = ""
    if before is not None and before.get(one.out) != digest:
        since = "changed" if one.out in before else "new"
    return Card(
        id=one.id,
        title=one.title,
        address=f"{one.out}/index.html",
        finding=str(first.get("headline") or first.get("sentence") or ""),
        tier=str(first.get("tier") or ""),
        outlets=outlets,
        n_articles=n,
        day=days[0] if days else "",
        last_day=days[-1] if days else "",
        digest=digest,
        since=since,
        headline=headline,
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _first_finding(path: Path) -> dict[str, Any]:
    every = _read(path).get("findings")
    return every[0] if isinstance(every, list) and every and isinstance(every[0], dict) else {}


def _articles(path: Path) -> tuple[tuple[str, ...], list[str], int, str]:
    """Outlets in the set's order, days with the event's first, the number of articles, and the oldest's headline."""
    import pandas as pd

    if not path.is_file():
        return (), [], 0, ""
    rows = pd.read_parquet(path)
    published = sorted(str(day)[:10] for day in rows["published"].dropna() if str(day))
    event = [str(day)[:10] for day in rows["event_date"].dropna().head(1) if str(day)]
    return tuple(dict.fromkeys(rows["outlet"].astype(str))), [*event, *published], len(rows), _oldest_headline(rows)


def _oldest_headline(rows: pd.DataFrame) -> str:
    """The headline of the oldest article that has one, with its outlet; a set without a title is known by it."""
    titled = rows[rows["title"].notna()] if "title" in rows else rows[:0]
    first = titled.sort_values("published", kind="stable").head(1).to_dict("records")
    return f"{_in_marks(str(first[0]['title']))} ({first[0]['outlet']})" if first else ""


def _in_marks(title: str) -> str:
    """The headline in double marks, its own made single; one that stands in marks as a whole gets no second pair."""
    bare = title.strip()
    if len(bare) > 1 and bare[0] in _DOUBLE and bare[-1] in _DOUBLE and not _DOUBLE.intersection(bare[1:-1]):
        bare = bare[1:-1]
    return f"“{bare.translate(_SINGLE)}”"


def _digests(feed: Path) -> dict[str, str] | None:
    """The digest of each report by its folder as the feed says; ``None`` without a feed."""
    items = _read(feed).get("items")
    if not isinstance(items, list):
        return None
    kept = [one.get("_framing", {}) for one in items if isinstance(one, dict)]
    return {str(one["out"]): str(one.get("digest", "")) for one in kept if isinstance(one, dict) and "out" in one}


def write_feed(folder: Path, every: Iterable[Card]) -> Path:
    """Write ``feed.json``: the reports in the form of JSON Feed 1.1 (jsonfeed.org), all but times, what is ours below.

    Addresses are relative to the feed. Returns its path.
    """
    items = []
    for one in every:
        own = {k: v for k, v in asdict(one).items() if k not in {"id", "title", "address", "finding"}}
        items.append(
            {
                "id": one.address,
                "url": one.address,
                "title": one.title,
                "content_text": one.finding or "No finding sets these outlets apart.",
                "tags": list(one.outlets),
                "_framing": {"set": one.id, "out": one.address.rpartition("/")[0], **own},
            }
        )
    content = {"version": "https://jsonfeed.org/version/1.1", "title": f"{len(items)} reports", "items": items}
    path = folder / FEED
    with beside(path) as draft:
        draft.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
