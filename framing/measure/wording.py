"""Stance words, loaded wording and tone, by whose words they are.

Word lists and a valence lexicon see words, not meaning: irony, negation at a distance and
quotation inside quotation escape them. The numbers compare outlets on one event; the
sentences behind them decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.measure.measure import CodedSet, Measure, Row, outlet_of
from framing.measure.place import Places
from framing.measure.plain_rows import ByArticle, by_article, cells, records
from framing.measure.row_sentence import Said, bracket, in_articles
from framing.measure.tables import ARTICLE_MEASURE, Tables, frame, read_spans
from framing.text.span import Span
from framing.text.words import count_words, is_quoted

KINDS = ("hedge", "booster", "doubt", "factive", "assertive", "loaded")
_SIDE = {"outlet": "outlet", "headline": "outlet", "attributed": "attributed", "quoted": "quoted", "scare": "quoted"}
_WHOSE = {**_SIDE, "attributed": "outlet"}  # reported speech is in the outlet's words


def wording_rates(tables: Tables) -> pd.DataFrame:
    """Return how often each kind of wording occurs per 1000 words, in the ``ARTICLE_MEASURE`` form.

    Measure "wording", ``key`` the kind (``KINDS``), ``group`` whose words: "outlet" (text, headline
    and reported speech, whose words are the outlet's) or "quoted". The base is the words of
    that side, the value a thousand times the count; an article that quotes nothing has no "quoted" rows.
    """
    marks = cells(tables["wording"], "article_id", "voice", "kind")
    counts = Counter((article_id, _WHOSE.get(voice), kind) for article_id, voice, kind in marks)
    rows: list[dict[str, object]] = []
    for a in records(tables["articles"]):
        sizes = {"outlet": int(a["n_words"]) - int(a["n_words_quoted"]), "quoted": int(a["n_words_quoted"])}
        rows += [
            {
                "measure": WORDING.name,
                "group": whose,
                "key": kind,
                "outlet": a["outlet"],
                "article_id": a["article_id"],
                "cluster": a["cluster"],
                "value": 1000.0 * counts[a["article_id"], whose, kind],
                "base": float(n),
                "unit": "per 1000 words",
            }
            for whose, n in sizes.items()
            for kind in KINDS
            if n > 0
        ]
    return frame(ARTICLE_MEASURE, rows)


def tone(tables: Tables) -> pd.DataFrame:
    """Return the mean tone of sentences, by voice and by concept, in the ``ARTICLE_MEASURE`` form.

    Measure "tone": ``group`` "voice" with ``key`` "outlet" or "quoted" (a sentence is quoted when more than
    half of its words are), and ``group`` "concept" with the concepts that sentences in the outlet's voice
    mention. VADER's compound score, −1 (most negative) to 1, 0 neutral; weighted by sentences.
    Headlines count. Articles without text (annotation pack) have no rows.

    Source: Hutto and Gilbert, VADER, ICWSM 2014, made for short texts of social media: in news the
    words of the events themselves ("killed", "attack") weigh most.
    """
    analyser, sentences = _analyser(), _SentencesOf.read(tables)
    rows = [
        {**row, "unit": "compound score"}
        for a in records(tables["articles"])
        if a["article_id"] in tables.texts and a["language"] == "en"
        for row in _tone_rows(sentences, a, analyser)
    ]
    return frame(ARTICLE_MEASURE, rows)


@cache
def _analyser() -> Any:  # noqa: ANN401 (vaderSentiment has no types)
    """VADER's analyser, which reads its lexicon of 7,500 words whenever it is made."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


def _tone_rows(sentences: _SentencesOf, article: Mapping[str, Any], analyser: Any) -> Iterator[dict[str, object]]:  # noqa: ANN401 (vaderSentiment has no types)
    text = sentences.texts[article["article_id"]]
    sums: dict[tuple[str, str], list[float]] = {}
    named = sentences.concepts_named(article["article_id"])
    for position, span, quoted in sentences.of(article["article_id"]):
        score = float(analyser.polarity_scores(span.of(text))["compound"])
        sums.setdefault(("voice", "quoted" if quoted else "outlet"), []).append(score)
        if not quoted:
            for concept in sorted(named.get(position, ())):
                sums.setdefault(("concept", concept), []).append(score)
    for (group, key), scores in sorted(sums.items()):
        yield {
            "measure": TONE.name,
            "group": group,
            "key": key,
            "outlet": article["outlet"],
            "article_id": article["article_id"],
            "cluster": article["cluster"],
            "value": sum(scores),
            "base": float(len(scores)),
        }


@dataclass(frozen=True, slots=True)
class _SentencesOf:
    """The sentences of a set's articles with what tone asks of them, each table read once."""

    texts: Mapping[str, str]
    mentions: ByArticle
    quotations: ByArticle
    sentences: ByArticle

    @classmethod
    def read(cls, tables: Tables) -> _SentencesOf:
        return cls(
            tables.texts,
            by_article(tables["mentions"], "voice", "sentence", "concept"),
            by_article(tables["quotations"], "kind", "parts"),
            by_article(tables["sentences"], "sentence", "start", "end"),
        )

    def concepts_named(self, article_id: str) -> dict[int, set[str]]:
        """Position of a sentence to the concepts that it names in the outlet's voice."""
        named: dict[int, set[str]] = {}
        for voice, k, concept in self.mentions[article_id]:
            if voice in ("outlet", "headline"):
                named.setdefault(k, set()).add(concept)
        return named

    def of(self, article_id: str) -> Iterator[tuple[int, Span, bool]]:
        """Position, place and whether quoted of every sentence with a word in it."""
        text = self.texts[article_id]
        parts = [parts for kind, parts in self.quotations[article_id] if kind in ("direct", "partial")]
        marked = [span for written in parts for span in read_spans(written)]
        for k, start, end in self.sentences[article_id]:
            span = Span(start, end)
            if count_words(text, within=span):
                yield k, span, is_quoted(text, span, marked)


_SAID = {
    "hedge": "hedges (“may”, “perhaps”)",
    "booster": "boosters (“clearly”, “never”)",
    "doubt": "words of doubt (“claimed”, “so-called”)",
    "factive": "words that take a statement as true (“admitted”, “revealed”)",
    "assertive": "verbs by which speakers vouch (“warned”, “vowed”)",
    "loaded": "words from the lists of loaded wording",
}


def _own_rates(coded: CodedSet) -> pd.DataFrame:
    rates = wording_rates(coded.tables)
    return rates[rates["group"] == "outlet"]


def _marks(coded: CodedSet, row: Row) -> Places:
    """The outlet's own words of this kind; if it has none, nothing can be shown."""
    rows = coded.placed("marks", lambda: _with_side(coded.tables["wording"]))
    return rows.where({**outlet_of(row), "kind": row["key"], "side": row["group"]})


def _with_side(marks: pd.DataFrame) -> pd.DataFrame:
    return marks.assign(side=marks["voice"].map(_SIDE).replace({"attributed": "outlet"}))


def _sentence(said: Said, codebook: Codebook | None) -> str:
    del codebook
    rate = bracket(said, lambda v: f"{v:.1f}").replace("(", "(per 1000 words: ", 1)
    rest = "" if said.rest != said.rest else f" The other outlets: {said.rest:.1f} per 1000 words."
    return f"In its own words {said.outlet} used {_SAID.get(said.key, said.key)} {in_articles(said)} {rate}.{rest}"


def _tone_rows_of(coded: CodedSet) -> pd.DataFrame:
    return tone(coded.tables)


def _scored_sentences(tables: Tables) -> pd.DataFrame:
    """Every sentence of the tone, once for its voice and once for each concept that it names in the outlet's own."""
    rows: list[tuple[str, str, str, str, int, int]] = []
    sentences = _SentencesOf.read(tables)
    for article, outlet in cells(tables["articles"], "article_id", "outlet"):
        if article not in tables.texts:
            continue
        named = sentences.concepts_named(article)
        for position, span, quoted in sentences.of(article):
            kinds = [("voice", "quoted" if quoted else "outlet")]
            kinds += [("concept", concept) for concept in (() if quoted else sorted(named.get(position, ())))]
            rows += [(article, outlet, *kind, span.start, span.end) for kind in kinds]
    return pd.DataFrame(rows, columns=["article_id", "outlet", "group", "key", "start", "end"])


def _scored(coded: CodedSet, row: Row) -> Places:
    """The sentences whose tone was averaged: all of a voice, or the outlet's own that mention a concept."""
    rows = coded.placed("sentences of the tone", lambda: _scored_sentences(coded.tables))
    return rows.where({**outlet_of(row), "group": row["group"], "key": row["key"]})


WORDING = Measure(
    name="wording",
    rows=_own_rates,
    counts="words",
    unit="per 1000 words",
    places=_marks,
    sentence=_sentence,
)
TONE = Measure(
    name="tone",
    rows=_tone_rows_of,
    counts="sentences",
    unit="compound score",
    places=_scored,
    tested=False,  # word valence in news is mostly that of the events: shown, never a finding
)
