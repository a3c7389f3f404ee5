"""Answers of the assignment as data: what a locked cell hands out, and what is read back in another process.

A pupil's kernel is the pupil's: names, functions and tables in it can be anything. So a cell that
is graded only shows its answer, as JSON under :data:`MIME`, and :mod:`framing.teach.mark_answers`
holds what was shown against a truth that this kernel never had.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import pandas as pd
from IPython.display import display

MIME = "application/vnd.framing.answer+json"
shown: Any = display  # IPython gives it no types
MOST_CHARACTERS = 1_000_000  # the assignment's whole table has a tenth of it


def hand_in(task: str, answer: Any) -> None:  # noqa: ANN401 - a pupil's answer can be anything
    """Show an answer as data; nothing is checked here, and no answer raises.

    Args:
        task: The grade id of the cell that hands it in.
        answer: A number, a text, several names, a table or a chart; of anything else only its type is told.
    """
    _show(task, lambda: as_data(answer))


def as_data(answer: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return an answer as values that JSON knows, with its ``kind``.

    Examples:
        >>> as_data({"Ledger"})
        {'kind': 'names', 'names': ['Ledger']}
        >>> as_data(3)
        {'kind': 'value', 'value': 3}
    """
    if isinstance(answer, pd.DataFrame):
        table = answer.reset_index() if answer.index.name is not None else answer
        return {"kind": "table", **json.loads(table.to_json(orient="split", index=False))}
    if isinstance(answer, (set, frozenset, list, tuple, pd.Series, pd.Index)):
        return {"kind": "names", "names": sorted(str(x) for x in answer)}
    if hasattr(answer, "item"):  # a number of numpy's
        answer = answer.item()
    if answer is None or answer is Ellipsis:
        return {"kind": "value", "value": None}
    if isinstance(answer, (bool, int, str)) or (isinstance(answer, float) and math.isfinite(answer)):
        return {"kind": "value", "value": answer}
    return {"kind": "other", "type": type(answer).__name__}


def chart_data(figure: Any, alt: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return what a machine can say of a chart: numbers of axes, whether something is drawn and labelled, the text."""
    axes = list(getattr(figure, "axes", []))
    return {
        "kind": "chart",
        "axes": len(axes),
        "drawn": any(ax.patches or ax.lines or ax.collections for ax in axes),
        "labelled": any(bool(ax.get_xlabel() or ax.get_ylabel()) for ax in axes),
        "alt": alt if isinstance(alt, str) else "",
    }


def hand_in_chart(task: str, figure: Any, alt: Any) -> None:  # noqa: ANN401
    """Show what a machine can say of a chart and its alternative text; the chart itself is marked by a person."""
    _show(task, lambda: chart_data(figure, alt))


def _show(task: str, made: Callable[[], dict[str, Any]]) -> None:
    try:
        data = made()
    except Exception as e:  # noqa: BLE001 - an answer's own code can raise anything
        data = {"kind": "unreadable", "type": type(e).__name__}
    shown({MIME: {"task": task, **data}, "text/plain": "handed in"}, raw=True)


def answer_of(data: dict[str, Any]) -> Any:  # noqa: ANN401
    """Return the answer that :func:`as_data` wrote; ``ValueError`` with a sentence where there is none to read."""
    kind = data.get("kind")
    if kind == "table":
        return pd.DataFrame(data["data"], columns=pd.Index(data["columns"]))
    if kind == "names":
        return set(data["names"])
    if kind == "value":
        return data["value"]
    msg = f"an answer of this kind ({data.get('type', 'unknown')}) can't be handed in; look at what the task asks for"
    raise ValueError(msg)
