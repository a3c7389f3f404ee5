"""The first whole sentence that an article prints between quotation marks, and who says it as printed there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from framing.findings.context import Context, Row, cut
from framing.findings.kinds.headline_text import is_titled
from framing.findings.names import full_name, last
from framing.findings.who_says import other_says
from framing.measure.tables import read_spans
from framing.text.beginnings import after_dateline
from framing.text.span import Span

LEAST = 5  # words between the marks
_BEGINS = re.compile(r"[“\"‘']?(?:\[?[A-Z\d]|\[[a-z]|…|\.\.\.)")  # a sentence, a bracket put into it or before it
_OPEN, _CLOSED = "“\"‘'", "”\"’'"
_MARKED = re.compile(r"“([^“”\n]{1,900})(?:”|$)|\"([^\"\n]{1,900})(?:\"|$)", re.MULTILINE)
_PRONOUNS = frozenset(
    ("he", "she", "they", "it", "who", "i", "we", "which", "that", "you", "one", "some", "many", "others", "another")
)
_ENDED = re.compile(r"[.!?…][”\"’']?$")  # as a sentence does
_INNER = str.maketrans({"“": "‘", "”": "’", '"': "'"})
_LONGEST = 12  # words of who says it
_ENDS = re.compile(r",?\s(?:who|which|whose|whom|when|while|after|as|during|in a|at a|on)\s")
_NO_NAME = re.compile(r"[“”\"|@:;]|https?|\b[A-Z]{6,}\b|[a-z][A-Z]")
_SURE = frozenset(("sure", "likely"))
_SHORT = 3  # words of a sentence that is one, though too short to be told
_ARTICLE = re.compile(r"^(?:The|An?)\b")
_BETWEEN = 60  # code points between two parts of one sentence
_BACK = 2  # sentences before a pronoun in which the one whom it stands for must be named
_KNOWN = "first quotations"


@dataclass(frozen=True, slots=True)
class FirstQuoted:
    """A quotation: its row, the words between the marks (an ellipsis where the report speaks), and who says them.

    ``who`` is that as printed and ``person`` the name, each empty if not known.
    """

    article_id: str
    row: Row
    printed: str
    who: str
    person: str


def first_quoted(context: Context, article_id: str) -> FirstQuoted | None:
    """Return the first quotation of a whole sentence, five words at least, in an article's body.

    ``None`` if it is not sure which that is: where it has no marks itself, or stands behind marked words that nothing
    is known of. A reporter's question is none, nor are captions and titles; words in an outlet's own sentence are less
    than a sentence ("a man “of few words and many boats”").
    """
    rows = sorted(context.rows_of("quotations", article_id), key=lambda r: int(r["start"]))
    row = next((r for r in rows if _counts(context, r)), None)
    if row is None or not _is_marked(context, row) or _is_other(context, article_id, (0, int(row["start"])), rows):
        return None
    return _made(context, row, rows)


def last_quoted(context: Context, article_id: str) -> FirstQuoted | None:
    """Return the last quotation of a whole sentence in an article's body, as :func:`first_quoted` does the first."""
    rows = sorted(context.rows_of("quotations", article_id), key=lambda r: int(r["start"]))
    row = next((r for r in reversed(rows) if _counts(context, r)), None)
    end = len(context.tables.texts[article_id])
    if row is None or not _is_marked(context, row) or _is_other(context, article_id, (int(row["end"]) + 1, end), rows):
        return None
    return _made(context, row, rows)


def _made(context: Context, row: Row, rows: list[Row]) -> FirstQuoted:
    """A quotation with who says it and, where its sentence goes on between further marks, the rest of it."""
    article, end = str(row["article_id"]), int(row["end"])
    parts = [*(read_spans(row["parts"]) or (Span(int(row["start"]), end),))]
    after = (r for r in rows if r["kind"] in ("direct", "partial"))
    rest = next((r for r in after if 0 < int(r["start"]) - end < _BETWEEN), None)
    if rest is not None and context.printed(article, end - 2, end + 1).rstrip(_CLOSED).endswith(","):
        behind = context.printed(article, int(rest["start"]), int(rest["end"]))
        parts += [Span(int(rest["start"]), int(rest["end"]))] if behind.lstrip(_OPEN)[:1].islower() else []
    who, name = _speaker(context, row)
    words = (context.printed(article, p.start, p.end).strip(' ,“”"‘') for p in parts)
    printed = " … ".join(w for w in words if w).removesuffix(".").translate(_INNER)
    return FirstQuoted(article, row, printed.replace(",’", "’"), who, name)


