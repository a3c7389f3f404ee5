"""The comparisons that a codebook declares before anybody looks: labels of one side against labels of the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

import pandas as pd

from framing.annotate.codebook import Codebook, Contrast
from framing.annotate.voice import OWN_VOICE, VOICES
from framing.measure.aspects import ASPECT_EMPHASIS
from framing.measure.measure import CodedSet, Labels, Measure, MeasureKey, Row, outlet_of
from framing.measure.place import Places
from framing.measure.plain_rows import cells
from framing.measure.row_sentence import Said, concept_name, in_articles, listed, times, with_others
from framing.measure.tables import ARTICLE_MEASURE, frame
from framing.measure.term_choice import (
    LABEL_SHARE,
    OWN_VOICE_LABEL_SHARE,
    mention_rows,
    naming_rows,
    term_choice,
)
from framing.measure.treatment import TREATMENT

_NAME = "declared contrast"
# A label that reads unmistakably in a list: no separator, quotation mark or outer space of its own.
_PLAIN_LABEL = re.compile(r'[^\s,|"\\](?:[^,|"\\]*[^\s,|"\\])?')


def written_labels(labels: Iterable[str], between: str = ", ") -> str:
    """Return labels as one text that can be told apart again by eye: odd ones stand in straight quotation marks.

    >>> written_labels(["crowd", "dead, wounded"])
    'crowd, "dead, wounded"'
    """
    return between.join(
        label if _PLAIN_LABEL.fullmatch(label) else json.dumps(label, ensure_ascii=False) for label in labels
    )


def contrast_key(contrast: Contrast) -> str:
    """Return how a declared contrast is written in tables: ``"extremists, mob | protesters"``; no two read alike."""
    return f"{written_labels(contrast.a)} | {written_labels(contrast.b)}"


def contrast_of(key: MeasureKey, codebook: Codebook | None) -> Contrast:
    """Return the declared contrast that a row of this measure is about.

    Raises:
        KeyError: the codebook declares no such contrast.
    """
    for contrast in codebook.contrasts if codebook is not None else ():
        if contrast.concept == key.group and contrast_key(contrast) == key.key:
            return contrast
    msg = f"no contrast '{key.key}' on '{key.group}' is declared; take the codebook that the row was made with"
    raise KeyError(msg)


def declared_rows(
    shares: pd.DataFrame, codebook: Codebook, *, measure: Measure = OWN_VOICE_LABEL_SHARE
) -> pd.DataFrame:
    """Return the codebook's declared contrasts as a measure: of the mentions on either side, the part on side ``a``.

    Args:
        shares: Article-measure rows of ``measure.term_choice.term_choice``.
        codebook: Its ``[[contrast]]`` entries are used.
        measure: Which label shares to read: of all mentions, or those in the outlet's own voice.

    Returns:
        Rows in the ``ARTICLE_MEASURE`` form, measure ``DECLARED``, group the concept. An article
        that uses neither side has no row. Empty if nothing is declared.
    """
    wanted = ("measure", "group", "key", "outlet", "article_id", "cluster", "value")
    counted = [row for name, *row in cells(shares, *wanted) if name == measure.name]
    made: list[dict[str, object]] = []
    for contrast in {(c.concept, contrast_key(c)): c for c in codebook.contrasts}.values():
        of_a, of_either = frozenset(contrast.a), frozenset((*contrast.a, *contrast.b))
        sums: dict[tuple[str, str, str], list[float]] = {}  # of either side and of a, by article
        for group, key, outlet, article_id, cluster, value in counted:
            if group == contrast.concept and key in of_either:
                mine = sums.setdefault((outlet, article_id, cluster), [0.0, 0.0])
                mine[0] += value
                mine[1] += value if key in of_a else 0.0
        fixed = {"measure": _NAME, "group": contrast.concept, "key": contrast_key(contrast), "unit": "share"}
        made += [
            {**fixed, "outlet": outlet, "article_id": article_id, "cluster": cluster, "value": value, "base": base}
            for (outlet, article_id, cluster), (base, value) in sums.items()
            if base > 0
        ]
    return frame(ARTICLE_MEASURE, made)


def declared_keys(codebook: Codebook | None) -> list[MeasureKey]:
    """Return the keys of all that is declared, for the comparison; none if nothing is: all is exploring.

    They are one family: contrasts of labels, aspects whose emphasis and actors whose treatment the codebook names.
    """
    if codebook is None:
        return []
    keys = [MeasureKey(_NAME, contrast.concept, contrast_key(contrast)) for contrast in codebook.contrasts]
    keys += [MeasureKey(ASPECT_EMPHASIS.name, "", declared.aspect) for declared in codebook.emphasis]
    keys += [MeasureKey(TREATMENT.name, declared.actor, declared.polarity) for declared in codebook.treatment]
    return list(dict.fromkeys(keys))


def _rows(coded: CodedSet) -> pd.DataFrame:
    named = naming_rows(coded)
    return declared_rows(named, coded.codebook) if coded.codebook is not None else named.iloc[:0]


def _places(coded: CodedSet, row: Row) -> Places:
    """Mentions on side ``a``; if the outlet has none, those on side ``b``."""
    contrast = contrast_of(MeasureKey.of(row), coded.codebook)
    rows, mine = mention_rows(coded, OWN_VOICE), {**outlet_of(row), "concept": contrast.concept}
    return rows.any_of(mine, "variant", contrast.a) or rows.any_of(mine, "variant", contrast.b)


def _clause(said: Said, codebook: Codebook | None) -> str:
    contrast = contrast_of(MeasureKey(said.measure, said.group, said.key), codebook)
    name = concept_name(said.group, codebook)
    wrote = f"Naming {name}, {said.outlet} wrote {listed(contrast.a)} rather than {listed(contrast.b)}"
    return f"{wrote} in {times(said, 'mentions in its own voice')}, {in_articles(said)}"


def _labels(key: MeasureKey, codebook: Codebook) -> frozenset[str]:
    contrast = contrast_of(key, codebook)
    return frozenset([*contrast.a, *contrast.b])


def _in_voices(coded: CodedSet, voices: Sequence[str] = VOICES) -> pd.DataFrame:
    headline = coded.settings.include_headline
    named = term_choice(coded.tables, codebook=coded.codebook, voices=voices, include_headline=headline)
    return declared_rows(named, coded.codebook, measure=LABEL_SHARE) if coded.codebook is not None else named.iloc[:0]


DECLARED = Measure(
    name=_NAME,
    rows=_rows,
    counts="mentions",
    places=_places,
    sentence=with_others(_clause),
    rank=0,
    concept_in="group",
    labels=Labels(_labels, _in_voices),
)
