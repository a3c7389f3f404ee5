"""A line under a kept chart, inside its files: a picture taken out of its report still says what it rests on."""

from __future__ import annotations

import io
import re
import textwrap
from html import escape
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from framing.figures.chart_style import PAPER, SOFT
from framing.figures.png_file import as_png
from framing.store.written_files import replace_file

_SIZE, _LINE, _MARGIN = 7, 9.5, 4.5  # points; charts have their words so far from the edge
_BROAD = 0.58  # width of a letter of DejaVu Sans, of its size, on average and a little more
_HEAD = re.compile(r'(<svg\b[^>]*?)\bheight="([\d.]+)pt"([^>]*?)viewBox="0 0 ([\d.]+) ([\d.]+)"')


def write_footnotes(charts: Path, note: str) -> None:
    """Write ``note`` under every chart kept in ``charts``, in its SVG and its PNG; an empty note changes nothing.

    A file that is no drawing of this package, or no picture, is left as it is.
    """
    if not note or not charts.is_dir():
        return
    for file in sorted(charts.glob("*.svg")):
        text = file.read_text(encoding="utf-8")
        replace_file(file, svg_with_footnote(text, note).encode("utf-8"))
    for file in sorted(charts.glob("*.png")):
        replace_file(file, png_with_footnote(file.read_bytes(), note))


def svg_with_footnote(svg: str, note: str) -> str:
    """Return a drawing with a note on a strip of its own below it, and in its description; nothing else moves.

    >>> made = svg_with_footnote('<svg height="100pt" viewBox="0 0 200 100"></svg>', "6 of 9 units were checked")
    >>> 'height="114pt" viewBox="0 0 200 114"' in made, made.count("<text")
    (True, 1)
    """
    head = _HEAD.search(svg)
    end = svg.rfind("</svg>")
    if head is None or end < 0:
        return svg
    width, height = float(head[4]), float(head[5])
    lines = _lines(note, width)
    whole = f"{height + _strip(lines):g}"
    drawn = [f'<rect x="0" y="{height:g}" width="{width:g}" height="{_strip(lines):g}" style="fill: {PAPER}"/>']
    style = f"font-size: {_SIZE}px; font-family: 'DejaVu Sans', sans-serif; fill: {SOFT}"
    for n, line in enumerate(lines):
        y = height + _LINE * (n + 1)
        drawn.append(f'<text x="{_MARGIN}" y="{y:g}" style="{style}">{escape(line)}</text>')
    taller = f'{head[1]}height="{whole}pt"{head[3]}viewBox="0 0 {head[4]} {whole}"'
    body = svg[head.end() : end].replace("</desc>", f" {escape(note)}</desc>", 1)
    return f"{svg[: head.start()]}{taller}{body}{''.join(drawn)}\n{svg[end:]}"


def png_with_footnote(data: bytes, note: str) -> bytes:
    """Return a picture with a note on a strip of its own below it, and after the alt text inside the file."""
    try:
        picture = Image.open(io.BytesIO(data))
        picture.load()
    except OSError:
        return data
    words = getattr(picture, "text", {})
    dpi = round(float(picture.info.get("dpi", (72, 72))[0]))
    point = dpi / 72
    lines = _lines(note, picture.width / point)
    whole = Image.new("RGB", (picture.width, picture.height + round(_strip(lines) * point)), PAPER)
    whole.paste(picture.convert("RGB"))
    pen, font = ImageDraw.Draw(whole), _font(_SIZE * point)
    for n, line in enumerate(lines):
        at = (_MARGIN * point, picture.height + (_LINE * (n + 1)) * point)
        pen.text(at, line, fill=SOFT, font=font, anchor="ls")
    said = f"{words.get('Description', '')} {note}".strip()
    return as_png(np.asarray(whole), dpi=dpi, title=words.get("Title", ""), alt=said)


def _font(size: float) -> ImageFont.FreeTypeFont:
    import matplotlib as mpl

    return ImageFont.truetype(str(Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"), size)


def _lines(note: str, width: float) -> list[str]:
    return textwrap.wrap(note, max(20, int((width - 2 * _MARGIN) / (_SIZE * _BROAD))))


def _strip(lines: list[str]) -> float:
    return _LINE * len(lines) + _MARGIN
