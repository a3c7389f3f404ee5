"""One quotation under two reporting verbs: said in one outlet, claimed, admitted or thundered in another."""

from __future__ import annotations

from framing.findings.context import Context, Row, cut, named
from framing.findings.finding import REPORTING_VERB, Finding, Reading, untested
from framing.findings.quotation_versions import Quoted, Version, statements
from framing.measure.tables import read_spans
from framing.text.span import Span

_PLAIN = frozenset(("neutral", "structuring", "unclassed"))
_TELLING = frozenset(("doubting", "endorsing", "emotive"))
_LEAST = 5  # words of the quotation


def reporting_verbs(context: Context) -> list[Finding]:
    """Return one finding for each quotation that one outlet introduces with a plain verb, another with a telling one.

    Classes of verbs are those of the lexicon of reporting verbs. The verb must stand in the article's own words.
    """
    made = [_of_statement(context, quoted) for quoted in statements(context)]
    return [finding for finding in made if finding is not None]


def _of_statement(context: Context, quoted: Quoted) -> Finding | None:
    cues = [(v, row) for v in quoted.versions if (row := _cue(context, v)) is not None and len(v.words) >= _LEAST]
    telling = [(v, row) for v, row in cues if row["cue_class"] in _TELLING]
    plain = [(v, row) for v, row in cues if row["cue_class"] in _PLAIN]
    if not telling or not plain:
        return None
    (version, row), (_, second) = telling[0], plain[0]
    rest = named(v.outlet for v, r in plain if r["cue"] == second["cue"])
    who = f"{quoted.speaker}’s " if quoted.speaker else "the quotation "
    return untested(
        REPORTING_VERB,
        str(quoted.number),
        headline=f"{who}“{cut(version.printed(context), 12)}”: {version.outlet} writes “{row['cue']}”, {rest} "
        f"“{second['cue']}”.",
        sentence=f"The reporting verbs are of the classes {row['cue_class']} and {second['cue_class']}.",
        telling="a verb that takes sides beside a plain one",
        readings=[_with_cue(context, v, r) for v, r in (*telling, *plain)],
        strength=0.8,
        key=f"{row['cue_lemma']} | {second['cue_lemma']}",
        n=len(cues),
    )  # fmt: skip


def _cue(context: Context, version: Version) -> Row | None:
    """The quotation row of a version's words whose reporting verb stands in one sentence with them."""
    for row in context.rows("quotations"):
        if row["article_id"] != version.article_id or row["kind"] not in ("direct", "partial"):
            continue
        if not isinstance(row["cue_spans"], str) or not isinstance(row["cue"], str):
            continue
        here = Span(int(row["start"]), int(row["end"]))
        at = (context.sentence_at(version.article_id, k) for k in (here.start, read_spans(row["cue_spans"])[0].start))
        if any(p.overlaps(here) for p in version.parts) and len({s.start if s else -1 for s in at}) == 1:
            return row
    return None


def _with_cue(context: Context, version: Version, row: Row) -> Reading:
    first = read_spans(row["cue_spans"])[0]
    return context.reading(version.article_id, first.start, first.end, voice="outlet")
