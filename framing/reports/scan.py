"""``framing scan``: texts in, one JSON object a line out, in the form other programs rely on."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from framing.annotate.annotate import Annotation, annotate_all
from framing.annotate.codebook import Codebook, read_codebook
from framing.annotate.voice import voice_of
from framing.text.article import Article
from framing.text.span import Span


class ScanError(ValueError):
    """Input that cannot be scanned; the message names the file, the line and the remedy."""


def as_json(annotation: Annotation) -> dict[str, Any]:
    """Return one article's annotation as the JSON object of ``framing scan``; spans are ``[start, end]``."""
    article, layout = annotation.article, annotation.layout

    def pairs(spans: Iterable[Span]) -> list[list[int]]:
        return [[s.start, s.end] for s in spans]

    return {
        "id": article.id,
        "sha256": article.sha256,
        "language": article.language,
        "parser": annotation.parser,
        "sentences": pairs(layout.sentences),
        "boilerplate": pairs(b.span for b in layout.boilerplate),
        "quotes": [
            {
                "kind": q.kind,
                "content": pairs(q.content),
                "cue": pairs(q.cue),
                "source": pairs(q.source),
                "speaker": q.speaker,
                "source_type": q.source_type,
                "utterance": None,
            }
            for q in annotation.quotations
        ],
        "terms": [
            {
                "concept": m.concept,
                "variant": m.variant,
                "start": m.span.start,
                "end": m.span.end,
                "voice": voice_of(m.span, layout, annotation.quotations),
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
        "problems": [
            {"start": p.span.start, "end": p.span.end, "kind": p.kind, "note": p.note} for p in annotation.problems
        ],
    }


def _text_file(path: Path) -> Article:
    try:
        return Article(path.stem, path.read_bytes().decode("utf-8"))
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
                yield Article(record["id"], record["text"], language=record.get("language") or "en")
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
            files = sorted(path.glob("*.txt"))
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


def scan_paths(
    paths: Sequence[Path],
    *,
    codebook: Path | None = None,
    out: Path | None = None,
    parser: str = "auto",
    force: bool = False,
) -> int:
    """Annotate the texts at ``paths`` and write one JSON object a line; return how many.

    Args:
        paths: See :func:`articles_in`.
        codebook: A codebook file; without one no terms are looked for.
        out: The file to write, whole or not at all; standard output if ``None``.
        parser: ``"auto"``, ``"none"`` or a model's name.
        force: Overwrite ``out``.

    Raises:
        ScanError: Input that cannot be read, two articles with one id, or an ``out`` that is already there.
        CodebookError: The codebook cannot be used.
    """
    book: Codebook | None = read_codebook(codebook) if codebook else None
    seen: set[str] = set()
    with _written(out, force=force) as stream:
        for annotation in annotate_all(articles_in(paths), codebook=book, parser=parser):
            if annotation.article.id in seen:
                msg = f"two articles have the id '{annotation.article.id}'; rename one"
                raise ScanError(msg)
            seen.add(annotation.article.id)
            stream.write(json.dumps(as_json(annotation), ensure_ascii=False) + "\n")
    return len(seen)
