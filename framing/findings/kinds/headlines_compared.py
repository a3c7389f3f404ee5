"""Headlines side by side: whom one names and where others do, quotation marks, judging words, attribution.

Works without a codebook and with one article an outlet; with several an outlet there are no pairs to compare.
"""

from __future__ import annotations

from framing.findings.context import Context
from framing.findings.finding import Finding
from framing.findings.kinds.headline_labels import rival_labels
from framing.findings.kinds.headline_names import named_persons, one_subject
from framing.findings.kinds.headline_wording import attributed, judging_words, quotation_marks


def headlines_compared(context: Context) -> list[Finding]:
    """Return what sets the headlines of a set apart, each with all headlines side by side."""
    if not context.one_each or len(context.headlines) < 2:  # noqa: PLR2004
        return []
    makers = (rival_labels, named_persons, one_subject, quotation_marks, judging_words, attributed)
    return [finding for make in makers for finding in make(context, context.headlines)]
