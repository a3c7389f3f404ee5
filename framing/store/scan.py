"""``framing scan``: texts in, one JSON object a line out, in the form other programs rely on."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from framing.annotate.annotate import Annotation, annotate_all
from framing.annotate.codebook import Codebook, read_codebook
from framing.annotate.corrected_set import correct_alone
from framing.annotate.quotations.record import Quotation
from framing.annotate.voice import voice_of
from framing.measure.correction_rows import CORRECTION_TABLE, correction_rows, not_applied
from framing.sets.corrections import CORRECTIONS, Correction, read_corrections
from framing.sets.language import UNDETERMINED, looks_english
from framing.store.scan_targets import targets_asked, targets_json, treatments_json
from framing.text.article import Article
from framing.text.span import Span


class ScanError(ValueError):
    """Input that cannot be scanned; the message names the file, the line and the remedy."""


def as_json(annotation: Annotation) -> dict[str, Any]:
    """Return one article's annotation as the JSON object of ``framing scan``; spans are ``[start, end]``.

    Quotation marks and reported speech come in three lists, so that each quotation counts once:

    - ``quotes`` is what somebody is shown to say: direct, partial, indirect and nested quotations, and words that the
      text itself calls so-called. ``inside`` is the number of the quotation in this list that holds it, else ``null``:
      the marked words of "said it was a 'costly' plan" stand inside the indirect quotation. Those without a holder are
      the outermost ones, as most labelled sets count them.
    - ``second_hand`` is indirect speech inside another quotation ("the report says that the mayor said …"), in the
      same form; ``inside`` is a number in ``quotes``.
    - ``set_apart`` are other words between marks, which nobody is shown to say: titles, names, mottos, words used
      with distance. A term inside them has the voice ``scare``, or ``quoted`` within a quotation.
    """
    article, layout = annotation.article, annotation.layout
    lists = _sorted_out(annotation.quotations)
    return {
        "id": article.id,
        "sha256": article.sha256,
        "language": article.language,
        "parser": annotation.parser,
        "sentences": _pairs(layout.sentences),
        "boilerplate": _pairs(b.span for b in layout.boilerplate),
        "quotes": [_quote(q, inside) for q, inside in lists.quotes],
        "second_hand": [_quote(q, inside) for q, inside in lists.second_hand],
        "set_apart": [_pairs(q.content) for q in lists.set_apart],
        "terms": [
            {
                "concept": m.concept,
                "variant": m.variant,
                "start": m.span.start,
                "end": m.span.end,
                "voice": m.voice or voice_of(m.span, layout, annotation.quotations),
            }
            for m in annotation.mentions
        ],
        "numbers": [
            {
                "start": n.span.start,
                "end": n.span.end,
                "value": n.value,
                "high": n.high,
                "hedge": n.hedge,
                "unit": n.unit,
            }
            for n in annotation.numbers
        ],
        "treatments": treatments_json(annotation),
        "problems": [
            {"start": p.span.start, "end": p.span.end, "kind": p.kind, "note": p.note} for p in annotation.problems
        ],
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]


def _quote(q: Quotation, inside: int | None) -> dict[str, Any]:
    return {
        "kind": q.kind,
        "content": _pairs(q.content),
        "cue": _pairs(q.cue),
        "source": _pairs(q.source),
        "speaker": q.speaker,
        "speaker_reason": q.speaker_reason,
        "speaker_certainty": q.speaker_certainty,
        "source_type": q.source_type,
        "identified": q.identified,
        "type_reason": q.type_reason or None,
        "utterance": None,
        "inside": inside,
    }


@dataclass(frozen=True, slots=True)
class _Lists:
    """The quotations of an article by what they are; numbers are places in ``quotes``."""

    quotes: list[tuple[Quotation, int | None]]
    second_hand: list[tuple[Quotation, int | None]]
    set_apart: list[Quotation]


def _sorted_out(quotations: Sequence[Quotation]) -> _Lists:
    """Sort quotations, which come in the order of their content with the longest first, into their lists."""
    lists = _Lists([], [], [])
    holders: list[tuple[int, int]] = []  # end and number of listed quotations that may hold what comes
    for q in quotations:
        start, end = q.content[0].start, q.content[-1].end
        while holders and holders[-1][0] <= start:
            holders.pop()
        inside = next((number for stop, number in reversed(holders) if end <= stop), None)
        if (q.kind == "scare" and not q.cue) or (q.kind == "nested" and not q.source):
            lists.set_apart.append(q)
        elif q.kind == "indirect" and inside is not None:
            lists.second_hand.append((q, inside))
        else:
            holders.append((end, len(lists.quotes)))
            lists.quotes.append((q, inside))
    return lists


def _text_file(path: Path) -> Article:
    try:
        text = path.read_bytes().decode("utf-8")
        return Article(path.stem, text, language="en" if looks_english(text) else UNDETERMINED)
    except UnicodeDecodeError as e:
        msg = f"{path}: byte {e.start} is not UTF-8; convert the file, or use 'framing import', which detects encodings"
        raise ScanError(msg) from e


def _jsonl(path: Path) -> Iterator[Article]:
    with path.open(encoding="utf-8", newline="\n") as lines:
        for n, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                english = "en" if looks_english(str(record["text"])) else UNDETERMINED
                yield Article(record["id"], record["text"], language=record.get("language") or english)
            except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as e:
                msg = f"{path}, line {n}: not an object with 'id' and 'text' ({e}); mend or remove the line"
                raise ScanError(msg) from e


def articles_in(paths: Sequence[Path]) -> Iterator[Article]:
    """Yield the articles of text files, folders of them (in name order) and JSONL files.

    Raises:
        ScanError: A path is not there, has another ending, holds no texts, or cannot be read.
    """
    for path in paths:
        if path.is_dir():
            # a folder may have been received: a link in it that leads out of it is not followed
            files = [f for f in sorted(path.glob("*.txt")) if f.resolve().is_relative_to(path.resolve())]
            if not files:
                msg = f"{path}: no .txt files in this folder"
                raise ScanError(msg)
            yield from map(_text_file, files)
        elif not path.is_file():
            msg = f"{path}: no such file or folder"
            raise ScanError(msg)
        elif path.suffix == ".jsonl":
            yield from _jsonl(path)
        elif path.suffix == ".txt":
            yield _text_file(path)
        else:
            msg = f"{path}: scan reads .txt and .jsonl; use 'framing import' for other formats"
            raise ScanError(msg)


@contextmanager
def _written(out: Path | None, *, force: bool) -> Iterator[IO[str]]:
    """Give a stream that becomes ``out`` when all went well, and nothing when it did not."""
    if out is None:
        with os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        return
    if out.exists() and not force:
        msg = f"{out} is already there; give another --out, or --force to overwrite it"
        raise ScanError(msg)
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        Path(name).replace(out)
    finally:
        Path(name).unlink(missing_ok=True)


def _decisions(place: Path | None) -> tuple[Correction, ...]:
    if place is None:
        return ()
    folder = place.parent if place.name == CORRECTIONS else place
    if not (folder / CORRECTIONS).is_file():
        msg = f"{place}: no {CORRECTIONS} there; give the folder that holds it, or the file under that name"
        raise ScanError(msg)
    found, faults = read_corrections(folder)
    if faults:
        raise ScanError("\n".join(map(str, faults)))
    return found


def scan_paths(
    paths: Sequence[Path],
    *,
    codebook: Path | None = None,
    out: Path | None = None,
    parser: str = "auto",
    force: bool = False,
    corrections: Path | None = None,
    say: Callable[[str], None] = lambda _: None,
) -> int:
    """Annotate the texts at ``paths`` and write one JSON object a line; return how many.

    A line of JSONL may ask how its text treats given places: ``"targets": [{"start": 0, "end": 5}]``; the answer has
    them with ``polarity`` and the words that carry it.

    Args:
        paths: See :func:`articles_in`.
        codebook: A codebook file; without one no terms are looked for.
        out: The file to write, whole or not at all; standard output if ``None``.
        parser: ``"auto"``, ``"none"`` or a model's name.
        force: Overwrite ``out``.
        corrections: A folder with a ``corrections.jsonl``, or such a file; readers' decisions on single marks.
        say: Called with each decision that was not applied, and why.

    Raises:
        ScanError: Input that cannot be read, two articles with one id, or an ``out`` that is already there.
        CodebookError: The codebook cannot be used.
    """
    book: Codebook | None = read_codebook(codebook) if codebook else None
    decisions = _decisions(corrections)
    asked = targets_asked(paths)
    seen: set[str] = set()
    with _written(out, force=force) as stream:
        for made in annotate_all(articles_in(paths), codebook=book, parser=parser):
            if made.article.id in seen:
                msg = f"two articles have the id '{made.article.id}'; rename one"
                raise ScanError(msg)
            seen.add(made.article.id)
            annotation = made
            if decisions:
                annotation, outcomes = correct_alone(made, decisions, codebook=book)
                for line in not_applied({CORRECTION_TABLE: correction_rows(outcomes)}):
                    say(f"correction not applied: {line}")
            record = as_json(annotation)
            if annotation.article.id in asked:
                text = annotation.article.text
                record["targets"] = targets_json(text, asked[annotation.article.id], parser=parser)
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return len(seen)
