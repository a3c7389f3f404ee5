"""How hard a text is to read, by the standard formulas, and from what length on they say anything.

The formulas are textstat's (version 0.7.8 counts syllables from dictionaries it brings
along; nothing is fetched). They see the suite's own sentences: "U.S." ends none. They
estimate school grades from word and sentence length alone, were fitted to American
school texts, and know nothing of content, so they are given for long enough texts only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from framing.measure.measure import CodedSet, Measure, MeasureKey, Row, of_outlet
from framing.measure.place import Places, places_in
from framing.measure.plain_rows import by_article, cells, records
from framing.measure.readability_formulas import BY_NAME
from framing.measure.tables import ARTICLE_MEASURE, Tables, frame, read_spans
from framing.text.span import Span
from framing.text.words import count_words, is_quoted

Part = Literal["body", "outlet", "quoted", "headline"]
Cells = tuple[Any, ...]
PARTS: tuple[Part, ...] = ("body", "outlet", "quoted", "headline")


@dataclass(frozen=True, slots=True)
class Formula:
    """A readability formula.

    ``function`` is textstat's (empty: computed here), ``unit`` that of its result, ``min_words`` and
    ``min_sentences`` the least text it is meant for, ``note`` where textstat's way of counting departs from the source.
    """

    name: str
    function: str
    unit: str
    min_words: int
    min_sentences: int
    source: str
    note: str = ""


# 100 words is the sample that most authors prescribe; SMOG prescribes 30 sentences and is
# calibrated for no fewer. Three sentences are the least whose mean length is not one writer's whim.
FORMULAS: tuple[Formula, ...] = (
    Formula(
        "Flesch reading ease",
        "flesch_reading_ease",
        "points, 100 easy to 0 hard",
        100,
        3,
        "Flesch, A new readability yardstick, Journal of Applied Psychology 32 (1948)",
    ),
    Formula(
        "Flesch–Kincaid grade",
        "flesch_kincaid_grade",
        "US school grade",
        100,
        3,
        "Kincaid et al., Research Branch Report 8-75 (1975)",
    ),
    Formula("Gunning fog", "gunning_fog", "US school grade", 100, 3, "Gunning, The Technique of Clear Writing (1952)"),
    Formula("SMOG", "smog_index", "US school grade", 100, 30, "McLaughlin, SMOG grading, Journal of Reading 12 (1969)"),
    Formula(
        "Coleman–Liau",
        "",
        "US school grade",
        100,
        3,
        "Coleman and Liau, Journal of Applied Psychology 60 (1975)",
        "computed here: textstat has 0.058 for the published 0.0588",
    ),
    Formula(
        "Automated readability index",
        "automated_readability_index",
        "US school grade",
        100,
        3,
        "Senter and Smith, AMRL-TR-66-220 (1967)",
    ),
    Formula(
        "Dale–Chall",
        "dale_chall_readability_score",
        "points, 4.9 grade 4 to 9.9 college",
        100,
        3,
        "Dale and Chall, A formula for predicting readability, Educational Research Bulletin 27 (1948)",
        "names and inflected forms count as unfamiliar, so the level runs high; compare, don't read off grades",
    ),
)

_END_MARKS = re.compile(r"[.!?…]+")


def coleman_liau(prepared: str) -> float:
    """Return Coleman and Liau's grade of a text prepared by :func:`for_textstat`: 0.0588 L − 0.296 S − 15.8.

    L is letters and S sentences, each for 100 words. ``ZeroDivisionError`` without words.
    """
    n_words = len(prepared.split())
    letters = sum(c.isalnum() for c in prepared)
    return 5.88 * letters / n_words - 29.6 * prepared.count(".") / n_words - 15.8


def _function(formula: Formula) -> Callable[[str], float]:
    return BY_NAME[formula.function] if formula.function else coleman_liau


def for_textstat(sentences: list[str]) -> str:
    """Return the sentences in a form in which textstat counts exactly these and no others.

    textstat ends a sentence at every full stop, so inner end marks are taken out ("U.S." is
    then "US", "3.6" is "36": neither changes a word or syllable count that matters) and
    each sentence gets one. Lower case, since its list of easy words knows no capitals. A
    sentence of fewer than three words, which textstat does not count, joins the one before.
    """
    plain = (" ".join(_END_MARKS.sub("", s).lower().split()) for s in sentences)
    out: list[str] = []
    for sentence in filter(None, plain):
        if out and count_words(sentence) <= 2:  # noqa: PLR2004 -- textstat's limit, see above
            out[-1] += " " + sentence
        else:
            out.append(sentence)
    return " ".join(s + "." for s in out)


def sentences_by_part(tables: Tables, article_id: str) -> Mapping[Part, list[str]]:
    """Return the article's sentences in four parts: whole body, the outlet's, quoted, and headline.

    A body sentence is "quoted" when more than half of its words stand inside quotation
    marks, else "outlet": whole sentences, because the formulas need sentence lengths.
    """
    quotations, sentences = tables.of_article("quotations", article_id), tables.of_article("sentences", article_id)
    return _by_part(tables.texts[article_id], cells(quotations, *_QUOTED), cells(sentences, *_SENTENCES))


_QUOTED, _SENTENCES = ("kind", "parts"), ("start", "end", "part")


def _by_part(text: str, quotations: Iterable[Cells], sentences: Iterable[Cells]) -> Mapping[Part, list[str]]:
    marked = [parts for kind, parts in quotations if kind in ("direct", "partial")]
    quoted = [span for written in marked for span in read_spans(written)]
    out: dict[Part, list[str]] = {part: [] for part in PARTS}
    for start, end, where in sentences:
        span = Span(start, end)
        if where == "headline":
            out["headline"].append(span.of(text))
        elif where == "body":
            out["body"].append(span.of(text))
            out["quoted" if is_quoted(text, span, quoted) else "outlet"].append(span.of(text))
    return out


def _article_rows(article: Mapping[str, object], parts: Mapping[Part, list[str]]) -> Iterator[dict[str, object]]:
    """Every row of one article, those of texts that are too short included."""
    for part, sentences in parts.items():
        n_words = sum(count_words(s) for s in sentences)
        if not n_words:
            continue
        n_letters = sum(c.isalnum() for s in sentences for c in s)
        # In a short text these two are all there is to say; a headline gets nothing else.
        plain = [
            ("words per sentence", n_words, len(sentences), "words per sentence", True),
            ("letters per word", n_letters, n_words, "letters per word", True),
        ]
        ready = for_textstat(sentences)
        scored = [
            (
                f.name,
                float(_function(f)(ready)),
                1,
                f.unit,
                n_words >= f.min_words and len(sentences) >= f.min_sentences,
            )
            for f in FORMULAS
            if part != "headline"
        ]
        for key, value, base, unit, enough in (*plain, *scored):
            yield {
                "measure": READABILITY.name,
                "group": part,
                "key": key,
                "outlet": article["outlet"],
                "article_id": article["article_id"],
                "cluster": article["cluster"],
                "value": value,
                "base": base,
                "unit": unit,
                "n_words": n_words,
                "n_sentences": len(sentences),
                "enough": enough,
            }


def readability_by_article(tables: Tables) -> pd.DataFrame:
    """Return every score of every English article with its length and whether that is enough.

    Args:
        tables: The set's tables with its texts; an article whose text is absent (the set
            was read from an annotation pack) has no rows.

    Returns:
        One row an article, part ("body", "outlet", "quoted", "headline") and key: the columns of
        ``ARTICLE_MEASURE`` and ``n_words``, ``n_sentences``, ``enough``: whether the part is
        as long as the formula asks (``FORMULAS``). Scores are per article (base 1); words
        per sentence and letters per word are ratios of sums. Empty tables give no rows.

    The formulas' publications are named in ``FORMULAS``.
    """
    quoted, sentences = by_article(tables["quotations"], *_QUOTED), by_article(tables["sentences"], *_SENTENCES)
    rows = [
        row
        for article in records(tables["articles"])
        if (name := article["article_id"]) in tables.texts and article["language"] == "en"
        for row in _article_rows(article, _by_part(tables.texts[name], quoted[name], sentences[name]))
    ]
    extra = ["n_words", "n_sentences", "enough"]
    made = frame(ARTICLE_MEASURE, ({k: v for k, v in row.items() if k not in extra} for row in rows))
    dtypes = {"n_words": "int64", "n_sentences": "int64", "enough": "bool"}
    return made.assign(**{n: pd.Series([row[n] for row in rows], dtype=t) for n, t in dtypes.items()})


def readability(tables: Tables) -> pd.DataFrame:
    """Return the scores of texts long enough for their formula, one row an article, part and key.

    The form is ``ARTICLE_MEASURE`` with measure "readability", group the part and key the
    formula, so an outlet's score is the mean over its articles. Higher is harder, except
    for Flesch reading ease. What is too short is left out, not guessed:
    :func:`readability_by_article` shows it with the reason.
    """
    every = readability_by_article(tables)
    return every.loc[every["enough"], [column.name for column in ARTICLE_MEASURE]].reset_index(drop=True)


# Seven formulas on four parts of a text measure much the same; the report tests these two, of the body.
TESTED = ("words per sentence", "Flesch–Kincaid grade")


def _rows(coded: CodedSet) -> pd.DataFrame:
    return readability(coded.tables)


def _counts(key: MeasureKey) -> str:
    return {"words per sentence": "sentences", "letters per word": "words"}.get(key.key, "articles")


def _tested(key: MeasureKey) -> bool:
    return key.group == "body" and key.key in TESTED


def _sentences(coded: CodedSet, row: Row) -> Places:
    """The sentences of the part; those of the body where voices share it."""
    sentences = coded.tables["sentences"]
    mine = sentences[sentences["article_id"].isin(of_outlet(coded.tables["articles"], row)["article_id"])]
    part = mine["part"] == "headline" if row["group"] == "headline" else mine["part"] == "body"
    return places_in(mine[part])


READABILITY = Measure(
    name="readability",
    rows=_rows,
    counts=_counts,
    unit="by formula",
    places=_sentences,
    tested=_tested,
)
