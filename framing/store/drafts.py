"""Unfinished files and folders, by names that say whose they are: those of a killed process can be cleared away."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

_OWNER = re.compile(r"\..+\.draft-(?P<host>.+)-(?P<number>\d+)(?:~\w+)?", re.DOTALL)
_LONGEST = 40  # characters of a name that its draft repeats: file systems allow 255 bytes


def draft_folder(place: Path) -> Path:
    """Return the path of this process's draft of the folder ``place``, beside it; nothing is made."""
    return place.with_name(f".{place.name}.draft-{_me()}")


def new_draft_file(place: Path) -> Path:
    """Make an empty file beside ``place``, hidden and named as a draft of this process."""
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:_LONGEST]}.draft-{_me()}~", dir=place.parent)
    os.close(handle)
    return Path(name)


def new_draft_folder(place: Path) -> Path:
    """Make a folder beside ``place``, hidden and named as a draft of this process; for several at a time."""
    return Path(tempfile.mkdtemp(prefix=f".{place.name[:_LONGEST]}.draft-{_me()}~", dir=place.parent))


def clear_drafts(folder: Path, *, of: Collection[str] | None = None, own: bool = False) -> None:
    """Remove drafts in ``folder`` that no running process of this machine owns; ``folder`` is listed once.

    With ``of`` only drafts of these names, as many as there are. With ``own`` this process's drafts go too: it was
    interrupted, perhaps after it had made one and before it could see to its removal.
    """
    wanted = None if of is None else frozenset(of)
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for entry in sorted(folder.iterdir()):
            owner = _OWNER.fullmatch(entry.name)
            if owner is None or owner["host"] != socket.gethostname():
                continue
            number = int(owner["number"])
            if not (own and number == os.getpid()) and _is_running(number):
                continue
            if wanted is not None and wanted.isdisjoint(_drafted(entry.name)):
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            else:
                entry.unlink(missing_ok=True)


def _drafted(name: str) -> Iterator[str]:
    """Yield the names whose draft ``name`` can be: one, unless the draft's own name has the mark in it too."""
    for mark in re.finditer(r"\.draft-", name):
        yield name[1 : mark.start()]


def _me() -> str:
    return f"{socket.gethostname()}-{os.getpid()}"


def _is_running(number: int) -> bool:
    """Tell whether a process of that number is at work (on Windows always: drafts are then left)."""
    if os.name == "nt":
        return True
    with contextlib.suppress(OSError):
        # Dead but not yet taken note of by its parent, as in a container without an init process.
        found = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
        if found.rpartition(")")[2].split()[0] == "Z":
            return False
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
