"""The units of a set as a reader sees them: a mark in its paragraph, what the machine says of it, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from framing.annotate.annotate import Annotation
from framing.annotate.codebook import Codebook
from framing.annotate.corrected_article import KINDS, facts_of, place_of
from framing.annotate.quotations.cues import CUE_CLASSES
from framing.annotate.quotations.record import IDENTIFIED, SOURCE_TYPES
from framing.annotate.voice import VOICES
from framing.measure.checked_units import FACTS, population
from framing.measure.tables import Tables, read_spans
from framing.sets.checked_sample import CheckedSample
from framing.sets.corrections import Mark, MarkPlace
from framing.sets.manifest import ArticleSet, load_set
from framing.store.cache import cache_folder
from framing.store.checked_tables import machine_tables
from framing.store.open_set import annotate_set, set_codebook

_SPANS = ("content", "cue", "source")


@dataclass(frozen=True, slots=True)
class ReviewUnit:
    """One unit: where it stands, what the machine says (``facts``), what it said before naming (``old``), and why.

    ``context`` is the passage shown, ``spans`` what is marked in it, by kind. ``doubt`` orders units by how little the
    machine has to go on, the least sure first.
    """

    name: str
    mark: Mark
    article: str
    at: MarkPlace
    context: tuple[int, int]
    spans: Mapping[str, MarkPlace]
    facts: Mapping[str, Any]
    old: Mapping[str, Any]
    why: Mapping[str, str]
    number: float
    doubt: float


@dataclass(frozen=True, slots=True)
class ReviewSet:
    """A set ready to be reviewed: its units in text order, and the values that readers choose from."""

    article_set: ArticleSet
    units: Mapping[str, ReviewUnit]
    sample: CheckedSample | None
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def text(self, article: str) -> str:
        """Return an article's text."""
        return next(a.text for a in self.article_set.articles if a.id == article)


def read_review_set(
    folder: Path, *, codebook: Path | None = None, parser: str = "auto", cache: Path | None = None
) -> ReviewSet:
    """Annotate a set as the machine does, without corrections, and make its units.

    Raises:
        SetError, CodebookError, ParserError: as for reports; texts must be there.
    """
    loaded = load_set(folder, texts="required")
    book = set_codebook(loaded, codebook=codebook)
    annotations = annotate_set(loaded, book, parser=parser, cache=cache_folder(cache))
    tables = machine_tables(loaded, annotations)
    seed = loaded.sample.head.seed if loaded.sample is not None else 0
    rows = population(tables, seed).to_dict("records")
    whys = _whys(tables)
    by_article = {a.article.id: a for a in annotations}
    marks = {a.article.id: _marks(a) for a in annotations}
    units = [_unit(row, by_article[row["article_id"]], marks[row["article_id"]], whys) for row in rows]
    order = {a.id: n for n, a in enumerate(loaded.articles)}
    units.sort(key=lambda u: (order[u.article], u.at, u.mark))
    return ReviewSet(loaded, {u.name: u for u in units}, loaded.sample, _choices(units, book))


def _marks(annotation: Annotation) -> dict[tuple[str, MarkPlace], dict[str, Any]]:
    made: dict[tuple[str, MarkPlace], dict[str, Any]] = {}
    for q in annotation.quotations:
        made.setdefault(("quotation", place_of(q)), facts_of(q))
    for m in annotation.mentions:
        made.setdefault(("mention", ((m.span.start, m.span.end),)), facts_of(m))
    return made


def _whys(tables: Tables) -> dict[tuple[str, str], dict[str, str]]:
    """Why the machine says so: how the speaker was found, what told the type."""
    made: dict[tuple[str, str], dict[str, str]] = {}
    for row in tables["quotations"].to_dict("records"):
        reason, certainty = row["speaker_reason"], row["speaker_certainty"]
        found = f"{reason} ({certainty})" if isinstance(reason, str) and isinstance(certainty, str) else reason
        told = {"speaker": found, "source_type": row["type_reason"], "cue": row["cue"], "cue_class": row["cue_class"]}
        said = {name: why for name, why in told.items() if isinstance(why, str)}
        made.setdefault((str(row["article_id"]), str(row["parts"])), said)
    return made


