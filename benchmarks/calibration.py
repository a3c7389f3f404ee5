"""Do intervals cover, is a difference found, and how often does a tier cry wolf? The tables of docs/statistics.md.

python benchmarks/calibration.py coverage|other|null|authors|uneven|bands|power|demo|all [--runs 400] [--seed 0]
python benchmarks/calibration.py real|alike FILE.jsonl…    # real articles: an event or an article a line
"""

from __future__ import annotations

import argparse
import itertools
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from false_alarms import DRAWS, alike, authors, bands, demo, null, real, show, uneven

from framing.measure.settings import Settings
from framing.stats import joint_dealing
from framing.stats.contrasts import contrasts
from framing.stats.intervals import bootstrap_interval, difference_interval, share_interval

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "helpers"))
from simulated import article_shares, label_shares

SHARES = (0.02, 0.1, 0.3, 0.5, 0.9, 0.98)
LIKENESS = (0.0, 0.1, 0.2, 0.3)  # intra-article correlation of the choice of label
MENTIONS = (2, 4, 8)  # mean mentions an article
SIDES = ((3, 9), (5, 15), (10, 30), (20, 60), (3, 20))  # articles of the outlet, and of the others


def drawn(
    rng: np.random.Generator, *, articles: int, mentions: int, even: bool, share: float, likeness: float
) -> tuple[np.ndarray, np.ndarray]:
    """Label mentions and mentions of each article; uneven ones differ as much as a geometric number does."""
    bases = np.full(articles, mentions) if even else 1 + rng.geometric(1 / mentions, articles) - 1
    values = rng.binomial(bases, article_shares(rng, share, likeness, articles))
    return values.astype(float), bases.astype(float)


def coverage(runs: int, seed: int) -> None:
    """Shares of one outlet, and differences of two: how often the interval holds the truth."""
    rows = []
    for (articles, others), mentions, even, likeness in itertools.product(SIDES, MENTIONS, (True, False), LIKENESS):
        for share in SHARES:
            rng = np.random.default_rng([seed, articles, mentions, even, int(100 * likeness), int(100 * share)])
            cell = {"mentions": mentions, "even": even, "likeness": likeness}
            other, truth = min(share + 0.2, 0.98), share
            hits, widths = np.zeros(2), np.zeros(2)
            for _ in range(runs):
                one = share_interval(*drawn(rng, articles=articles, share=share, **cell))
                two = share_interval(*drawn(rng, articles=others, share=other, **cell))
                low, high = difference_interval(one, two)
                hits += [one.low - 1e-12 <= truth <= one.high + 1e-12, low <= share - other <= high]
                widths += [one.high - one.low, high - low]
            for what, k, width in zip(("share", "difference"), 100 * hits / runs, 100 * widths / runs, strict=True):
                sides = f"{articles}" if what == "share" else f"{articles} and {others}"
                rows.append({"articles": sides, "of": what, "share": share, **cell, "coverage": k, "width": width})
    made = pd.DataFrame(rows)
    error = 100 * np.sqrt(0.95 * 0.05 / runs)
    print(f"### Coverage of 95 % intervals, {runs} sets a cell (Monte-Carlo error of a cell {error:.1f})\n")
    print("| articles | of | cells | mean coverage % | lowest cell | cells under 90 | highest | width, points |")
    print("|---|---|---|---|---|---|---|---|")
    for (n, what), part in made.groupby(["articles", "of"], sort=False):
        c = part["coverage"]
        print(
            f"| {n} | {what} | {len(c)} | {c.mean():.1f} | {c.min():.1f} "
            f"| {int((c < 90).sum())} | {c.max():.1f} | {part['width'].mean():.0f} |"
        )
    table = made.pivot_table(index="articles", columns=["of", "likeness"], values="coverage", sort=False).round(1)
    print(f"\nBy likeness:\n\n{markdown(table)}")
    print(f"\nMean over all cells:\n\n{made.groupby('of')['coverage'].mean().round(1).to_string()}")
    print(f"\nLowest cells:\n\n{made.nsmallest(8, 'coverage').round(1).to_string(index=False)}")


