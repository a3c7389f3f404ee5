"""Labels that replace each other in shared copy: the surest sign that two of them compete."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from framing.annotate.annotate import Annotation
from framing.compare.edits import edits
from framing.compare.sentences import share_sentences
from framing.text.article import Article
from framing.text.span import Span

_MOST_CHANGED = 0.4  # of the characters of the two sentences
_MOST_WORDS = 4  # a longer change is a rewrite, not another label


@dataclass(frozen=True, slots=True)
class Substitution:
    """In two versions of one sentence, ``a`` of one article stands where ``b`` of the other does."""

    a_article: str
    a: Span
    b_article: str
    b: Span


def find_substitutions(
    items: Sequence[Article | Annotation], phrases: Mapping[str, Sequence[Span]]
) -> tuple[Substitution, ...]:
    """Return the noun phrases that replace each other between versions of one sentence.

    Args:
        items: The set's articles.
        phrases: Noun phrases of each article, by its id, see ``find_phrases``.

    Returns:
        One entry a place and pair of articles; numbers and phrases that are equal but for
        case are no substitution. Nothing shared gives none.
    """
    texts = {a.id: a.text for a in (i.article if isinstance(i, Annotation) else i for i in items)}
    out = []
    for family in share_sentences(items):
        for x, y in combinations(family.members, 2):
            a, b = texts[x.article_id], texts[y.article_id]
            changes = edits(a, b, in_a=x.span, in_b=y.span)
            if sum(len(c.a) + len(c.b) for c in changes) > _MOST_CHANGED * (len(x.span) + len(y.span)):
                continue  # retold: what stands in one place is no longer one thing
            for edit in changes:
                one = _phrase(a, edit.a, phrases[x.article_id])
                other = _phrase(b, edit.b, phrases[y.article_id])
                if one and other and _differ(one.of(a), other.of(b)) and (len(edit.a) and len(edit.b)):
                    out.append(Substitution(x.article_id, one, y.article_id, other))
    return tuple(out)


def _phrase(text: str, place: Span, phrases: Sequence[Span]) -> Span | None:
    """The phrase that the change falls into or consists of; the first one if it has several."""
    if len(place.of(text).split()) > _MOST_WORDS:
        return None
    found = [p for p in phrases if p.overlaps(place)]
    if not found:
        return None
    # Possessors stand inside longer phrases: take the outermost that the change touches first.
    first = min(p.start for p in found)
    return max((p for p in found if p.start == first), key=len)


def _differ(a: str, b: str) -> bool:
    """Whether two phrases differ in words, and not in a number alone."""
    x, y = (Counter(w.strip(".,'\"“”‘’").lower() for w in s.replace("’", "'").split()) for s in (a, b))
    changed = [w for w in (x - y) + (y - x) if w]
    return bool(changed) and not all(any(c.isdigit() for c in w) for w in changed)
