"""What a word says about those who take part in it, from the lexicons of treatment.

A verb has an effect on its agent and one on its patient, an act noun on the one whose act it is and the one it is aimed
at, any other word on whoever it describes. The lists and their sources: ``lexicons/treatment_verbs.toml`` and
``lexicons/treatment_words.toml``. For words that are in neither the sign of a general valence lexicon counts, at half
weight (Hutto and Gilbert 2014, VADER: a parsimonious rule-based model for sentiment analysis, ICWSM).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from framing.lexicons import load

Kind = Literal["verb", "act", "quality", "colour", "general"]

# Classes that speak of somebody's conduct, fitness or success. The others say what befell somebody, or how it was done.
EVALUATIVE = frozenset(
    (
        "wrongdoing", "failure and decline", "achievement", "improper, as persons", "misdeeds and untruth",
        "failure and trouble", "ill, as qualities", "good, as persons", "good things had or done", "good, as qualities",
    )
)  # fmt: skip

# Classes of nouns that name persons.
PERSONS = frozenset(
    ("improper, as persons", "improper, as persons, mild", "good, as persons", "good, as persons, mild")
)

_VALENCE = 0.25  # of VADER's -4 to 4: what is nearer to zero has no sign that raters agree on
_GENERAL_TAGS = ("JJ", "RB", "VB", "UH")
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Effect:
    """Effects from -2 (ill) to 2 (well).

    ``agent`` is on the one who does or has it, ``patient`` on the one it befalls or is aimed at, ``bare`` what the word
    adds to the tone of its sentence where neither is known. ``why`` is the class of the list. ``sure`` words are those
    of the lists that have no plain sense as frequent: tables of a set count no others.
    """

    kind: Kind
    agent: float
    patient: float
    bare: float
    why: str
    sure: bool = True


_PLAIN = Effect("verb", 0.0, 0.0, 0.0, "plain")


@cache
def _verbs() -> dict[str, Effect]:
    """Every form of every verb, phrasal verbs with their particle: "lashed out at"."""
    lists = load("treatment_verbs")
    several = frozenset(lists["several_senses"]["words"])
    only_in_roles = frozenset(lists["ambiguous"]["words"])
    irregular = _irregular()
    out: dict[str, Effect] = {}
    for group in lists["verbs"]:
        agent, patient = float(group["agent"]), float(group["patient"])
        for entry in group["words"]:
            head, _, rest = entry.partition(" ")
            bare = 0.0 if entry in only_in_roles else agent or patient
            effect = Effect("verb", agent, patient, bare, group["id"], entry not in several)
            for form in (*verb_forms(head), *irregular.get(head, ())):
                out.setdefault(f"{form} {rest}" if rest else form, effect)
    return out


@cache
def _words() -> dict[tuple[str, str], Effect]:
    """Every form of every noun, adjective and adverb, with the beginning of its part of speech."""
    lists = load("treatment_words")
    several = frozenset(lists["several_senses"]["words"])
    out: dict[tuple[str, str], Effect] = {}
    for group in lists["acts"]:
        effect = Effect("act", group["holder"], group["aim"], group["bare"], group["id"])
        for word in group["words"]:
            for form in noun_forms(word):
                out.setdefault((form, "NN"), effect)
    for group in lists["qualities"]:
        value = float(group["polarity"])
        effect = Effect("quality", value, value, value, group["id"])
        unsure = replace(effect, sure=False)
        for word in group["words"]:
            for form in noun_forms(word) if group["tags"] == "NN" else (word,):
                out.setdefault((form, group["tags"]), unsure if word in several else effect)
    for group in lists["colouring"]:
        value = float(group["polarity"])
        effect = Effect("colour", value, value, value, group["id"], sure=False)
        for word in group["words"]:
            for form in noun_forms(word) if group["tags"] == "NN" else (word,):
                out.setdefault((form, group["tags"]), effect)
    return out


@cache
def shifters() -> dict[str, float]:
    """Forms of verbs that hand on (1) or turn (-1) what their object says."""
    lists = load("treatment_verbs")["shifters"]
    out: dict[str, float] = {}
    for key, turn in (("handing_on", 1.0), ("turning", -1.0)):
        for form in _forms(lists[key]):
            out.setdefault(form, turn)
    return out


@cache
def topics() -> frozenset[str]:
    """Forms of verbs whose object is what somebody speaks of or deals with."""
    return frozenset(_forms(load("treatment_verbs")["topics"]["words"]))


@cache
def conducting() -> frozenset[str]:
    """Forms of verbs whose object is an act that their agent carries out or asks for."""
    return frozenset(_forms(load("treatment_verbs")["conducting"]["words"]))


@cache
def implicatives() -> frozenset[str]:
    """Forms of verbs whose infinitive tells what was so."""
    return frozenset(_forms(load("treatment_verbs")["implicative"]["words"]))


@cache
def views() -> frozenset[str]:
    """Forms of verbs whose clause is somebody's view: "residents fear that she lied"."""
    return frozenset(_forms(load("treatment_verbs")["views"]["words"]))


