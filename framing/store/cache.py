"""Annotations and tables kept on disk as Parquet, keyed by everything they depend on.

Four stores below one folder:

* ``annotations/KEY.parquet``: one row for each article of a set, so that a changed article
  is read again and the others are not;
* ``tables/KEY/``: one file for each table of a set, where nothing at all has changed (``kept_tables.py``);
* ``findings/KEY/``: what was found in these tables under these settings (``findings/cached_findings.py``);
* ``charts/``: pictures of charts, by what they show (``figures/kept_pictures.py``).

Files are written beside their place and renamed, so a reader sees a whole file or none,
and two processes that make the same entry do not hurt each other. Everything is kept with
its digest: what is unreadable, or not what was written, is made again. The folder may be
deleted at any time.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
import typing
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from framing.annotate.annotate import Annotation
from framing.store.drafts import clear_drafts, new_draft_file
from framing.store.fingerprint import digest_of
from framing.store.record_values import from_values, to_values
from framing.text.article import Article

ROWS_AT_A_TIME = 500  # annotations held in memory while writing

_STORED = (
    "layout",
    "quotations",
    "mentions",
    "numbers",
    "problems",
    "parser",
    "roles",
    "epithets",
    "parts",
    "treatments",
    "wording",
)  # fields of an Annotation but its article


def cache_folder(given: str | Path | None = None) -> Path:
    """Return the folder for cached results: ``given``, else ``FRAMING_CACHE``, else the user's cache folder."""
    named = given or os.environ.get("FRAMING_CACHE")
    if named:
        return Path(named).expanduser().resolve()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "framing"


def why_not_kept(given: str | Path | None = None) -> str | None:
    """Return why nothing can be kept in the cache folder, or ``None`` if it can.

    Without it everything works, and is made anew each time.
    """
    place = cache_folder(given)
    try:
        place.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=place):
            return None
    except OSError as error:
        return f"{place}: {error.strerror or error}"


def clear_cache_drafts() -> None:
    """Remove what killed processes left half-written in the cache."""
    with contextlib.suppress(OSError):
        for place in cache_folder().iterdir():
            clear_drafts(place)


# an article's annotation as it is kept: its key, the article's id, the annotation as JSON, the digest of these
Row = tuple[str, str, str, str]
_COLUMNS = ("key", "article_id", "annotation", "digest")


def row_of(key: str, annotation: Annotation, text: str = "") -> Row:
    """Return the row in which ``annotation`` is kept; ``text`` is what :func:`text_of` gives for it, if known."""
    parts = (key, annotation.article.id, text or text_of(annotation))
    return *parts, digest_of(parts)


def write_annotations(path: Path, rows: Iterable[Row]) -> int:
    """Write annotations to a Parquet file, a few at a time; returns how many.

    Memory does not grow with their number. ``path`` appears when all are written; an error
    or a stop leaves nothing.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = pa.schema([(name, pa.string()) for name in _COLUMNS])
    n = 0
    with beside(path) as draft, pq.ParquetWriter(draft, schema, compression="zstd") as writer:
        for batch in _batches(rows):
            columns = list(zip(*batch, strict=True))
            writer.write_table(pa.table([pa.array(c, pa.string()) for c in columns], schema=schema))
            n += len(batch)
    return n


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    held: list[Row] = []
    for row in rows:
        held.append(row)
        if len(held) == ROWS_AT_A_TIME:
            yield held
            held = []
    if held:
        yield held


def text_of(annotation: Annotation) -> str:
    """Return an annotation as JSON without the article, which its set has."""
    return json.dumps([to_values(getattr(annotation, f)) for f in _STORED], separators=(",", ":"))


def read_annotations(path: Path, wanted: Mapping[str, Article]) -> dict[str, Annotation]:
    """Return the stored annotations whose keys are in ``wanted``; an unreadable file gives none."""
    try:
        return {key: annotation_of(text, wanted[key]) for key, _, text, _ in read_rows(path) if key in wanted}
    except (ValueError, TypeError, KeyError):
        return {}


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a file of annotations as they were written: damaged ones are left out, all if unreadable."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(path)
        columns = [table[name].to_pylist() for name in _COLUMNS]
        return [row for row in zip(*columns, strict=True) if row[-1] == digest_of(row[:-1])]
    except (OSError, pa.ArrowException, ValueError, TypeError, KeyError):
        return []


def annotation_of(text: str, article: Article) -> Annotation:
    """Return the annotation that :func:`text_of` wrote."""
    kinds = typing.get_type_hints(Annotation)
    return Annotation(article, **{f: from_values(kinds[f], v) for f, v in zip(_STORED, json.loads(text), strict=True)})


@contextlib.contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a temporary path in ``path``'s folder, renamed to ``path`` if the block ends well and removed if not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = new_draft_file(path)
    try:
        yield draft
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
