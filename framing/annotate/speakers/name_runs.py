"""Runs of capitalised words in a text, and what their surroundings say for and against their being people.

A run may be a person, a body, a place, a month or the title of a work. No list of people is used; what stands around
the name decides, each sign with a weight (:class:`Signs`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from framing.annotate.speakers.head_nouns import called_by, gender_in, is_body_name
from framing.annotate.speakers.names import (
    DAYS_AND_MONTHS,
    Gender,
    fold,
    gender_of_given_name,
    names_in,
    surname,
    without_office,
)
from framing.annotate.speakers.noun_phrase import Who, read_source
from framing.lexicons import load
from framing.text.span import Span

_BEFORE = re.compile(r"((?:[\w’'\-]+[ \u00a0]){1,6})$")
_APPOSITION = re.compile(r",[ \u00a0](?!wh|that\b|said|told)(?P<what>[^,.;:“”\"()—–\n]{3,90})(?=[,.;—–\n)]|$)")
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
_COMPASS = frozenset({"north", "south", "east", "west", "new", "northern", "southern", "eastern", "western", "central"})
_NO_TITLE = frozenset(
    {"the", "a", "an", "and", "or", "but", "that", "as", "by", "with", "to", "from", "of", "in", "at", "for", "on"}
    | {"said", "says", "is", "was", "were", "told"}
)
_INSIDE = re.compile(r"[ \u00a0](?:of|on|in|at|for|from|to|with|by)[ \u00a0]|,")
_BESIDE = re.compile(r"[^\W\d_a-z]\w+[ \u00a0][^\W\d_a-z][\w’'\-]+[ \u00a0]and[ \u00a0]$")
_VERB_FIRST = re.compile(r"^(?:Said|Says|Added|Asked|Wrote)[ \u00a0]")  # "Said Brook: …"
_OFFICE = 12  # code points before a name: "chief of the "
_INITIALS = re.compile(r"\b[A-Z]{2,}\b")
_PREFIXED = re.compile(r"(?:pro|mid|non|ex|pre|un|co|nti)[-‐‑]")
_FURNITURE = frozenset({"below", "above", "continued", "continues", "advertisement", "updated", "published", "watch"})
# What only firms have: "Vane’s chief executive", "Vane shares", "Vane Ltd".
_FIRM = re.compile(
    r"(?:[’']s)?[ \u00a0](?:ceo|chief executive|chief financial|shareholders?|shares|stores?|customers|investors|board"
    r"|directors|headquarters|factory|plants?|products?|subsidiary|spokes\w+)\b"
    r"|,?[ \u00a0](?:Inc|Corp|Ltd|LLC|PLC|plc)\b",
    re.IGNORECASE,
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
    in_a_place: float = -2.0  # "in Port Brook", "North Brook"
    beside: float = 1.0  # "Ada Brook and Ivo Moss"
    leads: float = 1.0  # begins a sentence, with two words or more
    the: float = -2.0  # "the Port Brook"
    body: float = -4.0  # "Brook Council", "BBK Brook"
    bare: float = -0.9  # nothing known


SIGNS = Signs()


@dataclass(slots=True)
class NameRun:
    """A run of capitalised words that may be a person's name, with what its surroundings say."""

    span: Span
    who: Who
    titles: list[str]
    plus: float = 0.0
    minus: float = 0.0
    gender: Gender = ""
    held: frozenset[str] = frozenset()
    speaks: bool = False
    placed: bool = False

    @property
    def initials(self) -> bool:
        """Whether a word of it is all capitals, as in the names of bodies."""
        return _INITIALS.search(self.who.name) is not None


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load("inflection")["function_words"]["forms"])


def name_runs(text: str, sentences: Sequence[Span], speaking: Sequence[Span]) -> tuple[NameRun, ...]:
    """Return the runs of capitalised words in ``sentences`` that can be names of people or bodies, in order.

    ``speaking`` are the sources of quotations, in order. What was read last is kept: several annotators ask for it.
    """
    return _runs(text, tuple(sentences), tuple(speaking))


@lru_cache(maxsize=2)
def _runs(text: str, sentences: tuple[Span, ...], speaking: tuple[Span, ...]) -> tuple[NameRun, ...]:
    lower = " ".join(re.findall(r"(?<![\w’'])[a-z]{3,}", text))
    starts = [s.start for s in speaking]
    out = []
    for sentence in sentences:
        words_of = sentence.of(text)
        for m in names_in(words_of):
            if _is_inside_word(words_of, m.start()) or _PREFIXED.match(m.group()):
                continue  # "anti-Roman", "pro-Vane"
            named = without_office(words_of[max(0, m.start() - _OFFICE) : m.start()], m.group())
            who = read_source(_VERB_FIRST.sub("", named))
            if who.form not in ("name", "body") or who.plural or not who.name or _is_no_name(who.name):
                continue
            begins = m.end() - len(named)
            first = not words_of[: m.start()].strip(" “\"‘'")
            if first and " " not in who.name and f" {fold(who.name)}" in lower:
                continue  # a common word that only begins its sentence
            span = Span(sentence.start + begins, sentence.start + m.end())
            k = bisect_right(starts, span.start) - 1
            speaks = k >= 0 and span.start < speaking[k].end and not _INSIDE.search(text, starts[k], span.start)
            out.append(_weighed(text, sentence, span, who, speaks=speaks, first=first))
    return tuple(out)


