"""How much of each article is shared copy, and which articles are not independent of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from framing.compare.common_words import common_runs
from framing.compare.sentences import Family, Member
from framing.compare.tokens import tokens
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


def _shared_words(text: str, member: Member, others: Sequence[tuple[str, Member]]) -> set[int]:
    """Starts of the member's words that stand in a common run with any of the other members."""
    mine = [t for t in tokens(text, within=member.span) if t.is_word]
    out: set[int] = set()
    for other_text, other in others:
        theirs = [t.form for t in tokens(other_text, within=other.span) if t.is_word]
        for run in common_runs([t.form for t in mine], theirs, least=2):
            out |= {t.span.start for t in mine[run.a : run.a + run.n]}
    return out


def pair_words(families: Sequence[Family], texts: Mapping[str, str]) -> dict[tuple[str, str], tuple[int, int]]:
    """Return for each pair of articles (in the order of the families' members) the families and words they share."""
    out: defaultdict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for family in families:
        for x, y in combinations(family.members, 2):
            n = len(_shared_words(texts[x.article_id], x, [(texts[y.article_id], y)]))
            had = out[(x.article_id, y.article_id)]
            out[(x.article_id, y.article_id)] = (had[0] + 1, had[1] + n)
    return dict(out)


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
        for member in family.members:
            others = [(texts[m.article_id], m) for m in family.members if m is not member]
            shared[member.article_id] |= _shared_words(texts[member.article_id], member, others)
    cluster = clusters([a for a, _ in articles], n_words, families)
    return tuple(
        CopyShare(a.id, n_words[a.id], min(len(shared[a.id]), n_words[a.id]), cluster[a.id]) for a, _ in articles
    )
