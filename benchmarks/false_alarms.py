"""How often a tier cries wolf where outlets do not differ: simulated sets, and real articles under made-up outlets."""

from __future__ import annotations

import itertools
import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
from made_sets import DECLARED, by_authors, edited_rows, over_all, real_rows, with_copies, within_events

from framing.annotate.annotate import annotate_all
from framing.annotate.codebook import read_codebook
from framing.measure.declared_contrast import declared_keys
from framing.measure.measures import article_measures
from framing.measure.settings import Settings
from framing.measure.tabulate import tabulate
from framing.sets.manifest import load_set
from framing.stats import contrasts as made_contrasts
from framing.stats import joint_dealing
from framing.stats.contrasts import Declared, contrasts
from framing.stats.divergence import divergence_of_outlets
from framing.stats.intervals import NO_INTERVAL, Floats, Interval
from framing.stats.null_card import null_band
from framing.stats.permutation import arrangements, shuffle_test

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "helpers"))
from simulated import article_shares, label_shares

# The real dealing counts among the draws, so their number does not move the rate of false alarms.
DRAWS = 999
# An outlet that prints a text again: lightly edited, half rewritten. Shares of words changed and of sentences cut.
EDITS = ((0.1, 0.2), (0.3, 0.3))


def _only_tests() -> None:
    """Leave out what costs time and moves no rate: intervals, lists and draws beyond ``DRAWS``."""
    joint_dealing.LEAST_DRAWS = made_contrasts.LISTED = DRAWS

    def estimate_only(values: Floats, bases: Floats, *, share: bool, settings: Settings) -> Interval:
        del share, settings
        total = float(bases.sum())
        return Interval(float(values.sum()) / total if total else math.nan, math.nan, math.nan, NO_INTERVAL)

    made_contrasts.interval_of = estimate_only


def alarms(
    frames: Iterable[pd.DataFrame],
    *,
    against: Literal["rest", "pairs"] = "rest",
    declared: Declared | None = None,
) -> dict[str, object]:
    """Count tiers; two outlets need one comparison (``pairs``), which is the same test and half the work.

    Without ``declared`` all comparisons are one declared family. With it, the others are looked at as if they had
    been another.
    """
    _only_tests()
    runs = supported = others = tested = suggestive = rows = warned = 0
    for seed, frame in enumerate(frames):
        settings = Settings(draws=DRAWS, seed=seed)
        got = contrasts(frame, against=against, settings=settings, declared=declared)
        able = got["least_p"] <= 0.05
        found = got["tier"] == "supported"
        runs += 1
        rows += len(got)
        supported += bool(found.any())
        others += bool((~got["declared"] & able & (got["p_adjusted"] <= 0.05)).any())
        warned += bool(found.any()) and bool(got.loc[found, "reason"].str.contains("authors unknown").all())
        tested += int(able.sum())
        suggestive += int((got.loc[able, "p"] <= 0.05).sum())
    share = supported / runs
    return {
        "runs": runs,
        "comparisons": rows / runs,
        "testable": tested / runs,
        "runs with supported, %": f"{100 * share:.1f} ± {100 * np.sqrt(max(share * (1 - share), 0.01) / runs):.1f}",
        **({"the rest as a family, %": 100 * others / runs} if declared is not None else {}),
        "p ≤ .05 before correction, % of testable": 100 * suggestive / tested if tested else float("nan"),
        "of them with the warning about authors, %": 100 * warned / supported if supported else float("nan"),
    }


def show(rows: Iterable[dict[str, object]], title: str) -> None:
    print(f"\n### {title}\n")
    for number, row in enumerate(rows):
        if not number:
            print("| " + " | ".join(row) + " |\n" + "|" + "---|" * len(row))
        cells = (f"{v:.1f}" if isinstance(v, float) else str(v) for v in row.values())
        print("| " + " | ".join(cells) + " |", flush=True)


def null(runs: int, seed: int) -> None:
    rows = []
    for outlets, n in itertools.product((2, 4), (3, 5, 10, 20)):
        rng = np.random.default_rng([seed, outlets, n])
        frames = (label_shares(rng, outlets=outlets, articles=n, concepts=8) for _ in range(runs))
        rows.append({"outlets": outlets, "articles each": n, **alarms(frames)})
    show(rows, "No difference between outlets: simulated label shares, 8 concepts of 3 labels, one declared family")


