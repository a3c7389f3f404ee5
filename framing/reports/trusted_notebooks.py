"""Which notebooks beside a parameters file may be run: notebooks are programs, and a folder may have been received.

Run are the package's own, copies of them that nobody changed, those of a workspace that ``framing init`` made on this
machine, and those below a folder that the user has named (``--run-notebooks-from``, or ``FRAMING_TRUSTED`` in the
environment: folders separated like those of ``PATH``). Nothing that stands in a folder can make it trusted.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from framing.store.written_files import file_digest, replace_file

VARIABLE = "FRAMING_TRUSTED"


def may_be_run(notebooks: Path, *, own: Path) -> bool:
    """Tell whether the notebooks in a folder may be run.

    Args:
        notebooks: The folder.
        own: The folder with the package's own notebooks.
    """
    place = notebooks.resolve()
    if place == own.resolve() or any(place.is_relative_to(folder) for folder in _trusted()):
        return True
    ours = {file.name: file_digest(file) for file in own.glob("*.ipynb")}
    return all(file_digest(file) == ours.get(file.name, "") for file in place.glob("*.ipynb"))


def _trusted() -> Iterator[Path]:
    for named in os.environ.get(VARIABLE, "").split(os.pathsep):
        if named.strip():
            yield Path(named).expanduser().resolve()
    record = _record()
    if record is None:
        return
    with contextlib.suppress(OSError, UnicodeDecodeError):
        for line in record.read_text(encoding="utf-8").split("\n"):
            if line:
                yield Path(line)


def note_workspace(folder: Path) -> bool:
    """Note a workspace that was just made on this machine; False where nothing can be noted."""
    record = _record()
    if record is None:
        return False
    try:
        known = record.read_text(encoding="utf-8").split("\n") if record.is_file() else []
        place = str(folder.resolve())
        if place not in known and "\n" not in place:
            replace_file(record, ("\n".join([*filter(None, known), place]) + "\n").encode("utf-8", "surrogateescape"))
    except (OSError, ValueError):
        return False
    return True


def _record() -> Path | None:
    """The user's own list of workspaces; ``None`` where the user has no folder for settings."""
    named = os.environ.get("APPDATA") if os.name == "nt" else os.environ.get("XDG_CONFIG_HOME")
    try:
        return (Path(named) if named else Path.home() / ".config") / "framing" / "workspaces"
    except RuntimeError:
        return None
