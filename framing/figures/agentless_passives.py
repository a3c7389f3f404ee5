"""Passives that name no agent: of what is done to each thing named, and of all passives."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.figures.chart import Chart
from framing.figures.dot_intervals import dot_panels
from framing.figures.marks import compared
from framing.measure.agency import AGENTLESS_PASSIVE_SHARE, FORM_SHARE


def passive_chart(evidence: pd.DataFrame, *, confidence: float, names: Mapping[str, str]) -> Chart:
    """Chart in which form it is told what is done to each concept, and all passives together.

    ``evidence`` holds rows of the measures "form share" and "agentless passive share", as
    ``compare_outlets`` gives them; ``names`` leads from concept id to name.
    """
    formed = FORM_SHARE.of(evidence)
    rows = pd.concat([formed[formed["key"] == "agentless passive"], AGENTLESS_PASSIVE_SHARE.of(evidence)])
    of = rows["group"].map(lambda g: names.get(g, g)).where(rows["group"] != "", "of all passives")
    title = "Passives that name no agent"
    subtitle = (
        "Of what is done to each, the part told in a passive without agent; of all passives, the part without agent. "
        f"Own words only, with {confidence:.0%} interval. What readers conclude from it is another question."
    )
    return Chart(
        name="agentless-passives",
        title=title,
        alt="Dot chart, a panel for each outlet, a row for each thing named: share of agentless passives.",
        figure=dot_panels(
            rows.assign(key=of, at=list(map(compared, rows.to_dict("records")))),
            title=title,
            subtitle=subtitle,
            counts=("action", "actions"),
            absent="nothing is done to it",
        ),
        data=rows,
    )
