"""Findings that differ between a report's ``findings.json`` and the one made again, field by field."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from framing.findings.published_tables import Sheet
from framing.findings.write_findings import FINDINGS
from framing.measure.place import Place
from framing.reports.causes import Causes
from framing.reports.differing_files import values_that_differ
from framing.reports.differing_tables import Difference

_TOLD_BY = ("id", "measure", "group", "key", "outlet")
_ABSENT = object()


def finding_differences(published: Any, remade: Any, causes: Causes, ledger: Sheet | None) -> Iterator[Difference]:  # noqa: ANN401
    """Give each field of each finding that differs, findings that are there only once, and their order.

    Args:
        published: ``findings.json`` of the report, as JSON reads it; whatever stands in it.
        remade: The same of the report made again.
        causes: Why things can differ.
        ledger: What the ledger kept of the findings' numbers.
    """
    old, new = (_by_id(whole) for whole in (published, remade))
    if old is None or new is None:
        yield Difference("findings", "the file", "form", "no list of findings", None, "", causes.of_file(FINDINGS))
        return
    for name in dict.fromkeys([*new, *old]):
        if name not in old or name not in new:
            there = old.get(name) or new[name]
            said = str(there.get("headline") or there.get("sentence") or there.get("id"))[:160]
            shown = ("", said) if name not in old else (said, "")
            yield Difference("findings", _row(there), "finding", shown[0], None, shown[1], _why(causes, there))
            continue
        yield from _of_pair(old[name], new[name], causes, ledger)
    both = [name for name in old if name in new]
    if both != [name for name in new if name in old]:
        first = next(a for a, b in zip(both, [n for n in new if n in old], strict=True) if a != b)
        where = str(list(old).index(first) + 1), str(list(new).index(first) + 1)
        yield Difference("findings", _row(old[first]), "place", where[0], None, where[1], causes.of_file(FINDINGS))
    for part in dict.fromkeys([*remade, *published]):
        if part != "findings" and published.get(part) != remade.get(part):
            shown = values_that_differ(published.get(part), remade.get(part))
            yield Difference("findings", "the file", part, shown[0], None, shown[1], causes.of_file(FINDINGS))


def _by_id(whole: Any) -> dict[tuple[str, int], Mapping[str, Any]] | None:  # noqa: ANN401
    """Findings by id, and how often that id came before; ``None`` for what is no list of findings."""
    listed = whole.get("findings") if isinstance(whole, dict) else None
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        return None
    seen: Counter[str] = Counter()
    made = {}
    for one in listed:
        name = str(one.get("id"))
        made[name, seen[name]] = one
        seen[name] += 1
    return made


def _of_pair(
    old: Mapping[str, Any], new: Mapping[str, Any], causes: Causes, ledger: Sheet | None
) -> Iterator[Difference]:
    key = tuple((name, str(new.get(name))) for name in _TOLD_BY)
    kept = (ledger.rows if ledger is not None else {}).get((key, 0), {})
    for name in dict.fromkeys([*new, *old]):
        before, now = old.get(name, _ABSENT), new.get(name, _ABSENT)
        # compared as they are written: 1 is not 1.0 and not true
        if _written(before) == _written(now):
            continue
        shown = values_that_differ(*("" if value is _ABSENT else value for value in (before, now)))
        number = kept.get(name)
        yield Difference("findings", _row(new), name, shown[0], number, shown[1], _why(causes, new))


def _written(value: object) -> str:
    return "" if value is _ABSENT else json.dumps(value, ensure_ascii=False, sort_keys=True)


def _row(finding: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {finding[name]}" for name in _TOLD_BY if finding.get(name))


def _why(causes: Causes, finding: Mapping[str, Any]) -> str:
    if causes.edited(FINDINGS):
        return causes.of_file(FINDINGS)
    key = tuple((name, str(finding.get(name))) for name in _TOLD_BY)
    try:
        places = [Place(str(a), int(s), int(e)) for a, s, e in finding.get("spans", ())]
    except (TypeError, ValueError):
        places = []
    return causes.of_row(FINDINGS, key, places)
