"""One finding under every reasonable setting: does it stand, or does it hang on a choice?

Source of the idea: Simonsohn, Simmons & Nelson (2020), *Nature Human Behaviour* 4: 1208-1214;
Steegen, Tuerlinckx, Gelman & Vanpaemel (2016), *Perspect. Psychol. Sci.* 11: 702-712.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from framing.annotate.codebook import Codebook
from framing.annotate.voice import OWN_VOICE, VOICES
from framing.measure.known_blocks import with_known_blocks
from framing.measure.measure import CodedSet, MeasureKey
from framing.measure.measures import is_measure, measure_of
from framing.measure.settings import Settings
from framing.measure.tables import Tables
from framing.stats.one_thread import on_one_thread
from framing.stats.permutation import arrangements, arrangements_within, bases_vary, least_possible_p, shuffle_test
from framing.stats.resampling_units import Floats, blocks, join_rows, unit_codes
from framing.stats.tiers import LEVEL
from framing.stats.variations import Variation, variations_of

ALL_IN = "none left out"
_NOTHING = dict.fromkeys(("estimate", "rest", "difference", "p", "least_p"), math.nan)

Combination = tuple[dict[str, str], Variation]  # the choices of a setting, and the articles as it leaves them


@dataclass(frozen=True, slots=True)
class Target:
    """Which number of the analysis: a row of ``compare_outlets``."""

    measure: str
    group: str
    key: str
    outlet: str

    @property
    def key_of(self) -> MeasureKey:
        """The key without the outlet."""
        return MeasureKey(self.measure, self.group, self.key)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a finding fares: ``n`` settings that give it at all, in how many its direction and its p ≤ .05 hold."""

    n: int
    same_direction: int
    stands: int
    weakest: str

    @property
    def share(self) -> float:
        """Share of settings in which the finding stands; NaN if no setting gives it."""
        return self.stands / self.n if self.n else math.nan


def term_settings(
    tables: Tables, codebook: Codebook, target: Target
) -> Iterator[tuple[Mapping[str, str], pd.DataFrame]]:
    """Yield (settings, article-measure rows) for a finding about labels: voice × headline × each other label left out.

    Args:
        tables: The set.
        codebook: For the labels that can be left out, and the declared contrasts.
        target: Its measure must have label settings (``Measure.labels``).

    Raises:
        ValueError: for a measure that is not about labels.
    """
    labels = measure_of(target.measure).labels if is_measure(target.measure) else None
    if labels is None:
        msg = f"measure '{target.measure}' has no label settings"
        raise ValueError(msg)
    subject = labels.of(target.key_of, codebook)
    # a setting changes the finding's concept alone: the others need not be counted
    mentions = tables["mentions"][tables["mentions"]["concept"] == target.group]
    used = sorted(set(mentions["variant"].astype(str)))
    for left_out in (None, *(label for label in used if label not in subject)):
        kept = mentions if left_out is None else mentions[mentions["variant"] != left_out]
        thinned = dataclasses.replace(tables, frames={**tables.frames, "mentions": kept})
        for voice, voices in (("own voice", OWN_VOICE), ("every voice", VOICES)):
            for headline in (True, False):
                made = labels.rows(CodedSet(thinned, codebook, Settings(include_headline=headline)), voices)
                settings = {
                    "voice": voice,
                    "headline": "with headlines" if headline else "without headlines",
                    "labels": "all labels" if left_out is None else f"without “{left_out}”",
                }
                yield settings, with_known_blocks(made[made["group"] == target.group], tables)


def specification_curve(
    settings: Iterable[tuple[Mapping[str, str], pd.DataFrame]],
    target: Target,
    *,
    analysis: Settings,
    leave_out: bool = True,
) -> pd.DataFrame:
    """Return the difference outlet - others of one finding under every combination of settings.

    To the settings given, two are added: copies counted or collapsed, and each article left out
    in turn.

    Args:
        settings: Pairs of named choices and the article-measure rows they give, e.g. :func:`term_settings`.
        target: The finding; group, key and outlet are looked up in each frame.
        analysis: ``draws`` shuffles for p from ``seed``; all arrangements are listed when there are no more.
        leave_out: Whether to leave out each article in turn as well.

    Returns:
        One row a combination: the choices, ``copies``, ``left_out``, estimate, rest, difference, p,
        least_p, n_articles (of the outlet) and ``stands``: p ≤ .05 in the direction of the first row,
        which is the first setting with copies counted and nothing left out. Estimates NaN where a
        setting leaves nothing. Sorted as made; empty if there are no settings.
    """
    return curve_of(list(setting_blocks(settings, target, leave_out=leave_out)), target, analysis=analysis)


@on_one_thread
def curve_of(combinations: Sequence[Combination], target: Target, *, analysis: Settings) -> pd.DataFrame:
    """Return what :func:`specification_curve` gives for combinations that are already made."""
    found = _differences([varied for _, varied in combinations], target.outlet, analysis)
    made = pd.DataFrame([{**choices, **row} for (choices, _), row in zip(combinations, found, strict=True)])
    if made.empty:
        return made
    direction = np.sign(made["difference"].iloc[0])
    made["same_direction"] = np.sign(made["difference"]) == direction
    made["stands"] = made["same_direction"] & (made["p"] <= LEVEL)
    return made


