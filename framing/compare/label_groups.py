"""A candidate of ``suggest``: mentions that may name one thing, and their labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from framing.compare.label_mentions import LabelMention
from framing.compare.label_words import is_sorting
from framing.compare.name_parts import family_verbs, singular, verb_stem

_LONGEST = 6  # words of a label; a longer one is a clause


@dataclass(slots=True)
class Candidate:
    """Mentions (positions) that may name one thing; ``kind`` is the rule, ``word`` what it joined by."""

    kind: str
    word: str
    members: list[int] = field(default_factory=list)
    exchanged: set[tuple[str, str]] = field(default_factory=set)


def by_words(mentions: Sequence[LabelMention]) -> Mapping[str, list[int]]:
    """All mentions by the words of their labels."""
    out: defaultdict[str, list[int]] = defaultdict(list)
    for i, m in enumerate(mentions):
        out[m.label].append(i)
    return out


def by_label(mentions: Sequence[LabelMention], members: Sequence[int]) -> Mapping[str, list[int]]:
    """Members by label, forms of one noun or verb together; without labels that say more than their marks.

    "Cambodian immigrant" and "legal and illegal immigrants" are other persons or more than one
    thing: a codebook's pattern for "immigrant" finds them.
    """
    out: defaultdict[str, list[int]] = defaultdict(list)
    for i in members:
        words = mentions[i].label.split()
        if len(words) <= _LONGEST and not {"and", "or"} & set(words):
            last = verb_stem(words[-1])
            key = last if last in family_verbs() else singular(words[-1])
            out[" ".join([*words[:-1], key])].append(i)
    heads = {key.split()[-1] for key in out if " " not in key}
    return {k: ns for k, ns in out.items() if k.split()[-1] not in heads or " " not in k or _is_label(mentions[ns[0]])}


def _is_label(m: LabelMention) -> bool:
    """Whether the words before a head judge, belong to it, or name a people; else they say only which one is meant."""
    before = m.label.split()[:-1]
    plural = singular(m.label.split()[-1]) != m.label.split()[-1]
    sorting = plural and any(is_sorting(w) for w in before)
    return bool(m.marks) or sorting or (bool(m.compounds) and (plural or not m.naming.places))
