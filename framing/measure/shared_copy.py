"""Shared copy as tables: families, rewordings, edits, utterances, numbers, lineage, copies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import pandas as pd

from framing.annotate.annotate import Annotation
from framing.compare.agency_copy import agency_side
from framing.compare.compare import Comparison
from framing.compare.edits import edits
from framing.compare.rewordings import ReadingPlace
from framing.measure.shared_schemas import SHARED_SCHEMAS
from framing.measure.tables import ARTICLE_MEASURE, frame, write_spans
from framing.text.span import Span, hull
from framing.text.words import count_words

Row = dict[str, object]


# How much a kind of rewording tells about word choice; an altered quotation tells most.
_TELLING = {
    "label": 6, "number": 5, "cue verb": 4, "detail": 3, "name form": 2, "rewrite": 2, "spelling": 1, "punctuation": 0,
}  # fmt: skip
# Rows of a table that has one for each statement and article. Those of articles that lack a statement say nothing that
# the others don't say already, and of a thousand articles they would be a million.
MOST_CELLS = 20_000
_LONG = 60  # code points; beyond, a change is no longer taken in at a glance


def shared_frames(comparison: Comparison, annotations: Sequence[Annotation]) -> dict[str, pd.DataFrame]:
    """Return the comparison of an article set as the tables of ``SHARED_SCHEMAS``.

    Args:
        comparison: Of the annotations.
        annotations: In the order they were compared in.

    Returns:
        Every table, with all its columns even when it has no rows.
    """
    texts = {a.article.id: a.article.text for a in annotations}
    outlets = {a.article.id: a.article.outlet for a in annotations}
    rows: dict[str, list[Row]] = {
        "families": _family_rows(comparison, texts, outlets),
        "rewordings": _rewording_rows(comparison, texts, outlets),
        "readings": _reading_rows(comparison, outlets),
        "edits": _edit_rows(comparison, texts),
        "utterances": _utterance_rows(comparison, texts, outlets),
        "number_groups": _number_rows(comparison, outlets),
        "lineage": _lineage_rows(comparison, outlets),
        "copies": [
            {
                "article_id": c.article_id,
                "outlet": outlets[c.article_id],
                "cluster": c.cluster,
                "n_words": c.n_words,
                "n_shared": c.n_shared,
                "share": c.share,
            }
            for c in comparison.copies
        ],
    }
    return {name: frame(columns, rows[name]) for name, columns in SHARED_SCHEMAS.items()}


def clusters_of(comparison: Comparison) -> dict[str, str]:
    """Return article id to shared-copy cluster, for ``tabulate``."""
    return {c.article_id: c.cluster for c in comparison.copies}


def _place(article_id: str, span: Span, outlets: Mapping[str, str]) -> Row:
    return {"article_id": article_id, "outlet": outlets[article_id], "start": span.start, "end": span.end}


def _family_rows(c: Comparison, texts: Mapping[str, str], outlets: Mapping[str, str]) -> list[Row]:
    return [
        {
            "family": f.id,
            **_place(m.article_id, m.span, outlets),
            "sentence_start": m.sentence.start,
            "sentence_end": m.sentence.end,
            "n_words": count_words(texts[m.article_id], within=m.span),
            "n_members": len(f.members),
        }
        for f in c.families
        for m in f.members
    ]


def _printed(text: str, span: Span) -> str:
    return " ".join(span.of(text).split())


def _rewording_rows(c: Comparison, texts: Mapping[str, str], outlets: Mapping[str, str]) -> list[Row]:
    def side(name: str, places: Sequence[ReadingPlace]) -> Row:
        first = places[0]
        ids = list(dict.fromkeys(p.article_id for p in places))
        return {
            f"{name}_text": _printed(texts[first.article_id], first.span),
            f"{name}_articles": " | ".join(ids),
            f"{name}_outlets": " | ".join(dict.fromkeys(outlets[i] for i in ids)),
            f"{name}_article_id": first.article_id,
            f"{name}_start": first.span.start,
            f"{name}_end": first.span.end,
        }

    rows = [
        {
            "rewording": k,
            "family": r.family,
            "kind": r.kind,
            "inside_quotation": r.inside_quotation,
            **side("a", r.a),
            **side("b", r.b),
            "agency_side": agency_side(r, c.agency_copy) or None,
        }
        for k, r in enumerate(c.rewordings)
    ]
    ranks = {k: n for n, k in enumerate(_ranked(rows), start=1)}
    return [{**row, "rank": ranks[k]} for k, row in enumerate(rows)]


def _ranked(rows: Sequence[Row]) -> list[int]:
    """Positions by how much they tell: a new pair of readings before one that was seen already."""

    def score(row: Row) -> tuple[int, int]:
        quoted = 10 if row["inside_quotation"] and row["kind"] != "punctuation" else 0
        length = max(len(str(row["a_text"])), len(str(row["b_text"])))
        return (-(_TELLING[str(row["kind"])] + quoted - 2 * (length > _LONG)), length)

    seen: set[frozenset[str]] = set()
    first: list[int] = []
    again: list[int] = []
    for k in sorted(range(len(rows)), key=lambda k: (*score(rows[k]), k)):
        pair = frozenset((str(rows[k]["a_text"]).lower(), str(rows[k]["b_text"]).lower()))
        (again if pair in seen else first).append(k)
        seen.add(pair)
    return first + again


def _reading_rows(c: Comparison, outlets: Mapping[str, str]) -> list[Row]:
    return [
        {
            "rewording": k,
            "side": side,
            **_place(p.article_id, p.span, outlets),
            "change_start": p.change.start,
            "change_end": p.change.end,
        }
        for k, r in enumerate(c.rewordings)
        for side, places in (("a", r.a), ("b", r.b))
        for p in places
    ]


def _edit_rows(c: Comparison, texts: Mapping[str, str]) -> list[Row]:
    return [
        {
            "family": f.id,
            "a_article_id": x.article_id,
            "b_article_id": y.article_id,
            "a_start": e.a.start,
            "a_end": e.a.end,
            "b_start": e.b.start,
            "b_end": e.b.end,
        }
        for f in c.families
        for x, y in pairwise(f.members)
        for e in edits(texts[x.article_id], texts[y.article_id], in_a=x.span, in_b=y.span)
    ]


def _replaced(pairs: Iterable[tuple[str, str]]) -> str | None:
    return "; ".join(f"{old} → {new}" for old, new in pairs) or None


def _utterance_rows(c: Comparison, texts: Mapping[str, str], outlets: Mapping[str, str]) -> list[Row]:
    """A row for each utterance and article; of a large set only for the articles that have it."""
    out: list[Row] = []
    every = len(c.utterances) * len(outlets) <= MOST_CELLS
    for u in c.utterances:
        versions = {v.article_id: (k, v) for k, v in enumerate(u.versions)}
        for article_id in outlets if every else versions:
            row: Row = {
                "utterance": u.id, "speaker": u.speaker, "article_id": article_id, "outlet": outlets[article_id],
                "status": "absent", "fullest": False, "start": 0, "end": 0, "parts": None, "missing": None,
                "changed": None, "n_words": 0, "bracketed": None, "named_here": None,
                "disputed": " | ".join(u.named) if u.disputed else None,
            }  # fmt: skip
            if article_id in versions:
                k, v = versions[article_id]
                whole = hull(v.content)
                row |= {
                    "status": v.status,
                    "fullest": k == u.fullest,
                    "start": whole.start,
                    "end": whole.end,
                    "parts": write_spans(v.content),
                    "missing": " … ".join(v.missing) or None,
                    "changed": _replaced(v.changed),
                    "bracketed": _replaced(v.bracketed),
                    "named_here": v.speaker,
                    "n_words": sum(count_words(texts[article_id], within=s) for s in v.content),
                }
            out.append(row)
    return out


def _number_rows(c: Comparison, outlets: Mapping[str, str]) -> list[Row]:
    return [
        {
            "group": g.id,
            "label": g.label,
            "verdict": g.verdict,
            **_place(n.article_id, n.number.span, outlets),
            "value": n.number.value,
            "high": n.number.high,
            "hedge": n.number.hedge,
            "unit": n.unit,
            "moment": n.moment,
            "sentence_start": n.sentence.start,
            "sentence_end": n.sentence.end,
        }
        for g in c.number_groups
        for n in g.claims
    ]


def _lineage_rows(c: Comparison, outlets: Mapping[str, str]) -> list[Row]:
    edges: list[Row] = [
        {
            "parent": e.parent,
            "child": e.child,
            "parent_in_set": e.parent in outlets,
            "second": e.second,
            "n_sentences": e.n_sentences,
            "followed": e.followed,
            "against": e.against,
            "clarity": e.clarity,
            "statement": e.statement,
        }
        for e in c.lineage.edges
    ]
    alone: list[Row] = [
        {
            "parent": None, "child": article_id, "parent_in_set": False, "second": False, "n_sentences": 0,
            "followed": 0, "against": 0, "clarity": "alone",
            "statement": f"{article_id} shares no copy with another article of the set.",
        }
        for article_id in c.lineage.alone
    ]  # fmt: skip
    return edges + alone


def most_telling(rewordings: pd.DataFrame, *, n: int = 3) -> pd.DataFrame:
    """Return the ``n`` rewordings that tell most about word choice, best first (fewer if there are fewer)."""
    return rewordings.sort_values("rank").head(n).reset_index(drop=True)


def collapse_copies(measure: pd.DataFrame) -> pd.DataFrame:
    """Return an ``ARTICLE_MEASURE`` frame in which each cluster of shared copy counts as one article of each outlet.

    Values and bases of an outlet's articles of one cluster are averaged, so that copies
    weigh as much as one original. Articles that stand alone stay as they are.
    """
    names = [c.name for c in ARTICLE_MEASURE]
    keys = ["measure", "group", "key", "outlet", "cluster", "unit"]
    if measure.empty:
        return measure[names].copy()
    grouped = measure.groupby(keys, sort=False, dropna=False, observed=True)
    made = grouped.agg(article_id=("article_id", "first"), value=("value", "mean"), base=("base", "mean")).reset_index()
    return made[names].astype({c.name: measure[c.name].dtype for c in ARTICLE_MEASURE})
