"""Stance words, loaded wording and tone, by whose words they are.

Word lists and a valence lexicon see words, not meaning: irony, negation at a distance and
quotation inside quotation escape them. The numbers compare outlets on one event; the
sentences behind them decide.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from framing.measure.tables import ARTICLE_MEASURE, Tables, frame, read_spans
from framing.text.span import Span
from framing.text.words import count_words, words

KINDS = ("hedge", "booster", "doubt", "factive", "assertive", "loaded")
_SIDE = {"outlet": "outlet", "headline": "outlet", "attributed": "attributed", "quoted": "quoted", "scare": "quoted"}


def wording_rates(tables: Tables) -> pd.DataFrame:
    """Return how often each kind of wording occurs per 1000 words, in the ``ARTICLE_MEASURE`` form.

    Measure "wording", ``key`` the kind (``KINDS``), ``group`` whose words: "outlet" (text, headline
    and reported speech, whose words are the outlet's) or "quoted". The base is thousands of words of
    that side; an article that quotes nothing has no "quoted" rows.
    """
    marks = tables["wording"]
    side = marks["voice"].map(_SIDE).replace({"attributed": "outlet"})
    counts = marks.assign(side=side).groupby(["article_id", "side", "kind"]).size().to_dict()
    rows: list[dict[str, object]] = []
    for a in tables["articles"].to_dict("records"):
        sizes = {"outlet": int(a["n_words"]) - int(a["n_words_quoted"]), "quoted": int(a["n_words_quoted"])}
        rows += [
            {
                "measure": "wording",
                "group": whose,
                "key": kind,
                "outlet": a["outlet"],
                "article_id": a["article_id"],
                "cluster": a["cluster"],
                "value": float(counts.get((a["article_id"], whose, kind), 0)),
                "base": n / 1000,
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
    mentions = tables["mentions"]
    mine = mentions[(mentions["article_id"] == article["article_id"]) & mentions["voice"].isin(["outlet", "headline"])]
    named: dict[int, set[str]] = {}
    for k, concept in zip(mine["sentence"], mine["concept"], strict=True):
        named.setdefault(int(k), set()).add(str(concept))
    for position, span, quoted in _sentences(tables, str(article["article_id"])):
        score = float(analyser.polarity_scores(span.of(text))["compound"])  # type: ignore[attr-defined]
        sums.setdefault(("voice", "quoted" if quoted else "outlet"), []).append(score)
        if not quoted:
            for concept in sorted(named.get(position, ())):
                sums.setdefault(("concept", concept), []).append(score)
    for (group, key), scores in sorted(sums.items()):
        yield {
            "measure": "tone",
            "group": group,
            "key": key,
            "outlet": article["outlet"],
            "article_id": article["article_id"],
            "cluster": article["cluster"],
            "value": sum(scores),
            "base": float(len(scores)),
        }


def _sentences(tables: Tables, article_id: str) -> Iterator[tuple[int, Span, bool]]:
    """Position, place and whether quoted of every sentence with a word in it."""
    text = tables.texts[article_id]
    quotations, sentences = tables["quotations"], tables["sentences"]
    own = quotations[(quotations["article_id"] == article_id) & quotations["kind"].isin(["direct", "partial"])]
    marked = [span for written in own["parts"] for span in read_spans(written)]
    mine = sentences[sentences["article_id"] == article_id]
    for k, start, end in zip(mine["sentence"], mine["start"], mine["end"], strict=True):
        span = Span(int(start), int(end))
        if count_words(text, within=span):
            inside = words(text, within=span)
            yield int(k), span, 2 * sum(any(m.covers(w) for m in marked) for w in inside) > len(inside)
