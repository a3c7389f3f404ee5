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

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
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
    """``statements`` has a row each (``STATEMENTS``), ``having`` the rows of :attr:`by_article` that have it.

    A set has hundreds of articles and thousands of statements: what each article lacks is looked for when it is asked.
    """

    statements: pd.DataFrame
    having: pd.DataFrame
    _cells: _Cells = field(repr=False, compare=False)

    @property
    def by_article(self) -> pd.DataFrame:
        """A row a statement and article (``COVERAGE``), statement by statement, articles in the set's order."""
        return self.rows_of(range(len(self.statements)))

    def rows_of(self, statements: Iterable[int]) -> pd.DataFrame:
        """Return the rows of :attr:`by_article` for some statements, in the order given."""
        return self._cells.table(statements)


# The tables last asked for and what was found in them: notebook and grid of facts ask for the same.
_LAST: list[tuple[Tables, Coverage]] = []


def coverage(tables: Tables) -> Coverage:
    """Return the statements of a set and which article has which.

    Sentences of the body only. Without texts (an annotation pack) only shared copy,
    utterances and actions group sentences. Statements of one article are among them: they
    are what only that article has. Empty tables give empty frames.

    The same object is returned as long as the same tables are asked for: do not change its frames.
    """
    if not _LAST or _LAST[0][0] is not tables:
        _LAST[:] = [(tables, _coverage(tables))]
    return _LAST[0][1]


def _coverage(tables: Tables) -> Coverage:
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
    statements: list[dict[str, object]] = []
    found: list[_Statement] = []
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
        copied = Counter(articles[i]["cluster"] for i in have)
        found.append(_Statement(have, first, have[shown], copied))
    rank = sorted(range(len(statements)), key=lambda n: (-statements[n]["n_outlets"], -statements[n]["n_articles"], n))  # type: ignore[operator]
    cells = _Cells(tables, articles, places, [found[n] for n in rank])
    numbered = [{"statement": k, **statements[n]} for k, n in enumerate(rank)]
    return Coverage(frame(STATEMENTS, numbered), cells.table(range(len(rank)), having=True), cells)


@dataclass(frozen=True, slots=True)
class _Statement:
    """Which articles have it, in which sentence; since when it is public; which sentence stands for it.

    ``copied`` counts the articles of each shared-copy cluster that have it.
    """

    have: Mapping[str, Sentence]
    first: date | None
    shown: Sentence
    copied: Counter[object]


@dataclass(slots=True)
class _Cells:
    """What each article has of each statement."""

    tables: Tables
    articles: Mapping[str, Mapping[Hashable, object]]
    places: Mapping[Sentence, Span]
    statements: Sequence[_Statement]
    _search: StatementSearch | None = None

    def table(self, numbers: Iterable[int], *, having: bool = False) -> pd.DataFrame:
        """Rows in the ``COVERAGE`` form for some statements, of all articles or of those that have them."""
        rows = (
            {"statement": number, **self._row(i, self.statements[number])}
            for number in numbers
            for i in self.articles
            if not having or i in self.statements[number].have
        )
        return frame(COVERAGE, rows)

    def _row(self, article_id: str, statement: _Statement) -> dict[str, object]:
        article, has_it = self.articles[article_id], article_id in statement.have
        shares = statement.copied[article["cluster"]] > has_it  # itself aside
        place = self.places[statement.have[article_id]] if has_it else Span(0, 0)
        return {
            "article_id": article_id,
            "outlet": article["outlet"],
            "status": "has it" if has_it else self._status(article_id, statement, shares=shares),
            "shares_copy": shares,
            "start": place.start,
            "end": place.end,
        }

    def _status(self, article_id: str, statement: _Statement, *, shares: bool) -> str:
        """Why an article hasn't a statement: it came too early, or it didn't mention it, as far as dates tell."""
        article, first = self.articles[article_id], statement.first
        day, loose = _day(article), _LOOSE.get(str(article["certainty"]))
        if day is None or first is None or loose is None:
            return "cannot tell"
        if day > first and (shares or day - timedelta(days=loose) > first):
            return "no sentence found" if self._lacks(article_id, statement) else "cannot tell"
        # An article with copy from one that has it is no earlier, whatever its date leaves open.
        return "not yet public" if day + timedelta(days=0 if shares else loose) < first else "cannot tell"

    def _lacks(self, article_id: str, statement: _Statement) -> bool:
        if self._search is None:
            self._search = StatementSearch(self.tables, self.places)
        return self._search.lacks(article_id, self._search.wanted(statement.shown))


def _day(article: Mapping[object, object]) -> date | None:
    published = article["published"]
    return None if published is None or pd.isna(published) else date.fromisoformat(str(published))  # type: ignore[call-overload]
