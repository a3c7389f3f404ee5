"""One partition of a collection: some fifty sets whose tables are made together and written as one file a table."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.annotate.codebook import Codebook
from framing.batch.copy_bands import sentences_of, write_bands, write_sentences
from framing.batch.part_digests import FOLDER, part, set_is_whole
from framing.batch.query import as_arrow, write_parts
from framing.batch.set_lists import fault_of, make_set
from framing.batch.set_measures import with_measures
from framing.sets.ids import slug
from framing.store.cache import beside
from framing.store.fingerprint import digest_of, library_versions, package_digest, parser_identity
from framing.store.text_columns import TEXT_STORAGE
from framing.store.written_files import file_digest

if TYPE_CHECKING:
    import pyarrow as pa

    from framing.annotate.annotate import Annotation
    from framing.measure.tables import Tables
    from framing.sets.manifest import ArticleSet

ARTICLES = 500  # of a partition, or the few more that its last set has: half a minute of work, files of some 100 kB
RECORDS = "partitions"  # folder of one record a partition, beside the tables
# What copy across sets is found from, beside the tables: may be deleted when it is found, and is made again if needed.
SENTENCES, BANDS = "sentences", "bands"


@dataclass(frozen=True, slots=True)
class Ways:
    """How all sets of a collection are read: the parameters of a report that its tables depend on."""

    codebook: Path | None = None
    parser: str = "auto"
    include_headline: bool = True

    def digest(self) -> str:
        """Return the digest of all that tables depend on besides the sets: this, the codebook, program, libraries."""
        book = self.codebook.read_text(encoding="utf-8") if self.codebook else ""
        given = (book, parser_identity(self.parser), str(self.include_headline))
        return digest_of([*given, package_digest(), library_versions()])


@dataclass(frozen=True, slots=True)
class Partition:
    """Sets that follow each other in a list, as they are sent to a worker: names and rows, plain data.

    ``faulty`` are rows that are no sets: what to call each, and why. ``made_from`` is the digest of everything that
    the partition's tables depend on.
    """

    number: int
    rows: tuple[tuple[str, Mapping[str, Any]], ...]
    faulty: tuple[tuple[str, str], ...]
    made_from: str

    @property
    def name(self) -> str:
        """What its files are called.

        >>> Partition(17, (), (), "").name
        'part=00017'
        """
        return f"part={self.number:05d}"


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a partition: sets and articles in its tables, and each failed set with the reason.

    ``sentences`` and ``bands`` are the digests of its files of these.
    """

    made_from: str
    sets: int
    articles: int
    failed: tuple[tuple[str, str], ...] = ()
    sentences: str | None = None
    bands: str | None = None


def partitions(rows: Iterable[tuple[str, Any]], ways: str, *, articles: int = ARTICLES) -> Iterator[Partition]:
    """Cut the rows of a list of sets into partitions of whole sets, in order; no more than one is held.

    Args:
        rows: As :func:`framing.batch.set_lists.read_rows` yields them.
        ways: What :meth:`Ways.digest` gives.
        articles: A partition ends with the set that brings it to this number.
    """
    seen: set[str] = set()
    number, n = 0, 0
    held: list[tuple[str, Mapping[str, Any]]] = []
    faulty: list[tuple[str, str]] = []
    for where, row in rows:
        fault = fault_of(row)
        name = where if fault else slug(str(row["id"]))
        if not fault and name in seen:
            name, fault = where, f"set '{name}' occurs twice; rename one"
        if fault:
            faulty.append((name, fault))
            n += 1
        else:
            seen.add(name)
            held.append((name, row))
            n += len(row["articles"])
        if n >= articles:
            yield _cut(number, held, faulty, ways)
            number, n, held, faulty = number + 1, 0, [], []
    if n:
        yield _cut(number, held, faulty, ways)


def _cut(number: int, held: list[tuple[str, Mapping[str, Any]]], faulty: list[tuple[str, str]], ways: str) -> Partition:
    rows = (json.dumps([name, row], sort_keys=True, default=str) for name, row in held)
    faults = (part for one in faulty for part in one)
    return Partition(number, tuple(held), tuple(faulty), digest_of([ways, *rows, "", *faults]))


def record_of(folder: Path, name: str) -> Path:
    """Return the place of a partition's record."""
    return folder / RECORDS / f"{name}.json"


