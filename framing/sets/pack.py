"""Annotation packs: what a report needs of an article set except its sentences.

A pack is a folder of Parquet tables, ``pack.json`` (what it was made from, and the hash
of each table) and a README with a dictionary of the columns.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from framing.sets.near_copies import sketch
from framing.sets.pack_check import too_long
from framing.sets.pack_readme import TITLE, readme
from framing.sets.safe_read import UnsafePathError, inside, read_bounded
from framing.sets.set_problems import SetError, SetFault, shown
from framing.sets.write_set import write_whole

FORMAT = 1
FOLDER = "pack"
META = "pack.json"
README = "README.md"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
_MOST_META = 20_000_000
_MOST_TABLE = 500_000_000


class ColumnLike(Protocol):
    """A declared column: its name, kind, unit and meaning."""

    @property
    def name(self) -> str: ...  # noqa: D102 - named by the class
    @property
    def unit(self) -> str: ...  # noqa: D102
    @property
    def meaning(self) -> str: ...  # noqa: D102


def sketches_of(texts: Mapping[str, str]) -> dict[str, list[str]]:
    """Return for each article the hashes by which ``framing import`` knows a changed copy of its text again."""
    return {id_: [f"{value:016x}" for value in sketch(text)] for id_, text in texts.items()}


def write_pack(
    folder: Path,
    frames: Mapping[str, pd.DataFrame],
    meta: Mapping[str, Any],
    columns: Mapping[str, Sequence[ColumnLike]],
) -> Path:
    """Write ``frames`` and ``meta`` as a pack into ``folder`` and return it; a pack that is there is replaced.

    ``meta`` must be plain JSON; ``meta["articles"]`` should map ids to SHA-256 and
    ``meta["sketches"]`` be :func:`sketches_of` the texts. ``columns`` declares the tables'
    columns for the README. The same input gives the same bytes.

    Raises :class:`SetError` naming table, column and row of every string that is longer
    than a label or a name, and of a table or column name that is none. Nothing is written then.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    findings = [
        SetFault(f"pack table '{shown(name)}'", "its name is not lower-case letters, digits and '_'", "rename it")
        for name in frames
        if not _NAME.fullmatch(name)
    ]
    findings += too_long(frames, meta)
    if findings:
        raise SetError(findings)
    tables: dict[str, bytes] = {}
    for name, frame in sorted(frames.items()):
        table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
        buffer = io.BytesIO()
        pq.write_table(table, buffer, compression="zstd")
        tables[name] = buffer.getvalue()
    described = {
        "format": FORMAT,
        **meta,
        "tables": {name: hashlib.sha256(data).hexdigest() for name, data in tables.items()},
    }
    for old in written_by_pack(folder) or {}:
        if old.endswith(".parquet") and old.removesuffix(".parquet") not in tables:
            (folder / old).unlink(missing_ok=True)
    for name, data in tables.items():
        write_whole(folder / f"{name}.parquet", data)
    write_whole(folder / README, readme(frames, meta, columns).encode("utf-8"))
    body = json.dumps(described, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    write_whole(folder / META, body.encode("utf-8"))
    return folder


def written_by_pack(folder: Path) -> dict[str, str] | None:
    """Return the files that a pack in ``folder`` consists of, each with its digest; ``None`` if there is no pack.

    ``pack.json`` and the README, whose digests a pack does not give, count as they stand if they are a pack's.
    """
    try:
        meta = read_meta(folder)
    except SetError:
        return None
    made = {f"{name}.parquet": str(sha256) for name, sha256 in meta["tables"].items()}
    with contextlib.suppress(OSError, UnicodeDecodeError):
        described = (folder / README).read_bytes()
        if described.decode("utf-8").startswith(TITLE):
            made[README] = hashlib.sha256(described).hexdigest()
    return made | {META: hashlib.sha256((folder / META).read_bytes()).hexdigest()}


def read_pack(folder: Path | str) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return the tables and the metadata of the pack in ``folder``.

    Text columns have pandas' ``string`` type, as the declared tables do. Raises
    :class:`SetError` if there is no pack, it is of another format, a table is missing,
    changed (by hash) or outside the folder, or a string is longer than a label or name.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder = Path(folder)
    meta = read_meta(folder)
    frames: dict[str, pd.DataFrame] = {}
    findings: list[SetFault] = []
    for name, sha256 in meta["tables"].items():
        where = shown(str(folder / f"{name}.parquet"), longest=1000)
        try:
            data = read_bounded(inside(folder, f"{name}.parquet"), _MOST_TABLE)
            if hashlib.sha256(data).hexdigest() != sha256:
                findings.append(SetFault(where, "the table is not the one the pack was made with", _AGAIN))
                continue
            frame = pq.read_table(io.BytesIO(data)).to_pandas()
        except (OSError, ValueError, UnsafePathError, pa.ArrowException) as error:
            findings.append(SetFault(where, f"the table cannot be read ({shown(str(error))})", _AGAIN))
            continue
        words = [c for c in frame.columns if frame[c].dtype == object or str(frame[c].dtype) == "str"]
        frames[str(name)] = frame.astype(dict.fromkeys(words, "string"))
    findings = findings or too_long(frames, {})
    if findings:
        raise SetError(findings)
    return frames, meta


_AGAIN = "get the pack again, or make it with `framing pack SET`"


def read_meta(folder: Path) -> dict[str, Any]:
    """Return a pack's ``pack.json``; :class:`SetError` if there is none or it is not one."""
    path = folder / META
    where = shown(str(path), longest=1000)
    try:
        meta = json.loads(read_bounded(inside(folder, META), _MOST_META))
    except (OSError, ValueError, RecursionError) as error:
        what = f"it cannot be read ({shown(str(error))})" if path.exists() else "there is no annotation pack"
        raise SetError([SetFault(where, what, _AGAIN)]) from error
    tables = meta.get("tables") if isinstance(meta, dict) else None
    good = isinstance(tables, dict) and all(_NAME.fullmatch(name) for name in tables)
    if not good or meta.get("format") != FORMAT or not isinstance(meta.get("articles", {}), dict):
        raise SetError([SetFault(where, f"it is no pack of format {FORMAT}", _AGAIN)])
    return dict(meta)


def fingerprints(set_folder: Path, hashes: Mapping[str, str]) -> dict[str, tuple[int, ...]]:
    """Return the sketches that the pack of a set holds, by article; nothing if there is no pack.

    ``hashes`` are the manifest's. Raises :class:`SetError` naming every article whose text
    the pack was made from is not the manifest's.
    """
    folder = set_folder / FOLDER
    if not (folder / META).exists():
        return {}
    meta = read_meta(folder)
    findings = [
        SetFault(
            shown(str(folder / META), longest=1000),
            f"the pack was made from another text of article `{shown(id_)}`",
            "make it again with `framing pack SET`, or restore the manifest's hash",
            id_,
        )
        for id_, sha256 in meta.get("articles", {}).items()
        if hashes.get(id_, sha256) != sha256
    ]
    if findings:
        raise SetError(findings)
    kept = meta.get("sketches", {})
    return {
        id_: tuple(int(value, 16) for value in values)
        for id_, values in (kept.items() if isinstance(kept, dict) else ())
        if isinstance(values, list) and all(isinstance(v, str) and re.fullmatch("[0-9a-f]{16}", v) for v in values)
    }
