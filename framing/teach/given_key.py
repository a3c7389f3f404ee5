"""A colleague's or an expert's answers for the key: a saved class page, or a filled coding sheet with its places."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.measure.tables import Tables
from framing.teach.coder_answers import AnswersError, read_answers, read_text
from framing.teach.coding_variables import VARIABLES
from framing.text.span import Span

PLACES = "places.csv"  # `framing coding` writes it beside the sheets
_TERM = ("concept", "voice", "leaning")
_QUOTATION = ("speaker", "source_type", "identified", "cue_class", "span")


@dataclass(frozen=True, slots=True)
class GivenTerm:
    """A decision about a place. ``concept`` is "none" where it names nothing; an empty field was left open.

    ``where`` is a text's letter on a class page and an article's id on a sheet.
    """

    where: str
    span: Span
    concept: str
    voice: str
    leaning: str


@dataclass(frozen=True, slots=True)
class GivenKey:
    """What one reader decided. ``texts`` is the set, group and digest of a class page, ``None`` for a sheet.

    ``quotations`` maps article, start and end of a quotation to variable and value; a class page has none.
    ``in_view`` counts marks that were made after the suite's were shown.
    """

    reader: str
    file: str
    texts: tuple[str, int, str] | None
    terms: tuple[GivenTerm, ...]
    quotations: Mapping[tuple[str, int, int], Mapping[str, str]]
    in_view: int = 0

    def error(self, what: str) -> AnswersError:
        """An error that names the file."""
        return AnswersError(f"{self.file}: {what}")


def read_given_key(path: Path, tables: Tables) -> GivenKey:
    """Return what a colleague marked on a class page, or coded on a sheet of :mod:`framing.teach.write_coding`.

    A sheet says what was decided of each unit, and ``places.csv`` beside it where the unit stands.

    Raises:
        AnswersError: The file is none of the two or damaged, its places are not there or of other texts, or it decides
            nothing.
    """
    answers = read_answers(path)[0]
    if answers.kind == "sheet":
        found = _from_sheet(path, answers.coder, answers.given, tables)
    else:
        found = _from_page(path, answers.coder)
    if not found.terms and not found.quotations:
        msg = "no answer in it; a key needs at least one mark or one filled row"
        raise found.error(msg)
    return found


def _from_page(path: Path, reader: str) -> GivenKey:
    data = json.loads(read_text(path))
    try:
        texts = (str(data["set"]), int(data["group"]), str(data["digest"]))
        before = data.get("before")
        earlier = data["marks"] if before is None else before
        kept = [_place_of(mark) for mark in earlier]
        terms = tuple(
            GivenTerm(
                where=str(mark["text"]),
                span=Span(int(mark["start"]), int(mark["end"])),
                **{name: _allowed(path, name, str(mark[name])) for name in _TERM},
            )
            for mark in data["marks"]
        )
    except (KeyError, TypeError, ValueError) as e:
        if isinstance(e, AnswersError):
            raise
        msg = f"{path}: the form is damaged ({type(e).__name__}: {e}); save it from the class page of this packet again"
        raise AnswersError(msg) from e
    in_view = sum(_place_of(mark) not in kept for mark in data["marks"])
    return GivenKey(reader, str(path), texts, terms, {}, in_view)


def _place_of(mark: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(mark[name] for name in ("text", "start", "end", *_TERM))


def _allowed(path: Path, name: str, value: str) -> str:
    if name != "concept" and value not in VARIABLES[name][1]:
        msg = f"{path}: {name} is '{value[:40]}'; allowed are {', '.join(VARIABLES[name][1])}"
        raise AnswersError(msg)
    return value


def _from_sheet(path: Path, reader: str, given: Mapping[str, Mapping[str, str]], tables: Tables) -> GivenKey:
    places = _places(path, tables)
    decided: dict[str, dict[str, str]] = {}
    for name in (*_TERM, *_QUOTATION):
        for unit, value in given[name].items():
            decided.setdefault(unit, {})[name] = value
    strangers = sorted(decided.keys() - places.keys())
    if strangers:
        msg = (
            f"{path}: unit {strangers[0]} is not in {path.parent / PLACES}; that file is of another sheet: put the one "
            "there that `framing coding` wrote with this sheet"
        )
        raise AnswersError(msg)
    terms: list[GivenTerm] = []
    quotations: dict[tuple[str, int, int], dict[str, str]] = {}
    for unit, values in decided.items():
        article, start, end = places[unit]
        if values.keys() & {*_TERM}:
            terms.append(GivenTerm(article, Span(start, end), *(values.get(name, "") for name in _TERM)))
        else:
            quotations[article, start, end] = values
    return GivenKey(reader, str(path), None, tuple(terms), quotations)


def _places(sheet: Path, tables: Tables) -> dict[str, tuple[str, int, int]]:
    """Unit to article, start and end, of articles whose texts are those of the set."""
    path = sheet.parent / PLACES
    if not path.is_file():
        msg = f"{sheet}: a sheet says nothing of places; put {PLACES}, which `framing coding` wrote with it, beside it"
        raise AnswersError(msg)
    digests = {str(r["article_id"]): str(r["sha256"]) for r in tables["articles"].to_dict("records")}
    found: dict[str, tuple[str, int, int]] = {}
    for row in _rows(path):
        try:
            article, start, end = str(row["article_id"]), int(row["start"]), int(row["end"])
            unit, digest = row["unit"], row["sha256"]
        except (KeyError, TypeError, ValueError) as e:
            msg = f"{path}: the form is damaged ({type(e).__name__}: {e}); take the file that `framing coding` wrote"
            raise AnswersError(msg) from e
        if digests.get(article) != digest:
            what = "is not in this set" if article not in digests else "has another text in this set"
            msg = f"{path}: article {article} {what}; make the sheet of the set that the packet is made of"
            raise AnswersError(msg)
        found[unit] = (article, start, end)
    return found


def _rows(path: Path) -> Iterable[Mapping[str, str]]:
    return csv.DictReader(io.StringIO(read_text(path)))
