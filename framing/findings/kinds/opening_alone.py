"""What openings say in words of their own: a clause or phrase of the first paragraphs that no other article has."""

from __future__ import annotations

from framing.findings.context import Context, cut
from framing.findings.finding import ONE_OPENING, Finding, Reading, untested
from framing.findings.kinds.beginnings_compared import in_a_row
from framing.findings.opening_words import Part, parts_of
from framing.findings.standing import unopened
from framing.text.span import Span

# What reads by itself. Participles, phrases and second verbs hang on what stands before them, and were right in half of
# the readings, but where a word binds them to it ("without a vote", "despite the storm").
_KINDS = ("clause", "relative", "apposition")
_TELLS, _SECOND = 2.1, 2.4  # how much a part must tell to be shown, and a second of one opening
_STRONG = 8.0
_RELATIVES = frozenset(("who", "whom", "whose", "which", "that", "where"))
_PARTS = 2  # of one opening, in two findings


def openings_alone(context: Context) -> list[Finding]:
    """Return up to two findings: of each opening the clause that tells most, then the next, with words of its own.

    Headline apart (headlines are compared by themselves), first two paragraphs, outside quotations. At least half of
    the words of a clause stand in no other article. Needs all texts and one article an outlet.
    """
    if not context.one_each or not context.whole:
        return []
    opened = [i for i in context.articles if i not in unopened(context)]
    chosen = {i: _apart(sorted(_readable(context, i), key=lambda p: (-p.told, p.start))) for i in opened}
    made = (_finding(context, {i: p[k] for i, p in chosen.items() if len(p) > k}, k) for k in range(_PARTS))
    return [finding for finding in made if finding is not None]


def _readable(context: Context, article_id: str) -> list[Part]:
    text = context.tables.texts.get(article_id, "")
    row = in_a_row(context)
    lede = Span(row[article_id].start, row[article_id].end) if article_id in row else Span(0, 0)
    return [
        part
        for part in parts_of(context, article_id)
        if not lede.overlaps(Span(part.start, part.end))  # it stands whole in the row of beginnings
        # a relative clause whose head was not found ("those | who wanted war") hangs in the air
        and (part.kind in _KINDS or part.use)
        and text[part.start :].split(maxsplit=1)[0] not in _RELATIVES
    ]


def _apart(parts: list[Part]) -> list[Part]:
    """The parts that tell most, none inside or around another."""
    out: list[Part] = []
    for part in parts:
        if part.told >= (_SECOND if out else _TELLS) and not any(
            part.start < p.end and p.start < part.end for p in out
        ):
            out.append(part)
    return out[:_PARTS]


def _finding(context: Context, best: dict[str, Part], number: int) -> Finding | None:
    if not best:
        return None
    said = {i: cut(context.printed(i, p.start, p.end), 24) for i, p in best.items()}
    one = next(iter(best)) if len(best) == 1 else ""
    verb = "also says" if number else "says"
    if one:
        headline = f"{context.outlet(one)}’s opening {verb}, in words of its own, “{said[one]}”."
    else:
        parts_said = "; ".join(f"{context.outlet(i)} “{words}”" for i, words in said.items())
        headline = f"Openings{', further on,' * (number > 0)} in words of their own: {parts_said}."
    return untested(
        ONE_OPENING,
        str(number), *best,
        headline=headline,
        sentence="Clauses of the first two paragraphs; most of their words stand in no other article of the set, and "
        "no sentence there has a third of them. The others may say it in other words.",
        telling="what one article adds at its top and the others do not have",
        readings=[
            context.reading(i, best[i].start, best[i].end, voice="outlet")
            if i in best
            else _first_sentence(context, i)
            for i in context.articles
            if i not in unopened(context)
        ],
        strength=min(1.0, max(p.told for p in best.values()) / _STRONG) * (0.6 if number else 1.0),
        key=" | ".join(said.values()),
        outlet=context.outlet(one) if one else "",
    )  # fmt: skip


def _first_sentence(context: Context, article_id: str) -> Reading:
    """The first sentence of an article of which nothing is shown: what was not chosen is not therefore nothing."""
    body = context.body(article_id)
    if not body:
        return context.nothing(context.outlet(article_id), "no body")
    return Reading(context.outlet(article_id), article_id, body[0].start, body[0].end, note="first sentence")
