"""The units of a checked sample and what people said of them, as tables of the set.

``units`` has every unit of the set that could be drawn, with what the machine says of it and whether it was drawn;
``codings`` what each coder said of those that were decided on. Both are there only where the set has a sample.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from framing.measure.speech_acts import speech_acts
from framing.measure.tables import Column, Tables, columns_of, frame, read_spans
from framing.sets.checked_sample import CheckedSample, unit_name, unit_number
from framing.sets.corrections import MarkPlace
from framing.sets.decided import Decided, Judgement

UNITS, CODINGS = "units", "codings"
FACTS = ("kind", "speaker", "source_type", "identified", "concept", "variant", "voice")
_FACT_COLUMNS = tuple((name, "text", "", f"{name.replace('_', ' ')}; missing where it has none") for name in FACTS)

UNIT_COLUMNS: tuple[Column, ...] = columns_of(
    ("unit", "text", "", "name of the unit: follows from its place"),
    ("mark", "text", "", "quotation, mention or sentence"),
    ("article_id", "text", "", "the article"),
    ("outlet", "text", "", "who published it"),
    ("cluster", "text", "", "articles that share copy have the same value"),
    ("start", "count", "code points", "first code point"),
    ("end", "count", "code points", "one past the last"),
    ("parts", "text", "", "its spans, as '12-30 45-60'"),
    ("stratum", "text", "", "outlet and kind of unit: what was drawn from"),
    ("number", "real", "", "the unit's number, 0 to 1"),
    ("drawn", "flag", "", "it is in the sample"),
    ("act", "flag", "", "a quotation that counts as an act of speech of its own"),
    *_FACT_COLUMNS,
)
CODING_COLUMNS: tuple[Column, ...] = columns_of(
    ("unit", "text", "", "the unit that was drawn; for a mark that was missed, its sentence"),
    ("coder", "text", "", "who said so"),
    ("weight", "real", "", "1 ÷ (coders of the unit); where somebody adjudicated 1 for that word and 0 for the others"),
    ("adjudicated", "flag", "", "it settles what coders saw differently"),
    ("coded", "text", "", "the facts that the coder gave a word on, ' ' between: all, or in blind coding those given"),
    ("mark", "text", "", "quotation, mention or sentence"),
    ("state", "text", "", "right (the mark stands), deleted (there is none), added (it was missed), done (a sentence)"),
    *_FACT_COLUMNS,
)


def population(tables: Tables, seed: int, *, sample: CheckedSample | None = None) -> pd.DataFrame:
    """Return every unit of a set, in the order of the tables, in the form of ``UNIT_COLUMNS``.

    Args:
        tables: As the machine alone made them, without corrections.
        seed: Of the sample.
        sample: Which units were drawn; ``None``: none.
    """
    drawn = {u.unit for u in sample.units} if sample is not None else set()
    about = tables["articles"].set_index("article_id")[["outlet", "cluster"]].to_dict("index")
    acts = set(speech_acts(tables).index)
    rows: list[dict[str, object]] = []
    for mark, name in (("quotation", "quotations"), ("mention", "mentions"), ("sentence", "sentences")):
        for at, row in tables[name].to_dict("index").items():
            spans = row["parts"] if mark == "quotation" else f"{row['start']}-{row['end']}"
            place: MarkPlace = tuple((s.start, s.end) for s in read_spans(spans))
            article = str(row["article_id"])
            unit = unit_name(article, mark, place)
            rows.append(
                {
                    "unit": unit,
                    "mark": mark,
                    "article_id": article,
                    "outlet": about[article]["outlet"],
                    "cluster": about[article]["cluster"],
                    "start": row["start"],
                    "end": row["end"],
                    "parts": spans,
                    "stratum": f"{about[article]['outlet']} · {mark}",
                    "number": unit_number(seed, unit),
                    "drawn": unit in drawn,
                    "act": mark == "quotation" and at in acts,
                    **{fact: row.get(fact) for fact in FACTS},
                }
            )
    return frame(UNIT_COLUMNS, rows)


def codings(
    units: pd.DataFrame, decisions: Iterable[Decided], aliases: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return what coders said of drawn units, in the form of ``CODING_COLUMNS``.

    A unit on which coders differ and that nobody adjudicated counts with each coder's word, in equal parts. A mark that
    was missed counts if it begins in a drawn sentence that its coder has finished.

    Args:
        units: From :func:`population`.
        decisions: Of the set's readers.
        aliases: Other forms of a speaker's name to the canonical one.
    """
    drawn = units[units["drawn"]].set_index("unit", drop=False)
    sentences = places_by_article(drawn[drawn["mark"] == "sentence"])
    facts = {str(k): {n: v for n, v in r.items() if n in FACTS} for k, r in drawn.to_dict("index").items()}
    every = list(decisions)
    rows: list[dict[str, object]] = []
    finished: dict[tuple[str, str], float] = {}
    for one in every:
        name = unit_name(*one.key)
        if one.key[1] == "sentence" and name in facts:
            for who, weight in _weights(one):
                finished[name, who.coder] = weight
                rows.append(_row(name, who, weight, {"mark": "sentence", "state": "done"}))
    for one in every:
        article, mark, at = one.key
        name = unit_name(article, mark, at)
        inside = next((u for s, e, u in sentences.get(article, ()) if at and s <= at[0][0] < e), "")
        for who, weight in _weights(one) if mark in ("quotation", "mention") else ():
            said = {n: _named(v, n, aliases or {}) for n, v in who.new.items() if n in FACTS}
            if name in facts:
                state = "deleted" if who.state == "deleted" else "right"
                rows.append(_row(name, who, weight, {"mark": mark, "state": state, **facts[name], **said}))
            elif who.state == "added" and (inside, who.coder) in finished:
                added = {"mark": mark, "state": "added", **said}
                rows.append(_row(inside, who, finished[inside, who.coder], added))
    return frame(CODING_COLUMNS, rows)


def places_by_article(units: pd.DataFrame) -> dict[str, list[tuple[int, int, str]]]:
    """Return start, end and name of units, by article."""
    made: dict[str, list[tuple[int, int, str]]] = {}
    for row in units.to_dict("records"):
        made.setdefault(str(row["article_id"]), []).append((int(row["start"]), int(row["end"]), str(row["unit"])))
    return made


def _weights(one: Decided) -> list[tuple[Judgement, float]]:
    """Everybody's word, and for how much it counts: the adjudicator's alone, else all in equal parts."""
    if one.judgement is not None and one.judgement.last.adjudicates:
        return [(one.judgement, 1.0), *((v, 0.0) for v in one.judgements)]
    return [(v, 1.0 / len(one.judgements)) for v in one.judgements]


def _named(value: object, field: str, aliases: Mapping[str, str]) -> object:
    return aliases.get(value, value) if field == "speaker" and isinstance(value, str) else value


def _row(unit: str, who: Judgement, weight: float, said: Mapping[str, Any]) -> dict[str, object]:
    shown = dict.fromkeys(FACTS) if said["state"] in ("deleted", "done") else {n: said.get(n) for n in FACTS}
    about = {"unit": unit, "coder": who.coder, "weight": weight, "adjudicated": who.last.adjudicates}
    about["coded"] = " ".join(n for n in FACTS if n in who.new or not who.last.blind)
    return {**about, "mark": said["mark"], "state": said["state"], **shown}
