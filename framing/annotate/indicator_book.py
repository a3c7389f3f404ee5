"""Books of indicators: by which words and facts a sentence belongs to an aspect or answers a coder's question.

A book is a TOML file that a person edits, like a codebook: entries (a frame, an aspect), under each one or more
questions that a coder could answer, under each the indicators with their sources. The package brings two, of generic
frames and of aspects of public events; a user's own is read by the same function and may stand in for either.
"""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from framing.annotate.codebook_faults import line_of
from framing.annotate.patterns import PatternError, parse_pattern
from framing.text.display import listing, short

Evidence = Literal["money", "citizen source", "doubted speech"]
_Text = Annotated[str, Field(min_length=1, max_length=2000)]


class IndicatorError(ValueError):
    """A book that cannot be used; the message names file, place and remedy."""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Indicator(_Record):
    """What tells that a sentence answers a question: words, or a fact that is found by other means (``evidence``).

    ``patterns`` and ``exclude`` are written as in a codebook; ``source`` is a key of the book's ``[sources]``.
    """

    label: _Text
    source: _Text
    patterns: Annotated[tuple[_Text, ...], Field(strict=False)] = ()
    exclude: Annotated[tuple[_Text, ...], Field(strict=False)] = ()
    evidence: Evidence | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Indicator:
        if bool(self.patterns) == (self.evidence is not None):
            msg = f"indicator '{self.label}' needs either patterns or evidence"
            raise ValueError(msg)
        for written in (*self.patterns, *self.exclude):
            try:
                parse_pattern(written)
            except PatternError as error:
                raise ValueError(str(error)) from error
        return self


class Question(_Record):
    """A question that a coder answers with yes or no for one sentence."""

    id: _Text
    text: _Text
    indicators: Annotated[tuple[Indicator, ...], Field(min_length=1, strict=False, alias="indicator")]


class Entry(_Record):
    """A frame or an aspect: its name, what it means, and the questions by which it is coded."""

    id: _Text
    name: _Text
    meaning: _Text
    questions: Annotated[tuple[Question, ...], Field(min_length=1, strict=False, alias="question")]


class _Head(_Record):
    id: _Text
    title: _Text
    version: _Text
    language: _Text = "en"
    note: str = ""
    present: float = Field(default=0.0, ge=0.0, le=1.0)


class IndicatorBook(_Record):
    """A book as read. ``present`` is the share of sentences from which on an entry counts as present, 0 if unsaid."""

    id: str
    title: str
    version: str
    language: str
    present: float
    sources: dict[str, str]
    entries: tuple[Entry, ...]
    sha256: str
    path: str = ""

    def entry(self, entry_id: str) -> Entry:
        """Return the entry with that id; ``KeyError`` lists the ids there are."""
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        msg = f"no entry '{entry_id}'; this book has {', '.join(e.id for e in self.entries)}"
        raise KeyError(msg)

    def name(self, entry_id: str) -> str:
        """Return the name of an entry."""
        return self.entry(entry_id).name

    def _repr_html_(self) -> str:
        rows = [(e.name, e.meaning, "\n".join(q.text for q in e.questions)) for e in self.entries]
        return listing(f"{self.title}, version {self.version}", ("Entry", "Meaning", "Questions"), rows)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ANN401, FBT001  (IPython's signature)
        del cycle
        printer.text(short("IndicatorBook", self.id, f"{len(self.entries)} entries"))


class _File(_Record):
    book: _Head
    sources: dict[str, str]
    entry: Annotated[tuple[Entry, ...], Field(min_length=1, strict=False)]

    @model_validator(mode="after")
    def _consistent(self) -> _File:
        found: list[str] = []
        ids = [e.id for e in self.entry]
        found += [
            f"entry '{i}' stands twice: rename or remove one" for i in sorted({i for i in ids if ids.count(i) > 1})
        ]
        for entry in self.entry:
            for question in entry.questions:
                found += [
                    f"indicator '{n.label}' of '{entry.id}' names source '{n.source}', which [sources] does not have"
                    for n in question.indicators
                    if n.source not in self.sources
                ]
        if found:
            raise ValueError("; ".join(found))
        return self


def parse_indicators(source: str, *, path: str = "") -> IndicatorBook:
    """Return the book that a TOML source holds.

    Raises:
        IndicatorError: It is no TOML or no valid book; the message says what is wrong and where.
    """
    try:
        file = _File.model_validate(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        msg = f"{path or 'book of indicators'}: not TOML: {error}"
        raise IndicatorError(msg) from error
    except ValidationError as error:
        raise IndicatorError("\n".join(_fault(source, path, dict(e)) for e in error.errors())) from error
    head = file.book
    return IndicatorBook(
        id=head.id,
        title=head.title,
        version=head.version,
        language=head.language,
        present=head.present,
        sources=file.sources,
        entries=file.entry,
        sha256=hashlib.sha256(source.encode("utf-8")).hexdigest(),
        path=path,
    )


def _fault(source: str, path: str, error: dict[str, Any]) -> str:
    where = ".".join(str(part) for part in error["loc"])
    given = error.get("input")
    line = line_of(source, given) if isinstance(given, str) else 0
    said = str(error["msg"]).removeprefix("Value error, ")
    remedy = {"extra_forbidden": "unknown field: remove it or check its spelling", "missing": "required: add it"}
    at = f"{path or 'book of indicators'}{f', line {line}' if line else ''}"
    return f"{at}: {where + ': ' if where else ''}{remedy.get(error['type'], said)}"


def read_indicators(path: Path | str) -> IndicatorBook:
    """Read a book of indicators; see :func:`parse_indicators`.

    Raises:
        IndicatorError: The file is missing, not UTF-8, or no valid book.

    >>> import framing as fr
    >>> fr.read_indicators("framing/lexicons/aspects.toml").title
    'Aspects of public events'
    """
    path = Path(path)
    try:
        source = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read as UTF-8 text ({error}); give the path of a book of indicators"
        raise IndicatorError(msg) from error
    return parse_indicators(source.replace("\r\n", "\n"), path=str(path))


@cache
def frame_book() -> IndicatorBook:
    """Return the package's book of generic frames.

    >>> [entry.id for entry in frame_book().entries]
    ['conflict', 'economic', 'human interest', 'moral', 'resolution']
    """
    return _own("frames")


@cache
def aspect_book() -> IndicatorBook:
    """Return the package's book of aspects of public events.

    >>> import framing as fr
    >>> fr.aspect_book().title
    'Aspects of public events'
    """
    return _own("aspects")


def _own(name: str) -> IndicatorBook:
    source = resources.files("framing.lexicons").joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return parse_indicators(source, path=f"{name}.toml")
