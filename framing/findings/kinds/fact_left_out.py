"""Facts to check: a quotation or a figure that outlets print and of which another has no sentence."""

from __future__ import annotations

import re
from collections import defaultdict

from framing.compare.fact_search import content
from framing.compare.tokens import tokens
from framing.findings.absence import articles_saying, articles_with_run, has_number, is_measure
from framing.findings.context import Context, Row, cut, named
from framing.findings.finding import FACT_LEFT_OUT, Finding, untested
from framing.findings.headline_words import says_something
from framing.findings.names import last
from framing.findings.opening_words import family_of, sentence_families
from framing.findings.quotation_versions import Quoted, in_common, readable, statements

_RUN = 4  # words of a quotation in a row: then an article has some of it
_FOUND = 0.6  # of its content words in one sentence: then it may have it in other words
_NAMELESS = 0.4  # of them, where no name is known
_TOLD = 0.25  # of its content words beside the speaker's name: it may be reported there
_LEAST = 7  # words of a quotation
_EARLY = 0.5  # of an article's sentences: what stands behind is background
_SMALL = 10.0  # figures up to ten are in most articles, for other things
_ROUNDED, _NEAR = 0.75, 0.5  # the smaller of two figures, as a part of the larger
_SHARED = 3
_ALIKE = 0.4  # of the content words of one figure's sentence, found in the other article: they count one thing
_UNITS = frozenset(("date", "age", ""))


def facts_left_out(context: Context) -> list[Finding]:
    """Return one finding for each quotation and each figure that two outlets or more print and another does not.

    What an article may have in other words is not counted as left out: see ``absence``. Needs all texts. With two
    outlets there are none: that one of two has something is no sign that it is a fact of the event.
    """
    if not context.complete:
        return []
    quoted = [f for q in statements(context) if (f := _quotation(context, q)) is not None]
    return quoted + _figures(context)


def _quotation(context: Context, quoted: Quoted) -> Finding | None:
    have = list(dict.fromkeys(v.outlet for v in quoted.versions))
    found = in_common(quoted)
    words = readable(context, *found) if found else ""
    if len(words.split()) < _LEAST or not quoted.absent:
        return None
    some = _having_some(context, words, named=bool(quoted.speaker))
    lacking = [
        o
        for o in quoted.absent
        if some.isdisjoint(context.articles_of(o))
        and not any(_reports(context, i, quoted.speaker, words) for i in context.articles_of(o))
    ]
    if not lacking:
        return None
    who = f"{quoted.speaker}: " if quoted.speaker else ""
    return untested(
        FACT_LEFT_OUT,
        "quotation", str(quoted.number),
        headline=f"{named(have)} quote {who}“{cut(words)}”; in {named(lacking)} no sentence with these words "
        "was found.",
        sentence="Looked for as printed and in other words; that an outlet does not print them may have many reasons.",
        telling="a quotation that two outlets print",
        readings=[
            *(v.reading(context) for v in quoted.versions),
            *(context.nothing(o) for o in lacking),
        ],
        strength=min(1.0, 0.5 + len(words.split()) / 80) * (1.0 if quoted.speaker else 0.8),
        key=cut(words, 8),
        n=len(have),
    )  # fmt: skip


def _having_some(context: Context, words: str, *, named: bool) -> frozenset[str]:
    """The articles with a part of the words, or what they say; without a speaker to look for, less will do."""
    return articles_with_run(context, words, _RUN) | articles_saying(context, words, _FOUND if named else _NAMELESS)


