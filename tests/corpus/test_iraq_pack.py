"""The committed pack of the real set: no sentence in it, and the tables of terms and quotations as from the texts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from framing.sets.manifest import load_set
from framing.sets.pack import read_pack
from framing.sets.pack_check import is_label, too_long
from framing.store.open_set import open_set
from framing.text.words import words


@pytest.fixture(scope="module")
def folder(root: Path) -> Path:
    return root / "corpus" / "iraq-embassy-2020"


def test_it_fits_the_manifest_and_holds_labels_only(folder: Path) -> None:
    frames, meta = read_pack(folder / "pack")
    entries = load_set(folder, texts="optional").entries
    assert meta["articles"] == {entry.id: entry.sha256 for entry in entries}
    assert too_long(frames, meta) == []
    assert len(frames["mentions"]) > 40
    assert len(frames["quotations"]) > 40


def runs(text: str) -> set[str]:
    found = [span.of(text).lower() for span in words(text)]
    return {" ".join(found[i : i + 8]) for i in range(len(found) - 7)}


def test_no_run_of_eight_words_of_the_articles_is_in_it(folder: Path, iraq: Path) -> None:
    texts = set().union(*(runs(article.text) for article in load_set(iraq)))
    titles = {entry.title for entry in load_set(iraq).entries}
    frames, meta = read_pack(folder / "pack")
    strings = [
        value for frame in frames.values() for c in frame.columns for value in frame[c] if isinstance(value, str)
    ]
    strings += [(folder / "pack" / name).read_text(encoding="utf-8") for name in ("README.md", "pack.json")]
    assert meta
    assert [value for value in strings if value not in titles and runs(value) & texts] == []


def test_terms_and_quotations_are_those_of_the_texts(folder: Path, iraq: Path, tmp_path: Path) -> None:
    """If this fails, the annotation changed since: make the pack again with ``framing pack``."""
    for name in ("articles.toml", "codebook.toml"):
        shutil.copyfile(folder / name, tmp_path / name)
    shutil.copytree(iraq / "texts", tmp_path / "texts")
    fresh = open_set(tmp_path, cache=tmp_path / "cache")
    if set(fresh["articles"]["parser"]) == {"none"}:
        pytest.skip("the pack was made with a parser, and none is installed")
    frames, _ = read_pack(folder / "pack")
    for name in ("articles", "mentions", "quotations"):
        expected = fresh[name].copy()
        for column in set(expected.select_dtypes("string").columns) & {"source"}:
            short = expected[column].map(lambda value: not isinstance(value, str) or is_label(value)).astype(bool)
            expected[column] = expected[column].where(short, pd.NA)
        pd.testing.assert_frame_equal(frames[name], expected)
