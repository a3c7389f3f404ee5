"""Generic frames: how much of an article answers a coder's questions on conflict, money, people, morals, remedies.

Exploratory always: a list of words stands for a reading. The questions are those of Semetko and Valkenburg (2000) and
Frermann et al. (2023), in ``lexicons/frames.toml`` with the sources of their indicators; the sentences that answer
them are given, and decide. See ``docs/frames.md`` for how well coders' frames were met.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.annotate.indicator_book import IndicatorBook, frame_book
from framing.measure.answered_sentences import answered_sentences
from framing.measure.measure import CodedSet, Measure, Row, outlet_of
from framing.measure.place import Places
from framing.measure.plain_rows import cells, column, records
from framing.measure.row_sentence import Said, bracket
from framing.measure.tables import ARTICLE_MEASURE, Column, Tables, columns_of, frame

FRAME_STRENGTHS: tuple[Column, ...] = columns_of(
    ("article_id", "text", "", "the article's id in its set"),
    ("outlet", "text", "", "who published it"),
    ("cluster", "text", "", "articles that share copy have the same value"),
    ("frame", "text", "", "id of the frame"),
    ("n_answering", "count", "sentences", "sentences that answer any of its questions"),
    ("n_sentences", "count", "sentences", "sentences of the article, headline included"),
    ("n_questions", "count", "questions", "questions of the frame that any sentence answers"),
    ("strength", "real", "share", "n_answering ÷ n_sentences, 0 to 1"),
    ("present", "flag", "", "whether strength reaches the book's share; exploratory"),
)


def frame_strengths(
    tables: Tables, *, book: IndicatorBook | None = None, answers: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return how strong each frame is in each article, one row an article and frame (``FRAME_STRENGTHS``).

    Args:
        tables: The set. Articles without text, or in another language than the book's, have no rows.
        book: The frames and their questions; the package's own if not given.
        answers: What :func:`answered_sentences` found with this book, if it is at hand.
    """
    book = book or frame_book()
    found = answered_sentences(tables, book) if answers is None else answers
    sentences: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    questions: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for article_id, entry_id, sentence, question in cells(found, "article_id", "entry", "sentence", "question"):
        sentences[article_id, entry_id].add(sentence)
        questions[article_id, entry_id].add(question)
    sizes = Counter(column(tables["sentences"], "article_id"))
    rows: list[dict[str, object]] = []
    for article in records(tables["articles"]):
        n = sizes[article["article_id"]]
        if article["article_id"] not in tables.texts or article["language"] != book.language or not n:
            continue
        for entry in book.entries:
            here = article["article_id"], entry.id
            hits = len(sentences[here]) if here in sentences else 0
            rows.append(
                {
                    "article_id": article["article_id"],
                    "outlet": article["outlet"],
                    "cluster": article["cluster"],
                    "frame": entry.id,
                    "n_answering": hits,
                    "n_sentences": n,
                    "n_questions": len(questions[here]) if here in questions else 0,
                    "strength": hits / n,
                    "present": hits / n >= book.present > 0,
                }
            )
    return frame(FRAME_STRENGTHS, rows)


def frame_answers(tables: Tables, *, book: IndicatorBook | None = None) -> pd.DataFrame:
    """Return the marks behind frames, one row each; see :func:`answered_sentences`.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> fr.frame_answers(tables).columns[:4].tolist()
    ['article_id', 'start', 'end', 'outlet']
    """
    return answered_sentences(tables, book or frame_book())


def _measure_rows(coded: CodedSet) -> pd.DataFrame:
    strengths = frame_strengths(coded.tables)
    rows = [
        {
            "measure": GENERIC_FRAMES.name,
            "group": "",
            "key": row["frame"],
            "outlet": row["outlet"],
            "article_id": row["article_id"],
            "cluster": row["cluster"],
            "value": float(row["n_answering"]),
            "base": float(row["n_sentences"]),
            "unit": "share",
        }
        for row in records(strengths)
    ]
    return frame(ARTICLE_MEASURE, rows)


def _places(coded: CodedSet, row: Row) -> Places:
    """The sentences of an outlet that answer a question of the frame."""

    def sentences() -> pd.DataFrame:
        answers = frame_answers(coded.tables)
        return answers.assign(start=answers["sentence_start"], end=answers["sentence_end"])

    found = coded.placed(frame_answers, sentences).where({**outlet_of(row), "entry": row["key"]})
    return tuple(sorted(set(found)))


def _sentence(said: Said, codebook: Codebook | None) -> str:
    del codebook
    name = frame_book().name(said.key)
    return f"In {said.outlet} sentences that answer a question of the frame “{name}”: {bracket(said)}. Exploratory."


GENERIC_FRAMES = Measure(
    name="generic frame",
    rows=_measure_rows,
    counts="sentences",
    places=_places,
    sentence=_sentence,
    tested=False,  # a list of words stands for a reading: exploratory, never a finding
)
