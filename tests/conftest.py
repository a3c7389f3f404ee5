"""Shared fixtures. Third-party texts are read where they lie, beside the checkout; else their tests skip."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from long_files import rank

ROOT = Path(__file__).resolve().parents[1]

# The commands beside this interpreter come first, whether or not its environment was activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])


def shared_folder() -> Path | None:
    """The folder with the real article sets and labelled data, or None."""
    for place in (os.environ.get("FRAMING_SHARED"), ROOT.parent / "shared", ROOT / "shared"):
        if place and (Path(place) / "article-sets").is_dir():
            return Path(place)
    return None


def pytest_collection_finish() -> None:
    """Collections pass by the thousands of tests and the libraries, which stay: a tenth of the processor's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, *gc.get_threshold()[1:])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, so that the workers end together; within a file, and among the others, nothing moves."""
    tests = ROOT / "tests"
    items.sort(key=lambda item: rank(item.path.relative_to(tests).as_posix() if tests in item.path.parents else ""))


@pytest.fixture(scope="session", autouse=True)
def _notebooks_of_tests_are_trusted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a test writes may be run; the user's own list of workspaces stays as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAMING_TRUSTED", str(tmp_path_factory.getbasetemp()))
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))
        yield


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    found = shared_folder()
    if found is None:
        pytest.skip("the real article sets are not beside this checkout (set FRAMING_SHARED to their folder)")
    return found


@pytest.fixture(scope="session")
def iraq(shared: Path) -> Path:
    return shared / "article-sets" / "iraq-embassy-2020"


@pytest.fixture(scope="session")
def gold(iraq: Path) -> dict[str, list[dict[str, object]]]:
    loaded: dict[str, list[dict[str, object]]] = json.loads((iraq / "gold.json").read_text(encoding="utf-8"))
    return loaded
