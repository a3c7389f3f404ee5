"""nbformat is loaded without the grammar that jsonschema would build, and nobody else misses it."""

from __future__ import annotations

import subprocess
import sys

import pytest

LOADED = """
import sys
{before}
from framing.notebook_engine.light_nbformat import load_nbformat
load_nbformat()
print("rfc3987_syntax" in sys.modules, "nbformat" in sys.modules)
import nbformat
nbformat.validate(nbformat.v4.new_notebook())
try:
    nbformat.validate({{"cells": [{{"cell_type": "code"}}], "metadata": {{}}, "nbformat": 4, "nbformat_minor": 5}})
except nbformat.ValidationError:
    print("refused")
{after}
"""
GRAMMAR = "import rfc3987_syntax; print(rfc3987_syntax.is_valid_syntax('iri', 'http://example.org/ä'))"


def run(before: str = "", after: str = "") -> list[str]:
    code = LOADED.format(before=before, after=after)
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()


def test_nbformat_is_loaded_without_the_grammar_and_validates() -> None:
    assert run() == ["False", "True", "refused"]


def test_the_grammar_is_there_for_who_asks_for_it_before_or_after() -> None:
    pytest.importorskip("rfc3987_syntax")
    assert run(after=GRAMMAR) == ["False", "True", "refused", "True"]
    assert run(before=GRAMMAR) == ["True", "True", "True", "refused"]
