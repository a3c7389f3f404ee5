"""ProQuest: "Document 1 of 3", then fields with a name and a colon, the text among them as "Full text:"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.sets.importers.databases.exported import Export, Exported, cut_at_the_end, unwrapped

_OF = re.compile(r"^\s*Document (\d+) of (\d+)\s*$")
_RULE = re.compile(r"^_{10,}$")
_FIELD = re.compile(
    r"^(Author|Publication info|Abstract|Full text|Subject|Location|People|Company / organization|Classification|Title|"
    r"Publication title|Publication year|Publication date|Publication subject|Pages|Section|Edition|Volume|Issue|"
    r"Number of pages|Dateline|column|Year|Publisher|Place of publication|Country of publication|ISSN|ISBN|"
    r"Source type|Language of publication|Document type|ProQuest document ID|Document URL|Copyright|Last updated|"
    r"Database|Links|First page|Credit|Identifier / keyword|Business indexing term|Document feature)\s*:\s*(.*)$"
)
_ADDRESS = re.compile(r"^\s*(https?://\S+)\s*$")


def read_proquest(lines: Sequence[str]) -> Export | None:
    """Return the articles of an export, or ``None`` if these lines are none."""
    starts = [i for i, line in enumerate(lines) if _OF.match(line)]
    if not starts or not any(line.startswith("Full text:") for line in lines):
        return None
    parts = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return Export("ProQuest", cut_at_the_end([_article(part) for part in parts]))


def _article(part: Sequence[str]) -> Exported:
    number, lines = _OF.match(part[0]), part[1:]
    fields: dict[str, list[str]] = {"headline": []}
    name = "headline"
    url = ""
    for line in lines:
        if _RULE.match(line.strip()):
            continue
        field, address = _FIELD.match(line), _ADDRESS.match(line)
        if field:
            name = field[1]
            fields.setdefault(name, []).append(field[2])
        elif address and name != "Full text":
            url = url or address[1]
        else:
            fields[name].append(line)
    said = {name: " ".join(" ".join(values).split()) for name, values in fields.items()}
    info = said.get("Publication info", "")
    return Exported(
        unwrapped(fields.get("Full text", [])),
        headline=said.get("Title") or said["headline"],
        outlet=said.get("Publication title") or info.split(";")[0].strip(),
        date=said.get("Publication date") or info,
        author=said.get("Author", ""),
        section=said.get("Section", ""),
        url=url,
        numbered=(int(number[1]), int(number[2])) if number else None,
        torn=name == "Full text",
    )
