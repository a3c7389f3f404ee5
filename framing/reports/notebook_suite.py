"""The notebooks of a report: where they are, in which order they run, and whether their parameters fit."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from pathlib import Path

from framing.reports.parameters import NOTEBOOK_PARAMETERS, describe_parameters
from framing.reports.trusted_notebooks import VARIABLE, may_be_run

# 01 to 69 and 80 are about one article set and make its report; 70 and 90 are about several sets and labelled data.
_OF_ONE_SET = re.compile(r"([0-6][0-9]|80)_\w+\.ipynb")
# To be used in JupyterLab; on a still page it has nothing to show.
_INTERACTIVE = {"11_explore"}


class SuiteError(ValueError):
    """A notebook that is not there or does not take the suite's parameters; the message says what to do."""


def suite_folder(near: Path | None = None) -> Path:
    """Return the folder with the notebooks.

    A workspace has its own, beside its parameters files; else those of the working copy
    this package stands in; else those that came with the installed package.

    Args:
        near: Folder of the parameters file; ``near/notebooks`` and ``near/../notebooks`` come first.

    Raises:
        SuiteError: no folder has any, or one near holds notebooks that nobody said may be run.
    """
    package = Path(str(resources.files("framing")))
    places = [package.parent / "notebooks", package / "notebooks"]
    own = next((place.resolve() for place in places if _has_notebooks(place)), None)
    if own is None:
        tried = ", ".join(str(place) for place in places)
        msg = f"no notebooks found in {tried}: install the package again"
        raise SuiteError(msg)
    for place in (near / "notebooks", near.parent / "notebooks") if near is not None else ():
        if _has_notebooks(place):
            if not may_be_run(place, own=own):
                msg = (
                    f"{place}: holds notebooks that are not this package's, and notebooks are programs; nothing was "
                    f"run. If they are yours or you trust who wrote them: --run-notebooks-from {place}, or name the "
                    f"folder in {VARIABLE}"
                )
                raise SuiteError(msg)
            return place.resolve()
    return own


def _has_notebooks(place: Path) -> bool:
    return place.is_dir() and any(_OF_ONE_SET.fullmatch(file.name) for file in place.iterdir())


def find_notebooks(
    names: Sequence[str] | None = None, *, near: Path | None = None, folder: Path | None = None
) -> tuple[Path, ...]:
    """Return the notebooks to run, in order: those named, or the standard suite.

    Args:
        names: ``"02_term_choice"``, with or without ``.ipynb``; all must be in the suite's folder.
        near: See :func:`suite_folder`.
        folder: The folder with the notebooks, in place of those that :func:`suite_folder` looks for.

    Raises:
        SuiteError: a name is not that of a notebook there, or stands twice; or no name is given and there is none.
    """
    folder = folder.resolve() if folder is not None else suite_folder(near)
    known = {file.stem: file for file in sorted(folder.glob("*.ipynb"))}
    if names is None:
        standard = tuple(f for f in known.values() if _OF_ONE_SET.fullmatch(f.name) and f.stem not in _INTERACTIVE)
        if not standard:
            msg = f"{folder}: no notebook of a report is there, they are named like 01_article_set.ipynb"
            raise SuiteError(msg)
        return standard
    stems = [name.removesuffix(".ipynb") for name in names]
    unknown = [stem for stem in stems if stem not in known]
    twice = sorted({stem for stem in stems if stems.count(stem) > 1})
    if unknown or twice or not stems:
        fault = f"no notebook {', '.join(map(repr, unknown))}" if unknown else f"{twice or 'nothing'} given"
        msg = f"parameter 'notebooks': {fault} in {folder}; there are {', '.join(known)}"
        raise SuiteError(msg)
    return tuple(known[stem] for stem in stems)


def check_notebooks(notebooks: Sequence[Path]) -> None:
    """Make sure that each notebook's ``parameters`` cell declares parameters of the suite and no others.

    A notebook declares those that it uses, and is given those that it declares. One with a name that
    the suite does not know would keep its own value whatever the parameters file says.

    Raises:
        SuiteError: naming each notebook and the parameters that are unknown.
    """
    faults = []
    for notebook in notebooks:
        declared = declared_parameters(notebook, notebook.stat().st_mtime_ns)
        unknown = [name for name in declared if name not in NOTEBOOK_PARAMETERS]
        if unknown:
            faults.append(f"{notebook.name}: its parameters cell has unknown {', '.join(unknown)}")
    if faults:
        msg = "\n".join([*faults, "known parameters:", describe_parameters()])
        raise SuiteError(msg)


@cache
def declared_parameters(notebook: Path, changed: int) -> tuple[str, ...]:
    """Names that the notebook's ``parameters`` cell sets; ``changed`` is the file's time.

    Read as JSON and Python: papermill has a function for it, but loading papermill takes longer than
    checking a hundred unchanged sets.

    Raises:
        SuiteError: the file is not a notebook, or that cell is not Python.
    """
    del changed
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        source = next(
            ("".join(cell["source"]) for cell in cells if "parameters" in cell["metadata"].get("tags", ())), ""
        )
        lines = ast.parse(source).body
    except (OSError, ValueError, KeyError, TypeError, AttributeError, SyntaxError) as error:
        msg = f"{notebook}: not a notebook that can be read: {error}"
        raise SuiteError(msg) from error
    targets = [t for line in lines for t in _targets(line)]
    return tuple(dict.fromkeys(t.id for t in targets if isinstance(t, ast.Name)))


def _targets(line: ast.stmt) -> list[ast.expr]:
    if isinstance(line, ast.Assign):
        return line.targets
    return [line.target] if isinstance(line, ast.AnnAssign) else []
