"""What became of readers' decisions, as a table of the set; a set without decisions has no such table."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

import pandas as pd

from framing.annotate.corrected_article import Applied
from framing.measure.tables import Column, columns_of, frame

CORRECTION_TABLE = "corrections"
APPLIED = "applied"
CORRECTION_COLUMNS: tuple[Column, ...] = columns_of(
    ("article_id", "text", "", "the article; the speaker's name for a correction of a speaker"),
    ("start", "count", "code points", "first code point of the mark; 0 for a speaker"),
    ("end", "count", "code points", "one past its last"),
    ("mark", "text", "", "quotation, mention, word, sentence or speaker"),
    ("decision", "text", "", "right, changed, deleted, added or open (coders differ)"),
    ("fields", "text", "", "what was settled, ', ' between; missing if the mark was only found right"),
    ("coders", "text", "", "who decided, ' | ' between"),
    ("state", "text", "", "applied, or why it was not"),
    ("digest", "text", "", "digest of what was decided"),
)


def correction_rows(outcomes: Iterable[Applied]) -> pd.DataFrame:
    """Return one row a mark that readers decided on, in the order of ``outcomes``."""
    return frame(CORRECTION_COLUMNS, [_row(one) for one in outcomes])


def _row(one: Applied) -> dict[str, object]:
    (name, mark, at), judgement = one.decided.key, one.decided.judgement
    changed = [] if judgement is None else [n for n, v in judgement.new.items() if judgement.old.get(n, v) != v]
    said: str = "open" if judgement is None or one.decided.open else judgement.state
    if said == "right" and changed:
        said = "changed"
    told = [name, mark, at, said, dict(judgement.new) if judgement is not None else {}]
    return {
        "article_id": name,
        "start": at[0][0] if at else 0,
        "end": at[-1][1] if at else 0,
        "mark": mark,
        "decision": said,
        "fields": ", ".join(changed) or None,
        "coders": " | ".join(dict.fromkeys(v.coder for v in one.decided.judgements))
        or (judgement.coder if judgement is not None else None),
        "state": one.why or APPLIED,
        "digest": hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest(),
    }


def not_applied(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """Say of each decision that was not applied where it stands and why; empty without such a table."""
    table = frames.get(CORRECTION_TABLE)
    if table is None:
        return []
    rows = table[table["state"] != APPLIED]
    return [
        f"{row.mark} at {row.start}–{row.end} of article `{row.article_id}`: {row.state}"
        if row.mark != "speaker"
        else f"speaker “{row.article_id}”: {row.state}"
        for row in rows.itertuples(index=False)
    ]