def setting_blocks(
    settings: Iterable[tuple[Mapping[str, str], pd.DataFrame]], target: Target, *, leave_out: bool
) -> Iterator[Combination]:
    """Yield the choices and the articles of every combination; copies and left-out articles added to the settings."""
    for choices, frame in settings:
        mine = frame[(frame["group"] == target.group) & (frame["key"] == target.key)]
        block = next(iter(blocks(mine)), None)
        if block is None:
            continue
        for varied in variations_of(block, leave_out=leave_out):
            made = {
                **choices,
                "copies": "copies counted once" if varied.collapse else "every article",
                "left_out": ALL_IN if varied.place < 0 else block.articles[varied.place],
            }
            yield made, varied


def standing(curve: pd.DataFrame) -> Standing:
    """Sum up a specification curve; ``weakest`` names the choice that hurts it most, if one does."""
    given = curve[curve["difference"].notna()] if len(curve) else curve
    if given.empty:
        return Standing(0, 0, 0, "")
    known = ("estimate", "rest", "difference", "p", "least_p", "n_articles", "same_direction", "stands")
    choices = [name for name in given.columns if name not in known]
    shares = {
        (name, value): share
        for name in choices
        if len(set(given[name])) > 1
        for value, share in _shares_standing(given[name], given["stands"])
    }
    weakest = ("", "")
    if shares and min(shares.values()) < max(shares.values()):
        weakest = min(shares, key=lambda choice: shares[choice])
    label = f"leaving out {weakest[1]}" if weakest[0] == "left_out" and weakest[1] != ALL_IN else weakest[1]
    return Standing(len(given), int(given["same_direction"].sum()), int(given["stands"].sum()), label)


def _shares_standing(choice: pd.Series, stands: pd.Series) -> list[tuple[str, float]]:
    """Each choice in order of appearance, and the share of its settings that stand."""
    codes, values = pd.factorize(choice)
    given = codes >= 0  # a setting without this choice counts for none
    n, standing_of = (np.bincount(codes[given], weights) for weights in (None, stands.to_numpy(float)[given]))
    return [(str(value), float(share)) for value, share in zip(values, standing_of / n, strict=True)]


@dataclass(frozen=True, slots=True)
class _Alike:
    """Settings whose units are the same, dealt in the same ways: which units are the first side's, and their events."""

    first: NDArray[np.bool_]
    events: list[str]
    numbers: list[int] = field(default_factory=list)
    numerators: list[Floats] = field(default_factory=list)
    bases: list[Floats] = field(default_factory=list)


def _differences(every: Sequence[Variation], outlet: str, analysis: Settings) -> list[dict[str, object]]:
    """The outlet against the others in each setting; settings that deal the same units are tested in one go."""
    found: list[dict[str, object]] = []
    alike: dict[tuple[object, ...], _Alike] = {}
    wholes = {id(varied.whole): varied.whole for varied in every}
    numbered = {key: (whole.outlets == outlet, *unit_codes(whole)) for key, whole in wholes.items()}
    for number, varied in enumerate(every):
        kept = varied.kept
        of_outlet, codes, events = numbered[id(varied.whole)]
        mine = of_outlet[kept]
        n = int(mine.sum())
        if not n or n == len(mine):
            found.append({**_NOTHING, "n_articles": n})
            continue
        units = join_rows(codes[kept], events[kept], varied.matrices(), mine, ~mine)
        one, other = (float(units.numerators[s].sum() / units.bases[s].sum()) for s in (units.first, ~units.first))
        found.append({**_NOTHING, "estimate": one, "rest": other, "difference": one - other, "n_articles": n})
        if min(int(units.first.sum()), int((~units.first).sum())) > 1:
            same = units.first.tobytes(), tuple(units.events), bases_vary(units.bases)
            if same not in alike:
                alike[same] = _Alike(units.first, list(units.events))
            alike[same].numbers.append(number)
            alike[same].numerators.append(units.numerators)
            alike[same].bases.append(units.bases)
    for some in alike.values():
        p, least = _tested(some, analysis)
        for number, one, other in zip(some.numbers, p, least, strict=True):
            found[number] |= {"p": float(one), "least_p": float(other)}
    return found


def _tested(alike: _Alike, analysis: Settings) -> tuple[Floats, Floats]:
    """P and least p of each setting."""
    first, events = alike.first, alike.events
    sides = int(first.sum()), int((~first).sum())
    if len(set(events)) > 1:
        dealt = arrangements_within(first, events, draws=analysis.draws, seed=analysis.seed)
    else:
        dealt = arrangements(*sides, draws=analysis.draws, seed=analysis.seed)
    tested = shuffle_test(np.hstack(alike.numerators), np.hstack(alike.bases), dealt)
    return tested.p, np.maximum(tested.least_p, least_possible_p(*sides))
