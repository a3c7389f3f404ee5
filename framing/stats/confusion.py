"""Coder against machine: where they differ, counted.

Shares that allow for the machine's errors are those of :mod:`framing.stats.corrected_estimates`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

NONE = "(none)"  # where one of the two marked nothing


def confusion(coder: pd.Series, machine: pd.Series) -> pd.DataFrame:
    """Count items by what coder (rows) and machine (columns) called them; a missing value counts as ``NONE``.

    Both are aligned by position and must be of one length, else ``ValueError``.
    """
    if len(coder) != len(machine):
        msg = f"coder has {len(coder)} items, machine {len(machine)}; give both the same items in the same order"
        raise ValueError(msg)
    one = coder.astype(object).where(coder.notna(), NONE).astype(str).to_numpy()
    two = machine.astype(object).where(machine.notna(), NONE).astype(str).to_numpy()
    names = sorted({*one, *two} - {NONE}) + [NONE] * (NONE in {*one, *two})
    table = np.zeros((len(names), len(names)), dtype=np.int64)
    place = {name: i for i, name in enumerate(names)}
    for a, b in zip(one, two, strict=True):
        table[place[a], place[b]] += 1
    return pd.DataFrame(table, pd.Index(names, name="coder"), pd.Index(names, name="machine"))
