"""The whole analysis on shuffled outlets, beside the real one.

"Shuffled outlets show 2 differences of this size in 100 comparisons; yours show 7." Outlets'
names are dealt out anew over the articles, for all measures together, so that what goes
together in the texts goes together in the shuffles.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.measure.settings import Settings
from framing.stats.column_types import typed
from framing.stats.one_thread import on_one_thread
from framing.stats.permutation import occurrence_p
from framing.stats.resampling_units import Block, blocks, shares_among, together
from framing.stats.text_codes import Coded, Different, joint_codes
from framing.stats.tiers import LEVEL

Floats = NDArray[np.float64]

ALL = "all measures"
_TINY = 1e-9  # nothing but rounding
CARD = (
    "measure", "size", "n_comparisons", "n_real", "n_shuffled", "n_shuffled_high", "share_as_many", "n_draws", "note",
)  # fmt: skip
BAND = (
    "measure", "group", "key", "outlet", "estimate", "null_low", "null_high", "difference", "null_difference_low",
    "null_difference_high", "outside",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NullCard:
    """``card``: a row a measure and size of difference; ``shuffles``: the number each shuffle showed (draw 0: real)."""

    card: pd.DataFrame
    shuffles: pd.DataFrame


@dataclass(frozen=True, slots=True)
class _Shuffled:
    """One block under every shuffle, draws × keys, draw 0 the real one: estimates of both sides and the surplus.

    Of each key: the ``common`` ratio, and the real bases of the outlet and of the others, NaN for 0.
    """

    block: Block
    outlet: str
    estimate: Floats
    rest: Floats
    surplus: Floats
    common: Floats
    mine: Floats
    others: Floats

    @property
    def at_own_bases(self) -> Floats:
        """The outlet's estimate, had it printed each shuffle's surplus over as much as it really wrote."""
        return self.inside(self.common + self.surplus / self.mine)

    @property
    def rest_at_own_bases(self) -> Floats:
        """The same for all others together."""
        return self.inside(self.common - self.surplus / self.others)

    def inside(self, estimate: Floats) -> Floats:
        """Estimates as they are, shares no less than 0 and no more than 1."""
        shares = np.array(shares_among(self.block))
        return np.where(shares, np.clip(estimate, 0.0, 1.0), estimate)


def _deal(frame: pd.DataFrame, draws: int, seed: int) -> tuple[dict[tuple[str, str], int], NDArray[np.intp], list[str]]:
    """Return the place of each (outlet, cluster), and for each draw the outlet at each place."""
    joined = together(frame)
    frame = _an_article_once(frame)
    events = frame["event"].astype(str) if "event" in frame.columns else pd.Series("", index=frame.index)
    units = frame.assign(event=events, cluster=[joined[str(a)] for a in frame["article_id"]])
    units = units[["event", "outlet", "cluster"]].astype(str).drop_duplicates()
    units = units.sort_values(["event", "outlet", "cluster"], ignore_index=True)
    outlets = sorted(set(units["outlet"]))
    real = pd.Categorical(units["outlet"], categories=outlets).codes.astype(np.intp)
    strata = units["event"].astype("category").cat.codes.to_numpy(dtype=np.float64)
    generator = np.random.default_rng([seed, draws, len(units)])
    order = np.argsort(strata + generator.random((draws, len(units))) * 0.999, axis=1, kind="stable")
    dealt = np.vstack([real, real[order]])
    places = {(row.outlet, row.cluster): i for i, row in enumerate(units.itertuples(index=False))}
    return {(str(o), str(c)): i for (o, c), i in places.items()}, dealt, outlets


def _an_article_once(frame: pd.DataFrame) -> pd.DataFrame:
    """One row of each article and outlet, and event: all its others, one for each key of the set, say the same."""
    told = [Coded.of(frame[name]) for name in ("event", "outlet", "article_id") if name in frame.columns]
    return frame.iloc[Different.of(joint_codes(told), as_they_come=True).first]


def _shuffle(frame: pd.DataFrame, settings: Settings) -> Iterator[_Shuffled]:
    used = frame[frame["base"] > 0]
    if used.empty:
        return
    places, dealt, outlets = _deal(used, settings.draws, settings.seed)
    for block in blocks(used, collapse_copies=settings.collapse_copies):
        at = [places[str(o), str(c)] for o, c in zip(block.outlets, block.together, strict=True)]
        value_sum, base_sum = block.numerators.sum(axis=0), block.bases.sum(axis=0)
        here = dealt[:, at]
        for code, outlet in enumerate(outlets):
            mine = (here == code).astype(np.float64)
            values, bases = mine @ block.numerators, mine @ block.bases
            with np.errstate(divide="ignore", invalid="ignore"):
                estimate = np.where(bases > 0, values / bases, np.nan)
                left = base_sum - bases
                rest = np.where(left > _TINY, (value_sum - values) / left, np.nan)
            common, surplus = value_sum / base_sum, values - bases * (value_sum / base_sum)
            here_and_there = (np.where(real > _TINY, real, np.nan) for real in (bases[0], base_sum - bases[0]))
            yield _Shuffled(block, outlet, estimate, rest, surplus, common, *here_and_there)


def _floors_of(one: _Shuffled) -> Floats:
    """Least p of each key by how many articles differ from the rest at all, as in the tests."""
    block = one.block
    floors = np.zeros(len(block.keys))
    for i in range(len(block.keys)):
        there = block.bases[:, i] > 0
        mine = there & (block.outlets == one.outlet)
        first, second = int(mine.sum()), int((there & ~mine).sum())
        ratios = block.numerators[there, i] / block.bases[there, i]
        middle = np.sort(ratios)[len(ratios) // 2] if len(ratios) else 0.0
        odd = int((np.abs(ratios - middle) > 1e-12).sum())  # noqa: PLR2004  # equal but for rounding
        if 2 * odd < len(ratios) and first and second:
            floors[i] = occurrence_p(odd, first, second)
    return floors


def _p_of_each_draw(gaps: Floats) -> Floats:
    """Return for every draw the share of draws with a gap at least as large; a missing gap counts as none at all."""
    filled = np.where(np.isnan(gaps), -1.0, gaps)
    ordered = np.sort(filled, axis=0)
    p = np.empty_like(filled)
    for column in range(filled.shape[1]):
        below = np.searchsorted(ordered[:, column], filled[:, column] * (1 - 1e-9) - 1e-12, side="left")
        p[:, column] = (len(filled) - below) / len(filled)
    p[np.isnan(gaps)] = 1.0
    return p


@on_one_thread
def null_card(
    frame: pd.DataFrame,
    *,
    settings: Settings,
    sizes: Sequence[float] = (0.2, 0.5),
) -> NullCard:
    """Count differences between each outlet and the others, as they are and with outlets shuffled.

    Args:
        frame: Article-measure rows; a column ``event`` keeps shuffles within events.
        settings: ``draws`` shuffles from ``seed``, copies counted once or not.
        sizes: For shares, differences at least so large are counted too (0.2 is 20 points).

    Returns:
        ``card``: for each measure, and all together, how many comparisons show a difference with
        p ≤ .05 among these shuffles (``size`` NaN) or of at least ``size``: in the real set
        (``n_real``), in a shuffled one on average (``n_shuffled``) and in its 95th percentile
        (``n_shuffled_high``), and the share of shuffled sets with at least as many as the real one.
        An empty frame, or one outlet, gives empty tables.
    """
    counts: dict[tuple[str, float], list[Floats]] = {}
    compared: dict[tuple[str, float], int] = {}
    for one in _shuffle(frame, settings):
        gaps = np.abs(one.estimate - one.rest)
        real = ~np.isnan(gaps[0])
        if not real.any():
            continue
        p = np.maximum(_p_of_each_draw(gaps[:, real]), _p_of_each_draw(np.abs(one.surplus[:, real])))
        p = np.maximum(p, _floors_of(one)[real])
        found: dict[float, NDArray[np.bool_]] = {math.nan: p <= LEVEL}
        if all(unit == "share" for unit in one.block.units):
            large = np.nan_to_num(gaps[:, real], nan=-1.0)
            found |= {size: large >= size - 1e-12 for size in sizes}
        for size, flags in found.items():
            for measure in (one.block.measure, ALL):
                name = (measure, -1.0 if math.isnan(size) else size)
                counts.setdefault(name, []).append(flags.sum(axis=1).astype(np.float64))
                compared[name] = compared.get(name, 0) + int(real.sum())
    rows, shuffles = [], []
    for (measure, size), parts in counts.items():
        n = np.sum(parts, axis=0)
        shuffled = n[1:]
        shown = math.nan if size < 0 else size
        kind = "with p ≤ .05" if size < 0 else f"of {100 * size:.0f} points or more"
        per = 100 / compared[measure, size]
        note = f"shuffled outlets show {per * shuffled.mean():.1f} differences {kind} in 100 comparisons"
        rows.append(
            {
                "measure": measure,
                "size": shown,
                "n_comparisons": compared[measure, size],
                "n_real": int(n[0]),
                "n_shuffled": float(shuffled.mean()),
                "n_shuffled_high": float(np.quantile(shuffled, 0.95)),
                "share_as_many": float(np.mean(n >= n[0] - 1e-9)),
                "n_draws": settings.draws,
                "note": f"{note}; these outlets show {per * n[0]:.1f}",
            }
        )
        shuffles.append(pd.DataFrame({"measure": measure, "size": shown, "draw": range(len(n)), "n": n.astype(int)}))
    card = typed(pd.DataFrame(rows), CARD)
    card = card.sort_values("measure", key=lambda m: m != ALL, kind="stable", ignore_index=True)
    every = pd.concat(shuffles, ignore_index=True) if shuffles else pd.DataFrame()
    return NullCard(card, typed(every, ("measure", "size", "draw", "n"), counts=("n",)))


def _middle(drawn: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Ends of the middle of each column, as far below its mean as above it; NaN where it is all missing."""
    low, high = (np.full(drawn.shape[1], np.nan) for _ in range(2))
    usable = np.flatnonzero((~np.isnan(drawn)).any(axis=0))
    if len(usable):
        mean = np.nanmean(drawn[:, usable], axis=0)
        half = np.nanquantile(np.abs(drawn[:, usable] - mean), confidence, axis=0)
        low[usable], high[usable] = mean - half, mean + half
    return low, high


