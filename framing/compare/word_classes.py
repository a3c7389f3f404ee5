"""Word classes of the few sentences whose changes need them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from framing.annotate.annotate import Annotation
from framing.compare.sentences import Member
from framing.compare.tokens import Token
from framing.text.article import Article
from framing.text.layout import Layout
from framing.text.parser import Parse, Parser, ParserError, get_parser
from framing.text.span import Span


class Tagger:
    """Gives each word of a sentence its Penn Treebank tag, by the parser that read the article.

    An article that was read without a parser gets empty tags: the rules that use them then
    go by the words alone.
    """

    def __init__(self) -> None:
        """Start with nothing read."""
        self._seen: dict[str, dict[int, str]] = {}

    def read(self, asked: Iterable[tuple[Annotation, Member]]) -> None:
        """Read the sentences that will be asked for: many together take a third of the time that each alone takes."""
        unread: dict[str, str] = {}
        for annotation, member in asked:
            sentence = member.sentence.of(annotation.article.text)
            if annotation.parser != "none" and sentence not in self._seen:
                unread.setdefault(sentence, annotation.parser)
        by_parser: defaultdict[str, list[str]] = defaultdict(list)
        for sentence, parser in unread.items():
            by_parser[parser].append(sentence)
        for parser, sentences in by_parser.items():
            parses = _reader(parser).parse_many(map(_as_article, sentences))
            self._seen.update(zip(sentences, map(_tags, parses), strict=True))

    def __call__(self, annotation: Annotation, member: Member, words: Sequence[Token]) -> tuple[str, ...]:
        """Return one tag for each of ``words`` of ``member``."""
        if annotation.parser == "none":
            return ("",) * len(words)
        self.read([(annotation, member)])
        tags = self._seen[member.sentence.of(annotation.article.text)]
        return tuple(tags.get(w.span.start - member.sentence.start, "") for w in words)


def _reader(parser: str) -> Parser:
    try:
        return get_parser(parser.split(maxsplit=1)[0])
    except ParserError:
        return get_parser("auto")


def _as_article(sentence: str) -> tuple[Article, Layout]:
    whole = Span(0, len(sentence))
    return Article("", sentence), Layout(None, (), (whole,), (whole,), ())


def _tags(parse: Parse) -> dict[int, str]:
    """Start of each token of a sentence, with its tag; a hyphenated word has the tag of its last part."""
    out: dict[int, str] = {}
    for chunk in parse:
        start, joined = 0, False
        for token in chunk.doc:
            if token.text == "-" and token.i and not chunk.doc[token.i - 1].whitespace_:
                joined = True
                continue
            start = start if joined else token.idx
            out[start] = token.tag_
            joined = False
    return out
