"""scikit-learn and seaborn are loaded without parts of SciPy, and nobody misses these."""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import sys
{before}
from framing.notebook_engine.light_scipy import load_sklearn_and_seaborn
load_sklearn_and_seaborn()
print(*[name.removeprefix("scipy.") for name in ("scipy.stats", "scipy.interpolate", "scipy.cluster")
        if name in sys.modules], sep="+")
{after}
"""
USED = """
import matplotlib; matplotlib.use("agg")
import numpy as np, scipy.stats, seaborn
from sklearn.preprocessing import QuantileTransformer, SplineTransformer
x = np.arange(20.0)[:, None]
print(seaborn.kdeplot(x=x[:, 0], cumulative=True).lines[0].get_ydata().max() > 0.99)
print(len(seaborn.clustermap(np.arange(9.0).reshape(3, 3)).dendrogram_row.reordered_ind))
print(SplineTransformer(n_knots=3).fit_transform(x).shape[1])
print(QuantileTransformer(n_quantiles=5, output_distribution="normal").fit_transform(x)[10, 0] > 0)
print(round(scipy.stats.norm.cdf(0), 1))
"""


def run(before: str = "", after: str = "") -> list[str]:
    code = LOADED.format(before=before, after=after)
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return made.stdout.splitlines()


def test_neither_loads_what_only_others_call() -> None:
    assert run() == [""]


def test_who_calls_it_has_it_loaded() -> None:
    assert run(after=USED) == ["", "True", "3", "5", "True", "0.5"]


def test_what_is_loaded_already_stays() -> None:
    assert run(before="import scipy.stats, scipy.cluster, scipy.interpolate") == ["stats+interpolate+cluster"]