def made_before(folder: Path, tables: Path, partition: Partition) -> Made | None:
    """Return what came of a partition earlier, if its tables are there whole and from the same; else ``None``."""
    try:
        found = json.loads(record_of(folder, partition.name).read_text(encoding="utf-8"))
        made = Made(**{**found, "failed": tuple((str(a), str(b)) for a, b in found["failed"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if made.made_from != partition.made_from:
        return None
    kept = _digests(folder, partition.name) == (made.sentences, made.bands)
    return made if not made.sets or (kept and set_is_whole(tables, partition.name)) else None


def sentences_file(folder: Path, name: str) -> Path:
    """Return the place of a partition's sentences."""
    return folder / SENTENCES / f"{name}.arrow"


def bands_file(folder: Path, name: str) -> Path:
    """Return the place of the bands of a partition's sentences."""
    return folder / BANDS / f"{name}.parquet"


def _digests(folder: Path, name: str) -> tuple[str | None, str | None]:
    return file_digest(sentences_file(folder, name)), file_digest(bands_file(folder, name))


def make_partition(partition: Partition, *, folder: Path, tables: Path, ways: Ways) -> Made:
    """Make the tables of a partition's sets and write them: what a worker process or a Dask worker does.

    A set that cannot be made is noted and left out. The record is written last, so that a partition which has it
    with the digest of its inputs is whole.
    """
    import pandas as pd
    import pyarrow as pa

    from framing.store.open_set import set_codebook

    book = set_codebook(Path(), codebook=ways.codebook) if ways.codebook else None
    parts: defaultdict[str, list[pa.Table]] = defaultdict(list)
    sentences: list[pa.Table] = []
    failed = list(partition.faulty)
    n_articles = 0
    # A worker does one task at a time, and its other threads have no tables: the setting disturbs nobody.
    with pd.option_context(TEXT_STORAGE, "python"):
        for name, row in partition.rows:
            try:
                loaded, annotations = annotated(name, row, book, ways)
                made = tables_of(loaded, annotations, book, ways)
            except Exception as error:  # noqa: BLE001 (whatever stops one set must not stop the others)
                failed.append((name, str(error) or type(error).__name__))
                continue
            n_articles += len(annotations)
            sentences.append(sentences_of(name, annotations))
            for table in made.frames:
                held = as_arrow(made, table)
                parts[table].append(held.append_column("set", pa.array([name] * len(held), pa.string())))
    joined = {table: pa.concat_tables(some) for table, some in parts.items()}
    _remove_others(tables, partition.name, joined)
    write_parts(joined, tables, partition.name)
    if sentences:
        every = pa.concat_tables(sentences)
        write_sentences(every, sentences_file(folder, partition.name))
        write_bands(every, bands_file(folder, partition.name))
    digests = _digests(folder, partition.name) if sentences else (None, None)
    done = Made(partition.made_from, len(sentences), n_articles, tuple(failed), *digests)
    with beside(record_of(folder, partition.name)) as draft:
        draft.write_text(json.dumps(dataclasses.asdict(done), indent=1) + "\n", encoding="utf-8")
    return done


def annotated(
    name: str, row: Mapping[str, Any], codebook: Codebook | None, ways: Ways
) -> tuple[ArticleSet, tuple[Annotation, ...]]:
    """Return a row of a list as a set, as a batch would lay it out, and the annotations of its articles."""
    from framing.annotate.annotate import annotate_all
    from framing.sets.manifest import load_set

    with tempfile.TemporaryDirectory(prefix="framing-") as place:
        folder = Path(place) / name  # the rules for texts and manifests are those of a set on disk
        make_set(name, row, folder, "", force=False)
        loaded = load_set(folder)
    return loaded, tuple(annotate_all(loaded.articles, codebook=codebook, parser=ways.parser))


def tables_of(loaded: ArticleSet, annotations: Sequence[Annotation], codebook: Codebook | None, ways: Ways) -> Tables:
    """Return one set's tables with its measures: those that a batch writes for the same row of the same list."""
    from framing.store.open_set import make_tables

    tables = make_tables(loaded, annotations, codebook)
    return with_measures(tables, codebook, include_headline=ways.include_headline, keep=False)


def _remove_others(tables: Path, name: str, made: Mapping[str, object]) -> None:
    """Remove what an earlier making of this partition left in tables that it does not have any more."""
    for place in tables.glob(f"[!_.]*/{name}/part.parquet"):
        if place.parent.parent.name not in made:
            place.unlink()


def remove_partition(folder: Path, tables: Path, name: str) -> None:
    """Remove all of a partition that the list no longer has: its record first, so that it never looks whole."""
    record_of(folder, name).unlink(missing_ok=True)
    for place in tables.glob(f"[!_.]*/{name}"):
        part(tables, place.parent.name, name).unlink(missing_ok=True)
        place.rmdir()
    for file in (tables / FOLDER / f"{name}.json", sentences_file(folder, name), bands_file(folder, name)):
        file.unlink(missing_ok=True)
