"""Texts that do not seem to be the article under their headline: left out of what is compared, and said to be."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import pandas as pd

from framing.compare.own_text import Printed, strays
from framing.findings.context import Context, named
from framing.measure.tables import Tables
from framing.text.article import Article
from framing.text.layout import lay_out

LEFT_OUT = "outlets whose texts are left out"  # what a context notes them as
_LANGUAGE = "en"  # the stems and function words are English
# What tables name articles in: a row of two articles of which one is gone says nothing any more.
_ARTICLE_COLUMNS = frozenset(
    ("article_id", "a_article_id", "b_article_id", "a_articles", "b_articles", "child", "parent")
)
_COUNTED = "Charts, tables of counts and tests still count {0}; “own_text = true” in articles.toml overrules this."


def stray_texts(tables: Tables) -> tuple[str, ...]:
    """Return the ids of a set's stray texts; none in a set without texts, titles or of several articles an outlet.

    In larger sets one text weighs little, and articles are not all about one day's event. A text of which the
    manifest says that it is the article's own (``own_text = true``) is never among them.
    """
    context = Context(tables)
    english = all(str(row["language"]) == _LANGUAGE for row in context.articles.values())
    if not context.one_each or not context.whole or not english:
        return ()
    heads = {h.article_id: h.text for h in context.headlines}
    bodies = {i: " ".join(tables.texts[i][s.start : s.end] for s in context.body(i)) for i in context.articles}
    sure = {str(row["article_id"]) for row in context.rows("own_texts")}
    return tuple(i for i in strays({i: Printed(heads.get(i, ""), body) for i, body in bodies.items()}) if i not in sure)


def without(tables: Tables, ids: Iterable[str]) -> Tables:
    """Return a set without these articles: no row of any table that is about them, and no text."""
    gone = frozenset(ids)
    frames = {name: _rows_without(frame, gone) for name, frame in tables.frames.items()}
    return replace(tables, frames=frames, texts={i: t for i, t in tables.texts.items() if i not in gone})


def _rows_without(frame: pd.DataFrame, gone: frozenset[str]) -> pd.DataFrame:
    columns = [c for c in frame.columns if c in _ARTICLE_COLUMNS]
    for column in columns:  # one id, or several with blanks between them
        kept = [gone.isdisjoint(str(value).split()) for value in frame[column]]
        frame = frame[pd.Series(kept, index=frame.index, dtype=bool)]
    return frame


def stray_sentence(tables: Tables, ids: Iterable[str]) -> str:
    """Return the sentence that says which texts are left out, empty if none is."""
    context = Context(tables)
    outlets = [context.outlet(i) for i in ids]
    if not outlets:
        return ""
    if len(outlets) == 1:
        return (
            f"The text of {outlets[0]} does not seem to be the article under its headline: it is left out of what "
            f"compares texts; the headline is still compared. {_COUNTED.format('it')}"
        )
    return (
        f"The texts of {named(outlets)} do not seem to be the articles under their headlines: they are left out of "
        f"what compares texts; the headlines are still compared. {_COUNTED.format('them')}"
    )


def strays_of(articles: Iterable[Article], *, sure: Collection[str] = ()) -> tuple[Article, ...]:
    """Return the stray texts among a set's articles before anything is annotated; asked as :func:`stray_texts` asks.

    ``sure`` are the ids of texts of which the manifest says that they are the articles' own.
    """
    every = list(articles)
    one_each = len({a.outlet or a.id for a in every}) == len(every)
    if not one_each or any(a.language != _LANGUAGE for a in every):
        return ()
    bodies = {a.id: "\n\n".join(span.of(a.text) for span in lay_out(a).paragraphs) for a in every}
    found = strays({a.id: Printed(a.title or "", bodies[a.id]) for a in every})
    return tuple(a for a in every if a.id in found and a.id not in sure)
