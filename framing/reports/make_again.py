"""A report made again in a scratch place, from the same set and parameters, laid out as it was.

A report's files name its set by relative paths (where a notebook finds it), so the scratch place has the same
layout: copies of the manifest, codebook, texts and pack where the report says that they are. Nothing is read
through a link, no notebook is run but this package's own unless a folder of them is named, and no cache is used:
a number follows from the texts, not from what was kept of an earlier reading.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.findings.ledger_run import Run
from framing.findings.published_tables import Sheet
from framing.findings.read_ledger import read_ledger
from framing.findings.write_ledger import LEDGER
from framing.reports.causes import Behind
from framing.reports.copied_set import CannotMakeAgainError, copy_set
from framing.reports.output_folder import read_listing
from framing.reports.parameters import ParameterError, Params, make_params, read_params
from framing.reports.warm_processes import environment
from framing.sets.safe_read import MOST_MANIFEST_BYTES, read_bounded

_DEEPEST = 60  # folders above a report that its paths may climb

NOT_RUN = (
    "the report was made with notebooks that are not this package's; they were not run: notebooks are programs. "
    "If you trust who wrote them, name their folder: --run-notebooks-from FOLDER"
)


@dataclass(frozen=True, slots=True)
class Remade:
    """A report made again: its folder, its listing, and its ledger as read."""

    folder: Path
    listing: Mapping[str, Any]
    run: Run
    sheets: Mapping[str, Sheet]
    behind: Behind


def todays_parameters(out: Path, listing: Mapping[str, Any], given: str | Path | None) -> Params:
    """Return the parameters in force: of the file given, of the one the report was made with, else as it lists them.

    Raises:
        CannotMakeAgainError: they cannot be used any more.
    """
    written = listing.get("params_file")
    file = Path(given) if given is not None else (out / written).resolve() if isinstance(written, str) else None
    try:
        if file is not None and (given is not None or file.is_file()):
            return read_params(file)
        here = out / "notebooks"  # paths in the listing start there, as they do for the notebooks
        values = {**listing["parameters"], "notebooks": listing.get("notebooks")}
        return make_params(values, base=here, where=str(out / "report.json"))
    except (ParameterError, ValueError, OSError, RuntimeError) as error:
        msg = f"its parameters cannot be used any more: {error}"
        raise CannotMakeAgainError(msg) from None


def make_again(
    params: Params, listing: Mapping[str, Any], run: Run, *, scratch: Path, notebooks_from: Path | None = None
) -> Remade:
    """Make a report again below ``scratch``.

    Args:
        params: Today's parameters; their ``out`` is not used.
        listing: What ``report.json`` says: where set and codebook lie as seen from the report.
        run: What the report was made from: which articles had no text then.
        scratch: An empty folder.
        notebooks_from: Folder whose notebooks are run in place of the package's.

    Raises:
        CannotMakeAgainError: set, codebook or notebooks are not there or cannot be used, or a text is missing
            that the report was made from.
    """
    from framing.reports.make_report import prepare, run_job
    from framing.reports.notebook_suite import SuiteError
    from framing.reports.run_notebooks import NotebookError

    scratch = scratch.resolve()
    out = scratch.joinpath(*(["level"] * _levels(listing)), "report")
    again = _laid_out(params, listing, run, out, scratch)
    written = listing.get("params_file")
    with environment({"FRAMING_CACHE": str(scratch / "cache")}):
        try:
            job = prepare(
                again,
                notebooks_from=notebooks_from,
                params_file=Path(os.path.normpath(out / written)) if isinstance(written, str) else None,
            )
            run_job(job)
        except SuiteError as error:
            msg = f"{error}. {NOT_RUN}" if notebooks_from is None else f"{notebooks_from}: {error}"
            raise CannotMakeAgainError(msg) from error
        except (ValueError, OSError, NotebookError, RuntimeError) as error:
            raise CannotMakeAgainError(str(error).replace(str(scratch), "…")) from error
    return read_remade(out)


def read_remade(folder: Path) -> Remade:
    """Read a report that was made again; it is one of ours, so nothing in it is doubted."""
    made = read_listing(folder)
    assert made is not None
    return Remade(folder, made, *read_ledger(folder / LEDGER))


def _levels(listing: Mapping[str, Any]) -> int:
    """How many folders above itself a report's paths climb."""
    said = [listing["parameters"].get(name) for name in ("article_set", "codebook")] + [listing.get("params_file")]
    climbs = [str(path).replace("\\", "/").split("/").count("..") for path in said if path is not None]
    if max(climbs, default=0) > _DEEPEST:
        msg = f"report.json: a path climbs over {_DEEPEST} folders; give the parameters with --params"
        raise CannotMakeAgainError(msg)
    return max(climbs, default=0)


def _laid_out(params: Params, listing: Mapping[str, Any], run: Run, out: Path, scratch: Path) -> Params:
    """Put copies of set and codebook where the report has them, and return the parameters that say so."""
    told = listing["parameters"]
    article_set = _place(told.get("article_set"), out, scratch, or_else=params.article_set.name)
    copy_set(params.article_set, article_set, without=run.without_text, needed=run.texts)
    codebook = None
    if params.codebook is not None:
        codebook = _place(told.get("codebook"), out, scratch, or_else=params.codebook.name)
        try:
            codebook.parent.mkdir(parents=True, exist_ok=True)
            codebook.write_bytes(read_bounded(params.codebook, MOST_MANIFEST_BYTES))
        except (OSError, ValueError) as error:
            msg = f"{params.codebook}: the codebook cannot be read: {error}"
            raise CannotMakeAgainError(msg) from None
    return params.model_copy(update={"article_set": article_set, "codebook": codebook, "out": out})


def _place(told: object, out: Path, scratch: Path, *, or_else: str) -> Path:
    """Where a path of the listing leads to, seen from the report in ``scratch``; another place if it leads out."""
    if isinstance(told, str) and told and not Path(told).is_absolute():
        place = Path(os.path.normpath(out / "notebooks" / told))
        if place.is_relative_to(scratch) and not place.is_relative_to(out) and not out.is_relative_to(place):
            return place
    return scratch / "inputs" / or_else
