"""Labels that replace each other in shared copy and can name one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from framing.compare.label_groups import Candidate, by_words
from framing.compare.label_mentions import LabelMention
from framing.compare.label_words import families_of
from framing.compare.name_forms import Joined
from framing.compare.name_parts import word_set
from framing.compare.substitutions import Substitution

_SPELLING = 0.8  # of 1: labels as alike as this are spellings of one
_FREQUENT = 3  # a label this frequent stands for all of its kind, not for the one place where it was exchanged


def exchanged_pairs(
    mentions: Sequence[LabelMention], substitutions: Sequence[Substitution]
) -> Iterator[tuple[int, int]]:
    """Pairs of mentions that replace each other in shared copy and may be two labels of one thing."""
    at = {(m.naming.article_id, m.naming.span): i for i, m in enumerate(mentions)}
    for s in substitutions:
        i, j = at[s.a_article, s.a], at[s.b_article, s.b]
        one, other = mentions[i], mentions[j]
        if any(m.naming.head in word_set("calendar") or not m.label for m in (one, other)):
            continue
        if Indel.normalized_similarity(one.label, other.label) < _SPELLING and _of_one_sort(one, other):
            yield i, j


def _of_one_sort(one: LabelMention, other: LabelMention) -> bool:
    """Whether two exchanged phrases can be labels of one thing; names must share a word or initials."""
    a, b = one.naming, other.naming
    if a.verbal != b.verbal or a.place_head or b.place_head:
        return False
    named = [bool(n.name) or (m.key[0] == "entity" and bool(n.of_names)) for m, n in ((one, a), (other, b))]
    words = set(one.label.split()), set(other.label.split())
    if any(named) and (words[0] <= words[1] or words[1] <= words[0]):
        return False  # "economist" for "Capital Economics economist" leaves something out, no more
    if all(named):
        return _are_one_name(a.plain, b.plain)
    if any(named):
        # "the mayor" for "Ann Lund" is a name left out, "Sunni extremists" for "ISIS" is another label.
        return bool(one.marks | other.marks)
    return _share_sort(one, other)


def _are_one_name(a: str, b: str) -> bool:
    """Whether two names share a word or one begins with the other's initials: "ISIS group", "Islamic State group"."""
    initials = ["".join(w[0] for w in x.split()) for x in (a, b)]
    acronym = any(len(i) > 1 and w.split()[0].startswith(i[:2]) for w, i in ((a, initials[1]), (b, initials[0])))
    return bool(set(a.split()) & set(b.split())) or acronym


def _share_sort(one: LabelMention, other: LabelMention) -> bool:
    """Whether two common nouns judge differently, are of one family, or fill one construction each as a whole."""
    if one.marks != other.marks:
        return True
    families = [{f.id for f, _ in families_of(m.naming)} for m in (one, other)]
    in_place = one.governor == other.governor != "" and not set(one.label.split()) & set(other.label.split())
    return one.naming.head != other.naming.head and (in_place or bool(families[0] & families[1]))


def by_exchange(mentions: Sequence[LabelMention], pairs: Sequence[tuple[int, int]]) -> list[Candidate]:
    """Labels exchanged in shared copy that no family holds together, with everything else that has these labels.

    A label of several words stands for itself, one without family for all phrases with its
    head ("terminal", "ferry terminal"). A bare word of a family stays with its family: what
    was exchanged once does not say what the word names elsewhere.
    """
    uses = Counter(m.label for m in mentions)

    def node(m: LabelMention) -> str:
        n = m.naming
        if n.name or (m.key[0] == "entity" and n.of_names):
            return m.label
        if not families_of(n) and not m.marks and n.head not in word_set("titles") | word_set("general"):
            return f"head {n.head}"
        return m.label if (n.modifiers or n.places or n.of_names) and uses[m.label] < _FREQUENT else ""

    kept = [(i, j) for i, j in pairs if node(mentions[i]) and node(mentions[j])]
    index = {x: k for k, x in enumerate(dict.fromkeys(node(mentions[k]) for pair in kept for k in pair))}
    groups = Joined(len(index))
    for i, j in kept:
        groups.join(index[node(mentions[i])], index[node(mentions[j])])
    named: dict[str, int] = {}
    for m in mentions:
        if node(m) in index and m.key[0] == "entity":
            groups.join(named.setdefault(m.key[1], index[node(m)]), index[node(m)])
    made: dict[int, Candidate] = {}
    for i, m in enumerate(mentions):
        if node(m) in index:
            made.setdefault(groups.find(index[node(m)]), Candidate("exchange", m.label)).members.append(i)
    return list(made.values())


def with_exchanges(
    mentions: Sequence[LabelMention], found: list[Candidate], pairs: Sequence[tuple[int, int]]
) -> list[Candidate]:
    """Note which labels of each candidate were exchanged; a family takes in what replaced a label of its own."""
    with_label = by_words(mentions)
    for c in found:
        held = set(c.members)
        for i, j in pairs:
            if c.kind == "family" and len(held & {i, j}) == 1:
                c.members += [k for k in with_label[mentions[({i, j} - held).pop()].label] if k not in held]
        held = set(c.members)
        for i, j in pairs:
            if i in held and j in held:
                one, other = sorted((mentions[i].label, mentions[j].label))
                c.exchanged.add((one, other))
        c.members = sorted(set(c.members))
    return found
