from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.annotate.annotate import Annotation, annotate_all
from framing.compare.compare import compare_set
from framing.measure.shared_copy import (
    clusters_of,
    collapse_copies,
    most_telling,
    shared_frames,
)
from framing.measure.shared_schemas import SHARED_SCHEMAS
from framing.measure.tables import ARTICLE_MEASURE, DTYPES, frame, read_spans
from framing.sets.manifest import load_set
from framing.text.article import Article


@pytest.fixture(scope="module")
def annotations(root: Path) -> list[Annotation]:
    wanted = ("ledger-3", "courier-3", "open-water-2", "herald-1")
    articles = [a for a in load_set(root / "corpus" / "harbour-blockade").articles if a.id in wanted]
    return list(annotate_all(articles, parser="none"))


@pytest.fixture(scope="module")
def frames(annotations: list[Annotation]) -> dict[str, pd.DataFrame]:
    return shared_frames(compare_set(annotations), annotations)


def test_every_table_has_its_declared_columns(frames: dict[str, pd.DataFrame]) -> None:
    empty = shared_frames(compare_set([]), [])
    for name, columns in SHARED_SCHEMAS.items():
        for made in (frames[name], empty[name]):
            assert list(made.columns) == [c.name for c in columns]
            assert [str(t) for t in made.dtypes] == [DTYPES[c.kind] for c in columns]
        assert empty[name].empty
        assert not frames[name].empty


def test_rewordings_and_their_readings_belong_together(frames: dict[str, pd.DataFrame]) -> None:
    readings = frames["readings"]
    assert set(readings["rewording"]) == set(frames["rewordings"]["rewording"])
    assert readings.groupby("rewording")["side"].nunique().eq(2).all()
    assert sorted(frames["rewordings"]["rank"]) == list(range(1, len(frames["rewordings"]) + 1))


def test_an_altered_quotation_is_most_telling(frames: dict[str, pd.DataFrame]) -> None:
    best = most_telling(frames["rewordings"])
    assert len(best) == 3
    assert best["inside_quotation"].iloc[0]
    assert set(best["kind"]) <= {"label", "detail", "number", "cue verb"}
    assert len(most_telling(frames["rewordings"].head(0))) == 0


def test_every_utterance_has_a_row_for_every_article(frames: dict[str, pd.DataFrame]) -> None:
    utterances = frames["utterances"]
    assert utterances.groupby("utterance")["article_id"].nunique().eq(4).all()
    assert utterances.groupby("utterance")["fullest"].sum().eq(1).all()
    absent = utterances[utterances["status"] == "absent"]
    assert absent["parts"].isna().all()
    assert all(read_spans(p) for p in utterances.loc[utterances["status"] != "absent", "parts"])


def test_of_a_large_set_only_those_that_have_an_utterance_have_a_row(
    annotations: list[Annotation], frames: dict[str, pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("framing.measure.shared_copy.MOST_CELLS", len(frames["utterances"]) - 1)
    some = shared_frames(compare_set(annotations), annotations)["utterances"]
    every = frames["utterances"]
    pd.testing.assert_frame_equal(some, every[every["status"] != "absent"].reset_index(drop=True))
    assert len(some) < len(every)


def test_shared_words_are_a_part_of_the_words(frames: dict[str, pd.DataFrame]) -> None:
    copies = frames["copies"]
    assert (copies["n_shared"] <= copies["n_words"]).all()
    assert copies.loc[copies["article_id"] == "herald-1", "n_shared"].tolist() == [0]


def test_clusters_are_those_of_the_comparison() -> None:
    first = "The ferry to the outer islands did not sail on Monday because of a storm in the strait."
    second = "Two hundred passengers spent the night in the school, where the town gave them soup and blankets."
    articles = [Article("a", f"{first} {second}"), Article("b", f"{first} {second}")]
    articles.append(Article("c", "Nothing happened at all in the hills."))
    assert clusters_of(compare_set(list(annotate_all(articles, parser="none")))) == {"a": "a", "b": "a", "c": "c"}


def test_copies_collapse_to_one_article_of_each_outlet() -> None:
    def row(article: str, outlet: str, cluster: str, value: float) -> dict[str, object]:
        return {
            "measure": "label share", "group": "g", "key": "k", "outlet": outlet, "article_id": article,
            "cluster": cluster, "value": value, "base": 4.0, "unit": "share",
        }  # fmt: skip

    measure = frame(
        ARTICLE_MEASURE, [row("a", "X", "a", 4), row("b", "X", "a", 2), row("c", "Y", "a", 1), row("d", "X", "d", 0)]
    )
    made = collapse_copies(measure).sort_values(["outlet", "cluster"]).reset_index(drop=True)
    assert made[["outlet", "cluster", "value", "base"]].to_numpy().tolist() == [
        ["X", "a", 3.0, 4.0],
        ["X", "d", 0.0, 4.0],
        ["Y", "a", 1.0, 4.0],
    ]
    assert list(made.dtypes) == list(measure.dtypes)
    assert collapse_copies(measure.head(0)).empty
