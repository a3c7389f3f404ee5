"""scikit-learn and seaborn loaded without parts of SciPy: these were a sixth of what a process loads, and none is used.

scikit-learn imports ``scipy.stats`` and ``scipy.interpolate`` for scalers and splines, seaborn ``scipy.stats`` for
density curves and ``scipy.cluster`` for dendrograms. A report calls none of them; a notebook of somebody's own that
does has them loaded at that moment.
"""

from __future__ import annotations

import importlib
import sys
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_LATER = ("scipy.stats", "scipy.interpolate", "scipy.cluster")
_USERS = ("sklearn.feature_extraction.text", "seaborn")


class _Later:
    """Something of a module that is looked up, and the module loaded, when it is called or asked for a part."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def _real(self) -> Any:  # noqa: ANN401 (whatever the module has under that name)
        return getattr(importlib.import_module(self._module), self._name)

    def __call__(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 (as of what it stands for)
        return self._real()(*given, **named)

    def __getattr__(self, part: str) -> Any:  # noqa: ANN401
        return getattr(self._real(), part)


class _StandIn(ModuleType):
    """What others find in place of a module while they load: whatever they import from it is looked up later."""

    def __getattr__(self, name: str) -> _Later:
        if name.startswith("__"):  # Python's own questions about a module
            raise AttributeError(name)
        return _Later(self.__name__, name)


def load_sklearn_and_seaborn() -> None:
    """Import scikit-learn's vectorisers and seaborn where they are installed; parts of SciPy are loaded when called.

    Whoever imports those parts afterwards gets them, and what was loaded before stays.
    """
    import scipy  # noqa: F401 (its parts are put beside it)

    stand_ins = {name: _StandIn(name) for name in _LATER if name not in sys.modules}
    sys.modules.update(stand_ins)
    try:
        for name in _USERS:
            if find_spec(name.partition(".")[0]) is not None:
                importlib.import_module(name)
    finally:
        for name in stand_ins:
            del sys.modules[name]
