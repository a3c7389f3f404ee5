"""Which label each outlet chooses for the same thing, and in whose voice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean
from typing import TYPE_CHECKING

from framing.annotate.codebook import Codebook
from framing.annotate.voice import OWN_VOICE, VOICES
from framing.measure.tables import ARTICLE_MEASURE, Column, Tables, frame

if TYPE_CHECKING:
    import pandas as pd

# The outlet speaks for itself in its text and in its headlines; indirect speech renders
# somebody else's words in the outlet's, and is counted apart.

COUNTS: tuple[Column, ...] = (
    Column("concept", "text", "", "id of the concept"),
    Column("variant", "text", "", "label of the codebook"),
    Column("outlet", "text", "", "who published the articles"),
    Column("voice", "text", "", "outlet, quoted, attributed, scare or headline"),
    Column("n_mentions", "count", "mentions", "occurrences of the label in this voice"),
    Column("n_articles", "count", "articles", "articles with at least one of them"),
)


def mention_counts(tables: Tables) -> pd.DataFrame:
    """Return how often each outlet uses each label in each voice: one row a combination that occurs.

    Columns as ``COUNTS`` declares, sorted by concept, label, outlet and voice. No mentions
    give an empty frame with the same columns.
    """
    mentions = tables["mentions"]
    keys = ["concept", "variant", "outlet", "voice"]
    counted = mentions.groupby(keys, as_index=False, sort=True).agg(
        n_mentions=("start", "size"), n_articles=("article_id", "nunique")
    )
    return frame(COUNTS, [{str(k): v for k, v in row.items()} for row in counted.to_dict("records")])


def term_choice(
    tables: Tables,
    *,
    codebook: Codebook | None = None,
    voices: Sequence[str] = VOICES,
    include_headline: bool = True,
) -> pd.DataFrame:
    """Return the naming measures of a set, one row an article and key, in the ``ARTICLE_MEASURE`` form.

    Measures (each is the sum of ``value`` over the sum of ``base``):

    ``label share``
        Of an outlet's mentions of a concept (``group``), the part that uses a label (``key``). 0 to 1.
    ``own-voice label share``
        The same among mentions in the outlet's own voice (text and headline).
    ``articles with label``
        Share of an outlet's articles that use the label at all. 0 to 1; counts every article of the outlet.
    ``own-voice share``
        Of the mentions of a concept, the part in the outlet's own voice. 0 to 1.
    ``term-choice score``
        Mean rating of the labels used, on each axis (``group``) and for each concept (``key``);
        a label's rating is the mean over its raters. In the axis's units; needs ``codebook``.

    Args:
        tables: The set.
        codebook: For ratings, and for labels that nobody used (their share is 0, not missing).
        voices: Only mentions in these voices count.
        include_headline: Whether mentions in headlines count (in ``headline`` voice or quoted there).

    Returns:
        A frame. An article that does not name a concept adds no row to its shares: missing is
        not zero. No mentions give an empty frame with the declared columns.

    Raises:
        ValueError: An unknown voice.

    >>> import framing
    >>> made = framing.term_choice(framing.open_set("corpus/harbour-blockade", parser="none"))
    >>> bool((made["value"] <= made["base"]).all())
    True
    """
    unknown = sorted(set(voices) - set(VOICES))
    if unknown:
        msg = f"no voice {', '.join(unknown)}; there are {', '.join(VOICES)}"
        raise ValueError(msg)
    counted = _counts(tables, frozenset(voices), include_headline=include_headline)
    labels = _labels(counted, codebook)
    rows: list[dict[str, object]] = []
    for article in tables["articles"].itertuples(index=False):
        here = {
            "article_id": article.article_id,
            "outlet": article.outlet,
            "cluster": article.cluster,
        }
        mine = counted.get(str(article.article_id), {})
        rows += [{**here, **row} for row in _shares(mine, labels)]
        if codebook is not None:
            rows += [{**here, **row} for row in _scores(mine, codebook)]
    return frame(ARTICLE_MEASURE, rows)


# concept -> label -> voice -> mentions, in one article
_Counts = dict[str, dict[str, dict[str, int]]]


def _counts(tables: Tables, voices: frozenset[str], *, include_headline: bool) -> dict[str, _Counts]:
    mentions = tables["mentions"]
    if not include_headline:
        sentences = tables["sentences"]
        titles = sentences[sentences["part"] == "headline"]
        headline = set(zip(titles["article_id"], titles["sentence"], strict=True))
        in_headline = [k in headline for k in zip(mentions["article_id"], mentions["sentence"], strict=True)]
        mentions = mentions[[not h for h in in_headline]]
    out: dict[str, _Counts] = {}
    columns = (mentions[name].astype(str) for name in ("article_id", "concept", "variant", "voice"))
    for article_id, concept, variant, voice in zip(*columns, strict=True):
        if voice in voices:
            by_voice = out.setdefault(article_id, {}).setdefault(concept, {}).setdefault(variant, {})
            by_voice[voice] = by_voice.get(voice, 0) + 1
    return out


def _labels(counted: Mapping[str, _Counts], codebook: Codebook | None) -> dict[str, list[str]]:
    """Every label of every concept that is named somewhere, in the codebook's order or else by name."""
    used: dict[str, set[str]] = {}
    for concepts in counted.values():
        for concept, labels in concepts.items():
            used.setdefault(concept, set()).update(labels)
    if codebook is None:
        return {concept: sorted(labels) for concept, labels in sorted(used.items())}
    return {c.id: [v.label for v in c.variants] for c in codebook.concepts if c.id in used}


def _shares(mine: _Counts, labels: Mapping[str, Sequence[str]]) -> Iterator[dict[str, object]]:
    for concept, every in labels.items():
        counts = mine.get(concept, {})
        total = sum(sum(v.values()) for v in counts.values())
        own = {label: sum(n for voice, n in v.items() if voice in OWN_VOICE) for label, v in counts.items()}
        own_total = sum(own.values())
        for label in every:
            n = sum(counts.get(label, {}).values())
            yield _row("articles with label", concept, label, float(n > 0), 1.0)
            if total:
                yield _row("label share", concept, label, n, total)
            if own_total:
                yield _row("own-voice label share", concept, label, own.get(label, 0), own_total)
        if total:
            yield _row("own-voice share", concept, "own voice", own_total, total)


def _scores(mine: _Counts, codebook: Codebook) -> Iterator[dict[str, object]]:
    for axis in codebook.axes:
        for concept in codebook.concepts:
            value = base = 0.0
            for variant in concept.variants:
                given = [r.value for r in variant.ratings if r.axis == axis.name]
                n = sum(mine.get(concept.id, {}).get(variant.label, {}).values())
                if given and n:
                    value += n * fmean(given)
                    base += n
            if base:
                yield {**_row("term-choice score", axis.name, concept.id, value, base), "unit": "score"}


def _row(measure: str, group: str, key: str, value: float, base: float) -> dict[str, object]:
    return {"measure": measure, "group": group, "key": key, "value": float(value), "base": float(base), "unit": "share"}
