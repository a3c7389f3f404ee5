"""Two outlets answer one question with two figures."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations, pairwise

from framing.compare.fact_search import content
from framing.compare.number_scope import country
from framing.compare.tokens import tokens
from framing.findings.absence import is_measure
from framing.findings.context import Context, Row, named
from framing.findings.figure_quotes import days_named, is_expected, leaves_open, words_around
from framing.findings.finding import NUMBERS_DISAGREE, Finding, untested
from framing.lexicons import load
from framing.text.span import Span

_COMPOUND = re.compile(r"[\d.,]+-[a-z]")
_COUNTLESS = frozenset(("date", "age"))
_NOTHING = frozenset(("", "number", "numbers", "total"))  # labels that say not what is counted
_MOST = 20.0  # times: figures further apart answer two questions, or one was misread
_SHARED_MONEY = 5
_SHARED_AROUND = 4  # the same, with the sentences before and after, where what became of people is counted
_LARGE, _NEAR = 1000, 0.02  # figures that are hardly alike by chance, and the part by which they may differ
_MISCOUNT = 1.1  # times: two counts of one text's words that are nearer are one
_ONE_AFTER = 150  # characters between two sums of which one goes with the other
_BESIDE = 60  # characters between a figure and one that it is added to
_BEHIND = 4  # words behind a figure that may say so
_SHARED = 2  # content words besides the figure that the two sentences have in common


def numbers_that_disagree(context: Context) -> list[Finding]:
    """Return one finding for each question that outlets answer with figures that cannot both be right.

    One figure an article for the time it was written, and sentences that have words in common besides what is counted.
    An article that has two is not set against another: it may be right in either.
    """
    groups: defaultdict[int, list[Row]] = defaultdict(list)
    for row in context.rows("number_groups"):
        if row["verdict"] == "disagree":
            groups[int(row["group"])].append(row)
    made = [_finding(context, number, rows) for number, rows in groups.items()]
    return [finding for finding in made if finding is not None]


def _finding(context: Context, number: int, rows: list[Row]) -> Finding | None:
    # What somebody expects is compared with what somebody else expects, never with what came.
    moment = next((m for m in ("now", "planned") if len(_articles_of(rows, m)) > 1), "now")
    now = [r for r in rows if r["moment"] == moment and str(r["unit"]) not in _COUNTLESS]
    if moment == "planned":
        now = [r for r in now if is_expected(context, *_place(r))]
    counted = sum(isinstance(r["unit"], str) and bool(r["unit"]) for r in now)
    if str(rows[0]["label"]) in _NOTHING or 2 * counted < len(now):
        return None  # nothing says what is counted
    if any(is_measure(str(r["unit"])) and not _lasts(context, r) for r in now):
        return None  # what is measured moves between two articles: a storm, a share, a speed; a length of time does not
    by_article: defaultdict[str, list[Row]] = defaultdict(list)
    for row in now:
        by_article[str(row["article_id"])].append(row)
    alone = [_fullest(own) for own in by_article.values() if len({(r["value"], r["high"]) for r in own}) == 1]
    single = _of_one_question(context, [r for r in alone if not _knows_another(context, r, alone)])
    by_value: defaultdict[tuple[float, float], list[Row]] = defaultdict(list)
    for row in single:
        by_value[float(row["value"]), float(row["high"])].append(row)
    low, high = (f((v for v, _ in by_value), default=0.0) for f in (min, max))
    outlets = {context.outlet(str(r["article_id"])) for r in single}
    if len(by_value) < 2 or len(outlets) < 2 or low <= 0 or high / low > _MOST:  # noqa: PLR2004
        return None
    if _is_of_text(single) and high <= _MISCOUNT * low:
        return None  # a "35-word text" and a "38-word text": somebody counted again
    if _are_two_things(context, single):
        return None
    said = [_said(context, mine) for _, mine in sorted(by_value.items())]
    label = _capitals(str(rows[0]["label"]))
    if all(_COMPOUND.match(_words(context, row)) for row in single) and not label.endswith("s"):
        label += "s"  # "a 35-word text": how many words?
    what = "How much money" if str(rows[0]["unit"]).isupper() else f"How many {label}"
    asked = f"{what} were expected" if moment == "planned" else what
    return untested(
        NUMBERS_DISAGREE,
        str(number), label,
        headline=f"{asked}? {_capital('; '.join(said))}.",
        sentence="Each figure is the article’s own for the time it was written; its sentence says what it counts.",
        telling="figures that can be checked",
        readings=[context.row_reading(r) for r in sorted(single, key=lambda r: float(r["value"]))],
        strength=min(1.0, 0.6 + (high / low - 1)),
        key=" | ".join(f"{v:g}" for v, _ in sorted(by_value)),
        n=len(single),
    )  # fmt: skip


def _fullest(rows: list[Row]) -> Row:
    """Of an article's places with one figure the one that says how sure it is; a headline has no room for that."""
    return next((r for r in rows if str(r["hedge"]) != "exact"), rows[0])


