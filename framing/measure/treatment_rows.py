"""Rows of the table "treatments": how each sentence treats those it names."""

from __future__ import annotations

from collections import Counter, defaultdict

from framing.annotate.annotate import Annotation
from framing.annotate.treatment.effects import EVALUATIVE
from framing.annotate.treatment.record import Treatment
from framing.compare.name_forms import NameForms
from framing.measure.tables import write_spans

Row = dict[str, object]

_FULL = 2.0  # what is denied or only supposed counts less, and is not "said"


def treatment_row(annotation: Annotation, treatment: Treatment) -> Row:
    """What a treatment says of itself; place, outlet, voice and sentence are added by ``tabulate``.

    ``actor`` is filled by :func:`name_treated`. Reasons are classes of the lists, never words of the text.
    """
    spoken = annotation.quotations[treatment.quotation].speaker if treatment.quotation >= 0 else None
    said = [
        w
        for w in treatment.words
        if w.relation == "said of" and w.why in EVALUATIVE and abs(w.value) >= _FULL and w.value * treatment.score > 0
    ]
    return {
        "name": treatment.actor,
        "actor": treatment.actor,
        "kind": treatment.kind,
        "polarity": treatment.polarity,
        "score": float(treatment.score),
        "words": write_spans(w.span for w in treatment.words),
        "said": write_spans(w.span for w in said),
        "why": "; ".join(dict.fromkeys(f"{w.relation}: {w.why}" for w in treatment.words)) or None,
        "reported": treatment.reported,
        "speaker": spoken,
        "by": treatment.by,
    }


def name_treated(rows: list[Row]) -> None:
    """Fill in one actor for all forms of a name in the set: of the full forms the one most printed."""
    named = [row for row in rows if row["kind"] != "concept"]
    split = [str(row["name"]).split() for row in named]
    forms = NameForms(split)
    printed: dict[str, Counter[str]] = defaultdict(Counter)
    entities = [forms.entity(name) for name in split]
    for entity, row in zip(entities, named, strict=True):
        printed[entity][str(row["name"])] += 1
    best = {
        entity: min(counts, key=lambda n: (" " not in n, -counts[n], -len(n), n)) for entity, counts in printed.items()
    }
    for entity, row in zip(entities, named, strict=True):
        row["actor"] = best[entity]
