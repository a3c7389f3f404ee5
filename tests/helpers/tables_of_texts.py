"""Tables of a few invented articles, without files."""

from __future__ import annotations

from pathlib import Path

from framing.annotate.annotate import annotate_all
from framing.measure.tables import Tables
from framing.measure.tabulate import tabulate
from framing.sets.manifest import ArticleSet
from framing.text.article import Article


def tables_of(*articles: Article, parser: str = "auto") -> Tables:
    """The tables of a set that has these articles and nothing else."""
    made = ArticleSet(id="s", title="S", event_date=None, language="en", folder=Path(), articles=articles)
    return tabulate(made, annotate_all(articles, parser=parser))
