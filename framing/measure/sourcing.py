"""Whom each outlet lets speak: shares of voice by type of source and by speaker, and where speech begins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.codebook import Codebook
from framing.measure.measure import CodedSet, Measure, MeasureKey, Row, outlet_of
from framing.measure.place import Places
from framing.measure.plain_rows import by_article, cells, column
from framing.measure.row_sentence import Said, bracket, in_articles, percent, times, with_others
from framing.measure.rows_by_column import Floats, RowsByColumn
from framing.measure.speech_acts import SPEECH, UNKNOWN, speech_acts, speech_rows
from framing.measure.tables import Tables

_GROUPS = ("quotations", "words")
_SHARES = (("source type share", "source_type"), ("speaker share", "speaker"))
# Speakers times articles beyond which a speaker needs two articles, or three quotations, for rows of his own: most are
# heard once, and of a thousand articles their zeros would be millions of rows that can test nothing.
MOST_CELLS = 100_000
_LEAST = 3


def sourcing(tables: Tables, *, kinds: Sequence[str] = SPEECH) -> pd.DataFrame:
    """Return the sourcing measures of a set, one row an article and key, in the ``ARTICLE_MEASURE`` form.

    Measures (each is the sum of ``value`` over the sum of ``base``; 0 to 1):

    ``source type share``, ``speaker share``
        Of an outlet's quotations (``group`` "quotations") or of the words quoted (``group``
        "words"), the part that a type of source or a speaker has (``key``). Who could not be
        made out is the key "unknown".
    ``anonymous share``
        Of the quotations and words, the part whose source the article keeps anonymous ("a source").
    ``quoted share``
        Of an article's words, the part in direct and partial quotations.
    ``first quotation``
        How far into the article the first quotation begins: the words before its sentence, of all
        words; 0 is the first sentence. Articles without a quotation add nothing.

    Args:
        tables: The set.
        kinds: Which kinds of quotation count: direct, partial, indirect.

    Returns:
        A frame. An article without quotations adds no row to the shares: missing is not zero.
        A key that some article has and another has not is 0 there. In a large set (more than
        100,000 pairs of speaker and article) speakers heard in one article alone, with fewer than
        three quotations, have no rows; they count in the bases all the same.

    Raises:
        ValueError: A kind that is no kind of speech.

    >>> import framing
    >>> made = framing.sourcing(framing.open_set("corpus/harbour-blockade", parser="none"))
    >>> sorted(set(made["measure"]))
    ['anonymous share', 'first quotation', 'quoted share', 'source type share', 'speaker share']
    """
    acts = speech_acts(tables, kinds=kinds)
    marked = speech_acts(tables, kinds=("direct", "partial"))
    quoted: Counter[str] = Counter()
    for article_id, n_quoted in cells(marked, "article_id", "n_words"):
        quoted[article_id] += n_quoted
    at: defaultdict[str, list[int]] = defaultdict(list)
    first: dict[str, int] = {}  # where speech begins in the body
    for k, (article_id, part, start) in enumerate(cells(acts, "article_id", "part", "start")):
        at[article_id].append(k)
        if part == "body":
            first[article_id] = min(first.get(article_id, start), start)
    sentences = by_article(tables["sentences"], "end", "n_words")
    articles, rows = tables["articles"], RowsByColumn("share")
    parts = _SharesOf.of(acts, rows, len(articles))
    for name, n_words in cells(articles, "article_id", "n_words"):
        rows.begin()
        parts.add(np.array(at.get(name, ()), dtype=np.intp), rows)
        if n_words:
            rows.one(QUOTED_SHARE.name, "words", "quoted", float(quoted[name]), float(n_words))
            if name in first:
                told = min(sum(n for end, n in sentences[name] if end <= first[name]), n_words)
                rows.one(FIRST_QUOTATION.name, "position", "first", float(told), float(n_words))
    return rows.frame(articles)


@dataclass(frozen=True, slots=True)
class _SharesOf:
    """The acts of a set by column, each type of source and each speaker as a number."""

    keys: Mapping[str, Sequence[str]]
    codes: Mapping[str, NDArray[np.intp]]
    numbered: Mapping[tuple[str, str], NDArray[np.intp]]
    hidden: NDArray[np.bool_]
    n_words: Floats

    @classmethod
    def of(cls, acts: pd.DataFrame, rows: RowsByColumn, n_articles: int) -> _SharesOf:
        """Read the acts of all articles, to be added to ``rows``."""
        keys = {name: sorted(set(column(acts, name))) for _, name in _SHARES}
        if len(keys["speaker"]) * n_articles > MOST_CELLS:
            keys["speaker"] = _heard_more_than_once(acts)
        places = {name: {key: i for i, key in enumerate(some)} for name, some in keys.items()}
        # who has no rows has the number behind the last
        codes = {
            n: np.array([at.get(key, len(at)) for key in column(acts, n)], dtype=np.intp) for n, at in places.items()
        }
        numbered = {
            (measure, group): rows.numbers_of((measure, group, key) for key in keys[name])
            for group in _GROUPS
            for measure, name in _SHARES
        }
        hidden = np.array([kind == "anonymous" for kind in column(acts, "identified")], dtype=bool)
        return cls(keys, codes, numbered, hidden, acts["n_words_own"].to_numpy(float))

    def add(self, at: NDArray[np.intp], rows: RowsByColumn) -> None:
        """Add the shares of one article's quotations and quoted words."""
        for group in _GROUPS:
            weights = np.ones(len(at)) if group == "quotations" else self.n_words[at]
            total = float(weights.sum())
            if not total:
                continue
            for measure, name in _SHARES:
                counted = np.bincount(self.codes[name][at], weights=weights, minlength=len(self.keys[name]))
                rows.add(self.numbered[measure, group], counted[: len(self.keys[name])].astype(np.float64), total)
            hidden = float(weights[self.hidden[at]].sum())
            rows.one(ANONYMOUS_SHARE.name, group, "anonymous", hidden, total)


