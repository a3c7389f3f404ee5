"""Whether the text under a headline is its article: told by the words it shares with its own and the other headlines.

Collections of articles hold texts that went astray: a newsletter, the page beside, another story under the right title.
Whatever is compared with such a text is false. It is told by the words of the matter: those of its own headline
that the other articles print too, and those of the others' headlines that their texts bear out. Articles about one
event repeat them throughout, a strange text has few, and seldom.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from framing.compare.inflection import function_words, stem
from framing.compare.tokens import tokens

# A stray text is told in full articles only: an excerpt of 90 words may not have come to the matter yet.
LEAST_WORDS = 120
# With one other article nobody can say which of the two is strange.
_LEAST_ARTICLES = 3
_LEAST_STEMS = 3  # of a headline: one word ("Desperation") says nothing of the text
# Chosen on one half of 40 events of US news and of BASIL, looked at on the other; docs/decisions/stray-texts.md.
_REPEATED = 0.03  # words of the matter among all content words: articles of the event had 0.034 and more
_OF_HEADLINE = 0.5  # share of a headline's stems that the text has
_TOGETHER = 0.8  # both shares together, at most 1: nearly every article of an event is over 1


@dataclass(frozen=True, slots=True)
class Printed:
    """An article's headline and its text without it."""

    headline: str
    body: str


def strays(articles: Mapping[str, Printed]) -> tuple[str, ...]:
    """Return the ids of articles whose text does not seem to be the one under its headline, in the given order.

    Nothing is said of fewer than three articles, of texts under 120 words, or where it would be every
    third text or more: then the articles are not about one event, and no text is the strange one.

    >>> strays({"a": Printed("Dam bursts", "A dam burst."), "b": Printed("Dam bursts", "Cakes were baked.")})
    ()
    """
    return _strays(tuple(articles.items())) if len(articles) >= _LEAST_ARTICLES else ()


@lru_cache(maxsize=2)  # a report asks four times: for its list of articles, first page, findings and their limits
def _strays(printed: tuple[tuple[str, Printed], ...]) -> tuple[str, ...]:
    articles = dict(printed)
    heads = {i: frozenset(_stems(a.headline)) for i, a in articles.items()}
    bodies = {i: Counter(_stems(a.body)) for i, a in articles.items()}
    every = Counter(s for i in articles for s in heads[i] | bodies[i].keys())
    borne_out = Counter(s for i in articles for s in heads[i] & bodies[i].keys())
    found = []
    for i, article in articles.items():
        have = bodies[i]
        top = frozenset(s for s, n in borne_out.items() if n > (s in heads[i] and s in have))
        matter = top | frozenset(s for s in heads[i] if every[s] > 1)
        long = sum(1 for t in tokens(article.body) if t.is_word) >= LEAST_WORDS
        if long and len(heads[i]) >= _LEAST_STEMS and top and _is_strange(heads[i], top, matter, have):
            found.append(i)
    return tuple(found) if len(found) * _LEAST_ARTICLES <= len(articles) else ()


def _is_strange(head: frozenset[str], top: frozenset[str], matter: frozenset[str], have: Mapping[str, int]) -> bool:
    own, others = (len(stems & have.keys()) / len(stems) for stems in (head, top))
    repeated = sum(have.get(s, 0) for s in matter) / max(1, sum(have.values()))
    return max(own, others) <= _OF_HEADLINE and own + others < _TOGETHER and repeated < _REPEATED


def _stems(text: str) -> list[str]:
    """The stems of a text's content words, each as often as it stands there."""
    forms = [t.form.removesuffix("'s") for t in tokens(text) if t.is_word]
    return [stem(f) for f in forms if len(f) > 1 and f not in function_words()]
