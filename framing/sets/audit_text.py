"""An audit in plain text, for a terminal."""

from __future__ import annotations

from framing.sets.audit import Audit
from framing.sets.set_problems import shown

_MOST_PAIRS = 10


def audit_text(found: Audit) -> str:
    """Return an audit as lines: flow, outlets, warnings, shared text, repeated paragraphs, verdicts."""
    lines = [f"{shown(found.title)} ({shown(found.set_id)})", ""]
    for step in found.flow.to_dict("records"):
        gone = f"   not: {shown(step['not these'], longest=400)}" if step["not these"] else ""
        lines.append(f"{step['articles']:6d}  {step['step']}{gone}")
    lines += ["", "articles  words  first day   last day    outlet"]
    for row in found.outlets.to_dict("records"):
        first, last = (row[name] if isinstance(row[name], str) else "?" for name in ("first", "last"))
        words = f"{row['words']:5d}" if isinstance(row["words"], int) else "    ?"
        lines.append(f"{row['articles']:8d}  {words}  {first:10}  {last:10}  {shown(row['outlet'])}")
    warned = found.articles[found.articles["warnings"] != ""]
    lines += ["", f"warnings: {len(warned)} of {len(found.articles)} articles"]
    lines += [f"  {shown(row.article_id)}: {shown(row.warnings, longest=400)}" for row in warned.itertuples()]
    pairs = found.pairs[found.pairs["kind"] != "shared passage"]
    if len(pairs):
        lines += ["", "shared text (part of the shorter article that the other has too)"]
        lines += [
            f"  {row.contained:4.0%}  {shown(row.one)} and {shown(row.two)}: {row.kind}"
            for row in pairs.head(_MOST_PAIRS).itertuples()
        ]
        if len(pairs) > _MOST_PAIRS:
            lines.append(f"  and {len(pairs) - _MOST_PAIRS} more pairs")
    if len(found.blocks):
        lines += ["", "paragraphs that return within an outlet"]
        lines += [
            f"  {row['articles']} × {shown(row['outlet'])}: {shown(row['block'], longest=70)}"
            for row in found.blocks.head(_MOST_PAIRS).to_dict("records")
        ]
    lines += ["", "what the set can support"]
    lines += [f"  {verdict.answer:8} {verdict.use}: {shown(verdict.why, longest=600)}" for verdict in found.verdicts]
    return "\n".join(lines)
