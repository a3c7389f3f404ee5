"""What a report that was made from an annotation pack lacks, in words: a pack keeps labels and names, no sentences."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from framing.sets.pack import FOLDER, read_meta
from framing.sets.set_problems import SetError

# What stands in a column of a pack, and what is counted or said by it.
_TOUCHED = {
    "quotations.source": "sources of quotations ({n}): who is quoted, the coverage of statements, the null card",
    "quotations.speaker": "names of speakers ({n}): who is quoted, the coverage of statements, the null card",
    "lineage.statement": "explanations of which text came from which ({n})",
    "rewordings.a_text": "words that one article has and another has otherwise ({n})",
    "rewordings.b_text": "words that stand in their place ({n})",
    "utterances.speaker": "speakers of one statement ({n}): the coverage of statements",
    "roles.actor": "who acts ({n}): agents and patients",
    "articles.title": "titles ({n})",
    "treatments.why": "why a sentence speaks well or ill of somebody ({n})",
    "problems.note": "what could not be read, in words ({n})",
}


def pack_gaps(article_set: Path) -> list[str]:
    """Return what was left out of a set's pack, a line a column: what it is, how many, what is counted by it.

    Empty if nothing was left out, or there is no pack.
    """
    try:
        left_out = read_meta(article_set / FOLDER).get("left_out", {})
    except SetError:
        return []
    return said_of(left_out if isinstance(left_out, dict) else {})


def said_of(left_out: Mapping[str, Any]) -> list[str]:
    """Return the lines for counts by ``table.column``.

    >>> said_of({"lineage.statement": 5, "numbers.unit": 1})
    ['explanations of which text came from which (5)', 'unit in the table of numbers (1)']
    """
    lines = []
    for column, n in sorted(left_out.items()):
        if isinstance(n, int) and n > 0:
            table, _, name = column.partition(".")
            plain = f"{name.replace('_', ' ')} in the table of {table.replace('_', ' ')} ({{n}})"
            lines.append(_TOUCHED.get(column, plain).format(n=n))
    return lines
