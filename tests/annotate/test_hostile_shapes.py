"""Texts that are shapes and no prose: each is annotated, and twice the text is little more than twice the work.

Work is counted in calls of Python functions, which are the same on every machine; what a pattern does inside one
call is timed in benchmarks/hostile_shapes.py.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from types import FrameType

import pytest

from framing.annotate.annotate import Annotation, annotate_all
from framing.text.article import Article

SHAPES = tomllib.loads((Path(__file__).parents[1] / "cases" / "hostile_shapes.toml").read_text(encoding="utf-8"))
SMALL = 4000  # code points; below, what is sought in a window about a place still grows with the text
MOST = 1.3  # times as much work as the length explains


def annotated(shape: str, length: int) -> tuple[Annotation, int]:
    """Annotate a shape repeated to a length; with the number of calls that it took."""
    text = (shape * (length // len(shape) + 1))[:length]
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        (made,) = annotate_all([Article(id="a", outlet="o", text=text)], parser="none")
    finally:
        sys.setprofile(before)
    return made, calls


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Word lists and patterns are loaded once, and cost no shape its calls."""
    annotated("“A first text,” Ada Quill said, “loads 5 million things.” ", 500)


@pytest.mark.parametrize("shape", SHAPES["shape"], ids=lambda shape: shape["name"])
def test_a_shape_is_annotated_with_work_that_grows_as_its_length(shape: dict[str, str]) -> None:
    small, few = annotated(shape["text"], SMALL)
    large, many = annotated(shape["text"], 2 * SMALL)
    for made in (small, large):
        length = len(made.article.text)
        spans = [q.content for q in made.quotations]
        assert all(0 <= s.start <= s.end <= length for parts in spans for s in parts)
        assert all(0 <= n.span.start < n.span.end <= length for n in made.numbers)
    assert many <= MOST * 2 * few
