"""The type of every source, and how it is known: evidence gathered from all texts, weighed, decided with a reason.

Types belong to whoever speaks, not to single quotations: what one article says of somebody ("US President Ann Lund")
types her in all articles of the set. Evidence are titles, appositions and predicates beside the name, the source's own
noun phrase, a body's name, and concepts for which the codebook declares a type. The type with most
weight wins, the one that was told first if two have the same. docs/source-types.md defines the types.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from framing.annotate.quotations.record import Quotation, SourceType
from framing.annotate.speakers.body_names import body_names, with_full_names
from framing.annotate.speakers.descriptions import Description, describe
from framing.annotate.speakers.head_nouns import government_of
from framing.annotate.speakers.identified import how_identified
from framing.annotate.speakers.names import gender_of_given_name, surname
from framing.annotate.speakers.noun_phrase import Who, read_source
from framing.annotate.speakers.phrase_type import LIKELY, SURE, WEAK, TypeReading, read_type
from framing.annotate.speakers.topic import topic_of
from framing.annotate.speakers.type_evidence import Evidence

_PEOPLE = re.compile(r"(?:[Tt]he\s)?[A-Z][a-z]+[ie]c?ans")  # "Ruritanians", "Americans"
_SITES = frozenset({"website", "site", "web page"})
_PLACES = frozenset({"city", "town", "village", "state", "province", "county", "municipality", "borough", "township"})
# "Lund’s office", "a spokeswoman for Lund": whoever speaks for a person speaks in that person's role.
_SPEAKS_FOR = re.compile(
    r"(?P<a>[A-Z][\w\-]+(?:\s[A-Z][\w\-]+){0,2})[’']s\s(?:[a-z]+\s){0,2}?"
    r"(?:office|staff|team|camp|aides?|advisers?|advisors?|campaign|spokes\w+)\b"
    r"|\b(?P<c>[A-Z][\w\-]+)\s(?:campaign\s)?(?:spokes\w+|aides?|advisers?|advisors?|allies|ally|surrogates?)\b"
    r"|\b(?:spokes\w+|aides?|advisers?|advisors?|assistant|staffer)\s(?:for|to)\s"
    r"(?:[A-Z][a-z]+\.\s)?(?P<b>[A-Z][\w\-]+(?:\s[A-Z][\w\-]+){0,2})"
)


def type_sources(
    articles: Sequence[tuple[str, Sequence[Quotation]]],
    declared: Sequence[Mapping[int, SourceType]] = (),
) -> tuple[tuple[Quotation, ...], ...]:
    """Return the quotations of each article with ``source_type``, ``type_reason`` and ``identified``.

    Args:
        articles: Text and quotations, with canonical speakers, of one article or of a whole set.
        declared: For each article, the types that the codebook declares for the sources of single quotations.

    A set is typed as one: evidence on a speaker counts in all its articles. A quotation whose type an earlier call
    took from the codebook keeps it as evidence. Scare quotes have no source and stay as they are.
    """
    table: dict[str, Evidence] = {}
    for n, (text, quotations) in enumerate(articles):
        _Gathering(text, table).gather(quotations, declared[n] if declared else {})
    decided = {speaker: evidence.decide() for speaker, evidence in table.items()}
    return tuple(tuple(_typed(text, q, table, decided) for q in quotations) for text, quotations in articles)


@dataclass(slots=True)
class _Gathering:
    """One article being read for what it says of its speakers."""

    text: str
    table: dict[str, Evidence]
    bodies: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.bodies = body_names(self.text)

    def gather(self, quotations: Sequence[Quotation], declared: Mapping[int, SourceType]) -> None:
        """Add what the article says of its speakers to their evidence."""
        forms: dict[str, set[str]] = {}
        for i, q in enumerate(quotations):
            if not q.speaker or q.kind == "scare":
                continue
            evidence = self.table.setdefault(q.speaker, Evidence())
            kept = q.source_type if q.type_reason.startswith("codebook") else None
            if (kind := declared.get(i, kept)) is not None:
                evidence.add(TypeReading(kind, SURE, "a concept with this type"), "codebook")
            names = forms.setdefault(q.speaker, {q.speaker})
            phrase = q.source[0].of(self.text) if q.source else ""
            if phrase:
                self._own_phrase(evidence, q.speaker, phrase, names)
        topic = topic_of(self.text) if forms else None
        for speaker, names in forms.items():
            self._beside_name(self.table[speaker], speaker, names)
            if read_source(speaker).form == "name" and not self.table[speaker].body:
                self.table[speaker].topic = topic

    def _own_phrase(self, evidence: Evidence, speaker: str, phrase: str, names: set[str]) -> None:
        """What the source's own words tell: a name to look for, or a description."""
        who: Who = read_source(phrase)
        if who.form == "pronoun":
            evidence.person = evidence.person or who.gender in ("m", "f")
            return
        if who.form == "name" and not who.plural:
            names.add(who.name)
            return
        if surname(phrase) == surname(speaker) and phrase[0].isupper() and " " in speaker:
            return  # a surname that is a noun too ("Major")
        reading = self._read(_without(phrase, speaker))
        if reading is not None and not _is_document(speaker) and _is_outlet_of(reading, speaker):
            return  # what a paper by somebody says, its author says
        evidence.add(reading, "phrase")

    def _beside_name(self, evidence: Evidence, speaker: str, names: Iterable[str]) -> None:
        """Add what stands beside a speaker's name, and what a body's name tells by itself."""
        described = read_source(speaker).form != "name"
        proper = not described or (speaker[0].isupper() and any(w[:1].isupper() for w in speaker.split()[1:]))
        for name in sorted(names, key=lambda n: (n != speaker, n)) if proper else ():
            for one in describe(self.text, name):
                if one.words:
                    reading = self._described(one)
                    if not (described and reading is not None and reading.of_person):
                        evidence.add(reading, one.how)
                else:
                    evidence.add_sign(one.how)
        known = not speaker[0].isupper() and evidence.weights if described else evidence.person and not evidence.body
        reading = None if known else read_type(with_full_names(speaker, self.bodies))
        person = not described and " " in speaker
        if reading is not None and not (person and (reading.of_person or gender_of_given_name(speaker))):
            evidence.add(reading, "name")  # "Robert Major" is no major, "Vincent Fox" no channel

    def _described(self, one: Description) -> TypeReading | None:
        reading = self._read(one.words, title=one.how == "title")
        if reading is None or (reading.of_person and one.how != "affiliation"):
            office = reading is not None and one.how == "title" and reading.weight == WEAK
            return replace(reading, weight=LIKELY) if reading is not None and office else reading
        if reading.of_person:
            return None  # "Lund of the Mayor’s Row"
        # "Hull’s Ann Lund": a place beside a name is no office; and nobody is a document.
        place = one.how == "title" and (reading.words in _PLACES or government_of(reading.words) is not None)
        return None if place or reading.type in ("document", "citizen") else reading

    def _read(self, phrase: str, *, title: bool = False) -> TypeReading | None:
        if (m := _SPEAKS_FOR.search(phrase)) is not None and m["a"] and (owner := self._speaks_for(phrase)) is not None:
            return owner
        reading = read_type(with_full_names(phrase, self.bodies), title=title)
        if reading is None or reading.words.endswith("a named body"):
            return self._speaks_for(phrase) or reading
        return reading

    def _speaks_for(self, phrase: str) -> TypeReading | None:
        """The type of the person for whom somebody speaks."""
        m = _SPEAKS_FOR.search(phrase)
        if m is None:
            return None
        owner, name = Evidence(), m["a"] or m["b"] or m["c"]
        full = re.search(rf"\b[A-Z][\w’'\-]+\s{re.escape(name)}\b", self.text)
        for form in (name, full.group() if full and " " not in name else ""):
            for one in describe(self.text, form):
                if one.words:
                    owner.add(read_type(one.words, title=one.how == "title"), one.how)
        kind, _ = owner.decide()
        return TypeReading(kind, LIKELY, "speaks for a named person", of_person=True) if kind is not None else None


