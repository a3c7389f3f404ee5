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
from framing.annotate.treatment.carriers import Found
from framing.annotate.treatment.clauses import ClauseReader
from framing.annotate.treatment.effects import (
    PERSONS,
    Effect,
    doubting,
    effect_of,
    event_nouns,
    giving_up,
    shifters,
)
from framing.annotate.treatment.sentence import SUBJECTS, Reading

_OF_ITS_OWNER = frozenset(("failure and trouble", "good things had or done"))  # "the failure of Brook" is Brook's
_PLURAL = frozenset(("are", "were", "have"))
_QUESTIONS = frozenset(("concerns", "debate", "doubt", "doubts", "question", "questions"))
_OBLIQUE = frozenset(("compound", "nmod", "npadvmod", "ROOT"))
_PLACES = frozenset(("in", "to", "at", "from"))  # "in Ohio", "told Brook", seldom speak of the one named
_FROM = frozenset(("by", "from"))
_AIMS = frozenset(("against", "at", "on", "toward", "towards", "for", "of", "to", "over", "with", "about", "into"))
_TRUST = frozenset(("belief", "confidence", "faith", "trust"))
_WHO = frozenset(("who", "which", "that"))


class Reader(ClauseReader):
    """Reads the grammar around one target."""

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
                self._relative(head, k)
            elif dep == "prep":
                self.add_under(k, "beside")

    def _relative(self, head: int, v: int) -> None:
        """Read a relative clause."""
        if any(head < c < v for c in self.reading.kids(head, "conj")) or self._is_of_several(head, v):
            return  # "Holm and Brook, who was fined": it is the last one's, Quirk et al. 13.68
        subject = next(self.reading.kids(v, *SUBJECTS), None)
        if subject is None or self.tree.words[subject] in _WHO:
            self.predicate(v)
        elif any(self.tree.words[c] == "whose" for c in self.tree.kids[subject]):
            self.add_under(v, "beside")
        else:
            self.add(v, "said of", "patient")
            self.add_under(v, "beside")

    def _is_of_several(self, head: int, v: int) -> bool:
        """Tell a relative clause in the plural behind a single name: "two aides of Brook who were fined"."""
        plural = any(self.tree.words[c] in _PLURAL for c in (v, *self.reading.kids(v, "aux", "auxpass")))
        return plural and self.reading.tags[head] == "NNP"

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
        v = self.tree.heads[noun]
        verb = self.tree.words[v]
        hurt = self.reading.effect(v)
        harmed = hurt is not None and hurt.patient < 0 and effect is not None and effect.agent > 0
        taken = harmed or shifters().get(verb, 0.0) < 0 or verb in doubting()
        lost = taken and self.tree.deps[noun] == "dobj"
        self.add(
            noun, "said of", "agent", turn=-1.0 if lost else 1.0
        )  # "questioned Brook's sanity", "hurt Brook's standing"
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
            self.add(g, "said of", "patient", turn=-1.0 if self._is_given_up(g) else 1.0)
        elif effect.kind == "verb" and self.reading.is_verb(g):
            self._after_verb(g, word, effect)
        else:
            own = word == "of" and effect.why in _OF_ITS_OWNER and not self._is_in_question(g)
            self.add(g, "said of" if own else "beside", "agent" if word == "of" else "bare")
        self.found.oblique |= word in _PLACES and not self.found.carriers

    def _is_in_question(self, noun: int) -> bool:
        """Tell what is only asked about: "doubts about the honesty of Brook"."""
        prep = self.tree.heads[noun]
        return self.tree.deps[noun] == "pobj" and self.tree.words[self.tree.heads[prep]] in _QUESTIONS

    def _is_given_up(self, noun: int) -> bool:
        """Tell an act that is given up or refuted: "the charges against Brook were dropped"."""
        dep = self.tree.deps[noun]
        return dep in ("nsubjpass", "dobj") and self.tree.words[self.tree.heads[noun]] in giving_up()

    def _after_verb(self, g: int, word: str, effect: Effect) -> None:
        """A verb whose preposition takes the target: its patient where the phrase is the verb's own."""
        own = effect is not effect_of(self.tree.words[g], self.reading.tags[g])
        if own or word not in _PLACES:
            self.add(g, "said of" if own or word in ("against", "at") else "beside", "patient")


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
                sorts = tree.deps[k] == "compound" and not reader.is_person(k)  # "impeachment manager"
                reader.add_under(k, "beside" if sorts else "said of")
        base = above
    return base
