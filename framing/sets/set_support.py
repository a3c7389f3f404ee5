"""What an article set can and cannot support, with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Literal

from framing.sets.shingle_copies import Pair

LEVEL = 0.05
_FAIRLY = 0.8
_LEAST_DAYS = 3
_COPY = "trace shared copy and what each outlet changed in it"
_QUOTED = "count quoted words"


@dataclass(frozen=True, slots=True)
class Support:
    """A use of the set, whether it supports it, and why."""

    use: str
    answer: Literal["yes", "in part", "no", "unknown"]
    why: str


def least_p(first: int, second: int) -> float:
    """Return the least two-sided p of a permutation of that many articles between two outlets (1 if one has none)."""
    return min(1.0, 2 / comb(first + second, first)) if first and second else 1.0


def verdicts(
    rows: Sequence[Mapping[str, object]], pairs: Sequence[Pair], copied: Mapping[str, str], *, missing: int
) -> tuple[Support, ...]:
    """Judge the set that ``rows`` (one an article) describe; without texts it supports what its manifest can."""
    texts = [row for row in rows if row["text"]]
    if not texts and rows:
        return _from_manifest(rows)
    return (
        _describe(texts, missing),
        _test(texts),
        _test(texts, copied),
        _copy(rows, pairs),
        _time(rows),
        _quotations(texts),
    )


def _from_manifest(rows: Sequence[Mapping[str, object]]) -> tuple[Support, ...]:
    """Judge a set of which only the manifest is there."""
    outlets = len(_outlets(rows))
    without = "the texts are not here"
    described = Support(
        "describe which labels and quotations each outlet uses",
        "unknown" if outlets > 1 else "no",
        f"{len(rows)} articles, {outlets} outlet{'s' if outlets != 1 else ''}; {without}: only from an annotation pack",
    )
    unknown = ("test differences between two outlets, shared copy counted once", _COPY, _QUOTED)
    return (
        described,
        _test(rows),
        Support(unknown[0], "unknown", without),
        Support(unknown[1], "unknown", f"{without}; {_credit(rows)}"),
        _time(rows),
        Support(unknown[2], "unknown", without),
    )


def _credit(rows: Sequence[Mapping[str, object]]) -> str:
    wires = sum(row["wire"] is not None for row in rows)
    return f"{wires} of {len(rows)} articles credit a wire agency"


def _outlets(rows: Sequence[Mapping[str, object]]) -> dict[str, list[Mapping[str, object]]]:
    found: dict[str, list[Mapping[str, object]]] = {}
    for row in rows:
        found.setdefault(str(row["outlet"]), []).append(row)
    return found


def _describe(texts: Sequence[Mapping[str, object]], missing: int) -> Support:
    use = "describe which labels and quotations each outlet uses"
    outlets = _outlets(texts)
    gone = f"; {missing} articles have no text here" if missing else ""
    if len(outlets) < 2:  # noqa: PLR2004 - it takes two to compare
        return Support(use, "no", f"{len(outlets)} outlet{'s' if len(outlets) != 1 else ''} with texts{gone}")
    warned = [str(row["article_id"]) for row in texts if row["warnings"]]
    why = f"{len(texts)} articles of {len(outlets)} outlets{gone}"
    if warned:
        why += f"; {len(warned)} with warnings: look at {_some(warned)}"
    return Support(use, "in part" if missing or len(warned) > len(texts) / 2 else "yes", why)


def _test(texts: Sequence[Mapping[str, object]], copied: Mapping[str, str] | None = None) -> Support:
    use = "test differences between two outlets" + (", shared copy counted once" if copied is not None else "")
    sizes = {
        outlet: len({copied.get(str(row["article_id"])) for row in rows} if copied is not None else rows)
        for outlet, rows in _outlets(texts).items()
    }
    every = list(combinations(sizes, 2))
    good = [pair for pair in every if least_p(*(sizes[name] for name in pair)) < LEVEL]
    counts = ", ".join(f"{name} {n}" for name, n in sorted(sizes.items(), key=lambda item: -item[1])[:8])
    if not good:
        best = min((least_p(sizes[a], sizes[b]) for a, b in every), default=1.0)
        return Support(use, "no", f"too few articles an outlet ({counts}): no p could go below {best:.2g}")
    why = f"{len(good)} of {len(every)} pairs of outlets have enough articles ({counts})"
    return Support(use, "yes" if len(good) == len(every) else "in part", why)


def _copy(rows: Sequence[Mapping[str, object]], pairs: Sequence[Pair]) -> Support:
    use = _COPY
    outlet = {str(row["article_id"]): row["outlet"] for row in rows}
    across = [pair for pair in pairs if outlet[pair.one] != outlet[pair.two] and pair.kind != "shared passage"]
    credit = f"; {_credit(rows)}"
    if not across:
        return Support(use, "no", f"no two outlets share a fifth of an article{credit}")
    named = _some([f"{pair.one}–{pair.two} ({pair.contained:.0%})" for pair in across])
    return Support(use, "yes", f"{len(across)} pairs share copy: {named}{credit}")


def _time(rows: Sequence[Mapping[str, object]]) -> Support:
    use = "follow the coverage from day to day"
    known = [row for row in rows if row["published"] and row["certainty"] == "day"]
    days = {row["published"] for row in known}
    why = f"{len(known)} of {len(rows)} dates known to the day, on {len(days)} different days"
    if len(known) < _FAIRLY * len(rows) or len(days) < _LEAST_DAYS:
        return Support(use, "no" if len(days) < _LEAST_DAYS else "in part", why)
    return Support(use, "yes", why)


def _quotations(texts: Sequence[Mapping[str, object]]) -> Support:
    use = _QUOTED
    odd = [str(row["article_id"]) for row in texts if row["open_marks"]]
    if not odd:
        return Support(use, "yes", "quotation marks pair in every article")
    fair = len(odd) <= (1 - _FAIRLY) * len(texts)
    return Support(use, "yes" if fair else "in part", f"quotation marks do not pair in {_some(odd)}")


def _some(names: Sequence[str], most: int = 6) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
