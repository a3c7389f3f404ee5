"""Tables kept in the cache: what comes out equals what went in, types and missing values included.

Parquet keeps text, whole numbers, real numbers and flags exactly. A column of anything else
("object", the type pandas gives to what it cannot tell) may come back as something different,
and one in which everything is missing always does. So only those four types are let in, the
type of each column is noted beside the tables and compared on the way out, and every file is
kept with its digest. An entry that is not what was written counts as not there.

The notebooks of a report read the same tables one after another. Each reading goes to the file and proves its digest;
what a file of that digest holds is made into a table once and given out as copies, so that nobody's changes reach
another reader. What may be held is counted in memory: the rows of a thousand articles are few bytes in a file, where
each name of a speaker stands once, and half a gigabyte in a table.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import shutil
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from framing.store.drafts import new_draft_folder
from framing.store.fingerprint import digest_of
from framing.store.text_columns import TEXT_STORAGE, with_text_once

if TYPE_CHECKING:
    import pandas as pd

KEPT_TYPES = ("string", "int64", "float64", "bool")
_LISTING = "tables.json"


@dataclass(frozen=True, slots=True)
class _HeldTable:
    """A table as a file holds it, its columns with their types, and their bytes: never given out itself."""

    table: pd.DataFrame
    types: list[list[str]]
    size: int


# Tables by file digest, what rows of it, and how text is held; last used last.
_HELD: OrderedDict[tuple[str, str, str], _HeldTable] = OrderedDict()
_MOST_HELD = 100_000_000  # bytes of columns, together: the tables of a set of two thousand articles


def write_tables(folder: Path, frames: Mapping[str, pd.DataFrame], about: Mapping[str, str]) -> None:
    """Write one Parquet file a table into ``folder``, which appears whole.

    If another process was faster, its files stay, unless they are damaged.

    Raises:
        TypeError: a table has a column of another type than ``KEPT_TYPES``, or other row names than 0, 1, 2 …
    """
    for name, frame in frames.items():
        _check(name, frame)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = new_draft_folder(folder)
    try:
        listed: dict[str, object] = {}
        for name, frame in frames.items():
            data = io.BytesIO()
            frame.to_parquet(data, engine="pyarrow", compression="zstd", index=False)
            (draft / f"{name}.parquet").write_bytes(data.getvalue())
            listed[name] = {"sha256": hashlib.sha256(data.getvalue()).hexdigest(), "types": _types(frame)}
        content = json.dumps({"about": dict(about), "tables": listed}, ensure_ascii=False)
        listing = {"content": content, "digest": digest_of([content])}
        (draft / _LISTING).write_text(json.dumps(listing, ensure_ascii=False), encoding="utf-8")
        _put(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def read_tables(folder: Path, *, only: str = "") -> tuple[dict[str, pd.DataFrame], dict[str, str]] | None:
    """Return the tables in ``folder`` and what was said about them; ``None`` if they are not there as written.

    ``only`` names a column of flags: of a table that has it, the rows are returned of which it is true.
    """
    import pyarrow as pa

    try:
        listing = json.loads((folder / _LISTING).read_text(encoding="utf-8"))
        if listing["digest"] != digest_of([listing["content"]]):
            return None
        content = json.loads(listing["content"])
        frames: dict[str, pd.DataFrame] = {}
        for name, said in content["tables"].items():
            data = (folder / f"{name}.parquet").read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            if digest != said["sha256"]:
                return None
            frames[name], types = _table_of(data, digest, only)
            if types != said["types"]:
                return None
        return frames, dict(content["about"])
    except (OSError, pa.ArrowException, ValueError, KeyError, TypeError, AttributeError):
        return None


def _table_of(data: bytes, digest: str, only: str) -> tuple[pd.DataFrame, list[list[str]]]:
    """The table in a file of this digest and its types: a copy of the one made before, if it is still held."""
    import pandas as pd

    key = digest, only, str(pd.get_option(TEXT_STORAGE))
    held = _HELD.pop(key, None)
    if held is None:
        table = _made_of(data, only)
        held = _HeldTable(table, _types(table), int(table.memory_usage(index=False).sum()))
    if held.size > _MOST_HELD:  # nothing else has to go for what cannot stay
        return held.table, held.types
    _HELD[key] = held
    while sum(one.size for one in _HELD.values()) > _MOST_HELD:
        _HELD.popitem(last=False)
    return held.table.copy(), held.types


def _made_of(data: bytes, only: str) -> pd.DataFrame:
    """What is in a file, in the way in which this process holds text."""
    import pandas as pd
    import pyarrow as pa
    import pyarrow.parquet as pq

    if pd.StringDtype().storage != "python":
        table = pd.read_parquet(io.BytesIO(data), engine="pyarrow")
        return table[table[only]].reset_index(drop=True) if only in table else table
    schema = pq.read_schema(pa.BufferReader(data))
    text = [field.name for field in schema if field.type in (pa.string(), pa.large_string())]
    read = pq.read_table(pa.BufferReader(data), read_dictionary=text)
    return with_text_once(read.filter(read.column(only)) if only in read.column_names else read)


def _types(frame: pd.DataFrame) -> list[list[str]]:
    """Columns in order, each with its type."""
    return [[str(name), str(kind)] for name, kind in frame.dtypes.items()]


def _check(name: str, frame: pd.DataFrame) -> None:
    odd = [f"{column} ({kind})" for column, kind in _types(frame) if kind not in KEPT_TYPES]
    if odd:
        msg = f"table '{name}' cannot be kept: {', '.join(odd)}; give these columns one of {', '.join(KEPT_TYPES)}"
        raise TypeError(msg)
    if not frame.index.equals(frame.reset_index(drop=True).index):
        msg = f"table '{name}' cannot be kept: its rows are not numbered 0, 1, 2 …; reset its index"
        raise TypeError(msg)


def _put(draft: Path, folder: Path) -> None:
    """Rename ``draft`` to ``folder``; what stands there stays if it is whole, and makes way if it is damaged."""
    with contextlib.suppress(OSError):
        draft.rename(folder)
        return
    if read_tables(folder) is not None:
        return
    aside = new_draft_folder(folder)
    try:
        with contextlib.suppress(OSError):
            folder.rename(aside / "damaged")
            draft.rename(folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
