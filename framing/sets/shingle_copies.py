"""Which articles of a set share copy, by hashed shingles, and which blocks of text return."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from framing.sets.near_copies import RUN, containment, plain_words, resemblance, runs_of, words_in_runs
from framing.text.article import Article
from framing.text.inline_links import without_inline_links
from framing.text.layout import lay_out

NEAR_DUPLICATE = 0.8
# Half of the shorter article's words, as in the report: less is a shared passage or background,
# which makes nobody's article a copy.
SHARED_COPY = 0.5
_BLOCK_WORDS = 6


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles that have text in common.

    ``alike`` is shared ÷ all shingles, ``contained`` the part of the shorter one's words that
    stand in runs of five words which the other has too.
    """

    one: str
    two: str
    alike: float
    contained: float

    @property
    def kind(self) -> str:
        """``near-duplicate``, ``shared copy``, or ``shared passage``."""
        if self.alike >= NEAR_DUPLICATE:
            return "near-duplicate"
        return "shared copy" if self.contained >= SHARED_COPY else "shared passage"


def bodies(articles: Sequence[Article]) -> dict[str, list[str]]:
    """Return for each article its paragraphs without page furniture."""
    found: dict[str, list[str]] = {}
    for article in articles:
        text = without_inline_links(article.text)
        found[article.id] = [span.of(text) for span in lay_out(replace(article, text=text)).paragraphs]
    return found


def shared_pairs(texts: Mapping[str, Sequence[str]], *, least: float = 0.02) -> list[Pair]:
    """Return the pairs of articles that share at least ``least`` of the smaller one's shingles, the closest first.

    ``texts`` are paragraphs by article. An inverted index makes the work grow with what is
    shared, not with the number of pairs.
    """
    runs = {id_: runs_of(plain_words("\n".join(parts))) for id_, parts in texts.items()}
    sets = {id_: frozenset(values) for id_, values in runs.items()}
    holders: dict[int, list[str]] = defaultdict(list)
    for id_, values in sets.items():
        for value in values:
            holders[value].append(id_)
    met = {pair for ids in holders.values() if len(ids) > 1 for pair in combinations(ids, 2)}
    pairs = []
    for a, b in met:
        if containment(sets[a], sets[b]) >= least:
            short, other = sorted((a, b), key=lambda id_: len(runs[id_]))
            words = len(runs[short]) + RUN - 1
            pairs.append(
                Pair(a, b, resemblance(sets[a], sets[b]), min(1.0, words_in_runs(runs[short], sets[other]) / words))
            )
    return sorted(pairs, key=lambda p: (-p.contained, p.one, p.two))


def clusters(ids: Sequence[str], pairs: Sequence[Pair]) -> dict[str, str]:
    """Return for each article the first of those it shares copy with, directly or through others (itself if none)."""
    parent = {id_: id_ for id_ in ids}

    def root(id_: str) -> str:
        while parent[id_] != id_:
            parent[id_] = parent[parent[id_]]
            id_ = parent[id_]
        return id_

    place = {id_: i for i, id_ in enumerate(ids)}
    for pair in pairs:
        if pair.contained >= SHARED_COPY:
            first, second = sorted((root(pair.one), root(pair.two)), key=place.__getitem__)
            parent[second] = first
    return {id_: root(id_) for id_ in ids}


def repeated_blocks(articles: Sequence[Article]) -> list[tuple[str, tuple[str, ...]]]:
    """Return paragraphs of six words and more that several articles of one outlet have, with those articles.

    Within one outlet that is page furniture that no rule has caught, or background copied
    from report to report. The most widespread come first.
    """
    texts = bodies(articles)
    where: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for article in articles:
        for part in texts[article.id]:
            words = plain_words(part)
            if len(words) >= _BLOCK_WORDS:
                where[article.outlet, " ".join(words)].setdefault(article.id, part)
    found = [(next(iter(ids.values())), tuple(ids)) for ids in where.values() if len(ids) > 1]
    return sorted(found, key=lambda item: (-len(item[1]), item[0]))