def _unit(
    row: Mapping[Any, Any],
    annotation: Annotation,
    marks: Mapping[tuple[str, MarkPlace], Mapping[str, Any]],
    whys: Mapping[tuple[str, str], Mapping[str, str]],
) -> ReviewUnit:
    at = tuple((s.start, s.end) for s in read_spans(row["parts"]))
    old = marks.get((row["mark"], at), {})
    why = whys.get((row["article_id"], row["parts"]), {}) if row["mark"] == "quotation" else {}
    facts = {name: row[name] for name in FACTS if isinstance(row[name], str)}
    if "cue_class" in why:
        facts["cue_class"] = why["cue_class"]
        why = {**{n: w for n, w in why.items() if n != "cue"}, "cue_class": f"“{why['cue']}”"}
    spans = {n: tuple((s, e) for s, e in old.get(n, ())) for n in _SPANS} if row["mark"] == "quotation" else {}
    if not spans:
        spans = {row["mark"]: at}
    if row["mark"] == "sentence":
        inside = [key for key in marks if at[0][0] <= key[1][0][0] < at[0][1]]
        spans = {**spans, "content": tuple(s for mark, place in inside if mark == "quotation" for s in place)}
        spans = {**spans, "mention": tuple(s for mark, place in inside if mark == "mention" for s in place)}
    return ReviewUnit(
        name=row["unit"],
        mark=row["mark"],
        article=row["article_id"],
        at=at,
        context=_context(annotation, [*at, *(s for some in spans.values() for s in some)]),
        spans=spans,
        facts=facts,
        old={**old, **{n: facts[n] for n in ("voice", "cue_class") if n in facts}},
        why=why,
        number=float(row["number"]),
        doubt=_doubt(row["mark"], facts, why),
    )


def _context(annotation: Annotation, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The paragraphs, or the headline, in which spans stand."""
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    layout = annotation.layout
    parts = [*layout.paragraphs, *layout.subheadings, *([layout.headline] if layout.headline else [])]
    touched = [p for p in parts if p.start < end and start < p.end]
    return min([start, *(p.start for p in touched)]), max([end, *(p.end for p in touched)])


# How often a reason names the wrong person, from most to least; measured on labelled articles (lexicons/measured.toml
# has the figures by sort): descriptions and words that go on without a source before pronouns, names last.
_LESS_SURE = {"description": 0.9, "continued": 0.8, "pronoun": 0.7, "set-wide": 0.5, "apposition": 0.4, "title": 0.4}


def _doubt(mark: str, facts: Mapping[str, Any], why: Mapping[str, str]) -> float:
    if mark == "sentence":
        return -1.0
    if mark == "mention":
        return 0.3 if facts.get("voice") in ("attributed", "scare") else 0.1
    if "speaker" not in facts:
        return 0.3 if facts.get("kind") == "scare" else 1.0
    return _LESS_SURE.get(why.get("speaker", ""), 0.2) + (0.05 if "source_type" not in facts else 0.0)


def _choices(units: Sequence[ReviewUnit], book: Codebook | None) -> dict[str, list[str]]:
    speakers = [u.facts["speaker"] for u in units if "speaker" in u.facts]
    labels = [f"{c.id}: {v.label}" for c in book.concepts for v in c.variants] if book is not None else []
    return {
        "speaker": sorted(set(speakers), key=lambda name: (-speakers.count(name), name)),
        "kind": list(KINDS),
        "source_type": list(SOURCE_TYPES),
        "identified": list(IDENTIFIED),
        "voice": list(VOICES),
        "cue_class": list(CUE_CLASSES),
        "label": labels,
    }
