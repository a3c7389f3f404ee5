"""Which row of its data a chart's mark stands for, written into the drawing: the page opens the sentences there.

The name of a mark in the drawing says cells of its row, as a query of an address does:
``at:key=strikers&outlet=Bay+News``. Marks drawn in one go carry one value each of what tells them apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode

if TYPE_CHECKING:
    import pandas as pd

_BEFORE = "at:"
# what tells rows of a comparison apart
COMPARED = ("measure", "group", "key", "outlet")


def at(**cells: object) -> str:
    """Return the name (matplotlib's ``gid``) of a mark that stands for the rows with these cells.

    Empty cells are left out. A list gives each of several marks its own value.

    >>> at(outlet="Bay News", key="strikers", group="")
    'at:key=strikers&outlet=Bay+News'
    """
    kept = {name: cells[name] for name in sorted(cells) if cells[name] not in ("", None)}
    return _BEFORE + urlencode(kept, doseq=True)


def compared(row: Mapping[Any, Any]) -> str:
    """Return the name of a mark that stands for a row of a comparison."""
    return at(**{name: str(row[name]) for name in COMPARED if name in row})


def articles_of(frame: pd.DataFrame) -> list[str]:
    """Return the article of each row, empty where the frame has no such column: its marks then open nothing."""
    return [str(one) for one in frame["article_id"]] if "article_id" in frame else [""] * len(frame)


def cells_at(name: str) -> Mapping[str, Sequence[str]] | None:
    """Return the cells that a mark's name says; ``None`` for any other name.

    >>> cells_at("at:article_id=a&article_id=b")
    {'article_id': ['a', 'b']}
    >>> cells_at("patch_1") is None
    True
    """
    return parse_qs(name.removeprefix(_BEFORE)) if name.startswith(_BEFORE) else None
