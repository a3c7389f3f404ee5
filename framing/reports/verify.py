"""Check a report against its ledger: make every number again and say which differ, and why.

Three values are compared for each number: the one that stands in the report now, the one in
the ledger, and the one that today's texts, codebook, settings and programs give. If the first
two differ, somebody edited the report; if the last two, what it was made from has changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import re
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from framing.findings.ledger import FINDINGS, LEDGER, Key, Run, Sheet, findings_sheet, read_ledger, read_sheet
from framing.measure.place import Place
from framing.reports.parameters import ParameterError, Params, make_params, read_params

REPORT = "report.json"


@dataclass(frozen=True, slots=True)
class Difference:
    """One number that does not follow: where it stands, its value in the report, in the ledger and made again."""

    table: str
    row: str
    column: str
    published: str
    ledger: str
    recomputed: str
    why: str

    def __str__(self) -> str:
        made = f"; made again: {self.recomputed or 'nothing'}" if self.recomputed != self.ledger else ""
        shown = f"{self.published or 'nothing'}"
        if self.published != self.ledger:
            shown += f" (ledger: {self.ledger or 'nothing'})"
        return f"{self.table} · {self.row} · {self.column}: {shown}{made}. Why: {self.why}"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a report was made from and is not what it was; ``breaks`` for texts, labels and settings."""

    what: str
    article: str = ""
    words: tuple[str, ...] = ()
    breaks: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
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


def verify(out_dir: str | Path, *, params: str | Path | None = None) -> Verdict:
    """Make the report in ``out_dir`` again, elsewhere, and compare every number.

    Args:
        out_dir: Folder of a report.
        params: Parameters file; ``None`` takes the one the report was made with, if it is still
            there, else the parameters that the report lists.

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
    now, near = _parameters(out, listing, params)
    with tempfile.TemporaryDirectory(prefix="framing-verify-") as folder, _nothing_kept(Path(folder) / "cache"):
        run_now, remade, behind_now = _make_again(now, near, Path(folder), behind_of=out)
    changes = (*_changed(run, run_now), *_edited_files(out, listing))
    published = _published(out, sheets)
    differences = tuple(
        difference
        for name in dict.fromkeys([*sheets, *published, *remade])
        for difference in _differences(
            _Three(published.get(name), sheets.get(name), remade.get(name)), changes, {**behind_now, **behind}
        )
    )
    checked = sum(1 for sheet in sheets.values() for cells in sheet.rows.values() for value in cells.values() if value)
    return Verdict(checked, differences, changes)


def _listing(out: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((out / REPORT).read_text(encoding="utf-8"))
        found["parameters"].keys()
        found["files"].keys()
    except (OSError, ValueError, KeyError, AttributeError) as error:
        msg = f"{out}: no report stands there ({REPORT}: {error}); give the folder that 'framing report' wrote"
        raise VerifyError(msg) from None
    return found


def _parameters(out: Path, listing: Mapping[str, Any], given: str | Path | None) -> tuple[Params, Path | None]:
    """Today's parameters, and the folder beside which a workspace has its notebooks."""
    written = listing.get("params_file")
    file = Path(given) if given is not None else (out / written).resolve() if isinstance(written, str) else None
    try:
        if file is not None and (given is not None or file.is_file()):
            return read_params(file), file.resolve().parent
        here = out / "notebooks"  # paths in the listing start there, as they do for the notebooks
        return make_params({**listing["parameters"]}, base=here, where=str(out / REPORT)), None
    except ParameterError as error:
        msg = f"{out}: its parameters cannot be used any more: {error}"
        raise VerifyError(msg) from None


_Behind = Mapping[tuple[str, Key, int], tuple[Place, ...]]


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
    params: Params, near: Path | None, folder: Path, *, behind_of: Path
) -> tuple[Run, dict[str, Sheet], _Behind]:
    from framing.reports.make_report import NotebookError, prepare, run_job

    article_set = _with_todays_hashes(params.article_set, folder / "set" / params.article_set.name)
    codebook = params.codebook
    if codebook is not None and codebook.is_relative_to(params.article_set):
        codebook = article_set / codebook.relative_to(params.article_set)
    again = params.model_copy(update={"article_set": article_set, "codebook": codebook, "out": folder / "out"})
    try:
        run_job(prepare(again, near=near))
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


