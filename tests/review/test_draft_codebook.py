from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.annotate.codebook import parse_codebook, read_codebook
from framing.annotate.terms import Finder
from framing.cli import main
from framing.compare.suggest import Label, Suggestion
from framing.review.codebook_text import codebook_text
from framing.review.concept_questions import make_questions
from framing.review.draft_codebook import DraftError, draft_codebook
from framing.text.article import Article
from framing.text.span import Span


@pytest.fixture
def demo(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "set"
    shutil.copytree(root / "corpus" / "harbour-blockade", folder)
    return folder


def test_the_draft_of_the_demo_is_a_codebook(demo: Path, tmp_path: Path) -> None:
    written = draft_codebook(demo)
    assert written == demo / "codebook.draft.toml"
    book = read_codebook(written)
    Finder(book)
    assert 4 <= len(book.concepts) <= 8
    assert book.drafts == {c.id for c in book.concepts}
    with pytest.raises(DraftError, match="--force"):
        draft_codebook(demo)
    with pytest.raises(DraftError, match="--parser"):
        draft_codebook(demo, out=tmp_path / "x.toml", parser="none")


def test_only_files_that_git_ignores_quote_the_articles(demo: Path) -> None:
    sentence = "rope"  # in many sentences of the demo, in none of its labels
    assert sentence in draft_codebook(demo).read_text(encoding="utf-8")
    assert sentence not in draft_codebook(demo, out=demo / "other.toml").read_text(encoding="utf-8")


def test_the_command_says_what_it_found_where_and_what_next(
    demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["framing", "suggest", str(demo)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in {0, None}
    said = capsys.readouterr().err
    assert "“protesters”" in said
    assert str(demo / "codebook.draft.toml") in said
    assert f"next: framing suggest {demo} --review" in said


def test_hyphenated_labels_make_a_book_that_a_report_takes(shared: Path, tmp_path: Path) -> None:
    from framing.sets.intake import import_articles
    from framing.store.open_set import open_set

    import_articles(shared / "cases" / "reports" / "suggest-hyphen", tmp_path / "set")
    written = draft_codebook(tmp_path / "set")
    tables = open_set(tmp_path / "set", codebook=written, cache=tmp_path / "cache")
    assert len(tables["mentions"]) > 0


def test_where_nothing_competes_the_command_says_so_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from framing.sets.intake import import_articles

    (tmp_path / "texts").mkdir()
    for name in ("a", "b"):
        (tmp_path / "texts" / f"{name}.txt").write_text(
            f"It rains on {name}\n\nIt rains on Tuesday.\n", encoding="utf-8"
        )
    import_articles(tmp_path / "texts", tmp_path / "set")
    monkeypatch.setattr("sys.argv", ["framing", "suggest", str(tmp_path / "set")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in {0, None}
    assert "no codebook was written" in capsys.readouterr().err
    assert not (tmp_path / "set" / "codebook.draft.toml").exists()


_WORD = st.text(alphabet=st.sampled_from("abcXYZ019-'’“”\",.*[]()&/éß\u00a0\u00ad"), min_size=1, max_size=9)
_LABEL = st.lists(_WORD, min_size=1, max_size=4).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(_LABEL, min_size=2, max_size=4), min_size=1, max_size=3), st.text(max_size=20))
def test_a_written_book_is_valid_and_each_pattern_finds_its_source(labels: list[list[str]], title: str) -> None:
    text, found = "", []
    for group in labels:
        made = []
        for label in group:
            text += "They saw "
            span = Span(len(text), len(text) + len(label))
            text += label + " there.\n\n"
            made.append(Label(label.lower(), (("a", span),), (("a", span),)))
        found.append(Suggestion(group[0], tuple(made), ("why\n[x]",), 1.0))
    questions = make_questions(found, [Article(id="a", text=text)])
    if not questions:
        return
    book = parse_codebook(codebook_text(questions, title=title, book_id="a"))
    hits = {(m.concept, m.variant, m.span) for m in Finder(book).find(text)}
    for q in questions:
        for asked in q.labels:
            assert hits & {(q.id, asked.words, span) for _, span in asked.places}
            assert len(asked.patterns) == 1


def test_words_with_commas_and_hyphens_keep_their_pattern() -> None:
    text = "A burned-out, bullet-ridden van stood there. The vehicle was towed."
    labels = [
        Label(w, (("a", Span(text.index(w), text.index(w) + len(w))),))
        for w in ("burned-out, bullet-ridden van", "vehicle")
    ]
    (question,) = make_questions([Suggestion("van", tuple(labels), (), 1.0)], [Article(id="a", text=text)])
    assert [x.words for x in question.labels] == ["burned-out, bullet-ridden van", "vehicle"]


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    text = 'The "x"\n[[concept]] \x1b[31m * mob\x00 ran.'
    article = Article(id="a", text=text, outlet="O\n]")
    labels = tuple(
        Label(w + '"\\\x7f', (("a", Span(text.index(w), text.index(w) + len(w))),)) for w in ("x", "mob", "[[concept]]")
    )
    questions = make_questions([Suggestion('q"\n', labels, (), 1.0)] * 2, [article])
    made = tmp_path / "c.toml"
    comments = {(questions[0].id, ""): ["\x1b[31m\n[[concept]]\n"]}
    made.write_text(codebook_text(questions, title='T"\n', book_id="s", comments=comments), encoding="utf-8")
    assert [len(c.variants) for c in read_codebook(made).concepts] == [2]
    assert "\x1b" not in made.read_text(encoding="utf-8")
