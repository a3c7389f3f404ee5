"""What one opening has and no other article of its set: clauses and phrases of the first paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.compare.tokens import tokens
from framing.findings.context import Context, Row
from framing.findings.headline_words import key_of, keys_of_text, says_something
from framing.findings.judging_words import is_listed_description, judges
from framing.lexicons import load
from framing.text.span import Span

KINDS = ("clause", "participle", "coordinate", "relative", "apposition", "phrase")
_LEAST, _MOST = 3, 20  # content words at least, words at most
_NEW = 0.55  # of its content words must stand in no other article
_SAYING = re.compile(r"^(?:according to|citing|told|said|as (?:reported|first reported|he|she|they))\b", re.IGNORECASE)
_RELATIVES = frozenset(("who", "whom", "whose", "which", "that", "where", "when", "in", "for", "by"))
_ADDING = frozenset(load("judging")["adding"]["words"])
_OPEN_ENDS = frozenset(("and", "or", "but", "of", "the", "to", "a"))
_USES = {"cause": 3.0, "concession": 3.0, "lack": 3.0, "circumstance": 1.5, "condition": 1.0, "purpose": 1.0}
_FORMS = {"clause": 1.0, "participle": 1.5, "coordinate": 1.0, "relative": 1.0, "apposition": 0.5, "phrase": 0.0}


@dataclass(frozen=True, slots=True)
class Part:
    """A clause or phrase of an opening: its place, its use, how much it tells, the judging words in it."""

    article_id: str
    start: int
    end: int
    kind: str
    use: str
    told: float
    judging: tuple[tuple[int, int], ...]


def parts_of(context: Context, article_id: str, *, least: int = _LEAST, kinds: Sequence[str] = KINDS) -> Iterator[Part]:
    """Yield the clauses and phrases of an opening in the outlet's own words of which no other article has the words."""
    others = [i for i in context.articles if i != article_id]
    text = context.tables.texts.get(article_id, "")
    elsewhere = frozenset().union(*(keys_of_text(context, i) for i in others)) if others else frozenset()
    for row in context.rows("parts"):
        if row["article_id"] != article_id or row["kind"] not in kinds or row["voice"] not in ("outlet", "attributed"):
            continue
        part = _part(text, row, elsewhere, least)
        if part is not None and _is_whole(text, part):
            yield part


def _part(text: str, row: Row, elsewhere: frozenset[str], least: int) -> Part | None:
    span = Span(int(row["start"]), int(row["end"]))
    words = [t for t in tokens(text, within=span) if t.is_word]
    if not _reads_alone(row, words[0].form if words else ""):
        return None
    content = [t for t in words if says_something(t)]
    if len(content) < least or len(words) > _MOST or _SAYING.match(span.of(text)):
        return None
    new = [t for t in content if key_of(t.form) not in elsewhere]
    if len(new) < max(1, _NEW * len(content)):
        return None
    judging = tuple((t.span.start, t.span.end) for t in content if judges(t.form))
    use = row["use"] if isinstance(row["use"], str) else ""
    told = _USES.get(use, 0.0) + _FORMS.get(str(row["kind"]), 0.0) + 0.3 * min(5, len(new))
    told += 1.5 * min(2, len(judging)) + 0.5 * any(is_listed_description(t.form) for t in content)
    told -= 0.5 * int(row["sentence"]) + 1.0 * (row["voice"] == "attributed")
    return Part(str(row["article_id"]), span.start, span.end, str(row["kind"]), use, told, judging)


def _reads_alone(row: Row, first: str) -> bool:
    """Whether a part can be read by itself: "of the plan" and "he had promised" cannot."""
    if row["kind"] == "relative":
        return first in _RELATIVES
    return row["kind"] != "phrase" or (first != "as" and (isinstance(row["use"], str) or first in _ADDING))


def _is_whole(text: str, part: Part) -> bool:
    """Whether a part can be quoted: no mark without its pair, nothing broken off behind it."""
    words = text[part.start : part.end]
    marks = words.count("“") == words.count("”") and words.count('"') % 2 == 0 and words.count("(") == words.count(")")
    behind = text[part.end : part.end + 4].lstrip()
    last = [t for t in tokens(words) if t.is_word][-2:]
    ends = last[-1].form in _OPEN_ENDS
    broken = ends or (last[0].form in ("and", "or") and not says_something(last[-1]))  # "20 years after it and days"
    return marks and not broken and not behind.startswith(("...", "…"))
