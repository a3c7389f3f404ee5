"""Who acts and who is acted upon, and how clauses put it.

The counts say how an outlet tells a thing. They say nothing about what readers make of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.annotate.voice import OWN_VOICE
from framing.measure.measure import CodedSet, Measure, Row, of_outlet
from framing.measure.place import Places, places_in
from framing.measure.plain_rows import cells, records
from framing.measure.row_sentence import Said, concept_name, times, with_others
from framing.measure.tables import ARTICLE_MEASURE, Tables, frame

FORMS = ("active", "passive", "agentless passive", "nominal")


def agency(tables: Tables, *, own_voice: bool = True) -> pd.DataFrame:
    """Return how the set's concepts act and are acted upon, in the ``ARTICLE_MEASURE`` form.

    Measures (each the sum of ``value`` over the sum of ``base``, 0 to 1):

    ``agent share``
        Of the actions in which a concept (``key``) is agent or patient, the part in which it is the agent.
    ``form share``
        Of the actions that befall a concept (``group``), the part told in a form (``key``: ``FORMS``).
    ``agentless passive share``
        Of all passives of an article, the part that names no agent. ``key`` is "all passives".

    Args:
        tables: The set; needs a parse. Without one, or without a codebook's mentions, what depends on it has no rows.
        own_voice: Whether only the outlet's own words (text and headlines) count.

    What a clause denies ("did not fire") or only supposes ("would fire") is no deed and counts nowhere.
    Forms are read from the parse, which is right for about nine in ten actions.
    """
    names = ("article_id", "form", "agent_concept", "patient_concept", "reality", "voice")
    agents, forms, passives = _Told(), _Told(), _Told()
    for article_id, form, agent, patient, reality, voice in cells(tables["roles"], *names):
        if reality != "told" or (own_voice and voice not in OWN_VOICE):
            continue
        for side, concept in (("agent", agent), ("patient", patient)):
            if concept is not None:
                agents[article_id, concept].append(side)
        if patient is not None:
            forms[article_id, patient].append(form)
        if form in ("passive", "agentless passive"):
            passives[article_id, "all passives"].append(form)
    articles = {article["article_id"]: article for article in records(tables["articles"])}
    rows = [
        *_shares(articles, AGENT_SHARE.name, agents, "agent"),
        *_shares(articles, FORM_SHARE.name, forms, None),
        *_shares(articles, AGENTLESS_PASSIVE_SHARE.name, passives, "agentless passive"),
    ]
    return frame(ARTICLE_MEASURE, rows)


class _Told(defaultdict[tuple[str, str], list[str]]):
    """Of each article and concept, on which side it stands or in which form it is told, action by action."""

    def __init__(self) -> None:
        super().__init__(list)


def _roles(tables: Tables, *, own_voice: bool) -> pd.DataFrame:
    roles = tables["roles"]
    roles = roles[roles["reality"] == "told"]
    return roles[roles["voice"].isin(OWN_VOICE)] if own_voice else roles


def _shares(
    articles: Mapping[str, Mapping[str, object]], measure: str, told: _Told, hit: str | None
) -> Iterator[Mapping[str, object]]:
    """Rows of a share: by concept, the part that is ``hit``; or, for ``hit`` None, the part in each form."""
    for (article_id, concept), mine in sorted(told.items()):
        article = articles[article_id]
        for name, value in [(concept, hit)] if hit else [(form, form) for form in FORMS]:
            yield {
                "measure": measure,
                "group": "" if hit else concept,
                "key": name,
                "outlet": article["outlet"],
                "article_id": article_id,
                "cluster": article["cluster"],
                "value": float(mine.count(value)),
                "base": float(len(mine)),
                "unit": "share",
            }


def _rows(coded: CodedSet) -> pd.DataFrame:
    return agency(coded.tables)


def _own(coded: CodedSet, row: Row) -> pd.DataFrame:
    return of_outlet(_roles(coded.tables, own_voice=True), row)


def _actions(coded: CodedSet, row: Row) -> Places:
    roles = _own(coded, row)
    return places_in(roles[(roles["agent_concept"] == row["key"]) | (roles["patient_concept"] == row["key"])])


def _told(coded: CodedSet, row: Row) -> Places:
    """What befalls the concept, told in the form; if it never is, what befalls it in any form."""
    roles = _own(coded, row)
    befalls = roles[roles["patient_concept"] == row["group"]]
    told = befalls[befalls["form"] == row["key"]]
    return places_in(told if len(told) else befalls)


def _agentless(coded: CodedSet, row: Row) -> Places:
    """Passives without agent; if there are none, those with one."""
    roles = _own(coded, row)
    found = roles[roles["form"] == "agentless passive"]
    return places_in(found if len(found) else roles[roles["form"] == "passive"])


def _agent_clause(said: Said, codebook: Codebook | None) -> str:
    name = concept_name(said.key, codebook)
    return f"In {said.outlet}, {name} act, rather than being acted upon, in {times(said, said.counts)}"


def _agentless_clause(said: Said, codebook: Codebook | None) -> str:
    del codebook
    return f"{said.outlet} named no agent in {times(said, said.counts)}"


AGENT_SHARE = Measure(
    name="agent share",
    rows=_rows,
    counts="actions",
    places=_actions,
    sentence=with_others(_agent_clause),
)
FORM_SHARE = Measure(
    name="form share",
    rows=_rows,
    counts="actions",
    places=_told,
    tested=False,  # four forms that add up to one, of few actions: a picture, not a test
)
AGENTLESS_PASSIVE_SHARE = Measure(
    name="agentless passive share",
    rows=_rows,
    counts="passives",
    places=_agentless,
    sentence=with_others(_agentless_clause),
)
AGENCY = (AGENT_SHARE, FORM_SHARE, AGENTLESS_PASSIVE_SHARE)