def other_coverage(runs: int, seed: int) -> None:
    """Scores (mean rating of mentions) and rates (counts by words), which get the expanded bootstrap."""
    rows = []
    for n in (4, 5, 10, 20):
        rng = np.random.default_rng([seed, n])
        hits = {"score": 0, "rate": 0}
        for _ in range(runs):
            bases = (1 + rng.poisson(3, n)).astype(float)
            tilt = rng.normal(0, 0.4, n)
            scores = np.array(
                [
                    rng.choice([-2.0, 0, 1], size=int(b), p=[0.1, 0.7, 0.2]).sum() + b * t
                    for b, t in zip(bases, tilt, strict=True)
                ]
            )
            words = rng.integers(200, 900, n).astype(float)
            counts = rng.poisson(0.008 * words * rng.gamma(2, 0.5, n)).astype(float)
            for name, values, base, truth in (("score", scores, bases, 0.0), ("rate", counts, words, 0.008)):
                got = bootstrap_interval(values, base, draws=1000)
                hits[name] += got.low - 1e-12 <= truth <= got.high + 1e-12
        rows.append({"articles": n, **{f"{k}, %": 100 * v / runs for k, v in hits.items()}})
    show(rows, f"Coverage of 95 % bootstrap intervals of scores and rates, {runs} sets a row")


def markdown(table: pd.DataFrame) -> str:
    head = f"| {table.index.name} \\ {table.columns.name} | " + " | ".join(map(str, table.columns)) + " |"
    rule = "|" + "---|" * (len(table.columns) + 1)
    return "\n".join(
        [
            head,
            rule,
            *(
                f"| {i} | " + " | ".join(map(str, row)) + " |"
                for i, row in zip(table.index, table.to_numpy(), strict=True)
            ),
        ]
    )


def power(runs: int, seed: int) -> None:
    """One declared label among two outlets, and among four: supported, against the single uncorrected test."""
    joint_dealing.LEAST_DRAWS = DRAWS
    rows = []
    for outlets, n, planted in itertools.product((2, 4), (5, 10, 20), (0.2, 0.45, 0.6)):
        rng = np.random.default_rng([seed, outlets, n, int(100 * planted)])
        alone = declared = all_of_them = 0
        for number in range(runs):
            frame = label_shares(rng, outlets=outlets, articles=n, concepts=6, planted=planted)
            settings = Settings(draws=100, seed=number)
            for family in ([("label share", "c0", "l0")], None):
                got = contrasts(frame, against="rest", settings=settings, declared=family)
                row = got[(got["group"] == "c0") & (got["key"] == "l0") & (got["first"] == "A")].iloc[0]
                if family:
                    alone += row["p"] <= 0.05
                    declared += row["tier"] == "supported"
                else:
                    all_of_them += row["tier"] == "supported"
        rows.append(
            {
                "outlets": outlets,
                "articles each": n,
                "difference, points": round(100 * planted),
                "one test, p ≤ .05, %": 100 * alone / runs,
                "supported, the one declared, %": 100 * declared / runs,
                "supported, all 18 labels declared, %": 100 * all_of_them / runs,
            }
        )
    error = 100 * np.sqrt(0.25 / runs)
    show(
        rows,
        "Power: one label of 15 % in the others and more in the first outlet, about 2 mentions an article "
        f"({runs} sets a row, Monte-Carlo error at most {error:.1f})",
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parts = {
        "coverage": lambda: coverage(asked.runs, asked.seed),
        "other": lambda: other_coverage(asked.runs, asked.seed),
        "null": lambda: null(asked.runs, asked.seed),
        "authors": lambda: authors(asked.runs, asked.seed),
        "uneven": lambda: uneven(asked.runs, asked.seed),
        "bands": lambda: bands(asked.runs, asked.seed),
        "power": lambda: power(asked.runs, asked.seed),
        "demo": lambda: demo(asked.runs, asked.seed),
    }
    parser.add_argument("part", choices=[*parts, "real", "alike", "all"])
    parser.add_argument("files", type=Path, nargs="*", help="real articles: an event or an article a line")
    parser.add_argument("--runs", type=int, default=400)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    if asked.part in ("real", "alike"):
        {"real": real, "alike": alike}[asked.part](asked.files, asked.runs, asked.seed)
        return
    for name, run in parts.items():
        if asked.part in (name, "all"):
            run()


if __name__ == "__main__":
    main()
