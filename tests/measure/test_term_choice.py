from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from books import HEAD, concept

from framing.annotate.annotate import annotate_all
from framing.annotate.codebook import Codebook, parse_codebook
from framing.measure.concept_mentions import first_choices
from framing.measure.mention_counts import mention_counts
from framing.measure.tables import ARTICLE_MEASURE, SCHEMAS, Tables, frame, read_spans, write_spans
from framing.measure.tabulate import describe_cue, tabulate
from framing.measure.term_choice import term_choice
from framing.sets.manifest import ArticleSet
from framing.text.article import Article
from framing.text.span import Span

RATED = (
    HEAD
    + '[[axis]]\nname = "tone"\nlow = -2\nhigh = 2\nmeaning = "m"\n[[rater]]\nid = "1"\n[[rater]]\nid = "2"\n'
    + concept("crews", ("protesters", "protesters"))
    + 'ratings = [{axis = "tone", rater = "1", value = 1}, {axis = "tone", rater = "2", value = 0}]\n'
    + '[[concept.variant]]\nlabel = "extremists"\npatterns = ["extremists"]\n'
    + 'ratings = [{axis = "tone", rater = "1", value = -2}]\n'
    + '[[concept.variant]]\nlabel = "crews"\npatterns = ["crews"]\n'
)
TEXTS = {
    "quay-1": ("Quay", "Extremists leave\n\nThe protesters left. The crews slept."),
    "quay-2": (
        "Quay",
        "“Those extremists must go,” Mayor Ana Ruiz said. The protesters left and the protesters sang.",
    ),
    "tide-1": ("Tide", "It rained all day."),
}


@pytest.fixture(scope="module")
def book() -> Codebook:
    return parse_codebook(RATED)


@pytest.fixture(scope="module")
def tables(book: Codebook) -> Tables:
    articles = tuple(Article(i, text, outlet=outlet) for i, (outlet, text) in TEXTS.items())
    the_set = ArticleSet("quay", "Quay", date(2031, 3, 3), "en", Path(), articles)
    return tabulate(the_set, annotate_all(articles, codebook=book))


def cell(measured: pd.DataFrame, measure: str, key: str, article: str) -> tuple[float, float] | None:
    wanted = (measured["measure"] == measure) & (measured["key"] == key) & (measured["article_id"] == article)
    row = measured[wanted]
    return None if row.empty else (row["value"].item(), row["base"].item())


def test_tables_have_the_declared_columns_and_types(tables: Tables) -> None:
    for name, columns in SCHEMAS.items():
        assert list(tables[name].columns) == [c.name for c in columns]
        assert frame(columns, []).dtypes.equals(tables[name].dtypes)


def test_voices_of_the_mentions(tables: Tables) -> None:
    voices = list(zip(tables["mentions"]["variant"], tables["mentions"]["voice"], strict=True))
    assert voices == [
        ("extremists", "headline"),
        ("protesters", "outlet"),
        ("crews", "outlet"),
        ("extremists", "quoted"),
        ("protesters", "outlet"),
        ("protesters", "outlet"),
    ]


def test_label_share_counts_every_voice_and_own_voice_only_its_own(tables: Tables, book: Codebook) -> None:
    measured = term_choice(tables, codebook=book)
    assert cell(measured, "label share", "extremists", "quay-2") == (1, 3)
    assert cell(measured, "own-voice label share", "extremists", "quay-2") == (0, 2)
    assert cell(measured, "own-voice share", "own voice", "quay-2") == (2, 3)
    assert cell(measured, "label share", "crews", "quay-2") == (0, 3)


def test_missing_is_not_zero(tables: Tables, book: Codebook) -> None:
    measured = term_choice(tables, codebook=book)
    assert cell(measured, "label share", "crews", "tide-1") is None
    assert cell(measured, "articles with label", "crews", "tide-1") == (0, 1)


def test_score_is_the_mean_rating_of_rated_mentions(tables: Tables, book: Codebook) -> None:
    measured = term_choice(tables, codebook=book)
    # quay-1: extremists (-2), protesters (mean of 1 and 0); "crews" is unrated and does not count.
    assert cell(measured, "term-choice score", "crews", "quay-1") == (-1.5, 2)


def test_headlines_can_be_left_out(tables: Tables, book: Codebook) -> None:
    measured = term_choice(tables, codebook=book, include_headline=False)
    assert cell(measured, "label share", "extremists", "quay-1") == (0, 2)


def test_shares_of_a_concept_add_up_to_one(tables: Tables, book: Codebook) -> None:
    shares = term_choice(tables, codebook=book).query("measure == 'label share'")
    for _, rows in shares.groupby(["article_id", "group"]):
        assert rows["value"].sum() == rows["base"].iloc[0]


def test_unknown_voice_is_refused(tables: Tables) -> None:
    with pytest.raises(ValueError, match="no voice narrator"):
        term_choice(tables, voices=["narrator"])


def test_no_articles_give_empty_frames_with_columns(book: Codebook) -> None:
    empty = tabulate(ArticleSet("none", "None", None, "en", Path(), ()), [])
    assert list(term_choice(empty, codebook=book).columns) == [c.name for c in ARTICLE_MEASURE]
    assert mention_counts(empty).empty


def test_counts_agree_with_the_mentions(tables: Tables) -> None:
    counts = mention_counts(tables)
    assert counts["n"].sum() == len(tables["mentions"])
    row = counts.query("variant == 'protesters' and voice == 'outlet'")
    assert (row["n"].item(), row["n_articles"].item()) == (3, 2)


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        (None, (None, None)),
        ("said", ("say", "neutral")),
        ("has SAID", ("say", "neutral")),
        ("zorped", ("zorped", "unclassed")),
    ],
)
def test_cue_is_described_by_its_head(cue: str | None, expected: tuple[str | None, str | None]) -> None:
    assert describe_cue(cue) == expected


def test_spans_are_written_and_read() -> None:
    spans = (Span(1, 4), Span(9, 12))
    assert read_spans(write_spans(spans)) == spans
    assert write_spans([]) is None
    assert read_spans(None) == ()


def test_row_that_differs_from_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="differ in end, finish"):
        frame(SCHEMAS["boilerplate"], [{"article_id": "a", "start": 1, "finish": 2, "kind": "share"}])


def test_missing_table_lists_those_there_are(tables: Tables) -> None:
    with pytest.raises(KeyError, match="this set has agency_words, articles"):
        tables["mention"]


@pytest.mark.parametrize(
    ("used", "wanted"),
    [({"a": 2, "b": 1}, ("a",)), ({"b": 2, "a": 2, "c": 1}, ("a", "b")), ({"a": 0}, ()), ({}, ())],
)
def test_labels_used_alike_are_the_first_choice_together(used: dict[str, int], wanted: tuple[str, ...]) -> None:
    assert first_choices(used) == wanted
