import pandas as pd
import pytest

from framing.stats.confusion import NONE, confusion


def test_counts_by_hand() -> None:
    coder = pd.Series(["a", "a", "b", None, "b", "a"])
    machine = pd.Series(["a", "b", "b", "a", None, "a"])
    table = confusion(coder, machine)
    assert table.loc["a"].to_dict() == {"a": 2, "b": 1, NONE: 0}
    assert table.loc[NONE, "a"] == table.loc["b", NONE] == 1


def test_items_must_match() -> None:
    with pytest.raises(ValueError, match="same items"):
        confusion(pd.Series(["a"]), pd.Series(["a", "b"]))
