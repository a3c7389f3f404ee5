"""Files that hold other files or tables: archives and databases, their sizes bounded before anything is unpacked."""

from __future__ import annotations

import gzip
import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import closing
from pathlib import PurePosixPath

from framing.sets.importers.column_names import plain_name
from framing.sets.importers.member import Member
from framing.sets.importers.table_rows import Unread
from framing.sets.importers.web_archive import pages_of_archive
from framing.sets.set_problems import shown

CONTAINERS = (".zip", ".gz", ".warc", ".wacz", ".mbox")
DATABASES = (".sqlite", ".sqlite3", ".db")
MOST_UNPACKED = 2_000_000_000
MOST_MEMBERS = 100_000
_LETTER = re.compile(rb"^From [^\n]*\n", re.MULTILINE)  # the line that parts the messages of an mbox


def members_of(container: Member) -> Iterator[Member]:
    """Give the files of an archive; hidden ones and folders are passed over.

    Raises ``ValueError`` for what is no such archive, or holds more than is sensible.
    """
    name = container.name.lower()
    if name.endswith(".warc"):
        yield from pages_of_archive(container.data)
        return
    if name.endswith(".mbox"):
        letters = [part for part in _LETTER.split(container.data) if part.strip()]
        yield from (Member(f"{container.name[:-5]}-{n}.eml", part) for n, part in enumerate(letters, start=1))
        return
    if name.endswith(".gz"):
        yield Member(container.name[:-3], _unzipped(container.data))
        return
    try:
        with zipfile.ZipFile(io.BytesIO(container.data)) as archive:
            listed = [info for info in archive.infolist() if not info.is_dir() and not _hidden(info.filename)]
            if name.endswith(".wacz"):  # its other files are indexes of the archives in it
                listed = [info for info in listed if info.filename.lower().endswith((".warc", ".warc.gz"))]
            if sum(info.file_size for info in listed) > MOST_UNPACKED or len(listed) > MOST_MEMBERS:
                msg = f"it holds over {MOST_UNPACKED // 1_000_000_000} GB or {MOST_MEMBERS} files; import parts of it"
                raise ValueError(msg)
            for info in sorted(listed, key=lambda one: one.filename):
                # the size in the list may lie: no more than it says is read
                with archive.open(info) as file:
                    yield Member(PurePosixPath(info.filename).name, file.read(info.file_size))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        msg = f"it is not a readable .zip file ({type(error).__name__})"
        raise ValueError(msg) from error


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "__MACOSX")) and part not in {".", ".."} for part in parts)


def _unzipped(data: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            found = file.read(MOST_UNPACKED + 1)
    except (OSError, EOFError) as error:
        msg = f"it is not a readable .gz file ({type(error).__name__})"
        raise ValueError(msg) from error
    if len(found) > MOST_UNPACKED:
        msg = f"it holds over {MOST_UNPACKED // 1_000_000_000} GB; import parts of it"
        raise ValueError(msg)
    return found


def rows_of_database(
    data: bytes, *, text_columns: AbstractSet[str]
) -> Iterator[tuple[int, dict[str, object] | Unread]]:
    """Give the rows of an SQLite database's table of articles: the largest with a column of texts.

    Other tables with such a column are named, at 0. Views, which are programs, are not read.
    Raises ``ValueError`` if it is no database, or no table has such a column, naming the tables.
    """
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(data)
            connection.execute("PRAGMA query_only = 1")
            connection.execute("PRAGMA trusted_schema = 0")
            connection.row_factory = sqlite3.Row
            names = [str(row[0]) for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            sizes = {
                name: int(connection.execute(f"SELECT count(*) FROM {_quoted(name)}").fetchone()[0])  # noqa: S608
                for name in names
                if _columns(connection, name) & {plain_name(column) for column in text_columns}
            }
            if not sizes:
                msg = f"no table of it has a column of texts; tables: {', '.join(names) or 'none'}"
                raise ValueError(msg)
            table = max(sizes, key=lambda name: sizes[name])
            for number, row in enumerate(connection.execute(f"SELECT * FROM {_quoted(table)}"), start=1):  # noqa: S608
                yield number, dict(row)
            for name in sizes.keys() - {table}:
                yield 0, Unread(f"its table '{shown(name)}' has texts too, {sizes[name]} rows, and was not read")
    except sqlite3.Error as error:
        msg = f"it is not a readable SQLite database ({type(error).__name__})"
        raise ValueError(msg) from error


def _columns(connection: sqlite3.Connection, table: str) -> set[str]:
    return {plain_name(row[1]) for row in connection.execute(f"PRAGMA table_info({_quoted(table)})")}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
