from __future__ import annotations

import math

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from framing.figures.chart_style import VOICE_MARKS, VOICE_ORDER, marks
from framing.figures.concept_heatmap import concept_heatmap
from framing.figures.cue_verbs import MOST_VERBS, cue_verbs
from framing.figures.dot_intervals import MOST_KEYS, dot_panels, ordered_keys
from framing.figures.label_share import MOST_LINES, label_share
from framing.figures.number_words import counted
from framing.figures.timeline import timeline
from framing.figures.voice_bars import voice_bars

NAN = math.nan


def words(figure: Figure) -> list[str]:
    figure.canvas.draw()
    return [t.get_text() for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]


def shares(outlets: list[str], labels: list[str], *, single: str = "", absent: str = "") -> pd.DataFrame:
    rows = []
    for outlet in outlets:
        for i, label in enumerate(labels):
            value = NAN if outlet == absent else float(i == 0)
            sure = not math.isnan(value) and outlet != single
            rows.append(
                {
                    "key": label,
                    "outlet": outlet,
                    "estimate": value,
                    "low": max(0.0, value - 0.2) if sure else NAN,
                    "high": min(1.0, value + 0.2) if sure else NAN,
                    "unit": "share",
                    "n_articles": 0 if outlet == absent else 1 if outlet == single else 3,
                    "n": 0 if outlet == absent else 7,
                }
            )
    return pd.DataFrame(rows)


def test_the_bases_of_shares_are_said() -> None:
    seen = words(label_share(shares(["A", "B"], ["x", "y"], single="B"), concept="the crowd", confidence=0.9))
    assert "Mentions: A 7 in 3 articles; B 7 in 1 article." in seen
    assert "What each outlet calls: the crowd" in seen
    assert any("90% interval" in " ".join(text.split()) for text in seen)


def test_missing_is_said_and_labels_that_nobody_uses_have_no_line() -> None:
    seen = words(label_share(shares(["A", "B"], ["x", "y"], absent="B"), concept="c", confidence=0.9))
    assert any("Not named by B." in text for text in seen)
    assert "0 %" not in seen
    assert seen.count("100 %") == 2  # the value, and the end of the axis
    assert "y" not in seen


def test_outlets_of_a_label_have_their_own_shapes_and_labels_beyond_the_room_are_named() -> None:
    names = [f"Outlet {k}" for k in range(6)]
    figure = label_share(shares(names, ["x"]), concept="c", confidence=0.9)
    assert len({line.get_marker() for line in figure.axes[0].lines if line.get_marker() not in ("None", "")}) == 6
    many = shares(names, [f"label {k:02d}" for k in range(12)]).assign(estimate=1 / 12)
    seen = words(label_share(many, concept="c", confidence=0.9))
    assert sum(text.startswith("Outlet") for text in seen) == MOST_LINES // 6 * 6
    assert any("Used less and only in the CSV: label 06" in text for text in seen)


def test_one_article_is_a_hollow_dot_without_a_line() -> None:
    figure = label_share(shares(["A"], ["x"], single="A"), concept="c", confidence=0.9)
    (axes,) = [a for a in figure.axes if a.get_visible()]
    dots = [line for line in axes.lines if line.get_marker() == "o"]
    assert [line.get_markerfacecolor() for line in dots] == ["white"]
    assert not [line for line in axes.lines if line.get_alpha() == 0.45]


def test_labels_beyond_the_room_are_named_not_dropped_silently() -> None:
    labels = [f"label {i:02d}" for i in range(MOST_KEYS + 3)]
    seen = words(dot_panels(shares(["A"], labels), title="t", subtitle="s"))
    (note,) = [text for text in seen if text.startswith("Used less")]
    assert all(label in seen or label in note for label in labels)


@pytest.mark.parametrize("outlets", [1, 5, 9])
def test_title_and_notes_stay_inside_the_picture(outlets: int) -> None:
    names = [f"The Very Long Named Newspaper of Place {i}" for i in range(outlets)]
    figure = dot_panels(shares(names, ["x" * 60, "y"]), title="title " * 40, subtitle="words " * 80)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = figure.get_size_inches() * figure.dpi
    for part in [*figure.texts, *(axes for axes in figure.axes if axes.get_visible())]:
        box = part.get_tightbbox(canvas.get_renderer())
        assert box is not None
        assert box.x0 >= -1
        assert box.y0 >= -1
        assert box.x1 <= width + 1
        assert box.y1 <= height + 1


