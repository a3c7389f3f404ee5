"""The words that speak of one whom a sentence names: which they are, how much they say, and how they stand to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.annotate.treatment.effects import Effect, Kind, shifters
from framing.annotate.treatment.sentence import SUBJECTS, Reading

Relation = Literal["said of", "beside", "clause", "sentence", "told"]
Part = Literal["agent", "patient", "bare"]
NEAR: frozenset[Relation] = frozenset(("said of", "beside"))

_AGAINST = frozenset(("anti", "counter"))
_SHIFT = 0.5  # what is left of a word under negation, on the other side


@dataclass(frozen=True, slots=True)
class Carrier:
    """A word that speaks of the target: its token, its value (-2 to 2, under negation turned), where it stands, why."""

    token: int
    value: float
    relation: Relation
    why: str
    kind: Kind
    part: Part


@dataclass(slots=True)
class Found:
    """What a sentence says of one target: the words, and whether it is a speaker or stands aside."""

    carriers: list[Carrier]
    speaks: bool = False
    oblique: bool = False


class Gatherer:
    """Gathers the words that speak of one target; each word counts once, by its nearest relation.

    ``strict`` skips what is not said of it.
    """

    def __init__(self, reading: Reading, target: set[int], *, strict: bool) -> None:  # noqa: D107 - the class says it
        self.strict = strict
        self.reading = reading
        self.tree = reading.tree
        self.target = target
        self.seen: set[int] = set()
        self.found = Found([])

    def add(self, i: int, relation: Relation, part: Part = "bare", *, turn: float = 1.0) -> None:
        """Count word ``i``, by its effect on that part."""
        if i in self.seen or i in self.target or (self.strict and relation != "said of"):
            return
        effect = self.reading.effect(i)
        if effect is None or (self.strict and not effect.sure):
            return
        self.seen.add(i)
        self.carry(i, effect, turn * self._prefixed(i) * _value(effect, part), relation, part)

    def carry(self, i: int, effect: Effect, value: float, relation: Relation, part: Part) -> None:
        """Keep a word with its value, turned under negation, less where it is only supposed."""
        if value and self.reading.is_negated(i):
            value *= -_SHIFT
        elif value and relation in NEAR and self.reading.is_supposed(i, strict=self.strict):
            value *= _SHIFT
        if value:
            self.found.carriers.append(Carrier(i, value, relation, effect.why, effect.kind, part))

    def _prefixed(self, i: int) -> float:
        """Nothing for "anti-" and the word behind it: "anti-corruption" places somebody, and accuses nobody."""
        texts, words = self.tree.texts, self.tree.words
        behind = i > 1 and texts[i - 1] == "-" and words[i - 2] in _AGAINST
        before = words[i] in _AGAINST and i + 1 < len(texts) and texts[i + 1] == "-"
        return 0.0 if behind or before else 1.0

    def add_under(self, i: int, relation: Relation) -> None:
        """Count ``i`` and the words below it, but for what speaks of others."""
        if self.strict and relation != "said of":
            return
        left = [i]
        while left:
            k = left.pop()
            if self.reading.is_verb(k) and k not in self.seen:
                self.composed(k, relation)
            self.add(k, relation)
            left += [c for c in self.tree.kids[k] if not self._of_another(k, c)]

    def _of_another(self, head: int, i: int) -> bool:
        """Tell what hangs on a word and says nothing of the target.

        The attributes of somebody else ("met the corrupt Mr. Holm"), nouns that sort a thing ("crime statistics"),
        clauses with a subject of their own ("as the war went on").
        """
        dep = self.tree.deps[i]
        if self.reading.is_name(head) and dep in ("amod", "appos", "relcl", "acl"):
            return True
        if dep in ("compound", "nmod"):
            return not self.reading.is_name(i)
        return dep == "advcl" and self.has_subject(i)

    def _object(self, v: int) -> int | None:
        """The object of a verb, if it says anything of somebody."""
        for k in self.reading.kids(v, "dobj"):
            for i in self.reading.under(k):
                effect = self.reading.effect(i)
                if effect is not None and effect.bare and self.tree.deps[i] not in ("compound", "nmod"):
                    return k
        return None

    def composed(self, v: int, relation: Relation) -> None:
        """Read a verb that hands on or turns what its object says: "led the attack", "ended the war"."""
        turn = shifters().get(self.tree.words[v])
        thing = self._object(v) if turn is not None else None
        if turn is None or thing is None:
            return
        self.seen.add(v)
        for i in self.reading.under(thing):
            self.add(i, relation if i == thing else "beside", "agent", turn=turn)

    def rest(self, head: int) -> None:
        """Count what is left of the sentence: its clause, then the others."""
        lo, hi = next((lo, hi) for lo, hi in self.tree.sentences if lo <= head < hi)
        clause = self.reading.clause(head)
        for i in range(lo, hi):
            self.add(i, "clause" if i in clause else "sentence")

    def has_subject(self, v: int) -> bool:
        """Tell a verb that has a subject of its own."""
        return any(True for _ in self.reading.kids(v, *SUBJECTS))


def _value(effect: Effect, part: Part) -> float:
    return effect.agent if part == "agent" else effect.patient if part == "patient" else effect.bare
