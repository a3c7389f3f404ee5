"""Every package that the code imports is declared, and every declared one is in the lock files."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NAME = re.compile(r"[A-Za-z0-9._-]+")


def plain(name: str) -> str:
    """A distribution's name as indexes compare them."""
    return re.sub(r"[-_.]+", "-", name).lower()


def project() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return found


def names(requirements: list[str]) -> set[str]:
    return {plain(m[0]) for r in requirements if (m := NAME.match(r))}


def imported(folder: Path) -> Iterator[tuple[str, Path]]:
    """Top-level names that a folder's files import, inside functions too."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found = [node.module]
            yield from ((name.partition(".")[0], path) for name in found)


def undeclared(folder: Path, declared: set[str], own: set[str]) -> set[str]:
    known = packages_distributions()
    out = set()
    for name, path in imported(folder):
        if name in sys.stdlib_module_names or name in own:
            continue
        if not {plain(d) for d in known.get(name, [name])} & declared:
            out.add(f"{name} ({path.relative_to(folder.parent)})")
    return out


def test_every_package_that_the_code_imports_is_declared() -> None:
    declared = names(project()["dependencies"])
    for extra in project()["optional-dependencies"].values():
        declared |= names(extra)
    assert undeclared(ROOT / "framing", declared, {"framing"}) == set()
    helpers = {f.stem for f in (ROOT / "tests").rglob("*.py")}
    assert undeclared(ROOT / "tests", declared, {"framing", "_pytest"} | helpers) == set()


def test_what_is_not_declared_would_be_named(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.py").write_text(
        "def f():\n    import numpy.linalg\n    from yaml import load\n    import os\n"
    )
    assert undeclared(tmp_path / "a", {"pyyaml"}, set()) == {"numpy (a/b.py)"}


@pytest.mark.parametrize(("file", "extra"), [("core.txt", None), ("dev.txt", "dev")])
def test_every_declared_package_is_locked_with_its_hash(file: str, extra: str | None) -> None:
    text = (ROOT / "requirements" / file).read_text(encoding="utf-8")
    locked = {plain(m[1]) for m in re.finditer(r"^([A-Za-z0-9._-]+)==[^\n]*\\\n +--hash=sha256:", text, re.MULTILINE)}
    wanted = names(project()["dependencies"])
    if extra:
        wanted |= names(project()["optional-dependencies"][extra])
    assert wanted - locked == set()
