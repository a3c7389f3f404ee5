"""Articles annotated by this process and further ones together.

An annotation comes from another process as the text that the cache keeps: that process has written it, and this one
need not do so again.
"""

from __future__ import annotations

import concurrent.futures as cf
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from framing.annotate.annotate import Annotation, annotate_all
from framing.annotate.codebook import Codebook
from framing.store.cache import annotation_of, text_of
from framing.store.shared_work import SharedWork
from framing.text.article import Article
from framing.text.parser import AT_ONCE

# The articles of one part are parsed together, as one process would parse them: sums in another order can tip a parse.
PART = AT_ONCE
# Characters from which on it is worth that a further process loads the parser: some thirty news articles.
WORTH = 150_000


@dataclass(frozen=True, slots=True)
class _Part:
    start: int  # of its first article, in the order given
    articles: tuple[Article, ...]


def annotate_together(
    articles: Sequence[Article],
    *,
    codebook: Codebook | None,
    parser: str,
    pool: cf.Executor | None,
    spare: Callable[[], object] = lambda: None,
) -> Iterator[tuple[Annotation, str]]:
    """Yield each article's annotation, in order, and its text where another process made it (else an empty one).

    Args:
        articles: What is to be annotated. If it is little, all of it is annotated here: other processes would take
            longer to load the parser.
        codebook: See :func:`framing.annotate.annotate.annotate_all`.
        parser: See there.
        pool: Further processes; ``None`` if there are none.
        spare: Called when the pool is not needed, or not any more.

    Raises:
        ParserError, CodebookError: see there.
    """
    if pool is None or len(articles) <= PART or sum(len(a.text) for a in articles) < WORTH:
        spare()
        yield from ((one, "") for one in annotate_all(articles, codebook=codebook, parser=parser))
        return
    parts = [_Part(at, tuple(articles[at : at + PART])) for at in range(0, len(articles), PART)]
    there = partial(_texts, codebook=codebook, parser=parser)
    made: dict[int, list[tuple[Annotation, str]]] = {}
    with SharedWork(pool, there, size=_characters) as work:
        work.add(parts)
        for part, texts in work.run(partial(_keep, made, codebook=codebook, parser=parser)):
            if part.start not in made:
                read = [annotation_of(text, a) for text, a in zip(texts, part.articles, strict=True)]
                made[part.start] = list(zip(read, texts, strict=True))
    spare()
    for part in parts:
        yield from made.pop(part.start)


def _characters(part: _Part) -> int:
    return sum(len(article.text) for article in part.articles)


def _texts(part: _Part, *, codebook: Codebook | None, parser: str) -> list[str]:
    return [text_of(one) for one in annotate_all(part.articles, codebook=codebook, parser=parser)]


def _keep(
    made: dict[int, list[tuple[Annotation, str]]], part: _Part, *, codebook: Codebook | None, parser: str
) -> list[str]:
    made[part.start] = [(one, "") for one in annotate_all(part.articles, codebook=codebook, parser=parser)]
    return []
