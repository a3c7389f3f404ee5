"""Which naming phrases name the same thing, across the articles of one event.

Rules in order of how sure they are (a sieve in the manner of Lee et al., Deterministic
coreference resolution, Computational Linguistics 39, 2013, over whole events instead of
single texts): places and their people, names, titles, bodies and those who represent
them, head words and the label families that compete for one thing, appositions, nouns that
keep the same company.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from framing.compare.alike_kinds import join_alike
from framing.compare.name_forms import BODIES, Joined, NameForms
from framing.compare.name_parts import Naming, families, read_naming, singular, word_set
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import Parse, get_parser
from framing.text.span import Span

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class MentionGroup:
    """Phrases that seem to name one thing: ``label`` is its most frequent name, else phrase."""

    label: str
    mentions: tuple[tuple[str, Span], ...]


def group_mentions(
    articles: Sequence[Article],
    mentions: Mapping[str, Iterable[Span]],
    *,
    parses: Mapping[str, Parse] | None = None,
    parser: str = "auto",
) -> tuple[MentionGroup, ...]:
    r"""Group given mentions of one event's articles by what they name.

    Args:
        articles: The articles, whose ids are the keys of the two mappings.
        mentions: Where something is named, by article id. They may nest.
        parses: Parses by article id, if there are any already.
        parser: Reads the articles otherwise: "auto", a model's name, or "none" for heads by rule, with some loss.

    Returns:
        Groups by falling size, each with at least one mention; every mention is in exactly
        one. No mentions give no groups.

    >>> one = Article("a", "Ana Ruiz spoke.\n")
    >>> other = Article("b", "Ruiz left.\n")
    >>> groups = group_mentions([one, other], {"a": [Span(0, 8)], "b": [Span(0, 4)]}, parser="none")
    >>> len(groups)
    1
    """
    if parses is None:
        pairs = [(a, lay_out(a)) for a in articles]
        parses = dict(zip((a.id for a in articles), get_parser(parser).parse_many(pairs), strict=True))
    texts = {a.id: a.text for a in articles}
    namings = [
        read_naming(i, texts[i], span, parses.get(i, ())) for i in texts for span in sorted(set(mentions.get(i, ())))
    ]
    groups = Joined(len(namings))
    first: dict[Key, int] = {}
    for i, key in enumerate(join_alike(namings, name_keys(namings, texts))):
        groups.join(i, first.setdefault(key, i))
    members: defaultdict[int, list[Naming]] = defaultdict(list)
    for i, naming in enumerate(namings):
        members[groups.find(i)].append(naming)
    made = [MentionGroup(_label(ns, texts), tuple((n.article_id, n.span) for n in ns)) for ns in members.values()]
    return tuple(sorted(made, key=lambda g: (-len(g.mentions), g.label)))


def _label(namings: list[Naming], texts: Mapping[str, str]) -> str:
    named = [n for n in namings if n.name or n.place_head] or namings
    plains = Counter(n.plain for n in named)
    best = min(plains, key=lambda p: (-plains[p], len(p), p))
    return " ".join(next(n.span.of(texts[n.article_id]) for n in named if n.plain == best).split())


@dataclass(frozen=True, slots=True)
class _Event:
    """What all namings of an event say together."""

    names: NameForms
    known: frozenset[str]  # entities that some naming names
    people: frozenset[str]  # entities with a title
    titled: Mapping[tuple[str, str, str], str]  # (article or "", place or "", title) to who is called so most
    heads: frozenset[str]
    bodies: Mapping[tuple[str, str], str]  # (article or "", "committee") to the body whose name ends so most


def name_keys(namings: Sequence[Naming], texts: Mapping[str, str]) -> list[Key]:
    """Return for each naming the key of the thing it names; equal keys are one thing.

    A key's first part says by which rule: "place", "entity", "kind" (a head word or label
    family) or "phrase" (nothing but its own words). ``namings`` must be in text order.
    """
    event = _read_event(namings)
    keys = [next(key for rule in _RULES if (key := rule(n, event)) is not None) for n in namings]
    return _follow_appositions(namings, keys, texts)


def _read_event(namings: Sequence[Naming]) -> _Event:
    names = NameForms([name for n in namings for name in (n.name, *n.of_names) if name])
    titled: defaultdict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    bodies: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for n in namings:
        for where in ("", n.article_id):
            for title in n.title if n.name else ():
                for place in ("", *n.places):
                    titled[where, place, title][names.entity(n.name)] += 1
            for name in (n.name, *n.of_names):
                if len(name) > 1 and singular(name[-1]) in BODIES:
                    bodies[where, singular(name[-1])][names.entity(name)] += 1
    called = {key: min(c, key=lambda who: (-c[who], who)) for key, c in titled.items()}
    return _Event(
        names=names,
        known=frozenset(names.entity(n.name) for n in namings if n.name),
        people=frozenset(called.values()),
        titled=called,
        heads=frozenset(n.head for n in namings),
        bodies={key: min(c, key=lambda who: (-c[who], who)) for key, c in bodies.items()},
    )


def _by_name(n: Naming, event: _Event) -> Key | None:
    """A country, a proper name, or a name that the tagger took for a common noun."""
    if n.place_head:
        return ("place", n.places[-1])
    who = event.names.entity(n.name or n.plain.split())
    return ("entity", who) if n.name or (who in event.known and not n.verbal) else None


def _by_title(n: Naming, event: _Event) -> Key | None:
    """Read "the French president", "the committee": whoever is called so here, or else in the event."""
    if n.verbal or n.of_names:
        return None
    place = n.places[0] if n.places else ""
    for where in (n.article_id, ""):
        who = event.titled.get((where, place, n.head)) or (
            event.bodies.get((where, n.head)) if n.plain == n.head else None
        )
        if who:
            return ("entity", who)
    return _by_foreign_title(n, place, event) if place else None


def _by_foreign_title(n: Naming, place: str, event: _Event) -> Key | None:
    """Read "the American president" where only "President X" is printed: X, unless another country is said of X."""
    if any(p == place and title == n.head for _, p, title in event.titled):
        return None
    for where in (n.article_id, ""):
        who = event.titled.get((where, "", n.head))
        if who and not any(p and title == n.head and who == w for (_, p, title), w in event.titled.items()):
            return ("entity", who)
    return None


def _by_body(n: Naming, event: _Event) -> Key | None:
    """Read "leaders of the party", "Iraqi officials": the body or country that they represent."""
    if n.head in BODIES and n.of_names and not n.places and _family(n) is None:
        return ("entity", event.names.entity(n.of_names[0]))  # "the Islamic State group"
    if n.head not in word_set("representatives"):
        return None
    # A person's people are not the person.
    body = next((e for e in map(event.names.entity, n.of_names) if e not in event.people), None)
    if body:
        return ("entity", body)
    if n.places:
        return ("place", n.places[0])
    # "party officials": of the body that is a party here.
    known = (event.bodies.get((where, m)) for where in (n.article_id, "") for m in n.modifiers[-1:])
    return next((("entity", who) for who in known if who), None)


def _family(n: Naming) -> str | None:
    """The label family of the head with its nearest modifier ("armed groups"), else of the head."""
    both = families().get(f"{n.modifiers[-1]} {n.head}") if n.modifiers else None
    return both or families().get(n.head)


def _by_kind(n: Naming, event: _Event) -> Key | None:
    """The label family of the head, or the head itself where it says enough."""
    family = _family(n)
    if family is None and n.head in word_set("general"):
        return None if n.modifiers or n.of_names or n.places else ("kind", n.head)
    short = n.head.removesuffix("man")
    # "fishermen" and "fishers" are one head where both occur.
    return ("kind", family or (short if short in event.heads else n.head))


def _by_words(n: Naming, event: _Event) -> Key | None:  # noqa: ARG001 - all rules have one form
    return ("phrase", n.plain)


_RULES: tuple[Callable[[Naming, _Event], Key | None], ...] = (_by_name, _by_title, _by_body, _by_kind, _by_words)


def _follow_appositions(namings: Sequence[Naming], keys: list[Key], texts: Mapping[str, str]) -> list[Key]:
    """Give a description that stands beside a name the name's key."""
    out = list(keys)
    by_root = {(n.article_id, n.root): i for i, n in enumerate(namings) if n.root >= 0}
    parsed = [
        (i, by_root[n.article_id, n.beside]) for i, n in enumerate(namings) if (n.article_id, n.beside) in by_root
    ]
    pairs = pairwise(range(len(namings)))
    plain = [(i, j) for i, j in pairs if _are_beside(namings[i], namings[j], texts[namings[i].article_id])]
    for i, j in (*parsed, *plain):
        for name, description in ((i, j), (j, i)):
            described = keys[description][0] in ("phrase", "kind") and not namings[description].verbal
            if keys[name][0] == "entity" and described:
                out[description] = keys[name]
    return out


def _are_beside(one: Naming, other: Naming, text: str) -> bool:
    """Whether two neighbouring phrases look apposed: nothing between, or a comma where there is no parse."""
    if one.article_id != other.article_id or one.span.end >= other.span.start:
        return False
    between = text[one.span.end : other.span.start].strip(" \u00a0")
    if not between:
        return bool(other.name) and not one.name  # "the anti-terror commander General X"
    return between == "," and one.root < 0
