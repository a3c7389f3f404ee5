"""Reporting verbs and phrases: which words introduce what somebody said, and their class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from framing.lexicons import load

CueClass = Literal["neutral", "structuring", "doubting", "endorsing", "directive", "emotive", "unclassed"]
CUE_CLASSES: tuple[CueClass, ...] = get_args(CueClass)

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb of the lexicon: its dictionary form, its class, the frames it takes.

    ``private`` marks verbs of thought and feeling, ``person`` those with the person
    addressed as their object.
    """

    lemma: str
    cue_class: CueClass
    frames: frozenset[str]
    private: bool = False
    person: bool = False


def inflect(lemma: str, irregular: Mapping[str, list[str]]) -> tuple[str, ...]:
    """Return the forms of an English verb, the dictionary form first; a particle stays behind the verb."""
    verb, _, particle = lemma.partition(" ")
    if verb in irregular:
        forms = [verb, *irregular[verb]]
    elif verb.endswith("e"):
        forms = [verb, verb + "s", verb + "d", (verb if verb.endswith("ee") else verb[:-1]) + "ing"]
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        forms = [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    else:
        s = "es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s"
        forms = [verb, verb + s, verb + "ed", verb + "ing"]
    return tuple(f"{form} {particle}" if particle else form for form in forms)


@cache
def verb_forms() -> Mapping[str, ReportingVerb]:
    """Return every form of every reporting verb, particle included ("pointed out"), with its verb.

    A form that several entries claim has the class of the first and the frames of all.
    """
    lexicon = load("reporting_verbs")
    person = frozenset(lexicon["person"]["lemmas"])
    out: dict[str, ReportingVerb] = {}
    for table, private in (("verbs", False), ("private", True)):
        for group in lexicon[table]:
            for lemma in group["lemmas"]:
                for form in inflect(lemma, lexicon["irregular"]):
                    had = out.get(form)
                    frames = frozenset(group["frames"]) | (had.frames if had else frozenset())
                    out[form] = (
                        ReportingVerb(had.lemma, had.cue_class, frames, had.private, had.person)
                        if had
                        else ReportingVerb(lemma, group["class"], frames, private, lemma in person)
                    )
    return out


@cache
def noun_forms() -> Mapping[str, str]:
    """Return every form of every reporting noun ("claims") with its dictionary form."""
    out: dict[str, str] = {}
    for group in load("reporting_verbs")["nouns"]:
        for lemma in group["lemmas"]:
            for form in (lemma, lemma[:-1] + "ies" if lemma.endswith("y") else lemma + "s"):
                out.setdefault(form, lemma)
    return out
