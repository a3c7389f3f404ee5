"""Which words set one outlet apart: a ranking for exploring, not a test.

Weighted log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn,
Fightin' words, Political Analysis 16, 2008, equations 16, 20 and 22). The prior pulls rare
words towards the set's own usage; z divides by the standard error. Its |z| > 1.96 is no
evidence in a small set: words come in articles, so each row also has how many articles use
the word, how evenly, and an interval from resampling articles.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from framing.measure.term_counts import TermCounts
from framing.stats.column_types import typed
from framing.stats.resample import resampling_weights

METHOD = "log-odds with informative Dirichlet prior, articles resampled within outlets; exploratory ranking"
REST = "all others"

Reals = npt.NDArray[np.float64]


class LogOdds(NamedTuple):
    """Log-odds ratio of each term (natural logarithm, 0 is equal use), its standard error, and their quotient."""

    delta: Reals
    error: Reals
    z: Reals


def log_odds(a: npt.ArrayLike, b: npt.ArrayLike, prior: npt.ArrayLike) -> LogOdds:
    """Return how much likelier each term is in ``a`` than in ``b``.

    Args:
        a: Counts, the last axis over terms; any leading axes (draws, pairs) broadcast.
        b: The same for the other side.
        prior: Pseudo-counts of each term, all above 0, added to both sides.

    Returns:
        ``LogOdds`` of the broadcast shape. Swapping ``a`` and ``b`` changes the sign of
        ``delta`` and ``z`` and nothing else.

    Raises:
        ValueError: For fewer than two terms, a negative count, or a prior that is not above 0.
    """
    a, b, prior = (np.asarray(x, dtype=np.float64) for x in (a, b, prior))
    if prior.shape[-1:] < (2,):
        msg = "log-odds compare a term with all others: give at least two terms"
        raise ValueError(msg)
    if (a < 0).any() or (b < 0).any() or not (prior > 0).all():
        msg = "counts must be 0 or more and every prior pseudo-count above 0"
        raise ValueError(msg)
    size = prior.sum()
    ya, yb = a + prior, b + prior
    ra = a.sum(axis=-1, keepdims=True) + size - ya
    rb = b.sum(axis=-1, keepdims=True) + size - yb
    delta = (np.log(ya) - np.log(ra)) - (np.log(yb) - np.log(rb))
    # The paper's approximation (its equation 20): the two further terms, 1/ra and 1/rb, are small beside these.
    error = np.sqrt(1 / ya + 1 / yb)
    return LogOdds(delta, error, delta / error)


def dispersion(counts: Any, sizes: npt.ArrayLike) -> Reals:  # noqa: ANN401 -- a scipy sparse matrix, untyped
    """Return Gries's normalised deviation of proportions of each term over articles.

    Range 0 (spread as evenly as the words are) to 1 (all in the smallest article); missing
    for a term without occurrences; 0 with a single article, where there is nothing to
    spread over. ``counts`` is sparse, articles × terms; ``sizes`` the articles' word counts.

    Source: Gries, International Journal of Corpus Linguistics 13 (2008); the division by
    1 − min(s) by Lijffijt and Gries, ibid. 17 (2012).
    """
    share = np.asarray(sizes, dtype=np.float64)
    share = share / share.sum() if share.sum() else share
    table = counts.tocoo()
    total = np.asarray(counts.sum(axis=0), dtype=np.float64).ravel()
    part = share[table.row]
    # Each article without the term adds its share; the shares sum to 1, so only occurrences need visiting.
    gain = np.abs(table.data / total[table.col] - part) - part
    raw = (1 + np.bincount(table.col, weights=gain, minlength=len(total))) / 2
    room = 1 - share.min(initial=1.0)
    return np.where(total > 0, raw / room if room > 0 else 0.0, np.nan)


def _used(counted: TermCounts) -> TermCounts:
    """The same without terms that nobody uses, which have no prior."""
    used = np.flatnonzero(np.asarray(counted.counts.sum(axis=0)).ravel())
    if len(used) == len(counted.terms):
        return counted
    return replace(counted, counts=counted.counts[:, used], terms=tuple(counted.terms[i] for i in used))


def _resample(outlets: npt.NDArray[np.str_], clusters: npt.NDArray[np.str_], draws: int, seed: int) -> Reals:
    """How often each draw takes each article, draws × articles: within outlets, clusters whole."""
    weights = np.zeros((draws, len(outlets)))
    for i, outlet in enumerate(np.unique(outlets)):
        own = np.flatnonzero(outlets == outlet)
        _, of = np.unique(clusters[own], return_inverse=True)
        # Another seed for each outlet: equal draws for two outlets would tie their errors together.
        weights[:, own] = resampling_weights(int(of.max()) + 1, draws, seed + i)[:, of]
    return weights


def _contrasts(names: list[str], *, pairs: bool) -> list[tuple[str, str]]:
    return list(combinations(names, 2)) if pairs else [(name, REST) for name in names]


def keyness(
    counted: TermCounts,
    *,
    pairs: bool = False,
    prior_words: float = 500.0,
    min_count: int = 2,
    top: int | None = 200,
    draws: int = 1000,
    seed: int = 1,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Rank the terms of each outlet against all others, or of each pair of outlets.

    Args:
        counted: From ``count_terms``.
        pairs: Compare every two outlets (positive: the first uses it more) instead of one with the rest.
        prior_words: Size of the prior, in words; its proportions are the whole set's. More pulls rare terms harder
            towards equal use. Monroe, Colaresi and Quinn use 500.
        min_count: Leave out terms with fewer occurrences in the two sides together.
        top: Keep this many terms a comparison at each end of the ranking; ``None`` keeps all, and takes
            draws × terms of memory for the intervals.
        draws: Bootstrap draws; 0 leaves the intervals missing.
        seed: Seed of the draws.
        confidence: Width of the interval.

    Returns:
        One row a comparison and term, highest z first: ``outlet``, ``against``, ``term``,
        ``estimate`` (log-odds, natural logarithm, 0 equal use), ``low``, ``high`` (missing where a
        side has fewer than two independent articles), ``unit``, ``z``, ``n`` and
        ``n_against`` (of what ``counts`` says), ``n_articles`` (that contain the term), ``n_articles_against``,
        ``dispersion``, ``dispersion_against`` (:func:`dispersion`), ``n_articles_read``,
        ``n_articles_read_against``, ``method``, ``tier`` ("descriptive", always). Fewer than two
        outlets or terms give no rows.

    >>> import framing
    >>> from framing.measure.term_counts import count_terms
    >>> tables = framing.open_set("corpus/harbour-blockade", parser="none")
    >>> made = keyness(count_terms(tables), draws=0, top=3)
    >>> sorted(set(made["against"])), set(made["tier"])
    (['all others'], {'descriptive'})
    """
    outlets, clusters = np.array(counted.outlets, dtype=np.str_), np.array(counted.clusters, dtype=np.str_)
    names = sorted(set(counted.outlets))
    counted = _used(counted)
    total = np.asarray(counted.counts.sum(axis=0), dtype=np.float64).ravel()
    blocks = []
    if len(names) > 1 and len(counted.terms) > 1:
        prior = total * (prior_words / total.sum())
        weights = _resample(outlets, clusters, draws, seed)
        for name, against in _contrasts(names, pairs=pairs):
            one = outlets == name
            other = ~one if against == REST else outlets == against
            sides = _Side(counted, one), _Side(counted, other)
            found = log_odds(sides[0].counts, sides[1].counts, prior)
            kept = _keep(found.z, sides[0].counts + sides[1].counts, min_count, top)
            low, high = _interval(sides, kept, prior, weights, confidence)
            columns: dict[str, object] = {
                "outlet": name,
                "against": against,
                "term": np.array(counted.terms, dtype=object)[kept],
                "estimate": found.delta[kept],
                "low": low,
                "high": high,
                "unit": "log-odds",
                "z": found.z[kept],
            }
            for suffix, side in zip(("", "_against"), sides, strict=True):
                columns["n" + suffix] = side.counts[kept].astype(np.int64)
                columns["n_articles" + suffix] = side.containing[kept]
                columns["dispersion" + suffix] = side.dispersion[kept]
                columns["n_articles_read" + suffix] = int(side.articles.sum())
            blocks.append(pd.DataFrame(columns))
    made = pd.concat(blocks, ignore_index=True) if blocks else pd.DataFrame()
    return typed(
        made.assign(counts="words and phrases", method=METHOD, tier="descriptive"), _COLUMNS, counts=("n", "n_against")
    )


