"""With which words an outlet lets people speak: who "says" and who "claims"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.measure.measure import CodedSet, Measure, Row, outlet_of
from framing.measure.place import Places
from framing.measure.plain_rows import cells, records
from framing.measure.row_sentence import Said, times, with_others
from framing.measure.speech_acts import SPEECH, UNKNOWN, speech_acts, speech_rows
from framing.measure.tables import ARTICLE_MEASURE, Tables, frame

By = Literal["all", "source_type", "speaker"]


def cue_profile(tables: Tables, *, by: By = "source_type", kinds: Sequence[str] = SPEECH) -> pd.DataFrame:
    """Return which reporting verbs introduce whom, one row an article and key, in the ``ARTICLE_MEASURE`` form.

    Measures (each is the sum of ``value`` over the sum of ``base``; 0 to 1):

    ``cue class share``
        Of the cues that introduce a group of speakers (``group``), the part of a class (``key``):
        neutral, structuring, doubting, endorsing, directive, emotive, unclassed.
    ``cue verb share``
        The same for each verb in its dictionary form.

    A cue counts once, however many quotations it introduces.

    Args:
        tables: The set.
        by: What the groups are: types of source, speakers, or one group "all".
        kinds: Which kinds of quotation count.

    Returns:
        A frame. An article adds rows only for groups that it lets speak with a cue; a class or
        verb that such an article does not use is 0 there. No cues give an empty frame.

    Raises:
        ValueError: A kind that is no kind of speech.
    """
    acts = speech_acts(tables, kinds=kinds)
    said = ("article_id", "cue_spans", "article_id" if by == "all" else by, "cue_class", "cue_lemma")
    once: dict[tuple[str, str], tuple[str, tuple[str | None, str | None]]] = {}
    for article_id, cue, group, cue_class, lemma in cells(acts, *said):
        if cue is not None:
            once.setdefault((article_id, cue), ("all" if by == "all" else group, (cue_class, lemma)))
    names = (CUE_CLASS_SHARE.name, "cue verb share")
    about = {row["article_id"]: row for row in reversed(records(tables["articles"]))}
    rows: list[dict[str, object]] = []
    for k, measure in enumerate(names):
        counted: dict[tuple[str, str], Counter[str | None]] = {}
        used: dict[str, set[str]] = {}
        for (article_id, _), (group, verb) in once.items():
            word = verb[k]
            counted.setdefault((article_id, group), Counter())[word] += 1
            used.setdefault(group, set()).update(() if word is None else (word,))
        for (article_id, group), counts in sorted(counted.items()):
            article, base = about[article_id], float(counts.total())
            here = {"article_id": article_id, "outlet": article["outlet"], "cluster": article["cluster"]}
            fixed = {**here, "measure": measure, "group": group, "base": base, "unit": "share"}
            rows += [{**fixed, "key": key, "value": float(counts[key])} for key in sorted(used[group])]
    return frame(ARTICLE_MEASURE, rows)


def _class_rows(coded: CodedSet) -> pd.DataFrame:
    return CUE_CLASS_SHARE.of(cue_profile(coded.tables))


def _places(coded: CodedSet, row: Row) -> Places:
    """Quotations of such speakers that a verb of the class introduces; if there are none, those of such speakers."""
    rows, mine = speech_rows(coded), outlet_of(row)
    spoken = {**mine, "source_type": None if row["group"] == UNKNOWN else row["group"]}
    return rows.where({**spoken, "cue_class": row["key"]}) or rows.where(spoken) or rows.where(mine)


def _clause(said: Said, codebook: Codebook | None) -> str:
    del codebook
    whom = "sources of unknown kind" if said.group == UNKNOWN else f"{said.group} sources"
    return f"{said.outlet} introduced {whom} with {said.key} verbs in {times(said, said.counts)}"


CUE_CLASS_SHARE = Measure(
    name="cue class share",
    rows=_class_rows,
    counts="reporting phrases",
    places=_places,
    sentence=with_others(_clause),
)
