"""Which rows of a keyness ranking are worth a reader's eye."""

from __future__ import annotations

import pandas as pd

_APART = 1.0  # standard errors from equal use
_NEARLY_ALL = 0.9  # of a word's occurrences in one phrase


def worth_listing(ranking: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a ranking (:func:`framing.stats.keyness.keyness`) that set outlets apart, in order.

    Left out are terms used about equally (less than a standard error from equal use: a list of
    what sets outlets apart must not name what all have), and words that stand nearly always in
    one phrase of the list: "ice" and "cream" where "ice cream" is listed. An empty ranking
    comes back empty.

    >>> worth_listing(
    ...     pd.DataFrame(
    ...         {
    ...             "outlet": ["A"] * 4,
    ...             "against": ["all others"] * 4,
    ...             "term": ["ice", "ice cream", "cream", "mayor"],
    ...             "z": [2.0, 2.0, 2.0, 0.1],
    ...             "n": [9, 9, 9, 9],
    ...         }
    ...     )
    ... )["term"].tolist()
    ['ice cream']
    """
    apart = ranking[ranking["z"].abs() >= _APART]
    said: list[int] = []
    for _, rows in apart.groupby(["outlet", "against"], sort=False):
        found = dict(zip(rows["term"].astype(str), zip(rows.index, rows["n"], strict=True), strict=True))
        for phrase, (_, n) in found.items():
            said += [found[part][0] for part in _parts(phrase) if part in found and n >= _NEARLY_ALL * found[part][1]]
    return apart.drop(index=sorted(set(said)))


def _parts(phrase: str) -> set[str]:
    """The words and shorter phrases of a phrase."""
    words = phrase.split(" ")
    every = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    return every - {phrase}
