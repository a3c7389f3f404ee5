"""Libraries are loaded without modules that no report calls, and nobody misses these."""

from __future__ import annotations

import subprocess
import sys

LATER = ("scipy.stats", "scipy.interpolate", "scipy.cluster", "ipywidgets", "requests", "rfc3986_validator")
LOADED = """
import sys
{before}
from framing.notebook_engine.light_libraries import CHARTS, NOTEBOOKS, VECTORISERS, load_lightly
from framing.notebook_engine.light_nbformat import load_nbformat
load_nbformat()
load_lightly(VECTORISERS, CHARTS, NOTEBOOKS)
print(*[name for name in {later} if name in sys.modules], sep="+")
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
FORMATS = """
import jsonschema
check = jsonschema.Draft7Validator({"format": "uri"}, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER).is_valid
print(check("https://example.org/a"), check("not an address"))
"""
PALETTES = """
import matplotlib; matplotlib.use("agg")
import seaborn
print(len(seaborn.choose_cubehelix_palette()), "ipywidgets" in sys.modules)
"""
SERVERS = """
from papermill import iorw
try:
    iorw.HttpHandler.read("http://127.0.0.1:1/a.ipynb")
except OSError as error:
    print(type(error).__name__)
"""


def run(before: str = "", after: str = "") -> list[str]:
    code = LOADED.format(before=before, after=after, later=LATER)
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return made.stdout.splitlines()


def test_what_only_others_call_is_not_loaded() -> None:
    assert run() == [""]


def test_who_calls_a_part_of_scipy_has_it_loaded() -> None:
    assert run(after=USED) == ["", "True", "3", "5", "True", "0.5"]


def test_formats_are_checked_as_ever() -> None:
    assert run(after=FORMATS) == ["", "True False"]


def test_palettes_are_chosen_with_widgets() -> None:
    assert run(after=PALETTES)[-1] == "9 True"


def test_papermill_asks_servers_for_notebooks() -> None:
    assert run(after=SERVERS) == ["", "ConnectionError"]


def test_what_is_loaded_already_stays() -> None:
    loaded = "import scipy.stats, scipy.cluster, requests"
    assert run(before=loaded)[0].split("+")[0] == "scipy.stats"
    assert {"scipy.stats", "scipy.cluster", "requests"} <= set(run(before=loaded)[0].split("+"))
