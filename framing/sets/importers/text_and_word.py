"""Text files, Word and RTF files: one article a file."""

from __future__ import annotations

import io
import re

from framing.sets.importers.candidate import Facts, Found, NeedsLibraryError
from framing.sets.importers.dates import read_date
from framing.sets.importers.encoding import decode, mend
from framing.sets.importers.office_zip import within_bounds
from framing.sets.importers.torn_files import TORN_FILE

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CUT = re.compile(r"--|__|[-_ ]*\d{4}-\d{2}-\d{2}")


def facts_of_name(stem: str) -> Facts:
    """Return what a file name says: ``press-tv--2020-09-27--embassy`` has an outlet and a date, ``press-tv`` neither.

    The outlet is what stands before the first ``--``, ``__`` or date.
    """
    dated = _DATE.search(stem)
    published, certainty = read_date(dated[0]) if dated else (None, None)
    cut = _CUT.search(stem)
    outlet = stem[: cut.start()].strip(" -_") if cut else ""
    return Facts(outlet=outlet or None, published=published, certainty=certainty)


def from_text(place: str, stem: str, data: bytes) -> Found:
    """Read a plain text file. UTF-8 without mojibake is taken byte for byte."""
    decoded = mend(decode(data))
    plain = decoded.encoding == "utf-8" and not decoded.mended and not decoded.broken
    return Found(
        place=place,
        stem=stem,
        text=decoded.text,
        facts=facts_of_name(stem),
        original=None if plain else data,
        notes=decoded.notes,
    )


def from_word(place: str, stem: str, data: bytes) -> Found:
    """Read a .docx file with python-docx: its paragraphs, one a line, and its title, if it states one.

    Raises ``ValueError`` for a file that is not one, :class:`NeedsLibraryError` without the library.
    """
    try:
        import docx
    except ImportError as error:
        msg = "reading .docx needs python-docx: python -m pip install python-docx, or save the file as plain text"
        raise NeedsLibraryError(msg) from error
    within_bounds(data, what=".docx")
    try:
        document = docx.Document(io.BytesIO(data))
        paragraphs = [paragraph.text for paragraph in document.paragraphs]
    except Exception as error:
        # python-docx passes on whatever its zip and XML readers raise
        msg = f"it is not a readable .docx file ({type(error).__name__})"
        raise ValueError(msg) from error
    text = "\n\n".join(part.strip() for part in paragraphs if part.strip())
    return Found(place=place, stem=stem, text=text, facts=facts_of_name(stem), original=data, suffix=".docx")


def from_rtf(place: str, stem: str, data: bytes) -> Found:
    """Read an RTF file with striprtf.

    Raises ``ValueError`` for a file that is not one, :class:`NeedsLibraryError` without the library.
    """
    try:
        from striprtf.striprtf import rtf_to_text
    except ImportError as error:
        msg = "reading .rtf needs striprtf: python -m pip install striprtf, or save the file as plain text"
        raise NeedsLibraryError(msg) from error
    if not data.lstrip().startswith(b"{\\rtf"):
        msg = "it is not an RTF file"
        raise ValueError(msg)
    try:
        text = str(rtf_to_text(data.decode("latin-1"), errors="replace"))  # type: ignore[no-untyped-call]
    except Exception as error:
        # striprtf raises what its parser runs into
        msg = f"it is not a readable .rtf file ({type(error).__name__})"
        raise ValueError(msg) from error
    # the group that the first brace opens is the whole file
    notes = () if data.rstrip(b" \r\n\t\0").endswith(b"}") else (TORN_FILE,)
    facts = facts_of_name(stem)
    return Found(place=place, stem=stem, text=text.strip(), facts=facts, original=data, suffix=".rtf", notes=notes)
