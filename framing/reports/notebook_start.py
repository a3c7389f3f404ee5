"""The first line of a notebook: its parameters checked, its paths made whole, wherever and with whatever it is run.

``framing report`` checks parameters before it runs anything. Papermill alone does not: it injects a misspelt name
beside the parameters, warns, and the notebook goes on with its own value, so that numbers of one set pass for
another's; JupyterLab does not even warn. And papermill runs a notebook in the folder it was called from, where paths
of a parameters file lead nowhere.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

from framing.reports.parameters import KNOWN, ParameterError, check_values, nearest
from framing.reports.parameters_cell import INPUT, injected_names, misspelt_names, typed_names

_PATHS = ("codebook", "out")
_OWN_NAMES = ". A name of your own goes in a cell below the one that begins with start_notebook, or has '_' before it"
DEMO = "../corpus/harbour-blockade"  # what the notebooks name before anybody names a set of their own


def start_notebook(namespace: MutableMapping[str, Any], *, also: Sequence[str] = ()) -> None:
    """Check the parameters of a running notebook and make its paths whole, in its own ``globals()``.

    A relative path is taken from the folder the notebook runs in. If there is nothing, it is taken from the
    ``params`` and ``notebooks`` folders of the workspace around that folder: so a notebook can be run by papermill
    from the workspace's root with the parameters file that ``framing report`` takes. Where no set was named at all, it
    is the demo's, which comes with the package, and that is printed.

    Names that a reader gives a value in cells of their own are left alone: see :mod:`framing.reports.parameters_cell`.

    Args:
        namespace: ``globals()`` of the notebook; ``article_set``, ``tables``, ``labelled``, ``codebook`` and ``out``
            become whole paths where they are relative.
        also: Names of parameters that this notebook has beside those of a report.

    Raises:
        ParameterError: a name was injected, or typed into the parameters cell, that is no parameter, with the
            nearest that is one; a value is of the wrong type or out of its range; or what should be read is not
            there, or is in two places, with what to give instead.

    >>> import framing as fr
    >>> names = {"article_set": "corpus/harbour-blockade", "seed": 7}
    >>> fr.start_notebook(names)
    >>> names["article_set"].endswith("harbour-blockade"), names["seed"]
    (True, 7)
    """
    known = (*KNOWN, *also)
    inputs = namespace.get("In", ())
    injected, typed = injected_names(inputs), typed_names(inputs, known)
    for name in (*injected, *typed, *misspelt_names(inputs, known)):
        if name not in known:
            theirs = "" if name in injected else _OWN_NAMES
            msg = f"unknown parameter '{name}'{nearest(name, known)}; nothing was run. Known are {', '.join(known)}"
            raise ParameterError(msg + theirs)
    check_values({name: namespace[name] for name in (*typed, *injected) if name in namespace and name not in also})
    here = Path.cwd()
    base: Path | None = None
    home = next((f for f in _workspace_folders(here) if f.name == "notebooks"), here)
    if namespace.get("article_set") == DEMO and "article_set" not in injected and not (home / DEMO).exists():
        namespace["article_set"] = str(demo_set())
        print("No article_set was named: this is the demo, an invented event.")  # noqa: T201 - into the notebook
    for name in (name for name in INPUT if name in KNOWN or name in also):
        given = namespace.get(name)
        if isinstance(given, str) and given.strip():
            start = here if Path(given).expanduser().is_absolute() else _base_of(given, name, here)
            namespace[name] = str((start / Path(given).expanduser()).resolve())
            base = base or start
    for name in _PATHS:
        given = namespace.get(name)
        if isinstance(given, str) and given.strip():
            start = base or here if name in injected else home  # a notebook's own default is meant from where it lies
            namespace[name] = str((start / Path(given).expanduser()).resolve())


def demo_set() -> Path:
    """Return the folder of the demo's set: of the working copy, or as it came with the installed package."""
    package = Path(str(resources.files("framing")))
    places = (package.parent / "corpus" / "harbour-blockade", package / "demo_set")
    found = next((place for place in places if (place / "articles.toml").is_file()), None)
    if found is None:
        msg = f"the demo's articles are not in {' or '.join(map(str, places))}: install the package again"
        raise ParameterError(msg)
    return found


def _base_of(given: str, name: str, here: Path) -> Path:
    """Return the folder that the relative path ``given`` starts from."""
    path = Path(given).expanduser()
    places: dict[Path, Path] = {}
    for base in (here, *_workspace_folders(here)):
        target = (base / path).resolve()
        if _there(target, name):
            places.setdefault(target, base)
    if len(places) == 1:
        return next(iter(places.values()))
    if places:
        both = " and ".join(map(str, places))
        msg = f"{name} '{given}' is in two places, {both}: give the whole path of the one you mean, -p {name} …"
        raise ParameterError(msg)
    made = " ('framing batch' writes it)" if name == "tables" else ""
    msg = (
        f"{name} '{given}' leads nowhere from {here}{made}: give its whole path (papermill … -p {name} /…), or run in "
        f"the notebook's own folder (papermill --cwd FOLDER …), or make a report with 'framing report PARAMS.yaml'"
    )
    raise ParameterError(msg)


def _there(target: Path, name: str) -> bool:
    return (target / "articles.toml").is_file() if name == "article_set" else target.exists()


def _workspace_folders(here: Path) -> tuple[Path, ...]:
    """Return the folders of parameters and notebooks of the nearest workspace around ``here``, if there is one."""
    for folder in (here, *here.parents):
        if any((folder / "notebooks").glob("*.ipynb")):
            return folder / "params", folder / "notebooks"
    return ()
