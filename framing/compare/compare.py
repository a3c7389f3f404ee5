"""One article set compared: shared sentences, rewordings, utterances, numbers, lineage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.annotate.annotate import Annotation
from framing.annotate.codebook import Codebook
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


def compare_set(annotations: Sequence[Annotation], *, codebook: Codebook | None = None) -> Comparison:
    """Return the comparison of one article set.

    Args:
        annotations: One for each article, in the set's order; ids must be unique.
        codebook: Not needed for comparing, since mentions are in the annotations; kept so
            that callers need not care.

    Raises:
        ValueError: Two articles have the same id.
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
    )