def _articles_of(rows: list[Row], moment: str) -> set[str]:
    return {str(r["article_id"]) for r in rows if r["moment"] == moment}


def _place(row: Row) -> tuple[str, int, int]:
    return str(row["article_id"]), int(row["start"]), int(row["end"])


def _said(context: Context, rows: list[Row]) -> str:
    """A figure, who prints it, in which words, and whether they leave the count open."""
    first = rows[0]
    place = _place(first)
    outlets = [context.outlet(str(r["article_id"])) for r in rows]
    around = words_around(context, *place)
    clause = f" (“{around}”)" if around and around != _words(context, first) else ""
    open_ = leaves_open(context, *place)
    if not open_ and str(first["hedge"]) == "at least" and _words(context, first).lower().startswith("at least"):
        open_ = "at least"
    note = f", a count not closed: “{open_}”" if open_ and _became(context, first) else ""
    return f"{_words(context, first)} in {named(outlets)}{clause}{note}"


def _knows_another(context: Context, row: Row, rows: list[Row]) -> bool:
    """Whether an article prints another's figure too: then it has an answer of its own to both.

    The same figure of the same noun, or nearly the same large one of any: "hundreds" above and "more than 1,400
    residents" below do not contradict 1,419 deaths.
    """
    own = float(row["value"])
    others = {float(r["value"]) for r in rows} - {own}
    units = {str(r["unit"]) for r in rows}
    return any(
        (value in others and str(n["unit"]) in units)
        or any(_is_near(value, other) and not _is_near(own, other) for other in others)
        for n in context.rows_of("numbers", row["article_id"])
        for value in [float(n["value"])]
    )


def _is_near(one: float, other: float) -> bool:
    """Whether two figures are large and differ by a fiftieth at most."""
    return min(one, other) >= _LARGE and abs(one - other) <= _NEAR * max(one, other)


def _is_of_text(rows: list[Row]) -> bool:
    """Whether figures count the words or pages of something that was said or written."""
    return {str(r["unit"]) for r in rows} <= set(load("quantities")["text_measures"]["forms"])


def _are_two_things(context: Context, rows: list[Row]) -> bool:
    """Whether an article of the set tells two sums one after the other, one of which others set against another.

    What was paid and what it costs in all, a share and the whole: where one outlet has both sums, the others have one
    of them each. Not of people: of those an article tells how many were hurt beside how many died.
    """
    values = {float(r["value"]) for r in rows}
    unit = str(rows[0]["unit"])
    if not unit.isupper():
        return False
    for article in context.articles:
        sums = [n for n in context.rows_of("numbers", article) if str(n["unit"]) == unit]
        for one, other in pairwise(sums):
            near = int(other["start"]) - int(one["end"]) <= _ONE_AFTER
            told = {float(one["value"]), float(other["value"])}
            if near and len(told) > 1 and told & values:
                return True
    return False


def _lasts(context: Context, row: Row) -> bool:
    """Whether a figure says how long something lasts: "for only three months"."""
    before = context.printed(str(row["article_id"]), int(row["sentence_start"]), int(row["start"]))
    return bool({w.lower() for w in before.split()[-2:]} & set(load("quantities")["lasting"]["before"]))


def _capitals(label: str) -> str:
    """A label with the names of peoples as they are printed: "Iranians"."""
    return " ".join(w.capitalize() if country(w) != w else w for w in label.split())


def _of_one_question(context: Context, rows: list[Row]) -> list[Row]:
    """The rows of a group in which two sentences with different figures have words in common; none if no two have."""
    if not rows or not context.tables.texts:
        return rows
    words = [
        content(context.printed(str(r["article_id"]), int(r["sentence_start"]), int(r["sentence_end"])))
        - content(_words(context, r))
        for r in rows
    ]
    money = str(rows[0]["unit"]).isupper()
    names, about = [_names(context, r) for r in rows], [_around(context, r) for r in rows]
    months = set(load("quantities")["months"]["forms"])
    pairs = [
        (i, k)
        for i, k in combinations(range(len(rows)), 2)
        if rows[i]["value"] != rows[k]["value"]
        and not _is_part(context, rows[i], rows[k])
        and not _of_two_days(context, rows[i], rows[k])
        and _of_other_year(context, rows[i]) == _of_other_year(context, rows[k])
        and (
            _has_enough({w for w in words[i] & words[k] if not w[0].isdigit()}, names[i] & names[k], money=money)
            or (bool(names[i] & names[k] & months) and not money)
            or (_are_bounds(rows[i], rows[k]) and bool(words[i] & words[k]))
            or (_became(context, rows[i]) and _became(context, rows[k]) and len(about[i] & about[k]) >= _SHARED_AROUND)
        )
    ]
    if not pairs:
        return []
    # Beside a pair of one question the others of the group stand too, but for counts of another day than every other.
    return [r for r in rows if any(r["value"] != o["value"] and not _of_two_days(context, r, o) for o in rows)]


