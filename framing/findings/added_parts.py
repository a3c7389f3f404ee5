"""What a headline or a first sentence adds to its main clause: why, despite what, beside what, to what end it came.

"…, throwing up a hurdle for the plan", "as the crews slept", "amid doubts", "…, a blow to the mayor". A writer can
leave such a part out, and who reads the sentence without it reads of the same deed: it is a choice. Forms after
Quirk, Greenbaum, Leech and Svartvik, A Comprehensive Grammar of the English Language (1985), 8.24-8.36, 15.53-15.62
and 17.65-17.93.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from framing.annotate.clause_parts import use_of
from framing.annotate.quotations.cues import verb_forms
from framing.compare.tokens import Token, tokens
from framing.findings.context import Context, Headline
from framing.findings.headline_parts import parts, whole_quotation
from framing.findings.headline_words import says_something
from framing.findings.ledes import Lede, in_single_marks, read_words
from framing.lexicons import load
from framing.text.span import Span

RESULT, CIRCUMSTANCE = "result", "circumstance"
_TELLING = frozenset(("cause", "concession", "lack"))
_LEAST, _MOST = 3, 26  # words that say something, and words of what is added
_ING = 5  # letters of an "-ing" form at least
# A phrase with one of these sets one event beside another; with "since", "before" or "as" it gives a date or a role.
# What came before, without how long before, is too often the event that all tell ("after the ban expired").
_BESIDE = frozenset(("amid", "amidst"))
_BEGIN_CLAUSE = frozenset(("as", "while", "until", "even", "just")) | _BESIDE
_DATES = frozenset(("since", "once", "when", "before", "after", "following"))
_LENGTHS = frozenset(
    ("minutes", "hours", "days", "weeks", "months", "years", "just", "only", "a", "one", "two", "three", "four", "five",
     "six", "seven", "eight", "nine", "ten", "day", "week", "moments", "shortly", "soon", "immediately", "mere")
)  # fmt: skip
_IN_WHAT = frozenset(("a", "an", "what", "latest", "another", "yet"))
_JOINED = (",", "—", "–", "--", " -")
_TAIL = re.compile(r"(?:,|[—–]|\s--)\s?(?=(?:an?|another) )")
_ENDS = re.compile(r"[,;:](?=\s)|[—–]|\s--?\s|[.!?][”\"’']?$")
_FINITE = frozenset(
    ("is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "should", "did",
     "does", "do")
)  # fmt: skip
_OPEN_ENDS = frozenset(
    ("and", "or", "but", "of", "the", "to", "a", "an", "in", "on", "by", "for", "from", "with", "as")
)


@dataclass(frozen=True, slots=True)
class Added:
    """What is added, in code points of the article's text, or of the headline where ``title`` is given.

    ``use`` is cause, concession, lack, circumstance or result.
    """

    article_id: str
    start: int
    end: int
    text: str
    use: str
    title: Headline | None = None

    @property
    def summing(self) -> frozenset[str]:
        """The nouns of the list by which it sums the deed up: "a blow to …", "throwing up a hurdle"."""
        return frozenset(t.form for t in self.content) & _listed("nouns") if self.use == RESULT else frozenset()

    @property
    def printed(self) -> str:
        """It as quoted: marks inside single."""
        return in_single_marks(self.text)

    @property
    def place(self) -> tuple[str, Span]:
        """Its article and its place in the text; an empty one where its headline stands outside."""
        at = 0 if self.title is None else self.title.start
        return self.article_id, Span(at + self.start, at + self.end) if at >= 0 else Span(0, 0)

    @property
    def content(self) -> list[Token]:
        """The words that say something."""
        return [t for t in tokens(self.text) if says_something(t)]


def added_to(context: Context, lede: Lede) -> Iterator[Added]:
    """Yield what the first sentence of an article adds; the same words may come again in a longer part.

    Nothing of an article without a parse but what stands behind its last commas. Words of a quotation are left out.
    """
    text = context.tables.texts[lede.article_id]
    for row in context.rows_of("parts", lede.article_id):
        start, end = int(row["start"]), int(row["end"])
        if not (lede.start <= start and end <= lede.end) or row["voice"] == "quoted":
            continue
        use = _use(text, lede.start, Span(start, end), str(row["kind"]), str(row["use"] or ""))
        whole = _whole(text, end, lede.end) if use else 0
        if use == RESULT and any(t.is_word for t in tokens(text, within=Span(max(whole, start), lede.end))):
            continue  # "when the plague struck, killing half, travellers …" is of another verb
        if whole > start and (made := _made(lede.article_id, text, Span(start, whole), use)) is not None:
            yield made
    for found in _TAIL.finditer(text, lede.start, lede.end):
        words = [t for t in tokens(text, within=Span(found.end(), lede.end)) if t.is_word]
        use = _use_of_tail(words)
        end = lede.end - (text[lede.end - 1] in ".!")
        if use and (made := _made(lede.article_id, text, Span(found.end(), end), use)) is not None:
            yield made


def added_in_headline(title: Headline) -> Iterator[Added]:
    """Yield what a headline adds to its main clause, in order: parts behind it, or one before it up to a comma.

    >>> one = Headline("a", "Herald", "Council sells ferry, dealing blow to crews’ hopes", 0)
    >>> [(part.text, part.use) for part in added_in_headline(one)]
    [('dealing blow to crews’ hopes', 'result')]
    """
    text = title.text
    for k, part in enumerate(parts(text)):
        use = _use_in_headline(text, part)
        start, end = whole_quotation(text, part[0].span.start, part[-1].span.end)
        if not use or text[end : end + 1] == "?" or (k == 0 and text[end : end + 1] != ","):
            continue
        end += text[end : end + 1] == "%"
        if (made := _made(title.article_id, text, Span(start, end), use, title)) is not None:
            yield made


def _use_in_headline(text: str, part: Sequence[Token]) -> str:
    first, two = part[0].form, " ".join(t.form for t in part[:2])
    use = use_of(two) or use_of(first)
    if use in _TELLING or (use == CIRCUMSTANCE and first not in _DATES) or _is_dated(part):
        return use if use in _TELLING else CIRCUMSTANCE
    behind = text[: part[0].span.start].rstrip().endswith(_JOINED)
    return RESULT if not use and behind and (_is_participle(part) or _in_what(part)) else ""


def _use(text: str, begin: int, place: Span, kind: str, use: str) -> str:
    """What a part of a sentence adds: cause, concession, lack, circumstance or result; nothing if it adds none."""
    words = [t for t in tokens(text, within=place) if t.is_word]
    if len(words) < _LEAST or kind not in ("clause", "phrase", "participle", "coordinate"):
        return ""
    if use in _TELLING and kind in ("clause", "phrase"):
        return use
    first, two = words[0].form, " ".join(t.form for t in words[:2])
    if kind == "clause" and (
        use_of(two) == CIRCUMSTANCE or (use == CIRCUMSTANCE and (first in _BEGIN_CLAUSE or _is_dated(words)))
    ):
        return CIRCUMSTANCE
    if kind == "phrase" and use == CIRCUMSTANCE and (first in _BESIDE or _is_dated(words)):
        plain = sum(says_something(t) and t.span.of(text).islower() for t in words)
        return CIRCUMSTANCE if plain > 1 else ""  # "named after" somebody
    if not text[begin : place.start].rstrip().endswith(_JOINED):
        return ""
    doing = _in_what(words) or _with_doing(words) if kind == "phrase" else _is_participle(words) or _with_doing(words)
    return RESULT if doing else ""


def _use_of_tail(words: Sequence[Token]) -> str:
    """What stands behind a comma up to the end of a sentence adds: "a blow to …" a result."""
    if len(words) < _LEAST:
        return ""
    return RESULT if any(t.form in _listed("nouns") for t in words[1:4]) else ""


def _is_dated(words: Sequence[Token]) -> bool:
    """Whether a part begins with how long after something it is: "days after …", "just hours after …"."""
    return any(t.form == "after" for t in words[1:5]) and words[0].form in _LENGTHS


def _is_participle(words: Sequence[Token]) -> bool:
    """Whether a part begins with an "-ing" form that is no verb of saying, an adverb before it at most."""
    first = words[1].form if words[0].form.endswith("ly") and len(words) > 1 else words[0].form
    says = first in verb_forms() and first not in _listed("also_results")
    return first.endswith("ing") and len(first) >= _ING and first not in _listed("no_clause") and not says


def _in_what(words: Sequence[Token]) -> bool:
    """Whether a part says what the whole is: "in a rebuke of …", "in what is the latest …"."""
    return words[0].form == "in" and words[1].form in _IN_WHAT


def _with_doing(words: Sequence[Token]) -> bool:
    """Whether a part is "with" somebody doing something: "with experts warning against …"."""
    return words[0].form == "with" and any(t.form.endswith("ing") for t in words[2:5])


def _whole(text: str, end: int, limit: int) -> int:
    """Where a part ends: at the next mark, where the parser has stopped short of it; 0 if the sentence's verb follows.

    "those who came | after crews shut the gate | could not enter": what is added is no part by itself.
    """
    found = _ENDS.search(text, end, limit)
    whole = min(found.start() if found else limit, limit)
    following = next((t.form for t in tokens(text, within=Span(end, whole)) if t.is_word), "")
    return 0 if following in _FINITE or following.endswith("ed") or following in verb_forms() else whole


def _made(article_id: str, text: str, place: Span, use: str, title: Headline | None = None) -> Added | None:
    words = place.of(text) if title else read_words(text, place.start, place.end)
    every = [t for t in tokens(words) if t.is_word]
    if not every or len(every) > _MOST or every[-1].form in _OPEN_ENDS:
        return None
    paired = words.count("“") == words.count("”") and words.count('"') % 2 == 0 and words.count("(") == words.count(")")
    return Added(article_id, place.start, place.end, words, use, title) if paired and _tells(every, use) else None


def _tells(words: Sequence[Token], use: str) -> bool:
    """Whether a part says enough by itself; "a taste of life without ferries" lacks nothing that could be left out."""
    return sum(says_something(t) for t in words[use == "lack" :]) >= _LEAST


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("summing_up")[name]["words"])
