"""Paths given on the command line, looked at before anything heavy is imported: a wrong one is answered at once.

Only what a look at the file system tells is checked here. What stands in a file is checked by whoever reads it.
"""

from __future__ import annotations

import difflib
from pathlib import Path

from framing.terminal import fail

_MANIFEST = "articles.toml"
_LISTING = "report.json"


def params_file(path: Path) -> Path:
    """Return ``path`` if it can be a parameters file; else say what it is, and end the command with status 2."""
    if path.is_dir():
        example = next((p for p in sorted(path.glob("*.y*ml"))), None)
        if (path / _MANIFEST).is_file():
            fail(
                f"{path} is an article set; a parameters file names it: write one with the lines "
                f"'article_set: {path.resolve()}' and 'out: {path.resolve().name}-report'"
            )
        fail(f"{path} is a folder; name a parameters file{f', e.g. {example}' if example else ' in it'}")
    _there(path, "parameters file")
    return path


def set_folder(path: Path) -> Path:
    """Return ``path`` if it can be an article set; else say what it is, and end the command with status 2."""
    if path.is_file():
        at = f"its folder, {path.parent}" if path.name == _MANIFEST else f"a folder with {_MANIFEST}"
        fail(f"{path} is a file; an article set is a folder: name {at}")
    if not path.is_dir():
        _there(path, "article set", remedy="make one with 'framing import SOURCE --set DIR'")
    if not (path / _MANIFEST).is_file():
        inside = sorted(p.parent for p in path.glob(f"*/{_MANIFEST}"))
        near = f"did you mean {inside[0]}?" if inside else f"make it one with 'framing import SOURCE --set {path}'"
        fail(f"{path} is no article set, there is no such manifest as {path / _MANIFEST}; {near}")
    return path


def report_folder(path: Path, *, needs: tuple[str, ...] = (_LISTING,)) -> Path:
    """Return ``path`` if it can be a report that ``framing report`` wrote; else end the command with status 2.

    ``needs`` names the files without which nothing can be said: copies of reports are often kept without all.
    """
    if not path.is_dir():
        _there(path, "report", remedy="make one with 'framing report PARAMS.yaml'")
        fail(f"{path} is a file; name the folder of a report, {path.parent}")
    lacking = [name for name in needs if not (path / name).is_file()]
    if lacking:
        fail(
            f"{path} is no whole report, it lacks {', '.join(lacking)}; "
            "name a folder that 'framing report PARAMS.yaml' wrote, or make this one again"
        )
    return path


def existing(path: Path, what: str) -> Path:
    """Return ``path`` if there is something; else say so, with the nearest name, and end the command with status 2."""
    _there(path, what)
    return path


def notebooks_folder(path: Path | None) -> None:
    """End the command with status 2 if a folder of notebooks was named and holds none; ``None`` takes the package's."""
    if path is None:
        return
    _there(path, "folder of notebooks")
    if not any(path.glob("*.ipynb")):
        fail(f"{path} holds no notebooks; name the folder of those to run, as 'framing init' makes one")


def codebook_file(path: Path | None) -> None:
    """End the command with status 2 if a codebook was named and is no file; ``None`` takes the set's own."""
    if path is not None and path.is_dir():
        own = path / "codebook.toml"
        fail(f"{path} is a folder; name the codebook's file{f', {own}' if own.is_file() else ', a .toml'}")
    if path is not None:
        _there(path, "codebook")


def _there(path: Path, what: str, *, remedy: str = "") -> None:
    try:
        if path.exists():
            return
        names = [p.name for p in path.parent.iterdir()] if path.parent.is_dir() else []
    except OSError as error:
        fail(f"{path}: {error.strerror or error}")
    close = difflib.get_close_matches(path.name, names, n=1, cutoff=0.6)
    hint = f"did you mean {path.parent / close[0]}?" if close else remedy
    hint = hint or f"give the path from here, {Path.cwd()}, or a whole one"
    fail(f"{path}: no such file or folder to be the {what}; {hint}")
