"""Listed judging words at the top of an article, in its own voice, of which no other article of the set has a form."""

from __future__ import annotations

from framing.compare.inflection import stem
from framing.compare.tokens import fold
from framing.findings.context import Context, Row
from framing.findings.judging_words import is_listed_description

_TOP = 2  # paragraphs
_FAMILY = 5  # letters in front that words of one family have in common


def words_alone(context: Context, article_id: str) -> list[Row]:
    """Return the rows of listed judging words in the first two paragraphs that no other article has, in text order.

    Adjectives, adverbs and nouns of the lists of loaded wording, outside quotations and indirect speech; not the
    headline, which is compared by itself. Needs all texts.
    """
    rows = [row for row in context.rows("wording") if row["article_id"] == article_id and _counts(context, row)]
    others = [i for i in context.articles if i != article_id]
    return [row for row in rows if not any(has_form(context, i, str(row["form"])) for i in others)]


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


def has_form(context: Context, article_id: str, form: str) -> bool:
    """Tell whether an article or its headline has a word, inflected or of one family ("disaster", "disastrous")."""
    front = form[:_FAMILY] if len(form) > _FAMILY else fold(form)
    title = context.articles[article_id]["title"]
    told = [f for f, _, _ in context.tokens_of(article_id)] + (fold(title).split() if isinstance(title, str) else [])
    return any(stem(f) == stem(form) or (len(form) > _FAMILY and f.startswith(front)) for f in told)
