"""What coders hand in: filled sheets (CSV), saved coding pages and saved class pages (JSON), read strictly."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.teach.coding_variables import CODING_FORM, COLUMNS, FREE, LONGEST_ANSWER, MARKS_FORM, VARIABLES

MOST_BYTES = 20_000_000
MACHINE = "machine"  # the name of the suite's own answers

# The class page asks for the same variables, word by word; "none" is a word that nobody labelled.
_CLASS_VARIABLES = ("concept", "voice", "leaning")


class AnswersError(ValueError):
    """A file of answers that cannot be used; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Answers:
    """One coder's answers: variable -> unit -> value. ``contexts`` shows a unit to a reader."""

    coder: str
    kind: str
    given: Mapping[str, Mapping[str, str]]
    contexts: Mapping[str, str] = field(default_factory=dict)


def read_answers(path: Path) -> tuple[Answers, ...]:
    """Return the answers in one file: the coder's, and the suite's where the file holds them too.

    Raises:
        AnswersError: The file can't be read, is no form of ours, or holds a value that the form doesn't allow.
    """
    text = read_text(path)
    if path.suffix.lower() == ".csv":
        return (_sheet(path, text),)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as e:
        msg = f"{path}: neither CSV nor JSON; give a sheet saved as CSV (UTF-8) or a file saved by the page"
        raise AnswersError(msg) from e
    form = data.get("form") if isinstance(data, dict) else None
    try:
        if form == CODING_FORM:
            return (_coded(path, data),)
        if form == MARKS_FORM:
            return tuple(_marked(path, data))
    except (KeyError, TypeError, AttributeError, ValueError) as e:
        if isinstance(e, AnswersError):
            raise
        msg = f"{path}: the form is damaged ({type(e).__name__}: {e}); save it from the page again"
        raise AnswersError(msg) from e
    msg = f"{path}: not saved by the coding page or the class page; give one of their files"
    raise AnswersError(msg)


def read_text(path: Path) -> str:
    """Return a file's text, without a byte order mark.

    Raises:
        AnswersError: It can't be read, is no UTF-8, or is larger than any sheet.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            msg = f"{path}: larger than {MOST_BYTES // 1_000_000} MB; this is no coding sheet"
            raise AnswersError(msg)
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as e:
        msg = f"{path}: cannot be read ({e}); give a sheet saved as CSV (UTF-8) or a file saved by the page"
        raise AnswersError(msg) from e


def _sheet(path: Path, text: str) -> Answers:
    first = text.split("\n", 1)[0]
    # Spreadsheets in many countries save CSV with semicolons.
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    # A sheet made by an earlier version asks for fewer things; what it does ask is worth as much.
    asked = [name for name in VARIABLES if name in (rows.fieldnames or ())]
    if "identified" not in asked:  # how sources are known was asked apart from when their types were drawn anew
        asked = [name for name in asked if name != "source_type"]
    if "unit" not in (rows.fieldnames or ()) or not asked:
        msg = f"{path}: no column 'unit', or none that is coded; a sheet has {', '.join(COLUMNS)}"
        raise AnswersError(msg)
    values: dict[str, dict[str, str]] = {name: {} for name in VARIABLES}
    contexts: dict[str, str] = {}
    for number, row in enumerate(rows, start=2):
        unit = (row["unit"] or "").strip()
        if not unit:
            continue
        if unit in contexts:
            msg = f"{path}, line {number}: unit {unit} stands twice; remove one row"
            raise AnswersError(msg)
        contexts[unit] = (row.get("sentence") or "").removeprefix("'")
        for name in asked:
            value = (row[name] or "").strip()
            if value not in {"", "—", "-", "'-"}:
                values[name][unit] = _allowed(f"{path}, line {number}", name, value)
    return Answers(path.stem, "sheet", values, contexts)


def _allowed(where: str, name: str, value: str) -> str:
    if name in FREE:
        if len(value) > LONGEST_ANSWER:
            msg = f"{where}: {name} has {len(value)} characters; give a name, at most {LONGEST_ANSWER}"
            raise AnswersError(msg)
        return " ".join(value.removeprefix("'").split())
    allowed = VARIABLES[name][1]
    low = value.lower()
    # A concept's id is the codebook's; which there are is not known here.
    if name != "concept" and low not in allowed:
        msg = f"{where}: {name} is '{value[:40]}'; allowed are {', '.join(allowed)}, or nothing"
        raise AnswersError(msg)
    return low


def _coded(path: Path, data: Mapping[str, Any]) -> Answers:
    values: dict[str, dict[str, str]] = {name: {} for name in VARIABLES}
    for unit, given in data["answers"].items():
        for name, value in given.items():
            if name not in VARIABLES:
                msg = f"{path}, unit {unit}: no variable '{name[:40]}'; there are {', '.join(VARIABLES)}"
                raise AnswersError(msg)
            values[name][str(unit)] = _allowed(f"{path}, unit {unit}", name, str(value))
    contexts = {str(k): str(v) for k, v in data.get("sentences", {}).items()}
    return Answers(_name(data, path), "sheet", values, contexts)


def _name(data: Mapping[str, Any], path: Path) -> str:
    name = str(data.get("coder") or "").strip()
    return name if name and name != "unnamed" else path.stem


def _marked(path: Path, data: Mapping[str, Any]) -> Iterator[Answers]:
    words = {str(text): sorted(int(start) for start in starts) for text, starts in data["words"].items()}
    # Files of pages with other texts have no unit in common; pages of earlier versions said nothing of their texts.
    group = "/".join(str(data[name]) for name in ("set", "group", "digest") if name in data)
    # What a pupil marked with the suite's marks in view is no judgement of their own.
    own = data["marks"] if data.get("before") is None else data["before"]
    yield _by_word(_name(data, path), group, words, own)
    if data.get("tool"):
        yield _by_word(MACHINE, group, words, data["tool"])


def _by_word(coder: str, group: str, words: Mapping[str, list[int]], marks: list[Mapping[str, Any]]) -> Answers:
    """Every word is a unit: alpha needs to know how often chance would leave a word unmarked."""
    values: dict[str, dict[str, str]] = {name: {} for name in VARIABLES}
    contexts: dict[str, str] = {}
    for text, starts in words.items():
        for start in starts:
            values["concept"][f"{group}/{text}/{start}"] = "none"
    for mark in marks:
        text, start, end = str(mark["text"]), int(mark["start"]), int(mark["end"])
        for word in (w for w in words.get(text, []) if start <= w < end):
            unit = f"{group}/{text}/{word}"
            contexts[unit] = f"text {text}, line {int(mark['line'])}: {mark['words']}"
            for name in _CLASS_VARIABLES:
                value = str(mark[name])
                if value != "discuss":
                    values[name][unit] = _allowed(f"text {text}, line {mark['line']}", name, value)
    return Answers(coder, "class page", values, contexts)
