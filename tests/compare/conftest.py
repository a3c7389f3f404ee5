from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from framing.annotate.annotate import Annotation, annotate_all
from framing.annotate.speakers.resolve import canonical_speakers
from framing.compare.compare import Comparison, compare_set
from framing.sets.manifest import load_set
from framing.text.article import Article


@dataclass(frozen=True)
class Compared:
    annotations: tuple[Annotation, ...]
    comparison: Comparison

    @property
    def texts(self) -> dict[str, str]:
        return {a.article.id: a.article.text for a in self.annotations}


def compared(articles: Sequence[Article], parser: str = "auto") -> Compared:
    annotations = list(annotate_all(articles, parser=parser))
    named = canonical_speakers([(a.article, a.quotations) for a in annotations], {})
    annotations = [dataclasses.replace(a, quotations=q) for a, (_, q) in zip(annotations, named, strict=True)]
    return Compared(tuple(annotations), compare_set(annotations))


@pytest.fixture(scope="session")
def demo_folder(root: Path) -> Path:
    return root / "corpus" / "harbour-blockade"


@pytest.fixture(scope="session")
def planted(demo_folder: Path) -> dict[str, Any]:
    return tomllib.loads((demo_folder / "planted.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def demo(demo_folder: Path) -> Compared:
    return compared(load_set(demo_folder).articles)


@pytest.fixture(scope="session")
def demo_with_dispatch(demo_folder: Path) -> Compared:
    """The three that used the agency's dispatch, and the dispatch itself."""
    loaded = {a.id: a for a in load_set(demo_folder).articles}
    dispatch = Article(
        "dispatch", (demo_folder / "dispatch.txt").read_text(encoding="utf-8"), outlet="NPA",
        published=loaded["ledger-3"].published, published_certainty="day",
    )  # fmt: skip
    return compared([dispatch, *(loaded[i] for i in ("ledger-3", "courier-3", "open-water-2", "herald-3"))])


@pytest.fixture(scope="session")
def iraq_set(iraq: Path) -> Compared:
    return compared(load_set(iraq).articles)
