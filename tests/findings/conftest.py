"""The embassy set with its texts, for the tests of its findings."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from framing.findings.context import Context
from framing.store.open_set import open_set, set_codebook


@pytest.fixture(scope="session")
def embassy(root: Path, iraq: Path, tmp_path_factory: pytest.TempPathFactory) -> Context:
    folder = tmp_path_factory.mktemp("sets") / "iraq-embassy-2020"
    shutil.copytree(root / "corpus" / "iraq-embassy-2020", folder, ignore=shutil.ignore_patterns("texts"))
    shutil.copytree(iraq / "texts", folder / "texts")
    return Context(open_set(folder, cache=folder.parent / "cache"), set_codebook(folder))
