"""The agreement report as lines for a terminal, a page, and tables."""

from __future__ import annotations

import csv
import hashlib
import io
import math
from collections.abc import Callable
from pathlib import Path

from framing.stats.reliability import Agreement
from framing.teach.agreement import AgreementReport
from framing.teach.class_pages import render
from framing.teach.coding_sheets import safe_cell


def number(value: float) -> str:
    """Three decimals, or a dash for what is not defined."""
    return "–" if math.isnan(value) else f"{value:.3f}"


def interval(found: Agreement) -> str:
    """The interval in brackets, or nothing where there is none."""
    return "" if math.isnan(found.low) else f"[{found.low:.3f}, {found.high:.3f}]"


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
                f"  the suite and the coders’ majority: alpha {number(m.alpha)} {interval(m)}, "
                f"same in {v.machine_same:.0%} of {m.n_units}"
            )
    n = len(report.disagreements)
    lines.append(f"{n} disagreement{'' if n == 1 else 's'}")
    return "\n".join(lines)


def write_report(
    report: AgreementReport, out: Path, *, force: bool = False, tell: Callable[[str], None] = lambda _: None
) -> None:
    """Write ``index.html``, ``agreement.csv`` and ``disagreements.csv`` into ``out``; the folder appears whole.

    Raises:
        OutputError: files that no run wrote are in the way, and ``force``, which moves them aside, is false.
    """
    from framing.reports.output_folder import check_out, new_output

    out = out.resolve()
    check_out(out, names=("index.html", "agreement.csv", "disagreements.csv"), force=force)
    digest = hashlib.sha256(said(report).encode("utf-8", "surrogatepass")).hexdigest()
    with new_output(out, made_from=digest, about={"kind": "agreement"}, force=force, tell=tell) as draft:
        page = render("agreement.html.j2", report=report, number=number, interval=interval)
        (draft / "index.html").write_text(page, encoding="utf-8")
        (draft / "agreement.csv").write_text(_variables(report), encoding="utf-8-sig")
        (draft / "disagreements.csv").write_text(_disagreements(report), encoding="utf-8-sig")


def _variables(report: AgreementReport) -> str:
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(
        ["variable", "between", "level", "alpha", "low", "high", "same", "n_units", "n_codings", "n_coders", "verdict"]
    )
    for v in report.variables:
        for between, found, same in (("coders", v.coders, v.same), ("coders and suite", v.machine, v.machine_same)):
            if found is not None:
                cells = [found.alpha, found.low, found.high, same]
                shown = ["" if math.isnan(x) else f"{x:.6f}" for x in cells]
                rows.writerow(
                    [
                        v.name,
                        between,
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
