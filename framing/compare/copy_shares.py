"""How much of each article is shared copy, and which articles are not independent of each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from framing.compare.common_words import common_runs
from framing.compare.sentences import Family, Member
from framing.compare.tokens import Token, tokens
from framing.text.article import Article
from framing.text.layout import Layout, count_read_words

# Copies of one text have half of the shorter article's words in common. Less than that is shared
# background: a paragraph that is handed on for years makes nobody's report a copy, and five
# articles with the same paragraph are still five articles.
_LEAST_FAMILIES = 2
_LEAST_SHARE = 0.5  # of the words of the shorter article


@dataclass(frozen=True, slots=True)
class CopyShare:
    """An article's words outside boilerplate, how many of them another article has too, and its cluster.

    ``cluster`` is the id of the first article of those that are copies of one text (half of the
    shorter one's words or more), the article's own id if it stands alone. Sharing less is shared
    background and joins nothing.
    """

    article_id: str
    n_words: int
    n_shared: int
    cluster: str

    @property
    def share(self) -> float | None:
        """Part of the words that is shared, 0 to 1; ``None`` for an article without words."""
        return self.n_shared / self.n_words if self.n_words else None


def _words(texts: Mapping[str, str], member: Member) -> tuple[Token, ...]:
    return tuple(t for t in tokens(texts[member.article_id], within=member.span) if t.is_word)


def _forms(words: Sequence[Token]) -> tuple[str, ...]:
    return tuple(t.form for t in words)


class _SharedPositions:
    """Which words of a sentence stand in a run of two or more that another has: looked up once a pair of wordings.

    Copies are alike word for word as a rule, so that a family of many members has few wordings.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[tuple[str, ...], tuple[str, ...]], frozenset[int]] = {}

    def __call__(self, mine: tuple[str, ...], theirs: tuple[str, ...]) -> frozenset[int]:
        pair = (mine, theirs)
        if pair not in self._found:
            runs = common_runs(mine, theirs, least=2)
            self._found[pair] = frozenset(k for run in runs for k in range(run.a, run.a + run.n))
        return self._found[pair]


def pair_words(families: Sequence[Family], texts: Mapping[str, str]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return for each pair of articles (in the order of the families' members) the families and words they share."""
    out: defaultdict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for family in families:
        shared = _SharedPositions()
        wordings = [(m.article_id, _forms(_words(texts, m))) for m in family.members]
        for (x, mine), (y, theirs) in combinations(wordings, 2):
            had = out[(x, y)]
            out[(x, y)] = (had[0] + 1, had[1] + len(shared(mine, theirs)))
    return dict(out)


def _shared_starts(family: Family, texts: Mapping[str, str]) -> Iterator[tuple[str, set[int]]]:
    """For each member its article and the starts of its words that stand in a common run with another member."""
    shared = _SharedPositions()
    words = [_words(texts, m) for m in family.members]
    times = Counter(map(_forms, words))
    for member, mine in zip(family.members, words, strict=True):
        forms = _forms(mine)
        others = [other for other in times if other != forms or times[other] > 1]
        at = set().union(*(shared(forms, other) for other in others))
        yield member.article_id, {mine[k].span.start for k in at}


def clusters(articles: Sequence[Article], n_words: Mapping[str, int], families: Sequence[Family]) -> dict[str, str]:
    """Return the cluster of each article: copies have two sentences or more and half of the shorter's words."""
    root = {a.id: a.id for a in articles}

    def find(x: str) -> str:
        while root[x] != x:
            x = root[x]
        return x

    order = {a.id: k for k, a in enumerate(articles)}
    for (x, y), (n, shared) in pair_words(families, {a.id: a.text for a in articles}).items():
        if n >= _LEAST_FAMILIES and shared >= _LEAST_SHARE * min(n_words[x], n_words[y]):
            first, second = sorted((find(x), find(y)), key=order.__getitem__)
            root[second] = first
    return {a.id: find(a.id) for a in articles}


def copy_shares(articles: Sequence[tuple[Article, Layout]], families: Sequence[Family]) -> tuple[CopyShare, ...]:
    """Return the copy share of every article, in order.

    A word is shared when it stands in a run of two words or more that another member of
    its family has. Words are those of ``framing.text.words``; boilerplate counts nowhere.
    """
    texts = {a.id: a.text for a, _ in articles}
    n_words = {a.id: count_read_words(a.text, layout) for a, layout in articles}
    shared: defaultdict[str, set[int]] = defaultdict(set)
    for family in families:
        for article_id, starts in _shared_starts(family, texts):
            shared[article_id] |= starts
    cluster = clusters([a for a, _ in articles], n_words, families)
    return tuple(
        CopyShare(a.id, n_words[a.id], min(len(shared[a.id]), n_words[a.id]), cluster[a.id]) for a, _ in articles
    )
