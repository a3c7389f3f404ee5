"""Facts to check: a quotation or a figure that outlets print and of which another has no sentence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from framing.findings.absence import articles_saying, has_number, is_measure
from framing.findings.context import Context, Row, cut, named
from framing.findings.figure_elsewhere import alike, gives_another, sentence_of
from framing.findings.finding import FACT_LEFT_OUT, Finding, untested
from framing.findings.left_out_words import (
    articles_before,
    articles_having,
    has_same_occasion,
    hears_its_side,
    is_one_occasion,
    name_again,
    other_words,
    reports,
)
from framing.findings.names import last
from framing.findings.quotation_readings import version_reading
from framing.findings.quotation_versions import Quoted, begins_clause, in_common, readable, statements
from framing.findings.quoted_acts import acts_of
from framing.findings.quoted_by import one_speaker, who_quotes

_LEAST = 7  # words of a quotation
_SHOWN, _OTHER = 24, 14  # words of it that are printed, and of what another prints instead
_EARLY = 0.5  # of an article's sentences: what stands behind is background
_TOP = 0.2
_TOLD = 0.4  # of the content words around a figure, in a sentence elsewhere: it may tell the same without the figure
_THAT = re.compile(r"^that\s+")  # hangs the words on who says them
_AROUND = 40  # words of a figure's sentence: cut short it may lose on whose word it stands
_SMALL = 10.0  # figures up to ten are in most articles, for other things
_UNITS = frozenset(("date", "age", ""))
# How much a left-out quotation tells: nothing by itself, more by what it does, and by what is printed in its place.
_IDLE, _DOES, _INSTEAD, _UNHEARD, _LENGTH = 0.1, 0.35, 0.25, 0.2, 0.1
_LONG = 40  # words


def facts_left_out(context: Context) -> list[Finding]:
    """Return one finding for each quotation and each figure that two outlets or more print and another does not.

    Of one post or statement one quotation, the one that tells most. What an article may have in other words, or may
    have been written before, is not counted as left out: see ``absence`` and ``left_out_words``. Needs all texts. With
    two outlets there are none: that one of two has something is no sign that it is a fact of the event.
    """
    if not context.complete:
        return []
    made = [(q, f) for q in statements(context) if (f := _quotation(context, q)) is not None]
    made.sort(key=lambda x: (-x[1].strength, x[0].number))
    kept: list[tuple[Quoted, Finding]] = []
    for quoted, finding in made:
        if not any(_is_one(context, quoted, other, finding, earlier) for other, earlier in kept):
            kept.append((quoted, finding))
    return [f for _, f in kept] + _figures(context)


def _is_one(context: Context, one: Quoted, other: Quoted, finding: Finding, earlier: Finding) -> bool:
    """Whether two quotations are of one post or statement, or of one speaker and left out by the same outlets."""
    if is_one_occasion(context, one, other):
        return True
    lacking, lacked = ({r.outlet for r in f.readings if not r.marks} for f in (finding, earlier))
    return bool(one.speaker) and last(one.speaker) == last(other.speaker) and lacking == lacked


def _quotation(context: Context, quoted: Quoted) -> Finding | None:
    found = in_common(quoted)
    words = _THAT.sub("", readable(context, *found)) if found else ""
    who = who_quotes(context, quoted)
    if found is None or not begins_clause(context, *found):
        return None  # "| he gave today on the radio it said": nobody can read it
    if len(words.split()) < _LEAST or not quoted.absent or not who:
        return None
    acts = acts_of(words)
    having = articles_having(context, quoted, words) | articles_before(context, quoted)
    lacking = [o for o in quoted.absent if having.isdisjoint(context.articles_of(o))]
    lacking = [
        o for o in lacking if not any(reports(context, i, quoted.speaker, words) for i in context.articles_of(o))
    ]
    if not acts:  # one clause more or less of what was said then
        lacking = [o for o in lacking if not any(has_same_occasion(context, i, quoted) for i in context.articles_of(o))]
    if not lacking:
        return None
    instead = {o: row for o in lacking if (row := other_words(context, o, quoted.speaker)) is not None}
    unheard = [o for o in lacking if not hears_its_side(context, o, quoted)]
    reasons = [
        *(["it " + named(acts)] if acts else []),
        *(["others of the speaker’s words in its place"] if instead else []),
    ]
    reasons += ["nobody of that kind is heard there"] if unheard else []
    colon = "" if who.endswith(" quote") else ":"
    strength = _IDLE + _DOES * bool(acts) + _INSTEAD * bool(instead) + _UNHEARD * bool(unheard)
    strength += _LENGTH * min(1.0, len(words.split()) / _LONG) * bool(reasons)
    return untested(
        FACT_LEFT_OUT,
        "quotation", str(quoted.number),
        headline=f"{who}{colon} “{cut(words, _SHOWN)}”; in {named(lacking)} no sentence with these words was found"
        f"{''.join(_in_place(context, o, row, quoted) for o, row in instead.items())}.",
        sentence="Looked for as printed and in other words; that an outlet does not print them may have many reasons.",
        telling="; ".join(("a quotation that two outlets print", *reasons)),
        readings=[
            *(version_reading(context, v, words) for v in quoted.versions),
            *(context.nothing(o) for o in lacking),
            *(context.row_reading(row, voice="quoted", note="other words") for row in instead.values()),
        ],
        strength=strength,
        key=cut(words, 8),
        n=len({v.outlet for v in quoted.versions}),
    )  # fmt: skip


def _in_place(context: Context, outlet: str, row: Row, quoted: Quoted) -> str:
    """What an outlet prints of the speaker instead."""
    words = context.printed(str(row["article_id"]), int(row["start"]), int(row["end"])).strip(" “”\"‘’',.")
    return f"; of {name_again(context, quoted.speaker)}’s words {outlet} prints “{cut(words, _OTHER)}”"


def _figures(context: Context) -> list[Finding]:
    """Figures with the same value and unit in two outlets or more, early in one of them, and nowhere in another."""
    by_figure: defaultdict[tuple[float, str], list[Row]] = defaultdict(list)
    for row in context.rows("numbers"):
        if (
            str(row["unit"]) not in _UNITS
            and not is_measure(str(row["unit"]))
            and float(row["value"]) > _SMALL
            and row["value"] == row["high"]
            and not _is_age(context, row)
        ):
            by_figure[float(row["value"]), str(row["unit"])].append(row)
    out: list[Finding] = []
    for (value, unit), rows in by_figure.items():
        have = list(dict.fromkeys(context.outlet(str(r["article_id"])) for r in rows))
        if len(have) < 2:  # noqa: PLR2004
            continue
        if len(have) < 2:  # noqa: PLR2004
            continue
        rest = [o for o in context.outlets if o not in have]
        lacking = [o for o in rest if not any(has_number(context, i, value, unit) for i in context.articles_of(o))]
        told = frozenset().union(*(articles_saying(context, sentence_of(context, row), _TOLD) for row in rows))
        lacking = [
            o
            for o in lacking
            if told.isdisjoint(context.articles_of(o)) and not any(gives_another(context, o, row) for row in rows)
        ]
        if not lacking:
            continue
        firsts = [next(r for r in rows if context.outlet(str(r["article_id"])) == o) for o in have]
        if min(_depth(context, r) for r in firsts) <= _EARLY and alike(context, firsts):
            out.append(_figure(context, firsts, lacking))
    # The figures of one sentence are one fact.
    first = {(f.readings[0].article_id, f.readings[0].start): f for f in reversed(out)}
    return list(reversed(first.values()))


def _is_age(context: Context, row: Row) -> bool:
    """Whether a figure with its word is an age, "25-year-old": who it is of may be told by a name or by nothing."""
    article, start = str(row["article_id"]), int(row["start"])
    return re.match(r"[\w.,]+[- ]years?[- ]old", context.tables.texts[article][start : start + 30]) is not None


def _depth(context: Context, row: Row) -> float:
    """How far down an article a place stands, 0 to 1, by sentences."""
    every = context.sentences.get(str(row["article_id"]), ())
    before = sum(s.end <= int(row["start"]) for s in every)
    return before / max(1, len(every))


def _figure(context: Context, rows: list[Row], lacking: list[str]) -> Finding:
    first = min(rows, key=lambda r: _depth(context, r))
    depth = _depth(context, first)
    shown = _shown(context, first)
    return untested(
        FACT_LEFT_OUT,
        "figure", f"{first['value']:g}", str(first["unit"]),
        headline=f"{'; '.join(_said(context, rows, first))}; in {named(lacking)} no sentence with "
        f"{'it' if _alike_said(context, rows) else 'the figure'} was found.",
        sentence="Looked for in figures, in words, rounded, as a fraction and in “dozens” or “hundreds”; another "
        "figure for a part or a year of it counts as found.",
        telling="a figure that two outlets print",
        readings=[
            *(context.row_reading(r) for r in rows),
            *(context.nothing(o) for o in lacking),
        ],
        strength=_IDLE + (0.65 - depth * 0.6) * (depth <= _TOP),
        key=shown,
        n=len(rows),
    )  # fmt: skip


def _said(context: Context, rows: list[Row], first: Row) -> Iterator[str]:
    """Who prints a figure, in each one's own words where they differ: "63 Canadians" here, "at least 63" there."""
    around = f" (“{cut(sentence_of(context, first), _AROUND)}”)"
    if _alike_said(context, rows):
        outlets = named(context.outlet(str(r["article_id"])) for r in rows)
        who = one_speaker(context, rows)
        if who is not None:
            yield f"{outlets} quote {who or 'somebody'} with the figure “{_shown(context, first)}”{around}"
            return
        yield f"{outlets} give the figure “{_shown(context, first)}”{around}"
        return
    for row in sorted(rows, key=lambda r: r is not first):
        outlet = context.outlet(str(row["article_id"]))
        yield f"{outlet} prints “{_shown(context, row)}”{around if row is first else ''}"


def _alike_said(context: Context, rows: list[Row]) -> bool:
    """Whether all print a figure with the same hedge ("at least", "nearly"), or none with any."""
    return len({(str(r["hedge"]), _before_digit(_shown(context, r))) for r in rows}) == 1


def _before_digit(printed: str) -> str:
    """The words before a figure's first digit: its hedge; nothing where it is in words."""
    at = re.search(r"\d", printed)
    return printed[: at.start()].strip(" $£€").lower() if at else ""


def _shown(context: Context, row: Row) -> str:
    return context.printed(str(row["article_id"]), int(row["start"]), int(row["end"]))
