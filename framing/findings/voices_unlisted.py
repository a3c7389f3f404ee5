"""What a list of voices may lack: people named beside words in quotation marks, words of which nobody is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.annotate.speakers.names import fold, gender_of_given_name
from framing.findings.context import Context, Row
from framing.findings.names import last, namings, persons_of_set
from framing.findings.voices import PERSON, Heard

_LEAST = 5  # words between marks
_FIRST_NAME = re.compile(r"([A-Z][a-z]+)[ \u00a0]$")
_BACK = 25  # code points in which a first name stands before a last name
_MARKS = re.compile(r"[“”\"]|[‘'][A-Za-z][^’']{8,80}[’']")
_SAYS = re.compile(
    r"\b(?:said|says|told|tells|tweet\w*|wrote|writes|add(?:s|ed)|argu\w+|note[ds]|noting|claim\w*|explain\w*|insist\w*"
    r"|warn\w*|testif\w+|ask(?:s|ed|ing)|den(?:y|ied|ies|ying)|recall\w*|repl\w+|respond\w*|accus\w+|criticiz\w+|call(?:s|ed|ing)"
    r"|according to|stat(?:ed|es|ing)|announc\w+|vow\w*|urg(?:ed|es|ing)|acknowledg\w+|admit\w*|suggest\w*|declar\w+)\b"
)


def may_speak(context: Context, article: str, name: str) -> bool:
    """Tell whether an article names somebody in a sentence with marks or a verb of saying, or before such a sentence.

    Asked before it is said that somebody is heard in another article alone.
    """
    every = context.body(article)
    text = context.tables.texts.get(article, "")
    if _is_anothers(context, article, name):
        return False
    for start, _ in namings(context, article, name):
        at = next((k for k, s in enumerate(every) if s.start <= start < s.end), None)
        if at is None:
            continue
        if says_or_quotes(text, every[at].start, every[at].end):
            return True
        if any(_MARKS.search(text, s.start, s.end) for s in every[at + 1 : at + 2]):
            return True
    return False


def says_or_quotes(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch of a text has a quotation mark or a verb of saying; false for an empty one."""
    return bool(_MARKS.search(text, start, end) or _SAYS.search(text, start, end))


def _is_anothers(context: Context, article: str, name: str) -> bool:
    """Whether an article has a last name as another's alone: a man's for a woman's or the other way round.

    Other first names of one gender may be short for one another ("Bill", "William").
    """
    text = context.tables.texts.get(article, "")
    if name.split(maxsplit=1)[0] in text:
        return False
    mine = gender_of_given_name(name)
    for start, _ in namings(context, article, name):
        before = _FIRST_NAME.search(text[max(0, start - _BACK) : start])
        theirs = gender_of_given_name(f"{before[1]} {last(name)}") if before is not None else ""
        if mine and theirs and mine != theirs:
            return True
    return False


def may_lack(context: Context, article: str, one: Heard) -> bool:
    """Tell whether an article may have words of somebody by name who is not among its voices.

    Words between marks that are nobody's for certain, and people of the set named in a sentence with such words: of
    them the list of an article must not be told as whole.
    """
    listed = {fold(last(v.name)) for v in one.voices if v.sort == PERSON}
    return any(_is_nobodys(row, listed) for row in one.unclear) or any(
        name for name in _beside_marks(context, article) if fold(last(name)) not in listed
    )


def _is_nobodys(row: Row, listed: set[str]) -> bool:
    """Whether a row has words between marks of one person who is not listed; a pronoun may mean one who is."""
    if row["kind"] == "indirect" or int(row["n_words"]) < _LEAST or row["source_type"] in ("media", "document"):
        return False
    told = fold(row["speaker"]) if isinstance(row["speaker"], str) else ""
    known = row["speaker_certainty"] != "open" and any(name in told for name in listed)
    several = row["identified"] == "collective" and str(row["source"]).lower() not in ("he", "she")
    return not known and not several and (isinstance(row["cue"], str) or row["kind"] == "direct")


def _beside_marks(context: Context, article: str) -> Iterator[str]:
    """The people of the set whom a sentence of an article names before words in quotation marks."""
    text = context.tables.texts.get(article, "")
    for name in persons_of_set(context):
        for start, end in namings(context, article, name):
            here = context.sentence_at(article, start)
            if here is not None and here.part == "body" and _MARKS.search(text, end, here.end):
                yield name
                break
