"""The findings as a file: ``findings.json``, which is read from outside and keeps its fields."""

from __future__ import annotations

import json
import math
from dataclasses import asdict, replace
from pathlib import Path

from framing.findings.find import Findings
from framing.findings.finding import Finding

FINDINGS = "findings.json"


def write_findings(found: Findings, out: str | Path) -> Path:
    """Write ``findings.json`` into the folder ``out`` and return its path; missing numbers are ``null``.

    ``n_mentions`` repeats ``n`` for readers of earlier files; ``counts`` says what it counts.
    """
    path = Path(out) / FINDINGS
    path.parent.mkdir(parents=True, exist_ok=True)
    content = {"findings": [_plain(f) for f in found.findings], "limits": list(found.limits)}
    part = path.with_name(f".{path.name}.part")
    part.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(path)
    return path


def _plain(finding: Finding) -> dict[str, object]:
    said = ("id", "kind", "sentence", "tier", "reason", "copies")
    # the places, of a share of all quotations thousands, are written as lists
    bare = asdict(replace(finding, spans=()))
    made = {name: getattr(finding, name) for name in said} | bare | {"n_mentions": finding.n}
    made["spans"] = [[p.article_id, p.start, p.end] for p in finding.spans]
    return {k: None if isinstance(v, float) and math.isnan(v) else v for k, v in made.items()}
