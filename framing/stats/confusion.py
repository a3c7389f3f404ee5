"""Coder against machine: where they differ, and what shares become once the machine's measured errors are allowed for.

Source of the correction: the ratio form of misclassification correction, see Bachl & Scharkow
(2017), *Communication Methods and Measures* 11: 87-104.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from framing.stats.resample import resampling_weights

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


def precision_recall(table: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of the machine for each label of a confusion table; NaN where the label never occurs."""
    names = [name for name in table.index if name != NONE]
    hits = np.diag(table.loc[names, names]).astype(float)
    said = np.array([table[name].sum() for name in names], dtype=float)
    true = np.array([table.loc[name].sum() for name in names], dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        precision, recall = hits / said, hits / true
        f1 = 2 * hits / (said + true)
    return pd.DataFrame(
        {"label": names, "n_coder": true, "n_machine": said, "precision": precision, "recall": recall, "f1": f1}
    )


def correct_shares(
    counts: Mapping[str, float],
    coder: pd.Series,
    machine: pd.Series,
    *,
    draws: int = 2000,
    seed: int = 0,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Shares of labels as counted by the machine, and corrected for its precision and recall on a checked sample.

    Each count is multiplied by precision ÷ recall, which is how often the coder used the label
    in the sample for each time the machine did. Holds as far as the machine errs in the set as
    it did in the sample; the interval is that of the sample (bootstrap over its items), not of
    the set.

    Args:
        counts: Label to count, as measured by the machine.
        coder: The checked sample as coded by a person; missing where the machine marked something that is nothing.
        machine: The same items as coded by the machine; missing where it found nothing.
        draws: Bootstrap draws.
        seed: For the drawing.
        confidence: Of the interval.

    Returns:
        A row a label: n, share, precision, recall, share_corrected, low, high. A label that the
        machine never used in the sample cannot be corrected: its last three are NaN, and it is
        left out of the others' total.
    """
    labels = sorted(counts)
    table = confusion(coder, machine)
    rates = precision_recall(table).set_index("label").reindex(labels)
    n = np.array([counts[label] for label in labels], dtype=float)
    true = np.stack([(coder.astype(object) == label).fillna(False).to_numpy(dtype=float) for label in labels])
    said = np.stack([(machine.astype(object) == label).fillna(False).to_numpy(dtype=float) for label in labels])
    corrected = _corrected(n, true.sum(axis=1)[:, None], said.sum(axis=1)[:, None])[:, 0]
    low = high = np.full(len(labels), np.nan)
    if len(coder) > 1:
        weights = resampling_weights(len(coder), draws, seed)
        drawn = _corrected(n, true @ weights.T, said @ weights.T)
        drawn = drawn[:, ~np.isnan(drawn).all(axis=0)]
        able = ~np.isnan(corrected)
        tail = (1 - confidence) / 2
        low, high = np.full(len(labels), np.nan), np.full(len(labels), np.nan)
        low[able], high[able] = np.nanquantile(drawn[able], [tail, 1 - tail], axis=1)
    return pd.DataFrame({
        "label": labels,
        "n": n,
        "share": n / n.sum() if n.sum() else np.full(len(labels), np.nan),
        "precision": rates["precision"].to_numpy(),
        "recall": rates["recall"].to_numpy(),
        "share_corrected": corrected,
        "low": low,
        "high": high,
    })  # fmt: skip


def _corrected(
    n: np.ndarray[tuple[int], np.dtype[np.float64]],
    true: np.ndarray[tuple[int, int], np.dtype[np.float64]],
    said: np.ndarray[tuple[int, int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    with np.errstate(divide="ignore", invalid="ignore"):
        counts = np.where(said > 0, n[:, None] * true / said, np.nan)
        total = np.nansum(counts, axis=0)
        shares: np.ndarray[tuple[int, int], np.dtype[np.float64]] = np.where(total > 0, counts / total, np.nan)
    return shares