_COLUMNS = (
    *("outlet", "against", "term", "estimate", "low", "high", "unit", "z", "n", "n_against", "counts"),
    *("n_articles", "n_articles_against", "dispersion", "dispersion_against"),
    *("n_articles_read", "n_articles_read_against", "method", "tier"),
)


class _Side:
    """One side of a comparison: the articles it takes, and what they hold."""

    def __init__(self, counted: TermCounts, articles: npt.NDArray[np.bool_]) -> None:
        self.articles = articles
        self.table = counted.counts[np.flatnonzero(articles)]
        self.counts: Reals = np.asarray(self.table.sum(axis=0), dtype=np.float64).ravel()
        self.containing = np.asarray((self.table > 0).sum(axis=0), dtype=np.int64).ravel()
        self.dispersion = dispersion(self.table, np.array(counted.n_words)[articles])
        pairs = zip(counted.outlets, counted.clusters, articles, strict=True)
        self.independent = len({(o, c) for o, c, taken in pairs if taken})


def _keep(z: Reals, together: Reals, min_count: int, top: int | None) -> npt.NDArray[np.int64]:
    """Positions of the terms to report, by falling z; ties in alphabetical order."""
    often = np.flatnonzero(together >= min_count)
    order = often[np.argsort(-z[often], kind="stable")]
    if top is not None and len(order) > 2 * top:
        order = np.concatenate([order[:top], order[len(order) - top :]])
    return order.astype(np.int64)


def _interval(
    sides: tuple[_Side, _Side], kept: npt.NDArray[np.int64], prior: Reals, weights: Reals, confidence: float
) -> tuple[Reals, Reals]:
    """Percentile interval of the log-odds of the kept terms."""
    if not len(weights) or not len(kept) or min(side.independent for side in sides) < 2:  # noqa: PLR2004 -- one says nothing of spread
        missing = np.full(len(kept), np.nan)
        return missing, missing
    logs = []
    for side in sides:
        drawn = weights[:, side.articles]
        hits = np.asarray((side.table[:, kept].T @ drawn.T).T) + prior[kept]
        rest = (drawn @ np.asarray(side.table.sum(axis=1)).ravel())[:, None] + prior.sum() - hits
        logs.append(np.log(hits) - np.log(rest))
    tail = (1 - confidence) / 2
    low, high = np.quantile(logs[0] - logs[1], [tail, 1 - tail], axis=0)
    return low, high
