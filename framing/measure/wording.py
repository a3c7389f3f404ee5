"""Stance words, loaded wording and tone, by whose words they are.

Word lists and a valence lexicon see words, not meaning: irony, negation at a distance and
quotation inside quotation escape them. The numbers compare outlets on one event; the
sentences behind them decide.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.measure.measure import CodedSet, Measure, Row, outlet_of
from framing.measure.place import Places
from framing.measure.row_sentence import Said, bracket, in_articles
from framing.measure.tables import ARTICLE_MEASURE, Tables, frame, read_spans
from framing.text.span import Span
from framing.text.words import count_words, is_quoted

KINDS = ("hedge", "booster", "doubt", "factive", "assertive", "loaded")
_SIDE = {"outlet": "outlet", "headline": "outlet", "attributed": "attributed", "quoted": "quoted", "scare": "quoted"}


def wording_rates(tables: Tables) -> pd.DataFrame:
    """Return how often each kind of wording occurs per 1000 words, in the ``ARTICLE_MEASURE`` form.

    Measure "wording", ``key`` the kind (``KINDS``), ``group`` whose words: "outlet" (text, headline
    and reported speech, whose words are the outlet's) or "quoted". The base is the words of
    that side, the value a thousand times the count; an article that quotes nothing has no "quoted" rows.
    """
    marks = tables["wording"]
    side = marks["voice"].map(_SIDE).replace({"attributed": "outlet"})
    counts = marks.assign(side=side).groupby(["article_id", "side", "kind"]).size().to_dict()
    rows: list[dict[str, object]] = []
    for a in tables["articles"].to_dict("records"):
        sizes = {"outlet": int(a["n_words"]) - int(a["n_words_quoted"]), "quoted": int(a["n_words_quoted"])}
        rows += [
            {
                "measure": WORDING.name,
                "group": whose,
                "key": kind,
                "outlet": a["outlet"],
                "article_id": a["article_id"],
                "cluster": a["cluster"],
                "value": 1000.0 * counts.get((a["article_id"], whose, kind), 0),
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
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyser = SentimentIntensityAnalyzer()
    rows = [
        {**row, "unit": "compound score"}
        for a in tables["articles"].to_dict("records")
        if a["article_id"] in tables.texts and a["language"] == "en"
        for row in _tone_rows(tables, {str(k): v for k, v in a.items()}, analyser)
    ]
    return frame(ARTICLE_MEASURE, rows)


def _tone_rows(tables: Tables, article: dict[str, object], analyser: object) -> Iterator[dict[str, object]]:
    text = tables.texts[str(article["article_id"])]
    sums: dict[tuple[str, str], list[float]] = {}
    named = _concepts_named(tables, str(article["article_id"]))
    for position, span, quoted in _sentences(tables, str(article["article_id"])):
        score = float(analyser.polarity_scores(span.of(text))["compound"])  # type: ignore[attr-defined]
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


def _concepts_named(tables: Tables, article_id: str) -> dict[int, set[str]]:
    """Position of a sentence to the concepts that it names in the outlet's voice."""
    mentions = tables.of_article("mentions", article_id)
    mine = mentions[mentions["voice"].isin(["outlet", "headline"])]
    named: dict[int, set[str]] = {}
    for k, concept in zip(mine["sentence"], mine["concept"], strict=True):
        named.setdefault(int(k), set()).add(str(concept))
    return named


def _sentences(tables: Tables, article_id: str) -> Iterator[tuple[int, Span, bool]]:
    """Position, place and whether quoted of every sentence with a word in it."""
    text = tables.texts[article_id]
    own = tables.of_article("quotations", article_id)
    parts = own.loc[own["kind"].isin(["direct", "partial"]), "parts"]
    marked = [span for written in parts for span in read_spans(written)]
    mine = tables.of_article("sentences", article_id)
    for k, start, end in zip(mine["sentence"], mine["start"], mine["end"], strict=True):
        span = Span(int(start), int(end))
        if count_words(text, within=span):
            yield int(k), span, is_quoted(text, span, marked)


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
    for article, outlet in zip(tables["articles"]["article_id"], tables["articles"]["outlet"], strict=True):
        if article not in tables.texts:
            continue
        named = _concepts_named(tables, str(article))
        for position, span, quoted in _sentences(tables, str(article)):
            kinds = [("voice", "quoted" if quoted else "outlet")]
            kinds += [("concept", concept) for concept in (() if quoted else sorted(named.get(position, ())))]
            rows += [(str(article), str(outlet), *kind, span.start, span.end) for kind in kinds]
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
