"""A copy of an article set to make its report from again: what a report reads of it, as the set is today."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Collection
from pathlib import Path

from framing.findings.ledger_run import DECISIONS
from framing.sets.manifest import MANIFEST
from framing.sets.pack import FOLDER
from framing.sets.safe_read import MOST_MANIFEST_BYTES, MOST_TEXT_BYTES, UnsafePathError, inside, read_bounded

_MOST_DECISION_BYTES = 50_000_000
_MOST_PACK_BYTES = 500_000_000
_DIGEST = 64  # letters of a SHA-256; anything else is no digest and is refused when the set is opened
_NAMED = 5  # missing texts that a message names


class CannotMakeAgainError(ValueError):
    """A report that cannot be made again here; the message says why and what to do."""


def copy_set(article_set: Path, copy: Path, *, without: Collection[str] = (), needed: Collection[str] = ()) -> None:
    """Copy manifest, codebook, corrections and texts of a set, and the pack if it is read in place of texts.

    A set refuses a text that does not fit its hash. Here the question is what the text of today gives, so the copy's
    manifest says today's hashes. Nothing is read through a link that leads out of the set.

    Args:
        article_set: Folder of the set.
        copy: Folder to make.
        without: Articles whose text is left out: the report was made without it.
        needed: Articles whose text must be there.

    Raises:
        CannotMakeAgainError: the manifest cannot be read, a path leads out of the set, or a needed text is missing.
    """
    manifest, listed = _manifest(article_set)
    missing = []
    try:
        for id_, name, digest in listed:
            file = inside(article_set, name)
            if id_ in without:
                continue
            if not file.is_file():
                missing += [id_] if id_ in needed else []
                continue
            data = read_bounded(file, MOST_TEXT_BYTES)
            if len(digest) == _DIGEST:
                manifest = manifest.replace(digest, hashlib.sha256(data).hexdigest())
            _write(inside(copy, name), data)
        _write(copy / MANIFEST, manifest.encode("utf-8"))
        _copy_small_files(article_set, copy, pack=bool(without))
    except (UnsafePathError, OSError, ValueError) as error:
        msg = f"{article_set}: {error}"
        raise CannotMakeAgainError(msg) from None
    if missing:
        some = ", ".join(f"`{shown}`" for shown in missing[:_NAMED]) + (", …" if len(missing) > _NAMED else "")
        msg = f"{article_set}: the report was made with texts that are not here ({some}); 'framing import' them"
        raise CannotMakeAgainError(msg)


def _manifest(article_set: Path) -> tuple[str, list[tuple[str, str, str]]]:
    """The manifest as text, and id, file and hash of each article that it lists."""
    try:
        manifest = read_bounded(article_set / MANIFEST, MOST_MANIFEST_BYTES).decode("utf-8")
        listed = tomllib.loads(manifest).get("article", [])
        return manifest, [(str(a["id"]), str(a["file"]), str(a["sha256"])) for a in listed]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"{article_set}: its manifest cannot be read any more: {error}"
        raise CannotMakeAgainError(msg) from None


def _copy_small_files(article_set: Path, copy: Path, *, pack: bool) -> None:
    for name in ("codebook.toml", *DECISIONS):
        if (article_set / name).is_file():
            _write(copy / name, read_bounded(inside(article_set, name), _MOST_DECISION_BYTES))
    for file in sorted((article_set / FOLDER).glob("*")) if pack else ():
        if file.suffix in {".json", ".parquet"}:
            name = f"{FOLDER}/{file.name}"
            _write(copy / name, read_bounded(inside(article_set, name), _MOST_PACK_BYTES))


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
