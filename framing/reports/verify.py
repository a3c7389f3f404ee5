"""Check a report against its ledger: make every number again and say which differ, and why.

Three values are compared for each number: the one that stands in the report now, the one in
the ledger, and the one that today's texts, codebook, settings and programs give. If the first
two differ, somebody edited the report; if the last two, what it was made from has changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.findings.ledger_run import Run
from framing.findings.published_tables import Sheet, findings_sheet, read_sheet
from framing.findings.read_ledger import read_ledger
from framing.findings.write_findings import FINDINGS
from framing.findings.write_ledger import LEDGER
from framing.reports.changed_inputs import Change, changed_inputs, edited_files
from framing.reports.differing_numbers import Behind, Difference, ThreeSheets, differences_of
from framing.reports.parameters import ParameterError, Params, make_params, read_params

REPORT = "report.json"


@dataclass(frozen=True, slots=True)
class Verification:
    """Outcome of a check: how many numbers were checked, those that differ, and what has changed since the report."""

    checked: int
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]

    @property
    def holds(self) -> bool:
        """Whether every number follows, and nothing it rests on was changed since."""
        return not self.differences and not any(change.breaks for change in self.changes)

    def __str__(self) -> str:
        head = f"{self.checked} numbers checked, {len(self.differences)} differ"
        changed = [f"changed since the report: {change.what}" for change in self.changes]
        return "\n".join([head, *changed, *map(str, self.differences)])


class VerifyError(ValueError):
    """A report that cannot be checked; the message says what is missing and what to do."""


_NOT_RUN = (
    "the report was made with notebooks that are not this package's; they were not run: notebooks are programs. "
    "If you trust who wrote them, name their folder: --run-notebooks-from FOLDER"
)


def verify(
    out_dir: str | Path, *, params: str | Path | None = None, notebooks_from: str | Path | None = None
) -> Verification:
    """Make the report in ``out_dir`` again, elsewhere, and compare every number.

    Only this package's own notebooks are run, whatever stands beside the report or its parameters:
    a report may come from somebody else.

    Args:
        out_dir: Folder of a report.
        params: Parameters file; ``None`` takes the one the report was made with, if it is still
            there, else the parameters that the report lists.
        notebooks_from: Folder whose notebooks are run in place of the package's. They are programs, and
            can do whatever you can: only a folder that you trust.

    Returns:
        The verdict. A difference is named by table, row and column, with its cause.

    Raises:
        VerifyError: the folder is no report with a ledger, or its set, codebook or notebooks
            cannot be used as they are now.
    """
    out = Path(out_dir).resolve()
    listing = _listing(out)
    try:
        run, sheets, behind = read_ledger(out / LEDGER)
    except (OSError, ValueError) as error:
        msg = f"{out}: no ledger that can be read ({error}); make the report again with 'framing report'"
        raise VerifyError(msg) from None
    now = _parameters(out, listing, params)
    own = Path(notebooks_from) if notebooks_from is not None else None
    with tempfile.TemporaryDirectory(prefix="framing-verify-") as folder, _nothing_kept(Path(folder) / "cache"):
        run_now, remade, behind_now = _make_again(now, own, Path(folder), behind_of=out)
    changes = (*changed_inputs(run, run_now), *edited_files(out, listing))
    if own is None and any(run.notebooks.get(name) != digest for name, digest in run_now.notebooks.items()):
        changes = (*changes, Change(_NOT_RUN, breaks=False))
    published = _published(out, sheets)
    differences = tuple(
        difference
        for name in dict.fromkeys([*sheets, *published, *remade])
        for difference in differences_of(
            ThreeSheets(published.get(name), sheets.get(name), remade.get(name)), changes, {**behind_now, **behind}
        )
    )
    checked = sum(1 for sheet in sheets.values() for cells in sheet.rows.values() for value in cells.values() if value)
    return Verification(checked, differences, changes)


def _listing(out: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((out / REPORT).read_text(encoding="utf-8"))
        found["parameters"].keys()
        found["files"].keys()
    except (OSError, ValueError, KeyError, AttributeError) as error:
        msg = f"{out}: no report stands there ({REPORT}: {error}); give the folder that 'framing report' wrote"
        raise VerifyError(msg) from None
    return found


def _parameters(out: Path, listing: Mapping[str, Any], given: str | Path | None) -> Params:
    """Today's parameters."""
    written = listing.get("params_file")
    file = Path(given) if given is not None else (out / written).resolve() if isinstance(written, str) else None
    try:
        if file is not None and (given is not None or file.is_file()):
            return read_params(file)
        here = out / "notebooks"  # paths in the listing start there, as they do for the notebooks
        values = {**listing["parameters"], "notebooks": listing.get("notebooks")}
        return make_params(values, base=here, where=str(out / REPORT))
    except ParameterError as error:
        msg = f"{out}: its parameters cannot be used any more: {error}"
        raise VerifyError(msg) from None


