"""``framing init``: a folder to work in, with notebooks, a parameters file and a codebook to start from."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from framing.reports.notebook_suite import suite_folder
from framing.reports.trusted_notebooks import note_workspace
from framing.store.output_guard import in_the_way, move_aside

_PARAMETERS = """\
# Parameters of one report. Paths are relative to this file.
# 1. framing import YOUR-ARTICLES --set corpus/first
# 2. copy corpus/codebook-to-start-from.toml to corpus/first/codebook.toml and edit it
# 3. framing report params/first.yaml
article_set: ../corpus/first
out: ../figures/first
"""

_CODEBOOK = """\
# A codebook says which labels name which thing. Replace what is here by your own.
# Patterns: words; "*" inside a word stands for any letters, alone for any one word; [ ] marks
# the mention inside a longer context. Case, hyphens and kinds of quotation marks do not matter.
[codebook]
id = "first"
title = "Codebook of my first set"
version = "1"
language = "en"

[[axis]]
name = "evaluation"
low = -2
high = 2
meaning = "How the label judges what it names: -2 clearly against, 0 less evaluative, 2 clearly in favour."

[[rater]]
id = "1"
note = "who rated, and how"

[[concept]]
id = "the-group"
name = "the group"
referent = "Who or what is named, so that two people would agree whether a sentence is about it."
include = "What counts as naming it, and what does not."
counter_examples = ["a use of the same words for something else"]

[[concept.variant]]
label = "protesters"
patterns = ["protester*", "protestor*"]
ratings = [{ axis = "evaluation", rater = "1", value = 0 }]

[[concept.variant]]
label = "activists"
patterns = ["activist*"]
"""

_IGNORED = """\
# Article texts belong to their publishers: keep them out of version control.
corpus/*/texts/
corpus/*/originals/
corpus/**/*.draft.toml
corpus/**/*.draft.html
figures/
.cache/
"""


class WorkspaceError(ValueError):
    """A folder that cannot become a workspace; the message says why and what to do."""


_MADE = ("notebooks", "params", "corpus/codebook-to-start-from.toml", ".gitignore")


def make_workspace(folder: Path, *, force: bool = False) -> Iterator[Path]:
    """Make a workspace in ``folder`` and yield what was made, and where what stood in its place was moved.

    The whole workspace is put together beside the folder and then given its name, so that
    nothing half-made is left behind.

    Args:
        folder: New or empty; with ``force`` it may hold other things, which stay.
        force: Move aside what stands where the workspace's notebooks, parameters and codebook will be.

    Raises:
        WorkspaceError: The folder is there and not empty, or is no folder.
    """
    filled = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    if filled and not (force and folder.is_dir()):
        msg = f"{folder} is there and not empty; give the name of a new folder, or --force, which moves aside"
        raise WorkspaceError(msg)
    notebooks = suite_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as scratch:
        made = Path(scratch) / "workspace"
        (made / "corpus").mkdir(parents=True)
        (made / "params").mkdir()
        (made / "notebooks").mkdir()
        for notebook in sorted(notebooks.glob("*.ipynb")):
            shutil.copy(notebook, made / "notebooks" / notebook.name)
        (made / "params" / "first.yaml").write_text(_PARAMETERS, encoding="utf-8")
        (made / "corpus" / "codebook-to-start-from.toml").write_text(_CODEBOOK, encoding="utf-8")
        (made / ".gitignore").write_text(_IGNORED, encoding="utf-8")
        if filled:
            yield from _put_into(folder.resolve(), made)
        else:
            if folder.exists():
                folder.rmdir()
            made.rename(folder)
    note_workspace(folder)
    for name in ("notebooks", "params/first.yaml", "corpus/codebook-to-start-from.toml", ".gitignore"):
        yield folder / name


def _put_into(folder: Path, made: Path) -> Iterator[Path]:
    """Move the parts of a workspace into a folder that holds other things; yields where those in the way went."""
    aside = move_aside(folder, in_the_way(folder, _MADE, None))
    if aside is not None:
        yield aside
    (folder / "corpus").mkdir(exist_ok=True)
    for name in _MADE:
        (made / name).rename(folder / name)
