"""Whether a pack keeps its promise: labels and names, no sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from framing.sets.set_problems import SetFault, shown

MOST_WORDS = 7
MOST_CHARACTERS = 80
MOST_TITLE_CHARACTERS = 300
MOST_COVERED = 0.25
_MOST_FINDINGS = 50

# what a manifest says in any case, and what has no words in it
_TITLES = frozenset({"title", "set_title"})
_NO_WORDS = re.compile(r"[0-9 :;,.\-]*|[0-9a-f]{16,64}|https?://[^\s]*")


def is_label(text: str, *, title: bool = False) -> bool:
    """Tell whether ``text`` is no longer than a label or a name: 7 words and 80 characters.

    Spans, numbers, hashes and addresses may be longer; titles may have 300 characters.
    """
    if _NO_WORDS.fullmatch(text):
        return True
    if title:
        return len(text) <= MOST_TITLE_CHARACTERS and "\n" not in text
    return len(text) <= MOST_CHARACTERS and len(text.split()) <= MOST_WORDS


def too_long(frames: Mapping[str, pd.DataFrame], meta: Mapping[str, Any]) -> list[SetFault]:
    """Return a finding for every string of a pack that is longer than a label or name (the first 50).

    A column whose strings, laid at their offsets, would give back over a quarter of an
    article is a finding too: many labels can be a text.
    """
    findings: list[SetFault] = []
    for name, frame in frames.items():
        for column in frame.columns:
            title = str(column) in _TITLES
            for row, value in enumerate(frame[column].tolist()):
                texts = [value] if isinstance(value, str) else _nested(value)
                for text in texts:
                    if not is_label(text, title=title):
                        where = f"pack table '{shown(name)}', column '{shown(str(column))}', row {row}"
                        what = f"'{shown(text, longest=40)}' is longer than a label or name"
                        findings.append(SetFault(where, what, f"at most {MOST_WORDS} words go into a pack"))
            if len(findings) >= _MOST_FINDINGS:
                return findings[:_MOST_FINDINGS]
        findings += _covered(name, frame, frames)
    for path, text in _strings(meta, ""):
        if not is_label(text, title=path.endswith(".title")):
            what = f"'{shown(text, longest=40)}' is longer than a label or name"
            findings.append(
                SetFault(f"pack metadata {shown(path)}", what, f"at most {MOST_WORDS} words go into a pack")
            )
    return findings[:_MOST_FINDINGS]


def _nested(value: object) -> list[str]:
    """Return the strings inside a cell that holds a list or mapping."""
    return [text for _, text in _strings(value, "")] if isinstance(value, list | dict | tuple) else []


def _strings(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _strings(item, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _strings(item, path)


def _covered(name: str, frame: pd.DataFrame, frames: Mapping[str, pd.DataFrame]) -> list[SetFault]:
    articles = frames.get("articles")
    if articles is None or not {"article_id", "start"} <= set(frame.columns) or "n_chars" not in articles.columns:
        return []
    lengths = dict(zip(articles["article_id"], articles["n_chars"], strict=True))
    words = frame.select_dtypes(include=["string", "object"]).columns.difference(["article_id", "outlet"])
    findings = []
    for article, rows in frame.groupby("article_id"):
        most = MOST_COVERED * max(lengths.get(article, 0), 1000)
        for column in words:
            # a column that repeats few values is a set of classes, not text: each value counts once
            values = [str(value) for value in rows[column].dropna().unique()]
            size = sum(len(value) for value in values if not _NO_WORDS.fullmatch(value))
            if size > most:
                where = f"pack table '{shown(name)}', column '{shown(str(column))}'"
                what = f"its strings for article `{shown(str(article))}` come to {size} characters"
                findings.append(SetFault(where, f"{what}, over a quarter of the text", "leave the column out"))
    return findings