def _heard_more_than_once(acts: pd.DataFrame) -> list[str]:
    """The speakers with quotations in two articles, or with three."""
    times = acts.groupby("speaker")["article_id"].agg(["size", "nunique"])
    return sorted(times.index[(times["nunique"] > 1) | (times["size"] >= _LEAST)])


def _rows(coded: CodedSet) -> pd.DataFrame:
    return sourcing(coded.tables)


def quotations_of(coded: CodedSet, row: Row, column: str = "", value: str = "") -> Places:
    """Return the quotations of the row's outlet that have a value in a column; if it has none, all that it has."""
    rows, mine = speech_rows(coded), outlet_of(row)
    found = rows.where({**mine, column: None if value == UNKNOWN else value}) if column else ()
    return found or rows.where(mine)


def _by_type(coded: CodedSet, row: Row) -> Places:
    return quotations_of(coded, row, "source_type", str(row["key"]))


def _by_speaker(coded: CodedSet, row: Row) -> Places:
    return quotations_of(coded, row, "speaker", str(row["key"]))


def _anonymous(coded: CodedSet, row: Row) -> Places:
    return quotations_of(coded, row, "identified", "anonymous")


def _every(coded: CodedSet, row: Row) -> Places:
    return quotations_of(coded, row)


def _quotations_or_words(key: MeasureKey) -> str:
    return "words quoted" if key.group == "words" else "quotations"


def _in_quotations(key: MeasureKey) -> bool:
    """Quotations and words weigh the same acts; speakers are tested by quotations and shown by words too."""
    return key.group == "quotations"


def _type_clause(said: Said, codebook: Codebook | None) -> str:
    del codebook
    whom = "sources whose kind is unknown" if said.key == UNKNOWN else f"{said.key} sources"
    return f"{said.outlet} gave {times(said, said.counts)} to {whom}"


def _speaker_clause(said: Said, codebook: Codebook | None) -> str:
    del codebook
    whom = "speakers who could not be made out" if said.key == UNKNOWN else said.key
    return f"{said.outlet} gave {times(said, said.counts)} to {whom}, {in_articles(said)}"


def _anonymous_clause(said: Said, codebook: Codebook | None) -> str:
    del codebook
    return f"{said.outlet} left the source anonymous in {times(said, said.counts)}"


def _quoted_sentence(said: Said, codebook: Codebook | None) -> str:
    del codebook
    return (
        f"Direct quotations are {percent(said.estimate)} of the words of {said.outlet}’s articles {bracket(said)}, "
        f"and {percent(said.rest)} of those of the other outlets."
    )


def _first_sentence(said: Said, codebook: Codebook | None) -> str:
    del codebook
    return (
        f"In {said.outlet}’s articles the first quotation begins after {percent(said.estimate)} of the words on "
        f"average {bracket(said)}, in the other outlets’ after {percent(said.rest)}."
    )


SOURCE_TYPE_SHARE = Measure(
    name="source type share",
    rows=_rows,
    counts=_quotations_or_words,
    places=_by_type,
    sentence=with_others(_type_clause),
)
SPEAKER_SHARE = Measure(
    name="speaker share",
    rows=_rows,
    counts=_quotations_or_words,
    places=_by_speaker,
    sentence=with_others(_speaker_clause),
    tested=_in_quotations,
)
ANONYMOUS_SHARE = Measure(
    name="anonymous share",
    rows=_rows,
    counts=_quotations_or_words,
    places=_anonymous,
    sentence=with_others(_anonymous_clause),
    tested=_in_quotations,
)
QUOTED_SHARE = Measure(name="quoted share", rows=_rows, counts="words", places=_every, sentence=_quoted_sentence)
FIRST_QUOTATION = Measure(name="first quotation", rows=_rows, counts="words", places=_every, sentence=_first_sentence)
SOURCING = (SOURCE_TYPE_SHARE, SPEAKER_SHARE, ANONYMOUS_SHARE, QUOTED_SHARE, FIRST_QUOTATION)