def authors(runs: int, seed: int) -> None:
    """Two authors an outlet who are like themselves, known and unknown."""

    def made() -> Iterator[dict[str, object]]:
        for icc, n, known in itertools.product((0.1, 0.3), (5, 10, 20), (True, False)):
            rng = np.random.default_rng([seed, int(10 * icc), n])
            frames = (label_shares(rng, outlets=4, articles=n, concepts=8, authors=2, icc=icc) for _ in range(runs))
            if not known:
                frames = (frame.drop(columns="author") for frame in frames)
            about = {"author ICC": f"{icc}", "articles each": n, "authors": "known" if known else "unknown"}
            yield {**about, **alarms(frames)}

    show(made(), "No difference between four outlets, but two authors each (simulated, one declared family)")


def uneven(runs: int, seed: int) -> None:
    """One label, the same share on both sides, unequal numbers of mentions: the gap alone, and as tested."""

    def rate(sides: tuple[int, int], mentions: tuple[int, int], share: float, likeness: float) -> tuple[float, float]:
        rng = np.random.default_rng([seed, *sides, *mentions, int(10 * share), int(10 * likeness)])
        dealt = arrangements(*sides, draws=999, seed=1)
        gap_alone = tested = done = 0
        for _ in range(runs):
            bases = 1.0 + np.concatenate([rng.poisson(m - 1, n) for n, m in zip(sides, mentions, strict=True)])
            values = rng.binomial(bases.astype(int), article_shares(rng, share, likeness, sum(sides))).astype(float)
            if not 0 < values.sum() < bases.sum():
                continue
            done += 1
            sums, words = dealt.sides @ values, dealt.sides @ bases
            gaps = np.abs(sums / words - (values.sum() - sums) / (bases.sum() - words))
            gap_alone += np.mean(gaps >= gaps[0] - 1e-12) <= 0.05
            tested += shuffle_test(values[:, None], bases[:, None], dealt).p[0] <= 0.05
        return 100 * gap_alone / done, 100 * tested / done

    def made() -> Iterator[dict[str, object]]:
        for sides, mentions in itertools.product(
            ((5, 5), (10, 10), (5, 15), (10, 30)), ((3, 3), (3, 6), (2, 8), (8, 2))
        ):
            rates = np.array([rate(sides, mentions, *cell) for cell in itertools.product((0.1, 0.4), (0.0, 0.3))])
            yield {
                "articles": f"{sides[0]} against {sides[1]}",
                "mentions an article": f"{mentions[0]} and {mentions[1]}",
                "gap alone, p ≤ .05, %": float(rates[:, 0].mean()),
                "worst cell": float(rates[:, 0].max()),
                "as tested, p ≤ .05, %": float(rates[:, 1].mean()),
                "worst": float(rates[:, 1].max()),
            }

    show(
        made(),
        "No difference in labels, but one outlet names the thing more often "
        f"(labels of 10 and 40 %, likeness 0 and .3, {runs} sets each)",
    )


def bands(runs: int, seed: int) -> None:
    """One concept of three labels, the same in both outlets: what lies outside its null band, and p of divergence."""

    def made() -> Iterator[dict[str, object]]:
        for sides, mentions in itertools.product(((5, 5), (10, 10), (5, 15)), ((3.0, 3.0), (2.0, 8.0), (8.0, 2.0))):
            rng = np.random.default_rng([seed, *sides, *map(int, mentions)])
            outside: list[float] = []
            apart: list[float] = []
            for number in range(runs):
                frame = label_shares(rng, articles=max(sides), concepts=1, mentions=mentions)
                few = frame["outlet"].eq("A") & (frame["article_id"].str[1:].astype(int) >= sides[0])
                settings = Settings(draws=DRAWS, seed=number)
                band = null_band(frame[~few], settings=settings)
                outside += band.loc[band["outlet"] == "A", "outside"].astype(float).tolist()
                apart += divergence_of_outlets(frame[~few], settings=settings)["p"].dropna().tolist()
            yield {
                "articles": f"{sides[0]} against {sides[1]}",
                "mentions an article": f"{mentions[0]:.0f} and {mentions[1]:.0f}",
                "outside the band, %": 100 * float(np.mean(outside)),
                "divergence p ≤ .05, %": 100 * float(np.mean(np.array(apart) <= 0.05)),
            }

    show(made(), f"No difference: differences outside their null band, and divergence ({runs} sets a row)")


