"""An output folder appears whole or not at all, and what a user put into it stays.

A report is made in a draft folder beside its place. When it is complete the draft takes
the place by renaming. A process that is killed leaves at most a draft, or, between the two
renamings, the old folder under another name; the next run puts either right.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from framing.reports.report_digest import FIELD, PAGE, digest_of_report, filled
from framing.store.drafts import clear_drafts, draft_folder
from framing.store.output_guard import OutputError, check_place, in_the_way, move_aside, refuse
from framing.store.written_files import file_digest

LISTING = "report.json"  # what a run wrote, by digest, and what it was made from
_OURS = ("index.html", "notebooks", "data", "charts", "findings.json", "ledger.jsonl", LISTING)


def check_out(out: Path, *inputs: Path, force: bool = False, names: Iterable[str] = _OURS) -> None:
    """Refuse an output folder before anything is run for it; see :mod:`framing.store.output_guard`.

    Args:
        out: The output folder.
        inputs: What the output is made from.
        force: What is in the way will be moved aside.
        names: Files and folders that the run will write.

    Raises:
        OutputError: ``out`` must not be written to, or a file of somebody's stands in the place of one of the run's.
    """
    listing = read_listing(out)
    check_place(out, *inputs, own=listing is not None)
    # what a run has listed may lie beside files of a user in the run's folders: only whole files are asked for then
    refuse(out, in_the_way(out, names if listing is None else (), (listing or {}).get("files")), force=force)


def read_listing(out: Path) -> dict[str, Any] | None:
    """Return what the last run in ``out`` wrote down, or ``None`` if there is nothing of the kind."""
    try:
        found = json.loads((out / LISTING).read_text(encoding="utf-8"))
        return found if isinstance(found.get("files"), dict) else None
    except (OSError, ValueError, AttributeError):
        return None


def is_unchanged(out: Path, made_from: str) -> bool:
    """Tell whether ``out`` holds, file for file, what a run from exactly these inputs wrote."""
    listing = read_listing(out)
    if listing is None or listing.get("made_from") != made_from:
        return False
    return all(file_digest(out / name) == digest for name, digest in listing["files"].items())


@contextlib.contextmanager
def new_output(
    out: Path,
    *,
    made_from: str,
    about: Mapping[str, Any],
    force: bool = False,
    mended: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Path]:
    """Give a draft folder; when the block ends well it becomes ``out``, and on any error it is removed.

    Files and folders that ``out`` holds and no run has listed are carried over. The listing
    ``report.json`` is written last: digest of each file and of the whole, ``made_from``, and ``about``.
    With ``force`` files in the way are moved aside when all is written; ``tell`` says where to. ``mended`` says that
    the caller has cleared away the drafts of killed runs, as a batch does once for all of its sets.

    Raises:
        OutputError: a file that no run has listed, or that was edited since, stands where the run wants to write
            one, and ``force`` is false; it stays.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    if mended:
        restore(out)
    else:
        mend([out])
    draft = draft_folder(out)
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    try:
        yield draft
        listing = _listing_of(draft, {**about, "made_from": made_from})
        (draft / LISTING).write_text(listing_text(listing), encoding="utf-8")
        _make_way(out, listing["files"], force=force, tell=tell)
        _carry_over(out, draft)
        _take_place(draft, out, made_from)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _make_way(out: Path, files: Iterable[str], *, force: bool, tell: Callable[[str], None]) -> None:
    """Refuse, or move aside, what stands where ``files`` will be, or where one of their folders will."""
    before = read_listing(out)
    folders = dict.fromkeys(part.as_posix() for name in files for part in Path(name).parents[:-1])
    blocked = [name for name in folders if (out / name).is_symlink() or (out / name).is_file()]
    names = [*files, *blocked, *([LISTING] if before is None else [])]
    taken = in_the_way(out, names, (before or {}).get("files"))
    refuse(out, taken, force=force)
    aside = move_aside(out, taken)
    if aside is not None:
        tell(f"moved aside: {', '.join(taken)}, now in {aside}")


def _listing_of(draft: Path, about: Mapping[str, Any]) -> dict[str, Any]:
    """List a finished draft's files by digest, and write the digest of it all where the page has a place for it."""
    files = {f.relative_to(draft).as_posix(): file_digest(f) or "" for f in sorted(draft.rglob("*")) if f.is_file()}
    digest = digest_of_report(about, files)
    page = draft / PAGE
    if page.is_file():
        page.write_bytes(filled(page.read_bytes(), digest))
        files[PAGE] = file_digest(page) or ""
    return {**about, FIELD: digest, "files": files}


def listing_text(listing: Mapping[str, Any]) -> str:
    """Return a listing as it is written."""
    return json.dumps(listing, indent=1, ensure_ascii=False) + "\n"


def _carry_over(out: Path, draft: Path) -> None:
    """Link or copy into ``draft`` what the user has put into ``out``."""
    if not out.is_dir():
        return
    listed = (read_listing(out) or {"files": {}})["files"]
    for file in sorted(out.rglob("*")):
        name = file.relative_to(out)
        new = draft / name
        if file.is_symlink() or file.is_file():
            if name.as_posix() in listed or name.as_posix() == LISTING:
                continue
            if new.exists() or new.is_symlink():
                msg = f"{file}: stands where the report wants to write and no run has listed it; move or rename it"
                raise OutputError(msg)
            new.parent.mkdir(parents=True, exist_ok=True)
            if file.is_symlink():
                new.symlink_to(file.readlink())
                continue
            try:
                os.link(file, new)
            except OSError:
                shutil.copy2(file, new)
        elif file.is_dir() and not any(file.iterdir()):
            new.mkdir(parents=True, exist_ok=True)


def _take_place(draft: Path, out: Path, made_from: str) -> None:
    old = _old(out)
    try:
        if out.exists():
            out.rename(old)
        draft.rename(out)
    except OSError:
        # Another worker of a cluster was faster with the same set: its files are these.
        if (read_listing(out) or {}).get("made_from") != made_from:
            raise
    shutil.rmtree(old, ignore_errors=True)


def _old(out: Path) -> Path:
    return out.with_name(f".{out.name}.old")


def mend(outs: Iterable[Path]) -> None:
    """Put right what killed runs left beside output folders: old folders moved aside, drafts nobody works on.

    However many ``outs`` there are, each folder that holds some of them is listed once: a batch mends all of its
    sets in one call.
    """
    beside: dict[Path, list[str]] = {}
    for out in outs:
        restore(out)
        beside.setdefault(out.parent, []).append(out.name)
    for folder, names in beside.items():
        clear_drafts(folder, of=names)


def restore(out: Path) -> None:
    """Put an old folder back that a run killed between its two renamings left moved aside; nothing is listed."""
    old = _old(out)
    if old.is_dir():
        if out.exists():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.rename(out)
