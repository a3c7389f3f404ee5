"""Labelled data that stays outside the repository: the program that scores against it, loaded from its folder."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from types import ModuleType


def load_scorer(folder: Path) -> ModuleType:
    """Return ``score.py`` of the folder with the labelled data, as a module."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def half_of(record_id: str) -> str:
    """Return which half of labelled data a record belongs to, by its id alone: "look" or "check"."""
    return ("look", "check")[int(hashlib.sha1(record_id.encode(), usedforsecurity=False).hexdigest(), 16) % 2]
