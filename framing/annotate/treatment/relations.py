"""How the words of a sentence stand to the one it names: said of it, beside it, or told by it.

The nearer the grammar, the more a word speaks of somebody. "said of": it is agent or patient of the verb, the
adjective is predicated of it or modifies it, the noun is its own or aimed at it. "beside": objects and adverbials of
what it does, what it has. "clause" and "sentence": the rest. "told": what it says itself, or says of whom it blames.

Grammar after Quirk, Greenbaum, Leech and Svartvik, A Comprehensive Grammar of the English Language (1985), 2.13-2.25
(clause elements), 17.65-17.93 (apposition), 17.9-17.39 (postmodification). Labels are those of
:mod:`framing.annotate.quotations.attribution`.
"""

from __future__ import annotations

from framing.annotate.quotations.cues import verb_forms as reporting_forms
from framing.annotate.treatment.carriers import Found, Gatherer, Relation
from framing.annotate.treatment.effects import (
    PERSONS,
    Effect,
    conducting,
    effect_of,
    event_nouns,
    topics,
)
from framing.annotate.treatment.sentence import SUBJECTS, Reading

# Classes whose agent passes judgment on somebody else: what follows speaks of that one.
_ABOUT_OTHERS = frozenset(("blame", "hostile stance", "law and sanction", "removal and defeat"))
_OF_ITS_OWNER = frozenset(("failure and trouble", "good things had or done"))  # "the failure of Brook" is Brook's
_SIDES = frozenset(("friend and foe", "followers"))
_OBLIQUE = frozenset(("compound", "nmod", "npadvmod", "ROOT"))
_PLACES = frozenset(("in", "to", "at", "from"))  # "in Ohio", "told Brook", seldom speak of the one named
_FROM = frozenset(("by", "from"))
_AIMS = frozenset(("against", "at", "on", "toward", "towards", "for", "of", "to", "over", "with", "about", "into"))
_TRUST = frozenset(("belief", "confidence", "faith", "trust"))
_ONESELF = frozenset(("i", "he", "she", "they", "we"))
_WHO = frozenset(("who", "which", "that"))
_MEASURES = frozenset(("percent", "%", "points", "votes", "seats"))
_DEPTH = 4  # verbs that one subject has in a row
# "during the shutdown", "despite the war" tell when something was so.
_CIRCUMSTANCE = frozenset(("after", "amid", "amidst", "before", "despite", "during", "following", "since", "until"))


