"""Who acts: how often each thing named is the agent, of the actions it takes part in."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.figures.chart import Chart
from framing.figures.dot_intervals import dot_panels
from framing.figures.marks import compared
from framing.measure.agency import AGENT_SHARE


def agency_chart(evidence: pd.DataFrame, *, confidence: float, names: Mapping[str, str]) -> Chart:
    """Chart how often each concept is the one who acts, of the times it acts or is acted upon.

    ``evidence`` holds rows of the measure "agent share", as ``compare_outlets`` gives them;
    ``names`` leads from concept id to name.
    """
    rows = AGENT_SHARE.of(evidence)
    drawn = rows.assign(at=list(map(compared, rows.to_dict("records"))), key=rows["key"].map(lambda k: names.get(k, k)))
    title = "Who acts: share of actions in which each is the agent"
    subtitle = f"Of the actions told in the outlet’s own words in which it takes part, with {confidence:.0%} interval"
    return Chart(
        name="agency",
        title=title,
        alt="Dot chart, a panel for each outlet, a row for each thing named: share of its actions in which it is the "
        "agent.",
        figure=dot_panels(
            drawn, title=title, subtitle=subtitle, counts=("action", "actions"), absent="takes part in none"
        ),
        data=rows,
    )
