"""How the words of a sentence stand to the one it names: said of it, beside it, or told by it.

The nearer the grammar, the more a word speaks of somebody. "said of": it is agent or patient of the verb, the
adjective is predicated of it or modifies it, the noun is its own or aimed at it. "beside": objects and adverbials of
what it does, what it has. "clause" and "sentence": the rest. "told": what it says itself, or says of whom it blames.

Grammar after Quirk, Greenbaum, Leech and Svartvik, A Comprehensive Grammar of the English Language (1985), 2.13-2.25
(clause elements), 17.65-17.93 (apposition), 17.9-17.39 (postmodification). Labels are those of
:mod:`framing.annotate.quotations.attribution`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from framing.annotate.quotations.cues import verb_forms as reporting_forms
from framing.annotate.treatment.effects import Effect, effect_of, shifters
from framing.annotate.treatment.sentence import SUBJECTS, Reading

Relation = Literal["said of", "beside", "clause", "sentence", "told"]
Part = Literal["agent", "patient", "bare"]
NEAR: frozenset[Relation] = frozenset(("said of", "beside"))

# Classes whose agent passes judgment on somebody else: what follows speaks of that one.
_ABOUT_OTHERS = frozenset(("blame", "hostile stance", "law and sanction", "removal and defeat"))
_OBLIQUE = frozenset(("compound", "nmod", "npadvmod", "ROOT"))
_PLACES = frozenset(("in", "to", "at", "from"))  # "in Ohio", "told Brook", seldom speak of the one named
_FROM = frozenset(("by", "from"))
_AIMS = frozenset(("against", "at", "on", "toward", "towards", "for", "of", "to", "over", "with", "about", "in"))
_ONESELF = frozenset(("i", "he", "she", "they", "we"))
_AGAINST = frozenset(("anti", "counter"))
_WHO = frozenset(("who", "which", "that"))
_DEPTH = 4  # verbs that one subject has in a row
_SHIFT = 0.5  # what is left of a word under negation, on the other side


@dataclass(frozen=True, slots=True)
class Carrier:
    """A word that speaks of the target: its token, its value (-2 to 2, under negation turned), where it stands, why."""

    token: int
    value: float
    relation: Relation
    why: str
    general: bool = False


@dataclass(slots=True)
class Found:
    """What a sentence says of one target: the words, and whether it is a speaker or stands aside."""

    carriers: list[Carrier]
    speaks: bool = False
    oblique: bool = False


class Reader:
    """Reads one target's sentence; each word counts once, by its nearest relation."""

    def __init__(self, reading: Reading, target: set[int]) -> None:  # noqa: D107 - the class says it
        self.reading = reading
        self.tree = reading.tree
        self.target = target
        self.seen: set[int] = set()
        self.found = Found([])

    def add(self, i: int, relation: Relation, part: Part = "bare", *, turn: float = 1.0) -> None:
        """Count word ``i``, by its effect on that part."""
        if i in self.seen or i in self.target:
            return
        effect = self.reading.effect(i)
        if effect is None:
            return
        self.seen.add(i)
        value = turn * self._prefixed(i) * _value(effect, part)
        if value and self.reading.is_negated(i):
            value *= -_SHIFT
        elif value and relation in NEAR and self.reading.is_supposed(i):
            value *= _SHIFT
        if value:
            self.found.carriers.append(Carrier(i, value, relation, effect.why, effect.kind == "general"))

    def _prefixed(self, i: int) -> float:
        """Nothing for "anti-" and the word behind it: "anti-corruption" places somebody, and accuses nobody."""
        texts, words = self.tree.texts, self.tree.words
        behind = i > 1 and texts[i - 1] == "-" and words[i - 2] in _AGAINST
        before = words[i] in _AGAINST and i + 1 < len(texts) and texts[i + 1] == "-"
        return 0.0 if behind or before else 1.0

    def add_under(self, i: int, relation: Relation) -> None:
        """Count ``i`` and the words below it."""
        for k in self.reading.under(i):
            self.add(k, relation)

    def predicate(self, v: int, relation: Relation = "said of", depth: int = 0) -> None:
        """Read what verb ``v`` says of its subject, which is the target."""
        if depth > _DEPTH:
            return
        tree, reading = self.tree, self.reading
        passive = reading.is_passive(v)
        effect = reading.effect(v)
        thing = None if passive else self._object(v)
        if thing is not None and tree.words[v] in shifters():
            self._shifted(v, thing, relation)
        self.add(v, relation, "patient" if passive else "agent")
        other = effect is not None and effect.why in _ABOUT_OTHERS
        speaks = not passive and (other or tree.words[v] in reporting_forms())
        self.found.speaks |= speaks
        for k in tree.kids[v]:
            dep = tree.deps[k]
            if dep in ("attr", "acomp", "oprd"):
                self.complement(k, relation)
            elif dep in ("dobj", "prep", "dative", "agent", "advmod", "npadvmod", "prt"):
                self.add_under(k, "told" if speaks and dep != "advmod" else "beside")
            elif (
                dep == "xcomp"
                or (dep == "conj" and k > v and not self._has_subject(k))
                or (dep == "advcl" and not self._has_subject(k))
            ):
                self.predicate(k, relation, depth + 1)
            elif speaks and dep == "ccomp" and self._of_oneself(k):
                self.predicate(k, "beside", depth + 1)
                self.add_under(k, "told")
            elif dep in ("ccomp", "advcl"):
                self.add_under(k, "told" if speaks and dep == "ccomp" else "beside")

    def _object(self, v: int) -> int | None:
        """The object of a verb, if it says anything of somebody."""
        for k in self.reading.kids(v, "dobj"):
            for i in self.reading.under(k):
                effect = self.reading.effect(i)
                if effect is not None and effect.bare:
                    return k
        return None

    def _shifted(self, v: int, thing: int, relation: Relation) -> None:
        """Read a verb that hands on or turns what its object says: "led the attack", "ended the war"."""
        turn = shifters()[self.tree.words[v]]
        self.seen.add(v)
        for i in self.reading.under(thing):
            self.add(i, relation if i == thing else "beside", "agent", turn=turn)

    def complement(self, i: int, relation: Relation) -> None:
        """Read what is predicated by "be" and the like: the word itself and what modifies it."""
        self.add(i, relation, "patient" if self.reading.tags[i] == "VBN" else "agent")
        for k in self.tree.kids[i]:
            if self.tree.deps[k] in ("amod", "compound", "conj", "advmod", "neg"):
                self.complement(k, relation)
            else:
                self.add_under(k, "beside")

    def modifiers(self, head: int) -> None:
        """Read what stands with the target's noun: adjectives, appositions, relative clauses."""
        for k in self.tree.kids[head]:
            dep = self.tree.deps[k]
            if k in self.target:
                continue
            if dep in ("amod", "compound", "nmod", "appos"):
                self.complement(k, "said of")
            elif dep == "acl":
                self.predicate(k)
            elif dep == "relcl":
                subject = next(self.reading.kids(k, *SUBJECTS), None)
                if subject is None or self.tree.words[subject] in _WHO:
                    self.predicate(k)
                else:
                    self.add(k, "said of", "patient")
                    self.add_under(k, "beside")
            elif dep == "prep":
                self.add_under(k, "beside")

    def object(self, v: int, target: int) -> None:
        """Read a verb whose object the target is, and what else it takes: "called Brook a fool", "won her a prize"."""
        self.add(v, "said of", "patient")
        for k in self.tree.kids[v]:
            if k != target and self.tree.deps[k] in ("prep", "xcomp", "ccomp", "oprd", "advcl", "advmod"):
                self.add_under(k, "beside")

    def own(self, noun: int) -> None:
        """Read a noun that is the target's: "Brook's failure", "her hostile letter", and what the noun does."""
        self.add(noun, "said of", "agent")
        for k in self.tree.kids[noun]:
            self.add_under(k, "beside")
        v, dep = self.tree.heads[noun], self.tree.deps[noun]
        if dep in SUBJECTS:
            self.predicate(v, "beside")
        elif dep == "dobj":
            self.add(v, "said of", "patient")
        elif dep == "pobj":
            self.add(self.tree.heads[v], "beside", "patient")

    def aimed(self, i: int) -> None:
        """Read a preposition before the target: "charges against Brook", "lashed out at Brook", "a foe of Brook"."""
        prep = self.tree.heads[i]
        word, g = self.tree.words[prep], self.tree.heads[prep]
        effect = self.reading.effect(g)
        if effect is None or g == prep:
            self.found.oblique |= word in _PLACES
            return
        if self.tree.deps[prep] == "agent" or word in _FROM:
            self.add(g, "said of", "agent")
        elif effect.kind == "act" and word in _AIMS:
            self.add(g, "said of", "patient")
        elif effect.kind == "verb" and self.reading.is_verb(g):
            self._after_verb(g, word, effect)
        else:
            self.add(g, "beside", "agent" if word == "of" else "bare")
        self.found.oblique |= word in _PLACES and not self.found.carriers

    def _after_verb(self, g: int, word: str, effect: Effect) -> None:
        """A verb whose preposition takes the target: its patient where the phrase is the verb's own."""
        own = effect is not effect_of(self.tree.words[g], self.reading.tags[g])
        self.add(g, "said of" if own or word in ("against", "at") else "beside", "patient")

    def rest(self, head: int) -> None:
        """Count what is left of the sentence: its clause, then the others."""
        lo, hi = next((lo, hi) for lo, hi in self.tree.sentences if lo <= head < hi)
        clause = self.reading.clause(head)
        for i in range(lo, hi):
            self.add(i, "clause" if i in clause else "sentence")

    def _of_oneself(self, v: int) -> bool:
        """Tell whether reported words speak of their speaker: "said she was proud", "'I am proud,' he said"."""
        subject = next(self.reading.kids(v, *SUBJECTS), None)
        return subject is not None and self.tree.words[subject] in _ONESELF

    def _has_subject(self, v: int) -> bool:
        return any(True for _ in self.reading.kids(v, *SUBJECTS))


