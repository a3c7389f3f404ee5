"""The key to who is quoted and with which verb: every reported word, between quotation marks or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing.measure.tables import Tables
from framing.teach.blind_texts import BlindText
from framing.text.span import Span

WORD_FOR_WORD = {"direct", "partial"}
NOBODY = "nobody named"


@dataclass(frozen=True, slots=True)
class QuoteAnswer:
    """One time that somebody's words are told: one verb, however many pieces of the talk it brings in.

    ``lines`` are those in which the pieces begin, ``verb_line`` the verb's; 0 where there is no verb in print. ``how``
    says whether the words are the speaker's ("word for word"), the outlet's ("reported") or both.
    """

    lines: tuple[int, ...]
    span: Span
    how: str
    speaker: str
    source_type: str
    identified: str
    cue: str
    cue_class: str
    verb_line: int

    @property
    def line(self) -> int:
        """Where the words begin."""
        return self.lines[0]


def quote_answers(tables: Tables, text: BlindText) -> tuple[QuoteAnswer, ...]:
    """Return whose words a blind text tells, in the order of the text; marks that nobody speaks are left out."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for number, row in enumerate(rows_of(tables, "quotations", text.article_id)):
        if row["kind"] == "scare" or text.line_of(int(row["start"])) is None:
            continue
        spans = row["cue_spans"]
        # One verb brings in all that its speaker goes on to say, and the words in marks within reported speech.
        verb = str(number) if pd.isna(spans) or not spans else str(spans)
        groups.setdefault(verb, []).append(row)
    answers = [_answer(text, rows) for rows in groups.values()]
    return tuple(sorted(answers, key=lambda a: (a.span.start, a.verb_line)))


def _answer(text: BlindText, rows: Sequence[dict[str, Any]]) -> QuoteAnswer:
    first = rows[0]
    lines = [n for row in rows if (n := text.line_of(int(row["start"]))) is not None]
    kinds = {str(row["kind"]) for row in rows}
    how = "word for word" if kinds <= WORD_FOR_WORD else "reported"
    if kinds & WORD_FOR_WORD and kinds - WORD_FOR_WORD:
        how = "reported, with some words in marks"
    return QuoteAnswer(
        lines=tuple(dict.fromkeys(lines)),
        span=Span(int(first["start"]), int(first["end"])),
        how=how,
        speaker=_speaker(first),
        source_type=known(first["source_type"], "not known"),
        identified=known(first["identified"], "not known"),
        cue=known(first["cue"], "none"),
        cue_class=known(first["cue_class"], ""),
        verb_line=_first_line(text, first["cue_spans"]),
    )


def _speaker(row: dict[str, Any]) -> str:
    """The speaker's name; where a pronoun leaves it open, the text's own words, for the pupil to follow up."""
    name, words = known(row["speaker"], ""), known(row["source"], "")
    if row["speaker_reason"] == "pronoun" and words:
        sure = row["speaker_certainty"] != "open"
        return f"{name} (“{words}”)" if sure and name else f"“{words}”: whoever the lines before speak of"
    return name or words or NOBODY


def _first_line(text: BlindText, spans: Any) -> int:  # noqa: ANN401 - a cell of a frame
    if pd.isna(spans) or not spans:
        return 0
    return text.line_of(int(str(spans).split(" ", 1)[0].split("-", 1)[0])) or 0


def rows_of(tables: Tables, name: str, article_id: str) -> list[dict[str, Any]]:
    """Return an article's rows of a table, in the order of the text."""
    table = tables[name]
    found = table[table["article_id"] == article_id].sort_values("start").to_dict("records")
    return [{str(k): v for k, v in row.items()} for row in found]


def known(value: Any, otherwise: str) -> str:  # noqa: ANN401 - a cell of a frame
    """Return a cell as text, or ``otherwise`` where it is empty."""
    return otherwise if pd.isna(value) else str(value)
