"""Labels that may name one thing, with the reason: the candidates of ``suggest``.

Each rule needs a sign besides likeness of words: one stands where the other does in shared
copy; both fill the same slot of a clause; both are in one label family and belong to the same
anchor; both describe whoever has one name; one head is given a disputed status by some.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from framing.compare.exchanged_labels import by_exchange, exchanged_pairs, with_exchanges
from framing.compare.family_groups import by_family
from framing.compare.label_groups import Candidate
from framing.compare.label_mentions import LabelMention
from framing.compare.label_words import SIDES, families_of, is_named, is_status
from framing.compare.name_parts import word_set
from framing.compare.substitutions import Substitution


def candidates(mentions: Sequence[LabelMention], substitutions: Sequence[Substitution]) -> list[Candidate]:
    """Return the candidates of all rules; one mention may be in several."""
    usable = [i for i, m in enumerate(mentions) if _can_compete(m)]
    pairs = list(exchanged_pairs(mentions, substitutions))
    shared = by_exchange(mentions, pairs)
    apart = {mentions[i].label for c in shared for i in c.members}
    swapped = frozenset(mentions[k].label for pair in pairs for k in pair)
    found = [
        *by_family(mentions, [i for i in usable if mentions[i].label not in apart], swapped),
        *_by_head(mentions, usable),
        *_by_gender(mentions, usable),
    ]
    found += [*_by_description(mentions), *_by_slot(mentions, usable), *shared]
    return with_exchanges(mentions, found, pairs)


def _can_compete(m: LabelMention) -> bool:
    n = m.naming
    return bool(m.label) and not n.name and not n.place_head and n.head not in word_set("calendar") and len(m.label) > 1


def _by_head(mentions: Sequence[LabelMention], usable: Sequence[int]) -> list[Candidate]:
    """One head with and without a word for a disputed status: "mandatory detention", "detention".

    An adverb that judges takes its participle along: "a deceptively edited clip", "the clip".

    Only labels that say nothing else, for "the Clinton campaign" and "the Trump campaign" are
    two, and no words for sides ("conservative justices").
    """
    nodes: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i in usable:
        m = mentions[i]
        *before, _ = m.label.split()
        plain = [w for k, w in enumerate(before) if not is_status(w) and not (k and _says_how(before[k - 1]))]
        if not m.naming.verbal and (plain or m.naming.head not in word_set("general")):
            nodes[m.naming.head, " ".join(plain)].append(i)
    out = []
    for (head, rest), members in nodes.items():
        given: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
        for i in members:
            if mentions[i].marks:
                given[mentions[i].outlet].add(mentions[i].marks)
        marking = {w for sets in given.values() for marks in sets for w in marks}
        if marking and not SIDES & marking and _is_telling(mentions, members):
            out.append(Candidate("head", f"{rest} {head}".strip(), members))
    return out


def _says_how(word: str) -> bool:
    """Whether a word judges how the next was done: "a deceptively edited clip" is a clip with a judgement."""
    return word.endswith("ly") and is_status(word)


def _is_telling(mentions: Sequence[LabelMention], members: Sequence[int]) -> bool:
    """Whether the word is more than a passing remark: in a headline or said twice."""
    marked = [mentions[i] for i in members if mentions[i].marks and mentions[i].own]
    return len(marked) > 1 or any(m.voice == "headline" for m in marked)


def by_key(mentions: Sequence[LabelMention]) -> list[Candidate]:
    """All that seems to have one name or one head word, with no sign that its labels compete."""
    nodes: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i, m in enumerate(mentions):
        if _can_compete(m) and m.key[0] in ("entity", "kind"):
            nodes[m.key].append(i)
    return [Candidate("key", word, members) for (_, word), members in nodes.items()]


def _by_gender(mentions: Sequence[LabelMention], usable: Sequence[int]) -> list[Candidate]:
    """One noun for men and for all: "fishermen", "fishers"."""
    heads = {mentions[i].naming.head for i in usable}
    short = {h for h in heads if h + "man" in heads and h.endswith("er")}
    return [
        Candidate("gender", h, [i for i in usable if mentions[i].naming.head in (h, h + "man")]) for h in sorted(short)
    ]


def _by_description(mentions: Sequence[LabelMention]) -> list[Candidate]:
    """Descriptions of whoever has one name, in apposition or before the name."""
    nodes: defaultdict[str, list[int]] = defaultdict(list)
    for i, m in enumerate(mentions):
        told = m.marks or any(f.sort in ("people", "body", "person") for f, _ in families_of(m.naming))
        if (
            m.key[0] == "entity"
            and told
            and not m.naming.verbal
            and not is_named(m.naming)
            and not set(m.label.split()) <= word_set("titles")
        ):
            nodes[m.key[1]].append(i)
    return [Candidate("description", who, members) for who, members in nodes.items()]


def _by_slot(mentions: Sequence[LabelMention], usable: Sequence[int]) -> list[Candidate]:
    """What does the same to the same, in two outlets' words."""
    nodes: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in usable:
        for slot in mentions[i].slots:
            nodes[slot].append(i)
    out = []
    for (verb, _, other), members in nodes.items():
        heads = {mentions[i].naming.head for i in members}
        families = [{f.id for f, _ in families_of(mentions[i].naming)} for i in members]
        alike = len(heads) == 1 or bool(set.intersection(*families))
        if alike and len({mentions[i].outlet for i in members}) > 1:
            out.append(Candidate("slot", f"{verb} {other.partition(' ')[2]}", members))
    return out
