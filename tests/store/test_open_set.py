"""Opening a set: the same tables with and without the cache, and no more work than a change asks for."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import CODEBOOK, TEXTS, make_set

from framing.annotate.annotate import Annotation, annotate
from framing.annotate.codebook import CodebookError
from framing.annotate.numbers import NumberClaim
from framing.annotate.quotations.record import Quotation
from framing.measure.tables import Tables
from framing.sets.pack import sketches_of, write_pack
from framing.sets.set_problems import SetError
from framing.store import annotate_together as annotate_module
from framing.store import open_set as store
from framing.store.cache import read_annotations, row_of, write_annotations
from framing.store.fingerprint import digest_of
from framing.store.open_set import annotate_to_file, open_set, set_codebook
from framing.store.record_values import from_values, to_values
from framing.text.article import Article
from framing.text.layout import Layout
from framing.text.span import Span


@pytest.fixture
def annotated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the articles that were annotated, in order."""
    seen: list[str] = []
    original = annotate_module.annotate_all

    def counting(articles: Iterator[Article], **options: object) -> Iterator[Annotation]:
        articles = list(articles)
        seen.extend(a.id for a in articles)
        return original(articles, **options)

    monkeypatch.setattr(annotate_module, "annotate_all", counting)
    return seen


def same(one: Tables, two: Tables) -> None:
    assert (one.set_id, one.title, one.event_date, one.texts) == (two.set_id, two.title, two.event_date, two.texts)
    assert list(one.frames) == list(two.frames)
    for name in one.frames:
        pd.testing.assert_frame_equal(one[name], two[name])


def test_the_cache_gives_the_same_tables(tmp_path: Path, annotated: list[str]) -> None:
    folder, cache = make_set(tmp_path / "quay"), tmp_path / "cache"
    first = open_set(folder, parser="none", cache=cache)
    assert annotated == list(TEXTS)
    assert len(first["mentions"]) > 2
    again = open_set(folder, parser="none", cache=cache)
    shutil.rmtree(cache / "tables")
    from_annotations = open_set(folder, parser="none", cache=cache)
    assert annotated == list(TEXTS)
    same(first, again)
    same(first, from_annotations)
    same(first, open_set(folder, parser="none", cache=tmp_path / "other"))


def test_a_changed_article_is_annotated_again_and_no_other(tmp_path: Path, annotated: list[str]) -> None:
    folder, cache = make_set(tmp_path / "quay"), tmp_path / "cache"
    open_set(folder, parser="none", cache=cache)
    annotated.clear()
    make_set(folder, texts=TEXTS | {"bay-news": TEXTS["bay-news"].replace("Militants", "Strikers")})
    changed = open_set(folder, parser="none", cache=cache)
    assert annotated == ["bay-news"]
    assert "militants" not in set(changed["mentions"]["variant"])
    same(changed, open_set(folder, parser="none", cache=tmp_path / "other"))


