"""``framing check --out``: the audit's tables in a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from framing.reports.output_folder import check_out, new_output
from framing.sets.audit import Audit
from framing.store.fingerprint import digest_of
from framing.store.written_files import write_csv

_TABLES = ("flow", "articles", "outlets", "pairs", "blocks")


def write_audit(
    found: Audit,
    out: Path,
    *,
    article_set: Path,
    force: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> int:
    """Write the tables of an audit into the folder ``out``, which appears whole; returns their number.

    Raises:
        OutputError: ``out`` must not be written to, or a file of somebody's is in the way and ``force`` is false.
    """
    out = out.resolve()
    names = [f"{name}.csv" for name in _TABLES]
    check_out(out, article_set, names=names, force=force)
    made_from = digest_of([getattr(found, name).to_csv() for name in _TABLES])
    with new_output(out, made_from=made_from, about={"kind": "audit"}, force=force, tell=tell) as draft:
        for name in _TABLES:
            write_csv(getattr(found, name), draft / f"{name}.csv")
    return len(names)
