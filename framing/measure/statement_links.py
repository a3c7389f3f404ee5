"""Which sentences of a set say the same: shared copy, one utterance, the same who-did-what, or close words."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any

import pandas as pd

from framing.measure.tables import Tables, read_spans
from framing.text.span import Span

_CLOSE = 0.5  # cosine from which two sentences are taken to say one thing
_CLOSE_ACTION = 0.2  # the same, for sentences with the same agent, verb and patient
_LEAST_WORDS = 6
_AT_ONCE = 1000  # sentences compared with all others at once: memory grows with their number, not with its square

Sentence = tuple[str, int]  # article id, position of the sentence


def statement_links(tables: Tables, places: Mapping[Sentence, Span]) -> Iterator[tuple[Sentence, Sentence, str]]:
    """Pairs of sentences that say the same, and why."""
    by_article: defaultdict[str, list[tuple[Span, Sentence]]] = defaultdict(list)
    for sentence, span in sorted(places.items(), key=lambda item: item[1]):
        by_article[sentence[0]].append((span, sentence))

    def at(article_id: str, span: Span) -> list[Sentence]:
        """The first sentence that a place touches."""
        mine = by_article[article_id]
        k = bisect_right(mine, span.start, key=lambda one: one[0].end)
        return [mine[k][1]] if k < len(mine) and mine[k][0].overlaps(span) else []

    for name, key, why in (("families", "family", "shared copy"), ("utterances", "utterance", "utterance")):
        if name not in tables.frames:
            continue
        for rows in _groups(tables[name], key):
            found = [
                s
                for row in rows
                for part in (read_spans(row.get("parts")) or (Span(int(row["start"]), int(row["end"])),))
                for s in at(str(row["article_id"]), part)
            ]
            yield from ((a, b, why) for a, b in _enough(list(dict.fromkeys(found))))
    likeness = _likeness(tables, places) if tables.texts else None
    yield from _same_action(tables, places, likeness)
    yield from ((a, b, "close words") for (a, b), value in (likeness or {}).items() if value >= _CLOSE)


def _groups(table: pd.DataFrame, *keys: str) -> Iterator[list[dict[Any, Any]]]:
    """The rows that have the same values in some columns, by these; a frame for each would take longest of all."""
    groups: defaultdict[tuple[Any, ...], list[dict[Any, Any]]] = defaultdict(list)
    for row in table.dropna(subset=list(keys)).to_dict("records"):
        groups[tuple(row[key] for key in keys)].append(row)
    yield from (groups[values] for values in sorted(groups))


def _enough(sentences: list[Sentence]) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs of sentences of different articles that join as many of them as all such pairs would."""
    first = sentences[0] if sentences else None
    other = next((s for s in sentences if first is not None and s[0] != first[0]), None)
    if first is None or other is None:
        return
    for sentence in sentences:
        if sentence != first:
            yield (other if sentence[0] == first[0] else first), sentence


def _same_action(
    tables: Tables, places: Mapping[Sentence, Span], likeness: Mapping[tuple[Sentence, Sentence], float] | None
) -> Iterator[tuple[Sentence, Sentence, str]]:
    """Sentences with one agent, verb and patient, where their words are not far apart either."""
    roles = tables["roles"][["article_id", "sentence", "agent", "verb", "patient"]]
    for rows in _groups(roles, "agent", "verb", "patient"):
        found = dict.fromkeys((str(row["article_id"]), int(row["sentence"])) for row in rows)
        for a, b in combinations([s for s in found if s in places], 2):
            if likeness is None or likeness.get((a, b), likeness.get((b, a), 0.0)) >= _CLOSE_ACTION:
                yield a, b, "same action"


def _likeness(tables: Tables, places: Mapping[Sentence, Span]) -> dict[tuple[Sentence, Sentence], float]:
    """TF-IDF cosine of the sentences of different articles that are alike at all, from words and pairs of words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    long_enough = [
        s for s, span in places.items() if s[0] in tables.texts and len(_words(tables, s, span)) >= _LEAST_WORDS
    ]
    if len(long_enough) < 2:  # noqa: PLR2004 -- a pair needs two
        return {}
    vectoriser = TfidfVectorizer(ngram_range=(1, 2), stop_words="english", sublinear_tf=True)
    try:
        table = vectoriser.fit_transform([" ".join(_words(tables, s, places[s])) for s in long_enough])
    except ValueError:  # nothing but stop words
        return {}
    made: dict[tuple[Sentence, Sentence], float] = {}
    for start in range(0, len(long_enough), _AT_ONCE):
        # with those behind them: each pair once
        alike = (table[start : start + _AT_ONCE] @ table[start:].T).tocoo()
        near = alike.data >= _CLOSE_ACTION
        for i, j, v in zip(alike.row[near] + start, alike.col[near] + start, alike.data[near], strict=True):
            if i < j and long_enough[i][0] != long_enough[j][0]:
                made[long_enough[i], long_enough[j]] = float(v)
    return made


def _words(tables: Tables, sentence: Sentence, span: Span) -> list[str]:
    return span.of(tables.texts[sentence[0]]).split()
