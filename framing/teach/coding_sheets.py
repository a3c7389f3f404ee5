"""Coding sheets: what human coders judge, blind, so that their agreement and the suite's can be measured."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.annotate.quotations.record import IDENTIFIED, SOURCE_TYPES
from framing.measure.tables import Tables
from framing.store.fingerprint import code_digest, digest_of
from framing.teach.answer_key import leaning_of, variant_of
from framing.teach.outlet_masks import Mask, find_masks
from framing.text.span import Span

CODING_FORM = "framing-coding 1"
OPEN, CLOSE = "⟦", "⟧"  # around the words to judge, in their sentence

# What a coder decides, for which sort of unit, and the values allowed ("concept" has the codebook's ids too).
VARIABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "concept": ("term", ("none",)),
    "voice": ("term", ("outlet", "quoted", "attributed", "scare", "headline")),
    "leaning": ("term", ("against", "neither", "for")),
    # docs/source-types.md says which is which, for coders and the suite alike.
    "source_type": ("quotation", SOURCE_TYPES),
    "identified": ("quotation", IDENTIFIED),
    "cue_class": ("quotation", ("neutral", "structuring", "doubting", "endorsing", "directive", "emotive", "none")),
}
COLUMNS = ("unit", "kind", "sentence", "words", *VARIABLES)


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to judge: its sentence with the words marked, the suite's own answers and its place (both kept apart).

    ``id`` begins with a digest of the sheet: of all its units, the codebook and the word lists. Answers from different
    sheets therefore never meet on one unit.
    """

    id: str
    kind: str
    sentence: str
    words: str
    machine: Mapping[str, str]
    place: tuple[str, int, int] = ("", 0, 0)


def coding_units(tables: Tables, codebook: Codebook, *, sample: int | None = None, seed: int = 0) -> tuple[Unit, ...]:
    """Return the mentions and quotations of a set as units for coders, in random order.

    A unit shows one sentence with outlets and agencies masked. What the suite failed to
    find is no unit: agreement on these says how good its marks are, not how complete.

    Args:
        tables: The set with its texts.
        codebook: Its codebook.
        sample: Most units of each sort (mention, quotation), drawn at random; ``None`` for all.
        seed: For order and sample; the same seed gives the same sheet.

    Raises:
        ValueError: There is nothing to code, or ``sample`` is not positive.
    """
    if sample is not None and sample < 1:
        msg = f"a sample of {sample} units: give 1 or more"
        raise ValueError(msg)
    draw = random.Random(seed)  # noqa: S311 - an order that can be repeated, no secret
    texts = _Texts.of(tables)
    units: list[Unit] = []
    for kind, rows in (("term", _terms(tables, codebook)), ("quotation", _quotations(tables))):
        made = [(place, answers) for place, answers in rows if place[0] in tables.texts]
        draw.shuffle(made)
        units += [_unit(texts, kind, place, answers) for place, answers in made[:sample]]
    if not units:
        msg = "nothing to code: the set has no mentions and no quotations with texts"
        raise ValueError(msg)
    draw.shuffle(units)
    # Numbered after shuffling, so that an id tells nothing of article or place.
    made_from = digest_of([codebook.sha256, code_digest(), *(f"{u.kind} {u.place} {u.sentence}" for u in units)])[:8]
    return tuple(replace(u, id=f"u{made_from}-{n:04d}") for n, u in enumerate(units, start=1))


_Place = tuple[str, int, int, int]  # article, start, end, sentence


def _terms(tables: Tables, codebook: Codebook) -> list[tuple[_Place, dict[str, str]]]:
    found: list[tuple[_Place, dict[str, str]]] = []
    for row in tables["mentions"].to_dict("records"):
        concept = codebook.concept(str(row["concept"]))
        leaning, _ = leaning_of(variant_of(concept, str(row["variant"])), codebook)
        answers = {"concept": concept.id, "voice": str(row["voice"])}
        if leaning != "discuss":
            answers["leaning"] = leaning
        found.append((_place(row), answers))
    return found


def _quotations(tables: Tables) -> list[tuple[_Place, dict[str, str]]]:
    found: list[tuple[_Place, dict[str, str]]] = []
    for row in tables["quotations"].to_dict("records"):
        if row["kind"] not in {"direct", "partial"}:
            continue
        answers = {"cue_class": "none" if pd.isna(row["cue"]) else str(row["cue_class"])}
        answers |= {name: str(row[name]) for name in ("source_type", "identified") if not pd.isna(row[name])}
        found.append((_place(row), {k: v for k, v in answers.items() if v in VARIABLES[k][1]}))
    return found


