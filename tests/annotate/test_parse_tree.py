"""Tokens are found by place and tag as by asking each of them."""

from __future__ import annotations

from framing.annotate.parse_tree import tokens_within
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import get_parser
from framing.text.span import Span


def test_tokens_within_as_by_asking_each() -> None:
    article = Article(
        "a", "Boats leave\n\nThe mayor, Ada Quill, closed the quay.\n\nRead more: Boats\n\nNobody came.\n"
    )
    layout = lay_out(article)
    for chunk in get_parser().parse(article, layout):
        for spans in (layout.sentences, layout.sentences[1:2], (Span(3, 9),), ()):
            asked = [t for t in chunk.doc if any(s.start <= chunk.offset + t.idx < s.end for s in spans)]
            assert [t.i for t in tokens_within(chunk, spans)] == [t.i for t in asked]
            names = [t.i for t in tokens_within(chunk, spans, tagged=lambda tag: tag.startswith("NN"))]
            assert names == [t.i for t in asked if t.tag_.startswith("NN")]
