"""Cue and source of marked words without a parser: the nearest reporting verb and what stands beside it.

News prose is regular here: “…,” said Smith; “…,” Smith, the mayor, said; Smith told
reporters: “…”. The rules read the sentence around the marks as words and punctuation only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from framing.annotate.quotations.cues import verb_forms
from framing.annotate.quotations.marks import Marked
from framing.text.span import Span, trim

_TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*\.?(?=[\s,;:”\"’'—–)\].!?]|$)|[,;:—–()\[\]]|[^\s\w]")
_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we", "you", "who"})
# Where the noun phrase before a verb can't begin: what stands left of these words is another phrase.
_STOPS = frozenset(
    [
        "that",
        "which",
        "while",
        "when",
        "as",
        "because",
        "although",
        "though",
        "if",
        "but",
        "and",
        "or",
        "after",
        "before",
        "since",
        "where",
        "whether",
        "than",
        "according",
        "yesterday",
        "today",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "later",
        "also",
        "still",
        "then",
    ]
)
_ADVERBS = frozenset(
    [
        "also",
        "has",
        "have",
        "had",
        "later",
        "then",
        "still",
        "now",
        "once",
        "already",
        "recently",
        "reportedly",
        "previously",
        "first",
    ]
)
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "this",
        "that",
        "these",
        "those",
        "another",
        "one",
        "some",
        "several",
        "many",
        "two",
        "three",
        "both",
    ]
)
# Where the noun phrase after a verb ends.
_ENDS = frozenset(
    [
        "in",
        "on",
        "at",
        "during",
        "while",
        "when",
        "as",
        "after",
        "before",
        "to",
        "by",
        "from",
        "with",
        "about",
        "that",
        "who",
        "which",
        "because",
        "if",
        "since",
        "via",
        "adding",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "last",
        "this",
        "earlier",
        "later",
        "referring",
    ]
)
_LONGEST = 14  # words of a source without a parser
_AUXILIARY = frozenset({"has", "have", "had", "is", "was", "are", "were", "would", "will", "did", "does"})


@cache
def _cues() -> frozenset[str]:
    """Forms of one word that report speech; particles are read with the parser only."""
    return frozenset(f for f, v in verb_forms().items() if " " not in f and not v.private and "clause" in v.frames)


def _tokens(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    return [
        (m.group().rstrip(".") or ".", m.start(), m.end() - (len(m.group()) > 1 and m.group()[-1] == "."))
        for m in _TOKEN.finditer(text, start, end)
    ]


def _before(text: str, tokens: Sequence[tuple[str, int, int]], at: int) -> Span | None:
    """The noun phrase that ends just before token ``at``; appositions between commas go with it."""
    end = at
    while end > 0 and (tokens[end - 1][0].lower() in _ADVERBS or tokens[end - 1][0].lower().endswith("ly")):
        end -= 1
    k = end
    comma = False
    while k > 0 and end - k < _LONGEST:
        word = tokens[k - 1][0]
        if word == "," and k == end:
            comma = True
        elif word == "," and comma and k > 1 and tokens[k - 2][0][:1].isupper():
            comma = False
        elif not word[:1].isalnum() or word.lower() in _STOPS:
            break
        k -= 1
        if word.lower() in _PRONOUNS:
            break
    while k < end and not tokens[k][0][:1].isalnum():
        k += 1
    return trim(text, Span(tokens[k][1], tokens[end - 1][2])) if k < end else None


def _after(text: str, tokens: Sequence[tuple[str, int, int]], at: int) -> Span | None:
    """The noun phrase that begins at token ``at``."""
    if at >= len(tokens):
        return None
    first = tokens[at][0]
    if first.lower() in _PRONOUNS:
        return Span(tokens[at][1], tokens[at][2])
    if not (first[:1].isupper() or first.lower() in _DETERMINERS):
        return None
    k = at
    while k < len(tokens) and k - at < _LONGEST and (k == at or tokens[k][0].lower() not in _ENDS):
        if not tokens[k][0][:1].isalnum():
            break
        k += 1
    end = tokens[k - 1][2]
    return Span(tokens[at][1], end - 1 if text[end - 1] == "." and k == len(tokens) else end)


def nearest(
    text: str, marked: Marked, sentence: Span, others: Sequence[Span], verbs: Mapping[int, Span | None] | None = None
) -> tuple[Span | None, Span | None]:
    """Return cue and source for ``marked``, each ``None`` where the sentence has none.

    Args:
        text: The whole article.
        marked: The words between marks.
        sentence: The sentence, or sentences, that the marks stand in.
        others: Spans of other marked words in it, which are not searched.
        verbs: Where verbs start, if a parser told, with the subjects of those that report; then nothing else is
            taken for a verb.
    """
    cue, source = _beside(text, marked, sentence, others, verbs)
    parsed = verbs.get(cue.start) if verbs is not None and cue is not None else None
    if parsed is not None and not any(parsed.overlaps(o) for o in (marked.outer, *others)):
        source = parsed
    return cue, source


def phrase_before(text: str, start: int, verb: int) -> Span | None:
    """Return the noun phrase that ends before the verb at ``verb`` and its adverbs, in what begins at ``start``."""
    tokens = _tokens(text, start, verb)
    return _before(text, tokens, len(tokens))


def _beside(
    text: str, marked: Marked, sentence: Span, others: Sequence[Span], verbs: Mapping[int, Span | None] | None
) -> tuple[Span | None, Span | None]:
    """Cue and source by words and punctuation only."""
    stops = sorted([marked.outer, *others])
    left = max([s.end for s in stops if s.end <= marked.outer.start and s.end > sentence.start], default=sentence.start)
    right = min(
        [s.start for s in stops if s.start >= marked.outer.end and s.start < sentence.end], default=sentence.end
    )
    after = _tokens(text, marked.outer.end, max(marked.outer.end, right))
    ended = text[marked.parts[-1].end - 1] in ",?!.…—–" or (bool(after) and after[0][0] == ",")
    tail = _in_tail(text, after, verbs)
    if ended and tail is not None:
        return tail
    before = _tokens(text, min(left, marked.outer.start), marked.outer.start)
    return _in_lead(text, before, verbs) or tail or (None, None)


def _in_tail(
    text: str, tokens: Sequence[tuple[str, int, int]], verbs: Mapping[int, Span | None] | None
) -> tuple[Span | None, Span | None] | None:
    """“…,” said Smith, or “…,” Smith said: the first reporting verb after the marks."""
    cues = _cues()
    for k, (word, start, end) in enumerate(tokens):
        if word.lower() not in cues or (verbs is not None and start not in verbs):
            continue
        cue = Span(start, end)
        lead = [t for t in tokens[:k] if t[0][:1].isalnum() and t[0].lower() not in _AUXILIARY]
        if not lead and (source := _after(text, tokens, k + 1)):
            return cue, source
        return cue, _before(text, tokens, k)
    return None


def _in_lead(
    text: str, tokens: Sequence[tuple[str, int, int]], verbs: Mapping[int, Span | None] | None
) -> tuple[Span | None, Span | None] | None:
    """Smith said: “…”: the last reporting verb before the marks."""
    cues = _cues()
    for k in range(len(tokens) - 1, -1, -1):
        word, start, end = tokens[k]
        # A parser takes the first word of "Said Smith: “…”" for a name.
        verbal = verbs is None or start in verbs or (k == 0 and tokens[-1][0] == ":")
        if word.lower() in cues and verbal:
            source = _before(text, tokens, k)
            if source is None and tokens[-1][0] == ":":
                source = _after(text, tokens, k + 1)  # Said Smith: “…”
            return Span(start, end), source
    return _from(text, tokens)


def _from(text: str, tokens: Sequence[tuple[str, int, int]]) -> tuple[Span | None, Span | None] | None:
    """And from Smith: “…”: a lead without a verb."""
    words = [t[0].lower() for t in tokens[:3]]
    if "from" not in words or tokens[-1][0] != ":" or len(tokens) > _LONGEST:
        return None
    k = words.index("from")
    source = _after(text, tokens, k + 1)
    if source is None or any(w not in ("and", "also", "then", "this", "but", "again", "here") for w in words[:k]):
        return None
    return Span(tokens[k][1], tokens[k][2]), source
