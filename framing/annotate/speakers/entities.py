"""The people and bodies of an article, as a table: what each is called, what it is, where it is mentioned.

The table is made before any quotation is given to anybody; speakers are links into it. What the text says of an
entity anywhere (a title, an apposition, a pronoun beside the name) is known of it everywhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from framing.annotate.speakers.names import Gender, fold, gender_of_given_name, surname
from framing.text.span import Span

EntityKind = Literal["person", "body", "group"]
Number = Literal["singular", "plural", ""]

_MEMORY = 200  # mentions back or ahead that a reader can be expected to go


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named or meant.

    ``sentence`` counts from 0 (-1 outside all sentences). ``subject`` is true of the subject of a clause, ``leading``
    of what begins its sentence, ``owner`` of "Brook’s", ``quoted`` of words between marks, ``reported`` of
    words that somebody is said to have said without marks, ``says`` of one with a verb of speech right behind
    ("Brook told"), ``served`` of one whom another speaks for ("a spokesman for Brook").
    """

    span: Span
    sentence: int
    subject: bool = False
    leading: bool = False
    owner: bool = False
    quoted: bool = False
    pronoun: bool = False
    says: bool = False
    reported: bool = False
    served: bool = False


@dataclass(slots=True)
class Entity:
    """A person, a body ("the State Department") or a group of people ("residents"; a couple), in one article.

    ``name`` is the form that stands for it; ``forms`` are all forms met, each with how often. ``roles`` are the nouns
    that titles and appositions call it by, in dictionary form ("prime minister", "coach"); ``appositions`` are those
    phrases as printed, in text order; ``titles`` are the roles that stand right before the name.
    ``gender`` is what the text shows, empty where it shows nothing; ``hidden`` is a source whom the text keeps so, and
    of whom it says no "he" or "she" either.
    """

    name: str
    kind: EntityKind
    forms: Counter[str] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    appositions: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    gender: Gender = ""
    hidden: bool = False
    number: Number = "singular"

    def may_be(self, gender: Gender) -> bool:
        """Tell whether a pronoun or title of ``gender`` can mean this entity: what the text shows, else its given name.

        >>> Entity("Mary Brook", "person").may_be("m")
        False
        >>> Entity("Mary Brook", "person", gender="m").may_be("m")
        True
        """
        known = self.gender or (gender_of_given_name(self.name) if " " in self.name else "")
        return not gender or not known or known == gender


@dataclass(slots=True)
class Entities:
    """All entities of an article, found by name and by place.

    ``events`` are the mentions of people and bodies in order of place; ``places`` are where they start.
    """

    people: list[Entity] = field(default_factory=list)
    bodies: list[Entity] = field(default_factory=list)
    events: list[tuple[Mention, Entity]] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def add_mention(self, entity: Entity, mention: Mention) -> None:
        """Put a mention in its place."""
        k = bisect_right(self.places, mention.span.start)
        self.places.insert(k, mention.span.start)
        self.events.insert(k, (mention, entity))
        entity.mentions.append(mention)

    def before(self, place: int) -> Iterator[tuple[Mention, Entity]]:
        """Mentions before ``place``, the last one first."""
        last = bisect_left(self.places, place)
        return (self.events[i] for i in range(last - 1, max(last - _MEMORY, 0) - 1, -1))

    def after(self, place: int) -> Iterator[tuple[Mention, Entity]]:
        """Mentions after ``place``, in order."""
        first = bisect_right(self.places, place)
        return (self.events[i] for i in range(first, min(first + _MEMORY, len(self.events))))

    def between(self, start: int, end: int) -> Sequence[tuple[Mention, Entity]]:
        """Mentions that start at ``start`` or later and before ``end``, in order."""
        return self.events[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def body(self, name: str, span: Span) -> Entity | None:
        """The body of this name, in full or in short: the one that ``span`` mentions, else the one mentioned last."""
        key = fold(name)
        same = [b for b in self.bodies if key == fold(b.name) or any(key == fold(f) for f in b.forms)]
        if len(same) < 2:  # noqa: PLR2004 (nothing to choose from)
            return same[0] if same else None
        here = [e for _, e in self.between(span.start, span.end)]
        before = (e for _, e in self.before(span.start))
        return next((e for e in (*here, *before) if any(e is b for b in same)), same[0])

    def called(self, name: str) -> list[Entity]:
        """People whom ``name`` can mean: the same full name, or their surname or given name where it stands alone."""
        words = fold(name).split()
        if not words:
            return []
        if len(words) == 1:
            # "Vickers" is a surname wherever anybody has it; "Jordan" is a given name only where nobody is called so.
            by_last = [p for p in self.people if surname(p.name) == surname(name)]
            by_first = [p for p in self.people if given_name_of(p.name) == words[0]]
            return by_last or (by_first if len(by_first) == 1 else [])
        return [p for p in self.people if same_person(fold(p.name).split(), words)]


def bearer(people: Sequence[Entity], surname: str) -> Entity | None:
    """Return whom a bare surname means of several who have it, if the text has shown it.

    Writers keep the bare surname for one person of a text and name the namesakes in full: "Trump" stays the
    president after Ivanka Trump has been named. It is the one whom the text has called so before.
    """
    called = [p for p in people if p.forms[surname]]
    return max(called, key=lambda p: p.forms[surname]) if called else None


@lru_cache(maxsize=16384)
def given_name_of(name: str) -> str:
    """Return the first word of a full name in the form for comparing; empty for an initial or a single name."""
    first, *rest = fold(name).split() or [""]
    return first if rest and len(first) > 1 else ""


def same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Tell whether two full names, as words, can be one person's.

    The surnames are the same and the given names are, or one is the other's initial; or one's words are among the
    other's and both end alike.

    >>> same_person(["ada", "j", "brook"], ["ada", "brook"]), same_person(["ada", "brook"], ["ivo", "brook"])
    (True, False)
    """
    if surname(a[-1]) != surname(b[-1]):
        return False
    if a[0] == b[0] or (a[0][:1] == b[0][:1] and 1 in (len(a[0]), len(b[0]))):
        return True
    return len(a) != len(b) and (set(a) <= set(b) or set(b) <= set(a))
