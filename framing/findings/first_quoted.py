"""The first whole sentence that an article prints between quotation marks, and who says it as printed there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from framing.annotate.quotations.cues import verb_forms
from framing.findings.context import Context, Row, cut
from framing.findings.kinds.headline_text import is_titled
from framing.findings.names import last
from framing.findings.voice_names import names_of, tidy
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
_QUOTED = frozenset(("direct", "partial"))
_BEFORE = ".,:!?—–\n”"  # stands before a whole sentence between marks; "he is “A man of the Sea.”" has none
_FRONT = 3  # code points in front of a quotation
_FOLLOWS = 120  # code points within which a quotation goes on from the one before
_SAYING = frozenset(("neutral", "structuring", "doubting"))  # classes of verbs by which somebody says the words
_ADDRESS = re.compile(r"^(?:Mr|Mrs|Ms|Miss|Dr)\.?\s")
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
    rest = next((r for r in rows if r["kind"] in _QUOTED and int(r["start"]) >= end), None)
    if rest is not None and _is_one_sentence(context, row, rest):
        parts.append(Span(int(rest["start"]), int(rest["end"])))
    who, name = _speaker(context, row, rows)
    words = (context.printed(article, p.start, p.end).strip(' ,“”"‘') for p in parts)
    printed = " … ".join(w for w in words if w).removesuffix(".").translate(_INNER)
    return FirstQuoted(article, row, printed.replace(",’", "’"), who, name)


def _is_one_sentence(context: Context, row: Row, rest: Row) -> bool:
    """Whether a quotation is the rest of a sentence: in “We will sail,” Quill said, “and not come back” it is."""
    article, end = str(row["article_id"]), int(row["end"])
    between = context.tables.texts[article][end : int(rest["start"])]
    said = any(end <= cue.start < int(rest["start"]) for cue in read_spans(row["cue_spans"]))
    open_ = context.printed(article, end - 2, end + 1).rstrip(_CLOSED).endswith(",")
    begins = context.printed(article, int(rest["start"]), int(rest["end"])).lstrip(_OPEN)[:1]
    return said and open_ and len(between) < _BETWEEN and between.rstrip(_OPEN + " ").endswith(",") and begins.islower()


def _counts(context: Context, row: Row) -> bool:
    article, start, end = str(row["article_id"]), int(row["start"]), int(row["end"])
    words = context.printed(article, start, end)
    before = context.tables.texts.get(article, "")[max(0, start - _FRONT) : start].rstrip(_OPEN + " ")
    open_ = not before or before[-1] in _BEFORE
    whole = row["kind"] == "direct" or (row["kind"] == "partial" and open_ and _ENDED.search(words) is not None)
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


def _speaker(context: Context, row: Row, rows: list[Row]) -> tuple[str, str]:
    """Who says the words, as printed, and the person where one is named; both empty where it is not sure.

    Not sure is a source in another sentence than the words, one "according to" whom somebody said them, and what goes
    on without a source from anything but the same speaker's words right before.
    """
    source = " ".join(row["source"].split()) if isinstance(row["source"], str) else ""
    if str(row["cue_class"]) not in _SAYING or other_says(context, row):
        return "", ""
    if not source or source.lower() in _PRONOUNS:
        name = tidy(context, row["speaker"])
        near = _is_named_near(context, row, name) if source else _goes_on(row, rows)
        return (name, name) if name and near else ("", "")
    if not _is_beside(context, row):
        return "", ""
    source = source[after_dateline(source, Span(0, len(source))) :].strip(" ,")
    shown = _ENDS.split(source)[0] if len(source.split()) > _LONGEST else source
    if shown and verb_forms().get(shown.rsplit(maxsplit=1)[-1].lower()) is not None and "," in shown:
        shown = shown[: shown.rindex(",")]  # "Quill, the mayor, called": more of her sentence
    if not shown or _NO_NAME.search(shown) or shown in context.outlet(str(row["article_id"])).split():
        return "", ""  # "Fox" in Fox News may be the outlet, or somebody of that name
    names = names_of(context, row)
    name = names[0] if len(names) == 1 else ""
    if name and _ADDRESS.sub("", shown) == last(name):
        shown = name
    shown = _ARTICLE.sub(lambda m: m[0].lower(), shown).replace(" ,", ",")
    return cut(shown, _LONGEST), name if name and last(name) in shown else ""


def _is_beside(context: Context, row: Row) -> bool:
    """Whether who speaks stands in the sentences of the words, or right before them in their paragraph."""
    article, source = str(row["article_id"]), read_spans(row["source_spans"])
    first, end = context.sentence_at(article, int(row["start"])), int(row["end"])
    if first is None or not source:
        return False
    last_ = context.sentence_at(article, end - 1) or first
    stands = context.sentence_at(article, source[0].start)
    before = stands is not None and stands.paragraph == first.paragraph
    return before or first.start <= source[0].start < max(last_.end, end)


def _goes_on(row: Row, rows: list[Row]) -> bool:
    """Whether a quotation without a source follows right behind one that the same speaker is named for."""
    before = [r for r in rows if r["end"] <= row["start"] and r["kind"] in _QUOTED]
    return bool(before) and (
        row["start"] - before[-1]["end"] < _FOLLOWS
        and isinstance(before[-1]["source"], str)
        and before[-1]["speaker"] == row["speaker"]
    )


def _is_named_near(context: Context, row: Row, name: str) -> bool:
    """Whether it is sure whom a pronoun stands for, and the name stands in its sentence or the two before."""
    article, start = str(row["article_id"]), int(row["start"])
    every = context.body(article)
    at = next((k for k, s in enumerate(every) if s.start <= start < s.end), None)
    if at is None or not name or row["speaker_certainty"] not in _SURE:
        return False
    return last(name) in context.printed(article, every[max(0, at - _BACK)].start, every[at].end)
