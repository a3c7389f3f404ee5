"""The agreement report as lines for a terminal, a page, and tables."""

from __future__ import annotations

import csv
import hashlib
import io
import math
from collections.abc import Callable
from pathlib import Path

from framing.stats.reliability import Agreement
from framing.teach.agreement import AgreementReport, VariableAgreement
from framing.teach.coding_sheets import safe_cell
from framing.teach.coding_variables import COLUMNS, VARIABLES
from framing.teach.page_templates import render


def number(value: float) -> str:
    """Three decimals, or a dash for what is not defined."""
    return "–" if math.isnan(value) else f"{value:.3f}"


def interval(found: Agreement) -> str:
    """The interval in brackets, or nothing where there is none."""
    return "" if math.isnan(found.low) else f"[{found.low:.3f}, {found.high:.3f}]"


def decided(report: AgreementReport) -> str:
    """What the suite is held against."""
    return "what the coders settled on" if report.adjudicated else "the coders’ majority"


def left_out(found: VariableAgreement) -> str:
    """How many units the suite was not scored on, because nobody decided them; empty if none."""
    n = found.undecided
    return f" ({n} unit{'' if n == 1 else 's'} left out that nobody decided)" if n else ""


def said(report: AgreementReport) -> str:
    """Return the report as lines for a terminal."""
    lines = [f"coders: {', '.join(report.coders)}"]
    for v in report.variables:
        a = v.coders
        lines.append(
            f"{v.name}: alpha {number(a.alpha)} {interval(a)} ({a.level}, {a.n_units} units, "
            f"same in {v.same:.0%}): {a.verdict}"
        )
        if v.machine is not None:
            m = v.machine
            lines.append(
                f"  the suite and {decided(report)}: alpha {number(m.alpha)} {interval(m)}, "
                f"same in {v.machine_same:.0%} of {m.n_units}{left_out(v)}"
            )
        lines += [
            f"  {p.first} and {p.second}: alpha {number(p.agreement.alpha)} {interval(p.agreement)}, "
            f"same in {p.same:.0%} of {p.agreement.n_units}"
            for p in v.pairs
            if p.agreement.n_units
        ]
    n = len(report.disagreements)
    lines.append(f"{n} disagreement{'' if n == 1 else 's'}")
    return "\n".join(lines)


def write_report(
    report: AgreementReport, out: Path, *, force: bool = False, tell: Callable[[str], None] = lambda _: None
) -> None:
    """Write a page, four tables and ``adjudication.csv`` into ``out``; the folder appears whole.

    ``adjudication.csv`` is a sheet: what all coders agree on is filled in, the rest is for them to settle.

    Raises:
        OutputError: files that no run wrote are in the way, and ``force``, which moves them aside, is false.
    """
    from framing.reports.output_folder import check_out, new_output

    out = out.resolve()
    check_out(out, names=("index.html", *(name for name, _ in _TABLES)), force=force)
    digest = hashlib.sha256(said(report).encode("utf-8", "surrogatepass")).hexdigest()
    with new_output(out, made_from=digest, about={"kind": "agreement"}, force=force, tell=tell) as draft:
        page = render(
            "agreement.html.j2",
            report=report,
            number=number,
            interval=interval,
            decided=decided(report),
            left_out=left_out,
        )
        (draft / "index.html").write_text(page, encoding="utf-8")
        for name, table in _TABLES:
            (draft / name).write_text(table(report), encoding="utf-8-sig")


def _variables(report: AgreementReport) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(
        ["variable", "between", "level", "alpha", "low", "high", "same", "n_units", "n_codings", "n_coders", "verdict"]
    )
    for v in report.variables:
        every = [("coders", v.coders, v.same), ("coders and suite", v.machine, v.machine_same)]
        every += [(f"{p.first} and {p.second}", p.agreement, p.same) for p in v.pairs]
        for between, found, same in every:
            if found is not None:
                cells = [found.alpha, found.low, found.high, same]
                shown = ["" if math.isnan(x) else f"{x:.6f}" for x in cells]
                rows.writerow(
                    [
                        v.name,
                        safe_cell(between),
                        found.level,
                        *shown,
                        found.n_units,
                        found.n_codings,
                        found.n_coders,
                        found.verdict,
                    ]
                )
    return out.getvalue()


def _disagreements(report: AgreementReport) -> str:
    names = list(dict.fromkeys(c for d in report.disagreements for c in d.values))
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["variable", "unit", "context", *(safe_cell(n) for n in names)])
    for d in report.disagreements:
        rows.writerow(
            [d.variable, safe_cell(d.unit), safe_cell(d.context), *(safe_cell(d.values.get(n, "")) for n in names)]
        )
    return out.getvalue()


def _categories(report: AgreementReport) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(
        ["variable", "value", "n_codings", "alpha", "n_decided", "n_machine", "n_both", "precision", "recall"]
    )
    for v in report.variables:
        for c in v.categories:
            shown = ["" if math.isnan(x) else f"{x:.6f}" for x in (c.alpha, c.precision, c.recall)]
            counts = [c.n_decided, c.n_machine, c.n_both]
            rows.writerow([v.name, safe_cell(c.value), c.n_codings, shown[0], *counts, *shown[1:]])
    return out.getvalue()


def _adjudication(report: AgreementReport) -> str:
    """A sheet of all units coded twice: agreed values filled in, the others empty."""
    out = io.StringIO()
    rows = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    rows.writeheader()
    for unit, agreed in report.agreed.items():
        kind = next(VARIABLES[name][0] for name in agreed)
        empty = {name: "" if VARIABLES[name][0] == kind else "—" for name in VARIABLES}
        given = {name: safe_cell(value) for name, value in agreed.items()}
        rows.writerow(
            {"unit": safe_cell(unit), "kind": kind, "sentence": safe_cell(report.contexts.get(unit, ""))}
            | empty
            | given
        )
    return out.getvalue()


_TABLES = (
    ("agreement.csv", _variables),
    ("categories.csv", _categories),
    ("disagreements.csv", _disagreements),
    ("adjudication.csv", _adjudication),
)
