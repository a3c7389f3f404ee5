"""What a study says beforehand that it will do, and how a report's run differs from it.

``preregistration.json`` stands beside the manifest. Publish it, or its SHA-256, before the texts are looked at.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from framing.findings.ledger_run import codebook_digests
from framing.findings.power_of_set import power_sentence
from framing.reports.parameters import NOTEBOOK_PARAMETERS, Params
from framing.sets.manifest import load_set
from framing.sets.safe_read import read_bounded
from framing.sets.write_set import write_whole
from framing.store.open_set import set_codebook

PREREGISTRATION = "preregistration.json"
FORM = "framing preregistration 1"
_PATHS = ("article_set", "codebook", "out")
_MOST_BYTES = 5_000_000


class PreregistrationError(ValueError):
    """A preregistration that cannot be written or read; the message says why and what to do."""


def preregister(params: Params, *, day: date, articles: int | None = None) -> Path:
    """Write down concepts, labels, contrasts, settings and sample size of a study and return the file.

    Args:
        params: What the report will be asked for.
        day: When.
        articles: Planned articles an outlet; ``None``: those that the set has. The power table's sentence for that
            number is written beside it.

    Raises:
        PreregistrationError: one is there already: what was said beforehand is not said again.
        SetError, CodebookError: the set or its codebook is not in order.
    """
    path = params.article_set / PREREGISTRATION
    if path.exists():
        msg = f"{path} is there already; a plan is written once. Move it elsewhere if nothing was looked at yet"
        raise PreregistrationError(msg)
    planned = _plan(params)
    outlets = planned["articles"]
    if articles is not None:
        planned["articles"] = dict.fromkeys(outlets, articles)
    power = power_sentence(list(planned["articles"].values()))
    said = {"form": FORM, "date": day.isoformat(), **planned, "power": power}
    write_whole(path, (json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))
    return path


def _plan(params: Params) -> dict[str, Any]:
    loaded = load_set(params.article_set, texts="optional")
    book = set_codebook(loaded, codebook=params.codebook)
    settings = {name: getattr(params, name) for name in NOTEBOOK_PARAMETERS if name not in _PATHS}
    parts = {name: digest for name, digest in codebook_digests(book).items() if name != "file"}
    articles = dict(sorted(Counter(entry.outlet for entry in loaded.entries).items()))
    return {"set": loaded.id, "settings": settings, "codebook": parts, "articles": articles}


def departures(params: Params) -> tuple[str, tuple[str, ...]] | None:
    """Return the date of a set's preregistration and how a run with ``params`` departs from it; ``None`` without one.

    Fewer articles than planned are a departure, more are none.

    Raises:
        PreregistrationError: the file is none.
    """
    path = params.article_set / PREREGISTRATION
    if not path.exists():
        return None
    try:
        said = json.loads(read_bounded(path, _MOST_BYTES).decode("utf-8"))
        planned = {name: dict(said[name]) for name in ("settings", "codebook", "articles")}
        day = date.fromisoformat(said["date"]).isoformat()
        fewest = {str(outlet): int(n) for outlet, n in planned["articles"].items()}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        msg = f"{path}: no preregistration ({type(error).__name__}: {error}); restore the file, or move it elsewhere"
        raise PreregistrationError(msg) from None
    now = _plan(params)
    found = [*_changed("setting", planned["settings"], now["settings"])]
    found += _changed("codebook:", planned["codebook"], now["codebook"], values=False)
    for outlet, n in fewest.items():
        if now["articles"].get(outlet, 0) < n:
            found.append(f"{outlet} has {now['articles'].get(outlet, 0)} articles, {n} were planned")
    found += [f"outlet {outlet} was not planned" for outlet in now["articles"] if outlet not in fewest]
    return day, tuple(found)


def _changed(kind: str, before: Mapping[str, Any], now: Mapping[str, Any], *, values: bool = True) -> list[str]:
    """What differs; a setting that came later than the plan is no departure from it."""
    found = []
    for name, planned in before.items():
        if name not in now:
            found.append(f"{kind} {name} is gone")
        elif now[name] != planned:
            found.append(f"{kind} {name} is {now[name]}, was {planned}" if values else f"{kind} {name} changed")
    return found if values else found + [f"{kind} {name} is new" for name in now if name not in before]


def said_departures(params: Params) -> str:
    """Return what a report says of a set's preregistration; empty for a set without one."""
    found = departures(params)
    if found is None:
        return ""
    day, differ = found
    return f"of {day}; run as planned" if not differ else f"of {day}; departs from it: {'; '.join(differ)}"
