"""The README of an annotation pack: what is in it, and how to get the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import pandas as pd

TITLE = "# Annotation pack: "


class _Column(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def meaning(self) -> str: ...


def _cell(text: object) -> str:
    """Return ``text`` so that it stands in one cell of a Markdown table and is read as text."""
    line = " ".join(str(text).split())
    for mark, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("|", "\\|"), ("`", "\\`"), ("[", "\\[")):
        line = line.replace(mark, written)
    return line


def readme(
    frames: Mapping[str, pd.DataFrame], meta: Mapping[str, Any], columns: Mapping[str, Sequence[_Column]]
) -> str:
    """Return the pack's README: its tables with every column's type, unit and meaning."""
    title = _cell(meta.get("title") or meta.get("set_id") or "article set")
    lines = [
        f"{TITLE}{title}",
        "",
        "Offsets, labels, speakers, counts and hashes from which `framing report` makes its tables and charts. It",
        "holds no sentence of the articles: they belong to their publishers. Offsets count Unicode code points of",
        "each text.",
        "",
        "To get the texts, take the addresses and titles of `articles.toml` beside this folder, save each text or",
        "page, and run `framing import FOLDER --set SET`: each text is known by its hash, and a text that differs",
        "is refused. With the texts in place the report also shows the sentences behind its numbers.",
        "",
        "`pack.json` says what the pack was made with, and holds the SHA-256 of each article's text and of each",
        "table; its `sketches` are hashes by which a changed copy of a text is recognised.",
    ]
    for name, frame in sorted(frames.items()):
        declared = {column.name: column for column in columns.get(name, ())}
        lines += [
            "",
            f"## {name}.parquet ({len(frame)} rows)",
            "",
            "| Column | Type | Unit | Meaning |",
            "|---|---|---|---|",
        ]
        for label in frame.columns:
            column = declared.get(str(label))
            unit, meaning = (column.unit, column.meaning) if column else ("", "")
            lines.append(f"| {_cell(label)} | {frame[label].dtype} | {_cell(unit)} | {_cell(meaning)} |")
    return "\n".join(lines) + "\n"
