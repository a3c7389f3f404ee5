"""The top of an article, headline and first sentences, and how it is said that something does not stand there."""

from __future__ import annotations

from dataclasses import dataclass

from framing.compare.number_scope import country
from framing.compare.tokens import tokens
from framing.findings.context import Context, Headline
from framing.findings.figure_quotes import words_around
from framing.findings.finding import Reading
from framing.findings.headline_parts import parts
from framing.findings.headline_words import key_of
from framing.findings.opening_words import family_of
from framing.findings.standing import TOP, is_partial

_EXCERPT = 150  # words: a text of fewer may be the beginning of one
_WHOLE = 14  # words of a headline that is printed whole


@dataclass(frozen=True, slots=True)
class Piece:
    """A headline (``place`` -1) or one of the first sentences (from 0): its text, and where that stands."""

    article_id: str
    place: int
    text: str
    start: int
    title: Headline | None = None

    def reading(self, context: Context, mark: tuple[int, int]) -> Reading:
        """Return it as a reading; ``mark`` counts code points of its text."""
        if self.title is not None:
            return self.title.reading([mark], voice="headline")
        return context.reading(self.article_id, self.start + mark[0], self.start + mark[1])


# A piece, and where in its text some words stand.
AtTop = tuple[Piece, int, int]


def tops(context: Context, article_id: str) -> list[Piece]:
    """Return headline and first sentences of an article, in order; nothing of one that has neither."""
    titles = [h for h in context.headlines if h.article_id == article_id]
    text = context.tables.texts.get(article_id, "")
    body = context.body(article_id)
    mine = body[:TOP] if text else ()
    return [
        *(Piece(article_id, -1, h.text, h.start, h) for h in titles),
        *(Piece(article_id, k, text[s.start : s.end], s.start) for k, s in enumerate(mine)),
    ]


def families(context: Context, article_id: str) -> frozenset[str]:
    """Return what the words of an article count as, by stem, family and country, headline and furniture included."""
    kept = f"all families of {article_id}"
    if kept not in context.noted:
        title = context.articles[article_id]["title"]
        forms = [form for form, _, _ in context.tokens_of(article_id)]
        forms += [t.form for t in tokens(title if isinstance(title, str) else "") if t.is_word]
        every = [part for form in forms for part in (form, *form.split("-")) if part]
        context.noted[kept] = frozenset(
            word for form in every for word in (family_of(form), key_of(form), country(form.removesuffix("'s")))
        )
    made: frozenset[str] = context.noted[kept]
    return made


def absence(context: Context, article_id: str, *, does: bool = False) -> str:
    """Return how to say that what was looked for in all of an article's text stands nowhere in it.

    Of a text of which a part may be missing (:mod:`framing.findings.standing`), or that has no more words than an
    excerpt, only that it is not at the top. With ``does``
    the sentence goes on with what an outlet does, else with what stands there.
    """
    outlet = context.outlet(article_id)
    if is_partial(context, article_id) or int(context.articles[article_id]["n_words"]) < _EXCERPT:
        return f"the top of {outlet} does not" if does else f"not at the top of {outlet}"
    return f"no sentence of {outlet} does" if does else f"in {outlet} no sentence with it was found"


def snippet(context: Context, piece: Piece, start: int, end: int) -> str:
    """Return the words of a headline or sentence around a place, short enough to be quoted."""
    if piece.title is None:
        return around(context, piece.article_id, piece.start + start, piece.start + end)
    if len(piece.text.split()) <= _WHOLE:
        return piece.text
    own = next((p for p in parts(piece.text) if p[0].span.start <= start < p[-1].span.end), None)
    return piece.text[own[0].span.start : own[-1].span.end] if own else piece.text


def around(context: Context, article_id: str, start: int, end: int) -> str:
    """Return the sentence around a place, or of a long one the words next to it, to be quoted; empty without text."""
    return words_around(
        context, article_id, start, end, most=max(_WHOLE, len(context.printed(article_id, start, end).split()) + 4)
    )