def _band(shuffled: Floats, at_own_bases: Floats, confidence: float) -> tuple[Floats, Floats]:
    """The band that holds the middle of both, each draws × keys, the real draw first."""
    (low, high), (less, more) = _middle(shuffled[1:], confidence), _middle(at_own_bases[1:], confidence)
    return np.fmin(low, less), np.fmax(high, more)


def null_band(frame: pd.DataFrame, *, settings: Settings) -> pd.DataFrame:
    """Return where each outlet's estimate would lie if outlets were shuffled: the band behind its dot.

    Shuffles even out how much each outlet writes. Where one names a thing far more often than another, the
    differences that they show are therefore too small: 10 to 16 of 100 real ones lie beyond them without any
    reason. The band holds those differences, and what each shuffle's surplus (counts above the common ratio)
    would be at the outlet's own bases. It reaches as far below what shuffles show on average as above it, as the
    tests ask for the size of a difference and not for its direction: the shuffles of a side that writes more are
    skewed, and a band with 2.5 of 100 beyond either end would leave out 8 real ones of 100. Beyond both, as in
    the tests, lie at most 5.

    Args:
        frame: Article-measure rows.
        settings: ``draws`` shuffles from ``seed``, copies counted once or not; the band holds the middle
            ``confidence`` of the shuffles.

    Returns:
        A row for each measure × group × key × outlet with ``BAND``: the estimate and its band, the
        difference to all others together and its band; ``outside`` says that the real difference lies
        beyond its band. Numbers NaN and ``outside`` False where the outlet has none.
    """
    rows: list[dict[str, object]] = []
    for one in _shuffle(frame, settings):
        difference = one.estimate - one.rest
        low, high = map(one.inside, _band(one.estimate, one.at_own_bases, settings.confidence))
        less, more = _band(difference, one.at_own_bases - one.rest_at_own_bases, settings.confidence)
        for i, key in enumerate(one.block.keys):
            rows.append(
                {
                    "measure": one.block.measure,
                    "group": one.block.group,
                    "key": key,
                    "outlet": one.outlet,
                    "estimate": float(one.estimate[0, i]),
                    "null_low": float(low[i]),
                    "null_high": float(high[i]),
                    "difference": float(difference[0, i]),
                    "null_difference_low": float(less[i]),
                    "null_difference_high": float(more[i]),
                    "outside": bool(difference[0, i] < less[i] - 1e-12 or difference[0, i] > more[i] + 1e-12),
                }
            )
    return typed(pd.DataFrame(rows), BAND)
