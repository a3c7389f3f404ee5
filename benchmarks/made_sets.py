"""Sets without any difference between outlets, to count false alarms on: real articles dealt to made-up outlets."""

from __future__ import annotations

import hashlib
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from framing.annotate.annotate import annotate_all
from framing.annotate.codebook import read_codebook
from framing.compare.copy_shares import copy_shares
from framing.compare.sentences import share_sentences
from framing.measure.measures import article_measures
from framing.measure.tabulate import tabulate
from framing.sets.manifest import ArticleSet
from framing.text.article import Article
from framing.text.layout import lay_out

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


def different_texts(files: Sequence[Path]) -> list[str]:
    """Every text of the files once, in their order."""
    return list(dict.fromkeys(article.text for file in files for _, article in articles_of(file)))


def write_dealt(place: Path, texts: Sequence[str], outlets: int, codebook: str = NAMES) -> None:
    """Write the texts as an article set with a codebook, dealt to this many outlets in turn."""
    (place / "texts").mkdir(parents=True)
    about = f'id = "dealt-{len(texts)}"\ntitle = "Dealt articles"\nevent_date = 2025-05-12\nlanguage = "en"'
    entries = [f"[set]\n{about}\n"]
    for number, words in enumerate(texts):
        text = words.encode("utf-8")
        (place / "texts" / f"a{number}.txt").write_bytes(text)
        entries.append(
            f'[[article]]\nid = "a{number}"\noutlet = "Outlet {number % outlets}"\ntitle = "Number {number}"\n'
            f'attribution = "stated"\nfile = "texts/a{number}.txt"\nsha256 = "{hashlib.sha256(text).hexdigest()}"\n'
        )
    (place / "articles.toml").write_text("\n".join(entries), encoding="utf-8")
    (place / "codebook.toml").write_text(codebook, encoding="utf-8")


def _annotated(file: Path) -> pd.DataFrame:
    events, articles = zip(*articles_of(file), strict=True)
    event_of = {article.id: event for article, event in zip(articles, events, strict=True)}
    rows = _measured(articles)
    return rows.assign(event=rows["article_id"].map(event_of).astype(str))


def _measured(articles: Sequence[Article]) -> pd.DataFrame:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "codebook.toml"
        path.write_text(NAMES, encoding="utf-8")
        book = read_codebook(path)
        pooled = ArticleSet("events", "Events", None, "en", Path(folder), tuple(articles))
        rows = article_measures(tabulate(pooled, annotate_all(articles, codebook=book)), codebook=book)
    return rows[~rows["measure"].isin(["speaker share"])]  # speakers belong to their event


def edited_rows(files: Sequence[Path], *, words: float, dropped: float, seed: int) -> tuple[pd.DataFrame, float]:
    """Measures of every article as its own outlet might print it again, in the cluster that the program finds.

    A share of the words inside sentences (``words``) is put in other words, cut or added to, and a share of the
    sentences (``dropped``) is cut; the headline is new.

    Returns:
        The rows, their articles called as the original with " again", and the share found to be copies.
    """
    rng = random.Random(seed)
    articles = [article for file in files for _, article in articles_of(file)]
    stock = [word for article in articles for word in article.text.split() if word.isalpha() and word.islower()]
    made, cluster = [], {}
    for article in articles:
        again = _edited(article, stock, rng, words=words, dropped=dropped)
        pair = [(one, lay_out(one)) for one in (article, again)]
        first, second = copy_shares(pair, share_sentences([article, again]))
        cluster[again.id] = article.id if first.cluster == second.cluster else again.id
        made.append(again)
    rows = _measured(made)
    found = sum(name != whose for name, whose in cluster.items()) / len(cluster)
    return rows.assign(cluster=rows["article_id"].map(cluster).astype(str)), found


def _edited(article: Article, stock: Sequence[str], rng: random.Random, *, words: float, dropped: float) -> Article:
    layout = lay_out(article)
    paragraphs = []
    for paragraph in layout.paragraphs:
        kept = [s for s in layout.sentences if paragraph.covers(s) and rng.random() >= dropped]
        paragraphs.append(" ".join(_reworded(article.text[s.start : s.end].split(), stock, rng, words) for s in kept))
    text = "\n\n".join(["The same story under another headline", *filter(None, paragraphs)]) + "\n"
    return Article(id=f"{article.id} again", text=text, outlet=article.outlet, set_id=article.set_id)


def _reworded(sentence: Sequence[str], stock: Sequence[str], rng: random.Random, words: float) -> str:
    """Half of the words that change are exchanged, a quarter cut, a quarter get a neighbour; first and last stay."""
    made: list[str] = []
    for place, word in enumerate(sentence):
        if 0 < place < len(sentence) - 1 and rng.random() < words:
            made += rng.choice(([rng.choice(stock)], [rng.choice(stock)], [], [word, rng.choice(stock)]))
        else:
            made.append(word)
    return " ".join(made)


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


def with_copies(
    rows: pd.DataFrame, n: int, runs: int, seed: int, *, found: bool, edited: pd.DataFrame | None = None
) -> Iterator[pd.DataFrame]:
    """Deal articles to four outlets, and let each outlet print its first one twice.

    ``found``: known to be copies. With ``edited`` (see :func:`edited_rows`) it is printed in these words, and known
    to be a copy where the program found it.
    """
    for frame in over_all(rows, n - 1, runs, seed):
        first = frame.drop_duplicates("outlet").set_index("outlet")["article_id"]
        if edited is not None:
            copied = renamed(edited, {f"{article} again": str(outlet) for outlet, article in first.items()})
        else:
            again = frame[frame["article_id"].isin(first)]
            copied = again.assign(article_id=again["article_id"] + " again")
            if not found:
                copied = copied.assign(cluster=copied["article_id"])
        yield pd.concat([frame, copied], ignore_index=True)
