"""``framing check``: what an article set holds, what is odd about it, and what it can and cannot support."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from framing.sets.article_check import Looks, look
from framing.sets.manifest import ArticleEntry, ArticleSet
from framing.sets.outlet_names import doubtful_outlets
from framing.sets.set_support import Support, verdicts
from framing.sets.shingle_copies import Pair, bodies, clusters, repeated_blocks, shared_pairs

if TYPE_CHECKING:
    import pandas as pd

STRAY = 0.11
FAR_DAYS = 30
COMPLETE = 0.9  # of the text near what was read of a page; below, it may be cut
_LEAST_FOR_STRAYS = 3


@dataclass(frozen=True, slots=True)
class Audit:
    """What :func:`audit` found.

    ``flow``: how many articles came how far, and why not all. ``articles``: one row each,
    with its warnings. ``outlets``: articles, words and days of each. ``pairs``: articles
    that have text in common. ``blocks``: paragraphs that return within an outlet.
    ``verdicts``: what the set can support. Tables of a set whose texts are not there have
    the manifest's facts only.
    """

    set_id: str
    title: str
    flow: pd.DataFrame
    articles: pd.DataFrame
    outlets: pd.DataFrame
    pairs: pd.DataFrame
    blocks: pd.DataFrame
    verdicts: tuple[Support, ...]

    @property
    def n_warnings(self) -> int:
        """How many articles have a warning."""
        return int((self.articles["warnings"] != "").sum())


def audit(article_set: ArticleSet) -> Audit:
    """Look over an article set: counts, dates, lengths, language, copies, strays, and verdicts on its use.

    Works without texts (``load_set(…, texts="optional")``); what needs them is then
    missing from the tables, and a verdict says so. Nothing is annotated or compared: this
    comes before. Near-copies are found by shingles of five words (Broder 1997), strays by
    TF-IDF cosine to the nearest other article (under 0.11: on 40 events of US news four
    fifths of articles put in from another event, and one in a hundred of the event's own).
    """
    articles = article_set.articles
    looks = {article.id: look(article) for article in articles}
    pairs = shared_pairs(bodies(articles))
    near = nearest({article.id: f"{article.title or ''}\n{article.text}" for article in articles})
    copied = clusters([article.id for article in articles], pairs)
    rows = _rows(article_set, looks, pairs, near, copied)
    return Audit(
        set_id=article_set.id,
        title=article_set.title,
        flow=_flow(article_set, rows),
        articles=_frame(rows, _ARTICLES),
        outlets=_outlets(rows),
        pairs=_pairs(article_set, pairs),
        blocks=_blocks(article_set),
        verdicts=verdicts(rows, pairs, copied, missing=len(article_set.missing)),
    )


_TYPES = {
    **dict.fromkeys(("words", "open_marks", "days", "articles", "with text", "independent", "credit a wire"), "Int64"),
    **dict.fromkeys(("furniture", "english", "nearest", "alike", "contained"), "float64"),
    **dict.fromkeys(
        ("article_id", "outlet", "published", "certainty", "wire", "genre", "cluster", "first", "last"), "string"
    ),
    **dict.fromkeys(("warnings", "one", "two", "outlets", "kind", "in", "block"), "string"),
    "text": "bool",
}
_ARTICLES = (
    *("article_id", "outlet", "published", "certainty", "days", "wire", "genre", "words", "furniture", "english"),
    *("open_marks", "nearest", "cluster", "text", "warnings"),
)


_OUTLETS = ("outlet", "articles", "with text", "independent", "words", "first", "last", "credit a wire")


def _frame(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({name: pd.Series([row[name] for row in rows], dtype=_TYPES.get(name)) for name in columns})


def _rows(
    article_set: ArticleSet,
    looks: Mapping[str, Looks],
    pairs: Sequence[Pair],
    near: Mapping[str, float],
    copied: Mapping[str, str],
) -> list[dict[str, object]]:
    dates = [entry.published.toordinal() for entry in article_set.entries if entry.published]
    middle = median(dates) if dates else None
    start = article_set.event_date.toordinal() if article_set.event_date else None
    outlet = {entry.id: entry.outlet for entry in article_set.entries}
    doubts = doubtful_outlets(article_set.entries, article_set.outlets)
    return [
        _row(
            entry,
            doubt=doubts.get(entry.outlet, ""),
            seen=looks.get(entry.id),
            near=near.get(entry.id),
            cluster=copied.get(entry.id),
            pairs=pairs,
            outlet=outlet,
            middle=middle,
            start=start,
        )
        for entry in article_set.entries
    ]


def _row(
    entry: ArticleEntry,
    *,
    doubt: str,
    seen: Looks | None,
    near: float | None,
    cluster: str | None,
    pairs: Sequence[Pair],
    outlet: Mapping[str, str],
    middle: float | None,
    start: int | None,
) -> dict[str, object]:
    warnings = list(seen.warnings) if seen else []
    if entry.completeness is not None and entry.completeness < COMPLETE:
        warnings.append(f"perhaps not whole: {entry.completeness:.0%} of the text on its page was read")
    if doubt:
        warnings.append(doubt)
    day = entry.published.toordinal() if entry.published else None
    if day is not None and middle is not None and abs(day - middle) > FAR_DAYS:
        warnings.append(f"published {abs(day - middle):.0f} days from the middle of the set")
    if near is not None and near < STRAY:
        warnings.append("may be about another event: unlike every other article")
    for pair in pairs:
        if entry.id in {pair.one, pair.two} and pair.kind == "near-duplicate":
            other = pair.two if pair.one == entry.id else pair.one
            same = " of its own outlet" if outlet[other] == entry.outlet else ""
            warnings.append(f"near-duplicate of {other}{same}")
    return {
        "article_id": entry.id,
        "outlet": entry.outlet,
        "published": entry.published.isoformat() if entry.published else None,
        "certainty": entry.certainty,
        "days": None if day is None or start is None else day - start,
        "wire": entry.wire,
        "genre": entry.genre,
        "words": seen.words if seen else None,
        "furniture": seen.furniture if seen else None,
        "english": seen.english if seen else None,
        "open_marks": seen.open_marks if seen else None,
        "nearest": near,
        "cluster": cluster,
        "text": seen is not None,
        "warnings": "; ".join(warnings),
    }


def _flow(article_set: ArticleSet, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    import pandas as pd

    texts = [row for row in rows if row["text"]]
    plain = [row for row in texts if not str(row["warnings"]).startswith(("empty", "stub"))]
    events = [row for row in plain if "another event" not in str(row["warnings"])]
    single = [
        row for row in events if "near-duplicate" not in str(row["warnings"]) or row["cluster"] == row["article_id"]
    ]
    steps = [
        ("in the manifest", len(rows), ""),
        ("with their text", len(texts), ", ".join(article_set.missing)),
        ("whole reports", len(plain), _gone(texts, plain)),
        ("about this event", len(events), _gone(plain, events)),
        ("no near-duplicate of another", len(single), _gone(events, single)),
    ]
    return pd.DataFrame(steps, columns=["step", "articles", "not these"])


def _gone(before: Sequence[Mapping[str, object]], after: Sequence[Mapping[str, object]]) -> str:
    kept = {row["article_id"] for row in after}
    return ", ".join(str(row["article_id"]) for row in before if row["article_id"] not in kept)


def _outlets(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    found: list[dict[str, object]] = []
    for outlet in dict.fromkeys(str(row["outlet"]) for row in rows):
        own = [row for row in rows if row["outlet"] == outlet]
        days = sorted(str(row["published"]) for row in own if row["published"])
        texts = any(row["text"] for row in own)
        found.append(
            {
                "outlet": outlet,
                "articles": len(own),
                "with text": sum(bool(row["text"]) for row in own),
                "independent": len({row["cluster"] for row in own if row["text"]}) if texts else None,
                "words": sum(n for row in own if isinstance(n := row["words"], int)) if texts else None,
                "first": days[0] if days else None,
                "last": days[-1] if days else None,
                "credit a wire": sum(row["wire"] is not None for row in own),
            }
        )
    return _frame(found, _OUTLETS)


def _pairs(article_set: ArticleSet, pairs: Sequence[Pair]) -> pd.DataFrame:
    outlet = {entry.id: entry.outlet for entry in article_set.entries}
    rows: list[dict[str, object]] = [
        {
            "one": pair.one,
            "two": pair.two,
            "outlets": "same" if outlet[pair.one] == outlet[pair.two] else "different",
            "alike": pair.alike,
            "contained": pair.contained,
            "kind": pair.kind,
        }
        for pair in pairs
    ]
    return _frame(rows, ("one", "two", "outlets", "alike", "contained", "kind"))


def _blocks(article_set: ArticleSet) -> pd.DataFrame:
    outlet = {article.id: article.outlet for article in article_set.articles}
    rows: list[dict[str, object]] = [
        {"outlet": outlet[ids[0]], "articles": len(ids), "in": ", ".join(ids), "block": " ".join(text.split())}
        for text, ids in repeated_blocks(article_set.articles)
    ]
    return _frame(rows, ("outlet", "articles", "in", "block"))


def nearest(texts: Mapping[str, str]) -> dict[str, float]:
    """Return for each article the TF-IDF cosine (0 to 1) to the one most like it; nothing for fewer than three."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    if len(texts) < _LEAST_FOR_STRAYS:
        return {}
    try:
        weights = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts.values())
    except ValueError:
        return {}
    found: dict[str, float] = {}
    for i, id_ in enumerate(texts):
        row = (weights[i] @ weights.T).toarray()[0]
        row[i] = -1.0
        found[id_] = float(np.max(row))
    return found