class Reader(Gatherer):
    """Reads the grammar around one target."""

    def predicate(self, v: int, relation: Relation = "said of", depth: int = 0) -> None:
        """Read what verb ``v`` says of its subject, which is the target."""
        if depth > _DEPTH:
            return
        tree, reading = self.tree, self.reading
        passive = reading.is_passive(v)
        effect = reading.effect(v)
        if not passive:
            self.composed(v, relation)
        if any(tree.words[k] in _MEASURES for k in reading.kids(v, "dobj")):
            self.seen.add(v)  # "won three percent", "lost two votes" tell how much
        self.add(v, relation, "patient" if passive else "agent")
        other = effect is not None and effect.why in _ABOUT_OTHERS
        speaks = not passive and (other or tree.words[v] in reporting_forms())
        self.found.speaks |= speaks
        for k in tree.kids[v]:
            dep = tree.deps[k]
            if dep in ("attr", "acomp", "oprd"):
                self.complement(k, relation)
            elif (
                dep == "xcomp"
                or (dep == "conj" and k > v and not self.has_subject(k))
                or (dep == "advcl" and not self.has_subject(k))
            ):
                self.predicate(k, relation, depth + 1)
            elif speaks and dep == "ccomp" and self._of_oneself(k):
                self.predicate(k, "beside", depth + 1)
                self.add_under(k, "told")
            else:
                self._beside(v, k, speaks=speaks)

    def _beside(self, v: int, k: int, *, speaks: bool) -> None:
        """Read what a verb takes beside its subject: objects, adverbials, clauses."""
        tree, dep = self.tree, self.tree.deps[k]
        if dep == "prep" and tree.words[k] in _CIRCUMSTANCE:
            return
        if dep == "dobj" and tree.words[v] in topics():
            self.add_under(k, "told")
        elif dep == "dobj" and tree.words[v] in conducting() and self._is_act(k):
            self.add(k, "beside", "agent")
            for c in tree.kids[k]:
                self.add_under(c, "told")
        elif dep == "advmod":
            self.add_under(k, "beside")
        elif dep in ("dobj", "prep", "dative", "agent", "npadvmod", "prt", "ccomp") or (speaks and dep == "advcl"):
            self.add_under(k, "told" if speaks else "beside")

    def _is_act(self, i: int) -> bool:
        effect = self.reading.effect(i)
        return effect is not None and effect.kind == "act"

    def complement(self, i: int, relation: Relation) -> None:
        """Read what is predicated by "be" and the like: the word itself and what modifies it."""
        tag = self.reading.tags[i]
        self.add(i, relation, "patient" if tag == "VBN" else "bare" if tag.startswith("NN") else "agent")
        for k in self.tree.kids[i]:
            if self.tree.deps[k] == "amod" and self._takes_sides(i):
                continue  # "a fierce critic", "a strong supporter": how much, not how well
            sorts = self.tree.deps[k] == "compound" and not self._is_person(k)
            if self.tree.deps[k] in ("amod", "compound", "conj", "advmod", "neg"):
                self.complement(k, "beside" if sorts else relation)  # "a peace advocate", but "a rebel priest"
            else:
                self.add_under(k, "beside")

    def _is_person(self, i: int) -> bool:
        effect = self.reading.effect(i)
        return effect is not None and effect.why in PERSONS

    def _takes_sides(self, i: int) -> bool:
        effect = self.reading.effect(i)
        return effect is not None and effect.why in _SIDES

    def modifiers(self, head: int) -> None:
        """Read what stands with the target's noun: adjectives, appositions, relative clauses."""
        for k in self.tree.kids[head]:
            dep = self.tree.deps[k]
            if k in self.target:
                continue
            if dep == "appos":
                self._apposed(k)
            elif dep in ("amod", "compound", "nmod"):
                self.complement(k, "said of")
            elif dep == "acl":
                self.predicate(k)
            elif dep == "relcl":
                if any(head < c < k for c in self.reading.kids(head, "conj")):
                    continue  # "Holm and Brook, who was fined": it is the last one's, Quirk et al. 13.68
                subject = next(self.reading.kids(k, *SUBJECTS), None)
                if subject is None or self.tree.words[subject] in _WHO:
                    self.predicate(k)
                else:
                    self.add(k, "said of", "patient")
                    self.add_under(k, "beside")
            elif dep == "prep":
                self.add_under(k, "beside")

    def _apposed(self, i: int) -> None:
        """Read an apposition: who somebody is, not a thing ("…, a breakthrough") and not the next of a list."""
        effect = self.reading.effect(i)
        thing = effect is not None and self.reading.tags[i].startswith("NN") and effect.why not in PERSONS
        if thing or any(True for _ in self.reading.kids(i, "conj")):
            self.add_under(i, "clause")
        else:
            self.complement(i, "said of")

    def object(self, v: int, target: int) -> None:
        """Read a verb whose object the target is, and what else it takes: "called Brook a fool", "won her a prize"."""
        self.add(v, "said of", "patient")
        tells = self.tree.words[v] in reporting_forms()
        for k in self.tree.kids[v]:
            dep = self.tree.deps[k]
            if k != target and dep in ("prep", "xcomp", "ccomp", "oprd", "advcl", "advmod"):
                self.add_under(k, "told" if tells and dep == "ccomp" else "beside")

    def own(self, noun: int) -> None:
        """Read a noun that is the target's: "Brook's failure", "her hostile letter", and what the noun does."""
        if (befell := event_nouns().get(self.tree.words[noun])) is not None:
            self.event(noun, befell)
        effect = self.reading.effect(noun)
        if effect is not None and effect.why in PERSONS:
            self.seen.add(noun)  # "Brook's defenders", "her killer" are others
        self.add(noun, "said of", "agent")
        for k in self.tree.kids[noun]:
            self.add_under(k, "beside")
        v, dep = self.tree.heads[noun], self.tree.deps[noun]
        if dep in SUBJECTS:
            self.predicate(v, "beside")
        elif dep == "dobj":
            self.add(v, "beside", "patient")
        elif dep == "pobj":
            self.add(self.tree.heads[v], "beside", "patient")

    def event(self, noun: int, effect: Effect) -> None:
        """Read a noun of what befell the target: "Brook's arrest", "the killing of Brook"."""
        if noun not in self.seen:
            self.seen.add(noun)
            self.carry(noun, effect, effect.patient, "said of", "patient")

    def aimed(self, i: int) -> None:
        """Read a preposition before the target: "charges against Brook", "lashed out at Brook", "a foe of Brook"."""
        prep = self.tree.heads[i]
        word, g = self.tree.words[prep], self.tree.heads[prep]
        effect = self.reading.effect(g)
        if word == "of" and (befell := event_nouns().get(self.tree.words[g])) is not None:
            self.event(g, befell)
            return
        if effect is None or g == prep:
            self.found.oblique |= word in _PLACES
            return
        if self.tree.deps[prep] == "agent" or word in _FROM:
            self.add(g, "said of", "agent")
        elif effect.kind == "act" and (word in _AIMS or (word == "in" and self.tree.words[g] in _TRUST)):
            self.add(g, "said of", "patient")
        elif effect.kind == "verb" and self.reading.is_verb(g):
            self._after_verb(g, word, effect)
        else:
            own = word == "of" and effect.why in _OF_ITS_OWNER
            self.add(g, "said of" if own else "beside", "agent" if word == "of" else "bare")
        self.found.oblique |= word in _PLACES and not self.found.carriers

    def _after_verb(self, g: int, word: str, effect: Effect) -> None:
        """A verb whose preposition takes the target: its patient where the phrase is the verb's own."""
        own = effect is not effect_of(self.tree.words[g], self.reading.tags[g])
        if own or word not in _PLACES:
            self.add(g, "said of" if own or word in ("against", "at") else "beside", "patient")

    def _of_oneself(self, v: int) -> bool:
        """Tell whether reported words speak of their speaker: "said she was proud", "'I am proud,' he said"."""
        subject = next(self.reading.kids(v, *SUBJECTS), None)
        return subject is not None and self.tree.words[subject] in _ONESELF


def read_target(
    reading: Reading, target: set[int], others: tuple[set[int], ...] = (), *, strict: bool = False
) -> Found:
    """Return what a sentence says of the target, a set of tokens of one phrase.

    ``others`` are further words of the sentence that mean the same one ("he", the surname again). ``strict`` leaves out
    all that is not said of it.
    """
    reader = Reader(reading, target.union(*others), strict=strict)
    for words in (target, *others):
        _anchor(reader, head_of(reading, words), oblique=words is target)
    if not strict:
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
