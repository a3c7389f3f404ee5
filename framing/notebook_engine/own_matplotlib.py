"""matplotlib with its own settings, whatever the user's: charts are to be the same bytes on every machine.

matplotlib reads a ``matplotlibrc`` of the working directory, of the user, or of ``MATPLOTLIBRC``, and the backend that
``MPLBACKEND`` names, when it is imported. Any of these changes a picture; a backend ``module://x`` runs a module; a
file that cannot be read stops the import.
"""

from __future__ import annotations

import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

INLINE = "module://matplotlib_inline.backend_inline"  # draws into the notebook
_SETTINGS = ("MATPLOTLIBRC", "MPLBACKEND")


def default_settings() -> dict[str, str]:
    """Return environment variables by which a process that imports matplotlib gets its defaults; without it, none."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        return {}
    return {"MATPLOTLIBRC": str(Path(spec.origin).parent / "mpl-data" / "matplotlibrc"), "MPLBACKEND": "agg"}


def import_matplotlib() -> None:
    """Import matplotlib with its defaults if it is not loaded; the environment stays as it was.

    The backend of a notebook that is open is kept: there figures go on being drawn.
    """
    settings = default_settings()
    if "matplotlib" in sys.modules or not settings:
        return
    if os.environ.get("MPLBACKEND") == INLINE:
        settings["MPLBACKEND"] = INLINE
    kept = {name: os.environ.get(name) for name in _SETTINGS}
    here = os.getcwd()  # noqa: PTH109 (kept as the text chdir takes back)
    os.environ.update(settings)
    os.chdir(Path(settings["MATPLOTLIBRC"]).parent)  # a matplotlibrc of the working directory comes first
    try:
        import matplotlib  # noqa: F401, ICN001 (loaded for what loading reads)
    finally:
        os.chdir(here)
        for name, value in kept.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def load_matplotlib() -> None:
    """Import matplotlib with its defaults, or put them back where it is loaded; without matplotlib nothing is done."""
    import_matplotlib()
    if "matplotlib" not in sys.modules:
        return
    module: Any = sys.modules["matplotlib"]
    backend = dict.get(module.rcParams, "backend")
    # rcParams is a dict whose own methods resolve the backend and warn of old names: by-pass them.
    dict.update(module.rcParams, dict.copy(module.rcParamsDefault))
    dict.__setitem__(module.rcParams, "backend", backend)
