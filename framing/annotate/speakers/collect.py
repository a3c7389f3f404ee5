"""From a text to its table of people and bodies: names, titles, appositions, gender.

A run of capitalised words may be a person, a body, a place, a month or a title of a work. No list of people is used;
what stands around the name decides, each sign with a weight (:class:`Signs`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from framing.annotate.speakers.entities import Entities, Entity, Mention, same_person
from framing.annotate.speakers.names import Gender, fold, gender_of_given_name, names_in, surname
from framing.annotate.speakers.noun_phrase import (
    Who,
    called_by,
    gender_in,
    is_body_name,
    is_place,
    read_source,
)
from framing.lexicons import load
from framing.text.span import Span

_BEFORE = re.compile(r"((?:[\w’'\-]+[ \u00a0]){1,6})$")
_APPOSITION = re.compile(r",[ \u00a0](?P<what>[^,.;:“”\"()—–\n]{3,90})(?=[,.;—–\n)]|$)")
_APPOSED_BEFORE = re.compile(
    r"(?P<what>(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[\w.\-]+[’']s)[ \u00a0][^,.;:“”\"()—–\n]{2,80})"
    r",[ \u00a0]$"
)
_CLOSED = re.compile(r"[,.;)]|[ \u00a0](?:and|who)\b")
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|had|have|will|would|said|says|\w+ed|\w+ing)\b")
_COPULA = re.compile(
    r"(?:,[ \u00a0]who)?[ \u00a0](?:is|was|became|has been|served as|works as|worked as)[ \u00a0]"
    r"(?P<what>(?:an?|the)[ \u00a0][^,.;:“”\"()—–\n]{3,80})"
)
_AGE = re.compile(r",[ \u00a0]\d\d?(?:,|\.|[ \u00a0]years?\b)")
_IN_A_PLACE = re.compile(
    r"\b(?:in|at|near|across|outside|into|throughout|around|south of|north of|east of|west of)[ \u00a0]$"
)
_PERSONAL = re.compile(r"(?:,[ \u00a0]who\b|[’']s[ \u00a0](?:wife|husband|son|daughter|mother|father|family|lawyer)\b)")
_NO_NAME = re.compile(r"[-‐‑][a-z]{3,}|\b(?:US|U\.S|UK|EU|UN)\b|\d")
_MONTHS = frozenset(
    {"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november"}
    | {"december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "christmas", "easter"}
)
_COMPASS = frozenset({"north", "south", "east", "west", "new", "northern", "southern", "eastern", "western", "central"})
_NO_TITLE = frozenset(
    {"the", "a", "an", "and", "or", "but", "that", "as", "by", "with", "to", "from", "of", "in", "at", "for", "on"}
    | {"said", "says", "is", "was", "were", "told"}
)
_INITIALS = re.compile(r"\b[A-Z]{2,}\b")
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|himself|herself)\b", re.IGNORECASE)
_OPENS = re.compile(r"(?:He|She|His|Her)\b")
_LONGEST_NAME = 4  # words
# What may stand before a name that leads its sentence: nothing, a few words, an opening phrase, "The mayor, ".
_LEADS = re.compile(
    r"\s*[\"“]?(?:[^,:;“”\"]{0,50},[ \u00a0])?(?:(?!said|told|by|with|to\b|of\b)[\w’'\-]+[ \u00a0]){0,4}"
)


@dataclass(frozen=True, slots=True)
class Signs:
    """What each sign says for (or against) a run of capitalised words being a person; one is when they sum above 0."""

    title: float = 3.0  # "union president Jo Brook", "Ms. Brook"
    apposition: float = 2.0  # "Jo Brook, a teacher,"
    age: float = 3.0  # "Jo Brook, 41,"
    given_name: float = 2.0  # the first word is a frequent given name
    personal: float = 2.0  # "Jo Brook, who", "Jo Brook’s daughter"
    speaks: float = 1.0  # the source of a quotation
    surname_alone: float = 1.5  # "Brook" stands alone elsewhere
    in_a_place: float = -2.0  # "in Port Brook"
    the: float = -2.0  # "the Port Brook"
    body: float = -4.0  # "Brook Council", "BBK Brook"
    compass: float = -2.0  # "North Brook"
    bare: float = -1.0  # nothing known


SIGNS = Signs()


@dataclass(slots=True)
class _Run:
    """A run of capitalised words that may be a person's name, with what its surroundings say."""

    span: Span
    who: Who
    titles: list[str]
    sign: float
    gender: Gender = ""


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load("inflection")["function_words"]["forms"])


