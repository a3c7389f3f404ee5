"""Which statements each article carries, who had them first, and what was left out when it was already public.

A statement is a group of sentences that say the same: sentences of one family of shared
copy, sentences with versions of one utterance, and sentences close in meaning (the same
who-did-what, or TF-IDF cosine of their words). Grouping by words misses paraphrase and
joins a few things that only sound alike: read the sentences. "No sentence found" is said only
of an article that appeared after the statement was public, of a statement with a number, a
name or quoted words to check it by, and after looking for its words in other forms and its
concepts under other labels; why it is not there, the tables don't know.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from framing.compare.name_forms import Joined
from framing.measure.statement_links import Sentence, statement_links
from framing.measure.statement_search import StatementSearch, loaded_words
from framing.measure.tables import Column, Tables, frame
from framing.text.span import Span

STATEMENTS: tuple[Column, ...] = (
    Column("statement", "count", "", "number, from 0: most outlets first"),
    Column("why", "text", "", "why its sentences are one: shared copy, utterance, same action, close words; alone"),
    Column("n_articles", "count", "articles", "articles that have it"),
    Column("n_outlets", "count", "outlets", "outlets that have it"),
    Column("first", "text", "", "ISO date of the earliest article with it; missing if none is dated"),
    Column("first_outlet", "text", "", "its outlet; several of one day are separated by a comma"),
    Column("article_id", "text", "", "whose sentence stands for it: the first without loaded words, else the first"),
    Column("start", "count", "code points", "first code point of the sentence there"),
    Column("end", "count", "code points", "one past its last"),
)
COVERAGE: tuple[Column, ...] = (
    Column("statement", "count", "", "number of the statement"),
    Column("article_id", "text", "", "every article of the set"),
    Column("outlet", "text", "", "who published it"),
    Column("status", "text", "", "has it, no sentence found, not yet public, or cannot tell"),
    Column("shares_copy", "flag", "", "shares copy with an article that has it"),
    Column("start", "count", "code points", "its sentence; 0 if it has none"),
    Column("end", "count", "code points", "one past; 0 if it has none"),
)

# How far off a date of this certainty may be; a week and a month are taken whole.
_LOOSE = {"day": 0, "week": 6, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True)
class Coverage:
    """``statements`` has a row each (``STATEMENTS``), ``by_article`` a row a statement and article (``COVERAGE``)."""

    statements: pd.DataFrame
    by_article: pd.DataFrame


def coverage(tables: Tables) -> Coverage:
    """Return the statements of a set and which article has which.

    Sentences of the body only. Without texts (an annotation pack) only shared copy,
    utterances and actions group sentences. Statements of one article are among them: they
    are what only that article has. Empty tables give empty frames.
    """
    sentences = tables["sentences"]
    body = sentences[sentences["part"] == "body"]
    places: dict[Sentence, Span] = {
        (str(i), int(k)): Span(int(s), int(e))
        for i, k, s, e in zip(body["article_id"], body["sentence"], body["start"], body["end"], strict=True)
    }
    order = {sentence: n for n, sentence in enumerate(places)}
    groups = Joined(len(order))
    reasons: defaultdict[int, set[str]] = defaultdict(set)
    links = [(a, b, why) for a, b, why in statement_links(tables, places) if a[0] != b[0]]
    for a, b, _ in links:
        groups.join(order[a], order[b])
    for a, _, why in links:
        reasons[groups.find(order[a])].add(why)
    members: defaultdict[int, list[Sentence]] = defaultdict(list)
    for sentence, n in order.items():
        members[groups.find(n)].append(sentence)
    return _tabulate(tables, places, [(ms, reasons[g]) for g, ms in members.items()])


def _tabulate(
    tables: Tables, places: Mapping[Sentence, Span], groups: list[tuple[list[Sentence], set[str]]]
) -> Coverage:
    articles = {str(row["article_id"]): row for row in tables["articles"].to_dict("records")}
    when = {i: _day(row) for i, row in articles.items()}
    loaded = loaded_words(tables)
    search = StatementSearch(tables, places)
    statements, rows = [], []
    for members, why in groups:
        have: dict[str, Sentence] = {}
        for sentence in members:
            have.setdefault(sentence[0], sentence)
        dated = sorted((day, i) for i in have if (day := when[i]) is not None)
        first = dated[0][0] if dated else None
        earliest = dated[0][1] if dated else next(iter(have))
        at_first = sorted({str(articles[i]["outlet"]) for day, i in dated if day == first})
        shown = min(have, key=lambda i: (loaded[have[i]], i != earliest))
        place = places[have[shown]]
        statements.append(
            {
                "why": ", ".join(sorted(why)) or "alone",
                "n_articles": len(have),
                "n_outlets": len({articles[i]["outlet"] for i in have}),
                "first": first.isoformat() if first else None,
                "first_outlet": ", ".join(at_first) or None,
                "article_id": shown,
                "start": place.start,
                "end": place.end,
            }
        )
        wanted = search.wanted(have[shown]) if first else None
        rows.append([_row(articles, i, have, places, first, lacks=search.lacks(i, wanted)) for i in articles])
    rank = sorted(range(len(statements)), key=lambda n: (-statements[n]["n_outlets"], -statements[n]["n_articles"], n))  # type: ignore[operator]
    numbered = [{"statement": k, **statements[n]} for k, n in enumerate(rank)]
    by_article = [{"statement": k, **row} for k, n in enumerate(rank) for row in rows[n]]
    return Coverage(frame(STATEMENTS, numbered), frame(COVERAGE, by_article))


def _day(article: Mapping[object, object]) -> date | None:
    published = article["published"]
    return None if published is None or pd.isna(published) else date.fromisoformat(str(published))  # type: ignore[call-overload]


def _row(
    articles: Mapping[str, Mapping[object, object]],
    article_id: str,
    have: Mapping[str, Sentence],
    places: Mapping[Sentence, Span],
    first: date | None,
    *,
    lacks: bool,
) -> dict[str, object]:
    article = articles[article_id]
    shares = any(i != article_id and articles[i]["cluster"] == article["cluster"] for i in have)
    place = places[have[article_id]] if article_id in have else Span(0, 0)
    return {
        "article_id": article_id,
        "outlet": article["outlet"],
        "status": "has it" if article_id in have else _status(article, first, shares=shares, lacks=lacks),
        "shares_copy": shares,
        "start": place.start,
        "end": place.end,
    }


def _status(article: Mapping[object, object], first: date | None, *, shares: bool, lacks: bool) -> str:
    """Why an article hasn't a statement: it came too early, or it didn't mention it, as far as dates tell."""
    day, loose = _day(article), _LOOSE.get(str(article["certainty"]))
    if day is None or first is None or loose is None:
        return "cannot tell"
    if day > first and (shares or day - timedelta(days=loose) > first):
        return "no sentence found" if lacks else "cannot tell"
    # An article with copy from one that has it is no earlier, whatever its date leaves open.
    return "not yet public" if day + timedelta(days=0 if shares else loose) < first else "cannot tell"