@pytest.mark.parametrize("what", ["codebook", "parser", "code", "libraries"])
def test_whatever_a_table_depends_on_makes_it_new(
    tmp_path: Path, annotated: list[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    folder, cache = make_set(tmp_path / "quay"), tmp_path / "cache"
    open_set(folder, parser="none", cache=cache)
    annotated.clear()
    if what == "codebook":
        make_set(folder, codebook=CODEBOOK.replace("striker*", "people"))
    elif what == "code":
        monkeypatch.setattr(store, "code_digest", lambda: "another")
    elif what == "libraries":
        monkeypatch.setattr(store, "library_versions", lambda: "another")
    open_set(folder, parser="auto" if what == "parser" else "none", cache=cache)
    assert annotated == list(TEXTS)


def test_a_renamed_outlet_is_read_anew(tmp_path: Path) -> None:
    folder, cache = make_set(tmp_path / "quay"), tmp_path / "cache"
    open_set(folder, parser="none", cache=cache)
    manifest = folder / "articles.toml"
    manifest.write_text(manifest.read_text().replace("Bay News", "Bay Gazette"))
    assert "Bay Gazette" in set(open_set(folder, parser="none", cache=cache)["mentions"]["outlet"])


def test_a_broken_cache_is_made_again(tmp_path: Path) -> None:
    folder, cache = make_set(tmp_path / "quay"), tmp_path / "cache"
    first = open_set(folder, parser="none", cache=cache)
    files = [f for f in cache.rglob("*") if f.is_file()]
    assert len(files) > 3
    for file in files:
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    same(first, open_set(folder, parser="none", cache=cache))


def test_the_cache_holds_no_python_objects(tmp_path: Path) -> None:
    open_set(make_set(tmp_path / "quay"), parser="none", cache=tmp_path / "cache")
    assert {f.suffix for f in (tmp_path / "cache").rglob("*") if f.is_file()} == {".parquet", ".json"}


def test_a_missing_or_changed_text_is_named(tmp_path: Path) -> None:
    folder = make_set(tmp_path / "quay")
    (folder / "texts" / "bay-news.txt").write_text("Something else was written here instead, and it is English text.")
    with pytest.raises(SetError, match="bay-news"):
        open_set(folder, parser="none", cache=tmp_path / "cache")
    (folder / "texts" / "bay-news.txt").unlink()
    with pytest.raises(SetError, match="bay-news"):
        open_set(folder, parser="none", cache=tmp_path / "cache")


def packed(folder: Path, cache: Path) -> Tables:
    tables = open_set(folder, parser="none", cache=cache)
    book = set_codebook(folder)
    assert book is not None
    articles = dict(zip(tables["articles"]["article_id"], tables["articles"]["sha256"], strict=True))
    meta = {"title": tables.title, "articles": articles, "sketches": sketches_of(tables.texts), "codebook": book.sha256}
    # Notes and statements are sentences, which a pack does not hold.
    frames = {
        **tables.frames,
        "problems": tables["problems"].iloc[:0],
        "lineage": tables["lineage"].assign(statement=pd.Series(pd.NA, tables["lineage"].index, dtype="string")),
    }
    write_pack(folder / "pack", frames, meta, {})
    return dataclasses.replace(tables, frames=frames)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda frames: {k: v for k, v in frames.items() if k != "roles"}, "lacks the table 'roles'"),
        (lambda frames: frames | {"numbers": frames["numbers"].drop(columns="hedge")}, "'numbers' .* in hedge"),
        (lambda frames: frames | {"numbers": frames["numbers"].assign(high="x")}, "'numbers' .* in high"),
    ],
)
def test_a_pack_that_is_not_as_declared_is_refused_before_a_notebook_runs(
    tmp_path: Path, change: Callable[[dict[str, pd.DataFrame]], dict[str, pd.DataFrame]], said: str
) -> None:
    folder = make_set(tmp_path / "quay")
    tables = packed(folder, tmp_path / "cache")
    meta = json.loads((folder / "pack" / "pack.json").read_text())
    write_pack(folder / "pack", change(dict(tables.frames)), meta, {})
    (folder / "texts" / "bay-news.txt").unlink()
    with pytest.raises(SetError, match=said):
        open_set(folder, parser="none", cache=tmp_path / "cache")


def test_without_texts_the_pack_is_read(tmp_path: Path) -> None:
    folder = make_set(tmp_path / "quay")
    tables = packed(folder, tmp_path / "cache")
    (folder / "texts" / "bay-news.txt").unlink()
    from_pack = open_set(folder, parser="none", cache=tmp_path / "cache")
    assert set(from_pack.texts) == set(TEXTS) - {"bay-news"}
    assert (from_pack.set_id, from_pack.title, from_pack.event_date) == (tables.set_id, tables.title, tables.event_date)
    for name in tables.frames:
        pd.testing.assert_frame_equal(tables[name], from_pack[name])


