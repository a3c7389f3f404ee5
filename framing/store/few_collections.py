"""Fewer garbage collections while very many objects are made that stay."""

from __future__ import annotations

import contextlib
import gc
import threading
from collections.abc import Iterator

_OBJECTS = 50_000  # made between two collections; Python's 700 are few where an article set has millions of words


@contextlib.contextmanager
def few_collections() -> Iterator[None]:
    """Have Python look for garbage less often within ``with``; how often is as before behind it.

    Annotations of a thousand articles and all that is compared of them are looked through again and again otherwise,
    which takes a fifth of the time. Only a process's first thread changes it, so that two never undo each other's.
    """
    often = gc.get_threshold()
    if threading.current_thread() is not threading.main_thread() or not 0 < often[0] < _OBJECTS:
        yield
        return
    gc.set_threshold(_OBJECTS, *often[1:])
    try:
        yield
    finally:
        gc.set_threshold(*often)