@contextlib.contextmanager
def _nothing_kept(folder: Path) -> Iterator[None]:
    """Use an empty cache: a number follows from the texts, not from what was kept of an earlier reading."""
    before = os.environ.get("FRAMING_CACHE")
    os.environ["FRAMING_CACHE"] = str(folder)
    try:
        yield
    finally:
        if before is None:
            del os.environ["FRAMING_CACHE"]
        else:
            os.environ["FRAMING_CACHE"] = before


def _make_again(
    params: Params, notebooks_from: Path | None, folder: Path, *, behind_of: Path
) -> tuple[Run, dict[str, Sheet], Behind]:
    from framing.reports.make_report import NotebookError, prepare, run_job
    from framing.reports.notebook_suite import SuiteError

    article_set = _with_todays_hashes(params.article_set, folder / "set" / params.article_set.name)
    codebook = params.codebook
    if codebook is not None and codebook.is_relative_to(params.article_set):
        codebook = article_set / codebook.relative_to(params.article_set)
    again = params.model_copy(update={"article_set": article_set, "codebook": codebook, "out": folder / "out"})
    try:
        run_job(prepare(again, notebooks_from=notebooks_from))
    except SuiteError as error:
        msg = f"{behind_of}: {error}. {_NOT_RUN}" if notebooks_from is None else f"{notebooks_from}: {error}"
        raise VerifyError(msg) from error
    except (ValueError, OSError, NotebookError) as error:
        msg = f"{behind_of}: the report cannot be made again: {error}"
        raise VerifyError(msg) from error
    return read_ledger(folder / "out" / LEDGER)


def _with_todays_hashes(article_set: Path, copy: Path) -> Path:
    """Return the set itself if its texts are those of its manifest, else a copy whose manifest says today's hashes.

    A set refuses a text that does not fit its hash; here the question is what the changed text gives.
    """
    try:
        manifest = (article_set / "articles.toml").read_text(encoding="utf-8")
        listed = [(a["file"], a["sha256"]) for a in tomllib.loads(manifest).get("article", [])]
        changed = {
            old: digest
            for name, old in listed
            if (file := article_set / name).is_file()
            and (digest := hashlib.sha256(file.read_bytes()).hexdigest()) != old
        }
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{article_set}: its manifest cannot be read any more: {error}"
        raise VerifyError(msg) from None
    if not changed:
        return article_set
    shutil.copytree(article_set, copy)
    for old, new in changed.items():
        manifest = manifest.replace(old, new)
    (copy / "articles.toml").write_text(manifest, encoding="utf-8")
    return copy


def _published(out: Path, sheets: Mapping[str, Sheet]) -> dict[str, Sheet]:
    """The tables as they stand in the report now, their numbers in the columns that the ledger says."""
    found = {}
    for path in sorted((out / "data").glob("*.csv")):
        known = sheets.get(path.stem)
        if known is not None:
            found[path.stem] = read_sheet(path, numbers=known.numbers)
    if "findings" in sheets and (out / FINDINGS).is_file():
        found["findings"] = findings_sheet(out / FINDINGS)
    return found
