"""The units that coders judge, blind: mentions, quotations, and sentences in which nothing is marked."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.measure.tables import Tables
from framing.store.fingerprint import code_digest, digest_of
from framing.teach.answer_key import leaning_of, variant_of
from framing.teach.coding_variables import CLOSE, OPEN, VARIABLES
from framing.teach.outlet_masks import Mask, find_masks, masked
from framing.text.layout import find_paragraphs
from framing.text.span import Span

# Without a sample, sentences are as many as the rarer sort of mark, and at least so many: whether much is missed.
_LEAST_SENTENCES = 20
_ALONE = 40  # characters of a paragraph beside its sentence that tell nothing more than the sentence
_CODED_KINDS = {"direct", "partial", "indirect"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing to judge: its sentence with the words marked, its paragraph, the suite's answers, its place.

    ``id`` begins with a digest of the sheet: of all its units, the codebook and the word lists. Answers from different
    sheets therefore never meet on one unit. ``machine`` and ``place`` are kept from coders.
    """

    id: str
    kind: str
    sentence: str
    words: str
    machine: Mapping[str, str]
    place: tuple[str, int, int] = ("", 0, 0)
    context: str = ""


def coding_units(tables: Tables, codebook: Codebook, *, sample: int | None = None, seed: int = 0) -> tuple[Unit, ...]:
    """Return mentions, quotations and unmarked sentences of a set as units for coders, in random order.

    A unit shows one sentence and the paragraph round it (with its neighbours where it is
    hardly more than the sentence), outlets and agencies masked. Unmarked sentences ask what the suite missed.

    Args:
        tables: The set with its texts.
        codebook: Its codebook.
        sample: Most units of each sort (mention, quotation, sentence), drawn at random; ``None`` for all mentions and
            quotations, and as many sentences as there are of the rarer of the two, at least 20.
        seed: For order and sample; the same seed gives the same sheet.

    Raises:
        ValueError: There is nothing to code, or ``sample`` is not positive.
    """
    if sample is not None and sample < 1:
        msg = f"a sample of {sample} units: give 1 or more"
        raise ValueError(msg)
    draw = random.Random(seed)  # noqa: S311 - an order that can be repeated, no secret
    texts = _Texts.of(tables)
    sorts = {"term": _terms(tables, codebook), "quotation": _quotations(tables)}
    sorts = {kind: [row for row in rows if row[0][0] in tables.texts] for kind, rows in sorts.items()}
    if not any(sorts.values()):
        msg = "nothing to code: the set has no mentions and no quotations with texts"
        raise ValueError(msg)
    sentences = max(_LEAST_SENTENCES, min(map(len, sorts.values())))
    most = {"term": sample, "quotation": sample, "sentence": sample or sentences}
    units: list[Unit] = []
    for kind, rows in (sorts | {"sentence": _unmarked(tables)}).items():
        draw.shuffle(rows)
        units += [_unit(texts, kind, place, answers) for place, answers in rows[: most[kind]]]
    draw.shuffle(units)
    # Numbered after shuffling, so that an id tells nothing of article or place.
    made_from = digest_of([codebook.sha256, code_digest(), *(f"{u.kind} {u.place} {u.sentence}" for u in units)])[:8]
    return tuple(replace(u, id=f"u{made_from}-{n:04d}") for n, u in enumerate(units, start=1))


_Place = tuple[str, int, int, int]  # article, start, end, sentence
_Rows = list[tuple[_Place, dict[str, str]]]


def _terms(tables: Tables, codebook: Codebook) -> _Rows:
    found: _Rows = []
    for row in tables["mentions"].to_dict("records"):
        concept = codebook.concept(str(row["concept"]))
        leaning, _ = leaning_of(variant_of(concept, str(row["variant"])), codebook)
        answers = {"concept": concept.id, "voice": str(row["voice"])}
        if leaning != "discuss":
            answers["leaning"] = leaning
        found.append((_place(row), answers))
    return found


def _quotations(tables: Tables) -> _Rows:
    found: _Rows = []
    for row in tables["quotations"].to_dict("records"):
        if row["kind"] not in _CODED_KINDS:
            continue
        answers = {"cue_class": "none" if pd.isna(row["cue"]) else str(row["cue_class"])}
        answers |= {name: str(row[name]) for name in ("source_type", "identified") if not pd.isna(row[name])}
        answers = {k: v for k, v in answers.items() if v in VARIABLES[k][1]}
        speaker = "none" if pd.isna(row["speaker"]) else " ".join(str(row["speaker"]).split())
        found.append((_place(row), answers | {"speaker": speaker, "span": "right"}))
    return found


def _unmarked(tables: Tables) -> _Rows:
    """Sentences of the texts (headlines too) that no mention and no quotation of any kind touches."""
    marked: dict[str, list[tuple[int, int]]] = {}
    for name in ("mentions", "quotations"):
        for row in tables[name][["article_id", "start", "end"]].itertuples(index=False, name=None):
            marked.setdefault(str(row[0]), []).append((int(row[1]), int(row[2])))
    return [
        (place, {"missed": "nothing"})
        for place in map(_place, tables["sentences"].to_dict("records"))
        if place[0] in tables.texts
        and not any(start < place[2] and place[1] < end for start, end in marked.get(place[0], ()))
    ]


def _place(row: Mapping[Any, Any]) -> _Place:
    return str(row["article_id"]), int(row["start"]), int(row["end"]), int(row["sentence"])


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of a set as units show them: what is hidden in each, and where sentences and paragraphs are."""

    texts: Mapping[str, str]
    masks: Mapping[str, tuple[Mask, ...]]
    sentences: Mapping[tuple[str, int], tuple[Span, str]]
    paragraphs: Mapping[str, tuple[Span, ...]]

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
        return cls(tables.texts, masks, sentences, {id_: find_paragraphs(text) for id_, text in tables.texts.items()})

    def around(self, article: str, whole: Span) -> Span:
        """The paragraph round ``whole``, and its neighbours if it says hardly more: the speaker may stand there."""
        every = self.paragraphs[article]
        inside = [n for n, paragraph in enumerate(every) if paragraph.overlaps(whole)]
        if not inside:
            return whole
        first, last = inside[0], inside[-1]
        if every[last].end - every[first].start - len(whole) < _ALONE:
            first, last = max(first - 1, 0), min(last + 1, len(every) - 1)
        return Span(every[first].start, every[last].end)


def _unit(texts: _Texts, kind: str, place: _Place, machine: Mapping[str, str]) -> Unit:
    article, start, end, number = place
    text = texts.texts[article]
    sentence, part = texts.sentences.get((article, number), (Span(start, end), ""))
    whole = Span(min(sentence.start, start), max(sentence.end, end))
    masks = texts.masks[article]
    before, words, after = (
        masked(text, Span(a, b), masks) for a, b in ((whole.start, start), (start, end), (end, whole.end))
    )
    shown = f"{before}{OPEN}{words}{CLOSE}{after}"
    if part == "headline":
        shown = f"[headline] {shown}"
    context = masked(text, texts.around(article, whole), masks)
    plain = " ".join(shown.split()), " ".join(words.split()), " ".join(context.split())
    return Unit("", kind, plain[0], plain[1], machine, (article, start, end), plain[2])