def _value(effect: Effect, part: Part) -> float:
    return effect.agent if part == "agent" else effect.patient if part == "patient" else effect.bare


def read_target(reading: Reading, target: set[int], others: tuple[set[int], ...] = ()) -> Found:
    """Return what a sentence says of the target, a set of tokens of one phrase.

    ``others`` are further words of the sentence that mean the same one ("he", the surname again).
    """
    reader = Reader(reading, target.union(*others))
    for words in (target, *others):
        _anchor(reader, head_of(reading, words), oblique=words is target)
    reader.rest(head_of(reading, target))
    return reader.found


def head_of(reading: Reading, words: set[int]) -> int:
    """Return the word on which the others hang; of several, the last."""
    return max(i for i in words if reading.tree.heads[i] not in words or reading.tree.heads[i] == i)


def _anchor(reader: Reader, head: int, *, oblique: bool) -> None:
    """Read what is said at one place where the target stands."""
    tree = reader.tree
    reader.modifiers(head)
    base = _first_of_row(reader, head)
    dep, v = tree.deps[base], tree.heads[base]
    if dep in SUBJECTS:
        reader.predicate(v)
    elif dep in ("dobj", "dative"):
        reader.object(v, base)
    elif dep == "poss":
        reader.own(v)
    elif dep == "pobj":
        reader.aimed(base)
    elif dep in ("compound", "nmod", "amod"):
        reader.add(v, "clause", "agent")
    elif dep == "attr":
        for k in reader.reading.kids(v, "nsubj"):
            reader.add_under(k, "said of")
    if oblique:
        reader.found.oblique |= dep in _OBLIQUE


def _first_of_row(reader: Reader, head: int) -> int:
    """The word on which a coordinated or apposed target hangs ("Holm and Brook", "the reckless mayor, Brook")."""
    tree, base = reader.tree, head
    while tree.deps[base] in ("conj", "appos"):
        above = tree.heads[base]
        if reader.reading.is_verb(above) or above in reader.target:
            break
        if tree.deps[base] == "appos":
            for k in reader.reading.kids(above, "amod", "compound"):
                reader.add_under(k, "said of")
        base = above
    return base
