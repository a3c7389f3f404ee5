"""Modules that a library imports for functions which nobody here calls: loaded when they are called.

While the library loads it finds a stand-in, and keeps names that look for the real thing when they are called or asked
for a part. That will do for functions, and for classes that are only made; not for those that are inherited or caught.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any


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
    """What is found in place of a module: whatever is imported from it is looked up later."""

    def __getattr__(self, name: str) -> _Later:
        if name.startswith("__"):  # Python's own questions about a module
            raise AttributeError(name)
        return _Later(self.__name__, name)


@contextlib.contextmanager
def loaded_later(*names: str) -> Iterator[None]:
    """Let what is imported in the block find stand-ins for these modules, except for those that are loaded already.

    Whoever imports them after the block gets them.

    >>> with loaded_later("this"):
    ...     from this import d
    >>> "this" in sys.modules
    False
    """
    stand_ins = {name: _StandIn(name) for name in names if name not in sys.modules and _is_installed(name)}
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


def _is_installed(name: str) -> bool:
    """Whether a module is there to be loaded later; a library may do without one that is not."""
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:  # not even what it is a part of
        return False
