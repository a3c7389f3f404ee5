"""One fact at the top of one article and far down in another: a quotation that outlets share, by where it stands."""

from __future__ import annotations

from framing.compare.fact_search import content
from framing.findings.context import Context, cut
from framing.findings.finding import OPENING, Finding, Reading, untested
from framing.findings.quotation_readings import version_reading
from framing.findings.quotation_versions import Quoted, Version, statements

_TOP, _DEEP = 2, 6  # paragraphs from the top: the first two, the seventh and below
_LEAST = 5  # words
_TOLD, _FEW = 0.6, 3  # of a sentence's content stems, in one higher up; and at least


def placed_first(context: Context) -> list[Finding]:
    """Return for each outlet the quotation at its top that stands deepest in another article."""
    made = [_of_statement(context, quoted) for quoted in statements(context)] if context.one_each else []
    best: dict[str, Finding] = {}
    for finding in made:
        if finding is not None and finding.strength > (best[finding.outlet].strength if finding.outlet in best else 0):
            best[finding.outlet] = finding
    return list(best.values())


def _of_statement(context: Context, quoted: Quoted) -> Finding | None:
    at = [(v, s.paragraph) for v in quoted.versions if (s := context.sentence_at(v.article_id, v.words[0].span.start))]
    top = [(v, p) for v, p in at if p < _TOP]
    deep = [(v, p) for v, p in at if p >= _DEEP and not _told_before(context, v, p)]
    if not top or not deep or min(len(v.words) for v, _ in at) < _LEAST:
        return None
    first, paragraph = top[0]
    words = first.printed(context)
    who = f"{quoted.speaker}’s “{cut(words)}”" if quoted.speaker else f"the quotation “{cut(words)}”"
    late = "; ".join(f"in {v.outlet} it stands in paragraph {p + 1}" for v, p in deep)
    return untested(
        OPENING,
        "quotation", str(quoted.number),
        headline=f"{first.outlet} has {who} {_where(paragraph)}; {late}.",
        sentence="Paragraphs are counted in the body, without headings and page furniture.",
        telling="one quotation at the top and far down",
        readings=[_reading(context, v, p) for v, p in (*top, *deep)],
        strength=min(1.0, 0.6 + max(p for _, p in deep) / 30),
        key=cut(words, 8),
        outlet=first.outlet,
        n=len(at),
    )  # fmt: skip


def _told_before(context: Context, version: Version, paragraph: int) -> bool:
    """Whether a sentence higher up has most words of a sentence of the quotation: a post is often printed once more."""
    article = version.article_id
    inside = {s for word in version.words if (s := context.sentence_at(article, word.span.start)) is not None}
    wanted = [content(context.printed(article, s.start, s.end)) for s in inside]
    above = [
        content(context.printed(article, s.start, s.end)) for s in context.body(article) if s.paragraph < paragraph
    ]
    return any(len(mine & other) >= max(_FEW, _TOLD * len(mine)) for mine in wanted for other in above)


def _where(paragraph: int) -> str:
    return "in its headline" if paragraph < 0 else f"in its {('first', 'second')[paragraph]} paragraph"


def _reading(context: Context, version: Version, paragraph: int) -> Reading:
    return version_reading(context, version, note=f"paragraph {paragraph + 1}" if paragraph >= 0 else "headline")
