"""Which articles a class reads side by side: those that name the same things differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations

from framing.annotate.voice import OWN_VOICE
from framing.measure.tables import Tables
from framing.teach.blind_texts import MOST_WORDS

# concept -> label -> mentions in the outlet's own voice, of one article
Counts = Mapping[str, Mapping[str, int]]


def choose_texts(tables: Tables, *, groups: int = 1) -> tuple[tuple[str, ...], ...]:
    """Return the articles of each group: three for one class, two for each of several groups.

    A pair is worth the more, the more mentions stand in the two outlets' own voice and the
    less their labels overlap; it loses by days between the two and by words that would
    have to be cut. Groups get pairs of articles that no other group has for as long as
    there are any, and outlets that were not paired yet first.

    Args:
        tables: The set, with its texts.
        groups: How many groups work at once.

    Raises:
        ValueError: No texts, fewer than two outlets with a text, no mentions to compare, or no group.
    """
    if groups < 1:
        msg = f"{groups} groups: give 1 or more"
        raise ValueError(msg)
    if not tables.texts:
        msg = (
            f"a lesson prints texts, and those of {tables.set_id} are not here: put them beside its manifest with "
            "'framing import FOLDER --set SET'"
        )
        raise ValueError(msg)
    articles = tables["articles"]
    articles = articles[articles["article_id"].isin(tables.texts.keys())]
    counts: dict[str, dict[str, dict[str, int]]] = {}
    for (article, concept), labels in own_voice_counts(tables).items():
        counts.setdefault(article, {})[concept] = labels
    facts: dict[str, Mapping[str, object]] = {
        str(row["article_id"]): {str(k): v for k, v in row.items()} for row in articles.to_dict("records")
    }
    worth = {
        (a, b): _worth(counts.get(a, {}), counts.get(b, {}), facts[a], facts[b])
        for a, b in combinations(sorted(facts), 2)
        if facts[a]["outlet"] != facts[b]["outlet"]
    }
    if not worth:
        msg = "a lesson compares two outlets: this set has texts of fewer"
        raise ValueError(msg)
    if max(worth.values()) <= 0:
        msg = "no two articles name the same concept differently; add labels to the codebook (`framing suggest`)"
        raise ValueError(msg)
    pairs = _pairs(worth, {a: str(f["outlet"]) for a, f in facts.items()}, groups)
    if groups > 1:
        return tuple(pairs)
    return (_third(pairs[0], worth, facts),)


def own_voice_counts(tables: Tables) -> dict[tuple[str, str], dict[str, int]]:
    """Return, for each article and concept, how often each label stands in the outlet's own voice."""
    mentions = tables["mentions"]
    own = mentions[mentions["voice"].isin(OWN_VOICE)]
    counts: dict[tuple[str, str], dict[str, int]] = {}
    for row in own.to_dict("records"):
        labels = counts.setdefault((str(row["article_id"]), str(row["concept"])), {})
        labels[str(row["variant"])] = labels.get(str(row["variant"]), 0) + 1
    return counts


def _worth(first: Counts, second: Counts, a: Mapping[str, object], b: Mapping[str, object]) -> float:
    apart = 0.0
    for concept in sorted(first.keys() & second.keys()):
        p, q = first[concept], second[concept]
        n_p, n_q = sum(p.values()), sum(q.values())
        overlap = sum(min(p.get(v, 0) / n_p, q.get(v, 0) / n_q) for v in {*p, *q})
        apart += min(n_p, n_q) * (1 - overlap)
    days = _days_between(a["published"], b["published"])
    kept = min(1.0, MOST_WORDS / max(int(str(a["n_words"])), int(str(b["n_words"])), 1))
    return apart * kept / (1 + 0.25 * days)


def _days_between(a: object, b: object) -> int:
    if not isinstance(a, str) or not isinstance(b, str):
        return 2  # unknown: worse than the next day, better than a week
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def _pairs(worth: Mapping[tuple[str, str], float], outlet: Mapping[str, str], groups: int) -> list[tuple[str, str]]:
    chosen: list[tuple[str, str]] = []
    for _ in range(groups):
        articles = [a for pair in chosen for a in pair]
        outlets = [frozenset((outlet[a], outlet[b])) for a, b in chosen]

        def rank(
            pair: tuple[str, str], articles: Sequence[str] = articles, outlets: Sequence[frozenset[str]] = outlets
        ) -> tuple[int, int, int, float, tuple[str, str]]:
            used = sum(articles.count(a) for a in pair)
            paired = outlets.count(frozenset((outlet[pair[0]], outlet[pair[1]])))
            return (int(pair in chosen), used, paired, -worth[pair], pair)

        chosen.append(min((p for p in worth if worth[p] > 0), key=rank))
    return chosen


def _third(
    pair: tuple[str, str], worth: Mapping[tuple[str, str], float], facts: Mapping[str, Mapping[str, object]]
) -> tuple[str, ...]:
    outlets = {facts[a]["outlet"] for a in pair}

    def added(article: str) -> float:
        return sum(worth.get((min(article, a), max(article, a)), 0.0) for a in pair)

    others = sorted((a for a in facts if facts[a]["outlet"] not in outlets), key=lambda a: (-added(a), a))
    return (*pair, others[0]) if others and added(others[0]) > 0 else pair
