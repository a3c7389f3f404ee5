"""What an article says somebody is: the titles, appositions and predicates beside a name.

Read from the words around each place where the name stands, without a parser; what is read is judged elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from framing.annotate.speakers.head_nouns import called_by
from framing.annotate.speakers.names import fold

How = Literal["title", "apposition", "predicate", "affiliation", "age", "kin", "body"]

_REACH_BACK, _REACH_ON = 110, 180  # code points
_MOST = 200  # places at which a name is looked at; nobody is introduced so late
_SPACE = r"[ \u00a0]"
_NO_STOP = r"[^,.;:“”\"()—–\n]"
_ABBREVIATION = r"\b(?:U\.S|U\.K|U\.N|St|Dr|Mr|Ms|Inc|Ltd|Corp)\.|\.(?=\S)"
# Where the noun phrase that ends at a name begins: after a stop, a verb of speech, a conjunction, a preposition.
_STOP_BACK = re.compile(
    r"[.!?;:“”\"()\n—–]|,\s|\b(?:said|says|say|told|tells|tell|asked|by|and|but|that|with|when|as|from|than|after|before"
    r"|while|because|if|against|like|to|is|was|are|were|be|had|has|have|including|according|added|adds|where|who|whom"
    r"|met|meet|called|named|between|over|on|at|or|nor|via|about|under|into)\s",
    re.IGNORECASE,
)
_SHORT_TITLE = re.compile(
    r"\b(?:Sens?|Reps?|Govs?|Lt|Gen|Col|Maj|Adm|Sgt|Brig|Capt|Cmdr|Const|Det|Insp|Cpl|Supt|Couns?|Cllr|Profs?|Drs?|Rev|St|Mr|Mrs"
    r"|Ms|Hon|Asst|Dep|Sec|Pres|U\.S|U\.K|U\.N)\."
)
_DETERMINED = (
    r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur|[Mm]y|[Oo]ne|[Aa]nother|[Ff]ellow)\s|[\w.\-]+[’']s\s)"
)
_CLAUSE_BEFORE = re.compile(r"\b(?:that|when|while|because|after|before|if|said|says|told|reported)\s")
_BEFORE_COMMA = re.compile(
    r"(?:^|[.!?;:“”\"()\n—–,]\s*|\b(?:said|says|by|[Aa]nd|[Bb]ut|that|to|with|from|when|as|while)\s)"
    rf"(?P<what>{_DETERMINED}{_NO_STOP}{{2,90}}),\s$"
)
_KIND_BEFORE = re.compile(r"(?P<kind>\b[a-z]+s),\s$")  # "two councillors, Ann Lund and Ivo Marsh"
_AGE = re.compile(r",?\s\(?(?:aged?\s)?(\d\d?)(?:-year-old)?(?=[,;)]|\sof\s|\.\s)\)?")
_AGED_BEFORE = re.compile(r"\d\d?-year-old\s+(?:[\w’'\-]+\s+){0,4}$")
# Behind a name and closed by a point or comma: "Ann Lund, who is a nurse," and no "Ann Lund, police said".
_APPOSED = re.compile(
    r"\s?(?:,|\s[–—-]|—|\()\s?"
    r"(?:(?:who|which)\s(?:is|was|has\sbeen|works?|worked|serves?|served|heads?|leads?|runs?)\s"
    r"(?:now\s|also\s|currently\s)?(?:as\s)?)?"
    rf"(?P<what>(?:{_ABBREVIATION}|(?!\s(?:said|says|told|wrote|added|tweeted)\b){_NO_STOP})+)(?=[,.;:)—–\n]|$)"
)
_WHO = re.compile(rf"\s?,?\swho\s(?:has\s|had\s|have\s)?(?P<verb>[a-z]+)\s(?P<what>{_NO_STOP}{{0,80}})")
_FIRST = re.compile(r"\s(?:for|with|in|to|that|and|on|at|when)\s")
_PREDICATE = re.compile(
    r"(?:,[^.;:“”\"\n,]{3,90},)?\s(?:is|was|became|has\sbeen|served\sas|works?\sas|worked\sas)\s(?:also\s|now\s|currently\s|then\s)?"
    rf"(?P<what>(?:an?|the|one\sof\sthe|[A-Z][\w’'\-]+[’']s)\s{_NO_STOP}{{3,100}})"
)
_SPEAKS = re.compile(
    rf"(?:,\swho\s|\s){_NO_STOP}{{0,70}}?\b(?:speaks|spoke|speaking)\sfor\s(?P<what>{_NO_STOP}{{3,60}})"
)
_AFFILIATION = re.compile(rf"\s(?:of|from|with|at|for)\s(?P<what>(?:the\s)?[A-Z]{_NO_STOP}{{1,60}})")
# "Ann Lund and Ivo Marsh", "Ann Lund, Ivo Marsh": names before a name, which share its title.
_NAMES_BEFORE = re.compile(
    rf"(?:(?:[A-Z][\w’'\-]+{_SPACE}){{1,3}}(?<=\s)(?:and|or)\s"
    rf"|(?:[A-Z][\w’'\-]+{_SPACE}){{0,2}}[A-Z][\w’'\-]+,\s(?:and\s)?)+$"
)
_BECOMES = re.compile(
    r"(?:,[^.;:“”\"\n,]{3,90},)?\s(?:(?:has|had|was|is|will|would)\s(?:\w+\s){0,3}?)?"
    r"(?:taken\sover\sas|took\sover\sas|appointed|elected|named|sworn\sin\sas|serves?\sas|works?\sas|acts?\sas|hired\sas)\s(?:as\s)?"
    rf"(?P<what>(?:(?:an?|the|its|their)\s)?[A-Za-z]{_NO_STOP}{{2,60}})"
)
# "Lund will focus on her role as head of Acme", "Lund, who has been in charge of Acme".
_ROLE_AS = re.compile(
    rf"{_NO_STOP}{{0,110}}?\b(?:his|her|their)\s(?:\w+\s){{0,2}}?(?:role|job|position|post|work|duties)\sas\s"
    rf"(?P<what>[A-Za-z]{_NO_STOP}{{2,60}})"
)
_IN_CHARGE = re.compile(
    rf",?\s(?:who\s)?(?:is|was|has\sbeen|had\sbeen)\s(?:also\s|now\s)?in\scharge\sof\s(?P<what>{_NO_STOP}{{2,60}})"
)
_LEFT = re.compile(
    rf"\s{_NO_STOP}{{0,40}}?\b(?:step(?:s|ped)?\sdown|resign(?:s|ed)?|retire[sd]?|quits?|ousted)\sas\s"
    rf"(?P<what>[A-Za-z]{_NO_STOP}{{2,60}}|[a-z]+)"
)
_LIVING = re.compile(
    r"(?:^|[.!?\n]\s*)(?:Now\s|At\s|Aged\s)?\d\d\s(?:years\sold\s)?(?:and|who)\s[^.;:,\n]{2,60},\s$|Now\s\d\d,\s$"
)
_JOINED = re.compile(
    r"(?:^|[.,;:“”\n]\s*|\b(?:said|says|by|with|to|that|told|from)\s)"
    r"(?!(?:[Tt]he|[Aa]n?)\s)(?P<first>(?:[\w’'\-]+\s){0,3}[a-z]+)\sand\s$"
)
_SUFFIX = re.compile(r"^,?\s(?:Jr\.?|Sr\.?|I{2,3}|IV)(?=[\s,])")
# "Lund left her home": nothing but private life is told of the private.
_PRIVATE = re.compile(
    r"[^.!?;:“”\"\n]{0,110}?\b(?:(?:her|his)\s(?:\w+\s)?|(?:had|has|have)\s(?:an?|another|two|three|four)\s(?:\w+\s)?)"
    r"(?:sons?|daughters?|wife|husband|mother|father|brothers?|sisters?|family|child|children|kids?|grandson|granddaughter"
    r"|boyfriend|girlfriend|home|house|apartment|pension|bedroom|kitchen|shift|landlord|classmates?)\b"
)
_KIN_NEXT = re.compile(
    rf"{_NO_STOP}{{0,120}}[.!?][”\"]?\s(?:Her|His)\s(?:late\s|\w+\s)?"
    r"(?:son|daughter|wife|husband|mother|father|brother|sister|family|parents)\b"
)
_KIN = re.compile(
    r"[’']s\s(?:\w+\s)?(?:son|daughter|wife|husband|mother|father|brother|sister|family|children|kids|parents|baby|home)s?\b"
)
_HAS_SPOKESPEOPLE = re.compile(
    r"(?:[’']s)?\s(?:spokes\w+|ceo|president|chief\sexecutive|chairman|executives?|employees|officials?|shares|stores?"
    r"|customers|shareholders|headquarters|founder)\b",
    re.IGNORECASE,
)
# What goes on after a comma and says nothing of who somebody is.
_NO_APPOSITION = re.compile(
    r"(?:said|says|and|but|who\s|told|which|whose|where|when|while|as\s|in\s|on\s|at\s|for\s|after|before|adding|citing"
    r"|according|has\s|had\s|is\s|was\s|however|also|he\s|she\s|they\s|it\s|we\s|i\s|\d|then\s|not\s|if\s|because|to\s"
    r"|with\s)",
    re.IGNORECASE,
)
# What people do by which a who-clause tells what they are, as the noun that says the same.
_WHO_DOES: Mapping[str, str] = {
    **dict.fromkeys(("owns", "owned", "runs"), "owner"),
    **dict.fromkeys(("founded", "started"), "founder"),
    **dict.fromkeys(("lives", "lived"), "resident"),
    **dict.fromkeys(("heads", "leads"), "head"),
    **dict.fromkeys(("studies", "researches"), "researcher"),
    **dict.fromkeys(("plays", "played"), "player"),
    **dict.fromkeys(("witnessed", "saw"), "witness"),
    "manages": "manager",
    "teaches": "teacher",
    "represents": "representative",
    "chairs": "chair",
    "directs": "director",
    "coaches": "coach",
    "prosecuted": "prosecutor",
    "presided": "judge",
    "survived": "survivor",
    "fled": "refugee",
}


@dataclass(frozen=True, slots=True)
class Description:
    """Words that say what somebody is, and how they stand beside the name; a mere sign (an age) has no words."""

    words: str
    how: How


def describe(text: str, name: str) -> Iterator[Description]:
    """Yield what stands beside ``name`` in ``text``: the full name, or its last word with a title before it.

    Args:
        text: An article.
        name: A person's or body's name as the article prints it; an empty one yields nothing.

    >>> [d.words for d in describe("Union president Ann Lund spoke. Ann Lund, a crane driver, left.", "Ann Lund")]
    ['Union president', 'a crane driver']
    """
    words = name.split()
    if not words:
        return
    last = words[-1] if fold(words[-1]) not in ("jr", "sr", "ii", "iii") or len(words) == 1 else words[-2]
    parts = {fold(w) for w in words}
    for at in islice(_places(text, last), _MOST):
        start, end = _name_start(text, at, parts), at + len(last)
        whole = start < at or len(words) == 1
        before = list(_before(text, start, whole=whole))
        after = list(_after(text[end : end + _REACH_ON], whole=whole))
        yield from _together(before, after)


def _places(text: str, word: str) -> Iterator[int]:
    """Where ``word`` stands as a word: by plain search, as texts may be long and names many."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and _is_letter(text[at - 1])) and not (end < len(text) and _is_letter(text[end])):
            yield at
        at = text.find(word, end)


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"