class _Collector:
    def __init__(
        self, text: str, sentences: Sequence[Span], quoted: Sequence[Span], subjects: Sequence[int] | None
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.sentence_starts = [s.start for s in sentences]
        self.quoted = quoted
        self.quote_starts = [q.start for q in quoted]
        self.subjects = subjects
        self.table = Entities()

    def mention(self, span: Span) -> Mention:
        """The mention at ``span`` with its place in sentence and quotation."""
        i = bisect_right(self.sentence_starts, span.start) - 1
        k = bisect_right(self.quote_starts, span.start) - 1
        quoted = k >= 0 and self.quoted[k].start <= span.start < self.quoted[k].end
        begins = (
            max(self.sentence_starts[i], self.text.rfind(";", self.sentence_starts[i], span.start) + 1) if i >= 0 else 0
        )
        leading = i >= 0 and _LEADS.fullmatch(self.text, begins, span.start) is not None
        if self.subjects is None:
            subject = leading
        else:
            j = bisect_right(self.subjects, span.end - 1) - 1
            subject = j >= 0 and self.subjects[j] >= span.start
        owner = self.text[span.end - 2 : span.end] in ("’s", "'s") or self.text[span.end : span.end + 2] in ("’s", "'s")
        return Mention(span, i, subject=subject, leading=leading, owner=owner, quoted=quoted)


def collect_entities(
    text: str,
    sentences: Sequence[Span],
    quoted: Sequence[Span],
    sources: Iterable[Span],
    *,
    subjects: Sequence[int] | None = None,
) -> Entities:
    """Return the table of the people and bodies that ``text`` names.

    Args:
        text: The article.
        sentences: Its sentences, in order; names outside them (page furniture) are not looked at.
        quoted: Words between marks, in order; names in them are mentions, marked as quoted.
        sources: Spans of quotations' sources, which are names more often than other words are.
        subjects: Where the subjects of clauses start, in order, if a parser told; else what leads a sentence is one.
    """
    collector = _Collector(text, sentences, quoted, subjects)
    speaking = sorted(sources)
    lower = " ".join(re.findall(r"(?<![\w’'])[a-z]{3,}", text))
    runs = [run for s in sentences for run in _runs(text, lower, s, speaking)]
    alone = _alone(text, runs)
    for run in runs:
        if " " in run.who.name and run.sign + alone.get(surname(run.who.name), 0.0) > 0:
            _add_person(collector, run)
    for run in runs:
        if " " not in run.who.name:
            _add_single(collector, run)
    _add_bodies(collector, runs)
    table = collector.table
    for person in table.people:
        person.gender = person.gender or _shown_gender(text, collector, person)
    return table


def _alone(text: str, runs: Sequence[_Run]) -> dict[str, float]:
    """What names of one word say for longer ones that end so: "Brook" for "Ada Brook", "the Hurricanes" against."""
    out: dict[str, float] = {}
    for run in runs:
        if " " not in run.who.name:
            team = text[max(0, run.span.start - 4) : run.span.start].lower() == "the "
            sign = SIGNS.the if team else SIGNS.surname_alone
            out[surname(run.who.name)] = min(out.get(surname(run.who.name), sign), sign)
    return out


def _runs(text: str, lower: str, sentence: Span, speaking: Sequence[Span]) -> list[_Run]:
    """The runs of capitalised words in a sentence that can be names of people or bodies."""
    out = []
    starts = [s.start for s in speaking]
    for m in names_in(sentence.of(text)):
        span = Span(sentence.start + m.start(), sentence.start + m.end())
        who = read_source(span.of(text))
        if who.form not in ("name", "body") or who.plural or not who.name:
            continue
        words = fold(who.name).split()
        if _NO_NAME.search(who.name) or not _MONTHS.isdisjoint(words) or not _function_words().isdisjoint(words):
            continue
        if len(words) == 1 and not sentence.of(text)[: m.start()].strip(' “"') and f" {words[0]}" in lower:
            continue  # a common word that only begins its sentence
        k = bisect_right(starts, span.start) - 1
        speaks = k >= 0 and speaking[k].start <= span.start < speaking[k].end
        out.append(_weighed(text, sentence, Span(span.start, span.end), who, speaks=speaks))
    return out


def _weighed(text: str, sentence: Span, span: Span, who: Who, *, speaks: bool) -> _Run:
    """A run with its titles and appositions, and what they say for its being a person."""
    titles, sign = [], SIGNS.bare
    ahead = text[max(sentence.start, span.start - 100) : span.start]
    behind = text[span.end : min(sentence.end, span.end + 110)]
    if who.roles or who.gender:
        titles.append(span.of(text).removesuffix(who.name).strip() if who.roles else "")
        sign += SIGNS.title
    if (before := _BEFORE.search(ahead)) and (title := _title_at_end(before[1].split())):
        titles.append(title)
        sign += SIGNS.title
    for phrase in _appositions(ahead, behind):
        titles.append(phrase)
        nouns = called_by(phrase, only_known=True)
        sign += (SIGNS.body if all(map(is_body_name, nouns)) else SIGNS.apposition) if nouns else 0.0
    sign += SIGNS.age * bool(_AGE.match(behind)) + SIGNS.personal * bool(_PERSONAL.match(behind))
    sign += SIGNS.given_name * bool(" " in who.name and gender_of_given_name(who.name)) + SIGNS.speaks * speaks
    sign += SIGNS.body * bool(is_body_name(who.name) or _INITIALS.search(who.name))
    sign += SIGNS.compass * (fold(who.name).split()[0] in _COMPASS)
    sign += SIGNS.in_a_place * bool(_IN_A_PLACE.search(ahead)) + SIGNS.the * bool(
        re.search(r"\b[Tt]he[ \u00a0]$", ahead)
    )
    gender: Gender = who.gender if who.gender in ("m", "f") else next((g for t in titles if (g := gender_in(t))), "")
    return _Run(span, who, [t for t in titles if t], sign, gender)


def _appositions(ahead: str, behind: str) -> list[str]:
    """The phrases set beside a name that say what it is: "a teacher," behind, "The captain," before, "is the owner"."""
    found = []
    if _CLOSED.match(behind) and (m := _APPOSED_BEFORE.search(ahead)) and not _CLAUSE.search(m["what"]):
        found.append(m["what"])
    matches = (_APPOSITION.match(behind), _COPULA.match(behind))
    found += [m["what"] for m in matches if m and not _CLAUSE.match(m["what"])]
    return [phrase for phrase in found if called_by(phrase)]


def _title_at_end(words: Sequence[str]) -> str:
    """The title that ``words`` end with right before a name: "union president", "former coach"."""
    if not words or not words[-1][:1].islower() or not called_by(words[-1], only_known=True):
        return ""
    first = len(words) - 1
    while first > 0 and words[first - 1].lower() not in _NO_TITLE and not words[first - 1].endswith(("ed", "ly")):
        first -= 1
    return " ".join(words[first:])


def _add_person(collector: _Collector, run: _Run) -> None:
    table, words = collector.table, fold(run.who.name).split()
    person = next(
        (p for p in table.people if same_person(fold(p.name).split(), words) and p.may_be(run.gender)),
        None,
    )
    if person is None:
        person = Entity(run.who.name, "person")
        table.people.append(person)
    _learn(person, run)
    person.name = _fullest(person)
    table.add_mention(person, collector.mention(run.span))


def _fullest(person: Entity) -> str:
    """The form that stands for a person: of the full names the most frequent, then the longest that is not too long.

    A caption or credit line that runs into a name ("The Post Ada Brook") is rarer than the name.
    """
    full = [f for f in person.forms if " " in f] or list(person.forms)
    return min(full, key=lambda f: (-person.forms[f], len(f.split()) > _LONGEST_NAME, -len(f), f))


def _learn(entity: Entity, run: _Run) -> None:
    """Keep the form, titles, appositions and gender that a mention shows."""
    entity.forms[run.who.name] += 1
    entity.roles |= run.who.roles
    for title in run.titles:
        entity.roles.update(called_by(title))
        if title not in entity.appositions:
            entity.appositions.append(title)
    entity.gender = entity.gender or run.gender


def _add_single(collector: _Collector, run: _Run) -> None:
    """A name of one word: that of somebody named in full, else of somebody who has a title or speaks."""
    table = collector.table
    able = [p for p in table.called(run.who.name) if p.may_be(run.gender)]
    if able:
        latest = next((e for _, e in table.before(run.span.start) if any(e is p for p in able)), able[0])
        _learn(latest, run)
        table.add_mention(latest, collector.mention(run.span))
    elif run.who.form == "name" and run.sign > 0 and not is_place(run.who.name) and not is_body_name(run.who.name):
        person = Entity(run.who.name, "person")
        table.people.append(person)
        _learn(person, run)
        table.add_mention(person, collector.mention(run.span))


def _add_bodies(collector: _Collector, runs: Sequence[_Run]) -> None:
    """Names with a noun for a body in them or beside them, and those that speak and show no sign of a person."""
    table = collector.table
    taken = {m.span.start for m, _ in table.events}
    for run in runs:
        if run.span.start in taken or is_place(run.who.name):
            continue
        noun = is_body_name(run.who.name)
        if run.who.form != "body" and not noun and not (run.sign <= 0 and run.titles):
            continue
        key = fold(run.who.name)
        body = next((b for b in table.bodies if fold(b.name) == key), None)
        if body is None:
            body = Entity(run.who.name, "body", gender="n")
            table.bodies.append(body)
        _learn(body, run)
        body.gender = "n"
        if noun:
            body.roles.add(noun)
        table.add_mention(body, collector.mention(run.span))


def _shown_gender(text: str, collector: _Collector, person: Entity) -> Gender:
    """The gender of the pronouns that follow a person in sentences that name nobody else before them."""
    votes = {"m": 0, "f": 0}
    sentences = collector.sentences
    for mention in person.mentions:
        if mention.quoted or mention.sentence < 0:
            continue
        sentence = sentences[mention.sentence]
        others = [
            m
            for m, e in collector.table.events
            if e is not person and e.kind == "person" and m.sentence == mention.sentence
        ]
        if others:
            continue
        rest = _outside_marks(collector, Span(mention.span.end, sentence.end))
        if mention.sentence + 1 < len(sentences) and (after := _OPENS.match(sentences[mention.sentence + 1].of(text))):
            rest += f" {after[0]}"
        if found := _PRONOUN.search(rest):
            votes["m" if found[0].lower() in ("he", "his", "him", "himself") else "f"] += 1
    if votes["m"] >= 2 * votes["f"] and votes["m"]:
        return "m"
    return "f" if votes["f"] >= 2 * votes["m"] and votes["f"] else ""


def _outside_marks(collector: _Collector, span: Span) -> str:
    """The text of ``span`` without words between marks."""
    out, at = "", span.start
    k = max(bisect_right(collector.quote_starts, span.start) - 1, 0)
    while k < len(collector.quoted) and collector.quoted[k].start < span.end:
        q = collector.quoted[k]
        if q.end > at:
            out += collector.text[at : max(at, min(q.start, span.end))] + " "
            at = max(at, q.end)
        k += 1
    return out + collector.text[at : span.end]
