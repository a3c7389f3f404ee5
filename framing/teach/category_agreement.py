"""Agreement on each value of a variable by itself: which of them coders share, and which the suite gets right."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from framing.stats.reliability import alpha


@dataclass(frozen=True, slots=True)
class CategoryAgreement:
    """One value of one variable.

    ``alpha`` is Krippendorff's, of this value against all others, among the coders (NaN if undefined). Units: on
    ``n_decided`` the coders decided for the value, on ``n_machine`` the suite gave it, on ``n_both`` both;
    only units that were decided and that the suite answered count.
    """

    value: str
    n_codings: int
    alpha: float
    n_decided: int
    n_machine: int
    n_both: int

    @property
    def precision(self) -> float:
        """Of the units that the suite calls so, the share that the coders do (0 to 1; NaN if there is none)."""
        return self.n_both / self.n_machine if self.n_machine else math.nan

    @property
    def recall(self) -> float:
        """Of the units that the coders call so, the share that the suite does (0 to 1; NaN if there is none)."""
        return self.n_both / self.n_decided if self.n_decided else math.nan


def by_category(
    table: pd.DataFrame, decisions: pd.Series[str], machine: pd.Series[str]
) -> tuple[CategoryAgreement, ...]:
    """Return each value that anybody gave, the most used first.

    Args:
        table: A row a unit, a column a coder, missing where a coder left it out.
        decisions: What the coders decided, by unit.
        machine: The suite's answers, by unit; may be empty.

    Example:
        >>> codings = pd.DataFrame({"ada": ["for", "against", "for"], "ivo": ["for", "against", "against"]})
        >>> found = by_category(codings, pd.Series({0: "for", 1: "against"}), pd.Series(["for", "for", "for"]))
        >>> [(c.value, c.n_codings, c.precision, c.recall) for c in found]
        [('against', 3, nan, 0.0), ('for', 3, 0.5, 1.0)]
    """
    both = pd.DataFrame({"decided": decisions, "machine": machine}, dtype="object").dropna()
    given = pd.Series(table.to_numpy()[table.notna().to_numpy()], dtype="object").astype(str)
    counts = given.value_counts()
    values = sorted({*counts.index, *both["decided"], *both["machine"]}, key=lambda v: (-int(counts.get(v, 0)), v))
    return tuple(
        CategoryAgreement(
            value=value,
            n_codings=int(counts.get(value, 0)),
            alpha=alpha(table.map(lambda given, value=value: str(given == value), na_action="ignore")),
            n_decided=int((both["decided"] == value).sum()),
            n_machine=int((both["machine"] == value).sum()),
            n_both=int(((both["decided"] == value) & (both["machine"] == value)).sum()),
        )
        for value in values
    )
