"""A set's pack: the same tables as from the texts, and no sentence in it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from framing.sets.manifest import SetError, load_set
from framing.store.open_set import open_set
from framing.store.write_pack import pack_set
from framing.text.words import words

# the columns that charts and tables of terms and quotations are made from: these must be whole
NEEDED = {
    "mentions": {"concept", "variant", "surface", "voice", "outlet"},
    "quotations": {"kind", "cue", "cue_lemma", "cue_class", "speaker", "source_type", "outlet"},
    "articles": {"article_id", "outlet", "title", "published", "cluster"},
}


def _short(value: object) -> bool:
    return not isinstance(value, str) or (len(value) <= 80 and len(value.split()) <= 7) or not re.search("[g-z]", value)


def _runs(text: str, size: int) -> set[str]:
    found = [span.of(text).lower() for span in words(text)]
    return {" ".join(found[i : i + size]) for i in range(len(found) - size + 1)}


@pytest.fixture(scope="module")
def packed(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packed") / "set"
    shutil.copytree(root / "corpus" / "harbour-blockade", folder, ignore=shutil.ignore_patterns("pack"))
    pack_set(folder, parser="none", cache=folder.parent / "cache")
    return folder


def test_a_set_without_texts_has_the_tables_of_its_pack(packed: Path, tmp_path: Path) -> None:
    whole = open_set(packed, parser="none", cache=tmp_path / "cache")
    bare = tmp_path / "set"
    shutil.copytree(packed, bare, ignore=shutil.ignore_patterns("texts"))
    again = open_set(bare, parser="none", cache=tmp_path / "cache")
    assert again.texts == {}
    assert again.frames.keys() == whole.frames.keys()
    for name, frame in whole.frames.items():
        expected = frame.copy()
        for column in set(frame.select_dtypes("string").columns) - NEEDED.get(name, set()):
            expected[column] = frame[column].where(frame[column].map(_short).astype(bool), pd.NA)
        pd.testing.assert_frame_equal(again.frames[name], expected)


def test_no_run_of_eight_words_of_an_article_is_in_a_pack(packed: Path) -> None:
    texts = set().union(*(_runs(article.text, 8) for article in load_set(packed)))
    titles = {title.lower() for title in (entry.title for entry in load_set(packed).entries) if title}
    for path in (packed / "pack").glob("*.parquet"):
        table = pq.read_table(path)
        for column in table.column_names:
            for value in table[column].to_pylist():
                if isinstance(value, str) and value.lower() not in titles:
                    assert not _runs(value, 8) & texts, (path.name, column, value)
    for name in ("pack.json", "README.md"):
        assert not _runs((packed / "pack" / name).read_text(encoding="utf-8"), 8) & (
            texts - _runs("\n".join(titles), 8)
        )


def test_a_pack_is_made_from_all_texts_or_not_at_all(packed: Path, tmp_path: Path) -> None:
    bare = tmp_path / "set"
    shutil.copytree(packed, bare, ignore=shutil.ignore_patterns("texts", "pack"))
    with pytest.raises(SetError, match="is not there"):
        pack_set(bare, parser="none", cache=tmp_path / "cache")
    assert not (bare / "pack").exists()
