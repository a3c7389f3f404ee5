"""A sentence as the rules of treatment read it: arrays of words, and what each word says.

Plain lists for the reason given in :mod:`framing.annotate.parse_tree`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from framing.annotate.parse_tree import Tree, plant, token_tags
from framing.annotate.treatment.effects import Effect, doubting, effect_of, fixed, implicatives, known_words, views
from framing.text.parser import Chunk

SUBJECTS = ("nsubj", "nsubjpass")
_NEGATIONS = frozenset(
    ("not", "n't", "n’t", "never", "no", "nobody", "none", "neither", "nor", "without", "hardly", "barely", "nothing")
)
_OUTSIDE = frozenset(("without", "than", "instead"))  # "without scandal", "more than a failure"
_OR = frozenset(("or", "nor"))  # "was not charged or fined"
_CLAUSE_HEADS = frozenset(("relcl", "acl", "advcl", "ccomp", "ROOT", "parataxis", "csubj", *SUBJECTS))
_MODALS = frozenset(("would", "could", "might", "may", "should", "must", "can", "'d", "’d", "wo"))
_CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
_CLIMB = 5  # words up the tree over which a negation still holds
_DESCRIBING = frozenset(("amod", "acomp", "oprd", "attr", "compound"))
_PARTICLES = frozenset(("apart", "around", "aside", "away", "back", "down", "in", "off", "out", "over", "up"))
_SLOT = frozenset(("prt", "prep", "agent"))


@dataclass(slots=True)
class Reading:
    """A parsed chunk: its tree, its parts of speech, and the effects of its words, each looked up once."""

    tree: Tree
    tags: Sequence[str]
    _effects: dict[int, Effect | None] = field(default_factory=dict)

    def effect(self, i: int) -> Effect | None:
        """What word ``i`` says of those who take part in it."""
        if i not in self._effects and (self.tree.words[i] not in known_words() or self._is_fixed(i)):
            self._effects[i] = None
        if i not in self._effects:
            tree = self.tree
            after = tuple(tree.words[k] for k in tree.kids[i] if k > i and self._belongs(i, k))
            if len(after) == 1:  # "at" of "lashed out at" may hang on "out"
                k = next(k for k in tree.kids[i] if k > i and self._belongs(i, k))
                after += tuple(tree.words[j] for j in tree.kids[k] if j > k and tree.deps[j] == "prep")
            tag = "JJ" if self._describes(i) else self.tags[i]
            found = effect_of(tree.words[i], tag, after[:2])
            particle = any(tree.deps[k] == "prt" or k == i + 1 for k in tree.kids[i] if tree.words[k] in _PARTICLES)
            if particle and tag.startswith("VB") and found is effect_of(tree.words[i], tag):
                found = None  # "fire up", "catch up" are words of their own: Quirk et al. 16.2
            self._effects[i] = found
        return self._effects[i]

    def _is_fixed(self, i: int) -> bool:
        """Tell a word of a fixed expression: "courtesy of", "in charge"."""
        words = self.tree.words
        return any((words[k], words[k + 1]) in fixed() for k in (i - 1, i) if 0 <= k < len(words) - 1)

    def _belongs(self, i: int, k: int) -> bool:
        """Tell what may be part of verb ``i``: a preposition; a particle right behind it; "in" only as a particle."""
        dep, word = self.tree.deps[k], self.tree.words[k]
        if word in _PARTICLES:
            return dep == "prt" or (k == i + 1 and word != "in")
        return dep in _SLOT

    def _describes(self, i: int) -> bool:
        """Tell a participle that stands as an adjective, alone or in a row with one: "calm and disciplined"."""
        at = self.tree.heads[i] if self.tree.deps[i] == "conj" else i
        if self.tags[i] not in ("VBN", "VBG"):
            return False
        return self.tree.deps[at] in _DESCRIBING or (at != i and self.tags[at].startswith("JJ"))

    def is_verb(self, i: int) -> bool:
        """Tell a verb that heads a clause or stands in a verb phrase."""
        return self.tags[i].startswith("VB") or self.tags[i] == "MD"

    def is_name(self, i: int) -> bool:
        """Tell a word of a name."""
        return self.tags[i].startswith("NNP")

    def kids(self, i: int, *labels: str) -> Iterator[int]:
        """Yield the children of ``i`` that have one of ``labels``."""
        return (k for k in self.tree.kids[i] if self.tree.deps[k] in labels)

    def under(self, i: int) -> Iterator[int]:
        """Yield ``i`` and all words below it."""
        left = [i]
        while left:
            k = left.pop()
            yield k
            left += self.tree.kids[k]

    def is_passive(self, v: int) -> bool:
        """Tell whether a verb stands in the passive, or is a bare participle behind a noun."""
        tree = self.tree
        if any(tree.deps[k] in ("nsubjpass", "auxpass") for k in tree.kids[v]):
            return True
        bare = self.tags[v] == "VBN" and not any(tree.deps[k] in ("aux", "dobj", "nsubj") for k in tree.kids[v])
        return bare and tree.deps[v] in ("acl", "advcl", "conj", "xcomp", "ccomp", "relcl")

    def is_negated(self, i: int) -> bool:
        """Tell whether a negation of its clause, or "without", holds for word ``i``."""
        tree, at = self.tree, i
        for _ in range(_CLIMB):
            if any(k < i and self._negates(k) for k in tree.kids[at]):
                return True
            head = tree.heads[at]
            if tree.deps[at] == "pobj" and tree.words[head] in _OUTSIDE:
                return True
            if tree.deps[at] in _CLAUSE_HEADS or head == at:
                return False
            if tree.deps[at] == "conj" and self.is_verb(at) and not any(tree.words[k] in _OR for k in tree.kids[head]):
                return False
            if tree.deps[at] == "prep" and self.tags[head].startswith("JJ"):
                return False  # "not happy with the dangerous plan" takes for granted that the plan is dangerous
            at = head
        return False

    def _negates(self, i: int) -> bool:
        """Tell a negation, also one of a subject: "no pilot", "neither pilot"."""
        tree = self.tree
        if tree.deps[i] in SUBJECTS and any(tree.words[k] in _NEGATIONS for k in tree.kids[i]):
            return True
        return tree.deps[i] == "neg" or tree.words[i] in _NEGATIONS

    def is_supposed(self, i: int, *, strict: bool = False) -> bool:
        """Tell whether the clause of ``i`` only supposes what it says: a modal, "if", "whether"; ``strict``: a view."""
        tree, at = self.tree, i
        for _ in range(_CLIMB):
            head = tree.heads[at]
            if self._is_open(at) or (strict and tree.deps[at] == "acl" and any(True for _ in self.kids(at, "mark"))):
                return True  # the latter: "the claim that she lied"
            if tree.deps[at] == "ccomp" and head != at and self.is_verb(head):  # "did not find that", "asked whether"
                said = tree.words[head]
                view = said in doubting() or (strict and said in views())
                return view or self.is_negated(head) or self.is_supposed(head, strict=strict)
            if tree.deps[at] in _CLAUSE_HEADS or head == at:
                break
            at = head
        return False

    def _is_open(self, at: int) -> bool:
        """Tell a clause with a modal or a condition, or one that is only meant."""
        tree = self.tree
        for k in tree.kids[at]:
            dep, word = tree.deps[k], tree.words[k]
            if (dep == "aux" and word in _MODALS) or (dep == "mark" and word in _CONDITIONS):
                return True
        return self._is_meant(at)

    def _is_meant(self, v: int) -> bool:
        """Tell an infinitive that is wanted, asked or expected: "tried to win", "a bill to save them"."""
        tree = self.tree
        if self.tags[v] != "VB" or not any(tree.words[k] == "to" and tree.deps[k] == "aux" for k in tree.kids[v]):
            return False
        return not (tree.deps[v] == "xcomp" and tree.words[tree.heads[v]] in implicatives())

    def clause(self, i: int) -> set[int]:
        """The words of the clause in which ``i`` stands, without the clauses below it that have their own subject."""
        tree, top = self.tree, i
        while tree.heads[top] != top and not (self.is_verb(top) and tree.deps[top] not in ("aux", "auxpass", "amod")):
            top = tree.heads[top]
        out, left = set(), [top]
        while left:
            k = left.pop()
            out.add(k)
            left += [c for c in tree.kids[k] if not self._opens_clause(c)]
        return out

    def _opens_clause(self, i: int) -> bool:
        dep = self.tree.deps[i]
        if dep in ("advcl", "relcl", "ccomp", "parataxis"):
            return True
        return dep == "conj" and self.is_verb(i) and any(True for _ in self.kids(i, *SUBJECTS))


def read_chunk(chunk: Chunk, text: str) -> Reading:
    """Return a parsed chunk of ``text`` for the rules of treatment."""
    return Reading(plant(chunk, text), token_tags(chunk))
