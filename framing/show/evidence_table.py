"""The comparisons of one measure as a table: estimate, interval and base by outlet."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.measure.measure import CodedSet, Measure
from framing.measure.measures import places_of
from framing.measure.place import Place
from framing.measure.settings import Settings
from framing.measure.tables import Tables
from framing.show.escaped_html import Html, cell_text, fill, number
from framing.show.sentences_behind import Reader, opens, reader_of
from framing.show.shown import Shown, grid, say


def evidence_table(
    evidence: pd.DataFrame,
    tables: Tables,
    *,
    measure: Measure,
    codebook: Codebook | None = None,
    settings: Settings | None = None,
    what: str = "",
) -> Shown:
    """Return the comparisons of one measure, keys down and outlets across: estimate, interval and base.

    Each estimate opens the sentences behind it where there are any. ``what`` is the caption.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> book = fr.set_codebook("corpus/harbour-blockade")
    >>> compared = fr.compare_outlets(fr.term_choice(tables, codebook=book), draws=100)
    >>> shown = fr.evidence_table(compared, tables, measure=fr.TERM_CHOICE_SCORE, what="Mean rating of labels")
    >>> print(shown.parts[0].caption)
    Mean rating of labels
    """
    rows = measure.of(evidence)
    if rows.empty:
        return say(f"There is nothing to show for “{measure.name}”.")
    reader, coded = reader_of(tables), CodedSet(tables, codebook, settings or Settings())
    names = {c.id: c.name for c in codebook.concepts} if codebook is not None else {}
    outlets = sorted(map(str, rows["outlet"].unique()))
    cells: dict[tuple[str, str], dict[str, Html]] = {}
    for row in rows.to_dict("records"):
        group, key, outlet = (names.get(str(row[name]), str(row[name])) for name in ("group", "key", "outlet"))
        cells.setdefault((group, key), {})[outlet] = _estimate(
            row, places_of(row, coded), reader, what=f"{outlet}: {key}"
        )
    several = len({group for group, _ in cells}) > 1
    body = [
        [f"{key} ({group})" if several and group else key, *(line.get(outlet, "–") for outlet in outlets)]
        for (group, key), line in cells.items()
    ]
    return grid(["", *outlets], body, caption=what or measure.name[:1].upper() + measure.name[1:])


def _estimate(row: Mapping[Hashable, Any], behind: Sequence[Place], reader: Reader, *, what: str) -> Html:
    unit = str(row["unit"])
    if pd.isna(row["estimate"]):
        return fill('<span class="none">–</span>')
    shown = opens(cell_text(float(row["estimate"]), unit), behind, reader, what=what)
    span = "no interval"
    if not pd.isna(row["low"]):
        span = f"{cell_text(float(row['low']), unit)} to {cell_text(float(row['high']), unit)}"
    return fill("{}<br><small>{}<br>n = {}</small>", shown, span, number(float(row["n"]), digits=1))