def test_text_from_outside_is_shown_as_it_is() -> None:
    hostile = r"$\frac{1}{0}$ <b>x</b>"
    seen = words(dot_panels(shares([hostile], [hostile]), title=hostile, subtitle="s"))
    assert hostile in seen


def test_an_empty_table_gives_a_figure_that_says_so() -> None:
    nothing = shares(["A"], ["x"]).iloc[:0]
    assert "not named" in words(label_share(nothing, concept="c", confidence=0.9))
    assert "no mentions" in words(voice_bars(pd.DataFrame(columns=["concept"]), concepts=[], outlets=[]))
    dates = pd.DataFrame({"outlet": ["A"], "published": pd.Series([None], dtype="string"), "certainty": ["unknown"]})
    assert "no article has a date" in words(timeline(dates))


def test_keys_are_ordered_by_mean_share_with_missing_as_none() -> None:
    rows = shares(["A", "B"], ["x", "y", "z"])
    rows.loc[rows["key"] == "z", "estimate"] = [1.0, 1.0]
    rows.loc[rows["key"] == "x", "estimate"] = [1.0, NAN]
    assert ordered_keys(rows) == ["z", "x", "y"]


def test_heatmap_writes_counts_and_hatches_what_is_missing() -> None:
    rows = pd.DataFrame({"key": ["c", "c"], "outlet": ["A", "B"], "count": [12, 0], "estimate": [3.5, NAN]})
    articles = pd.DataFrame({"outlet": ["A", "B"], "n_words": [1234, 0]})
    figure = concept_heatmap(rows, articles)
    seen = words(figure)
    assert "12" in seen
    assert "0" not in seen
    assert "A\nn = 1,234 words" in seen
    assert [p for p in figure.axes[0].patches if p.get_hatch()]


def test_voice_bars_fill_the_width_and_say_n() -> None:
    counts = pd.DataFrame(
        {"concept": "c", "outlet": "A", "voice": ["outlet", "quoted"], "n": [3, 1]},
    )
    figure = voice_bars(counts, concepts=[("c", "the crowd")], outlets=["A", "B"])
    seen = words(figure)
    assert {"3", "1", "n = 4", "not named", "the crowd"} <= set(seen)
    assert sum(p.get_width() for p in figure.axes[0].patches) == pytest.approx(1)


def test_reporting_verbs_are_counted_for_each_outlet() -> None:
    many = [f"verb{i:02d}" for i in range(MOST_VERBS + 2)]
    quotations = pd.DataFrame(
        {
            "outlet": "A",
            "cue_lemma": ["say"] * 5 + many + [None],
            "cue_class": ["neutral"] * 5 + ["doubting"] * 18 + [None],
        }
    )
    seen = words(cue_verbs(quotations, outlets=["A", "B"]))
    assert "say  (neutral)" in seen
    assert "A\nn = 23" in seen
    assert "3 verbs used less often: see the CSV." in seen


def test_dates_show_their_uncertainty() -> None:
    articles = pd.DataFrame(
        {
            "outlet": ["A", "A", "B"],
            "published": pd.Series(["2020-09-27", "2020-09-30", None], dtype="string"),
            "certainty": ["day", "week", "unknown"],
        }
    )
    figure = timeline(articles, event_date="2020-09-27")
    assert "B  (n = 1, 1 undated)" in words(figure)
    dots = [line for line in figure.axes[0].lines if line.get_marker() == "o"]
    assert sorted(line.get_markerfacecolor() for line in dots) == ["#0072B2", "white"]


def test_series_differ_without_colour() -> None:
    looks = marks([str(i) for i in range(8)]).values()
    assert len({look.marker for look in looks}) == len({look.hatch for look in looks}) == 8
    assert len({VOICE_MARKS[voice].hatch for voice in VOICE_ORDER}) == len(VOICE_ORDER)


def test_drawing_leaves_no_trace_in_matplotlib() -> None:
    before = dict(mpl.rcParams)
    dot_panels(shares(["A"], ["x"]), title="t", subtitle="s")
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize(("n", "said"), [(0, "0 articles"), (1, "1 article"), (1200, "1,200 articles")])
def test_a_number_with_its_noun(n: int, said: str) -> None:
    assert counted(n, "article") == said
