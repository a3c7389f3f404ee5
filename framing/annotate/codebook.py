"""The codebook: which labels name which concept, by which rules.

A codebook is a TOML file that a person edits. Reading it is strict, and what is wrong is
named with the file and line, because an unnoticed slip here falsifies every table.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from framing.annotate.codebook_faults import faults_of
from framing.annotate.indicator_book import aspect_book
from framing.annotate.quotations.record import SourceType
from framing.sets.safe_read import MOST_MANIFEST_BYTES, read_bounded
from framing.text.display import listing, short

_Text = Annotated[str, Field(min_length=1, max_length=2000)]
_Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9\-]{0,63}$")]


class CodebookError(ValueError):
    """A codebook that cannot be used; the message names file, line and remedy."""


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Rating(_Record):
    """Where one rater puts a label on one axis."""

    axis: _Text
    rater: _Text
    value: float


class Variant(_Record):
    """One label of a concept and the patterns that find it.

    A pattern is a run of words. ``*`` inside a word stands for any letters, alone for any
    one word; square brackets mark the mention inside a longer context. Exclusions are
    patterns within whose matches the label is not this concept. ``match_case`` is for
    acronyms that are also words.
    """

    label: _Text
    patterns: Annotated[tuple[_Text, ...], Field(min_length=1, strict=False)]
    exclude: Annotated[tuple[_Text, ...], Field(strict=False)] = ()
    ratings: Annotated[tuple[Rating, ...], Field(strict=False)] = ()
    match_case: bool = False
    source: str = ""


Status = Literal["draft", "reviewed"]


class Concept(_Record):
    """A thing that is named: what it refers to in the world and what counts as naming it.

    ``source_type`` is the type of whoever speaks under this concept's labels ("armed-group" for "the militias"); it
    comes before what the words alone would tell. Leave it out for things that do not speak.

    ``status`` is "draft" where a program proposed the concept and no person has accepted it;
    what is written by hand is reviewed and need not say so.
    """

    id: _Id
    name: _Text
    referent: _Text
    include: _Text
    counter_examples: Annotated[tuple[_Text, ...], Field(strict=False)] = ()
    source_type: SourceType | None = None
    status: Status = "reviewed"
    variants: Annotated[tuple[Variant, ...], Field(min_length=1, strict=False, alias="variant")]


class Axis(_Record):
    """A named scale on which labels are rated, from ``low`` to ``high``."""

    name: _Text
    low: float
    high: float
    meaning: _Text


class Rater(_Record):
    """Who rated, by name or number."""

    id: _Text
    note: str = ""


class Contrast(_Record):
    """A comparison declared before looking: labels ``a`` against labels ``b`` of one concept."""

    concept: _Id
    a: Annotated[tuple[_Text, ...], Field(min_length=1, strict=False)]
    b: Annotated[tuple[_Text, ...], Field(min_length=1, strict=False)]
    note: str = ""


class DeclaredAspect(_Record):
    """An aspect of public events whose emphasis is declared before looking, by its id in the book of aspects."""

    aspect: _Id
    note: str = ""

    @model_validator(mode="after")
    def _known(self) -> DeclaredAspect:
        ids = [entry.id for entry in aspect_book().entries]
        if self.aspect not in ids:
            msg = f"[[emphasis]] names aspect '{self.aspect}', which is none of {', '.join(ids)}"
            raise ValueError(msg)
        return self


class DeclaredTreatment(_Record):
    """One whose treatment in own words is declared before looking: a name as tables have it, or a concept's id."""

    actor: _Text
    polarity: Literal["negative", "positive"] = "negative"
    note: str = ""


class _Head(_Record):
    id: _Id
    title: _Text
    version: _Text
    language: _Text = "en"
    note: str = ""


