"""How each article opens: its headline, its first paragraph, who speaks first and last, what stands in the first fifth.

The panel at the top of a report, without codebook and with one article an outlet too. It says
where things stand and whose words they are, and compares nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from framing.findings.context import Context, Headline
from framing.measure.place import Place

_DIRECT = frozenset(("direct", "partial"))
_FIRST = 0.2  # of an article's words


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark in a headline or opening.

    ``kind`` is ``quotation`` (``said`` names the speaker, if known), ``scare`` or ``label`` (``said`` is the
    codebook's concept, ``voice`` whose word it is).
    """

    start: int
    end: int
    kind: str
    said: str = ""
    voice: str = ""


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks at a place: the speaker's name (``None`` if unknown), the reporting verb as printed, the words."""

    speaker: str | None
    cue: str
    place: Place


@dataclass(frozen=True, slots=True)
class Opening:
    """How one article opens.

    ``title`` is the headline as printed, with ``title_marks`` in code points of it; ``title_start`` is
    where it stands in the text, -1 if in the manifest alone. ``first`` is the first paragraph and ``marks`` are in it,
    in code points of the article's text. ``first_voice`` and ``last_voice`` are the first and last direct quotations
    of the body, ``None`` if it has none. ``early`` is the first fifth of the body, by words, to
    the end of the sentence; ``speakers`` are those quoted in it, ``numbers`` the figures.
    """

    outlet: str
    article_id: str
    published: str
    n_words: int
    title: str
    title_start: int
    title_marks: tuple[Mark, ...]
    first: Place | None
    marks: tuple[Mark, ...]
    first_voice: Speaking | None
    last_voice: Speaking | None
    early: Place | None
    speakers: tuple[str, ...]
    numbers: tuple[Place, ...]


def openings(context: Context) -> tuple[Opening, ...]:
    """Return how each article opens, in the set's order; no articles give none. Works from a pack without texts."""
    titles = {h.article_id: h for h in context.headlines}
    return tuple(_opening(context, i, titles.get(i)) for i in context.articles)


def _opening(context: Context, article_id: str, title: Headline | None) -> Opening:
    row = context.articles[article_id]
    body = context.body(article_id)
    first = _first_paragraph(context, article_id)
    early = _early(context, article_id)
    spoken = [q for q in _mine(context, "quotations", article_id) if q["kind"] in _DIRECT and q["part"] == "body"]
    published = row["published"]
    inside = [q for q in spoken if early and early.start <= q["start"] < early.end and isinstance(q["speaker"], str)]
    return Opening(
        outlet=context.outlet(article_id),
        article_id=article_id,
        published=published if isinstance(published, str) else "",
        n_words=int(row["n_words"]),
        title=title.text if title else "",
        title_start=title.start if title else -1,
        title_marks=_title_marks(context, title) if title else (),
        first=first,
        marks=_marks(context, article_id, first.start, first.end) if first else (),
        first_voice=_voice(article_id, spoken[0]) if spoken else None,
        last_voice=_voice(article_id, spoken[-1]) if spoken else None,
        early=early,
        speakers=tuple(dict.fromkeys(str(q["speaker"]) for q in inside)),
        numbers=tuple(
            Place(article_id, int(n["start"]), int(n["end"]))
            for n in _mine(context, "numbers", article_id)
            if body and early and early.start <= n["start"] < early.end and n["unit"] != "date"
        ),
    )


def _mine(context: Context, table: str, article_id: str) -> list[dict[Any, Any]]:
    return sorted(context.rows_of(table, article_id), key=lambda row: (row["start"], -row["end"]))


def _first_paragraph(context: Context, article_id: str) -> Place | None:
    body = context.body(article_id)
    if not body:
        return None
    mine = [s for s in body if s.paragraph == body[0].paragraph]
    return Place(article_id, mine[0].start, mine[-1].end)


def _early(context: Context, article_id: str) -> Place | None:
    rows = [r for r in _mine(context, "sentences", article_id) if r["part"] == "body"]
    if not rows:
        return None
    left = _FIRST * sum(int(r["n_words"]) for r in rows)
    for row in rows:
        left -= int(row["n_words"])
        if left <= 0:
            break
    return Place(article_id, int(rows[0]["start"]), int(row["end"]))


def _voice(article_id: str, quotation: dict[Any, Any]) -> Speaking:
    speaker, cue = quotation["speaker"], quotation["cue"]
    place = Place(article_id, int(quotation["start"]), int(quotation["end"]))
    return Speaking(speaker if isinstance(speaker, str) else None, cue if isinstance(cue, str) else "", place)


def _marks(context: Context, article_id: str, start: int, end: int) -> tuple[Mark, ...]:
    """Quotations and labels between two places of the text."""
    found: list[Mark] = []
    for q in _mine(context, "quotations", article_id):
        if start <= q["start"] and q["end"] <= end and q["kind"] in (*_DIRECT, "scare"):
            kind = "scare" if q["kind"] == "scare" else "quotation"
            said = q["speaker"] if isinstance(q["speaker"], str) else ""
            found.append(Mark(int(q["start"]), int(q["end"]), kind, said))
    found += [
        Mark(int(m["start"]), int(m["end"]), "label", str(m["concept"]), str(m["voice"]))
        for m in _mine(context, "mentions", article_id)
        if start <= m["start"] and m["end"] <= end
    ]
    return _ordered(found)


def _title_marks(context: Context, title: Headline) -> tuple[Mark, ...]:
    """Marks in code points of the headline: from the text where it stands there, else its quotation marks alone."""
    if title.start >= 0:
        inside = _marks(context, title.article_id, title.start, title.start + len(title.text))
        return tuple(Mark(m.start - title.start, m.end - title.start, m.kind, m.said, m.voice) for m in inside)
    return _ordered(Mark(a, b, "quotation") for a, b in quoted_in(title.text))


def quoted_in(title: str) -> tuple[tuple[int, int], ...]:
    """Return the places between quotation marks in a headline; an apostrophe is none.

    >>> quoted_in("Workers' union calls plan ‘absurd’")
    ((27, 33),)
    """
    pairs = {"‘": "’", "“": "”", '"': '"', "'": "'"}
    out: list[tuple[int, int]] = []
    at = 0
    while at < len(title):
        close = pairs.get(title[at])
        if close and (at == 0 or not title[at - 1].isalnum()):
            end = _closing(title, at + 1, close)
            if end > at + 1:
                out.append((at + 1, end))
                at = end
        at += 1
    return tuple(out)


def _closing(title: str, start: int, close: str) -> int:
    """Where the quotation that begins at ``start`` ends; -1 if nowhere: a mark with no letter behind it."""
    for k in range(start, len(title)):
        if title[k] == close and not title[k + 1 : k + 2].isalnum():
            return k
    return -1


def _ordered(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    unique: Sequence[Mark] = list(dict.fromkeys(marks))
    return tuple(sorted(unique, key=lambda m: (m.start, m.end, m.kind)))
