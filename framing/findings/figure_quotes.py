"""A figure in the words around it, so that a sentence about two figures reads alone, and what leaves a count open."""

from __future__ import annotations

import re
from functools import cache

from framing.findings.context import Context
from framing.lexicons import load
from framing.text.inline_links import without_inline_links

_MOST = 18  # words of a sentence that are printed whole
_BESIDE = 70  # characters around a figure in which a word says that the count goes on
_CLAUSE = re.compile(r"[,;:—–]\s")
_QUOTES = str.maketrans('“”"', "‘’'")
_SENTENCE_END = ".!?"


def words_around(context: Context, article_id: str, start: int, end: int, *, most: int = _MOST) -> str:
    """Return the sentence around a figure, or of a long one the words next to it, cut at clauses where there are any.

    Quotation marks inside become single ones; without an open or close of theirs they are left out, and so are labels
    of links that have grown into the sentence. Empty where the text is not at hand.
    """
    sentence = context.sentence_at(article_id, start)
    text = context.tables.texts.get(article_id, "")
    if sentence is None or not text:
        return ""
    # Of the sentence alone: a run of labels never goes over its end.
    read = without_inline_links(text[sentence.start : sentence.end])
    before, behind = read[: start - sentence.start], read[end - sentence.start :]
    figure = text[start:end]
    spare = most - len(figure.split())
    if len(before.split()) + len(behind.split()) > spare:
        before = _last(before, max(spare // 2, spare - len(behind.split())))
        behind = _first(behind, max(spare // 2, spare - len(before.split())))
    return " ".join(_unquoted(f"{before}{figure}{behind}").split()).rstrip(_SENTENCE_END + " ,;:’")


def _last(words: str, most: int) -> str:
    """The last words before a figure, from a clause's start where one begins among them."""
    kept = _tail(words, most)
    if len(kept.split()) == len(words.split()):
        return words
    clause = next((m.end() for m in _CLAUSE.finditer(kept) if len(kept[m.end() :].split()) > most // 3), 0)
    return f"… {kept[clause:]}"


def _tail(words: str, most: int) -> str:
    starts = [m.start() for m in re.finditer(r"\S+", words)]
    return words[starts[-most] :] if 0 < most < len(starts) else (words if most else "")


def _first(words: str, most: int) -> str:
    """The first words behind a figure, to a clause's end where one ends among them."""
    ends = [m.end() for m in re.finditer(r"\S+", words)]
    if most >= len(ends):
        return words
    kept = words[: ends[most - 1]] if most else ""
    clause = next(
        (m.start() for m in reversed(list(_CLAUSE.finditer(kept))) if len(kept[: m.start()].split()) > most // 2), 0
    )
    return f"{kept[: clause or len(kept)].rstrip(',;:—– ')} …"


def _unquoted(said: str) -> str:
    """Words with single quotation marks, without any where one of a pair is lacking."""
    paired = said.count("“") == said.count("”") and said.count('"') % 2 == 0
    return said.translate(_QUOTES) if paired else said.translate({ord(c): None for c in '“”"'})


def leaves_open(context: Context, article_id: str, start: int, end: int) -> str:
    """Return the words next to a figure that say its count is not the last ("so far", "as of"); empty if none do."""
    sentence = context.sentence_at(article_id, start)
    if sentence is None:
        return ""
    a, b = max(sentence.start, start - _BESIDE), min(sentence.end, end + _BESIDE)
    found = _open().search(context.printed(article_id, a, b))
    return found.group().lower() if found else ""


def is_expected(context: Context, article_id: str, start: int, end: int) -> bool:
    """Tell whether a word of forecasting stands beside a figure: "expectations of 720,000"."""
    sentence = context.sentence_at(article_id, start)
    if sentence is None:
        return False
    beside = context.printed(article_id, max(sentence.start, start - _BESIDE), min(sentence.end, end + _BESIDE))
    return not set(re.findall(r"[a-z]+", beside.lower())).isdisjoint(load("quantities")["forecast"]["forms"])


def days_named(context: Context, article_id: str, start: int, end: int) -> tuple[str, frozenset[str]]:
    """Return the day of the week right behind a figure ("1,941 on Tuesday"), and all that its sentence names."""
    sentence = context.sentence_at(article_id, start)
    if sentence is None:
        return "", frozenset()
    behind = _DAY.search(" ".join(context.printed(article_id, end, max(end, sentence.end)).split()[:_NEXT]))
    return (behind[0] if behind else ""), frozenset(
        _DAY.findall(context.printed(article_id, sentence.start, sentence.end))
    )


_NEXT = 3  # words behind a figure that may say of which day it is
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


@cache
def _open() -> re.Pattern[str]:
    forms = "|".join(re.escape(f) for f in load("quantities")["open_counts"]["forms"])
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)
