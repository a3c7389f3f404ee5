"""Head words that name one thing in this event because they take the same words: "Iran deal", "Iran agreement".

No list knows what competes in an event. Two common nouns that stand with the same modifiers,
names and dates there are taken for one (the distributional hypothesis: Harris, Distributional
structure, Word 10, 1954), weighed by how few other nouns stand with those words.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

from framing.compare.name_parts import Naming, singular

Key = tuple[str, str]

_ALIKE = (
    0.4  # cosine from which two nouns are one; .2 to .4 make no difference on one labelled event, .4 is safest on both
)
_SHARED = 2  # words that both must stand with
_WORD = re.compile(r"[a-z0-9][a-z0-9'.-]+")
_SMALL = frozenset(
    ("the", "an", "of", "in", "on", "at", "by", "for", "from", "to", "with", "against", "and", "or", "that", "this",
     "these", "those", "his", "her", "its", "their", "our", "my", "your", "as", "is", "are", "was", "were", "be",
     "been", "not", "no", "it", "he", "she", "they", "we", "you", "about", "into", "over", "under", "between", "among",
     "who", "which", "whose", "'s", "us", "one", "two", "three", "more", "most", "such", "any", "all", "some", "new")
)  # fmt: skip


def join_alike(namings: Sequence[Naming], keys: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the keys with those of alike nouns made one: that of the more frequent noun.

    Args:
        namings: Phrases of one event.
        keys: Their keys (``name_keys``), as many. Only those of the sort "kind" are joined.
    """
    uses: Counter[tuple[str, str]] = Counter()
    beside: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for n, key in zip(namings, keys, strict=True):
        if key[0] == "kind" and not n.verbal:
            uses[key] += 1
            beside[key].update(_beside(n))
    kinds = Counter(word for words in beside.values() for word in words)
    weights = {
        key: {w: c * math.log1p(len(beside) / kinds[w]) for w, c in words.items()} for key, words in beside.items()
    }
    often = sorted((key for key in uses if uses[key] > 1), key=lambda key: (-uses[key], key))
    home: dict[tuple[str, str], tuple[str, str]] = {}
    for one, other in combinations(often, 2):
        if other not in home and _cosine(weights[one], weights[other]) >= _ALIKE:
            home[other] = home.get(one, one)
    return [home.get(key, key) for key in keys]


def _beside(n: Naming) -> set[str]:
    """The words of a phrase besides its head, in the singular."""
    words = {singular(w) for w in _WORD.findall(n.plain) if w not in _SMALL}
    return words - {n.head}


def _cosine(a: dict[str, float], b: dict[str, float]) -> float:
    """How alike two nouns' company is, from 0 to 1; 0 if they share fewer words than count."""
    shared = a.keys() & b.keys()
    if len(shared) < _SHARED:
        return 0.0
    lengths = math.sqrt(sum(x * x for x in a.values()) * sum(x * x for x in b.values()))
    return sum(a[w] * b[w] for w in shared) / lengths
