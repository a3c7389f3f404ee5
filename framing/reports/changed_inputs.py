"""What a report was made from and is not what it was: texts, labels, settings, programs, its own files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.findings.ledger_run import Run
from framing.findings.write_findings import FINDINGS


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a report was made from and is not what it was; ``breaks`` for texts, labels and settings."""

    what: str
    article: str = ""
    words: tuple[str, ...] = ()
    breaks: bool = True


def changed_inputs(before: Run, now: Run) -> Iterator[Change]:
    """What differs between the inputs of the report and today's."""
    for article, kind in _diff(before.texts, now.texts):
        yield Change(f"text of article `{article}` {kind}", article=article)
    for part, kind in _diff(before.codebook, now.codebook):
        if part != "file":  # its comments may change
            yield Change(f"codebook: {part} {kind}", words=tuple(re.findall("“(.*?)”", part)))
    for name, old in before.parameters.items():
        if now.parameters.get(name) != old:
            yield Change(f"parameter {name} is {now.parameters.get(name)}, was {old}")
    yield from _changed_programs(before, now)


def _changed_programs(before: Run, now: Run) -> Iterator[Change]:
    """What differs between the programs; a report may well hold in spite of it."""
    for kind, old, new in (
        ("word list", before.lexicons, now.lexicons),
        ("notebook", before.notebooks, now.notebooks),
    ):
        for name, how in _diff(old, new):
            yield Change(f"{kind} `{name}` {how}", breaks=False)
    for what in ("package", "model"):
        if getattr(before, what) != getattr(now, what):
            yield Change(f"version of the {what} is {getattr(now, what)}, was {getattr(before, what)}", breaks=False)
    if before.code != now.code and before.package == now.package:
        yield Change(f"code of the package (version {now.package} as before) changed", breaks=False)
    if before.libraries != now.libraries:
        then, today = set(before.libraries.split(", ")), set(now.libraries.split(", "))
        versions = f"{', '.join(sorted(today - then))}; were {', '.join(sorted(then - today))}"
        yield Change(f"libraries: {versions}", breaks=False)


def _diff(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys([*before, *now]):
        if before.get(name) != now.get(name):
            yield name, "changed" if name in before and name in now else "was taken out" if name in before else "is new"


def edited_files(out: Path, listing: Mapping[str, Any]) -> Iterator[Change]:
    """Files of the report, tables of numbers apart, that are not what the run wrote."""
    for name, digest in listing["files"].items():
        if name.startswith("data/") or name == FINDINGS:
            continue  # their numbers are compared one by one
        try:
            same = hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
        except OSError:
            same = False
        if not same:
            yield Change(f"{name} was edited or removed after the report was made")
