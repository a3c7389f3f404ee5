"""Types that a codebook declares for whoever speaks under a concept's labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from framing.annotate.codebook import Codebook
from framing.annotate.quotations.record import Quotation, SourceType
from framing.annotate.speakers.phrase_type import LIKELY, read_type
from framing.annotate.terms import Mention


def declared_types(
    text: str, quotations: Sequence[Quotation], mentions: Sequence[Mention], codebook: Codebook
) -> Mapping[int, SourceType]:
    """Return the positions of quotations whose source is called by a label of a typed concept, with that type.

    The label must be what speaks, or that for which somebody speaks ("a spokesman for the militias"); in "an expert on
    the militias" it is neither.
    """
    types = {c.id: c.source_type for c in codebook.concepts if c.source_type is not None}
    typed = [m for m in mentions if m.concept in types]
    out: dict[int, SourceType] = {}
    for i, q in enumerate(quotations):
        for source in q.source:
            for m in typed:
                if not source.covers(m.span):
                    continue
                before = read_type(text[source.start : m.span.start].strip())
                if (before is None or before.weight < LIKELY) and (kind := types[m.concept]) is not None:
                    out.setdefault(i, kind)
    return out
