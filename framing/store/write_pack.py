"""``framing pack``: the annotation pack of a set, from its tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd

from framing.measure.checked_units import CODING_COLUMNS, CODINGS, UNIT_COLUMNS, UNITS
from framing.measure.correction_rows import CORRECTION_COLUMNS, CORRECTION_TABLE
from framing.measure.shared_schemas import SHARED_SCHEMAS
from framing.measure.tables import SCHEMAS
from framing.sets.manifest import load_set
from framing.sets.pack import FOLDER, META, README, sketches_of, write_pack, written_by_pack
from framing.sets.pack_check import is_label
from framing.sets.set_problems import shown
from framing.store.open_set import corrections_digest, open_set, set_codebook
from framing.store.output_guard import check_place, in_the_way, move_aside, refuse

_TITLES = ("title",)


def pack_set(
    article_set: str | Path,
    *,
    codebook: str | Path | None = None,
    parser: str = "auto",
    cache: str | Path | None = None,
    out: str | Path | None = None,
    force: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Path:
    """Write the annotation pack of a set into its ``pack`` folder (or ``out``) and return the folder.

    It holds every table of the set and no text: a string of a table that is longer than a
    label or name (a long description of a speaker, say) is left out, and ``pack.json``
    counts what was left out by column. Other arguments are those of
    :func:`framing.store.open_set.open_set`.

    A pack that is there is replaced. With ``force`` other files in the way are moved aside; ``tell`` says where to.

    Raises:
        OutputError: the folder must not be written to, or files that are no pack's are in the way.
        SetError: texts are missing (a pack is made from all of them), or the set is not in order.
    """
    folder = Path(article_set)
    place = (Path(out) if out is not None else folder / FOLDER).resolve()
    _check_place(place, folder)
    loaded = load_set(folder, texts="required")
    book = set_codebook(loaded, codebook=codebook)
    tables = open_set(folder, codebook=codebook, parser=parser, cache=cache)
    frames: dict[str, pd.DataFrame] = {}
    left_out: dict[str, int] = {}
    for name, frame in tables.frames.items():
        frames[name], counts = _labels_only(frame)
        left_out |= {f"{name}.{column}": n for column, n in counts.items()}
    meta: dict[str, Any] = {
        "set_id": loaded.id,
        "title": loaded.title,
        "event_date": loaded.event_date.isoformat() if loaded.event_date else "",
        "articles": {entry.id: entry.sha256 for entry in loaded.entries},
        "codebook": book.sha256 if book else "",
        **({"corrections": corrections_digest(loaded)} if loaded.corrections else {}),
        "parsers": sorted({str(name) for name in frames["articles"]["parser"]}),
        "made_with": f"framing-suite {version('framing-suite')}",
        "left_out": left_out,
        "sketches": sketches_of({article.id: article.text for article in loaded.articles}),
    }
    described = {**SCHEMAS, **SHARED_SCHEMAS, CORRECTION_TABLE: CORRECTION_COLUMNS}
    described |= {UNITS: UNIT_COLUMNS, CODINGS: CODING_COLUMNS}
    names = [META, README, *(f"{name}.parquet" for name in frames)]
    taken = in_the_way(place, names, written_by_pack(place))
    refuse(place, taken, force=force)
    aside = move_aside(place, taken)
    if aside is not None:
        tell(f"moved aside: {', '.join(taken)}, now in {aside}")
    return write_pack(place, frames, meta, described)


def _check_place(place: Path, article_set: Path) -> None:
    """Refuse to write a pack among texts, notebooks or parameters, or over a set; its own ``pack`` is its place."""
    if place != (article_set / FOLDER).resolve():
        check_place(place, article_set)
    elif place.exists() and not place.is_dir():
        check_place(place)


def _labels_only(frame: pd.DataFrame) -> tuple[pd.DataFrame, Mapping[str, int]]:
    made = frame.copy()
    counts: dict[str, int] = {}
    for column in made.columns:
        if not (pd.api.types.is_string_dtype(made[column]) or made[column].dtype == object):
            continue
        title = column in _TITLES
        long = made[column].map(lambda value, title=title: isinstance(value, str) and not is_label(value, title=title))
        long = long.fillna(value=False).astype(bool)
        if long.any():
            counts[shown(str(column))] = int(long.sum())
            made.loc[long, column] = pd.NA
    return made, counts
