"""Who does what to whom, from the parse: agent, action, patient, and how the clause puts it.

A form is active ("police arrested nine"), passive with its agent ("were arrested by
police"), an agentless passive ("were arrested"), or nominal ("the arrest of nine"). It
says how a thing is told; what readers conclude from that is another question. The forms
themselves are read in :mod:`.agents_and_patients`; here each gets its place in the text,
and whether the clause tells it as done.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from framing.annotate.agents_and_patients import Found, RoleForm, actions_of, can_act
from framing.annotate.lemmas import verb_lemma
from framing.annotate.parse_tree import tokens_within
from framing.text.layout import Layout
from framing.text.parser import Chunk, Parse
from framing.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

RoleReality = Literal["told", "denied", "supposed"]

_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "nobody", "none", "neither", "nor", "without"))
# Verbs whose complement did not happen, and those whose complement is only wished, feared or threatened
# (Karttunen 1971, Implicative verbs; Quirk et al. 1985, 14.22-24 and 16.28-40).
_UNDONE = frozenset(("refuse", "fail", "decline", "avoid", "neglect", "forget", "stop", "prevent", "deny"))
_WISHED = frozenset(
    ("want", "hope", "wish", "threaten", "plan", "intend", "consider", "urge", "demand", "expect", "propose", "fear",
     "ask", "offer", "vow", "promise", "try", "seek", "aim")
)  # fmt: skip
_MODALS = frozenset(("would", "could", "might", "may", "should", "can", "'d", "’d"))
_CONDITIONS = frozenset(("if", "unless", "whether", "lest", "in case"))
_CLAUSES_UP = 3  # clauses whose negation or modal still holds for the verb


@dataclass(frozen=True, slots=True)
class Role:
    """One action. ``verb`` is its dictionary form; ``agent`` and ``patient`` are ``None`` where the clause names none.

    ``agent_head`` and ``patient_head`` are the words that head them. A relative pronoun is
    followed to what it stands for; other pronouns stay as they are. ``reality`` is "denied" for what the clause says
    was not done ("did not fire", "refused to fire"), "supposed" for what it only supposes,
    wishes or threatens ("would fire", "if they fire", "wanted to fire").
    """

    span: Span
    verb: str
    form: RoleForm
    agent: Span | None = None
    patient: Span | None = None
    agent_head: Span | None = None
    patient_head: Span | None = None
    reality: RoleReality = "told"


def find_roles(layout: Layout, parse: Parse) -> tuple[Role, ...]:
    """Return the actions in an article's sentences, in text order.

    Every verb with an agent or a patient counts once, except forms of "be" and other
    light verbs; nouns made from verbs count when they name an agent or a patient. Without a
    parse, or without sentences, there are none.
    """
    out = []
    for chunk in parse:
        for token in tokens_within(chunk, layout.sentences, tagged=can_act):
            out += [_role(chunk, token, found) for found in actions_of(token)]
    return tuple(sorted(out, key=lambda r: r.span))


def _role(chunk: Chunk, token: Token, found: Found) -> Role:
    verb, form, agent, patient = found

    def word(t: Token | None) -> Span | None:
        return None if t is None else Span(chunk.offset + t.idx, chunk.offset + t.idx + len(t))

    def phrase(t: Token | None) -> Span | None:
        if t is None:
            return None
        first, last = _edges(t, token)
        return Span(chunk.offset + first.idx, chunk.offset + last.idx + len(last))

    here = word(token)
    assert here is not None
    real = reality_of(token)
    return Role(here, verb, form, phrase(agent), phrase(patient), word(agent), word(patient), reality=real)


def reality_of(token: Token) -> RoleReality:
    """Return whether the clause of a verb tells its action as done, denies it, or only supposes it."""
    real: RoleReality = "told"
    at, depth = token, 0
    while depth < _CLAUSES_UP:
        own = [c for c in at.children if c.dep_ in ("neg", "aux", "mark", "advmod", "det", "nsubj", "nsubjpass")]
        words = {c.text.lower() for c in own} | {
            k.text.lower() for c in own if c.dep_ in ("nsubj", "nsubjpass") for k in c.children if k.dep_ == "det"
        }
        if words & _NEGATIONS:
            return "denied"
        if words & _MODALS or words & _CONDITIONS:
            real = "supposed"
        if at.dep_ not in ("xcomp", "pcomp", "conj") or at.head.i == at.i:
            return real
        verb = verb_lemma(at.head.text)
        if at.dep_ == "xcomp" and verb in _UNDONE:
            return "denied"
        if at.dep_ == "xcomp" and verb in _WISHED:
            real = "supposed"
        if at.dep_ == "pcomp" and at.head.text.lower() == "without":
            return "denied"
        if at.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass", "aux") for c in at.children):
            return real  # a coordinated clause with its own subject or auxiliary is its own statement
        at, depth = at.head, depth + 1
    return real


def _edges(head: Token, action: Token) -> tuple[Token, Token]:
    """First and last token of a participant: its phrase without relative clauses, appositions and asides."""
    doc = head.doc
    first, last = head.i, head.i
    for child in head.children:
        if child.dep_ in ("relcl", "acl", "appos", "punct", "cc", "conj", "parataxis", "advcl", "mark", "case", "dep"):
            if child.dep_ == "case" and child.i > head.i:
                last = max(last, child.i)
            continue
        if child.dep_ == "prep" and child.i < head.i:
            continue  # "for which the company": the clause's, not the noun's
        if child.left_edge.i <= action.i <= child.right_edge.i:
            continue
        first, last = min(first, child.left_edge.i), max(last, child.right_edge.i)
    while first < head.i and doc[first].is_punct:
        first += 1
    return doc[first], doc[last]
