"""Numbers counted in a list are told apart as sorted ones are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from framing.stats.text_codes import Coded, Different


@pytest.mark.parametrize("as_they_come", [True, False])
def test_small_and_large_numbers_are_told_apart_alike(as_they_come: bool) -> None:  # noqa: FBT001
    generator = np.random.default_rng(5)
    for n in (1, 2, 40):
        small = generator.integers(0, 12, n).astype(np.intp)
        one, other = (Different.of(codes, as_they_come=as_they_come) for codes in (small, small * 100_000))
        assert all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ("at", "first", "last"))


def test_no_numbers_are_none() -> None:
    assert len(Different.of(np.array([], dtype=np.intp), as_they_come=True).first) == 0


@pytest.mark.parametrize("held", [object, "str", "string"])
def test_a_column_reads_as_its_text_whatever_is_in_it(held: str | type) -> None:
    columns = [["b", "a", "b", ""], ["b", None, "", "a", None], [float("nan"), "x", float("nan")], []]
    mixed = [[1, "1", True, 1.0, "True"], [2, 3, 2], [None, 0, "0"], [1, True, 1.0] * 3] if held is object else []
    runs = [[value for value in values for _ in range(5)] for values in (*columns, *mixed)]
    for column in (pd.Series(values, dtype=held) for values in (*columns, *mixed, *runs)):
        texts = column.fillna("").astype(str).tolist()
        coded = Coded.of(column)
        assert coded.at(np.arange(len(column))) == texts
        assert list(coded.names) == list(dict.fromkeys(texts))
