"""Factiva: fields named by two letters (HD headline, PD date, SN source, LP and TD text), as RTF, text or HTML."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from framing.sets.importers.databases.exported import Export, Exported, cut_at_the_end, first_value

_CODES = frozenset(
    {"HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "LP", "TD", "CT", "RF", "CO", "IN"}
    | {"NS", "RE", "IPC", "IPD", "PUB", "AN", "CX", "CLM", "SE", "NGC", "GC", "DJIC", "RST", "ART", "DLN"}
)
_CODE = re.compile(r"^\s*([A-Z]{2,4})(?:\s+(.*))?$")
_LEAST = 3  # different codes that make a list of fields

Field = tuple[str, list[str]]


def read_factiva(lines: Sequence[str]) -> Export | None:
    """Return the articles of an export in lines, or ``None`` if these lines are none."""
    fields: list[Field] = []
    for line in lines:
        code = _CODE.match(line)
        if code and code[1] in _CODES:
            fields.append((code[1], [code[2].strip()] if code[2] and code[2].strip() else []))
        elif fields and line.strip():
            fields[-1][1].append(line.strip())
    if not {"HD", "SN", "PD"} <= {name for name, _ in fields} or not {"LP", "TD"} & {name for name, _ in fields}:
        return None
    return _export(fields)


def read_factiva_page(tree: Any) -> Export | None:  # noqa: ANN401 - lxml ships no types
    """Return the articles of an exported page, or ``None`` if it is none."""
    fields: list[Field] = []
    for row in tree.xpath('//div[contains(concat(" ", @class, " "), " article ")]//tr'):
        cells = row.xpath("./td")
        code = " ".join(cells[0].text_content().split()) if len(cells) > 1 else ""
        if code in _CODES:
            parts = cells[1].xpath('.//p[contains(@class, "articleParagraph")]') or [cells[1]]
            values = [" ".join(part.text_content().split()) for part in parts]
            fields.append((code, [value for value in values if value]))
    if len({name for name, _ in fields}) < _LEAST or not {"LP", "TD"} & {name for name, _ in fields}:
        return None
    return _export(fields)


def _export(fields: Sequence[Field]) -> Export:
    starts = [i for i, (name, _) in enumerate(fields) if name == "HD"]
    parts = [fields[a:b] for a, b in zip(starts, [*starts[1:], len(fields)], strict=True)]
    return Export("Factiva", cut_at_the_end([_article(part) for part in parts]))


def _article(fields: Sequence[Field]) -> Exported:
    said = [(name, " ".join(values)) for name, values in fields]
    return Exported(
        tuple(value for name, values in fields if name in {"LP", "TD"} for value in values),
        headline=first_value(said, "HD"),
        outlet=first_value(said, "SN", "PUB"),
        date=first_value(said, "PD"),
        author=first_value(said, "BY"),
        section=first_value(said, "SE"),
        length=first_value(said, "WC"),
        # "AN Document XYZ…" closes each article
        torn=all(name != "AN" for name, _ in fields),
    )
