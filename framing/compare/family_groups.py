"""Labels of one family that may name one thing: people together, bodies by country, events by what they befell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from framing.compare.label_groups import Candidate
from framing.compare.label_mentions import LabelMention
from framing.compare.label_words import Family, families_of, family_records
from framing.compare.name_parts import singular

# Heads that name many in the singular; another singular head names one person.
_COLLECTIVE = frozenset(
    ("mob", "crowd", "resistance", "police", "enforcement", "left", "right", "personnel", "army", "military",
     "movement", "element", "wing", "force", "unborn", "gay")
)  # fmt: skip
_ONE = "one person"
_AFFAIR = 4  # mentions in outlets' own words that make an affair one that the reports are about


def by_family(mentions: Sequence[LabelMention], usable: Sequence[int], swapped: frozenset[str]) -> list[Candidate]:
    """Return members of each family that may be one thing; ``swapped`` labels were exchanged in shared copy."""
    nodes: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i in usable:
        for family, _ in families_of(mentions[i].naming):
            nodes[family.id, _part(mentions[i], family)].append(i)
    for (family_id, part), members in list(nodes.items()):
        if family_records()[family_id].sort in ("person", "act"):
            del nodes[family_id, part]
        elif part == "" and family_records()[family_id].sort in ("event", "body"):
            _settle(mentions, nodes, family_id, members)
    out = list(_in_headlines(mentions, usable))
    for (family_id, part), members in nodes.items():
        family = family_records()[family_id]
        kept = _without_loose(mentions, members, family, swapped)
        if not _is_one(mentions, kept, family, part, swapped):
            continue
        out += [Candidate("family", family_id, group) for group in _without_opposites(mentions, kept)]
    return out


def _in_headlines(mentions: Sequence[LabelMention], usable: Sequence[int]) -> Iterator[Candidate]:
    """Words of one family for what happens in the headlines of two outlets: headlines of one event tell one act."""
    nodes: defaultdict[str, list[int]] = defaultdict(list)
    for i in usable:
        if mentions[i].voice == "headline":
            for family, _ in families_of(mentions[i].naming):
                if family.sort in ("event", "act"):
                    nodes[family.id].append(i)
    for family_id, members in nodes.items():
        if len({mentions[i].outlet for i in members}) > 1:
            yield Candidate("family", family_id, members)


def _is_one(
    mentions: Sequence[LabelMention], members: Sequence[int], family: Family, part: str, swapped: frozenset[str]
) -> bool:
    """Whether the set speaks of one such thing: an event with an anchor, an affair that is more than mentioned."""
    own = [mentions[i] for i in members if mentions[i].own]
    headline = any(m.voice == "headline" for m in own)
    if any(mentions[i].label in swapped for i in members):
        return True
    if part == _ONE:
        return headline  # whoever the set is about; others in the singular may be anybody
    if family.sort == "event":
        return bool(part)
    return family.sort != "affair" or headline or len(own) >= _AFFAIR


def _part(m: LabelMention, family: Family) -> str:
    """What tells things of one family apart: a body's country, an event's anchor, one of several people from all."""
    n = m.naming
    if family.sort == "body":
        return n.places[0] if n.places else " ".join(n.of_names[0]).lower() if n.of_names else ""
    if family.sort == "people":
        last = m.label.split()[-1]
        return _ONE if singular(last) == last and n.head not in _COLLECTIVE else ""
    return m.anchor if family.sort == "event" else ""


def _settle(
    mentions: Sequence[LabelMention],
    nodes: defaultdict[tuple[str, str], list[int]],
    family_id: str,
    members: list[int],
) -> None:
    """Give a member that says not to what it belongs ("the killing") to the one its article says most often."""
    said = {part: node for (f, part), node in nodes.items() if f == family_id and part}
    for i in list(members):
        if mentions[i].naming.verbal or _is_loose(mentions[i], family_records()[family_id]):
            continue
        article = mentions[i].naming.article_id
        near = Counter(
            {part: sum(mentions[k].naming.article_id == article for k in node) for part, node in said.items()}
        )
        best = min((p for p in near if near[p]), key=lambda p: (-near[p], p), default=None)
        if best is not None:
            members.remove(i)
            nodes[family_id, best].append(i)


def _without_loose(
    mentions: Sequence[LabelMention], members: Sequence[int], family: Family, swapped: frozenset[str]
) -> list[int]:
    """Members without words of other senses ("case"), but for those that something ties to another word of the family.

    What ties is an exchange in shared copy, a compound noun that both have ("the wall
    project", "the wall scheme") or one anchor of events; people need only stand beside others.
    """

    def ties(i: int) -> set[str]:
        m = mentions[i]
        return {*m.compounds, *([m.anchor] if m.anchor and family.sort == "event" else [])}

    heads: defaultdict[str, set[str]] = defaultdict(set)
    for i in members:
        for tie in ties(i):
            heads[tie].add(mentions[i].naming.head)
    firm = [i for i in members if mentions[i].label in swapped or not _is_loose(mentions[i], family)]
    loose = [i for i in members if i not in set(firm)]
    tied = [i for i in loose if any(len(heads[tie]) > 1 for tie in ties(i))]
    bare = [i for i in loose if firm and family.sort == "people" and not ties(i)]
    return sorted({*firm, *tied, *bare})


def _is_loose(m: LabelMention, family: Family) -> bool:
    return next(word for f, word in families_of(m.naming) if f == family) in family.loose


def _without_opposites(mentions: Sequence[LabelMention], members: Sequence[int]) -> Iterator[list[int]]:
    """Split off those who stand against what others stand for: "anti-immigrant", "immigrant rights"."""

    def against(i: int) -> set[str]:
        return {w.split("-", 1)[1] for w in mentions[i].label.split() if w.startswith("anti-")}

    def about(i: int) -> set[str]:
        words = mentions[i].label.split()[:-1]
        return {singular(w.removeprefix("pro-")) for w in words if not w.startswith("anti-")}

    fought = {singular(w) for i in members for w in against(i)}
    them = [i for i in members if about(i) & fought]
    yield [i for i in members if i not in set(them)]
    if them:
        yield them
