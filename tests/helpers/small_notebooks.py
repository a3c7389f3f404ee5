"""Small notebooks for tests of the runner."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

PARAMETERS = """\
article_set = "../set"
out = ".."
codebook = None  # type: str
parser = "auto"
seed = 1
draws = 200
confidence = 0.95
collapse_copies = False
include_headline = True
title = None  # type: str"""


def notebook(*sources: str, parameters: str | None = None) -> nbformat.NotebookNode:
    """A notebook of code cells; a source that begins with "tags:" names its cell's tags in its first line."""
    made = new_notebook()
    made.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made.metadata["language_info"] = {"name": "python"}
    made.cells.append(new_markdown_cell("# A test"))
    if parameters is not None:
        sources = (f"tags: parameters\n{parameters}", *sources)
    for source in sources:
        head, _, rest = source.partition("\n")
        tagged = head.startswith("tags:")
        cell = new_code_cell(rest if tagged else source)
        if tagged:
            cell.metadata["tags"] = head.removeprefix("tags:").split()
        made.cells.append(cell)
    for number, cell in enumerate(made.cells):
        cell["id"] = f"cell-{number}"
    return made


def write(made: nbformat.NotebookNode, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(nbformat.writes(made), encoding="utf-8")
    return path
