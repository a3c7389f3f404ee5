"""Listed judging words at the top of an article, in its own voice, of which no other article of the set has a form."""

from __future__ import annotations

from framing.compare.inflection import stem
from framing.compare.tokens import fold
from framing.findings.context import Context, Row
from framing.findings.judging_words import is_listed_description

_BEFORE_DESCRIPTION = frozenset(
    ("a", "an", "the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my", "your", "some",
     "such", "most", "more", "very", "so", "too", "is", "are", "was", "were", "be", "been", "as", "of", "with", "no")
)  # fmt: skip
_TOP = 2  # paragraphs
_FAMILY = 5  # letters in front that words of one family have in common


def words_alone(context: Context, article_id: str) -> list[Row]:
    """Return the rows of listed judging words in the first two paragraphs that no other article has, in text order.

    Adjectives and nouns of the lists of loaded wording, outside quotations and indirect speech; not the
    headline, which is compared by itself. Needs all texts.
    """
    rows = [row for row in context.rows_of("wording", article_id) if _counts(context, row)]
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
    if _is_deed(context, row):
        return False
    sentence = context.sentence_at(str(row["article_id"]), int(row["start"]))
    return sentence is not None and sentence.part == "body" and 0 <= sentence.paragraph < _TOP


def _is_deed(context: Context, row: Row) -> bool:
    """Whether a word tells what is done ("threatening Quill with fines") or explains a term, and does not judge.

    Described is what has an article, a degree or a form of "to be" before the word.
    """
    text, start = context.tables.texts.get(str(row["article_id"]), ""), int(row["start"])
    if str(row["form"]) == "so-called":
        return explains_term(text, int(row["end"]))
    if str(row["form"]).endswith("ly"):
        return True  # "passed overwhelmingly", "aggressively": how much or how, in most uses
    if not str(row["form"]).endswith("ing"):
        return False
    before = text[max(0, start - 30) : start].split()
    return not before or fold(before[-1]) not in _BEFORE_DESCRIPTION


def explains_term(text: str, end: int) -> bool:
    """Tell whether a "so-called" that ends at a place explains a term: only marks behind it keep a distance.

    >>> explains_term("a so-called rogue wave", 11), explains_term("the so-called “vote”", 13)
    (True, False)
    """
    return text[end : end + 2].strip() not in ("“", '"', "‘", "'")


def has_form(context: Context, article_id: str, form: str) -> bool:
    """Tell whether an article or its headline has a word, inflected or of one family ("disaster", "disastrous")."""
    front = form[:_FAMILY] if len(form) > _FAMILY else fold(form)
    title = context.articles[article_id]["title"]
    told = [f for f, _, _ in context.tokens_of(article_id)] + (fold(title).split() if isinstance(title, str) else [])
    return any(stem(f) == stem(form) or (len(form) > _FAMILY and f.startswith(front)) for f in told)
