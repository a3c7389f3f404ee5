"""Whether two findings show the reader the same words: one fact told by two kinds is told twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from framing.findings.finding import BEGINNINGS, GENRE, LINEAGE, VOLUME, WHO_ACTS, Finding
from framing.text.span import Span, merge

_COVERED = 0.5  # of the shorter of two marked passages, in the other: then both show the same words

# What these say is about whole texts: the words they mark are samples of it.
_OF_WHOLE_TEXTS = frozenset((LINEAGE, GENRE, VOLUME))


def tells_again(finding: Finding, earlier: Finding) -> bool:
    """Tell whether what ``finding`` marks is marked by ``earlier`` already, in more than half of the articles it marks.

    Headlines and texts are apart, as their places count from different starts. A finding that marks nothing
    repeats nothing, nor does what is said of a whole text (its length, whose copy it is). Whole sentences in a row
    tell more than the words marked in them; what first sentences begin with stands in their row.
    """
    if finding.kind == BEGINNINGS:
        return False
    if (finding.kind, earlier.kind) == (WHO_ACTS, BEGINNINGS):
        rows = {r.article_id: Span(r.start, r.end) for r in earlier.readings}
        places = [(rows.get(r.article_id), Span(r.start, r.end)) for r in finding.readings if not r.text]
        return any(row is not None and row.overlaps(place) for row, place in places)
    if {finding.kind, earlier.kind} & _OF_WHOLE_TEXTS:
        return False
    mine, theirs = _marked(finding), _marked(earlier)
    again = sum(_overlap(spans, theirs.get(place, ())) for place, spans in mine.items())
    return 2 * again > len(mine)


def _marked(finding: Finding) -> Mapping[tuple[str, bool], Sequence[Span]]:
    """The words that a finding marks, by article and whether they stand in a title outside the text."""
    found: defaultdict[tuple[str, bool], list[Span]] = defaultdict(list)
    for reading in finding.readings:
        found[reading.article_id, bool(reading.text)] += [Span(a, b) for a, b in reading.marks if b > a]
    return {place: merge(spans) for place, spans in found.items() if spans}


def _overlap(mine: Sequence[Span], theirs: Sequence[Span]) -> bool:
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in mine for b in theirs)
    least = min(sum(map(len, mine)), sum(map(len, theirs)))
    return both > 0 and both >= _COVERED * least
