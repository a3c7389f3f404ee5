"""scikit-learn, seaborn and papermill without what they import and no report calls: a fifth of what a process loads.

scikit-learn imports ``scipy.stats`` and ``scipy.interpolate`` for scalers and splines, seaborn ``scipy.stats`` for
density curves, ``scipy.cluster`` for dendrograms and ``ipywidgets`` to choose palettes, papermill ``requests`` for
notebooks on servers. A notebook of somebody's own that calls any of it has it loaded at that moment.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec

from framing.notebook_engine.later_modules import loaded_later

VECTORISERS, CHARTS, NOTEBOOKS = "sklearn.feature_extraction.text", "seaborn", "papermill"
_LATER = {
    VECTORISERS: ("scipy.stats", "scipy.interpolate"),
    CHARTS: ("scipy.stats", "scipy.cluster", "ipywidgets"),
    NOTEBOOKS: ("requests",),
}


def load_lightly(*libraries: str) -> None:
    """Import some of these libraries, where they are installed.

    papermill imports nbformat: :func:`framing.notebook_engine.light_nbformat.load_nbformat` comes first.
    """
    for library in libraries:
        if library not in sys.modules and find_spec(library.partition(".")[0]) is not None:
            with loaded_later(*_LATER[library]):
                importlib.import_module(library)