def _together(before: list[Description], after: list[Description]) -> Iterator[Description]:
    """Yield all; a title and an affiliation around one name are one office: "Superintendent Lund of the police"."""
    where = next((one.words for one in after if one.how == "affiliation"), None)
    for one in before:
        joined = one.how == "title" and where is not None
        yield Description(f"{one.words} of {where}", "apposition") if joined else one
    yield from after


def _name_start(text: str, start: int, parts: set[str]) -> int:
    """Where the name begins whose last word starts at ``start``: earlier words of it, and initials."""
    while (m := re.search(r"(?:^|(?<=[\s(“\"]))([^\s(“\"]+)[ \u00a0]$", text[max(0, start - 30) : start])) is not None:
        if fold(m[1]) not in parts and not re.fullmatch(r"[A-Z]\.?", m[1]):
            break
        start -= len(m[1]) + 1
    return start


def _before(text: str, start: int, *, whole: bool) -> Iterator[Description]:
    """What stands before the name: a phrase closed by a comma, an age, a title, a title shared with other names."""
    back = text[max(0, start - _REACH_BACK) : start]
    if whole and (names := _NAMES_BEFORE.search(back)) is not None:
        yield from _title(re.sub(r",\s$", " ", back[: names.start()]))
    if whole and (m := _BEFORE_COMMA.search(back)) is not None:
        yield Description(_CLAUSE_BEFORE.split(m["what"])[-1], "apposition")
        return
    if whole and (m := _KIND_BEFORE.search(back)) is not None:
        yield from _title(back[: m.end("kind")] + " ")
    if _AGED_BEFORE.search(back) or _LIVING.search(back):
        yield Description("", "age")
    yield from _title(back)


