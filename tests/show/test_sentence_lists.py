"""Lists of sentences and tables stay short where a set is large, and say how many there are."""

from __future__ import annotations

import pandas as pd
import pytest

from framing.measure.place import Place
from framing.measure.tables import SCHEMAS, Tables, frame
from framing.show.sentences_behind import Reader
from framing.show.shared_copy_tables import uncovered_table


def set_of(n: int) -> Tables:
    """Articles of one sentence."""
    frames = {name: frame(columns, []) for name, columns in SCHEMAS.items()}
    articles = [
        {"article_id": f"a{i}", "outlet": "News", "published": "2020-09-27", "certainty": "day", "title": "T"}
        for i in range(n)
    ]
    sentences = [{"article_id": f"a{i}", "sentence": 0, "start": 0, "end": 9} for i in range(n)]
    frames |= {"articles": pd.DataFrame(articles), "sentences": pd.DataFrame(sentences)}
    return Tables("t", "t", "", frames, texts={f"a{i}": "They left." for i in range(n)})


@pytest.mark.parametrize(("articles", "lines"), [(80, 60), (100, 60), (400, 15), (1500, 8)])
def test_a_list_says_so_many_sentences_and_how_many_more(articles: int, lines: int) -> None:
    listed = Reader(set_of(articles)).sentences([Place(f"a{i}", 0, 4) for i in range(70)], what="uses")
    assert (len(listed.lines), listed.more) == (lines, 70 - lines)
    assert f"and {70 - lines} more, in the data files" in listed.items()


def test_short_lists_are_whole_in_a_large_set() -> None:
    listed = Reader(set_of(1500)).sentences([Place(f"a{i}", 0, 4) for i in range(8)], what="uses")
    assert (len(listed.lines), listed.more) == (8, 0)


@pytest.mark.parametrize("n", [150, 200, 260])
def test_of_labels_that_no_concept_covers_the_first_are_shown(n: int) -> None:
    tables = set_of(2)
    row = {
        "kind": "label", "a_text": "protesters", "b_text": "rioters", "a_outlets": "News", "b_outlets": "Post",
        "a_article_id": "a0", "b_article_id": "a1", "a_start": 0, "a_end": 4, "b_start": 0, "b_end": 4,
    }  # fmt: skip
    tables.frames["rewordings"] = pd.DataFrame([{**row, "rank": i} for i in range(n)])
    shown = uncovered_table(tables)
    assert shown.parts[0].n_rows == min(n, 200)
    assert ("60 more" in repr(shown)) == (n == 260)
    assert ("more" in repr(shown)) == (n > 200)
