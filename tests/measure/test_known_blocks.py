import dataclasses

import pandas as pd
import pytest

import framing
from framing.measure.known_blocks import with_known_blocks
from framing.measure.tables import Tables


@pytest.fixture
def tables() -> Tables:
    return framing.open_set("corpus/harbour-blockade", parser="none")


def test_author_and_day_come_from_the_manifest(tables: Tables) -> None:
    got = with_known_blocks(pd.DataFrame({"article_id": ["herald-2", "ledger-1"]}), tables)
    assert got["author"].tolist() == ["Wren Attley", ""]
    assert got["day"].tolist() == ["2025-05-13", "2025-05-12"]


def test_one_date_that_is_not_to_the_day_leaves_days_out(tables: Tables) -> None:
    articles = tables["articles"].copy()
    articles.loc[0, "certainty"] = "week"
    articles["author"] = pd.NA
    known_less = dataclasses.replace(tables, frames={**tables.frames, "articles": articles})
    got = with_known_blocks(pd.DataFrame({"article_id": ["herald-2"]}), known_less)
    assert list(got.columns) == ["article_id"]


def test_desks_are_known_where_every_article_names_one(tables: Tables) -> None:
    articles = tables["articles"].assign(desk="city")
    rows = pd.DataFrame({"article_id": ["herald-2", "ledger-1"]})
    known = dataclasses.replace(tables, frames={**tables.frames, "articles": articles})
    assert with_known_blocks(rows, known)["desk"].tolist() == ["city", "city"]
    articles.loc[0, "desk"] = pd.NA
    assert "desk" not in with_known_blocks(rows, known)
