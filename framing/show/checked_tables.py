"""How good the marks of this set are, by its checked sample: what a report shows and keeps of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from framing.findings.checked_evidence import checked_evidence
from framing.findings.limits import checked_sentence
from framing.measure.checked_units import CODINGS, UNITS
from framing.show.counted_tables import table
from framing.show.shown import Shown, say
from framing.stats.checked_marks import checked_quality, coder_reliability, confusions
from framing.stats.evidence import family_rows
from framing.store.written_files import write_csv

if TYPE_CHECKING:
    from framing.findings.find import Findings
    from framing.measure.settings import Settings
    from framing.measure.tables import Tables

_SHARES = {"estimate": "share", "low": "share", "high": "share"}
_CORRECTED = dict.fromkeys(
    ("machine", "corrected", "low", "high", "rest", "difference", "difference_low", "difference_high"), "share"
)
_MOST = 24  # rows of a table on the page; the data files hold all


def checked_tables(found: Findings, tables: Tables, settings: Settings, *, out: str | Path) -> Shown:
    """Show precision and recall of this set's marks, corrected shares and coders' agreement; keep them as data files.

    A set without a checked sample shows nothing here (its limits say so); one of whose sample nothing was decided yet,
    a sentence.
    """
    if UNITS not in tables.frames:
        return Shown(())
    said = checked_sentence(tables)
    if tables[CODINGS].empty:
        return say(said)
    units, codings, data = tables[UNITS], tables[CODINGS], Path(out) / "data"
    quality = checked_quality(units, codings, confidence=settings.confidence)
    corrected = checked_evidence(tables, family_rows(found.evidence), settings)
    agreement = coder_reliability(
        units, codings, draws=settings.draws, seed=settings.seed, confidence=settings.confidence
    )
    mistaken = confusions(units, codings)
    for name, frame in (
        ("checked_quality", quality),
        ("corrected_shares", corrected.drop(columns="misses")),
        ("coder_agreement", agreement),
        ("machine_and_people", mistaken),
    ):
        write_csv(frame, data / f"{name}.csv")
    shown = [table(quality.head(_MOST), caption="Precision and recall in this set", units=_SHARES, note=said)]
    if len(corrected):
        strong = corrected.assign(size=corrected["difference"].abs()).sort_values("size", ascending=False)
        columns = {name: name.replace("_", " ") for name in corrected.columns if name not in ("measure", "misses")}
        heads = {"key": "what", "group": "of", **{n: w for n, w in columns.items() if n not in ("key", "group")}}
        shown.append(
            table(strong.head(_MOST), caption="Shares corrected by hand", columns=heads, units=_CORRECTED, note=said)
        )
    if len(agreement):
        shown.append(table(agreement.head(_MOST), caption="Coders and the machine", units={"same": "share"}))
    return Shown(tuple(part for one in shown for part in one.parts))
