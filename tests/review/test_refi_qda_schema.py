"""Projects are held against what the published schema of REFI-QDA allows of each element that stands in them."""

from __future__ import annotations

import io
import re
import tomllib
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

import pytest

from framing.review.exchange.coded_set import CodedSet
from framing.review.exchange.marks import CodedMark
from framing.review.exchange.qda_project import write_qda_project
from framing.text.article import Article

RULES: dict[str, Any] = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "refi_qda.toml").read_text(encoding="utf-8")
)
TYPES = {
    "guid": r"\{?[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\}?",
    "text": r"[\s\S]*",
    "yes-no": "true|false|0|1",
    "number": r"[+-]?\d+",
    "time": r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d.*",
    "colour": "#(?:[A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})",
}
TAG = "{urn:QDA-XML:project:1.0}"
TEXT = "“Go 🙂 home,” said Ana Ruiz. Strikers stayed.\n\nNobody left."
MARKS = (
    CodedMark("quay-1", "quotation", ((1, 12),), {"kind": "direct", "speaker": "Ana <Ruiz> & co"}, "kt", "a \x01note"),
    CodedMark("quay-1", "mention", ((29, 37),), {"concept": "people", "variant": "strikers", "voice": "outlet"}, "mb"),
)


def faults(element: ET.Element) -> list[str]:
    """What of an element and those inside it the schema does not allow."""
    name = element.tag.removeprefix(TAG)
    if name not in RULES or not element.tag.startswith(TAG):
        return [f"{name}: no such element"]
    rule = RULES[name]
    allowed = {key.rstrip("!"): TYPES[kind] for key, kind in rule.get("attributes", {}).items()}
    found = [
        f"{name}: no {key[:-1]}"
        for key in rule.get("attributes", {})
        if key[-1] == "!" and key[:-1] not in element.attrib
    ]
    for key, value in element.attrib.items():
        if key not in allowed or not re.fullmatch(allowed[key], value):
            found.append(f"{name}: {key}={value}")
    inside = [child.tag.removeprefix(TAG) for child in element]
    order = [child for child, _, _ in rule.get("children", [])]
    if inside != sorted(inside, key=lambda child: order.index(child) if child in order else -1):
        found.append(f"{name}: order {inside}")
    for child, least, most in rule.get("children", []):
        if not least <= inside.count(child) <= (most if most >= 0 else len(inside)):
            found.append(f"{name}: {inside.count(child)} {child}")
    found += [f"{name}: {child} inside" for child in inside if child not in order]
    return found + [fault for child in element for fault in faults(child)]


def project(marks: tuple[CodedMark, ...]) -> ET.Element:
    """The project that is written of these marks."""
    coded = CodedSet({"quay-1": Article("quay-1", TEXT, outlet="Quay Post")}, marks)
    with zipfile.ZipFile(io.BytesIO(write_qda_project(coded, title="A <set>"))) as archive:
        return ET.fromstring(archive.read("project.qde"))  # noqa: S314 - our own


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_project_is_what_the_schema_allows(count: int) -> None:
    assert faults(project(MARKS[:count])) == []


def test_the_check_finds_what_the_schema_forbids() -> None:
    def spoilt(tag: str, name: str, value: str | None) -> list[str]:
        root = project(MARKS)
        element = root.find(f".//{TAG}{tag}")
        assert element is not None
        if value is None:
            del element.attrib[name]
        else:
            element.set(name, value)
        return faults(root)

    assert spoilt("Code", "isCodable", None) == ["Code: no isCodable"]
    assert spoilt("User", "guid", "7") == ["User: guid=7"]
    assert spoilt("PlainTextSelection", "startPosition", "one") == ["PlainTextSelection: startPosition=one"]
    assert spoilt("TextSource", "colour", "red") == ["TextSource: colour=red"]
    root = project(MARKS)
    root[:] = reversed(root)
    assert faults(root) == ["Project: order ['Notes', 'Sources', 'CodeBook', 'Users']"]
