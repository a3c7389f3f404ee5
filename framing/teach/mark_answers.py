"""Grading: answers that a notebook handed in, held against the truth in nbgrader's own process.

Used by ``notebooks/teach/nbgrader_config.py``, which reads the truth before any pupil's code runs.
Whatever a pupil's kernel did to its tables, functions or checks, only the data that the locked
cell showed counts, and it counts when it is right.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import nbformat.v4
import pandas as pd
from nbgrader.preprocessors import NbGraderPreprocessor

from framing.annotate.voice import OWN_VOICE
from framing.teach import assignment_checks as checks
from framing.teach.assignment import favourite_labels
from framing.teach.hand_in import MIME, MOST_CHARACTERS, answer_of

HALF = 0.5
new_output: Any = nbformat.v4.new_output  # nbformat's makers have no types


def _own_voice(answer: Any, truth: pd.DataFrame) -> None:  # noqa: ANN401
    checks.check_own_voice(answer, truth)
    right = truth[truth["voice"].isin(OWN_VOICE)]
    rows = [sorted(t[list(truth.columns)].astype(str).itertuples(index=False, name=None)) for t in (answer, right)]
    if rows[0] != rows[1]:
        msg = "these are not the rows of mentions.csv as it was given out"
        raise AssertionError(msg)


def _above(answer: Any, truth: pd.DataFrame) -> None:  # noqa: ANN401
    own = truth[truth["voice"].isin(OWN_VOICE)]
    checks.check_interval_reading(answer, favourite_labels(own, concept="people-in-boats"), value=HALF)


TASKS: dict[str, Callable[[Any, pd.DataFrame], None]] = {
    "count-check": lambda answer, truth: checks.check_count(
        answer, truth, outlet="National Courier", label="extremists", voice="outlet"
    ),
    "own-check": _own_voice,
    "shares-check": lambda answer, truth: checks.check_shares(
        answer, truth, concept="people-in-boats", label="protesters"
    ),
    "above-check": _above,
}


def verdict(task: str, outputs: list[Any], truth: pd.DataFrame) -> str:
    """Return what is wrong with the answer among a cell's outputs, in one sentence; empty if nothing is.

    Args:
        task: The grade id of the cell.
        outputs: What the cell showed when it was run.
        truth: The assignment's table as it was given out.
    """
    handed = [output["data"][MIME] for output in outputs if MIME in output.get("data", {})]
    if len(handed) != 1:
        how = "nothing was handed in" if not handed else f"{len(handed)} answers were handed in"
        return f"{how}; the cell as it was given out hands in one"
    data = handed[0]
    if not isinstance(data, dict) or data.get("task") != task or len(str(data)) > MOST_CHARACTERS:
        return "what was handed in is no answer to this task"
    try:
        if task == "chart-check":
            checks.check_chart_data(data)
        else:
            TASKS[task](answer_of(data), truth)
    except AssertionError as e:
        return str(e)
    except Exception as e:  # noqa: BLE001 - the data are a pupil's and can be anything
        return str(e) if isinstance(e, ValueError) else f"the answer could not be read ({type(e).__name__})"
    return ""


class MarkAnswers(NbGraderPreprocessor):  # type: ignore[misc]
    """Replace what the graded cells showed by the verdict; nbgrader makes points of it."""

    truth: ClassVar[pd.DataFrame | None] = None

    @classmethod
    def read_truth(cls, path: Path) -> None:
        """Read the assignment's table, once; ``OSError`` if it is not there."""
        cls.truth = pd.read_csv(path)

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:  # noqa: ANN401
        """Judge one cell, if it is one of the assignment's checks."""
        del cell_index
        task = cell.metadata.get("nbgrader", {}).get("grade_id")
        if cell.cell_type != "code" or task not in {*TASKS, "chart-check"}:
            return cell, resources
        if self.truth is None:
            msg = "the truth was not read: nbgrader_config.py calls MarkAnswers.read_truth before grading"
            raise RuntimeError(msg)
        wrong = verdict(task, cell.outputs, self.truth)
        cell.outputs = (
            [new_output("error", ename="AssertionError", evalue=wrong, traceback=[wrong])]
            if wrong
            else [new_output("stream", name="stdout", text="right")]
        )
        return cell, resources