def _changed(before: Run, now: Run) -> Iterator[Change]:
    """What differs between the inputs of the report and today's."""
    for article, kind in _diff(before.texts, now.texts):
        yield Change(f"text of article `{article}` {kind}", article=article)
    for part, kind in _diff(before.codebook, now.codebook):
        if part != "file":  # its comments may change
            yield Change(f"codebook: {part} {kind}", words=tuple(re.findall("“(.*?)”", part)))
    for name, old in before.parameters.items():
        if now.parameters.get(name) != old:
            yield Change(f"parameter {name} is {now.parameters.get(name)}, was {old}")
    yield from _changed_programs(before, now)


def _changed_programs(before: Run, now: Run) -> Iterator[Change]:
    """What differs between the programs; a report may well hold in spite of it."""
    for kind, old, new in (
        ("word list", before.lexicons, now.lexicons),
        ("notebook", before.notebooks, now.notebooks),
    ):
        for name, how in _diff(old, new):
            yield Change(f"{kind} `{name}` {how}", breaks=False)
    for what in ("package", "model"):
        if getattr(before, what) != getattr(now, what):
            yield Change(f"version of the {what} is {getattr(now, what)}, was {getattr(before, what)}", breaks=False)
    if before.code != now.code and before.package == now.package:
        yield Change(f"code of the package (version {now.package} as before) changed", breaks=False)
    if before.libraries != now.libraries:
        then, today = set(before.libraries.split(", ")), set(now.libraries.split(", "))
        versions = f"{', '.join(sorted(today - then))}; were {', '.join(sorted(then - today))}"
        yield Change(f"libraries: {versions}", breaks=False)


def _diff(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys([*before, *now]):
        if before.get(name) != now.get(name):
            yield name, "changed" if name in before and name in now else "was taken out" if name in before else "is new"


def _edited_files(out: Path, listing: Mapping[str, Any]) -> Iterator[Change]:
    """Files of the report, tables of numbers apart, that are not what the run wrote."""
    for name, digest in listing["files"].items():
        if name.startswith("data/") or name == FINDINGS:
            continue  # their numbers are compared one by one
        try:
            same = hashlib.sha256((out / name).read_bytes()).hexdigest() == digest
        except OSError:
            same = False
        if not same:
            yield Change(f"{name} was edited or removed after the report was made")


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


@dataclass(frozen=True, slots=True)
class _Three:
    """One table: as it stands in the report, as the ledger has it, and as made again."""

    published: Sheet | None
    ledger: Sheet | None
    remade: Sheet | None

    @property
    def name(self) -> str:
        return next(sheet.name for sheet in (self.ledger, self.remade, self.published) if sheet is not None)

    def value(self, sheet: Sheet | None, at: tuple[Key, int], column: str) -> str:
        return sheet.rows.get(at, {}).get(column, "") if sheet is not None else ""


def _differences(three: _Three, changes: tuple[Change, ...], behind: _Behind) -> Iterator[Difference]:
    every = [sheet for sheet in (three.ledger, three.published, three.remade) if sheet is not None]
    for at in dict.fromkeys(at for sheet in every for at in sheet.rows):
        columns = dict.fromkeys(name for sheet in every for name in sheet.numbers)
        for column in columns:
            published, ledger, remade = (
                three.value(sheet, at, column) for sheet in (three.published, three.ledger, three.remade)
            )
            if _same(published, ledger) and _same(ledger, remade):
                continue
            why = []
            if not _same(published, ledger):
                file = FINDINGS if three.name == "findings" else f"data/{three.name}.csv"
                why.append(f"{file} was edited after the report was made")
            if not _same(ledger, remade):
                why += _causes(changes, at[0], behind.get((three.name, *at), ()))
            row = ", ".join(f"{name} {value}" for name, value in at[0]) or "its only row"
            yield Difference(three.name, row, column, published, ledger, remade, "; ".join(why))


def _causes(changes: tuple[Change, ...], key: Key, spans: tuple[Place, ...]) -> list[str]:
    """The changes that can be behind a number: those that touch its row or spans, else all."""
    articles = {place.article_id for place in spans} | {value for name, value in key if name == "article_id"}
    cells = " | ".join(value for _, value in key)
    near = [
        change.what
        for change in changes
        if change.article in articles - {""} or (change.words and any(word in cells for word in change.words))
    ]
    every = [change.what for change in changes if "edited or removed" not in change.what]
    return (
        near or every or ["nothing it was made from has changed: it does not come out twice the same, please report it"]
    )


def _same(one: str, other: str) -> bool:
    """Whether two printed numbers are one, but for rounding in the last digits."""
    if one == other:
        return True
    try:
        return math.isclose(float(one), float(other), rel_tol=1e-9, abs_tol=1e-12)
    except ValueError:
        return False
