"""What a measure is: one record that says how it is counted, shown in the texts, put into words and compared.

Nothing else of the package knows a measure: the evidence table, findings, ledger, specification
curve and charts read these records, listed in :data:`framing.measure.measures.MEASURES`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.measure.place import PlacedRows, Places
from framing.measure.row_sentence import Sentence, plain
from framing.measure.settings import Settings
from framing.measure.tables import Tables

Row = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class CodedSet:
    """What measures are made from: a set's tables, the codebook that its labels come from, and the settings."""

    tables: Tables
    codebook: Codebook | None = None
    settings: Settings = field(default_factory=Settings)
    _derived: dict[Callable[[Tables], pd.DataFrame], pd.DataFrame] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _placed: dict[Hashable, PlacedRows] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, make: Callable[[Tables], pd.DataFrame]) -> pd.DataFrame:
        """Return what ``make`` gives for the tables: worked out for the first row that asks, kept for all others."""
        if make not in self._derived:
            self._derived[make] = make(self.tables)
        return self._derived[make]

    def placed(self, what: Hashable, make: Callable[[], pd.DataFrame]) -> PlacedRows:
        """Return the rows that ``make`` gives, to be found by their columns: made for the first that asks for ``what``.

        ``what`` has to name all that the rows depend on besides this set, its codebook and settings.
        """
        if what not in self._placed:
            self._placed[what] = PlacedRows(make())
        return self._placed[what]


@dataclass(frozen=True, slots=True, order=True)
class MeasureKey:
    """Which number of a set: a measure's name, what its keys divide (``group``), and the ``key``; empty if nothing."""

    measure: str
    group: str
    key: str

    @classmethod
    def of(cls, row: Row) -> MeasureKey:
        """Return the key of a row of any table that names one; what it lacks is empty."""
        return cls(*(str(row.get(name, "")) for name in ("measure", "group", "key")))


def _nowhere(coded: CodedSet, row: Row) -> Places:
    del coded, row
    return ()


@dataclass(frozen=True, slots=True)
class Labels:
    """How a measure of labels answers to other settings, for the specification curve.

    ``of`` gives the labels that a key is about; ``rows`` the measure's rows where only mentions in
    certain voices count (a key keeps its name).
    """

    of: Callable[[MeasureKey, Codebook], frozenset[str]]
    rows: Callable[[CodedSet, Sequence[str]], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: an outlet's number is the sum of ``value`` over the sum of ``base`` of its articles.

    ``rows`` gives the ``ARTICLE_MEASURE`` rows; measures of a family may share one function, which is
    called once and whose rows are told apart by their column ``measure``. ``places`` gives the spans
    behind a row of the evidence table, ``sentence`` its sentence. ``unit`` is that of value ÷ base;
    ``counts`` the word for what the base counts, by key if it depends on that.

    ``rank`` orders what an outlet's finding on a concept speaks of, 0 first; ``concept_in`` says in
    which column the concept stands whose naming is measured (empty: no naming). Keys that ``tested`` declines
    are shown with their interval but stand outside the tested family: they have neither p nor tier. A chart is no
    part of a measure: it takes its rows from the evidence table with :meth:`of`, and a notebook shows it.
    """

    name: str
    rows: Callable[[CodedSet], pd.DataFrame]
    counts: str | Callable[[MeasureKey], str]
    unit: str = "share"
    places: Callable[[CodedSet, Row], Places] = _nowhere
    sentence: Sentence = plain
    rank: int = 100
    concept_in: Literal["", "group", "key"] = ""
    tested: bool | Callable[[MeasureKey], bool] = True
    labels: Labels | None = None

    def counted(self, key: MeasureKey) -> str:
        """Return the word for what the base of a key counts."""
        return self.counts if isinstance(self.counts, str) else self.counts(key)

    def is_tested(self, key: MeasureKey) -> bool:
        """Whether a key belongs to the tested family."""
        return self.tested if isinstance(self.tested, bool) else self.tested(key)

    def concept(self, key: MeasureKey) -> str:
        """Return the concept whose naming a key measures; empty if it measures something else."""
        return {"": "", "group": key.group, "key": key.key}[self.concept_in]

    def of(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of this measure in a table with a column ``measure``."""
        return frame[frame["measure"] == self.name]


def outlet_of(row: Row) -> dict[str, str | None]:
    """Return the outlet and the article that a row names, as :meth:`PlacedRows.where` takes them; what it lacks is out.

    >>> outlet_of({"outlet": "Bay News", "article_id": "", "key": "x"})
    {'outlet': 'Bay News'}
    """
    named = {name: row.get(name) for name in ("outlet", "article_id")}
    return {name: value for name, value in named.items() if isinstance(value, str) and value}


def of_outlet(frame: pd.DataFrame, row: Row) -> pd.DataFrame:
    """Return the rows of a table that are of the outlet, and of the article, that a row names."""
    for name in ("outlet", "article_id"):
        wanted = row.get(name)
        if isinstance(wanted, str) and wanted:
            frame = frame[frame[name] == wanted]
    return frame
