"""What all outlets of a group say at their top and no outlet outside it: groups are the user's own, in the manifest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from framing.findings.context import Context, Row, named
from framing.findings.finding import OUTLET_GROUPS, Finding, untested
from framing.findings.headline_words import keys_of_text
from framing.findings.kinds.shared_at_top import Shared, candidates, shared_readings, shared_words

_FIELDS = ("leaning", "owner", "country", "group")
_LACKING = 0.6  # of the content words must stand nowhere in each article outside


def outlet_groups(context: Context) -> list[Finding]:
    """Return for each group of two outlets or more what all its openings share and no article outside has.

    Groups come from ``[outlets]`` of the manifest: leaning with its rater, owner, country, or a group of the user's
    own. One article an outlet, all texts at hand; a set without groups gives none.
    """
    if not context.one_each or not context.whole or not context.rows("outlets"):
        return []
    found = list(candidates(context))
    return [made for words, articles in _groups(context) if (made := _of_group(context, found, words, articles))]


def _groups(context: Context) -> Iterator[tuple[str, list[str]]]:
    """The articles of each group of two or more that is not all of the set, with words that name the group."""
    entries: dict[str, Row] = {str(row["outlet"]): row for row in context.rows("outlets")}
    for field in _FIELDS:
        members: defaultdict[str, list[str]] = defaultdict(list)
        for article in context.articles:
            entry = entries.get(context.outlet(article))
            if entry is not None and isinstance(entry[field], str):
                rated = f", rated by {entry['rater']}" if field == "leaning" else ""
                members[f"{field} “{entry[field]}”{rated}"].append(article)
        for words, articles in members.items():
            if 1 < len(articles) < len(context.articles):
                yield words, articles


def _of_group(context: Context, found: list[Shared], words: str, articles: list[str]) -> Finding | None:
    outside = [i for i in context.articles if i not in articles]
    worth = [s for s in found if set(articles) == set(s.articles) and all(_lacks(context, i, s) for i in outside)]
    if not worth:
        return None
    best = max(worth, key=lambda s: (len(s.keys), -s.span.start))
    have, rest = named(context.outlet(i) for i in articles), named(context.outlet(i) for i in outside)
    return untested(
        OUTLET_GROUPS,
        words, *sorted(best.keys),
        headline=f"The outlets with {words} ({have}) all say at the top, in these or like words, "
        f"“{shared_words(context, best)}”; in {rest} no sentence with it was found.",
        sentence="Groups are those of the set’s manifest; they say nothing of other articles of these outlets.",
        telling="what one group of outlets says and the others do not",
        readings=[*shared_readings(context, best), *(context.nothing(context.outlet(i)) for i in outside)],
        strength=min(1.0, 0.4 + 0.1 * len(best.keys)),
        key=shared_words(context, best),
        n=len(articles),
    )  # fmt: skip


def _lacks(context: Context, article_id: str, shared: Shared) -> bool:
    missing = shared.keys - keys_of_text(context, article_id)
    return len(missing) >= max(2, _LACKING * len(shared.keys))
