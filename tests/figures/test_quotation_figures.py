from __future__ import annotations

import math

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from framing.figures.cue_profile import FEWEST, MOST_CLASSES, cue_profile
from framing.figures.speaker_share import MOST_SPEAKERS, speaker_share
from framing.figures.speech_openings import speech_openings

NAN = math.nan


def words(figure: Figure) -> list[str]:
    figure.canvas.draw()
    return [t.get_text() for t in figure.findobj(Text) if t.get_visible() and t.get_text().strip()]


def inside(figure: Figure) -> bool:
    """Whether no text and no axes leave the picture."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    width, height = figure.get_size_inches() * figure.dpi
    boxes = [a.get_tightbbox(canvas.get_renderer()) for a in figure.axes if a.get_visible()]
    boxes += [t.get_tightbbox(canvas.get_renderer()) for t in figure.texts if t.get_text()]
    return all(b.x0 >= -1 and b.y0 >= -1 and b.x1 <= width + 1 and b.y1 <= height + 1 for b in boxes if b is not None)


def row(group: str, key: str, outlet: str, estimate: float, n: int, *, articles: int = 5) -> dict[str, object]:
    sure = articles > 1 and not math.isnan(estimate)
    return {
        "group": group,
        "key": key,
        "outlet": outlet,
        "estimate": estimate,
        "low": max(0.0, estimate - 0.1) if sure else NAN,
        "high": min(1.0, estimate + 0.1) if sure else NAN,
        "unit": "share",
        "n_articles": articles,
        "n": n,
    }


def shares(values: dict[tuple[str, str], tuple[float, float]], *, articles: int = 5) -> pd.DataFrame:
    """Speaker shares of quotations and words, by (speaker, outlet)."""
    return pd.DataFrame(
        [
            row(group, speaker, outlet, share, 20, articles=articles)
            for (speaker, outlet), both in values.items()
            for group, share in zip(("quotations", "words"), both, strict=True)
        ]
    )


def drawn(axes: Axes, marker: str) -> list[tuple[float, str]]:
    """Where the marks of a kind stand and how they are filled."""
    chosen = [line for line in axes.lines if line.get_marker() == marker]
    return [(float(x), str(line.get_markerfacecolor())) for line in chosen for x in line.get_xdata()]


def test_speakers_have_a_circle_for_quotations_and_a_square_for_words() -> None:
    figure = speaker_share(shares({("Brook", "A"): (0.5, 0.4), ("Reed", "A"): (0.0, 0.0)}), confidence=0.9)
    seen = words(figure)
    assert {"Brook", "Reed", "50 · 40", "0", "A", "n = 20 quotations\nin 5 articles"} <= set(seen)
    assert any("90% interval" in text for text in seen)
    (axes,) = figure.axes
    assert [x for x, _ in drawn(axes, "o")] == [0.5, 0.0]  # who is not quoted has one quiet mark
    assert [x for x, _ in drawn(axes, "s")] == [0.4]


def test_speakers_of_one_article_are_hollow_and_have_no_line() -> None:
    figure = speaker_share(shares({("Brook", "A"): (0.5, 0.4)}, articles=1), confidence=0.9)
    (axes,) = figure.axes
    assert {face for _, face in drawn(axes, "o") + drawn(axes, "s")} == {"white"}
    assert not [line for line in axes.lines if line.get_alpha() == 0.45]


def test_speakers_beyond_the_room_are_named_and_an_outlet_without_any_says_so() -> None:
    many = {(f"speaker {i:02d}", "A"): (0.3 - i / 100, 0.1) for i in range(MOST_SPEAKERS + 2)}
    seen = words(speaker_share(shares(many), confidence=0.9, outlets=["A", "B"]))
    assert "no quotations" in seen
    (note,) = [text for text in seen if text.startswith("Quoted less")]
    assert all(speaker in seen or speaker in note for speaker, _ in many)


def test_many_outlets_stay_inside_the_picture() -> None:
    names = [f"The Very Long Named Newspaper {i}" for i in range(7)]
    rows = shares({(f"A speaker of long name and title {i}", o): (0.9, 0.95) for i in range(12) for o in names})
    assert inside(speaker_share(rows, confidence=0.95, outlets=names))
    classes = ["neutral", "doubting", "endorsing", "directive", "emotive", "structuring"]
    cues = pd.DataFrame([row(g, k, o, 0.2, 9) for g in ("government", "citizen") for k in classes for o in names])
    assert inside(
        cue_profile(cues, confidence=0.95, outlets=names, verbs=dict.fromkeys(classes, ["bring to notice"] * 2))
    )
    first = pd.DataFrame({"outlet": names, "value": 10.0, "base": 100.0})
    hidden = pd.DataFrame([row(g, "anonymous", o, 0.9, 20) for g in ("quotations", "words") for o in names])
    assert inside(speech_openings(first, hidden, confidence=0.95, outlets=names))


def test_profile_has_a_block_a_kind_of_speaker_with_the_unknown_last() -> None:
    cues = pd.DataFrame(
        [
            row(group, key, outlet, share, 20)
            for group in ("unknown", "government")
            for outlet in ("A", "B")
            for key, share in (("neutral", 0.75), ("doubting", 0.25))
        ]
    )
    figure = cue_profile(cues, confidence=0.9, verbs={"doubting": ["claim"], "neutral": ["say", "tell"]})
    seen = words(figure)
    assert {"neutral", "doubting", "say, tell", "claim", "government sources", "A  n = 20", "75", "25"} <= set(seen)
    assert seen.index("government sources") < seen.index("sources of unknown kind")
    first, second = figure.axes
    assert [x for x, _ in drawn(first, "o")] == [0.75] * 4
    assert [x for x, _ in drawn(second, "o")] == [0.25] * 4


def test_profile_counts_where_there_is_one_article() -> None:
    cues = pd.DataFrame(
        [
            row("government", "neutral", "A", 2 / 3, 3, articles=1),
            row("government", "doubting", "A", 1 / 3, 3, articles=1),
            row("government", "neutral", "B", 0.5, 8),
            row("government", "doubting", "B", 0.5, 8),
        ]
    )
    seen = words(cue_profile(cues, confidence=0.9))
    assert {"2 of 3", "1 of 3", "50"} <= set(seen)


def test_profile_names_what_it_leaves_out() -> None:
    classes = ["neutral", "doubting", "endorsing", "directive", "emotive", "structuring", "unclassed"]
    cues = pd.DataFrame(
        [row("government", key, o, 0.1, 30) for key in classes for o in ("A", "B")]
        + [row("expert", "neutral", "A", 1.0, 9)]
        + [row("media", "neutral", o, 1.0, (FEWEST - 1) // 2) for o in ("A", "B")]
    )
    seen = words(cue_profile(cues, confidence=0.9))
    (note,) = [text for text in seen if text.startswith("Fewer")]
    assert "expert sources" in note
    assert "media sources" in note
    assert "unclassed verbs" in note
    assert sum(name in seen for name in classes) == MOST_CLASSES


def test_profile_of_an_unused_class_is_zero_and_not_missing() -> None:
    cues = pd.DataFrame(
        [row(g, "neutral", o, 1.0, 9) for g in ("government", "citizen") for o in ("A", "B")]
        + [row("government", "doubting", o, 0.5, 9) for o in ("A", "B")]
    )
    figure = cue_profile(cues, confidence=0.9)
    doubting = drawn(figure.axes[1], "o")
    assert [x for x, _ in doubting] == [0.0, 0.0, 0.5, 0.5]
    assert all(face != "white" for _, face in doubting)


def test_openings_show_every_article_and_the_median_of_several() -> None:
    first = pd.DataFrame({"outlet": ["A", "A", "A", "B"], "value": [10, 20, 90, 5], "base": [100, 100, 100, 10]})
    hidden = pd.DataFrame(
        [
            row("quotations", "anonymous", "A", 0.25, 20),
            row("words", "anonymous", "A", 0.5, 300),
            row("quotations", "anonymous", "B", 0.0, 4, articles=1),
            row("words", "anonymous", "B", 0.0, 30, articles=1),
        ]
    )
    figure = speech_openings(first, hidden, confidence=0.9, outlets=["A", "B", "C"])
    left, right = figure.axes
    assert [x for x, _ in drawn(left, "o")] == pytest.approx([0.1, 0.2, 0.9, 0.5])
    strokes = [list(line.get_xdata()) for line in left.lines if line.get_marker() in ("None", "")]
    assert strokes == [[0.2, 0.2]]
    assert drawn(right, "o")[0][0] == 0.25
    assert [x for x, _ in drawn(right, "s")] == [0.5, 0.0]
    seen = words(figure)
    assert {"A  (3 articles)", "B  (1 article)", "C  (0 articles)", "5 of 20", "0 of 4", "no quotations"} <= set(seen)


def test_nothing_to_show_is_said_in_a_line() -> None:
    nothing = shares({("Brook", "A"): (1.0, 1.0)}).iloc[:0]
    places = pd.DataFrame({"outlet": [], "value": [], "base": []})
    assert "no quotations" in words(speaker_share(nothing, confidence=0.9))
    assert "no reporting verbs" in words(cue_profile(nothing, confidence=0.9))
    assert "no quotations" in words(speech_openings(places, nothing, confidence=0.9))
    lonely = pd.DataFrame([row("government", "neutral", "A", 1.0, 9), row("expert", "neutral", "B", 1.0, 9)])
    assert any(text.startswith("no kind of speaker") for text in words(cue_profile(lonely, confidence=0.9)))