def _is_inside_word(text: str, start: int) -> bool:
    """Tell a capital inside a word, also behind a hyphen: "anti-Roman"."""
    before = text[max(0, start - 2) : start]
    return before[-1:].isalnum() or (before[-1:] in "-‐‑" and before[:1].isalnum() and len(before) > 1)


def is_firm(text: str, span: Span) -> bool:
    """Tell whether what stands behind the name at ``span`` only bodies have: shares, directors, a spokesman."""
    return _FIRM.match(text, span.end) is not None


def _is_no_name(name: str) -> bool:
    """Tell months, days, abbreviations and runs that hold common words from names."""
    words = fold(name).split()
    common = words[-1] in DAYS_AND_MONTHS or words[-1] in _FURNITURE or not _function_words().isdisjoint(words)
    return common or _NO_NAME.search(name) is not None


def weigh(text: str, runs: Sequence[NameRun]) -> dict[str, float]:
    """Return for each name, folded, what all of its runs say: above 0 it is a person's.

    The strongest evidence for and the strongest against count once each, however often the name stands there.
    """
    plus: dict[str, float] = {}
    minus: dict[str, float] = {}
    alone: dict[str, float] = {}
    for run in runs:
        name = fold(run.who.name)
        plus[name] = max(plus.get(name, 0.0), run.plus)
        minus[name] = min(minus.get(name, 0.0), run.minus)
        if " " not in run.who.name:
            team = text[max(0, run.span.start - 4) : run.span.start].lower() == "the "
            sign = SIGNS.the if team else SIGNS.surname_alone
            alone[surname(name)] = min(alone.get(surname(name), sign), sign)
    return {
        name: SIGNS.bare + plus[name] + minus[name] + (alone.get(surname(name), 0.0) if " " in name else 0.0)
        for name in plus
    }


def _weighed(text: str, sentence: Span, span: Span, who: Who, *, speaks: bool, first: bool) -> NameRun:
    """A run with its titles and appositions, and what they say for its being a person."""
    ahead = text[max(sentence.start, span.start - 100) : span.start]
    behind = text[span.end : min(sentence.end, span.end + 110)]
    titles, held, plus, minus = [], frozenset[str](), 0.0, 0.0
    if who.roles or who.gender in ("m", "f"):
        titles.append(span.of(text).removesuffix(who.name).strip() if who.roles else "")
        plus += SIGNS.title
    if (before := _BEFORE.search(ahead)) and (title := _title_at_end(before[1].split())):
        titles.append(title)
        held = frozenset(called_by(title))
        plus += SIGNS.title
    for phrase in _appositions(ahead, behind):
        titles.append(phrase)
        nouns = called_by(phrase, only_known=True)
        if nouns and all(map(is_body_name, nouns)):
            minus += SIGNS.body
        elif nouns:
            plus += SIGNS.apposition
    long = " " in who.name
    plus += SIGNS.age * bool(_AGE.match(behind)) + SIGNS.personal * bool(_PERSONAL.match(behind))
    plus += SIGNS.given_name * bool(long and gender_of_given_name(who.name)) + SIGNS.speaks * speaks
    plus += SIGNS.leads * (first and long) + SIGNS.beside * bool(long and _BESIDE.search(ahead))
    placed = fold(who.name).split()[0] in _COMPASS or _IN_A_PLACE.search(ahead) is not None
    minus += SIGNS.in_a_place * placed + SIGNS.the * ahead.endswith(("the ", "The ", "the\u00a0"))
    minus += SIGNS.body * bool(is_body_name(who.name) or _INITIALS.search(who.name) or is_firm(text, span))
    gender: Gender = who.gender if who.gender in ("m", "f") else next((g for t in titles if (g := gender_in(t))), "")
    return NameRun(span, who, [t for t in titles if t], plus, minus, gender, held, speaks, placed)


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
    if not words or not words[-1][:1].islower() or not called_by(" ".join(words[-3:]), only_known=True):
        return ""
    first = len(words) - 1
    while first > 0 and words[first - 1].lower() not in _NO_TITLE and not words[first - 1].endswith(("ed", "ly")):
        first -= 1
    return " ".join(words[first:])
