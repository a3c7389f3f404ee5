"""Agent and patient of a verb or of a noun made from one, read from a dependency parse.

Active, passive with or without its agent, and nominal forms, with subjects that a clause has
from elsewhere: its conjunct, a controlling verb, the noun that it describes. Forms after
Quirk, Greenbaum, Leech and Svartvik, A Comprehensive Grammar of the English Language
(1985), 3.63-3.78 (voice) and 17.51-17.57 (nominalization).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal

from framing.annotate.lemmas import verb_lemma
from framing.lexicons import load

if TYPE_CHECKING:
    from spacy.tokens import Token

RoleForm = Literal["active", "passive", "agentless passive", "nominal"]
# Dictionary form, form, heads of agent and patient.
Found = tuple[str, RoleForm, "Token | None", "Token | None"]

_LIGHT = frozenset(("be", "have", "do", "become", "seem", "appear", "remain"))
# Verbs without an object have no passive: "is gone" is a state.
_INTRANSITIVE = frozenset(
    ("go", "come", "die", "fall", "happen", "occur", "arrive", "depart", "rise", "grow", "retire")
)
# Verbs whose object is not the one who does what the infinitive says: "used it to call".
_SUBJECT_CONTROL = frozenset(("use", "take", "need", "spend", "promise", "threaten", "make"))
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


def can_act(tag: str) -> bool:
    """Tell whether a word of this part of speech may express an action."""
    return tag.startswith("VB") or tag in ("NN", "NNS")


def actions_of(token: Token) -> Iterator[Found]:
    """Yield the action that ``token`` expresses, if it does: dictionary form, form, agent and patient.

    Agent and patient are the heads of their phrases, ``None`` where the clause names none; at least one is named.
    """
    if token.tag_.startswith("VB") and token.dep_ not in ("aux", "auxpass", "amod", "compound", "case", "prep"):
        verb = verb_lemma(token.text)
        if verb not in _LIGHT and verb.isalpha():
            yield from _clause(token, verb)
    elif token.tag_ in ("NN", "NNS"):
        yield from _nominal(token)


def _clause(token: Token, verb: str) -> Iterator[Found]:
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
    for k in range(token.i - 1, token.sent.start - 1, -1):
        before = token.doc[k]
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


def _nominal(token: Token) -> Iterator[Found]:
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