def _place(row: Mapping[Any, Any]) -> _Place:
    return str(row["article_id"]), int(row["start"]), int(row["end"]), int(row["sentence"])


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of a set as units show them: what is hidden in each, and where its sentences are, found once."""

    texts: Mapping[str, str]
    masks: Mapping[str, tuple[Mask, ...]]
    sentences: Mapping[tuple[str, int], tuple[Span, str]]

    @classmethod
    def of(cls, tables: Tables) -> _Texts:
        articles = tables["articles"]
        outlets, agencies = (sorted(set(articles[name].dropna().astype(str))) for name in ("outlet", "wire"))
        masks = {id_: find_masks(text, outlets=outlets, agencies=agencies) for id_, text in tables.texts.items()}
        rows = tables["sentences"].to_dict("records")
        sentences = {
            (str(row["article_id"]), int(row["sentence"])): (Span(int(row["start"]), int(row["end"])), str(row["part"]))
            for row in reversed(rows)
        }
        return cls(tables.texts, masks, sentences)


def _unit(texts: _Texts, kind: str, place: _Place, machine: Mapping[str, str]) -> Unit:
    article, start, end, number = place
    text = texts.texts[article]
    sentence, part = texts.sentences.get((article, number), (Span(start, end), ""))
    whole = Span(sentence.start, max(sentence.end, end))
    masks = texts.masks[article]
    before, words, after = (
        _masked(text, Span(a, b), masks)
        for a, b in ((min(whole.start, start), start), (start, end), (end, max(whole.end, end)))
    )
    shown = f"{before}{OPEN}{words}{CLOSE}{after}"
    if part == "headline":
        shown = f"[headline] {shown}"
    return Unit("", kind, " ".join(shown.split()), " ".join(words.split()), machine, (article, start, end))


def _masked(text: str, span: Span, masks: Sequence[Mask]) -> str:
    out: list[str] = []
    at = span.start
    for mask in (m for m in masks if span.covers(m.span)):
        out += [text[at : mask.span.start], mask.shown]
        at = mask.span.end
    return "".join([*out, text[at : span.end]])


def safe_cell(value: str) -> str:
    """Return ``value`` so that a spreadsheet takes it for text: one that could be a formula gets an apostrophe."""
    return "'" + value if value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def sheet(units: Iterable[Unit], *, filled: bool = False) -> str:
    """Return units as CSV with :data:`COLUMNS`; answers are left empty, or the suite's own if ``filled``.

    A cell that a coder must leave empty (a variable of the other sort of unit) holds a dash.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for unit in units:
        answers = [
            (unit.machine.get(name, "") if filled else "") if kind == unit.kind else "—"
            for name, (kind, _) in VARIABLES.items()
        ]
        writer.writerow([unit.id, unit.kind, safe_cell(unit.sentence), safe_cell(unit.words), *answers])
    return out.getvalue()


PLACE_COLUMNS = ("unit", "article_id", "outlet", "sha256", "start", "end", "kind", "speaker", *VARIABLES)


def places_sheet(tables: Tables, units: Iterable[Unit]) -> str:
    """Return where each unit stands and what the suite saw there, as CSV: to join coders' answers to articles again.

    Not for coders: it names outlets.
    """
    articles = tables["articles"].set_index("article_id")[["outlet", "sha256"]].to_dict("index")
    quotations = tables["quotations"]
    places = quotations[["article_id", "start", "end"]].itertuples(index=False, name=None)
    speakers = dict(zip(places, quotations["speaker"].fillna(""), strict=True))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(PLACE_COLUMNS)
    for unit in units:
        article, start, end = unit.place
        about = articles[article]
        speaker = safe_cell(str(speakers.get(unit.place, ""))) if unit.kind == "quotation" else ""
        row = [unit.id, article, safe_cell(str(about["outlet"])), about["sha256"], start, end, unit.kind, speaker]
        writer.writerow([*row, *(unit.machine.get(name, "") for name in VARIABLES)])
    return out.getvalue()


def allowed_values(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """Return the values a coder may give each variable."""
    values = {name: allowed for name, (_, allowed) in VARIABLES.items()}
    return {**values, "concept": (*(c.id for c in codebook.concepts), *values["concept"])}
