"""Judging words with which one article opens, in its own voice, and which no other article of the set has."""

from __future__ import annotations

from framing.compare.inflection import stem
from framing.compare.tokens import fold
from framing.findings.context import Context, Row, named
from framing.findings.finding import OPENING, Finding, untested
from framing.findings.judging_words import is_listed_description
from framing.text.span import Span

_TOP = 2  # paragraphs
_FAMILY = 5  # letters in front that words of one family have in common


def judging_openings(context: Context) -> list[Finding]:
    """Return one finding for each article whose first two paragraphs have listed judging words that others lack.

    Adjectives, adverbs and nouns of the lists of loaded wording, outside quotations and indirect speech; not the
    headline, which is compared by itself. Needs all texts, one article an outlet.
    """
    if not context.one_each or not context.whole:
        return []
    made = [_of_article(context, article) for article in context.articles]
    return [finding for finding in made if finding is not None]


def _of_article(context: Context, article_id: str) -> Finding | None:
    rows = [row for row in context.rows("wording") if row["article_id"] == article_id and _counts(context, row)]
    others = [i for i in context.articles if i != article_id]
    alone = [row for row in rows if not any(_has(context, i, str(row["form"])) for i in others)]
    if not alone:
        return None
    first = alone[0]
    sentence = context.sentence_at(article_id, int(first["start"]))
    inside = [r for r in alone if sentence and sentence.start <= int(r["start"]) < sentence.end]
    words = named(f"“{r['form']}”" for r in inside)
    where = "first" if sentence and sentence.paragraph == 0 else "second"
    rest = named(context.outlet(i) for i in others)
    return untested(
        OPENING,
        "judging words", article_id,
        headline=f"{context.outlet(article_id)} has {words} in its {where} paragraph, in its own words; in {rest} no "
        f"sentence with {'the word' if len(inside) == 1 else 'any of them'} was found.",
        sentence="Words of the lists of loaded wording, each with its source; read how they are meant here.",
        telling="a judging word at the top of one article",
        readings=[
            context.reading(
                article_id, int(first["start"]), int(first["end"]), voice="outlet",
                more=[Span(int(r["start"]), int(r["end"])) for r in inside],
            ),
            *(context.nothing(context.outlet(i)) for i in others),
        ],
        strength=min(1.0, 0.75 + 0.1 * len(inside)),
        key=words,
        outlet=context.outlet(article_id),
        n=len(inside),
    )  # fmt: skip


def _counts(context: Context, row: Row) -> bool:
    if (
        row["kind"] != "loaded"
        or not context.is_choice(row)
        or row["voice"] != "outlet"
        or not is_listed_description(str(row["form"]))
    ):
        return False
    sentence = context.sentence_at(str(row["article_id"]), int(row["start"]))
    return sentence is not None and sentence.part == "body" and 0 <= sentence.paragraph < _TOP


def _has(context: Context, article_id: str, form: str) -> bool:
    front = form[:_FAMILY] if len(form) > _FAMILY else fold(form)
    title = context.articles[article_id]["title"]
    told = [f for f, _, _ in context.tokens_of(article_id)] + (fold(title).split() if isinstance(title, str) else [])
    return any(stem(f) == stem(form) or (len(form) > _FAMILY and f.startswith(front)) for f in told)