def _reports(context: Context, article_id: str, speaker: str, words: str) -> bool:
    """Whether an article may report the words without quoting them: it names the speaker beside two of them or more.

    A quarter of them in any form or family: "did not intend to offend" is "I did not intend any offence".
    """
    if not speaker:
        return False
    wanted = {family_of(t.form) for t in tokens(words) if says_something(t)}
    who = family_of(last(speaker).lower())
    least = max(2, _TOLD * len(wanted))
    return any(who in said and len(wanted & said) >= least for said in sentence_families(context, article_id))


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
    out = []
    for (value, unit), rows in by_figure.items():
        have = list(dict.fromkeys(context.outlet(str(r["article_id"])) for r in rows))
        if len(have) < 2:  # noqa: PLR2004
            continue
        rest = [o for o in context.outlets if o not in have]
        lacking = [o for o in rest if not any(has_number(context, i, value, unit) for i in context.articles_of(o))]
        if not lacking:
            continue
        lacking = [o for o in lacking if not _another(context, o, rows[0])]
        if not lacking:
            continue
        firsts = [next(r for r in rows if context.outlet(str(r["article_id"])) == o) for o in have]
        if min(_depth(context, r) for r in firsts) <= _EARLY and alike(context, firsts):
            out.append(_figure(context, firsts, lacking))
    return out


def _is_age(context: Context, row: Row) -> bool:
    """Whether a figure with its word is an age, "25-year-old": who it is of may be told by a name or by nothing."""
    article, start = str(row["article_id"]), int(row["start"])
    return re.match(r"[\w.,]+[- ]years?[- ]old", context.tables.texts[article][start : start + 30]) is not None


def _another(context: Context, outlet: str, row: Row) -> bool:
    """Whether an outlet gives another figure for it: "$1 trillion" here and "$1.2 trillion" there is no fact left out.

    So near that one is the other rounded, or in a sentence alike and at most twice as much.
    """
    value = float(row["value"])
    return any(
        _ROUNDED <= (ratio := float(r["value"]) / value) <= 1 / _ROUNDED
        or (_NEAR <= ratio <= 1 / _NEAR and alike(context, [row, r]))
        for i in context.articles_of(outlet)
        for r in context.rows_of("numbers", i)
        if r["unit"] == row["unit"]
    )


def alike(context: Context, rows: list[Row]) -> bool:
    """Whether the sentences around one figure have words in common in two articles."""
    one, two = (_around(context, row) for row in rows[:2])
    both = one & two
    return len(both) >= _SHARED and len(both) >= _ALIKE * min(len(one), len(two))


def _around(context: Context, row: Row) -> set[str]:
    """The content words of a figure's sentence without the figure."""
    article = str(row["article_id"])
    sentence = context.sentence_at(article, int(row["start"]))
    if sentence is None:
        return set()
    figure = content(context.printed(article, int(row["start"]), int(row["end"])))
    return {w for w in content(context.printed(article, sentence.start, sentence.end)) - figure if not w[0].isdigit()}


def _depth(context: Context, row: Row) -> float:
    """How far down an article a place stands, 0 to 1, by sentences."""
    every = context.sentences.get(str(row["article_id"]), ())
    before = sum(s.end <= int(row["start"]) for s in every)
    return before / max(1, len(every))


def _figure(context: Context, rows: list[Row], lacking: list[str]) -> Finding:
    have = [context.outlet(str(r["article_id"])) for r in rows]
    first = min(rows, key=lambda r: _depth(context, r))
    shown = context.printed(str(first["article_id"]), int(first["start"]), int(first["end"]))
    sentence = context.sentence_at(str(first["article_id"]), int(first["start"]))
    around = context.printed(str(first["article_id"]), sentence.start, sentence.end) if sentence else ""
    return untested(
        FACT_LEFT_OUT,
        "figure", f"{first['value']:g}", str(first["unit"]),
        headline=f"{named(have)} give the figure “{shown}” (“{cut(around, 22)}”); in {named(lacking)} no sentence "
        "with it was found.",
        sentence="Looked for in figures, in words, rounded, as a fraction and in “dozens” or “hundreds”.",
        telling="a figure that two outlets print",
        readings=[
            *(context.row_reading(r) for r in rows),
            *(context.nothing(o) for o in lacking),
        ],
        strength=0.75 - _depth(context, first) * 0.6,
        key=shown,
        n=len(rows),
    )  # fmt: skip
