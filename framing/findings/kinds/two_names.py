"""One statement under two names: the same words, said by one person in one outlet and by another in the other."""

from __future__ import annotations

from itertools import combinations

from framing.compare.common_words import common_runs
from framing.compare.tokens import tokens
from framing.findings.context import Context, Row, cut
from framing.findings.finding import TWO_NAMES, Finding, untested
from framing.findings.names import last, person
from framing.measure.tables import read_spans

_LEAST = 7  # words in one piece that two quotations must have in common
_COVER = 0.8  # of the smaller one's words


def two_names(context: Context) -> list[Finding]:
    """Return one finding for each quotation whose words two outlets give to two persons.

    Both must name the speaker where the quotation stands: a name taken over from a pronoun or a sentence before may be
    the program's error and not the outlet's. One name within the other, or one last word, is one person.
    """
    spoken = [(row, forms) for row in context.rows("quotations") if (forms := _forms(context, row)) and _source(row)]
    out: dict[tuple[str, ...], Finding] = {}
    for (x, a), (y, b) in combinations(spoken, 2):
        if context.outlet(str(x["article_id"])) == context.outlet(str(y["article_id"])):
            continue
        one, two = _source(x), _source(y)
        if set(one.lower().split()) & set(two.lower().split()) or not set(a) & set(b):
            continue
        runs = common_runs(a, b, least=_LEAST)
        if sum(r.n for r in runs) >= _COVER * min(len(a), len(b)) and runs:
            out.setdefault(tuple(sorted((last(one), last(two)))), _finding(context, x, y, one, two))
    return list(out.values())


def _forms(context: Context, row: Row) -> tuple[str, ...]:
    text = context.tables.texts.get(str(row["article_id"]))
    if text is None or row["kind"] not in ("direct", "partial") or int(row["n_words"]) < _LEAST:
        return ()
    return tuple(t.form for part in read_spans(row["parts"]) for t in tokens(text, within=part) if t.is_word)


def _source(row: Row) -> str:
    """The speaker's name where the source as printed has it."""
    name = person(row["speaker"])
    source = row["source"] if isinstance(row["source"], str) else ""
    return name if name and last(name).lower() in source.lower() else ""


def _finding(context: Context, x: Row, y: Row, one: str, two: str) -> Finding:
    outlets = [context.outlet(str(row["article_id"])) for row in (x, y)]
    words = context.printed(str(x["article_id"]), int(x["start"]), int(x["end"]))
    return untested(
        TWO_NAMES,
        str(x["article_id"]), str(y["article_id"]), str(x["start"]),
        headline=f"“{cut(words)}”: said by {one} in {outlets[0]}, by {two} in {outlets[1]}.",
        sentence="The words are the same; one of the two outlets has the wrong speaker, or two persons spoke alike.",
        telling="one statement, two speakers",
        readings=[
            context.reading(str(row["article_id"]), int(row["start"]), int(row["end"]), voice="quoted", note=who)
            for row, who in ((x, one), (y, two))
        ],
        strength=1.0,
        key=f"{one} | {two}",
        n=2,
    )  # fmt: skip
