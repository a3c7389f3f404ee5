"""Tables of many article sets as one collection of Parquet files, and questions to it in SQL.

``tables/NAME/set=ID/part.parquet``: one folder a table, in it one a set, the form that
DuckDB, pandas, Arrow and Spark read as one table with a column ``set``. A collection of very many sets
(:mod:`framing.batch.collection`) has ``tables/NAME/part=00017/part.parquet`` instead, each the rows of some fifty
sets with the same column in the file. Either way a question sees one table.
"""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from framing.batch.part_digests import DamagedError, check_parts, note_digests, part, parts
from framing.store.cache import beside

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.dataset

    from framing.measure.tables import Tables


class QueryError(ValueError):
    """A question that cannot be answered; the message says why."""


def write_set_tables(tables: Tables, folder: Path) -> None:
    """Write one set's tables into the collection in ``folder``; those of other sets stay.

    Articles gain the set's title and event date. The table ``articles`` is written last,
    so that a set that has it is complete; the digest of each file is noted before any is written.
    """
    write_parts({name: as_arrow(tables, name) for name in tables.frames}, folder, tables.set_id)


def as_arrow(tables: Tables, name: str) -> pa.Table:
    """Return one of a set's tables as its files hold it: one type of text, however this process holds it."""
    import pyarrow as pa

    frame = tables[name]
    if name == "articles":
        frame = frame.assign(set_title=tables.title, event_date=tables.event_date)
    table = pa.Table.from_pandas(frame, preserve_index=False)
    fields = [f.with_type(pa.large_string()) if f.type == pa.string() else f for f in table.schema]
    return table.cast(pa.schema(fields))


def write_parts(made: Mapping[str, pa.Table], folder: Path, of: str) -> None:
    """Write parts of tables (see :func:`framing.batch.part_digests.part`), ``articles`` last, their digests first."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    written: dict[str, bytes] = {}
    for name in sorted(made, key=lambda name: name == "articles"):
        held = pa.BufferOutputStream()
        pq.write_table(made[name], held, compression="zstd")
        written[name] = held.getvalue().to_pybytes()
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in written.items()}
    note_digests(folder, of, digests)
    for name, content in written.items():
        with beside(part(folder, name, of)) as draft:
            draft.write_bytes(content)


def table_names(folder: str | Path) -> tuple[str, ...]:
    """Return the names of the tables in a collection, sorted; none if the folder is not there."""
    place = Path(folder)
    if not place.is_dir():
        return ()
    return tuple(sorted(p.name for p in place.iterdir() if p.is_dir() and any(p.glob("*=*/part.parquet"))))


def query(sql: str, *, tables: str | Path = "figures/tables", seconds: float | None = None) -> pd.DataFrame:
    """Answer a question in SQL about all sets of a batch.

    Args:
        sql: One statement that reads: ``SELECT``, ``WITH``, ``DESCRIBE``, ``SUMMARIZE``, ``EXPLAIN``. The
            collection's tables are there by name, each with a column ``set``.
        tables: Folder of the collection.
        seconds: How long it may take; without it, as long as it takes.

    Returns:
        The answer, one row a result row.

    Raises:
        QueryError: no tables are there, the statement is not one that reads, it took too long, SQL's own
            complaint, or a table that the statement names has a file that is not what the batch wrote. The
            statement can reach no other file, no network and no extension.
    """
    import duckdb

    names = table_names(tables)
    if not names:
        msg = f"{tables}: no tables of a batch; run 'framing batch' first, or name its folder with --tables"
        raise QueryError(msg)
    with contextlib.closing(duckdb.connect(":memory:")) as connection:
        try:
            statements = connection.extract_statements(sql)
        except duckdb.Error as error:
            raise QueryError(str(error)) from None
        reading = {"SELECT", "EXPLAIN", "RELATION"}
        if len(statements) != 1 or statements[0].type.name not in reading:
            kinds = ", ".join(s.type.name for s in statements) or "nothing"
            msg = f"give one statement that reads (SELECT …); this is {kinds}"
            raise QueryError(msg)
        try:
            check_parts(Path(tables), [name for name in names if name.casefold() in sql.casefold()])
        except DamagedError as error:
            raise QueryError(str(error)) from None
        # Arrow reads the files; DuckDB itself is left without a way out.
        for name in names:
            connection.register(name, _dataset(Path(tables) / name))
        for setting in _LOCKS:
            connection.execute(setting)
        try:
            with _stopped_after(seconds, connection.interrupt):
                return connection.execute(statements[0]).df()
        except duckdb.InterruptException:
            msg = f"the answer took more than {seconds:g} s; ask for less, or give more time with --seconds"
            raise QueryError(msg) from None
        except duckdb.Error as error:
            msg = f"{error}\ntables: {', '.join(names)}"
            raise QueryError(msg) from None


def _dataset(place: Path) -> pyarrow.dataset.Dataset:
    """The files of a table as one: the column ``set`` is in a folder's name, or in the files of many sets each."""
    import pyarrow as pa
    import pyarrow.dataset as ds

    by_set, by_partition = parts(place)
    made = []
    if by_set:
        hive = ds.partitioning(pa.schema([("set", pa.string())]), flavor="hive")
        made.append(ds.dataset([*map(str, by_set)], partitioning=hive, partition_base_dir=str(place)))
    if by_partition:
        made.append(ds.dataset([*map(str, by_partition)]))
    return made[0] if len(made) == 1 else ds.dataset(made)


@contextlib.contextmanager
def _stopped_after(seconds: float | None, stop: Callable[[], object]) -> Iterator[None]:
    """Call ``stop`` from another thread if the block takes longer than ``seconds``."""
    if seconds is None:
        yield
        return
    clock = threading.Timer(seconds, stop)
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


_LOCKS = (
    "SET enable_external_access = false",
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET python_enable_replacements = false",
    "SET lock_configuration = true",
)


def written(answer: pd.DataFrame, form: str) -> str:
    """Return an answer as text: ``"table"`` for a terminal, ``"csv"``, or ``"json"`` (a list of rows).

    Raises:
        QueryError: there is no such form.
    """
    if form == "csv":
        # The suite's one writer of CSV, which keeps a spreadsheet from running a cell.
        from framing.store.written_files import write_csv

        with tempfile.TemporaryDirectory() as folder:
            write_csv(answer, Path(folder) / "answer.csv")
            return (Path(folder) / "answer.csv").read_text(encoding="utf-8").rstrip("\n")
    if form == "json":
        return str(answer.to_json(orient="records", date_format="iso", force_ascii=False, indent=1))
    if form != "table":
        msg = f"--format '{form}': there are table, csv and json"
        raise QueryError(msg)
    shown = answer.map(lambda v: "".join(c if c.isprintable() else "�" for c in v) if isinstance(v, str) else v)
    return "no rows" if answer.empty else str(shown.to_string(index=False))
