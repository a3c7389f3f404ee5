"""Parts of a headline that can be quoted by themselves: divided where clauses are, never cut behind an open word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from framing.annotate.quotations.cues import verb_forms
from framing.compare.inflection import function_words
from framing.compare.tokens import Token, tokens
from framing.findings.openings import quoted_in
from framing.text.span import Span

MOST = 14  # words that are quoted from one part
_LEAST, _AFTER = 3, 2  # words before and from a place where a part ends, for a part to end there
_ABBREVIATED = 4  # letters of a word whose full stop may end no sentence: "Gov."
_LISTED, _LABEL = 5, 3  # words behind a comma that may go on with a list; words before a colon
_MARKS = (":", ";", "|", "—", "–", "?", "!", " - ", "--")
# What a clause begins with that can be told by itself; a condition ("but", "if", "unless") stays with its clause, and
# so does what a relative clause says of somebody ("those who came sent home").
_BEGIN = frozenset(("as", "after", "while", "amid", "despite", "because", "before", "when", "since", "even"))
_WITH_AS = frozenset(("such", "well", "same", "soon", "long", "far", "much", "many", "early", "least", "known", "seen"))
_LEFT_OUT = frozenset(("that", "and", "but", "or"))  # in front of what is quoted: they bind and say nothing
# A phrase with one of these may be left away, what stands before being whole; "of" and "to" belong to their word.
PHRASE = frozenset(
    ("in", "on", "at", "from", "for", "with", "by", "over", "against", "amid", "under", "during", "into", "through")
)
_ACROSS = frozenset(("across", "of", "around", "among", "since", "after", "near", "as"))  # behind a noun, too
_OPEN = frozenset(
    ("and", "or", "but", "nor", "of", "the", "a", "an", "to", "its", "his", "her", "their", "with", "for", "in", "on",
     "at", "by", "from", "as", "is", "are", "was", "were", "be", "that", "who", "which", "not", "no", "than", "will",
     "would", "could", "should", "may", "can")
)  # fmt: skip


def words_of(text: str) -> list[Token]:
    """Return the words of a headline in order."""
    return [t for t in tokens(text) if t.is_word]


def parts(text: str) -> list[list[Token]]:
    """Return a headline's words by part, none empty: parts end at marks, and before words that begin a clause.

    A comma, and a binding word, divide only what has some words on both sides: names in a row are one part.

    >>> [" ".join(t.form for t in part) for part in parts("Ferry runs aground as crew sleeps: coastguard report")]
    ['ferry runs aground', 'as crew sleeps', 'coastguard report']
    """
    every = words_of(text)
    out: list[list[Token]] = []
    for k, token in enumerate(every):
        before = text[every[k - 1].span.end : token.span.start] if k else ""
        have = len(out[-1]) if out else 0
        left = _until_mark(text, every, k)
        comma = "," in before and left >= _LEAST and _may_begin(token.form) and not _lists(every, k, left)
        begins = _begins(every, k) and not (token.form == "as" and _names_role(text, every[k : k + left]))
        soft = have >= _LEAST and left >= _AFTER and (comma or begins)
        sentence = before.strip() == "." and len(every[k - 1].form) > _ABBREVIATED
        if not out or soft or sentence or any(mark in before for mark in _MARKS):
            out.append([])
        out[-1].append(token)
    return out


def _until_mark(text: str, every: Sequence[Token], k: int) -> int:
    """How many words there are from one on, before the next mark or the end."""
    n = 1
    while k + n < len(every) and not any(
        mark in text[every[k + n - 1].span.end : every[k + n].span.start] for mark in (*_MARKS, ",")
    ):
        n += 1
    return n


def _may_begin(form: str) -> bool:
    """Whether a word behind a comma may go on with a sentence and not with a list: a verb's form, a word of grammar."""
    return form != "but" and (form.endswith(("s", "ing", "ed")) or form in verb_forms() or form in function_words())


def _lists(every: Sequence[Token], k: int, left: int) -> bool:
    """Whether what follows a comma goes on with a list: "… with rain, wind and fog", "a fall in fines, fees at sea"."""
    plurals = k and every[k - 1].form.endswith("s") and every[k].form.endswith("s")
    behind = every[k + 1].form if left > 1 else ""
    if plurals and every[k].form not in verb_forms() and (behind in PHRASE or behind in _ACROSS):
        return True
    return left <= _LISTED and any(t.form in ("and", "or") for t in every[k : k + left])


