from __future__ import annotations

import math
from itertools import combinations

import pandas as pd
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text

from framing.figures.coverage_grid import MOST, coverage_grid
from framing.figures.keyness import EXPLORING, keyness_dots
from framing.figures.keyness_map import keyness_map
from framing.figures.tone import LIMIT, tone_dots

NAN = math.nan


def words(figure: Figure) -> list[str]:
    figure.canvas.draw()
    return [t.get_text() for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]


def ranked(n: int) -> pd.DataFrame:
    rows = [
        {
            "outlet": outlet,
            "against": "all others",
            "term": f"{outlet} word {i}",
            "estimate": 2.0 - i / n,
            "z": 3.0 - i,
            "low": 1.0 if outlet == "A" else NAN,
            "high": 3.0 if outlet == "A" else NAN,
            "n": i + 2,
            "n_against": 1,
            "n_articles": 2,
        }
        for outlet in ("A", "B")
        for i in range(n)
    ]
    return pd.DataFrame(rows)


def test_keyness_says_its_bases_and_that_it_explores() -> None:
    seen = words(keyness_dots(ranked(12), title="T", subtitle="S", most=4))
    assert {"A", "B", "A word 0", "2 in 2 art.", EXPLORING} <= set(seen)
    assert "A word 4" not in seen


def test_names_on_the_map_cover_no_other_name() -> None:
    figure = keyness_map(ranked(30), first="A", second="B", title="T", subtitle="S")
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    names = [t for t in figure.findobj(Annotation) if t.get_text()]
    boxes = [t.get_window_extent(renderer) for t in names]
    assert len(boxes) > 3
    assert not any(a.overlaps(b) for a, b in combinations(boxes, 2))


def test_tone_has_a_row_an_outlet_and_its_limit() -> None:
    rows = [
        {"key": key, "outlet": o, "estimate": v, "low": v - 0.1, "high": v + 0.1, "n": 4}
        for key in ("outlet", "quoted")
        for o, v in (("A", -0.2), ("B", 0.3))
    ]
    seen = words(tone_dots(pd.DataFrame(rows), title="T", subtitle="S", names={"outlet": "Own"}))
    assert {"Own", "quoted", LIMIT, "−0.20  (4 sentences)", "+0.30  (4 sentences)"} <= set(seen)


def test_coverage_marks_every_status_and_stops_at_its_most() -> None:
    status = ("has it", "no sentence found", "not yet public", "cannot tell")
    rows = pd.DataFrame(
        [{"statement": n, "outlet": f"O{k}", "status": s} for n in range(MOST + 3) for k, s in enumerate(status)]
    )
    said = {n: f"statement {n}" for n in range(MOST + 3)}
    seen = words(coverage_grid(rows, said, outlets=[f"O{k}" for k in range(4)], title="T", subtitle="S"))
    assert seen.count("?") == MOST
    assert "statement 0" in seen
    assert f"statement {MOST}" not in seen


def test_nothing_to_draw_is_said() -> None:
    assert "no words to compare" in words(keyness_map(pd.DataFrame(), first="A", second="B", title="T", subtitle="S"))
    empty = pd.DataFrame({"estimate": [], "n": [], "outlet": [], "key": []})
    assert "no sentences to read the tone of" in words(tone_dots(empty, title="T", subtitle="S"))
    none = pd.DataFrame({"statement": [], "outlet": [], "status": []})
    assert "no statement that two outlets have" in words(
        coverage_grid(none, {}, outlets=["A"], title="T", subtitle="S")
    )
