"""Rows of a report know what is said of their key: each key is asked once, by its number."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from framing.measure.measures import _numbered

_NAMES = ("measure", "group", "key")
_FORMS = st.sampled_from(["", "a", "b", "ab", "é"])


@given(st.lists(st.tuples(_FORMS, _FORMS, _FORMS), max_size=30))
def test_numbers_are_those_of_the_keys_in_order_of_appearance(keys: list[tuple[str, str, str]]) -> None:
    rows = pd.DataFrame(
        {name: pd.array([key[k] for key in keys], dtype="string") for k, name in enumerate(_NAMES)},
    )
    numbers, triples = _numbered(rows)
    assert triples == list(dict.fromkeys(keys))
    assert [triples[n] for n in numbers] == keys
