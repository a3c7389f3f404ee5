"""Text cells that a spreadsheet takes for text: written with an apostrophe before a formula, read without it."""

from __future__ import annotations

# A spreadsheet takes a cell that begins with one of these for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_cell(text: str) -> str:
    """Return the text as it is written: with an apostrophe if a spreadsheet would run it, or if it looks so marked.

    >>> as_cell("=1+1"), as_cell("'=1+1"), as_cell("it's")
    ("'=1+1", "''=1+1", "it's")
    """
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def from_cell(cell: str) -> str:
    """Inverse of :func:`as_cell`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell
