"""What competes in a set, without a codebook: candidate concepts and their labels, ranked.

A draft for a person to edit. Two labels are put together when one replaces the other in
shared copy, when they have one name, body or place, when one stands beside the other's
name, or when they are heads of one label family; the evidence is kept with each concept.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from framing.annotate.annotate import Annotation
from framing.compare.mention_groups import Key, name_keys
from framing.compare.name_forms import Joined
from framing.compare.name_parts import Naming, families, read_naming, singular, word_set
from framing.compare.phrases import find_phrases
from framing.compare.substitutions import Substitution, find_substitutions
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import Parse
from framing.text.span import Span

# Words in front of a label that count or point and don't describe.
_COUNTS = frozenset(
    ("some", "several", "all", "another", "other", "many", "few", "most", "more", "both", "each", "every", "any", "no",
     "such", "around", "about", "at", "least", "nearly", "almost", "over", "not", "only", "just", "further", "same",
     "own", "new", "last", "first", "second", "recent", "one", "two", "three", "four", "five", "six", "seven", "eight",
     "nine", "ten", "hundreds", "thousands", "dozens", "the", "a", "an", "this", "that", "these", "those")
)  # fmt: skip
_SPELLING = 0.8  # of 1: labels as alike as this are spellings of one
_SUBSTITUTION = 5.0  # a label exchanged in shared copy tells more than several that merely occur
_FREQUENT = 3  # a label this frequent stands for all of its kind, not for the one place where it was exchanged


@dataclass(frozen=True, slots=True)
class Label:
    """One way in which the set names a candidate: the words in lower case, and where they stand."""

    words: str
    mentions: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A candidate concept. ``labels`` by falling use; ``evidence`` says why they were put together; ``score`` ranks."""

    name: str
    labels: tuple[Label, ...]
    evidence: tuple[str, ...]
    score: float


def suggest(
    items: Sequence[Article | Annotation],
    *,
    parses: Mapping[str, Parse],
    top: int = 30,
) -> tuple[Suggestion, ...]:
    """Return the candidate concepts of one event's articles, most competing labels first.

    Args:
        items: The articles, or their annotations.
        parses: Their parses by article id; an article without one gives no phrases.
        top: How many to return at most.

    Returns:
        Suggestions with two labels or more each. The score counts labels that judge or
        describe, the outlets that differ in them, and substitutions in shared copy; it orders
        the list and has no unit.
    """
    places = [(i.article, i.layout) if isinstance(i, Annotation) else (i, lay_out(i)) for i in items]
    texts = {a.id: a.text for a, _ in places}
    phrases = {a.id: find_phrases(parses.get(a.id, ()), layout) for a, layout in places}
    namings = [read_naming(i, texts[i], p, parses.get(i, ())) for i in texts for p in phrases[i]]
    keys = name_keys(namings, texts)
    substitutions = find_substitutions(items, phrases)
    return _rank(_concepts(namings, keys, substitutions), [a for a, _ in places])[:top]


@dataclass(slots=True)
class _Concept:
    """A candidate while it is put together."""

    keys: set[Key]
    namings: list[Naming]
    exchanged: set[tuple[str, str]]


def _label_of(n: Naming) -> str:
    """The label of a phrase: its words without counts, possessors that are places, and quotation marks."""
    words = [w.strip("\"'“”‘’(),") for w in n.plain.split()]
    while len(words) > 1 and (words[0] in _COUNTS or any(c.isdigit() for c in words[0])):
        words = words[1:]
    return " ".join(w for w in words if w)


def _concepts(namings: Sequence[Naming], keys: Sequence[Key], substitutions: Sequence[Substitution]) -> list[_Concept]:
    """Join namings by key; a specific label that was exchanged in shared copy leaves its kind for its partners."""
    uses = Counter(_label_of(n) for n in namings)
    at = {(n.article_id, n.span): i for i, n in enumerate(namings)}
    pairs = [(at[s.a_article, s.a], at[s.b_article, s.b]) for s in substitutions]
    pairs = [(i, j) for i, j in pairs if all(_can_compete(namings[k]) for k in (i, j))]
    exchanged = {i for pair in pairs for i in pair}
    mixed = {("kind", family) for family in families().values()}
    own = {
        _label_of(namings[i])
        for i in exchanged
        if (keys[i] in mixed or keys[i][0] == "phrase") and _specific(namings[i], uses)
    }
    nodes: list[Key] = [
        ("label", _label_of(n)) if k[0] in ("kind", "phrase") and _label_of(n) in own else k
        for n, k in zip(namings, keys, strict=True)
    ]
    index = {node: i for i, node in enumerate(dict.fromkeys(nodes))}
    groups = Joined(len(index))
    for i, j in pairs:
        # Two names that were exchanged are two things, unless the names' forms already made them one.
        if {keys[i][0], keys[j][0]} != {"place"}:
            groups.join(index[nodes[i]], index[nodes[j]])
    made: defaultdict[int, _Concept] = defaultdict(lambda: _Concept(set(), [], set()))
    for n, key, node in zip(namings, keys, nodes, strict=True):
        concept = made[groups.find(index[node])]
        concept.keys.add(key)
        concept.namings.append(n)
    for i, j in pairs:
        one, other = sorted((_label_of(namings[i]), _label_of(namings[j])))
        if Indel.normalized_similarity(one, other) < _SPELLING:
            made[groups.find(index[nodes[i]])].exchanged.add((one, other))
    return list(made.values())


def _specific(n: Naming, uses: Counter[str]) -> bool:
    return bool(n.modifiers or n.places or n.of_names) and uses[_label_of(n)] < _FREQUENT


def _can_compete(n: Naming) -> bool:
    return (n.head not in word_set("calendar") and n.head not in word_set("general")) or n.head == "group"


def _describes(n: Naming) -> bool:
    """Whether the phrase says more than a name, a title, a place or a bare head."""
    plain = [m for m in n.modifiers if m not in word_set("titles") and m not in _COUNTS]
    return bool(plain) or (n.head in families() and not n.name)


def _rank(concepts: list[_Concept], articles: Sequence[Article]) -> tuple[Suggestion, ...]:
    outlet = {a.id: a.outlet or a.id for a in articles}
    made = [_suggestion(c, outlet) for c in concepts]
    return tuple(sorted((s for s in made if s is not None), key=lambda s: (-s.score, s.name)))


def _suggestion(concept: _Concept, outlet: Mapping[str, str]) -> Suggestion | None:
    """The suggestion of one concept, or ``None`` if nothing in it competes."""
    by_label: defaultdict[str, list[Naming]] = defaultdict(list)
    for n in concept.namings:
        if _label_of(n) not in word_set("calendar"):
            by_label[_singular(_label_of(n))].append(n)
    if len(by_label) < 2:  # noqa: PLR2004 -- one label has no competitor
        return None
    telling = {label: ns for label, ns in by_label.items() if any(map(_describes, ns))}
    users = {label: {outlet[n.article_id] for n in ns} for label, ns in telling.items()}
    everyone = set().union(*users.values()) if users else set()
    apart = sum(1 for who in users.values() if len(who) < len(everyone))
    heads = {n.head for ns in by_label.values() for n in ns if not n.name}
    score = math.log2(1 + len(everyone)) * (len(heads) + (len(telling) - len(heads)) / 2 + apart) ** 0.5
    score = score * _weight(concept, heads, len(telling)) + _SUBSTITUTION * len(concept.exchanged)
    labels = tuple(
        Label(Counter(map(_label_of, ns)).most_common(1)[0][0], tuple((n.article_id, n.span) for n in ns))
        for _, ns in sorted(by_label.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    evidence = [f"in shared copy “{a}” stands where “{b}” does" for a, b in sorted(concept.exchanged)]
    evidence += [_REASONS[kind].format(word) for kind, word in sorted(concept.keys) if kind in _REASONS]
    return Suggestion(name=labels[0].words, labels=labels, evidence=tuple(evidence), score=round(score, 3))


def _weight(concept: _Concept, heads: set[str], telling: int) -> float:
    """How much the labels of a concept of this sort tell: names of countries little, descriptions of a person much."""
    kinds = {kind for kind, _ in concept.keys}
    if kinds == {"place"}:
        return 0.2
    if "entity" in kinds:
        return 2.0 if telling > 1 else 1.0
    competing = any(word in set(families().values()) for kind, word in concept.keys if kind == "kind")
    return 1.0 if competing or len(heads) > 1 else 0.4


_REASONS = {
    "kind": "heads of one kind: {}",
    "entity": "forms of the name “{}”, its titles and what stands beside it",
    "place": "the country {}, its people and those who act for it",
}


def _singular(label: str) -> str:
    words = label.split()
    return " ".join([*words[:-1], singular(words[-1])]) if words else label
