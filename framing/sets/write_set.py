"""Writing into a set's folder: new files whole or not at all, and new entries after what a user wrote."""

from __future__ import annotations

import os
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from framing.sets.manifest import MANIFEST
from framing.sets.set_problems import SetError, SetFault, shown

TomlValue = str | date | float | bool
IGNORED = (
    "# Texts belong to their publishers: they stay on this machine.\ntexts/\noriginals/\n*.draft.toml\n*.draft.html\n"
)


def write_whole(path: Path, data: bytes) -> None:
    """Write ``data`` under a temporary name and rename it: a reader sees the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        umask = os.umask(0)
        os.umask(umask)
        Path(name).chmod(0o666 & ~umask)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def new_manifest(head: Mapping[str, TomlValue]) -> str:
    """Return a manifest with only its ``[set]`` table."""
    import tomlkit

    document = tomlkit.document()
    document.add(
        tomlkit.comment("Made by `framing import`. Edit freely: a further import adds entries, it changes none.")
    )
    table = tomlkit.table()
    table.update(head)
    document.add("set", table)
    return tomlkit.dumps(document)


def with_entries(manifest: str, entries: Sequence[Mapping[str, TomlValue]], folder: Path) -> str:
    """Return ``manifest`` with ``entries`` added after all it has; nothing in it is touched, comments included.

    Raises :class:`SetError` where the manifest's form does not allow that (articles written
    as an inline list).
    """
    import tomlkit

    if not entries:
        return manifest
    added: list[str] = []
    for entry in entries:
        tables = tomlkit.aot()
        table = tomlkit.table()
        table.update(entry)
        tables.append(table)
        document = tomlkit.document()
        document.add("article", tables)
        added.append(tomlkit.dumps(document).strip("\n") + "\n")
    newline = "\r\n" if "\r\n" in manifest else "\n"
    body = "\n".join(added).replace("\n", newline)
    whole = manifest.rstrip("\r\n") + newline + newline + body
    before = tomllib.loads(manifest)
    try:
        after = tomllib.loads(whole)
    except tomllib.TOMLDecodeError as error:
        where = shown(str(folder / MANIFEST), longest=1000)
        what = f"nothing can be added to its articles ({shown(str(error))})"
        raise SetError([SetFault(where, what, "write each article as a [[article]] table of its own")]) from error
    expected = {**before, "article": [*before.get("article", []), *(dict(entry) for entry in entries)]}
    assert after == expected, "the manifest would not read back as written"
    return whole
