"""The package as a user installs it: a wheel built from this checkout, unpacked beside the other packages."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def install_wheel(folder: Path) -> Path:
    """Build the wheel, unpack it into ``folder/site`` without its dependencies, and return that folder.

    Nothing is fetched: the builder is a package of the development environment; without it the test is skipped.
    """
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed (extra 'dev')")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, env={**os.environ, "SOURCE_DATE_EPOCH": "0"})
    (wheel,) = (folder / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:  # of Python alone, a wheel is installed by unpacking; uv's have no pip
        packed.extractall(folder / "site")
    return folder / "site"
