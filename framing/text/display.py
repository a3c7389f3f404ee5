"""How records show themselves in JupyterLab and, in short, in a terminal. Everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

_TABLE = "border-collapse:collapse;text-align:left"
_CELL = "text-align:left;padding:.15em 1em .15em 0;vertical-align:top"


def card(title: str, facts: Iterable[tuple[str, object]], body: str = "") -> str:
    """Return HTML with a title, facts as name and value (empty ones left out) and a text."""
    rows = [(name, value) for name, value in facts if value not in (None, "", ())]
    lines = "".join(
        f'<tr><th scope="row" style="{_CELL}">{escape(name)}</th><td style="{_CELL}">{escape(str(value))}</td></tr>'
        for name, value in rows
    )
    text = f'<div style="white-space:pre-wrap;max-width:46em">{escape(body)}</div>' if body else ""
    return f'<div><p><b>{escape(title)}</b></p><table style="{_TABLE}"><tbody>{lines}</tbody></table>{text}</div>'


def listing(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return HTML with a title and a table."""
    cell = f'<td style="{_CELL}">{{}}</td>'.format
    heads = "".join(f'<th scope="col" style="{_CELL}">{escape(name)}</th>' for name in head)
    lines = "".join("<tr>" + "".join(cell(escape(str(value))) for value in row) + "</tr>" for row in rows)
    return (
        f'<div><p><b>{escape(title)}</b></p><table style="{_TABLE}"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def short(name: str, *facts: object) -> str:
    """Return one line for a terminal: the kind of record and its facts, control characters shown."""
    shown = ", ".join(str(fact) for fact in facts if fact not in (None, "", ()))
    return f"{name}({''.join(c if c.isprintable() else repr(c)[1:-1] for c in shown)})"
