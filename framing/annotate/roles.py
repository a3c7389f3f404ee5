"""Who does what to whom, from the parse: agent, action, patient, and how the clause puts it.

A form is active ("police arrested nine"), passive with its agent ("were arrested by
police"), an agentless passive ("were arrested"), or nominal ("the arrest of nine"). It
says how a thing is told; what readers conclude from that is another question. Forms after
Quirk, Greenbaum, Leech and Svartvik, A Comprehensive Grammar of the English Language
(1985), 3.63-3.78 (voice) and 17.51-17.57 (nominalization).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from framing.annotate.lemmas import verb_lemma
from framing.lexicons import load
from framing.text.layout import Layout
from framing.text.parser import Chunk, Parse
from framing.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

RoleForm = Literal["active", "passive", "agentless passive", "nominal"]
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

_LIGHT = frozenset(("be", "have", "do", "become", "seem", "appear", "remain"))
# Verbs without an object have no passive: "is gone" is a state.
_INTRANSITIVE = frozenset(
    ("go", "come", "die", "fall", "happen", "occur", "arrive", "depart", "rise", "grow", "retire")
)
# Verbs whose object is not the one who does what the infinitive says: "used it to call".
_SUBJECT_CONTROL = frozenset(("use", "take", "need", "spend", "promise", "threaten", "make"))
_CLAUSES_UP = 3  # clauses whose negation or modal still holds for the verb
_CLAUSE = ("nsubj", "nsubjpass", "csubj", "expl")
# What "by" sets a limit to instead of naming an agent.
_TIMES = frozenset(
    ("now", "then", "noon", "lunch", "dawn", "dusk", "midnight", "nightfall", "evening", "morning", "night",
     "afternoon", "today", "tomorrow", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
     "sunday", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
     "november", "december", "end", "week", "month", "year", "time", "law", "accident", "mistake", "force",
     "hand", "mail", "sea", "boat")
)  # fmt: skip
_RELATIVE = frozenset(("who", "which", "that", "whom"))


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
    starts = [s.start for s in layout.sentences]
    out = []
    for chunk in parse:
        for token in chunk.doc:
            at = chunk.offset + token.idx
            i = bisect_right(starts, at) - 1
            if i >= 0 and at < layout.sentences[i].end:
                out += [_role(chunk, token, found) for found in _read(token)]
    return tuple(sorted(out, key=lambda r: r.span))


_Found = tuple[str, RoleForm, "Token | None", "Token | None"]


def _role(chunk: Chunk, token: Token, found: _Found) -> Role:
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


def _read(token: Token) -> Iterator[_Found]:
    """The actions that ``token`` expresses: none or one."""
    if token.tag_.startswith("VB") and token.dep_ not in ("aux", "auxpass", "amod", "compound", "case", "prep"):
        verb = verb_lemma(token.text)
        if verb not in _LIGHT and verb.isalpha():
            yield from _clause(token, verb)
    elif token.tag_ in ("NN", "NNS"):
        yield from _nominal(token)


def _clause(token: Token, verb: str) -> Iterator[_Found]:
    if _is_passive(token):
        by = _by(token)
        patient = _antecedent(_kid(token, "nsubjpass", "nsubj")) or _inherited(token)
        if (patient is not None or by is not None) and verb not in _INTRANSITIVE:
            yield verb, "passive" if by is not None else "agentless passive", by, patient
        return
    agent = _antecedent(_kid(token, "nsubj")) or _inherited(token)
    patient = _kid(token, "dobj") or _relative_object(token)
    if agent is not None or patient is not None:
        yield verb, "active", agent, _antecedent(patient)


def _kid(token: Token | None, *labels: str) -> Token | None:
    return next((c for c in token.children if c.dep_ in labels), None) if token is not None else None


def _is_passive(token: Token) -> bool:
    """By an auxiliary of the passive, its passive subject, a participle behind a noun, or a conjunct of such."""
    if _kid(token, "nsubjpass", "auxpass") is not None:
        return True
    if token.tag_ != "VBN" or _kid(token, "dobj") is not None:
        return False
    if token.dep_ in ("ccomp", "xcomp") and _kid(token, "nsubj") is not None:
        return _kid(token, "aux") is None  # "want the terminal built"
    if _kid(token, "nsubj") is not None:
        return False
    if token.dep_ in ("acl", "advcl") and _kid(token, "aux") is None:
        return True
    return token.dep_ == "conj" and token.head.tag_ == "VBN" and _kid(token, "aux") is None and _is_passive(token.head)


def _by(token: Token) -> Token | None:
    """The agent after "by"; a coordinated participle lends its agent to the one before it."""
    found = _kid(_kid(token, "agent"), "pobj")
    if found is not None and (found.text.lower() in _TIMES or found.text[0].isdigit() or _is_manner(found)):
        found = None
    if found is None:
        later = [c for c in token.children if c.dep_ == "conj" and c.tag_ == "VBN"]
        found = next((b for b in map(_by, later) if b is not None), None)
    return found


def _is_manner(token: Token) -> bool:
    """Whether "by" stands between two like words: "side by side"."""
    return token.i > 1 and token.nbor(-2).text.lower() == token.text.lower()


def _antecedent(token: Token | None) -> Token | None:
    """What a relative pronoun stands for; any other token itself."""
    if token is None or token.text.lower() not in _RELATIVE:
        return token
    verb = token.head
    while verb.dep_ in ("conj", "xcomp", "ccomp") and verb.head.i != verb.i:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else token


def _relative_object(token: Token) -> Token | None:
    """The noun that an object relative clause describes: "the bases that rockets hit"."""
    if token.dep_ != "relcl" or _kid(token, "nsubj") is None:
        return None
    subject = _kid(token, "nsubj")
    adverbial = any(c.tag_ in ("WRB", "IN") and c.i < token.i for c in token.children)
    is_relative = subject is not None and subject.text.lower() in _RELATIVE
    return None if is_relative or adverbial or _kid(token, "prep", "ccomp", "xcomp") is not None else token.head


def _inherited(token: Token) -> Token | None:
    """The subject that a verb has from elsewhere: its conjunct, controlling verb, or the noun it describes."""
    if token.head.i == token.i or _kid(token, *_CLAUSE) is not None or token.dep_ not in _FROM:
        return None
    return _FROM[token.dep_](token)


def _from_noun(token: Token) -> Token | None:
    # "plans to withdraw" has no subject of its own, "groups launching rockets" has.
    return token.head if token.tag_ in ("VBG", "VBN") else None


def _from_clause(token: Token) -> Token | None:
    return _nearest_subject(token) if token.tag_ in ("VBG", "VBN") else _subject(token.head)


def _from_conjunct(token: Token) -> Token | None:
    return _subject(token.head) if token.head.tag_.startswith("VB") else None


def _from_controller(token: Token) -> Token | None:
    head = token.head
    if not head.tag_.startswith("VB"):  # "ready to close": the adjective's subject stands at its verb
        return _antecedent(_kid(head, "dobj")) or _subject(head.head)
    if verb_lemma(head.text) in _SUBJECT_CONTROL:
        return _subject(head)
    return _antecedent(_kid(head, "dobj")) or _subject(head)


def _from_preposition(token: Token) -> Token | None:
    verb = token.head.head
    if not verb.tag_.startswith("VB"):
        return None
    # "quoted sources as saying": the sources say.
    return _kid(verb, "dobj") if token.head.text.lower() == "as" else _subject(verb)


_FROM = {
    "acl": _from_noun,
    "advcl": _from_clause,
    "conj": _from_conjunct,
    "xcomp": _from_controller,
    "pcomp": _from_preposition,
}


def _subject(token: Token) -> Token | None:
    """The subject of a clause, its own or inherited."""
    own = _kid(token, "nsubj", "nsubjpass")
    return _antecedent(own) if own is not None else _inherited(token)


def _nearest_subject(token: Token) -> Token | None:
    """The subject of the finite verb next before a participle: parsers hang participles too high.

    "Ties soured since a drone struck a convoy, killing X": the drone, not the ties.
    """
    for before in reversed(list(token.doc[token.sent.start : token.i])):
        if before.tag_ in ("VBD", "VBZ", "VBP", "VB", "VBN", "VBG") and before.dep_ not in ("aux", "auxpass"):
            subject = _kid(before, "nsubj", "nsubjpass")
            if subject is not None:
                return _antecedent(subject)
    return _subject(token.head)


@cache
def _event_nouns() -> dict[str, tuple[str, str]]:
    """Each event noun, singular and plural, with its verb and what its possessor is."""
    out: dict[str, tuple[str, str]] = {}
    for group in load("event_nouns")["nouns"]:
        for noun, verb in group["verbs"].items():
            for form in (noun, noun + "s", noun[:-1] + "ies" if noun.endswith("y") else noun + "es"):
                out.setdefault(form, (verb, group["possessor"]))
    return out


def _nominal(token: Token) -> Iterator[_Found]:
    known = _event_nouns().get(token.text.lower())
    if known is None:
        return
    verb, possessor = known
    owner = _kid(token, "poss")
    if owner is not None and owner.text.lower() in _TIMES:
        owner = None  # "Wednesday's crackdown"
    by = _kid(next((c for c in token.children if c.dep_ in ("prep", "agent") and c.text == "by"), None), "pobj")
    of = _kid(next((c for c in token.children if c.dep_ == "prep" and c.text == "of"), None), "pobj")
    on = _kid(next((c for c in token.children if c.dep_ == "prep" and c.text in ("on", "against")), None), "pobj")
    on = None if on is not None and on.text.lower() in _TIMES else on
    of = of if of is not None and not any(c.isdigit() for c in of.text) else None
    if possessor == "agent":
        agent, patient = by or owner, of or on
    else:  # "the army's killing of X" has both, "X's killing" the patient alone
        agent, patient = (by or owner, of) if of is not None else (by, owner)
    if agent is not None or patient is not None:
        yield verb, "nominal", agent, patient
