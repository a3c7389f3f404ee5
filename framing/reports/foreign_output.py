"""Outputs of any notebook, in the richest form that a still page can hold.

What this package's own cells show comes as parts (see ``show/shown.py``). All else is here:
text, pictures, pandas tables, HTML of somebody else. Scripts are left out; widgets, which need a
kernel, give way to their words.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping
from typing import Any

from framing.reports.page_outline import Outline

_HEADING = re.compile(r"<h([1-6])((?:\s[^>]*)?)>(.*?)</h\1>", re.DOTALL)
_SCRIPT = re.compile(r"<script\b.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_ANCHOR = re.compile(r'<a class="anchor-link"[^>]*>.*?</a>', re.DOTALL)
_PANDAS = re.compile(r"<table border=\"1\" class=\"dataframe\">.*?</table>", re.DOTALL)


def foreign_output(output: Mapping[str, Any], outline: Outline) -> str:
    """Return a cell's output as HTML, its headings entered into the outline; empty for what a page does not show."""
    kind = output["output_type"]
    if kind == "stream":
        return f"<pre>{html.escape(joined_text(output['text']))}</pre>" if output["name"] == "stdout" else ""
    if kind == "error":
        return f"<pre>{html.escape(str(output['ename']))}: {html.escape(str(output['evalue']))}</pre>"
    data: Mapping[str, Any] = output.get("data", {})
    if "text/html" in data:
        return _html(joined_text(data["text/html"]), outline)
    if "image/svg+xml" in data or "image/png" in data:
        return _image(data)
    if "text/markdown" in data:
        return markdown(joined_text(data["text/markdown"]), outline, escape=True)
    return f"<pre>{html.escape(joined_text(data['text/plain']))}</pre>" if data.get("text/plain") else ""


def markdown(source: str, outline: Outline, *, escape: bool = False) -> str:
    """Return Markdown as HTML, its headings entered into the outline; ``escape`` shows HTML in it as text."""
    import mistune

    class Renderer(mistune.HTMLRenderer):
        """Markdown to HTML, headings by way of the outline."""

        def heading(self, text: str, level: int, **_: Any) -> str:  # noqa: ANN401  (mistune's signature)
            return outline.heading(level, text) + "\n"

    make = mistune.create_markdown(
        escape=escape, renderer=Renderer(escape=escape), plugins=["table", "footnotes", "strikethrough"]
    )
    return str(make(source))


def joined_text(value: object) -> str:
    """Return an output's text, which a notebook may hold as a list of lines."""
    return "".join(value) if isinstance(value, list) else str(value)


def _html(made: str, outline: Outline) -> str:
    made = _PANDAS.sub(_in_sheet, _ANCHOR.sub("", _SCRIPT.sub("", made)))
    return _HEADING.sub(lambda found: outline.heading(int(found[1]), found[3], found[2]), made)


def _image(data: Mapping[str, Any]) -> str:
    alt = html.escape(joined_text(data.get("text/plain", "A chart without a description.")), quote=True)
    if "image/png" in data:
        png = joined_text(data["image/png"]).strip()
        return f'<figure class="chart"><img alt="{alt}" src="data:image/png;base64,{png}"></figure>'
    svg = base64.b64encode(joined_text(data["image/svg+xml"]).encode("utf-8")).decode("ascii")
    return f'<figure class="chart"><img alt="{alt}" src="data:image/svg+xml;base64,{svg}"></figure>'


def _in_sheet(found: re.Match[str]) -> str:
    table = found[0].replace('<table border="1" class="dataframe">', '<table class="plain">')
    table = table.replace("<th></th>", "<td></td>")
    return f'<div class="sheet" role="region" tabindex="0" aria-label="Table">{table}</div>'
