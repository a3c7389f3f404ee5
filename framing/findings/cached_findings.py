"""Findings kept in the cache: several notebooks of a report ask for the same comparison, which is made once.

The key is a digest of everything the comparison depends on: the tables and texts as they are,
the codebook, the settings, this package's code and the libraries. An entry is written beside
its place and renamed, and one that cannot be read is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from framing.annotate.codebook import Codebook
from framing.findings.find import Findings, find
from framing.findings.finding import Finding
from framing.measure.measure import CodedSet
from framing.measure.measures import report_rows, tested_rows
from framing.measure.settings import Settings
from framing.measure.tables import Tables
from framing.store.cache import cache_folder
from framing.store.fingerprint import digest_of, library_versions, package_digest
from framing.store.kept_tables import read_tables, write_tables
from framing.store.record_values import from_values, to_values

if TYPE_CHECKING:
    import pandas as pd

_EVIDENCE, _ROWS, _TESTED = "evidence", "rows", "tested"


def find_once(
    tables: Tables,
    *,
    codebook: Codebook | None = None,
    settings: Settings | None = None,
    cache: str | Path | None = None,
    look: Callable[[], Callable[[], Iterable[Finding]]] | None = None,
) -> Findings:
    """Return what :func:`framing.findings.find.find` gives for these arguments, from the cache if it is there.

    Args:
        tables: The set.
        codebook: As for ``find``.
        settings: As for ``find``.
        cache: Folder for kept results; ``None`` takes ``FRAMING_CACHE``, else the user's cache folder.
            The findings are the same with and without it.
        look: If nothing is kept, called before the comparison: has another process look through the texts meanwhile,
            and returns ``seen`` as for ``find``.

    Returns:
        The findings, equal to the last bit of every number.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> book = fr.set_codebook("corpus/harbour-blockade")
    >>> found = fr.find_once(tables, codebook=book, settings=fr.Settings(draws=100))
    >>> found.evidence.columns[:4].tolist()
    ['measure', 'group', 'key', 'outlet']
    """
    coded = CodedSet(tables, codebook, settings or Settings())
    place = _place("findings", coded, repr(coded.settings), cache)
    kept = _read(place)
    if kept is not None:
        return kept
    seen = look() if look is not None else None
    made = find(tables, codebook=codebook, settings=settings, rows=rows_once(coded, cache), seen=seen)
    with contextlib.suppress(OSError):  # a cache that cannot be written is done without
        _write(place, made)
    return made


def measured_once(
    tables: Tables,
    *,
    codebook: Codebook | None = None,
    include_headline: bool = True,
    cache: str | Path | None = None,
) -> pd.DataFrame:
    """Return what :func:`framing.measure.measures.article_measures` gives, from the cache if :func:`find_once` made it.

    Args:
        tables: The set.
        codebook: As for ``article_measures``.
        include_headline: As for ``article_measures``.
        cache: As for :func:`find_once`.
    """
    coded = CodedSet(tables, codebook, Settings(include_headline=include_headline))
    place = _place("measures", coded, str(coded.settings.include_headline), cache)
    kept = read_tables(place, only=_TESTED)  # half of the rows of a large set, and more, are shown and not tested
    if kept is not None and set(kept[0]) == {_ROWS}:
        return kept[0][_ROWS].drop(columns=_TESTED)
    return tested_rows(_rows_made(coded, place))


def rows_once(coded: CodedSet, cache: str | Path | None = None) -> pd.DataFrame:
    """Return what :func:`framing.measure.measures.report_rows` gives, from the cache if :func:`find_once` made it.

    Args:
        coded: The set with its codebook; of its settings only whether headlines count changes the rows.
        cache: As for :func:`find_once`.

    >>> import framing as fr
    >>> rows = rows_once(CodedSet(fr.open_set("corpus/harbour-blockade", parser="none"), None, Settings()))
    >>> rows.columns[-2:].tolist()
    ['counts', 'tested']
    """
    place = _place("measures", coded, str(coded.settings.include_headline), cache)
    kept = read_tables(place)
    if kept is not None and set(kept[0]) == {_ROWS}:
        return kept[0][_ROWS]
    return _rows_made(coded, place)


def _rows_made(coded: CodedSet, place: Path) -> pd.DataFrame:
    made = report_rows(coded)
    with contextlib.suppress(OSError):
        write_tables(place, {_ROWS: made}, {})
    return made


def _place(kind: str, coded: CodedSet, settings: str, cache: str | Path | None) -> Path:
    """Where something made of a set under some settings is kept."""
    book = coded.codebook.sha256 if coded.codebook is not None else ""
    key = digest_of([_digest_of_tables(coded.tables), book, settings, package_digest(), library_versions()])
    return cache_folder(cache) / kind / key[:40]


def _digest_of_tables(tables: Tables) -> str:
    """Digest of every table with its columns and types, and of every text; how pandas holds text does not change it."""
    import pyarrow as pa

    parts = [tables.set_id, tables.title, tables.event_date]
    for name, frame in sorted(tables.frames.items()):
        columns = [_as_arrow(column) for _, column in frame.items()]
        table = pa.RecordBatch.from_arrays(columns, list(map(str, frame.columns)))
        sink = pa.BufferOutputStream()
        with pa.RecordBatchStreamWriter(sink, table.schema) as stream:  # which writes the names of categories too
            stream.write_batch(table)
        parts += [name, hashlib.sha256(sink.getvalue()).hexdigest()]
    for identity, text in sorted(tables.texts.items()):
        parts += [identity, text]
    return digest_of(parts)


def _as_arrow(column: pd.Series) -> Any:  # noqa: ANN401 (pyarrow has no types)
    """A column in Arrow's form, in one piece, text in one type of it."""
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    kind: Any = column.dtype
    if isinstance(kind, pd.StringDtype) and kind.storage == "python":  # pandas would look for missing ones first
        return pa.array(column.to_numpy(dtype=object), type=pa.large_string(), from_pandas=True)
    made = pa.array(column.to_numpy() if isinstance(kind, np.dtype) else column, from_pandas=True)
    return made.combine_chunks() if isinstance(made, pa.ChunkedArray) else made


def _write(place: Path, found: Findings) -> None:
    about = {
        "findings": json.dumps([to_values(one) for one in found.findings]),
        "limits": json.dumps(found.limits),
    }
    write_tables(place, {_EVIDENCE: found.evidence}, about)


def _read(place: Path) -> Findings | None:
    """Return the findings kept in ``place``; ``None`` if they are not whole there."""
    kept = read_tables(place)
    if kept is None:
        return None
    frames, about = kept
    try:
        findings = tuple(from_values(Finding, values) for values in json.loads(about["findings"]))
        return Findings(findings, tuple(json.loads(about["limits"])), frames[_EVIDENCE])
    except (KeyError, TypeError, ValueError):
        return None
