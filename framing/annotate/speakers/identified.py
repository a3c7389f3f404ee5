"""How the text lets its reader know a source: by name, by role, as a body or group, or not at all."""

from __future__ import annotations

import re

from framing.annotate.quotations.record import Identified
from framing.annotate.speakers.noun_chunks import Phrase, cut
from framing.annotate.speakers.noun_phrase import Form, read_source
from framing.annotate.speakers.phrase_type import PART_WORDS

_WITHHELD = re.compile(
    r"\b(?:anonym\w+|unnamed|unidentified|undisclosed|not\s(?:to\s)?be(?:ing)?\s(?:named|identified)"
    r"|declined\sto\sbe\s(?:named|identified)|not\sauthori[sz]ed\sto\s(?:speak|comment|discuss)|withheld|pseudonym"
    r"|familiar\swith|close\sto\sthe\s(?:matter|talks|case|investigation)|with\s(?:direct\s)?knowledge\sof|briefed\son)",
    re.IGNORECASE,
)
_ONE_OF = re.compile(r"^(?:one|another|a\smember|either|neither)\s(?:of|from)\b", re.IGNORECASE)
_COUNTED = PART_WORDS - {"one", "each"}
_CLAUSE = re.compile(r",|\(|\s(?:who|which|that)\s")


def how_identified(phrase: str, *, speaker: str | None, person: bool) -> Identified | None:
    """Return how a source is known.

    Args:
        phrase: The source as printed ("a ministry spokesman", "she"); empty where the text has none.
        speaker: The canonical speaker; ``None`` if unknown.
        person: The canonical speaker is the name of a person, or of several.

    Returns:
        ``None`` when nothing says who speaks: no phrase and no speaker, or a pronoun that could not be resolved.

    >>> how_identified("a ministry spokesman", speaker="ministry spokesman", person=False)
    'role'
    >>> how_identified("people familiar with the talks", speaker=None, person=False)
    'anonymous'
    >>> how_identified("police", speaker="police", person=False)
    'collective'
    """
    if person:
        return "named"
    form = read_source(phrase).form if phrase else "pronoun"
    if form != "pronoun":
        return _described(phrase, form)
    return _described(speaker, read_source(speaker).form) if speaker else None


def _described(text: str, form: Form) -> Identified:
    """How a source without a person's name is known."""
    phrase = cut(_CLAUSE.split(text, maxsplit=1)[0])
    if _WITHHELD.search(text) or any(f.entry.sort == "anonymous" for f in phrase.items):
        return "anonymous"
    end = phrase.chunk_end(0) if phrase.words else 0
    people = [f for f in phrase.within(0, end) if f.entry.sort in ("person", "office")]
    if form == "body" and not (people and people[-1].end == end):
        return "collective"
    if _ONE_OF.match(text):
        return "role"
    if people:
        printed = phrase.words[people[-1].end - 1].lower().rstrip(".")
        singular = people[-1].entry.word.rpartition(" ")[2].lower().rstrip(".")
        return "role" if printed == singular else "collective"
    return "collective" if _is_several(phrase, end) else "role"


def _is_several(phrase: Phrase, end: int) -> bool:
    """Tell a body, a document, a name or a plural from one person whose noun the lexicon lacks."""
    if any(f.entry.sort in ("body", "document") for f in phrase.within(0, end)):
        return True
    head = phrase.words[end - 1] if end else ""
    if any(w[:1].isdigit() or w.lower() in _COUNTED for w in phrase.words[:end]):
        return True
    return head[:1].isupper() or (head.endswith("s") and not head.endswith("ss"))
