"""What a clause says of its subject: verb, complement, objects and adverbials.

Grammar after Quirk, Greenbaum, Leech and Svartvik, A Comprehensive Grammar of the English Language (1985), 2.13-2.25.
"""

from __future__ import annotations

from framing.annotate.quotations.cues import verb_forms as reporting_forms
from framing.annotate.treatment.carriers import Gatherer, Relation
from framing.annotate.treatment.effects import PERSONS, Effect, conducting, topics
from framing.annotate.treatment.sentence import SUBJECTS

# Classes whose agent passes judgment on somebody else: what follows speaks of that one.
_ABOUT_OTHERS = frozenset(("blame", "hostile stance", "law and sanction", "removal and defeat"))
_SIDES = frozenset(("friend and foe", "followers"))
_DONE_TO = frozenset(("harm", "law and sanction", "removal and defeat", "choice and office"))
_TAKEN = ("dobj", "dative", "prt", "aux", "auxpass", "ccomp", "xcomp", "oprd")
_ONESELF = frozenset(("i", "he", "she", "they", "we"))
_MEASURES = frozenset(("percent", "%", "points", "votes", "seats"))
_PAPERS = frozenset(
    ("amendment", "bill", "deal", "law", "legislation", "measure", "plan", "program", "proposal", "rule")
)
_LOST = frozenset(("lose", "loses", "losing", "lost"))
# What one loses by failing, and not as one loses a dredger or a week.
_STAKES = frozenset(
    (
        "battle", "bid", "case", "confidence", "election", "fight", "game", "ground", "job", "lawsuit", "majority",
        "match", "primary", "race", "runoff", "seat", "support", "trust", "vote",
    )
)  # fmt: skip
_DEPTH = 4  # verbs that one subject has in a row
# "during the shutdown", "despite the war" tell when something was so.
_CIRCUMSTANCE = frozenset(("after", "amid", "amidst", "before", "despite", "during", "following", "since", "until"))


class ClauseReader(Gatherer):
    """Reads clauses of which the target is the subject."""

    def predicate(self, v: int, relation: Relation = "said of", depth: int = 0) -> None:
        """Read what verb ``v`` says of its subject, which is the target."""
        if depth > _DEPTH:
            return
        tree, reading = self.tree, self.reading
        effect = reading.effect(v)
        passive = reading.is_passive(v) or self._lacks_object(v, effect)
        if not passive:
            self.composed(v, relation)
        # "won three percent" tells how much; who "killed the bill" harmed nobody
        plain = _PAPERS if tree.words[v].startswith("kill") else _MEASURES
        followed = tree.words[v].startswith("succeed") and any(True for _ in reading.kids(v, "dobj"))
        if followed or any(tree.words[k] in plain for k in reading.kids(v, "dobj")):
            self.seen.add(v)
        spent = (
            not passive
            and tree.words[v] in _LOST
            and not all(tree.words[k] in _STAKES for k in reading.kids(v, "dobj"))
        )
        self.add(v, "beside" if spent else relation, "patient" if passive else "agent")
        other = effect is not None and effect.why in _ABOUT_OTHERS
        speaks = not passive and (other or tree.words[v] in reporting_forms())
        self.found.speaks |= speaks
        for k in tree.kids[v]:
            dep = tree.deps[k]
            if dep in ("attr", "acomp", "oprd"):
                # "was called a fool" is what others called
                self.complement(k, "beside" if dep == "oprd" and passive else relation)
            elif (
                dep == "xcomp"
                or (dep == "conj" and k > v and not self.has_subject(k))
                or (dep == "advcl" and not self.has_subject(k))
            ):
                self.predicate(k, "beside" if speaks and dep == "xcomp" else relation, depth + 1)
            elif speaks and dep == "ccomp" and self._of_oneself(k):
                self.predicate(k, "beside", depth + 1)
                self.add_under(k, "told")
            else:
                self._beside(v, k, speaks=speaks)

    def _lacks_object(self, v: int, effect: Effect | None) -> bool:
        """Tell the passive of headlines: "Holm killed in blast", "Lund fired"."""
        done = effect is not None and effect.why in _DONE_TO and effect.kind == "verb"
        lo, hi = next((lo, hi) for lo, hi in self.tree.sentences if lo <= v < hi)
        if not done or any(self.tree.texts[k] in (".", "!", "?") for k in range(max(lo, hi - 2), hi)):
            return False
        return self.reading.tags[v] in ("VBD", "VBN") and not any(True for _ in self.reading.kids(v, *_TAKEN))

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
            sorts = self.tree.deps[k] == "compound" and not self.is_person(k)
            if self.tree.deps[k] in ("amod", "compound", "conj", "advmod", "neg"):
                self.complement(k, "beside" if sorts else relation)  # "a peace advocate", but "a rebel priest"
            else:
                self.add_under(k, "beside")

    def is_person(self, i: int) -> bool:
        """Tell a noun of the lists that names a person."""
        effect = self.reading.effect(i)
        return effect is not None and effect.why in PERSONS

    def _takes_sides(self, i: int) -> bool:
        effect = self.reading.effect(i)
        return effect is not None and effect.why in _SIDES

    def _of_oneself(self, v: int) -> bool:
        """Tell whether reported words speak of their speaker: "said she was proud", "'I am proud,' he said"."""
        subject = next(self.reading.kids(v, *SUBJECTS), None)
        return subject is not None and self.tree.words[subject] in _ONESELF
