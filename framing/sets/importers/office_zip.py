"""Office files are zip archives of XML; what they unpack to is bounded before a library opens them."""

from __future__ import annotations

import io
import zipfile

MOST_XML = 50_000_000  # bytes; the longest articles have thousands of words, not millions


def within_bounds(data: bytes, *, what: str, most: int = MOST_XML) -> None:
    """Return if the parts of an office file together unpack to at most ``most`` bytes.

    Raises ``ValueError`` if they would not (a small file can unpack to gigabytes), or if it is no zip archive.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [info for info in archive.infolist() if info.filename.lower().endswith((".xml", ".rels"))]
            total = sum(info.file_size for info in parts)
    except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
        msg = f"it is not a readable {what} file ({type(error).__name__})"
        raise ValueError(msg) from error
    if total > most:
        msg = f"it unpacks to {total // 1_000_000} MB of markup, {most // 1_000_000} MB are read: save it in parts"
        raise ValueError(msg)