def real(files: Sequence[Path], runs: int, seed: int) -> None:
    """Real articles of many events, dealt over all of them and within events."""
    rows = real_rows(files)

    def four() -> Iterator[dict[str, object]]:
        for n, (family, declared) in itertools.product((3, 5, 10, 20), {"all": None, "5 declared": DECLARED}.items()):
            about = {"articles each": n, "family": family}
            yield {**about, **alarms(over_all(rows, n, runs, seed), declared=declared)}

    def two() -> Iterator[dict[str, object]]:
        # 3 or 5 pairs within events have 8 or 32 arrangements, too few for any p below .05: not run
        for n in (10, 20):
            yield {"articles each": n, **alarms(within_events(rows, n, runs, seed), against="pairs")}

    show(four(), f"No difference: {_said(rows)} dealt to four made-up outlets")
    show(two(), f"No difference: two articles of an event dealt to two made-up outlets ({_said(rows)})")


def alike(files: Sequence[Path], runs: int, seed: int) -> None:
    """Real articles that resemble each other within an outlet: copies, and one event's for one author's."""
    rows = real_rows(files)

    def copies() -> Iterator[dict[str, object]]:
        for n, found in itertools.product((3, 5, 10, 20), (True, False)):
            about = {"articles each": n, "copies": "found" if found else "not found"}
            yield {**about, **alarms(with_copies(rows, n, runs, seed, found=found))}

    def edited_copies() -> Iterator[dict[str, object]]:
        for words, dropped in EDITS:
            again, found = edited_rows(files, words=words, dropped=dropped, seed=seed)
            for n in (3, 5, 10, 20):
                about = {"words changed, %": 100 * words, "sentences cut, %": 100 * dropped, "articles each": n}
                counted = alarms(with_copies(rows, n, runs, seed, found=True, edited=again))
                yield {**about, "found to be copies, %": 100 * found, **counted}

    def few_authors() -> Iterator[dict[str, object]]:
        for n, known in itertools.product((2, 3, 5, 8), (True, False)):
            about = {"authors each": n, "authors": "known" if known else "unknown"}
            yield {**about, **alarms(by_authors(rows, n, runs, seed, known=known))}

    show(copies(), f"No difference, but each of four outlets prints one article twice ({_said(rows)})")
    show(edited_copies(), f"The same, the second time in other words; copies as the program finds them ({_said(rows)})")
    show(
        few_authors(),
        f"No difference, but an outlet's articles are those of a few events, as if by author ({_said(rows)})",
    )


def _said(rows: pd.DataFrame) -> str:
    return f"{rows['article_id'].nunique()} real articles on {rows['event'].nunique()} events"


def demo(runs: int, seed: int) -> None:
    """The demo set with its outlets' names dealt out at random."""
    folder = Path(__file__).resolve().parents[1] / "corpus" / "harbour-blockade"
    loaded = load_set(folder)
    book = read_codebook(folder / "codebook.toml")
    rows = article_measures(tabulate(loaded, annotate_all(loaded.articles, codebook=book)), codebook=book)
    by_article = rows.drop_duplicates("article_id").set_index("article_id")["outlet"].astype(str)

    def shuffled() -> Iterator[pd.DataFrame]:
        rng = np.random.default_rng([seed, 4])
        for _ in range(runs):
            dealt = dict(zip(by_article.index, rng.permutation(by_article.to_numpy()), strict=True))
            yield rows.assign(outlet=rows["article_id"].map(dealt).astype(str))

    def made() -> Iterator[dict[str, object]]:
        for family, declared in (
            ("declared contrasts and exploring", declared_keys(book)),
            ("one, all measures", None),
        ):
            yield {"family": family, **alarms(shuffled(), declared=declared)}

    show(made(), "The demo set with its four outlets' names dealt out at random, five articles each")