class Codebook(_Record):
    """A codebook as read. ``sha256`` is the digest of its file, for the ledger."""

    id: str
    title: str
    version: str
    language: str
    axes: tuple[Axis, ...]
    raters: tuple[Rater, ...]
    contrasts: tuple[Contrast, ...]
    concepts: tuple[Concept, ...]
    sha256: str
    path: str = ""
    emphasis: tuple[DeclaredAspect, ...] = ()
    treatment: tuple[DeclaredTreatment, ...] = ()

    def concept(self, concept_id: str) -> Concept:
        """Return the concept with that id; ``KeyError`` lists the ids there are."""
        for concept in self.concepts:
            if concept.id == concept_id:
                return concept
        msg = f"no concept '{concept_id}'; this codebook has {', '.join(c.id for c in self.concepts)}"
        raise KeyError(msg)

    @property
    def drafts(self) -> frozenset[str]:
        """Ids of the concepts that no person has accepted: findings with them say "draft codebook"."""
        return frozenset(c.id for c in self.concepts if c.status == "draft")

    def _repr_html_(self) -> str:
        rows = [(c.name, c.referent, c.include, ", ".join(v.label for v in c.variants)) for c in self.concepts]
        head = ("Concept", "What it refers to", "What counts as naming it", "Labels")
        return listing(f"Codebook: {self.title}, version {self.version}", head, rows)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ANN401, FBT001  (IPython's signature)
        del cycle
        labels = sum(len(c.variants) for c in self.concepts)
        printer.text(short("Codebook", self.id, f"{len(self.concepts)} concepts", f"{labels} labels"))


class _File(_Record):
    codebook: _Head
    axis: Annotated[tuple[Axis, ...], Field(strict=False)] = ()
    rater: Annotated[tuple[Rater, ...], Field(strict=False)] = ()
    contrast: Annotated[tuple[Contrast, ...], Field(strict=False)] = ()
    emphasis: Annotated[tuple[DeclaredAspect, ...], Field(strict=False)] = ()
    treatment: Annotated[tuple[DeclaredTreatment, ...], Field(strict=False)] = ()
    concept: Annotated[tuple[Concept, ...], Field(min_length=1, strict=False)]

    @model_validator(mode="after")
    def _consistent(self) -> _File:
        found = [*_repeated("concept", [c.id for c in self.concept]), *_dangling(self)]
        for concept in self.concept:
            found += _repeated(f"label of '{concept.id}'", [v.label for v in concept.variants])
        if found:
            raise ValueError("; ".join(found))
        return self


def _repeated(what: str, names: list[str]) -> list[str]:
    return [
        f"{what} '{name}' stands twice: rename or remove one"
        for name in sorted({n for n in names if names.count(n) > 1})
    ]


def _dangling(file: _File) -> list[str]:
    """Ratings and contrasts that point at nothing, and ratings off their axis."""
    axes, raters = {a.name: a for a in file.axis}, {r.id for r in file.rater}
    labels = {c.id: {v.label for v in c.variants} for c in file.concept}
    found: list[str] = []
    for concept in file.concept:
        for variant in concept.variants:
            for rating in variant.ratings:
                axis = axes.get(rating.axis)
                if axis is None:
                    found.append(f"'{variant.label}' is rated on axis '{rating.axis}', which no [[axis]] declares")
                elif not axis.low <= rating.value <= axis.high:
                    runs = f"{axis.low:g} to {axis.high:g}"
                    found.append(f"'{variant.label}' is rated {rating.value:g} on '{axis.name}', which runs {runs}")
                if rating.rater not in raters:
                    found.append(f"'{variant.label}' is rated by '{rating.rater}', whom no [[rater]] declares")
    for contrast in file.contrast:
        if contrast.concept not in labels:
            found.append(f"a contrast names concept '{contrast.concept}', which is not in this codebook")
            continue
        found += [
            f"a contrast names label '{label}', which concept '{contrast.concept}' has not"
            for label in (*contrast.a, *contrast.b)
            if label not in labels[contrast.concept]
        ]
    return found


def parse_codebook(source: str, *, path: str = "codebook.toml") -> Codebook:
    """Return the codebook written in ``source``.

    Args:
        source: TOML, see DESIGN: ``[codebook]``, ``[[axis]]``, ``[[rater]]``,
            ``[[contrast]]``, ``[[emphasis]]``, ``[[treatment]]`` and ``[[concept]]`` with ``[[concept.variant]]``.
        path: Named in errors.

    Raises:
        CodebookError: Not TOML, a missing or unknown field, something declared twice, a
            rating or contrast that points at nothing. All findings at once, each with its place.
    """
    try:
        file = _File.model_validate(tomllib.loads(source))
    except tomllib.TOMLDecodeError as e:
        msg = f"{path}: not TOML: {e}; mend that line"
        raise CodebookError(msg) from e
    except ValidationError as e:
        msg = "\n".join(line for error in e.errors() for line in faults_of(source, path, dict(error)))
        raise CodebookError(msg) from e
    head = file.codebook
    return Codebook(
        id=head.id,
        title=head.title,
        version=head.version,
        language=head.language,
        axes=file.axis,
        raters=file.rater,
        contrasts=file.contrast,
        concepts=file.concept,
        sha256=hashlib.sha256(source.encode("utf-8")).hexdigest(),
        path=path,
        emphasis=file.emphasis,
        treatment=file.treatment,
    )


def read_codebook(path: Path | str) -> Codebook:
    """Read a codebook file; see :func:`parse_codebook`.

    Raises:
        CodebookError: The file is missing, not UTF-8, or not a valid codebook.

    >>> book = read_codebook("corpus/harbour-blockade/codebook.toml")
    >>> [c.name for c in book.concepts][:2]
    ['the people in the boats', 'the closing of the harbour']
    """
    path = Path(path)
    if not path.exists():
        msg = f"{path}: no such codebook; give the path of a codebook.toml"
        raise CodebookError(msg)
    try:
        source = read_bounded(path, MOST_MANIFEST_BYTES).decode("utf-8")
    except (OSError, ValueError) as e:
        msg = f"{path}: cannot be read as UTF-8 text ({e}); save it as UTF-8"
        raise CodebookError(msg) from e
    return parse_codebook(source.replace("\r\n", "\n"), path=str(path))
