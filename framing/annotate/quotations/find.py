"""Quotations in an article: who speaks, how it is introduced, and the words."""

from __future__ import annotations

from framing.annotate.quotations.merge import read_speech
from framing.annotate.quotations.record import Quotation
from framing.text.article import Article
from framing.text.layout import Layout, lay_out
from framing.text.parser import Parse
from framing.text.problem import Problem


def find_quotations(
    article: Article, *, layout: Layout | None = None, parse: Parse | None = None
) -> tuple[tuple[Quotation, ...], tuple[Problem, ...]]:
    r"""Return the quotations of ``article`` and the quotation marks that could not be read.

    Args:
        article: The article; any text will do, an empty one gives two empty tuples.
        layout: Its layout, if already known; else it is laid out here.
        parse: Its dependency parse. Without one (``None`` or empty) only words between
            marks are found, with the nearest reporting verb and its neighbour as cue and source.

    Returns:
        Quotations sorted by where their content begins, and problems sorted by place.
        Every span lies inside the text.

    >>> article = Article(id="quay-1", text="“We will not sail,” said Ana Ruiz.\n")
    >>> (one,), problems = find_quotations(article)
    >>> one.kind, one.content[0].of(article.text), one.cue[0].of(article.text), one.speaker
    ('direct', 'We will not sail,', 'said', 'Ana Ruiz')
    """
    return read_speech(article.text, layout or lay_out(article), parse or ())[:2]
