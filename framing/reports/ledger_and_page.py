"""What comes after a report's notebooks: its ledger and its page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing.reports.parameters import NOTEBOOK_PARAMETERS, Params
from framing.reports.pool_answers import ask
from framing.sets.manifest import ArticleSet

if TYPE_CHECKING:
    import concurrent.futures as cf

    from framing.findings.row_places import RowPlaces
    from framing.measure.tables import Tables


def write_ledger_and_page(
    draft: Path,
    params: Params,
    *,
    tables: Tables,
    article_set: ArticleSet,
    notebooks: Sequence[Path],
    pool: cf.Executor | None,
) -> None:
    """Write both: by two processes at the same time, or by this one, which looks up the places of each row once."""
    from framing.reports.report_page import places_of_rows

    page = ask(pool, _write_page, draft, params) if pool is not None else None
    places = places_of_rows(params, tables)
    _write_ledger(draft, params, places, article_set, notebooks)
    if page is None:
        _write_page(draft, params, places)
    else:
        page()


def _write_page(draft: Path, params: Params, places: RowPlaces | None = None) -> None:
    """Write the page of a draft whose ledger is there, or is being written by another process."""
    from framing.findings.write_ledger import LEDGER
    from framing.reports.report_page import write_page

    write_page(draft, params, coming=(LEDGER,), places=places)


def _write_ledger(
    draft: Path, params: Params, places: RowPlaces, article_set: ArticleSet, notebooks: Sequence[Path]
) -> None:
    """Write down where every published number comes from."""
    from framing.findings.ledger_run import run_of
    from framing.findings.write_ledger import write_ledger

    # paths tell nothing of a number: texts, codebook and notebooks are there by digest
    told = [name for name in NOTEBOOK_PARAMETERS if name not in ("article_set", "codebook", "out")]
    run = run_of(
        places.coded.tables,
        article_set=article_set,
        codebook=places.coded.codebook,
        parameters={name: getattr(params, name) for name in told},
        notebooks=notebooks,
        parser=params.parser,
    )
    write_ledger(draft, run, places)
