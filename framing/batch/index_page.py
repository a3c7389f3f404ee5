"""The index page of a batch: the same chart for every set, and what failed with where and why."""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

from framing.batch.status import SetStatus, Status
from framing.store.cache import beside

# The charts that say most at a glance, best first; one that every set has is taken.
PREFERRED = ("who-is-quoted", "concepts", "voices", "cue-verbs", "timeline")
_DESC = re.compile(r"<desc>(.*?)</desc>", re.DOTALL)

_STYLE = """
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.45; }
body { margin: 0 auto; max-width: 90rem; padding: 1.5rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; }
ul.sets { list-style: none; padding: 0; display: grid; gap: 1rem;
  grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); }
ul.sets li { border: 1px solid #888; border-radius: .4rem; padding: .8rem; break-inside: avoid; }
ul.sets img { width: 100%; height: auto; background: #fff; }
ul.sets h3 { font-size: 1rem; margin: 0 0 .5rem; overflow-wrap: anywhere; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .2rem .8rem .2rem 0; vertical-align: top; }
.failed { border-left: .3rem solid #d55e00; padding-left: .8rem; }
@media print { body { max-width: none; } ul.sets { grid-template-columns: repeat(3, 1fr); } }
"""


def write_batch_page(folder: Path, status: Status) -> Path:
    """Write ``index.html`` of a batch: failures first, then a card a set, in the batch's order.

    The page depends on the reports alone, and carries no times.
    """
    sets = list(status)
    chart = common_chart(folder, [one for one in sets if one.state == "done"])
    failed = [one for one in sets if one.state == "failed"]
    others = [one for one in sets if one.state == "waiting"]
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{len(sets)} article sets</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{_count(len(sets), 'article set')}</h1>",
        f"<p>{_count(status.count('done'), 'report')}, {len(failed)} failed"
        + (f", {len(others)} not yet made" if others else "")
        + ".</p>",
        *_failures(failed),
        f"<h2>{escape(_heading(chart))}</h2>",
        '<ul class="sets">',
        *(_card(one, folder, chart) for one in sets if one.state == "done"),
        "</ul></main></body></html>",
    ]
    path = folder / "index.html"
    with beside(path) as draft:
        draft.write_text("\n".join(parts) + "\n", encoding="utf-8")
    return path


def common_chart(folder: Path, done: list[SetStatus]) -> str | None:
    """Return the name of the chart to show for every set: a preferred one that all have, else the commonest."""
    counts = Counter(file.stem for one in done for file in (folder / one.out / "charts").glob("*.svg"))
    if not counts:
        return None
    most = max(counts.values())
    everywhere = sorted(name for name, n in counts.items() if n == most)
    return next((name for name in PREFERRED if name in everywhere), everywhere[0])


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _heading(chart: str | None) -> str:
    return "Reports" if chart is None else f"{chart.replace('-', ' ').capitalize()}, set by set"


def _failures(failed: list[SetStatus]) -> list[str]:
    if not failed:
        return []
    rows = []
    for one in failed:
        if one.failure is None:
            continue
        place = f"{one.failure.notebook}, cell {one.failure.cell}" if one.failure.notebook else "before its notebooks"
        cells = (one.title, place, one.failure.reason)
        rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    head = "<tr><th scope='col'>Set</th><th scope='col'>Where</th><th scope='col'>Why</th></tr>"
    return ["<h2>Failed</h2>", f"<table class='failed'>{head}{''.join(rows)}</table>"]


def _card(one: SetStatus, folder: Path, chart: str | None) -> str:
    address = quote(one.out)
    picture = ""
    svg = folder / one.out / "charts" / f"{chart}.svg"
    if chart is not None and svg.is_file():
        found = _DESC.search(svg.read_text(encoding="utf-8"))
        alt = unescape(found[1]) if found else f"{chart} of {one.title}"
        picture = f'<img src="{address}/charts/{quote(svg.name)}" alt="{escape(alt)}" loading="lazy">'
    elif chart is not None:
        picture = "<p>This set has nothing to draw here.</p>"
    return f'<li><h3><a href="{address}/index.html">{escape(one.title)}</a></h3>{picture}</li>'
