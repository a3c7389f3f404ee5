"""Passages of articles with the words that matter marked, short enough to set side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from framing.findings.finding import Reading
from framing.measure.tables import Tables
from framing.show.escaped_html import Html, fill, joined

_WHOLE = 170  # code points of a passage that is shown whole
_AROUND = 60  # code points before the first mark and behind the last, where it is cut
_SNAP = 15  # code points that a cut may move to stand between words


@dataclass(frozen=True, slots=True)
class Excerpt:
    """What outlets print at one place: who they are, the words with marks, and a note; ``words`` may be empty."""

    outlets: tuple[str, ...]
    words: Html
    note: str

    def html(self) -> Html:
        """Return it as one of several that stand side by side."""
        said = fill("<blockquote>{}</blockquote>", self.words) if self.words.body else ""
        note = fill(' <span class="where">{}</span>', self.note) if self.note else ""
        return fill(
            '<figure class="reading"><figcaption><b>{}</b>{}</figcaption>{}</figure>', _listed(self.outlets), note, said
        )


def excerpts(readings: Sequence[Reading], tables: Tables) -> tuple[Excerpt, ...]:
    """Return readings as excerpts; outlets that print the same stand together.

    A passage of a text that is not at hand has a note in place of its words.
    """
    made: dict[tuple[str, str], list[str]] = {}
    shown: dict[tuple[str, str], Excerpt] = {}
    for reading in readings:
        one = _excerpt(reading, tables)
        key = (str(one.words.body), one.note)
        made.setdefault(key, [])
        if reading.outlet not in made[key]:
            made[key].append(reading.outlet)
        shown.setdefault(key, one)
    return tuple(Excerpt(tuple(made[key]), one.words, one.note) for key, one in shown.items())


def _excerpt(reading: Reading, tables: Tables) -> Excerpt:
    text = reading.text or tables.texts.get(reading.article_id, "")
    start, end = (0, len(text)) if reading.text else (reading.start, reading.end)
    note = reading.note or _VOICES.get(reading.voice, "")
    if end > start and not text:
        return Excerpt((reading.outlet,), Html(fill("").body), "text not at hand")
    start, end, left, right = _window(text, start, end, reading.marks)
    return Excerpt((reading.outlet,), fill("{}{}{}", left, marked(text, start, end, reading.marks), right), note)


# Where the marked words stand in somebody else's mouth, a reader is told.
_VOICES = {
    "quoted": "in a quotation",
    "attributed": "in others’ words",
    "scare": "in quotation marks",
    "headline": "headline",
}


def marked(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> Html:
    """Return ``text`` from ``start`` to ``end``, escaped, line breaks as blanks, with ``marks`` inside it marked.

    Marks that overlap an earlier one or lie outside are left out; an empty one shows where words are missing.
    """
    parts, at = [], start
    for first, last in sorted(marks):
        if first < at or last > end:
            continue
        parts.append(fill("{}", _flat(text[at:first])))
        parts.append(fill("<mark>{}</mark>", _flat(text[first:last])) if last > first else fill("<mark>‸</mark>"))
        at = last
    return joined([*parts, fill("{}", _flat(text[at:end]))], "")


def _flat(text: str) -> str:
    return "".join(" " if c.isspace() else c for c in text)


def _window(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> tuple[int, int, str, str]:
    """The part of a passage that is shown, and what stands for what is cut at either side."""
    if end - start <= _WHOLE:
        return start, end, "", ""
    inside = [mark for mark in marks if start <= mark[0] and mark[1] <= end] or [(start, start)]
    first, last = inside[0][0], max(mark[1] for mark in inside)
    low, high = max(start, first - _AROUND), min(end, max(last, first + _AROUND) + _AROUND)
    low = start if low - start < _AROUND else _between_words(text, low, 1)
    high = end if end - high < _AROUND // 2 else _between_words(text, high, -1)
    return low, high, "… " if low > start else "", " …" if high < end else ""


def _between_words(text: str, at: int, step: int) -> int:
    """The nearest place from ``at`` on, forwards or backwards, that stands between two words."""
    for moved in range(_SNAP):
        here = at + step * moved
        if text[here - 1 : here].isspace() if step > 0 else text[here : here + 1].isspace():
            return here
    return at


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