def _title(back: str) -> Iterator[Description]:
    """The noun phrase that ends where ``back`` ends; the point of "Sen." ends nothing."""
    masked = _SHORT_TITLE.sub(lambda m: m.group()[:-1] + "_", back)
    at = max((stop.end() for stop in _STOP_BACK.finditer(masked)), default=0)
    title = back[at:].strip()
    if (joined := _JOINED.search(back[:at])) is not None and called_by(joined["first"], only_known=True):
        title = f"{joined['first']} and {title}"  # "councillor and tenants advocate Ann Lund"
    if title and back[-1:] in " \u00a0":
        yield Description(title, "title")


def _after(on: str, *, whole: bool) -> Iterator[Description]:
    """What stands behind the name: signs, then what says most."""
    if _HAS_SPOKESPEOPLE.match(on):
        yield Description("", "body")
    on = _SUFFIX.sub("", on, count=1)
    if on[:2] in ("’s", "'s"):
        if _KIN.match(on):
            yield Description("", "kin")
    elif whole:
        if (age := _AGE.match(on)) is not None:
            yield Description("", "age")
            on = on[age.end() :]
        yield from _told_behind(on)


def _told_behind(on: str) -> Iterator[Description]:
    """What the rest of the sentence tells of whose full name it follows."""
    if _PRIVATE.match(on) or _KIN_NEXT.match(on):
        yield Description("", "kin")
    if (said := _said_behind(on)) is not None:
        yield said
    if (m := _SPEAKS.match(on)) is not None:
        yield Description(f"spokesperson for {m['what']}", "predicate")
    for pattern in (_PREDICATE, _BECOMES, _ROLE_AS):
        if (m := pattern.match(on)) is not None:
            yield Description(m["what"], "predicate")
    for pattern, noun in ((_IN_CHARGE, "head of"), (_LEFT, "former")):
        if (m := pattern.match(on)) is not None:
            yield Description(f"{noun} {m['what']}", "predicate")


def _said_behind(on: str) -> Description | None:
    """The who-clause, apposition or affiliation that begins right behind the name."""
    if (m := _WHO.match(on)) is not None and m["verb"] in _WHO_DOES:
        return Description(f"{_WHO_DOES[m['verb']]} of {_FIRST.split(m['what'], maxsplit=1)[0]}", "predicate")
    if (m := _APPOSED.match(on)) is not None and not _NO_APPOSITION.match(m["what"]):
        return Description(m["what"].strip(), "apposition")
    if (m := _AFFILIATION.match(on)) is not None:
        return Description(m["what"], "affiliation")
    return None
