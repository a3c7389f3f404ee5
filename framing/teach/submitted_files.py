"""Before grading: notebooks that came under another name get theirs, and files that are none are named.

A browser's second download is called ``naming (1).ipynb``, and nbgrader stops at it. Run in the
course's folder, ``python -m framing.teach.submitted_files naming`` knows such a file by the grade
ids of its cells. Nothing is overwritten or thrown away: what can't be graded gets a further ending.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ASIDE = ".not-graded"


def grade_ids(path: Path) -> set[str]:
    """Return the grade ids of a notebook's cells; cells that lost their notes count by their own id.

    Raises:
        ValueError: The file is no notebook; the sentence says where it breaks off.
    """
    try:
        notebook: Any = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        msg = "is not text in UTF-8"
        raise ValueError(msg) from None
    except json.JSONDecodeError as e:
        msg = f"is broken at line {e.lineno} ({e.msg})"
        raise ValueError(msg) from None
    except RecursionError:
        msg = "is nested too deeply to be a notebook"
        raise ValueError(msg) from None
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        msg = "holds no cells"
        raise ValueError(msg)  # noqa: TRY004 - one kind of error for a file that is no notebook
    found: set[str] = set()
    for cell in cells:
        if not isinstance(cell, dict):
            continue
        metadata = cell.get("metadata")
        marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        name = marks.get("grade_id") if isinstance(marks, dict) else cell.get("id")
        if isinstance(name, str):
            found.add(name)
    return found


def mend_names(submitted: Path, name: str, ids: set[str]) -> list[str]:
    """Give each pupil's notebook its name, and return what was done or is to be done, one line each.

    Args:
        submitted: The folder with one folder a pupil, each with a folder ``name``.
        name: The assignment, which its notebook is called after.
        ids: The assignment's grade ids; a file with at least half of them is taken for its notebook.
    """
    lines: list[str] = []
    for home in sorted(p for p in submitted.glob(f"*/{name}") if p.is_dir()):
        who, wanted = home.parent.name, home / f"{name}.ipynb"
        fitting: list[Path] = []
        for path in sorted(home.glob("*.ipynb")):
            try:
                known = grade_ids(path) & ids
            except (ValueError, OSError) as e:
                lines.append(f"{who}: {path.name} {e}; set aside as {_aside(path).name}, ask for it again")
                continue
            if 2 * len(known) >= len(ids):
                fitting.append(path)
            else:
                lines.append(f"{who}: {path.name} is another notebook; set aside as {_aside(path).name}")
        if wanted in fitting:
            lines += [
                f"{who}: {path.name} lies beside {wanted.name}, which is graded; set aside as {_aside(path).name}"
                for path in fitting
                if path != wanted
            ]
        elif len(fitting) == 1:
            fitting[0].rename(wanted)
            lines.append(f"{who}: {fitting[0].name} is the assignment by its cells and is now {wanted.name}")
        elif fitting:
            several = ", ".join(path.name for path in fitting)
            lines.append(f"{who}: {several} are all the assignment; rename the one that counts to {wanted.name}")
        else:
            lines.append(f"{who}: no notebook of the assignment")
    return lines


def _aside(path: Path) -> Path:
    """Rename a file so that nbgrader passes it over; a number is added where the name is taken."""
    to, number = path.with_name(path.name + ASIDE), 1
    while to.exists():
        number += 1
        to = path.with_name(f"{path.name}{ASIDE}-{number}")
    path.rename(to)
    return to


def main(arguments: list[str]) -> int:
    """Mend the names in ``submitted`` of the course in the current folder; 1 if something is left to do."""
    if len(arguments) != 1 or Path(arguments[0]).name != arguments[0]:
        sys.stderr.write("usage: python -m framing.teach.submitted_files ASSIGNMENT\n")
        return 2
    name = arguments[0]
    try:
        ids = grade_ids(Path("source") / name / f"{name}.ipynb")
    except (OSError, ValueError) as e:
        sys.stderr.write(f"source/{name}/{name}.ipynb: {e}; run this in the course's folder\n")
        return 2
    lines = mend_names(Path("submitted"), name, ids)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return int(any("ask for" in line or "rename the" in line or "no notebook" in line for line in lines))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
