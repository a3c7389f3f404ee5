"""Places behind published rows, by splits made once, against a filter for each row."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest

from framing.findings.row_places import NOT_FOUND, RowPlaces
from framing.measure.aspects import ASPECT_EMPHASIS
from framing.measure.measure import CodedSet
from framing.measure.place import places_in
from framing.measure.speech_acts import UNKNOWN
from framing.measure.tables import Tables

QUOTATIONS = pd.DataFrame(
    {
        "outlet": ["Quay Post", "Quay Post", "Gull", "Gull", "Gull"],
        "article_id": ["q1", "q1", "g1", "g2", "g2"],
        "speaker": ["Ida Lund", None, "Ida Lund", UNKNOWN, "Ida Lund"],
        "source_type": ["citizen", "official", "citizen", None, "citizen"],
        "cue_lemma": ["say", "say", "warn", "say", "say"],
        "cue_class": ["neutral", "neutral", "strong", "neutral", "neutral"],
        "kind": ["direct", "indirect", "direct", "direct", "direct"],
        "start": [40, 0, 7, 3, 3],
        "end": [60, 9, 12, 8, 8],
    }
)


def looked_up(frame: pd.DataFrame) -> RowPlaces:
    return RowPlaces(CodedSet(Tables("s", "", "", {"quotations": frame})))


@pytest.mark.parametrize(
    ("outlet", "speaker", "kind"),
    list(product(["Quay Post", "Gull", "Nobody", ""], ["Ida Lund", UNKNOWN, "", "Nobody"], ["direct", ""])),
)
def test_splits_find_what_a_filter_of_every_row_finds(outlet: str, speaker: str, kind: str) -> None:
    mine = QUOTATIONS
    if outlet:
        mine = mine[mine["outlet"] == outlet]
    if speaker:
        mine = mine[mine["speaker"].isna() if speaker == UNKNOWN else mine["speaker"] == speaker]
    if kind:
        mine = mine[mine["kind"] == kind]
    found, why = looked_up(QUOTATIONS).of({"speaker": speaker, "outlet": outlet, "kind": kind})
    assert found == places_in(mine)
    assert why == ("" if len(mine) else NOT_FOUND)


def test_an_empty_table_has_no_places() -> None:
    assert looked_up(QUOTATIONS.iloc[:0]).of({"speaker": "Ida Lund", "outlet": "Gull"}) == ((), NOT_FOUND)


def test_what_a_measure_reads_is_worked_out_once_for_all_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Tables] = []

    def placed(tables: Tables) -> pd.DataFrame:
        asked.append(tables)
        return pd.DataFrame({"outlet": ["Gull"], "article_id": ["g1"], "entry": ["harm"], "start": [2], "end": [5]})

    monkeypatch.setattr("framing.measure.aspects.placed_aspects", placed)
    coded = CodedSet(Tables("s", "", "", {}))
    rows = [{"outlet": "Gull", "key": "harm"}, {"outlet": "Gull", "key": "money"}]
    assert [len(ASPECT_EMPHASIS.places(coded, row)) for row in rows] == [1, 0]
    assert asked == [coded.tables]
