"""Whether a text begins as an article does: some begin in their middle, are a transcript, a letter or a running log.

Of such a text nothing can be said of how it opens. Told by form alone, from the first sentence and the marks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from framing.text.goes_on import goes_on
from framing.text.span import Span

Beginning = Literal["article", "middle", "transcript", "letter", "log"]

_DASH = r"(?: ?[–—―]{1,2} ?| ?-- ?| - )"  # a hyphen alone joins words: "ORRBY-LUND line"
_DATELINE = re.compile(
    rf"(?:[A-Z][A-Z.’'/ ]{{2,40}}(?:, [A-Z][A-Za-z. ]{{1,20}}){{0,2}}(?: ?\([A-Z][A-Za-z. ]{{1,20}}\))?{_DASH}"
    rf"|[A-Z][\w.’' ]{{1,30}}(?:, [A-Z][\w. ]{{1,20}})? \([A-Z][A-Za-z. ]{{1,20}}\){_DASH}"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+){0,2} [–—―] (?=[A-Z])"
    r"|(?:[A-Z][A-Za-z ]{1,25} )?\([A-Z]{2,5}(?: [A-Z][a-z]+)?\) +(?=[A-Z])"
    rf"|\([A-Z][A-Za-z. ]{{1,20}}\){_DASH}|(?:Updated|Breaking|Exclusive): )"
)
_NO_PLACE = ("Updated", "Breaking", "Exclusive")
_SOON = 3  # sentences from the top in which readers are greeted
# One quotation ends and another begins with nobody between them: voices of a video.
_BACK_TO_BACK = re.compile(r"[.?!…][”\"][ \t]+[“\"](?=\w)")
_LABEL = re.compile(r"^[A-Z][A-Z.’' \-]{2,30}:[ \t]", re.MULTILINE)
_VOICES, _LABELS = 3, 4  # at least
_SPEAKER = re.compile(
    r"^(?:(?P<label>[A-Z][a-z.’'\-]+(?: [A-Z][a-z.’'\-]+){0,2}|[QA]): (?=[A-Z“\"])|>{2} ?(?=\S))", re.MULTILINE
)
_TURNS = 3  # of each of two speakers
_STAGE = re.compile(
    r"[\[(](?:music|applause|laughter|crosstalk|inaudible|(?:begin|end) (?:video|audio) clip)[\])]", re.IGNORECASE
)
_RECORDED = re.compile(
    r"(?:this is a rush transcript|rush transcript|read the (?:full )?transcript below)\b", re.IGNORECASE
)
_CLOCK = re.compile(
    r"^\(?\d{1,2}[:.]\d{2} ?(?:[ap]\.?m\.?|ET|EST|EDT|GMT|BST|UTC|CET|PT)\b", re.MULTILINE | re.IGNORECASE
)
_ENTRIES = 3
_STAMP = re.compile(r"^\W{0,3}\d{1,2}[:.]\d{2}\s*(?:a\.?m\.?|p\.?m\.?|[A-Z]{2,4})?\b", re.MULTILINE)
_STAMPS = 6  # of times of day without more
_LIVE = re.compile(r"\b(?:live (?:blog|updates?)|as it happened|follow live|minute by minute)\b|\blive:", re.IGNORECASE)
_GREETING = re.compile(
    r"(?:good (?:morning|afternoon|evening)|hello|hi|dear \w+|happy \w+day)\b[^.!?]{0,30}[.!,]?$"
    r"|welcome to [^.!?]{2,60}\b(?:newsletter|briefing|playbook|edition)\b",
    re.IGNORECASE,
)


def beginning(sentences: Sequence[str], text: str, headline: str = "") -> Beginning:
    """Return how a text begins, from the sentences of its body and the whole of it; no sentence is an article's.

    ``middle`` is a text whose first sentence takes up something that went before it (:mod:`framing.text.goes_on`); one
    with a place for its dateline begins there, whatever it speaks of. ``transcript`` has several quotations back to
    back, lines that begin with the names of two speakers in turn, or says that it is one. ``letter`` greets its
    readers; ``log`` has entries under the time of day, the latest first. ``headline`` is what stands above the text.

    >>> beginning(["But the crews stayed out."], "But the crews stayed out.")
    'middle'
    """
    if not sentences:
        return "article"
    if is_transcript(text):
        return "transcript"
    if is_log(text, headline):
        return "log"
    if any(_GREETING.match(s) for s in sentences[:_SOON]):
        return "letter"
    first = sentences[0]
    at = after_dateline(first, Span(0, len(first)))
    is_placed = at > 0 and not first.startswith(_NO_PLACE)
    return "middle" if not is_placed and goes_on(first[at:], headline) else "article"


def is_transcript(text: str) -> bool:
    r"""Tell whether a text is what somebody said before a camera or on the air, written down.

    >>> is_transcript("Host: Who sails?\nLind: We do.\n" * 3), is_transcript("Lind: We do.")
    (True, False)
    """
    if len(_BACK_TO_BACK.findall(text)) >= _VOICES or len(_LABEL.findall(text)) >= _LABELS:
        return True
    turns = Counter(m["label"] or ">>" for m in _SPEAKER.finditer(text))
    asked = Counter(m["label"] or ">>" for m in _SPEAKER.finditer(text) if _asks(text, m.end()))
    often = [who for who, n in turns.items() if n >= _TURNS]
    several = (len(often) > 1 and any(asked[who] > 1 for who in often)) or turns[">>"] >= _TURNS
    return several or len(_STAGE.findall(text)) >= _TURNS or bool(_RECORDED.search(text))


def is_log(text: str, headline: str = "") -> bool:
    """Tell whether a text is a live blog, many reports in one: by its headline, or by lines that begin with times.

    >>> is_log("Fog.", "Ferry strike: live updates"), is_log("The boats left at 9:40 a.m.")
    (True, False)
    """
    stamped = len(_CLOCK.findall(text)) >= _ENTRIES or len(_STAMP.findall(text)) >= _STAMPS
    return stamped or bool(_LIVE.search(headline))


def _asks(text: str, start: int) -> bool:
    """Whether the line that begins there has a question in it: "pro:" and "con:" have none."""
    end = text.find("\n", start)
    return "?" in text[start : end if end >= 0 else len(text)]


def after_dateline(text: str, sentence: Span) -> int:
    """Return where a sentence begins behind its dateline, if it has one: "ORRBY (AP) — ", "(CNN) ", "Updated: ".

    >>> after_dateline("ORRBY, Lund (AP) — Boats left.", Span(0, 30))
    19
    """
    found = _DATELINE.match(text, sentence.start, sentence.end)
    return found.end() if found else sentence.start