def test_a_pack_of_other_texts_or_another_codebook_is_refused(tmp_path: Path) -> None:
    folder = make_set(tmp_path / "quay")
    packed(folder, tmp_path / "cache")
    make_set(folder, texts=TEXTS | {"bay-news": TEXTS["bay-news"] + "More of it.\n"}, codebook=CODEBOOK + "# changed\n")
    shutil.rmtree(folder / "texts")
    with pytest.raises(SetError) as caught:
        open_set(folder, parser="none", cache=tmp_path / "cache")
    assert "other articles" in str(caught.value)
    assert "another codebook" in str(caught.value)


def test_a_set_without_a_codebook_has_no_mentions(tmp_path: Path) -> None:
    tables = open_set(make_set(tmp_path / "quay", codebook=None), parser="none", cache=tmp_path / "cache")
    assert tables["mentions"].empty
    assert len(tables["quotations"]) > 1


def test_the_codebook_given_comes_before_the_set_s_own(tmp_path: Path) -> None:
    folder = make_set(tmp_path / "quay")
    other = tmp_path / "other.toml"
    other.write_text(CODEBOOK.replace('id = "quay"', 'id = "other"'))
    chosen, own = set_codebook(folder, codebook=other), set_codebook(folder)
    assert (chosen and chosen.id, own and own.id) == ("other", "quay")
    with pytest.raises((CodebookError, OSError)):
        set_codebook(folder, codebook=tmp_path / "none.toml")


# ---- records ----------------------------------------------------------------------------------

spans = st.tuples(st.integers(0, 500), st.integers(0, 500)).map(lambda ab: Span(min(ab), max(ab)))
words = st.text(max_size=12)
quotations = st.builds(
    Quotation,
    kind=st.sampled_from(["direct", "partial", "indirect", "scare", "nested"]),
    content=st.lists(spans, min_size=1, max_size=3).map(tuple),
    cue=st.lists(spans, max_size=2).map(tuple),
    source=st.lists(spans, max_size=2).map(tuple),
    speaker=st.none() | words,
    source_type=st.none() | st.just("government"),
)
numbers = st.builds(
    NumberClaim,
    span=spans,
    value=st.floats(allow_nan=False),
    high=st.floats(allow_nan=False),
    hedge=st.sampled_from(["exact", "about"]),
    unit=words,
)


@settings(deadline=None, max_examples=40)
@given(one=st.one_of(quotations, numbers))
def test_records_come_back_equal(one: Quotation | NumberClaim) -> None:
    assert from_values(type(one), to_values(one)) == one


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(TypeError, match="cannot be stored"):
        to_values({1, 2})
    with pytest.raises(ValueError, match="zip"):
        from_values(Layout, [None, []])


@pytest.mark.parametrize("text", [*TEXTS.values(), "", " ", "\ud800 lone “surrogate\udfff” said Ann."])
def test_annotations_come_back_equal(tmp_path: Path, text: str) -> None:
    article = Article("a", text, outlet="O", title="Té")
    made = annotate(article, parser="none")
    write_annotations(tmp_path / "x.parquet", [row_of("key", made), row_of("other", made)])
    assert read_annotations(tmp_path / "x.parquet", {"key": article}) == {"key": made}


def test_many_articles_go_to_one_file_and_an_error_leaves_none(tmp_path: Path) -> None:
    articles = [Article(f"a{n}", text, outlet="O") for n, text in enumerate(list(TEXTS.values()) * 200)]
    n = annotate_to_file(iter(articles), tmp_path / "x.parquet", parser="none")
    assert n == len(articles) == len(pd.read_parquet(tmp_path / "x.parquet"))

    def failing() -> Iterator[Article]:
        yield articles[0]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        annotate_to_file(failing(), tmp_path / "y.parquet", parser="none")
    assert sorted(f.name for f in tmp_path.iterdir()) == ["x.parquet"]


@settings(deadline=None)
@given(one=st.lists(words, max_size=4), two=st.lists(words, max_size=4))
def test_digests_tell_lists_of_parts_apart(one: list[str], two: list[str]) -> None:
    assert (digest_of(one) == digest_of(two)) == (one == two)
