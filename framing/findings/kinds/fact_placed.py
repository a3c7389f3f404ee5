"""One fact at the top of one article and far down in another: sentences that say the same, by where they stand."""

from __future__ import annotations

from collections import defaultdict

from framing.compare.fact_search import content
from framing.findings.context import Context, Row, cut, named
from framing.findings.finding import EMPHASIS, Finding, untested
from framing.measure.coverage import coverage

_TOP, _DEEP = 2, 6  # paragraphs from the top: the first two, the seventh and below
_LEAST = 6  # content words of the sentence at the top: less is said in any report
_SHARED = 0.6  # of the content words of the shorter sentence, in the other: then both say it
_INSIDE = 0.9  # or nearly all of the shorter, where the other says more besides
_OF_LONGER = 0.5
_MOST = 3


def facts_placed(context: Context) -> list[Finding]:
    """Return the facts that stand at the top of one article and from the seventh paragraph on in another.

    A fact is a group of sentences of :func:`framing.measure.coverage.coverage` of which the one at the top and the one
    far down have most of the shorter's content words in common, and six at least: a phrase that both quote is no fact
    that both tell. For sets with one article an outlet; needs all texts.
    """
    if not context.one_each or not context.complete:
        return []
    found = coverage(context.tables)
    having: defaultdict[int, list[Row]] = defaultdict(list)
    for row in found.having.to_dict("records"):
        having[int(row["statement"])].append(row)
    several = {number: rows for number, rows in having.items() if len(rows) > 1}
    made = [f for number, rows in several.items() if (f := _finding(context, number, rows)) is not None]
    return sorted(made, key=lambda f: (-f.strength, f.id))[:_MOST]


def _finding(context: Context, number: int, rows: list[Row]) -> Finding | None:
    first: dict[str, tuple[int, Row]] = {}
    for row in rows:
        sentence = context.sentence_at(str(row["article_id"]), int(row["start"]))
        if sentence is not None and sentence.part == "body":
            here = (sentence.paragraph, row)
            known = first.get(str(row["article_id"]))
            first[str(row["article_id"])] = here if known is None or here[0] < known[0] else known
    top = [(i, p, r) for i, (p, r) in first.items() if p < _TOP]
    deep = [(i, p, r) for i, (p, r) in first.items() if p >= _DEEP]
    if not top or not deep:
        return None
    article, paragraph, at = min(top, key=lambda x: x[1])
    words = context.printed(article, int(at["start"]), int(at["end"]))
    same = [(i, p, r) for i, p, r in deep if _alike(words, context.printed(i, int(r["start"]), int(r["end"])))]
    if not same or len(content(words)) < _LEAST:
        return None
    place = ("first", "second")[paragraph]
    # What both have is what the shorter sentence says.
    shown = min(words, *(context.printed(i, int(r["start"]), int(r["end"])) for i, _, r in same), key=len)
    late = [f"in paragraph {p + 1} of {context.outlet(i)}" for i, p, _ in same]
    outlet = context.outlet(article)
    return untested(
        EMPHASIS,
        "fact", str(number),
        headline=f"{outlet} says in its {place} paragraph what stands {named(late)}: "
        f"“{_inner(cut(shown, 30))}”",
        sentence="Sentences that say the same by their words. Paragraphs are counted in the body, without headings and "
        "page furniture.",
        telling="one fact at the top and far down",
        readings=[
            context.row_reading(r, note=f"paragraph {p + 1}") for _, p, r in ((article, paragraph, at), *same)
        ],
        strength=min(0.9, 0.5 + max(p for _, p, _ in same) / 40),
        key=cut(shown, 8),
        outlet=outlet,
        n=1 + len(same),
    )  # fmt: skip


def _alike(one: str, other: str) -> bool:
    a, b = content(one), content(other)
    both, short, long = len(a & b), min(len(a), len(b)), max(len(a), len(b))
    inside = both >= _INSIDE * short
    return both >= _LEAST and (inside or (both >= _SHARED * short and both >= _OF_LONGER * long))


def _inner(words: str) -> str:
    """Words without quotation marks at their ends, and with those inside as they stand inside others."""
    inner = words.strip(" “”\"‘’'")
    inner += "" if inner.endswith((".", "!", "?", "…")) else "."
    return inner.translate(str.maketrans("“”", "‘’")).replace('"', "'")