def _without(phrase: str, name: str) -> str:
    """A source's phrase without the person's name in it, whose words may be nouns too ("Doug Ford")."""
    inside = " " in name and name != phrase and read_source(name).form == "name"
    return re.sub(r"\s+", " ", phrase.replace(name, " ")) if inside else phrase


def _is_outlet_of(reading: TypeReading, speaker: str) -> bool:
    """Tell a paper or site through which a speaker speaks: "Vane’s statement", "the Vane website"."""
    return reading.type == "document" or (reading.words in _SITES and reading.words not in speaker)


def _is_document(speaker: str) -> bool:
    reading = read_type(speaker)
    return reading is not None and reading.type == "document"


def is_person(speaker: str, evidence: Evidence | None = None) -> bool:
    """Tell whether a canonical speaker is a named person, or several: by its form and what is known of it.

    >>> is_person("Ann Lund"), is_person("Harbour Board"), is_person("the minister")
    (True, False, False)
    """
    if read_source(speaker).form != "name" or _PEOPLE.fullmatch(speaker):
        return False
    if evidence is not None and (evidence.person or evidence.body):
        return evidence.person
    reading = read_type(speaker)
    return reading is None or reading.of_person or bool(" " in speaker and gender_of_given_name(speaker))


def _typed(
    text: str,
    q: Quotation,
    table: Mapping[str, Evidence],
    decided: Mapping[str, tuple[SourceType | None, str]],
) -> Quotation:
    """One quotation with its source's type and how it is known."""
    if q.kind == "scare":
        return q
    phrase = q.source[0].of(text) if q.source else ""
    if q.speaker:
        kind, reason = decided.get(q.speaker, (None, ""))
        person = is_person(q.speaker, table.get(q.speaker))
    else:
        reading = read_type(phrase) if phrase else None
        kind, reason = (reading.type, f"phrase: {reading.words}") if reading is not None else (None, "")
        person = False
    known = how_identified(phrase, speaker=q.speaker, person=person)
    return replace(q, source_type=kind, type_reason=reason, identified=known)
