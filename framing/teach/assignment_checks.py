"""Checks of the assignment in ``notebooks/teach``: quiet when the answer is right, one helpful sentence when not.

Each computes the right answer from the data it is given, so the checks can stand in the
students' notebook without giving it away. There they are hints only: points are given by
:mod:`framing.teach.mark_answers`, from a table that no pupil's code can reach. They print nothing, also not to standard
error (which graders take for a failure), and raise only ``AssertionError``, also when an
answer is of the wrong kind.
"""

from __future__ import annotations

import contextlib
import io
import math
import warnings
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

import pandas as pd

from framing.annotate.voice import OWN_VOICE
from framing.teach.hand_in import chart_data

_CLOSE = 0.005  # two decimals
_LEAST_ALT = 60  # characters: less can't hold type, data and finding

P = ParamSpec("P")


def _quiet(check: Callable[P, None]) -> Callable[P, None]:
    """Keep a check silent, and turn any error in it into one sentence."""

    @wraps(check)
    def quiet(*args: P.args, **kwargs: P.kwargs) -> None:
        message = ""
        silent = io.StringIO()
        with contextlib.redirect_stderr(silent), contextlib.redirect_stdout(silent), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                check(*args, **kwargs)
            except AssertionError as e:
                message = str(e)
            except Exception as e:  # noqa: BLE001 - a student's answer can be anything
                message = f"your answer could not be read ({type(e).__name__}: {e}); look at what the task asks for"
        if message:
            raise AssertionError(message)

    return quiet


def _expect(condition: object, message: str) -> None:
    if not condition:
        raise AssertionError(message)


@_quiet
def check_count(answer: Any, mentions: pd.DataFrame, *, outlet: str, label: str, voice: str) -> None:  # noqa: ANN401
    """Check a count of mentions of ``label`` in ``outlet`` and ``voice``; a whole number."""
    _expect(
        answer is not None and answer is not Ellipsis, "there is no number yet: replace the line that raises the error"
    )
    _expect(not isinstance(answer, bool) and float(answer) == int(answer), "a count is a whole number")
    here = mentions[(mentions["outlet"] == outlet) & (mentions["label"] == label)]
    right = int((here["voice"] == voice).sum())
    if int(answer) == len(here) != right:
        _expect(condition=False, message=f"you counted every voice; the task asks for voice '{voice}' only")
    _expect(
        int(answer) == right,
        f"not {int(answer)}: keep rows with this outlet AND this label AND this voice, then count rows",
    )


@_quiet
def check_own_voice(answer: Any, mentions: pd.DataFrame) -> None:  # noqa: ANN401
    """Check a table filtered to the outlet's own voice: text and headline."""
    _expect(isinstance(answer, pd.DataFrame), "`own` must be a table (DataFrame): filter the rows of `mentions`")
    missing = [c for c in mentions.columns if c not in answer.columns]
    _expect(not missing, f"keep every column: {', '.join(missing)} is gone")
    extra = sorted(set(answer["voice"]) - set(OWN_VOICE))
    _expect(
        not extra,
        f"there are still rows with voice {', '.join(extra)}; the outlet's own words are {' and '.join(OWN_VOICE)}",
    )
    right = mentions[mentions["voice"].isin(OWN_VOICE)]
    _expect("headline" in set(answer["voice"]), "headlines are the outlet's own words too")
    _expect(len(answer) == len(right), f"{len(answer)} rows, but {len(right)} mentions stand in the outlets' own voice")


@_quiet
def check_shares(answer: Any, mentions: pd.DataFrame, *, concept: str, label: str) -> None:  # noqa: ANN401
    """Check a table of shares with their n: columns ``outlet``, ``share``, ``n``, one row an outlet."""
    _expect(isinstance(answer, pd.DataFrame), "`shares` must be a table (DataFrame)")
    table = answer.reset_index() if "outlet" not in answer.columns else answer
    missing = [c for c in ("outlet", "share", "n") if c not in table.columns]
    _expect(not missing, f"no column {', '.join(missing)}: a share without its n can't be judged")
    own = mentions[mentions["voice"].isin(OWN_VOICE) & (mentions["concept"] == concept)]
    n = own.groupby("outlet").size()
    share = own[own["label"] == label].groupby("outlet").size().reindex(n.index, fill_value=0) / n
    _expect(
        sorted(table["outlet"]) == sorted(n.index), "one row for each outlet that names the concept, no more, no fewer"
    )
    for row in table.to_dict("records"):
        outlet = row["outlet"]
        _expect(
            int(row["n"]) == int(n[outlet]),
            f"{outlet}: n is all own-voice mentions of the concept ({concept}), whatever the label",
        )
        given = float(row["share"])
        _expect(
            not (math.isclose(given, 100 * share[outlet], abs_tol=0.5) and given > 1),
            f"{outlet}: give the share from 0 to 1, not in per cent",
        )
        _expect(abs(given - share[outlet]) < _CLOSE, f"{outlet}: share is mentions with the label divided by n")


@_quiet
def check_interval_reading(answer: Any, intervals: pd.DataFrame, *, value: float) -> None:  # noqa: ANN401
    """Check which outlets' intervals lie wholly above ``value``: a set or list of names."""
    _expect(not isinstance(answer, str), "give a set of names in braces, even if it is only one")
    given = set(answer)
    unknown = sorted(str(x) for x in given - set(intervals["outlet"]))
    _expect(not unknown, f"no outlet is called {', '.join(unknown)}: copy the names from the table")
    above = {str(r["outlet"]) for r in intervals.to_dict("records") if r["low"] > value}
    estimate = {str(r["outlet"]) for r in intervals.to_dict("records") if r["share"] > value}
    _expect(
        given != estimate or given == above,
        f"the shares of these outlets are above {value:g}, but look at the interval's lower end",
    )
    _expect(
        given == above,
        f"an interval lies above {value:g} when its lower end, `low`, does; you have {len(given)} outlets",
    )


@_quiet
def check_chart(figure: Any, alt: Any) -> None:  # noqa: ANN401
    """Check that there is a chart with labelled axes and an alternative text; whether it is good, a person says."""
    check_chart_data(chart_data(figure, alt))


def check_chart_data(chart: dict[str, Any]) -> None:
    """Check what :func:`framing.teach.hand_in.chart_data` says of a chart; ``AssertionError`` with one sentence."""
    _expect(chart["axes"], "`figure` must be a matplotlib figure with at least one pair of axes")
    _expect(chart["drawn"], "the chart is empty: draw the shares into it")
    _expect(chart["labelled"], "label the axis: share of what?")
    _expect(
        len(chart["alt"].strip()) >= _LEAST_ALT, "`alt` needs a sentence or two: type of chart, data, what it shows"
    )
