"""``framing sample``: units of a set drawn for checking by hand, with known probabilities."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from framing.measure.checked_units import FACTS, population
from framing.measure.tables import read_spans
from framing.sets.checked_sample import (
    SAMPLE,
    CheckedSample,
    SampledUnit,
    SampleHead,
    lines_of_sample,
    read_sample,
    unit_number,
)
from framing.sets.manifest import ArticleSet, load_set
from framing.sets.set_problems import SetError
from framing.sets.write_set import write_whole
from framing.store.cache import cache_folder
from framing.store.checked_tables import machine_tables
from framing.store.fingerprint import code_digest
from framing.store.open_set import annotate_set, set_codebook

# Of an outlet's share of the sample: misses are rarer than marks, so that fewer sentences say as much of them.
_PARTS: Mapping[str, float] = {"quotation": 0.4, "mention": 0.4, "sentence": 0.2}
FEWEST_A_STRATUM = 10  # below that nothing is corrected (stats.corrected_estimates)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn: the sample, how many units of the set there are, and how many of the sample are new."""

    sample: CheckedSample
    n_units: int
    n_new: int

    def said(self) -> str:
        """Return it in a sentence."""
        n = len(self.sample.units)
        twice = sum(unit.twice for unit in self.sample.units)
        return (
            f"{n} of {self.n_units} units drawn ({self.n_new} new), {twice} of them for two coders; "
            f"probabilities are known for each stratum. Check them with 'framing review SET --queue sample'"
        )


def draw_sample(
    article_set: str | Path,
    *,
    size: int = 300,
    seed: int | None = None,
    twice: float | None = None,
    codebook: str | Path | None = None,
    parser: str = "auto",
    cache: str | Path | None = None,
) -> Drawn:
    """Draw a sample of a set's units, or go on with the one that it has, and write ``sample.jsonl``.

    Strata are outlets × kinds of unit: quotations, mentions, and sentences, in which marks may have been missed. Within
    one every unit has the same probability. Called again, the sample keeps its units, seed and probabilities: articles
    that came to the set add theirs, and a larger ``size`` adds units.

    Args:
        article_set: Folder of the set, with its texts.
        size: About how many units in all, in equal parts for the outlets.
        seed: For the drawing; 0, or that of the sample that is there.
        twice: Share of units that two coders are asked for; .2, or that of the sample that is there.
        codebook: Codebook file; the set's own if left out.
        parser: As for reports.
        cache: As for reports.

    Raises:
        SetError: Texts are missing, or the set or its sample is not in order.
        ValueError: The seed is not that of the sample that is there.
    """
    folder = Path(article_set)
    loaded = load_set(folder, texts="required")
    before, faults = read_sample(folder)
    if faults:
        raise SetError(faults)
    if before is not None and seed is not None and seed != before.head.seed:
        msg = f"{folder / SAMPLE}: drawn with seed {before.head.seed}; move it elsewhere to draw another with {seed}"
        raise ValueError(msg)
    book = set_codebook(loaded, codebook=codebook)
    annotations = annotate_set(loaded, book, parser=parser, cache=cache_folder(cache))
    head = before.head if before is not None else SampleHead(seed=seed or 0, thresholds={})
    units = population(machine_tables(loaded, annotations), head.seed)
    thresholds = _thresholds(units, size, head.thresholds)
    head = head.model_copy(
        update={
            "thresholds": thresholds,
            "twice": head.twice if twice is None else twice,
            "codebook": book.sha256 if book is not None else "",
            "program": code_digest(),
        }
    )
    kept = {unit.unit: unit for unit in before.units} if before is not None else {}
    made = _drawn(units, head, loaded)
    sample = CheckedSample(head=head, units=tuple(sorted({**made, **kept}.values(), key=lambda u: (u.number, u.unit))))
    write_whole(folder / SAMPLE, ("\n".join(lines_of_sample(sample)) + "\n").encode("utf-8"))
    return Drawn(sample, len(units), len(sample.units) - len(kept))


def _thresholds(units: pd.DataFrame, size: int, before: Mapping[str, float]) -> dict[str, float]:
    """Up to which number units are drawn, by stratum; never less than before."""
    n_outlets = max(units["outlet"].nunique(), 1)
    marks = [mark for mark in _PARTS if (units["mark"] == mark).any()]
    whole = sum(_PARTS[mark] for mark in marks)
    made = {}
    for stratum, some in units.groupby("stratum", sort=True):
        part = _PARTS[str(some["mark"].iloc[0])] / whole
        wanted = max(math.ceil(size / n_outlets * part), FEWEST_A_STRATUM)
        numbers = some["number"].sort_values().to_numpy()
        reach = 1.0 if wanted >= len(numbers) else float(numbers[wanted - 1])
        made[str(stratum)] = max(reach, before.get(str(stratum), 0.0))
    return {**before, **made}


def _drawn(units: pd.DataFrame, head: SampleHead, loaded: ArticleSet) -> dict[str, SampledUnit]:
    sha256 = {article.id: article.sha256 for article in loaded.articles}
    made = {}
    for row in units.to_dict("records"):
        if row["number"] > head.thresholds[row["stratum"]]:
            continue
        seen = {name: row[name] for name in FACTS if isinstance(row[name], str)}
        made[row["unit"]] = SampledUnit(
            unit=row["unit"],
            article=row["article_id"],
            sha256=sha256[row["article_id"]],
            mark=row["mark"],
            at=tuple((s.start, s.end) for s in read_spans(row["parts"])),
            stratum=row["stratum"],
            number=row["number"],
            twice=unit_number(head.seed, row["unit"], use="twice") < head.twice,
            seen=seen,
        )
    return made
