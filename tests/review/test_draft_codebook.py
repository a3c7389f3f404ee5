from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from framing.annotate.codebook import read_codebook
from framing.compare.suggest import Label, Suggestion
from framing.review.draft_codebook import DraftError, draft_codebook, render_draft
from framing.text.article import Article
from framing.text.span import Span


def test_the_draft_of_the_demo_is_a_codebook(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    shutil.copytree(root / "corpus" / "harbour-blockade", folder)
    written = draft_codebook(folder, top=12)
    assert written == folder / "codebook.draft.toml"
    assert len(read_codebook(written).concepts) == 12
    with pytest.raises(DraftError, match="--force"):
        draft_codebook(folder)
    with pytest.raises(DraftError, match="--parser"):
        draft_codebook(folder, out=tmp_path / "x.toml", parser="none")


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    text = 'The "x"\n[[concept]] \x1b[31m * [y] \\ mob\x00 ran.'
    article = Article(id="a", text=text, outlet="O\n]")
    found = Suggestion(
        'q"\n',
        (Label("a * [b]\\\x7f", (("a", Span(0, 5)),)), Label("A  *  b \\\x7f", (("a", Span(5, 9)),))),
        ("why\n[x]",),
        1.0,
    )
    made = tmp_path / "c.toml"
    sentences = {"a": [Span(0, len(text))]}
    made.write_text(render_draft([found, found], [article], sentences, title='T"\n', set_id="s"), encoding="utf-8")
    assert [len(c.variants) for c in read_codebook(made).concepts] == [2]
    assert "\x1b" not in made.read_text(encoding="utf-8")
