"""Word classes of the few sentences whose changes need them."""

from __future__ import annotations

from collections.abc import Sequence

from framing.annotate.annotate import Annotation
from framing.compare.sentences import Member
from framing.compare.tokens import Token
from framing.text.article import Article
from framing.text.layout import Layout
from framing.text.parser import ParserError, get_parser
from framing.text.span import Span


class Tagger:
    """Gives each word of a sentence its Penn Treebank tag, by the parser that read the article.

    An article that was read without a parser gets empty tags: the rules that use them then
    go by the words alone.
    """

    def __init__(self) -> None:
        """Start with nothing read."""
        self._seen: dict[str, dict[int, str]] = {}

    def __call__(self, annotation: Annotation, member: Member, words: Sequence[Token]) -> tuple[str, ...]:
        """Return one tag for each of ``words`` of ``member``."""
        if annotation.parser == "none":
            return ("",) * len(words)
        sentence = member.sentence.of(annotation.article.text)
        if sentence not in self._seen:
            self._seen[sentence] = self._tags(annotation.parser, sentence)
        tags = self._seen[sentence]
        return tuple(tags.get(w.span.start - member.sentence.start, "") for w in words)

    def _tags(self, parser: str, sentence: str) -> dict[int, str]:
        """Start of each token in ``sentence``, with its tag; a hyphenated word has the tag of its last part."""
        try:
            reader = get_parser(parser.split(maxsplit=1)[0])
        except ParserError:
            reader = get_parser("auto")
        whole = Span(0, len(sentence))
        layout = Layout(None, (), (whole,), (whole,), ())
        out: dict[int, str] = {}
        for chunk in reader.parse(Article("", sentence), layout):
            start, joined = 0, False
            for token in chunk.doc:
                if token.text == "-" and token.i and not chunk.doc[token.i - 1].whitespace_:
                    joined = True
                    continue
                start = start if joined else token.idx
                out[start] = token.tag_
                joined = False
        return out