def said_by(text: str, start: int) -> int:
    """Return where the label begins that says who tells what begins at ``start``: "Quill: …"; -1 if none does.

    >>> said_by("Quill: Ferry must sail", 7), said_by("Ferry must sail", 0)
    (0, -1)
    """
    before = text[:start].rstrip()
    label = before[:-1].strip()
    return 0 if before.endswith(":") and 0 < len(label.split()) <= _LABEL else -1


def with_source(text: str, end: int) -> int:
    """Return where words end with the source behind them, if a colon and a word or two stand there: "…: UN"."""
    behind = text[end:].strip()
    return len(text) if behind.startswith(":") and 0 < len(behind[1:].split()) < _LABEL else end


def _names_role(text: str, words: Sequence[Token]) -> bool:
    """Whether "as" and what follows say what somebody is, is called or serves as: no word behind it may be a verb.

    ``words`` are "as" and those up to the next mark. "hails the toll as a ‘gift’ that …", "resigns as harbour master",
    but not "… as crews strike".
    """
    if text[words[0].span.end :].lstrip()[:1] in "‘'\"“":
        return True
    forms = [t.form.removesuffix("'s") for t in words[1:]]
    return not any((f.endswith(("s", "ed")) and not f.endswith("ss")) or f in verb_forms() for f in forms)


def _begins(every: Sequence[Token], k: int) -> bool:
    form = every[k].form
    if form == "as":
        following = every[k + 1].form if k + 1 < len(every) else ""
        return every[k - 1].form not in _WITH_AS and following not in _WITH_AS
    return form in _BEGIN and every[k - 1].form not in _BEGIN


def quotable(part: Sequence[Token], first: int, last: int, *, whole: bool = False) -> tuple[Span, bool]:
    """Return the words ``first`` to ``last`` of a part, with what they need behind them, and whether the part goes on.

    The end moves behind the word or phrase that follows, to before one that may be left away, so that no verb is cut
    from what it is done to; with ``whole`` to the end of the part if that has few words. Nothing ends before "or".
    Binding words that say nothing are left out in front.
    """
    while first < last and part[first].form in _LEFT_OUT:
        first += 1
    end = last
    for k in range(last + 1, len(part) + 1):
        end = k - 1
        phrase = k < len(part) and part[k].form in PHRASE and part[end].form not in _OPEN and k > last + 1
        joined = k < len(part) and part[k].form in ("and", "but") and not whole
        if phrase or joined or k - first >= MOST:
            break
    if (whole or part[min(end + 1, len(part) - 1)].form == "or") and len(part) - first <= MOST:
        end = len(part) - 1
    while end > first and part[end].form in _OPEN and end < len(part) - 1:
        end -= 1
    return Span(part[first].span.start, part[end].span.end), end < len(part) - 1


def on_from(text: str, start: int, verb: int) -> tuple[Span, bool]:
    """Return what a headline says from ``start``, with what the word at ``verb`` is done to or goes on with.

    The second is whether its part of the headline goes on behind it.

    >>> headline = "Council holds off the sale of the old harbour to a foreign fund, as the mayor said on Monday"
    >>> on_from(headline, 8, 8)[0].of(headline)
    'holds off the sale of the old harbour to a foreign fund'
    """
    part = next((p for p in parts(text) if p[0].span.start <= verb < p[-1].span.end), None)
    if part is None:
        return Span(start, len(text)), False
    first = next(k for k, t in enumerate(part) if t.span.end > max(start, part[0].span.start))
    at = max(first, next(k for k, t in enumerate(part) if t.span.end > verb))
    span, is_open = quotable(part, first, at, whole=True)
    return Span(*whole_quotation(text, min(start, span.start), span.end)), is_open


def shown(text: str, span: Span, *, is_open: bool) -> str:
    """Return words of a headline as quoted, with an ellipsis where their part goes on."""
    return span.of(text) + (" …" if is_open else "")


def whole_quotation(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a place with both marks of each quotation that it has one of, or of which it has only a part."""
    for a, b in quoted_in(text):
        if a < end and start < b:
            if start < a - 1 or end > b + 1:
                start, end = min(start, a - 1), max(end, b + 1)
            else:
                start, end = max(start, a), min(end, b)
    return start, end


def ranges(flags: Sequence[bool], passing: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the first and last place of each row of flags; places that are ``passing`` do not end it."""
    start, last = -1, -1
    for k, flag in enumerate(flags):
        if flag:
            start, last = (k if start < 0 else start), k
        elif start >= 0 and not passing[k]:
            yield start, last
            start = -1
    if start >= 0:
        yield start, last
