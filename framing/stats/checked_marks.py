"""How good a set's marks are, by its checked sample: precision and recall with intervals, and the coders' agreement."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from framing.measure.checked_units import FACTS
from framing.stats.column_types import typed
from framing.stats.intervals import Interval, share_interval
from framing.stats.reliability import agreement

QUALITY = ("what", "group", "outlet", "estimate", "low", "high", "n", "n_articles")
RELIABILITY = ("what", "first", "second", "estimate", "low", "high", "n", "same", "note")
EVERY = "all"
MACHINE = "machine"
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "quotation": ("kind", "speaker", "source_type", "identified"),
    "mention": ("variant", "voice"),
}
_ABSENT = "(none)"


def checked_quality(units: pd.DataFrame, codings: pd.DataFrame, *, confidence: float = 0.95) -> pd.DataFrame:
    """Return precision and recall of a set's marks, by kind or label and by outlet, with intervals.

    ``what`` is ``precision of quotations`` (of those that the machine marks, the part that people let stand), ``recall
    of quotations`` (of those that people see, the part that the machine marks; misses are known from drawn sentences),
    ``speaker`` and so on (of the marks that stand, the part in which the machine has that right). ``group`` is the
    kind of quotation or the concept and label, or ``all``. Units weigh what they stand for; intervals are Wilson's on
    an effective number, with articles as units.

    Args:
        units: The set's units, :data:`framing.measure.checked_units.UNIT_COLUMNS`.
        codings: What was said of them.
        confidence: Of the intervals.

    Returns:
        Rows with ``QUALITY``; ``n`` counts checked units. Nothing checked gives no rows.
    """
    items = _items(units, codings)
    rows = [row for some in _slices(items) for row in _quality(*some, confidence=confidence)]
    return typed(pd.DataFrame(rows), QUALITY)


def _items(units: pd.DataFrame, codings: pd.DataFrame) -> pd.DataFrame:
    """One row a word on a mark that counts: weight in the set, whether it stands, was found, and which fields agree."""
    word = codings[codings["weight"] > 0]
    about = units.set_index("unit")
    checked = about.loc[about.index.isin(word["unit"])]
    weights = (about.groupby("stratum").size() / checked.groupby("stratum").size()).to_dict()
    rows = []
    for said in word[word["mark"] != "sentence"].to_dict("records"):
        unit = about.loc[said["unit"]]
        found = said["state"] != "added"
        row = {
            "mark": said["mark"],
            "outlet": unit["outlet"],
            "article": unit["article_id"],
            "weight": weights[unit["stratum"]] * said["weight"],
            "units": said["weight"],
            "stands": said["state"] != "deleted",
            "found": found,
            "group": _group(unit if found else said, said["mark"]),
        }
        for field in FACTS:
            coded = field in str(said["coded"]).split()
            row[field] = float(_same(unit[field], said[field])) if found and coded else math.nan
        rows.append(row)
    names = ["mark", "outlet", "article", "weight", "units", "stands", "found", "group", *FACTS]
    return pd.DataFrame(rows, columns=names)


def _group(facts: Mapping[Any, Any], mark: str) -> str:
    if mark == "quotation":
        return str(facts["kind"])
    return f"{facts['concept']}: {facts['variant']}"


def _same(one: object, other: object) -> bool:
    return _text(one).casefold() == _text(other).casefold()


def _text(value: object) -> str:
    return (
        _ABSENT if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)) else str(value)
    )


def _slices(items: pd.DataFrame) -> Iterator[tuple[str, str, str, pd.DataFrame]]:
    for mark in _FIELDS:
        mine = items[items["mark"] == mark]
        if mine.empty:
            continue
        yield mark, EVERY, EVERY, mine
        for outlet, some in mine.groupby("outlet", sort=True):
            yield mark, EVERY, str(outlet), some
        for group, some in mine.groupby("group", sort=True):
            yield mark, str(group), EVERY, some


def _quality(
    mark: str, group: str, outlet: str, items: pd.DataFrame, *, confidence: float
) -> Iterator[dict[str, object]]:
    found, stands = items[items["found"]], items[items["stands"]]
    parts = [(f"precision of {mark}s", found, "stands"), (f"recall of {mark}s", stands, "found")]
    parts += [(field.replace("_", " "), found[found["stands"]], field) for field in _FIELDS[mark]]
    for what, every, hit in parts:
        some = every[every[hit].notna()]
        if len(some):
            at = _weighted_share(some, hit, confidence)
            about = {"what": what, "group": group, "outlet": outlet}
            facts = {"estimate": at.estimate, "low": at.low, "high": at.high}
            yield {**about, **facts, "n": float(some["units"].sum()), "n_articles": int(some["article"].nunique())}


def _weighted_share(items: pd.DataFrame, hit: str, confidence: float) -> Interval:
    """A share of items that weigh differently, on the number of equally weighing ones that would say as much (Kish)."""
    weight = items["weight"].to_numpy(dtype=np.float64)
    scale = weight.sum() / float(np.sum(weight**2))
    sums = pd.DataFrame(
        {"article": items["article"], "base": weight * scale, "value": weight * scale * items[hit].astype(float)}
    )
    by_article = sums.groupby("article")[["value", "base"]].sum()
    values, bases = (by_article[name].to_numpy(dtype=np.float64) for name in ("value", "base"))
    return share_interval(values, bases, confidence=confidence)


def coder_reliability(
    units: pd.DataFrame, codings: pd.DataFrame, *, draws: int = 2000, seed: int = 0, confidence: float = 0.95
) -> pd.DataFrame:
    """Return Krippendorff's alpha among all coders, between each two, and of the machine with each, field by field.

    Adjudications are left out: they know the others. The machine is one coder among others in the pairs it is in.

    Returns:
        Rows with ``RELIABILITY``: ``first`` and ``second`` are the two, or ``all coders``; ``n`` units coded by both,
        ``same`` the share of them on which they say the same, ``note`` the verdict with its reason.
    """
    own = codings[~codings["adjudicated"] & codings["state"].isin(["right", "deleted"])]
    rows = []
    for mark, fields in _FIELDS.items():
        mine = own[own["mark"] == mark]
        machine = units[units["unit"].isin(mine["unit"])].set_index("unit")
        for field in ("mark", *fields):
            coders = sorted(mine["coder"].unique())
            table = pd.DataFrame({name: _said(mine[mine["coder"] == name], field) for name in coders})
            with_machine = table.assign(**{MACHINE: _machine(machine, field)}) if len(table) else table
            what = f"{mark}: {'whether it is one' if field == 'mark' else field.replace('_', ' ')}"
            pairs: list[tuple[str, str, pd.DataFrame]] = [("all coders", "", table)] if len(coders) > 1 else []
            pairs += [(a, b, with_machine[[a, b]]) for a, b in combinations(with_machine.columns, 2)]
            for first, second, some in pairs:
                row = _agreement(some, draws=draws, seed=seed, confidence=confidence)
                if row is not None:
                    rows.append({"what": what, "first": first, "second": second, **row})
    return typed(pd.DataFrame(rows), RELIABILITY)


def _said(mine: pd.DataFrame, field: str) -> pd.Series:
    some = mine if field == "mark" else mine[(mine["state"] == "right") & _gave_word(mine, field)]
    said = some["state"].tolist() if field == "mark" else [_text(v) for v in some[field]]
    made = pd.Series(said, index=some["unit"].tolist(), dtype="object")
    return made[~made.index.duplicated(keep="last")]


def _gave_word(codings: pd.DataFrame, field: str) -> pd.Series:
    return codings["coded"].map(lambda said: field in str(said).split()).astype(bool)


def _machine(units: pd.DataFrame, field: str) -> pd.Series:
    said = ["right"] * len(units) if field == "mark" else [_text(v) for v in units[field]]
    return pd.Series(said, index=units.index, dtype="object")


def _agreement(table: pd.DataFrame, *, draws: int, seed: int, confidence: float) -> dict[str, object] | None:
    twice = table[table.notna().sum(axis=1) > 1]
    if twice.empty:
        return None
    found = agreement(twice, draws=draws, seed=seed, confidence=confidence)
    same = [len(set(row.dropna())) == 1 for _, row in twice.iterrows()]
    return {
        "estimate": found.alpha,
        "low": found.low,
        "high": found.high,
        "n": float(found.n_units),
        "same": float(np.mean(same)),
        "note": found.verdict,
    }


def confusions(units: pd.DataFrame, codings: pd.DataFrame, fields: Sequence[str] = FACTS) -> pd.DataFrame:
    """Return how often people said one value where the machine said another: field, machine, people, n.

    Words count in equal parts where several coded a unit and nobody adjudicated.
    """
    about = units.set_index("unit")
    word = codings[(codings["weight"] > 0) & (codings["state"] == "right")]
    counts: dict[tuple[str, str, str], float] = {}
    for said in word.to_dict("records"):
        unit = about.loc[said["unit"]]
        for field in fields:
            if field in _FIELDS[said["mark"]] and field in str(said["coded"]).split():
                key = field, _text(unit[field]), _text(said[field])
                counts[key] = counts.get(key, 0.0) + said["weight"]
    rows = [{"field": f, "machine": a, "people": b, "n": n} for (f, a, b), n in sorted(counts.items())]
    return pd.DataFrame(rows, columns=["field", "machine", "people", "n"])


def said_of_sample(units: pd.DataFrame, codings: pd.DataFrame, *, draws: int = 1000, seed: int = 0) -> str:
    """Return in one sentence how much of a set was checked, by how many, and how far they agreed.

    The word "checked" never stands without its number.
    """
    drawn, coded = units[units["drawn"]], codings[codings["weight"] > 0]["unit"].nunique()
    coders = codings[~codings["adjudicated"]]["coder"].nunique()
    if not coded:
        return f"No mark of this set was checked: {len(drawn)} units of {len(units)} are drawn and wait for a reader."
    said = f"{coded} of {len(drawn)} drawn units (of {len(units)}) were checked by {_count(coders)}"
    table = coder_reliability(units, codings, draws=draws, seed=seed)
    every = table[table["first"] == "all coders"]
    if every.empty:
        return f"{said}; how far two coders agree is not known."
    known = every[every["estimate"].notna()].sort_values("estimate", kind="stable")
    if known.empty:
        return f"{said}, who said the same wherever two coded a unit."
    low, high = known.iloc[0], known.iloc[-1]
    most = int(every["n"].max())
    if len(known) == 1:
        return f"{said}, α {low['estimate']:.2f} ({low['what']}) on the {most} that two coded."
    told = f"α from {low['estimate']:.2f} ({low['what']}) to {high['estimate']:.2f} ({high['what']})"
    return f"{said}, {told} on at most {most} that two coded."


def _count(n: int) -> str:
    return "one coder" if n == 1 else f"{n} coders"
