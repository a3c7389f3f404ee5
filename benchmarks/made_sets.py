"""Sets without any difference between outlets, to count false alarms on: real articles dealt to made-up outlets."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from framing.annotate.annotate import annotate_all
from framing.annotate.codebook import read_codebook
from framing.measure.measures import article_measures
from framing.measure.tabulate import tabulate
from framing.sets.manifest import ArticleSet
from framing.text.article import Article

# Names that any report on US politics may choose between; ours, for this measurement only.
NAMES = """
[codebook]
id = "us"
title = "Names"
version = "1"
""" + "".join(
    f'[[concept]]\nid = "{concept}"\nname = "{concept}"\nreferent = "-"\ninclude = "any"\n'
    + "".join(f'[[concept.variant]]\nlabel = "{label}"\npatterns = ["{label}"]\n' for label in labels)
    for concept, labels in {
        "president": ("Trump", "President Trump", "Mr. Trump", "Donald Trump", "the president"),
        "party-a": ("Democrats", "Dems", "Democratic Party"),
        "party-b": ("Republicans", "GOP", "Republican Party"),
        "house": ("White House", "administration"),
        "people": ("people", "Americans", "voters", "citizens"),
    }.items()
)

# What somebody would have declared of these names: one label of each concept, in the outlet's own voice.
DECLARED = [
    ("own-voice label share", concept, label)
    for concept, label in {
        "president": "Mr. Trump",
        "party-a": "Dems",
        "party-b": "GOP",
        "house": "administration",
        "people": "voters",
    }.items()
]


def real_rows(files: Sequence[Path]) -> pd.DataFrame:
    """All measures of the articles of all events, with their event; kept in the temporary folder for the next run.

    Files have an event a line (``id``, ``articles``) or an article a line (``event``).
    """
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in files) + NAMES.encode()).hexdigest()[:16]
    kept = Path(tempfile.gettempdir()) / f"framing-calibration-{digest}.parquet"
    if not kept.exists():
        parts = [_annotated(file) for file in files]
        pd.concat(parts, ignore_index=True).to_parquet(kept)
    return pd.read_parquet(kept)


def articles_of(file: Path) -> Iterator[tuple[str, Article]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        said = json.loads(line)
        event = said.get("event", said["id"])
        for one in said.get("articles", [said]):
            yield event, Article(id=one["id"], text=one["text"], outlet=one["outlet"], set_id=event)


def _annotated(file: Path) -> pd.DataFrame:
    events, articles = zip(*articles_of(file), strict=True)
    event_of = {article.id: event for article, event in zip(articles, events, strict=True)}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "codebook.toml"
        path.write_text(NAMES, encoding="utf-8")
        book = read_codebook(path)
    pooled = ArticleSet("events", "Events", None, "en", file.parent, tuple(articles))
    rows = article_measures(tabulate(pooled, annotate_all(articles, codebook=book)), codebook=book)
    rows = rows[~rows["measure"].isin(["speaker share"])]  # speakers belong to their event
    return rows.assign(event=rows["article_id"].map(event_of).astype(str))


def renamed(rows: pd.DataFrame, sides: dict[str, str]) -> pd.DataFrame:
    """Return the rows of the articles named, with the outlets that they are given."""
    kept = rows[rows["article_id"].isin(sides)]
    return kept.assign(outlet=kept["article_id"].map(sides).astype(str))


def over_all(rows: pd.DataFrame, n: int, runs: int, seed: int, *, outlets: int = 4) -> Iterator[pd.DataFrame]:
    """Deal ``n`` articles to each of the outlets, whatever their event."""
    rng = np.random.default_rng([seed, n, outlets])
    every = sorted(set(rows["article_id"]))
    for _ in range(runs):
        chosen = rng.permutation(every)[: outlets * n]
        dealt = renamed(rows, {str(a): "ABCDEFGH"[i % outlets] for i, a in enumerate(chosen)})
        yield dealt.drop(columns="event")


def within_events(rows: pd.DataFrame, n: int, runs: int, seed: int) -> Iterator[pd.DataFrame]:
    """Deal two articles of each of ``n`` events, one to either outlet."""
    rng = np.random.default_rng([seed, n, 1])
    by_event = {e: sorted(set(part["article_id"])) for e, part in rows.groupby("event")}
    several = sorted(e for e, articles in by_event.items() if len(articles) > 1)
    for _ in range(runs):
        pairs = [rng.permutation(by_event[e])[:2] for e in rng.permutation(several)[:n]]
        yield renamed(rows, {str(a): "AB"[i] for pair in pairs for i, a in enumerate(pair)})


def by_authors(rows: pd.DataFrame, authors: int, runs: int, seed: int, *, known: bool) -> Iterator[pd.DataFrame]:
    """Give each of four outlets the articles of ``authors`` events: an event stands for an author, who is like himself.

    The articles of one event resemble each other far more than those of an author do.
    """
    rng = np.random.default_rng([seed, authors, 2])
    about = rows.drop_duplicates("article_id").groupby("event")["article_id"].apply(list)
    several = sorted(event for event, articles in about.items() if len(articles) > 1)
    for _ in range(runs):
        chosen = rng.permutation(several)[: 4 * authors]
        sides = {a: "ABCD"[i % 4] for i, event in enumerate(chosen) for a in about[event]}
        dealt = renamed(rows, sides)
        yield dealt.rename(columns={"event": "author"}) if known else dealt.drop(columns="event")


def with_copies(rows: pd.DataFrame, n: int, runs: int, seed: int, *, found: bool) -> Iterator[pd.DataFrame]:
    """Deal articles to four outlets, and let each outlet print its first one twice; ``found``: known to be copies."""
    for frame in over_all(rows, n - 1, runs, seed):
        first = frame.drop_duplicates("outlet").set_index("outlet")["article_id"]
        again = frame[frame["article_id"].isin(first)]
        copied = again.assign(article_id=again["article_id"] + " again")
        if not found:
            copied = copied.assign(cluster=copied["article_id"])
        yield pd.concat([frame, copied], ignore_index=True)