def _counts(context: Context, row: Row) -> bool:
    article, start, end = str(row["article_id"]), int(row["start"]), int(row["end"])
    words = context.printed(article, start, end)
    whole = row["kind"] == "direct" or (row["kind"] == "partial" and _ENDED.search(words) is not None)
    if row["part"] != "body" or not whole or int(row["n_words"]) < LEAST or not _BEGINS.match(words):
        return False
    asked = row["source_type"] == "media" and words.rstrip(_CLOSED).endswith("?")
    return not asked and not is_titled(words) and context.sentence_at(article, start) is not None


def quotes_nobody(context: Context, article_id: str) -> bool:
    """Tell whether no whole sentence stands between quotation marks in an article, read as a quotation or not."""
    text = context.tables.texts[article_id]
    known = any(r["kind"] == "direct" and int(r["n_words"]) >= LEAST for r in context.rows_of("quotations", article_id))
    return not known and not any(_is_sentence(words) for _, words in _marked(text, 0, len(text)))


def _is_sentence(words: str) -> bool:
    return len(words.split()) >= _SHORT and _BEGINS.match(words) is not None and not is_titled(words)


def _marked(text: str, start: int, end: int) -> Iterator[tuple[Span, str]]:
    """Words between double quotation marks, and where they stand with their marks."""
    for found in _MARKED.finditer(text, start, end):
        yield Span(*found.span()), found.group(1) or found.group(2)


def _is_marked(context: Context, row: Row) -> bool:
    """Whether a quotation stands between quotation marks, and is no post or block of somebody's words."""
    text, start = context.tables.texts[str(row["article_id"])], int(row["start"])
    return bool(set(text[max(0, start - 1) : start + 1]) & set(_OPEN))


def _is_other(context: Context, article_id: str, within: tuple[int, int], rows: list[Row]) -> bool:
    """Whether a part of a body has marked words that are no quotation known."""
    text, (start, end) = context.tables.texts[article_id], within
    known = [Span(int(r["start"]), int(r["end"])) for r in rows]
    inside = (s for s in context.body(article_id) if s.end > start and s.start < end)
    return any(
        len(words.split()) >= LEAST and not is_titled(words) and not any(k.overlaps(place) for k in known)
        for s in inside
        for place, words in _marked(text, max(start, s.start), min(s.end, end))
    )


def _speaker(context: Context, row: Row) -> tuple[str, str]:
    """Who says the words, as printed, and the person where one is named; both empty where it is not sure."""
    source = " ".join(row["source"].split()) if isinstance(row["source"], str) else ""
    if not isinstance(row["cue"], str) or other_says(context, row):
        return "", ""
    if not source or source.lower() in _PRONOUNS:
        name = full_name(context, row["speaker"])
        return (name, name) if name and _is_named_near(context, row, name) else ("", "")
    source = source[after_dateline(source, Span(0, len(source))) :].strip(" ,")
    shown = _ENDS.split(source)[0] if len(source.split()) > _LONGEST else source
    if not shown or _NO_NAME.search(shown):
        return "", ""
    name = full_name(context, row["speaker"])
    if len(shown.split()) == 1 and name and last(name) == shown:
        shown = name
    shown = _ARTICLE.sub(lambda m: m[0].lower(), shown).replace(" ,", ",")
    return cut(shown, _LONGEST), name if name and last(name) in shown else ""


def _is_named_near(context: Context, row: Row, name: str) -> bool:
    """Whether it is sure whom a pronoun stands for, and the name stands in its sentence or the two before."""
    article, start = str(row["article_id"]), int(row["start"])
    every = context.body(article)
    at = next((k for k, s in enumerate(every) if s.start <= start < s.end), None)
    if at is None or row["speaker_certainty"] not in _SURE:
        return False
    return last(name) in context.printed(article, every[max(0, at - _BACK)].start, every[at].end)
