"""One article set compared: shared sentences, rewordings, utterances, numbers, lineage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from framing.annotate.annotate import Annotation
from framing.annotate.codebook import Codebook
from framing.compare.agency_copy import AgencyCopy, agency_copy
from framing.compare.copy_shares import CopyShare, copy_shares
from framing.compare.lineage import Lineage, lineage
from framing.compare.number_claims import NumberGroup, group_numbers
from framing.compare.rewordings import Rewording, find_rewordings
from framing.compare.sentences import Family, share_sentences
from framing.compare.utterances import Utterance, find_utterances


@dataclass(frozen=True, slots=True)
class Comparison:
    """What articles of one set have in common and where they differ; see the record of each part."""

    families: tuple[Family, ...]
    rewordings: tuple[Rewording, ...]
    utterances: tuple[Utterance, ...]
    number_groups: tuple[NumberGroup, ...]
    lineage: Lineage
    copies: tuple[CopyShare, ...]
    agency_copy: Mapping[str, AgencyCopy]


def compare_set(annotations: Sequence[Annotation], *, codebook: Codebook | None = None) -> Comparison:
    r"""Return the comparison of one article set.

    Args:
        annotations: One for each article, in the set's order; ids must be unique.
        codebook: Not needed for comparing, since mentions are in the annotations; kept so
            that callers need not care.

    Raises:
        ValueError: Two articles have the same id.

    >>> from framing.annotate.annotate import annotate_all
    >>> from framing.text.article import Article
    >>> same = " stayed out on Tuesday night and the old harbour was shut to all ships until the morning.\n"
    >>> first, second = "No ship sails\n\nDock workers" + same, "Harbour shut\n\nStrikers" + same
    >>> both = [Article("a", first, outlet="A"), Article("b", second, outlet="B")]
    >>> found = compare_set(list(annotate_all(both, parser="none")))
    >>> [(r.kind, r.a[0].change.of(first), r.b[0].change.of(second)) for r in found.rewordings]
    [('label', 'Dock workers', 'Strikers')]
    """
    del codebook
    families = share_sentences(annotations)
    rewordings = find_rewordings(annotations, families)
    articles = [(a.article, a.layout) for a in annotations]
    return Comparison(
        families=families,
        rewordings=rewordings,
        utterances=find_utterances(annotations, families),
        number_groups=group_numbers(annotations, families),
        lineage=lineage(articles, families, rewordings),
        copies=copy_shares(articles, families),
        agency_copy=agency_copy(annotations, families),
    )
