"""What a list of voices may lack: people named beside words in quotation marks, words of which nobody is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.annotate.speakers.names import fold
from framing.findings.context import Context, Row
from framing.findings.names import last, namings, persons_of_set
from framing.findings.voices import PERSON, Heard

_LEAST = 5  # words between marks
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
    for start, _ in namings(context, article, name):
        at = next((k for k, s in enumerate(every) if s.start <= start < s.end), None)
        if at is None:
            continue
        if any(_MARKS.search(text, s.start, s.end) for s in every[at : at + 2]):
            return True
        if _SAYS.search(text, every[at].start, every[at].end):
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
