"""What an output may replace: what the suite itself wrote there, by its record, and nothing else.

Every command that writes into a folder asks here: report, batch, teach, coding, agreement, check, pack, init. A
file that stands where a command wants to write and that no run wrote, or that somebody has edited since, is an
error with its name. With ``--force`` it is moved aside, into a folder beside the output, never removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from framing.store.written_files import file_digest

_OF_A_SET = ("texts", "originals", "pack")  # folders of an article set that hold nothing else
_SOURCES = ("*.ipynb", "*.yaml", "*.yml", "articles.toml", "codebook.toml")
_NAMED = 3  # files that a message names


class OutputError(ValueError):
    """An output folder that must not be written to; the message says why and what to do."""


def check_place(out: Path, *inputs: Path, own: bool = False) -> None:
    """Refuse an output folder that would swallow something else; no ``--force`` changes that.

    Args:
        out: The output folder, resolved.
        inputs: What the output is made from: sets, codebooks, parameters files.
        own: Whether a run's record stands in ``out``, so that sources in it are a run's.

    Raises:
        OutputError: ``out`` is a file, holds the working directory, the home folder or an input, lies among a
            set's texts, or is a folder with notebooks, parameters or a set in it.
    """
    if out.exists() and not out.is_dir():
        msg = f"{out}: is a file; give a folder as 'out'"
        raise OutputError(msg)
    for taken in (Path.cwd(), Path.home(), *inputs):
        if taken.resolve().is_relative_to(out):
            msg = f"{out}: cannot be the output folder, it holds {taken}; give a folder of its own as 'out'"
            raise OutputError(msg)
        inside = next((name for name in _OF_A_SET if out.is_relative_to(taken.resolve() / name)), None)
        if inside is not None:
            msg = f"{out}: cannot be the output folder, it lies in {taken}'s {inside}; give another as 'out'"
            raise OutputError(msg)
    taken_by = next((up for up in (out, *out.parents) if _is_of_sources(up)), None)
    if taken_by is not None:
        msg = f"{out}: cannot be the output folder, {taken_by} holds sources; give a folder outside of it as 'out'"
        raise OutputError(msg)
    sources = sorted(file.name for kind in _SOURCES for file in out.glob(kind)) if not own else []
    if sources:
        msg = f"{out}: holds {', '.join(sources[:_NAMED])}; give a folder of its own as 'out'"
        raise OutputError(msg)


def _is_of_sources(folder: Path) -> bool:
    """Whether a folder is by its name and content a set's texts, a workspace's notebooks or its parameters."""
    if folder.name in _OF_A_SET:
        return (folder.parent / "articles.toml").is_file()
    kinds = {"notebooks": ("*.ipynb",), "params": ("*.yaml", "*.yml")}.get(folder.name, ())
    return any(True for kind in kinds for _ in folder.glob(kind))


def in_the_way(out: Path, names: Iterable[str], record: Mapping[str, str] | None) -> list[str]:
    """Return what stands in ``out`` where a command wants to write, and must not be replaced.

    Args:
        out: The output folder.
        names: Files and folders, relative to ``out``, that the command writes.
        record: Digest of each file that a run wrote there; ``None`` if no run has.

    Returns:
        Those of ``names`` that are there without being in the record, and files of the record that are not what
        the run wrote; sorted.
    """
    written = record or {}
    foreign = [name for name in names if name not in written and _there(out / name)]
    edited = [name for name, digest in written.items() if _there(out / name) and file_digest(out / name) != digest]
    return sorted({*foreign, *edited})


def _there(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def refuse(out: Path, names: Iterable[str], *, force: bool) -> None:
    """Refuse to write where something must not be replaced, unless it may be moved aside.

    Raises:
        OutputError: something is in the way and ``force`` is false.
    """
    taken = list(names)
    if taken and not force:
        some = ", ".join(taken[:_NAMED]) + (f" and {len(taken) - _NAMED} more" if len(taken) > _NAMED else "")
        msg = (
            f"{out}: holds {some} that no run wrote or that was edited since; move it, give another folder, "
            "or --force, which moves it aside"
        )
        raise OutputError(msg)


def move_aside(out: Path, names: Iterable[str]) -> Path | None:
    """Move files or folders of ``out`` into a new folder beside it, and return that folder; nothing for no names.

    The folder is ``OUT.aside-1``, or the first such number that is free; names keep their places in it.
    """
    taken = list(names)
    if not taken:
        return None
    number = next(n for n in range(1, 10_000) if not _there(out.with_name(f"{out.name}.aside-{n}")))
    aside = out.with_name(f"{out.name}.aside-{number}")
    for name in taken:
        (aside / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).rename(aside / name)
    return aside
