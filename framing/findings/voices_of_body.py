"""Of which bodies somebody is the voice, and whether another article lets the same body speak by somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from framing.annotate.speakers.names import NAME, gender_of_given_name
from framing.compare.inflection import function_words
from framing.findings.context import Context, Row, fold
from framing.findings.names import is_place, last, namings, title_words
from framing.findings.voices_unlisted import says_or_quotes
from framing.lexicons import load

_REACH = 90  # code points on each side of a name in which a role and its body stand
_BACK = 2  # sentences before, where "the group's president" has its group
_ACRONYM = 3  # letters
_LONG = 3  # words of a name of which the last may be left out: "Harbour League" of "Harbour League International"
_SPEECH = frozenset(("direct", "partial", "indirect"))
_GROUP = re.compile(r"\b(?:campaign|administration|team|office|camp)\b")
# "…, president of the Orrby, Md., branch of the League": a state's short form does not end what says who it is.
_APPOSED = re.compile(r"\s?[,(]\s?(?P<words>[^,;()“”\"]{3,90}(?:, [A-Z][a-z]{1,4}\.,[^,;()“”\"]{3,60})?)")
_BEFORE = re.compile(r"(?P<words>[^,;:()“”\"]{3,90})[,\s]\s?$")
# Bodies in which people sit who speak for themselves.
_SEATS = frozenset(("house", "senate", "congress", "parliament", "court", "caucus"))


def another_speaks_for(context: Context, rows: list[Row], name: str, article: str) -> bool:
    """Tell whether an article lets a body speak whose voice somebody is elsewhere: by another person, or as a body.

    ``rows`` are the quotations of the person. A body speaks where it, or somebody who holds a role in it, is the
    source of a quotation or of indirect speech, where it is the subject before words in quotation marks, and where
    somebody of it says something inside another's words. Who sits in a body (a senator, a judge) is not its voice.

    Returns false where no role and no body stand beside the name.
    """
    bodies = _bodies(context, rows, name)
    return bool(bodies) and any(
        told.search(words)
        for forms in bodies
        for told, every in zip(_patterns(forms), _speaking(context, article), strict=True)
        for words in every
    )


def _speaking(context: Context, article: str) -> tuple[list[str], list[str]]:
    """An article's sources and what stands before words without one; and its sentences that tell of saying."""
    text = context.tables.texts.get(article, "")
    sources: list[str] = []
    for row in context.rows_of("quotations", article):
        sentence = context.sentence_at(article, int(row["start"]))
        if isinstance(row["source"], str) and row["kind"] in _SPEECH:
            sources.append(_plain(row["source"]))
        elif sentence is not None and row["kind"] != "indirect":
            sources.append(_plain(text[sentence.start : int(row["start"])]))
    saying = [s for s in context.body(article) if says_or_quotes(text, s.start, s.end)]
    return sources, [_plain(text[s.start : s.end]) for s in saying]


def _plain(words: str) -> str:
    """Words in small letters, without points and possessives, on one line."""
    return re.sub(r"[’']s\b|[’']|\.", "", " ".join(words.split()).lower())


@cache
def _patterns(forms: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """How a body stands as who speaks: as the subject or by a role in it; and by a role alone, for whole sentences."""
    body = " ".join(map(re.escape, forms))
    role = "|".join(sorted({_plain(f).split()[-1] for f in (*load("references")["speaks_for"]["forms"], "official")}))
    by_role = rf"\b(?:the|an?) {body}(?: [a-z]+)? (?:{role})s?\b"
    of_body = rf"\b(?:{role}|branch|chapter)s? (?:of|for|at|with|from) (?:the )?{body}\b"
    return re.compile(rf"(?:^|[,;:“”\"] ?)(?:the |an? )?{body}\b|{of_body}|{by_role}"), re.compile(by_role)


def _bodies(context: Context, rows: list[Row], name: str) -> set[tuple[str, ...]]:
    """The forms of the names of bodies for which somebody speaks, as the articles that quote them say."""
    found: set[tuple[str, ...]] = set()
    for article in {str(row["article_id"]) for row in rows}:
        every = context.body(article)
        text = context.tables.texts.get(article, "")
        for start, end in namings(context, article, name):
            at = next((k for k, s in enumerate(every) if s.start <= start < s.end), None)
            if at is None:
                continue
            before, behind = text[max(every[at].start, start - _REACH) : start], text[end : every[at].end]
            for words in _beside(before.removesuffix(name.rsplit(maxsplit=1)[0] + " "), behind):
                found |= set(_named(words, name))
                if _general().search(words):
                    found |= {f for s in every[max(0, at - _BACK) : at] for f in _named(text[s.start : s.end], name)}
    return found


def _beside(before: str, behind: str) -> Iterator[str]:
    """The words before and behind a name that say who it is, where a role in which somebody speaks is among them."""
    for match in (_BEFORE.search(before), _APPOSED.match(behind)):
        if match is not None and _roles().search(match["words"]):
            yield match["words"]


def _named(words: str, name: str) -> Iterator[tuple[str, ...]]:
    """The forms of each name of a body among some words; of no person, place or title."""
    for match in NAME.finditer(words):
        run = [w for w in match.group().split() if fold(w) not in title_words()]
        while run and fold(run[0]) in function_words():
            run = run[1:]  # "The League", "But the League"
        told = " ".join(run)
        behind = _GROUP.match(words, match.end() + 1)
        if behind and run and last(name) not in run:
            yield _plain(run[-1]), behind.group()
        elif run and last(name) not in run and not _is_none(told):
            yield from _forms(run)


def _is_none(told: str) -> bool:
    """Whether a run of capitalised words is no body's name that somebody speaks for."""
    seat = "white house" not in told.lower() and not _SEATS.isdisjoint(told.lower().split()[:1])
    return bool(gender_of_given_name(told)) or is_place(told) or seat


def _forms(run: list[str]) -> Iterator[tuple[str, ...]]:
    forms = tuple(_plain(w) for w in run)
    letters = "".join(w[0] for w in run if w[:1].isupper())
    if len(run) == 1:
        if run[0].replace(".", "").isupper() and len(forms[0]) >= _ACRONYM:
            yield forms
        return
    yield forms
    if len(letters) >= _ACRONYM:
        yield (letters.lower(),)
    if len(run) >= _LONG and forms[-1] in load("references")["speaks_for"]["left_out"]:
        yield forms[:-1]


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load('references')['speaks_for']['forms'])})\b", re.IGNORECASE)


@cache
def _general() -> re.Pattern[str]:
    """A role in a body named before: "the group's president", "a spokesman for the company", "its director"."""
    nouns = "|".join((*load("references")["back_references"]["forms"], "group", "campaign", "association"))
    roles = "|".join(load("references")["speaks_for"]["forms"])
    return re.compile(
        rf"\b(?:its|their|the (?:{nouns})[’']s|the (?:{nouns})) (?:[a-z]+ )?(?:{roles})\b"
        rf"|\b(?:{roles}) (?:of|for|at|with) the (?:{nouns})\b",
        re.IGNORECASE,
    )
