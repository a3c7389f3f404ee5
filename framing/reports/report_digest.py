"""One digest a report: over what it was made from, its settings, the versions, and every file of it.

It can be printed in a paper: whoever has the folder computes it again without running anything. The report's page
prints it too, and is itself one of the files; the place on the page where it stands counts as filled with zeros.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from framing.sets.safe_read import UnsafePathError, inside
from framing.store.written_files import file_digest

PAGE = "index.html"
FIELD = "digest"
_BEFORE, _AFTER = '<code id="digest">', "</code>"
PLACE = f"{_BEFORE}{'0' * 64}{_AFTER}"  # what a page holds before its report's digest is known

_NO_FILE = "no such file"


def digest_of_report(listing: Mapping[str, Any], files: Mapping[str, str]) -> str:
    """Return the digest of a report: SHA-256 in hexadecimal.

    Args:
        listing: What ``report.json`` says; all of it counts but ``files`` and ``digest`` itself.
        files: Digest of each file, the page's without the report's digest in it (:func:`blanked`).

    >>> one = digest_of_report({"set": "quay"}, {"index.html": "aa", "data/n.csv": "bb"})
    >>> one == digest_of_report({"set": "quay", "digest": "x"}, {"data/n.csv": "bb", "index.html": "aa"}), len(one)
    (True, 64)
    """
    about = {name: value for name, value in listing.items() if name not in {FIELD, "files"}}
    said = json.dumps({"about": about, "files": dict(files)}, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode("ascii")).hexdigest()


def blanked(page: bytes, digest: object) -> bytes:
    """Return a page with zeros in the place of its report's digest, as it was before the digest was known."""
    if not isinstance(digest, str):
        return page
    return page.replace(f"{_BEFORE}{digest}{_AFTER}".encode("utf-8", "replace"), PLACE.encode())


def filled(page: bytes, digest: str) -> bytes:
    """Return a page with the digest in its place; a page without the place comes back as it is."""
    return page.replace(PLACE.encode(), f"{_BEFORE}{digest}{_AFTER}".encode())


def counted_digest(folder: Path, name: str, listing: Mapping[str, Any]) -> str | None:
    """Return a file's digest as it counts in its report's; ``None`` for no file, a link, or a name that leads away."""
    try:
        file = folder / name
        if inside(folder, name) != file.resolve() or file.resolve() != folder.resolve() / name:
            return None
    except (UnsafePathError, OSError, RuntimeError, ValueError):
        return None
    if name != PAGE:
        return file_digest(file)
    if file_digest(file) is None:
        return None
    return hashlib.sha256(blanked(file.read_bytes(), listing.get(FIELD))).hexdigest()


def digest_of_folder(folder: Path, listing: Mapping[str, Any]) -> str:
    """Return the digest of the report in ``folder`` as its files stand there now, whatever its listing says of them."""
    counted = {name: counted_digest(folder, name, listing) or _NO_FILE for name in listing["files"]}
    return digest_of_report(listing, counted)
