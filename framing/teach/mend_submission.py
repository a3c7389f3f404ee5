"""Before grading: a submission whose cells were deleted, doubled or retyped gets them back, and is told so.

Used by ``notebooks/teach/nbgrader_config.py``. nbgrader alone stops at a retyped cell that lost
its place, and loses the points of one that was deleted with its answer.
"""

from __future__ import annotations

from typing import Any

import nbformat.v4
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

# nbformat's makers of cells have no types
new_code_cell: Any = nbformat.v4.new_code_cell
new_markdown_cell: Any = nbformat.v4.new_markdown_cell

NOTE = "**Before grading, this notebook was mended:**"


class MendSubmission(NbGraderPreprocessor):  # type: ignore[misc]
    """Give back the cells that the assignment has, in place; nothing a student wrote is thrown away."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:  # noqa: ANN401 - nbconvert's types
        """Mend the notebook; the first cell lists what was done, in words for the student."""
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            source = gradebook.find_notebook(about["notebook"], about["assignment"])
            cells = [(c.name, c.cell_type, c.source, c.locked) for c in source.source_cells]
            points = {c.name: c.max_score for c in source.grade_cells}
            solutions = {c.name for c in source.solution_cells}
        marks = {
            name: {
                "grade": name in points,
                "grade_id": name,
                "locked": locked,
                "schema_version": 3,
                "solution": name in solutions,
                "task": False,
                "cell_type": kind,
                **({"points": points[name]} if name in points else {}),
            }
            for name, kind, _, locked in cells
        }
        done: list[str] = []
        for name, kind, released, _ in cells:
            done += _known_again(nb, name, marks[name])
            done += _single(nb, name, released)
            done += _retyped(nb, name, kind)
        previous: str | None = None
        for name, kind, released, _ in cells:
            if _where(nb, name) is None:
                made = new_code_cell(released) if kind == "code" else new_markdown_cell(released)
                made.metadata["nbgrader"] = marks[name]
                at = _where(nb, previous) if previous is not None else None
                nb.cells.insert(0 if at is None else at + 1, made)
                done.append(f"cell “{name}” was missing and was put back as it was given out")
            previous = name
        if done:
            for line in done:
                self.log.warning("%s: %s", about["notebook"], line)
            nb.cells.insert(0, new_markdown_cell(NOTE + "\n\n" + "\n".join(f"- {line}" for line in done)))
        # Ids are younger than some notebook formats; a cell that has one where it must not is refused.
        if (nb.nbformat, nb.nbformat_minor) < (4, 5):
            for cell in nb.cells:
                cell.pop("id", None)
        return nb, resources


def _ids(nb: Any, name: str) -> list[int]:  # noqa: ANN401
    return [i for i, cell in enumerate(nb.cells) if cell.metadata.get("nbgrader", {}).get("grade_id") == name]


def _where(nb: Any, name: str) -> int | None:  # noqa: ANN401
    found = _ids(nb, name)
    return found[0] if found else None


def _known_again(nb: Any, name: str, marks: dict[str, Any]) -> list[str]:  # noqa: ANN401
    """Some editors drop what nbgrader notes in a cell but keep the cell's own id, which is the same name here."""
    if _ids(nb, name):
        return []
    for cell in nb.cells:
        if cell.get("id") == name and not cell.metadata.get("nbgrader"):
            cell.metadata["nbgrader"] = marks
            return [f"cell “{name}” had lost its marks and was known by its id"]
    return []


def _single(nb: Any, name: str, released: str) -> list[str]:  # noqa: ANN401
    """Of several cells with one id, the last that was worked on counts; the others become plain cells."""
    found = _ids(nb, name)
    if len(found) < 2:  # noqa: PLR2004 - one is right
        return []
    worked = [i for i in found if nb.cells[i].source.strip() != released.strip()]
    keep = worked[-1] if worked else found[0]
    for i in found:
        if i != keep:
            del nb.cells[i].metadata["nbgrader"]
    return [f"cell “{name}” stood {len(found)} times; the last one that was worked on is graded"]


def _retyped(nb: Any, name: str, kind: str) -> list[str]:  # noqa: ANN401
    at = _where(nb, name)
    if at is None or nb.cells[at].cell_type == kind:
        return []
    old = nb.cells[at]
    new = new_code_cell(old.source) if kind == "code" else new_markdown_cell(old.source)
    new.metadata = old.metadata
    new.metadata["nbgrader"]["cell_type"] = kind
    nb.cells[at] = new
    return [f"cell “{name}” was {old.cell_type} and was made {kind} again"]