@cache
def giving_up() -> frozenset[str]:
    """Forms of verbs by which a charge or attack is given up or refuted."""
    return frozenset(_forms(load("treatment_verbs")["giving_up"]["words"]))


@cache
def doubting() -> frozenset[str]:
    """Forms of verbs whose clause is denied or in doubt: "denied that she lied"."""
    return frozenset(_forms(load("treatment_verbs")["doubting"]["words"]))


def _forms(verbs: Iterable[str]) -> Iterator[str]:
    """Yield every form of ``verbs``."""
    irregular = _irregular()
    return (form for verb in verbs for form in (*verb_forms(verb), *irregular.get(verb, ())))


@cache
def event_nouns() -> dict[str, Effect]:
    """Forms of nouns by which something befalls somebody ("arrest", "killing"), with the effect of their verb."""
    out: dict[str, Effect] = {}
    for group in load("event_nouns")["nouns"]:
        if group["possessor"] == "patient":
            for noun, verb in group["verbs"].items():
                effect = _verbs().get(verb, _PLAIN)
                for form in noun_forms(noun):
                    out.setdefault(form, effect)
    return out


@cache
def _irregular() -> dict[str, list[str]]:
    """Dictionary form to all irregular forms."""
    paradigms = (*load("inflection")["irregular"]["paradigms"], *load("treatment_verbs")["irregular"]["paradigms"])
    return {forms.split()[0]: forms.split() for forms in paradigms}


@cache
def _longest() -> int:
    return max(len(entry.split()) for entry in _verbs())


@cache
def _valence() -> dict[str, float]:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    known: dict[str, float] = SentimentIntensityAnalyzer().lexicon
    return known


@cache
def _without_valence() -> frozenset[str]:
    """Words whose general valence is of another sense than the one they have in news."""
    return frozenset(load("treatment_words")["not_evaluative"]["words"])


def verb_forms(verb: str) -> Iterator[str]:
    """Yield the regular forms of a verb, doubtful doublings too, which no other word has.

    >>> sorted(verb_forms("bar"))
    ['bar', 'bared', 'baring', 'barred', 'barring', 'bars']
    """
    yield verb
    if verb.endswith("e"):
        yield from (verb + "s", verb + "d", verb[:-1] + "ing")
        if verb.endswith("ie"):
            yield verb[:-2] + "ying"
        return
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        yield from (verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing")
        return
    yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    yield from (verb + "ed", verb + "ing")
    if verb[-1] not in _VOWELS and verb[-2:-1] in _VOWELS:
        yield from (verb + verb[-1] + "ed", verb + verb[-1] + "ing")


def noun_forms(noun: str) -> Iterator[str]:
    """Yield a noun's singular and plural."""
    yield noun
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        yield noun[:-1] + "ies"
    elif noun.endswith(("s", "sh", "ch", "x", "z")):
        yield noun + "es"
    else:
        yield noun + "s"


@cache
def fixed() -> frozenset[tuple[str, str]]:
    """Pairs of words of which neither speaks of anybody: "in charge"."""
    pairs = (entry.split() for entry in load("treatment_words")["fixed"]["words"])
    return frozenset((first, second) for first, second in pairs)


@cache
def known_words() -> frozenset[str]:
    """All words that can have an effect; looked up before anything is read of a word's place."""
    listed = (entry.partition(" ")[0] for entry in _verbs())
    return frozenset((*listed, *(word for word, _ in _words()), *_valence()))


@lru_cache(maxsize=65536)
def effect_of(word: str, tag: str, after: tuple[str, ...] = ()) -> Effect | None:
    """Return the effect of a word, ``None`` if it has none.

    Args:
        word: As printed, in lower case.
        tag: Its part of speech (Penn Treebank). Names have no effect.
        after: Particle and preposition that hang on it, for phrasal verbs.

    >>> effect_of("lashed", "VBD", ("out", "at")).why
    'blame'
    >>> effect_of("lashed", "VBD") is None
    True
    >>> (misled := effect_of("misled", "VBD")).agent, misled.patient
    (-2.0, 0.0)
    """
    if tag.startswith("NNP"):
        return None
    if tag.startswith("VB"):
        for k in range(min(len(after), _longest()), 0, -1):
            found = _verbs().get(" ".join((word, *after[:k])))
            if found is not None:
                return found
        return _verbs().get(word) or _general(word, tag)
    found = _words().get((word, tag[:2]))
    if found is None and tag == "JJ" and word.endswith(("ed", "ing")):
        found = _verbs().get(word)
        if found is not None and word.endswith("ed"):  # "agitated" speaks of whom it befell
            found = replace(found, agent=found.patient, bare=found.patient)
    return found or _general(word, tag)


def _general(word: str, tag: str) -> Effect | None:
    """The sign of the general lexicon."""
    if not (tag.startswith(_GENERAL_TAGS) or tag in ("NN", "NNS")) or word in _without_valence():
        return None
    valence = _valence().get(word, 0.0)
    if abs(valence) < _VALENCE:
        return None
    value = 1.0 if valence > 0 else -1.0
    return Effect("general", value, value, value, "general valence", sure=False)
