"""Coverage and width of corrected differences: simulated sets, and real errors of labelled articles.

    python -m benchmarks.corrected_estimates [RUNS]

Two outlets × 300 mentions in 30 articles each, some of them copies of one text, 60 checked in each; the machine finds
the label with sensitivity .95 in one outlet and .75 in the other. Printed: coverage of the true difference, width of
the interval against the hand sample's alone, bias with and without correction.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

import numpy as np
import pandas as pd

from framing.stats.corrected_estimates import corrected_difference

SENSITIVITY = (0.95, 0.75)
SHARES = (0.5, 0.5)
Frame = pd.DataFrame


def simulated(rng: np.random.Generator, *, specificity: float = 1.0, articles: int = 30, checked: int = 60) -> Frame:
    """One set: articles differ in how they name (intraclass correlation about .1), every fifth is another's copy."""
    parts = []
    for side, (sensitivity, share) in enumerate(zip(SENSITIVITY, SHARES, strict=True)):
        sizes = rng.multinomial(10 * articles, rng.dirichlet(np.full(articles, 4.0)))
        rates = rng.beta(share * 9, (1 - share) * 9, size=articles)
        names, truth = [], []
        for a, size in enumerate(sizes):
            copy = a % 5 == 4
            name = a - 1 if copy else a
            rate = rates[name]
            names += [name] * int(size)
            truth += list(rng.random(int(size)) < rate)
        true = np.array(truth, dtype=float)
        said = np.where(true > 0, rng.random(len(true)) < sensitivity, rng.random(len(true)) > specificity).astype(
            float
        )
        drawn = np.zeros(len(true), dtype=bool)
        drawn[rng.choice(len(true), checked, replace=False)] = True
        parts.append(
            pd.DataFrame(
                {
                    "side": side,
                    "article": [f"{side}-{n}" for n in names],
                    "stratum": str(side),
                    "value": said,
                    "base": 1.0,
                    "checked": drawn,
                    "hand_value": np.where(drawn, true, 0.0),
                    "hand_base": np.where(drawn, 1.0, 0.0),
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def report(make: Callable[[int], Frame], true: float, runs: int, *, draws: int = 1000) -> dict[str, float]:
    """Coverage, widths and biases over ``runs`` sets."""
    covered, widths, hand, bias, plain = [], [], [], [], []
    for run in range(runs):
        found = corrected_difference(make(run), draws=draws, seed=run)
        covered.append(found.low <= true <= found.high)
        widths.append(found.high - found.low)
        hand.append(found.width_hand)
        bias.append(found.corrected - true)
        plain.append(found.machine - true)
    return {
        "coverage": float(np.mean(covered)),
        "width": float(np.mean(widths)),
        "of_hand": float(np.mean(widths) / np.mean(hand)),
        "bias": float(np.mean(bias)),
        "uncorrected_bias": float(np.mean(plain)),
    }


def _run(specificity: float, run: int) -> Frame:
    return simulated(np.random.default_rng(run), specificity=specificity)


def main() -> None:
    """Print the simulation's figures."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    for specificity in (1.0, 0.97):
        made = report(partial(_run, specificity), SHARES[0] - SHARES[1], runs)
        told = ", ".join(f"{name} {value:.3f}" for name, value in made.items())
        print(f"simulated, specificity {specificity:.2f}: {told}")


if __name__ == "__main__":
    main()