def _of_other_year(context: Context, row: Row) -> bool:
    """Whether a figure's sentence names a fiscal year or another that is no calendar year."""
    said = context.printed(str(row["article_id"]), int(row["sentence_start"]), int(row["sentence_end"])).lower()
    return any(form in said for form in load("quantities")["other_years"]["forms"])


def _are_bounds(one: Row, other: Row) -> bool:
    """Whether both figures say how many there are at most: large and nearly the same, they are of one thing."""
    return str(one["hedge"]) == str(other["hedge"]) == "at most"


def _of_two_days(context: Context, one: Row, other: Row) -> bool:
    """Whether two counts of what became of people are of different days: the later may be the same count, gone on."""
    if not (_became(context, one) and _became(context, other)):
        return False
    (mine, all_mine), (yours, all_yours) = (days_named(context, *_place(row)) for row in (one, other))
    return any(day and all_ and day not in all_ for day, all_ in ((mine, all_yours), (yours, all_mine)))


def _became(context: Context, row: Row) -> bool:
    """Whether a figure says what became of people: "28 die", "200 people were arrested", "killing at least nine"."""
    forms = {form for outcome in load("quantities")["outcome"] for form in outcome["forms"]}
    article, start, end = _place(row)
    before = context.printed(article, int(row["sentence_start"]), start).split()[-_BEHIND:]
    behind = context.printed(article, end, int(row["sentence_end"])).split()[:_BEHIND]
    return str(row["unit"]) in forms or bool({w.strip(".,;").lower() for w in (*before, *behind)} & forms)


def _around(context: Context, row: Row) -> set[str]:
    """The content words of a figure's sentence and of those before and after."""
    article = str(row["article_id"])
    own = (int(row["sentence_start"]), int(row["sentence_end"]))
    every = [(s.start, s.end) for s in context.sentences.get(article, ())]
    k = next((k for k, (start, end) in enumerate(every) if start <= own[0] < end), None)
    ends = (every[max(0, k - 1)][0], every[min(len(every) - 1, k + 1)][1]) if k is not None else own
    return {w for w in content(context.printed(article, *ends)) if not w[0].isdigit()}


def _has_enough(both: set[str], names: set[str], *, money: bool) -> bool:
    """Whether two sentences have enough words in common to answer one question.

    Two sums of money are answers to two questions more often than two counts are: five words, or four of which two
    are of a name ("the Quay Relief Fund").
    """
    if not money:
        return len(both) >= _SHARED
    return len(both) >= _SHARED_MONEY or (len(both) == _SHARED_MONEY - 1 and len(names) > 1)


def _names(context: Context, row: Row) -> set[str]:
    """The words of a figure's sentence that are printed with a capital letter, its first left out."""
    article, start = str(row["article_id"]), int(row["sentence_start"])
    text = context.tables.texts[article]
    found = [t for t in tokens(text, within=Span(start, int(row["sentence_end"]))) if t.is_word][1:]
    return {t.form for t in found if t.span.of(text)[0].isupper()}


def _is_part(context: Context, one: Row, other: Row) -> bool:
    """Whether one figure is the other and one that stands beside it: "167 passengers and nine crew"."""
    gap = abs(float(one["value"]) - float(other["value"]))
    most = max(one, other, key=lambda row: float(row["value"]))
    behind = context.printed(str(most["article_id"]), int(most["end"]), int(most["sentence_end"])).split()[:_BEHIND]
    if gap == 1 and "including" in behind:
        return True  # "nine dead, including the gunman"
    beside = [
        float(n["value"])
        for row in (one, other)
        for n in context.rows_of("numbers", row["article_id"])
        if row["sentence_start"] <= n["start"] < row["sentence_end"]
        if n["start"] != row["start"] and abs(n["start"] - row["start"]) <= _BESIDE
    ]
    return gap in beside


def _words(context: Context, row: Row) -> str:
    article, span = str(row["article_id"]), Span(int(row["start"]), int(row["end"]))
    return context.printed(article, span.start, span.end) or f"{float(row['value']):,g}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
