"""Every example in the documentation of a function runs; every public name has one."""

from __future__ import annotations

import doctest
import importlib
import sys
from pathlib import Path

import pytest

import framing

ROOT = Path(__file__).parents[2]
WITH_EXAMPLES = sorted(f for f in (ROOT / "framing").rglob("*.py") if ">>> " in f.read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _in_the_working_copy(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Examples read the demo's article set, by its path as a reader would give it."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("FRAMING_CACHE", str(tmp_path_factory.getbasetemp() / "doctest-cache"))


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_examples_run(path: Path) -> None:
    name = path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__")
    module = importlib.import_module(name)
    done = doctest.testmod(module, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    assert done.attempted, "its examples stand where doctest does not look"
    assert done.failed == 0


NOTEBOOKS_CALL = sorted(name for name in framing._FOR_NOTEBOOKS if callable(getattr(framing, name)))


@pytest.mark.parametrize("name", NOTEBOOKS_CALL)
def test_what_notebooks_call_has_an_example(name: str) -> None:
    thing = getattr(framing, name)
    assert doctest.DocTestFinder(recurse=False).find(thing, name)[0].examples


@pytest.mark.parametrize("name", framing.__all__)
def test_every_public_name_has_an_example(name: str) -> None:
    thing = getattr(framing, name)
    where = thing if name == "annotate" else getattr(sys.modules[thing.__module__], name)
    assert doctest.DocTestFinder(recurse=False).find(where, name)[0].examples
