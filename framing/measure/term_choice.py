"""Which label each outlet chooses for the same thing, and in whose voice."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from statistics import fmean

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.annotate.voice import OWN_VOICE, VOICES
from framing.measure.measure import CodedSet, Labels, Measure, MeasureKey, Row, outlet_of
from framing.measure.place import PlacedRows, Places
from framing.measure.plain_rows import cells
from framing.measure.row_sentence import Said, bracket, concept_name, in_articles, times, with_others
from framing.measure.settings import Settings
from framing.measure.tables import ARTICLE_MEASURE, Tables, frame


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
    coded = CodedSet(tables, codebook, Settings(include_headline=include_headline))
    counted = _counts(counted_mentions(coded, voices))
    labels = _labels(counted, codebook)
    rows: list[dict[str, object]] = []
    for article_id, outlet, cluster in cells(tables["articles"], "article_id", "outlet", "cluster"):
        here = {"article_id": article_id, "outlet": outlet, "cluster": cluster}
        mine = counted.get(article_id, {})
        rows += [{**here, **row} for row in _shares(mine, labels)]
        if codebook is not None:
            rows += [{**here, **row} for row in _scores(mine, codebook)]
    return frame(ARTICLE_MEASURE, rows)


# concept -> label -> voice -> mentions, in one article
_Counts = dict[str, dict[str, dict[str, int]]]


def counted_mentions(coded: CodedSet, voices: Collection[str] = VOICES) -> pd.DataFrame:
    """Return the mentions that count: in these voices, and in headlines only if the settings say so."""
    mentions = coded.tables["mentions"]
    if not coded.settings.include_headline:
        sentences = coded.tables["sentences"]
        titles = sentences[sentences["part"] == "headline"]
        headline = set(zip(titles["article_id"], titles["sentence"], strict=True))
        at = zip(mentions["article_id"], mentions["sentence"], strict=True)
        mentions = mentions[pd.Series([place not in headline for place in at], mentions.index, dtype=bool)]
    counted: pd.DataFrame = mentions[mentions["voice"].isin(list(voices))]
    return counted


def _counts(mentions: pd.DataFrame) -> dict[str, _Counts]:
    out: dict[str, _Counts] = {}
    for article_id, concept, variant, voice in cells(mentions, "article_id", "concept", "variant", "voice"):
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
            yield _row(ARTICLES_WITH_LABEL.name, concept, label, float(n > 0), 1.0)
            if total:
                yield _row(LABEL_SHARE.name, concept, label, n, total)
            if own_total:
                yield _row(OWN_VOICE_LABEL_SHARE.name, concept, label, own.get(label, 0), own_total)
        if total:
            yield _row(OWN_VOICE_SHARE.name, concept, "own voice", own_total, total)


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
                yield {**_row(TERM_CHOICE_SCORE.name, axis.name, concept.id, value, base), "unit": "score"}


def _row(measure: str, group: str, key: str, value: float, base: float) -> dict[str, object]:
    return {"measure": measure, "group": group, "key": key, "value": float(value), "base": float(base), "unit": "share"}


def naming_rows(coded: CodedSet) -> pd.DataFrame:
    """Return the rows of every naming measure; none without a codebook, which says what is named."""
    if coded.codebook is None:
        return frame(ARTICLE_MEASURE, [])
    return term_choice(coded.tables, codebook=coded.codebook, include_headline=coded.settings.include_headline)


def mention_rows(coded: CodedSet, voices: Collection[str] = VOICES) -> PlacedRows:
    """Return the mentions that count, see :func:`counted_mentions`, to be found by their columns."""
    return coded.placed(("mentions", *sorted(voices)), lambda: counted_mentions(coded, voices))


def _of_label(voices: Collection[str]) -> Callable[[CodedSet, Row], Places]:
    def places(coded: CodedSet, row: Row) -> Places:
        """Mentions by the label; if the outlet has none, what it used instead."""
        rows, mine = mention_rows(coded, voices), {**outlet_of(row), "concept": row["group"]}
        return rows.where({**mine, "variant": row["key"]}) or rows.where(mine)

    return places


def _of_concept(coded: CodedSet, row: Row) -> Places:
    return mention_rows(coded).where({**outlet_of(row), "concept": row["group"]})


def _rated(coded: CodedSet, row: Row) -> Places:
    return mention_rows(coded).where({**outlet_of(row), "concept": row["key"]})


def _label_settings(measure: str) -> Labels:
    """Settings of a measure whose key is one label; with voices given, every mention left is in one of them."""

    def rows(coded: CodedSet, voices: Sequence[str]) -> pd.DataFrame:
        headline = coded.settings.include_headline
        made = term_choice(coded.tables, codebook=coded.codebook, voices=voices, include_headline=headline)
        return made[made["measure"] == measure]

    def of(key: MeasureKey, codebook: Codebook) -> frozenset[str]:
        del codebook
        return frozenset([key.key])

    return Labels(of, rows)


def _label_clause(said: Said, codebook: Codebook | None) -> str:
    name = concept_name(said.group, codebook)
    call = f"Quotations included, {said.outlet}’s articles call {name} “{said.key}”"
    return f"{call} in {times(said, 'mentions')}, {in_articles(said)}"


def _own_label_clause(said: Said, codebook: Codebook | None) -> str:
    name = concept_name(said.group, codebook)
    called = f"In its own voice, {said.outlet} called {name} “{said.key}”"
    return f"{called} in {times(said, 'mentions')}, {in_articles(said)}"


def _articles_clause(said: Said, codebook: Codebook | None) -> str:
    name = concept_name(said.group, codebook)
    return f"{said.outlet} printed “{said.key}” for {name} in {times(said, 'articles')}"


def _own_voice_clause(said: Said, codebook: Codebook | None) -> str:
    named = f"When {said.outlet} named {concept_name(said.group, codebook)}, it did so in its own voice"
    return f"{named}, not a speaker’s, in {times(said, 'mentions')}"


def _score_sentence(said: Said, codebook: Codebook | None) -> str:
    axis = next((a for a in codebook.axes if a.name == said.group), None) if codebook else None
    scale = f", which runs from {axis.low:g} to {axis.high:g}" if axis else ""
    name = concept_name(said.key, codebook)
    return (
        f"The labels in {said.outlet}’s articles for {name} are rated {said.estimate:+.1f} on average on the "
        f"codebook’s axis “{said.group}”{scale} {bracket(said, lambda v: f'{v:+.1f}')}. "
        f"Those of the other outlets are rated {said.rest:+.1f}."
    )


LABEL_SHARE = Measure(
    name="label share",
    rows=naming_rows,
    counts="mentions",
    places=_of_label(VOICES),
    sentence=with_others(_label_clause, "do so"),
    rank=2,
    concept_in="group",
    labels=_label_settings("label share"),
)
OWN_VOICE_LABEL_SHARE = Measure(
    name="own-voice label share",
    rows=naming_rows,
    counts="mentions",
    places=_of_label(OWN_VOICE),
    sentence=with_others(_own_label_clause),
    rank=1,
    concept_in="group",
    labels=_label_settings("label share"),
)
ARTICLES_WITH_LABEL = Measure(
    name="articles with label",
    rows=naming_rows,
    counts="articles",
    places=_of_label(VOICES),
    sentence=with_others(_articles_clause),
    rank=3,
    concept_in="group",
    labels=_label_settings("articles with label"),
)
OWN_VOICE_SHARE = Measure(
    name="own-voice share",
    rows=naming_rows,
    counts="mentions",
    places=_of_concept,
    sentence=with_others(_own_voice_clause),
    rank=4,
    concept_in="group",
)
TERM_CHOICE_SCORE = Measure(
    name="term-choice score",
    rows=naming_rows,
    counts="rated mentions",
    unit="score",
    places=_rated,
    sentence=_score_sentence,
    rank=5,
    concept_in="key",
)
NAMING = (OWN_VOICE_LABEL_SHARE, LABEL_SHARE, ARTICLES_WITH_LABEL, OWN_VOICE_SHARE, TERM_CHOICE_SCORE)
