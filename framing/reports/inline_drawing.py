"""A kept chart's drawing set into the page itself: one file that can be sent, its text searchable.

A drawing may have been written by anybody's notebook, so only shapes and text are taken over, and
no reference out of it.
"""

from __future__ import annotations

import base64
import io
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from markupsafe import Markup

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_SHAPES = frozenset(
    ("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "defs",
     "clipPath", "use", "pattern", "symbol", "marker", "linearGradient", "radialGradient", "stop")
)  # fmt: skip
_LOCAL = re.compile(r"url\(\s*(['\"]?)(#?)([^)]*?)\1\s*\)")
_REFERENCE = re.compile(r"^#(.+)$|url\(#([^)]+)\)")
_LARGEST = 90_000  # characters; larger drawings (thousands of dots) go in as pictures
_PICTURE_WIDTH = 1100  # pixels


def inline_drawing(svg: Path, *, place: str, alt: str) -> Markup | None:
    """Return the drawing as an element of the page; ``None`` if the file holds no drawing or one too large.

    Ids that something in it refers to get ``place`` before them, so that drawings on one page do not meet;
    others are left out.
    """
    try:
        root = ET.fromstring(svg.read_text(encoding="utf-8"))  # noqa: S314  (expat of Python 3.11 stops entity bombs)
    except (OSError, UnicodeDecodeError, ET.ParseError):
        return None
    if root.tag != f"{{{_SVG}}}svg":
        return None
    _clean(root, f"{place}-")
    _drop_idle_ids(root)
    for attribute in ("width", "height"):
        root.attrib.pop(attribute, None)
    root.attrib |= {"role": "img", "aria-label": alt, "focusable": "false"}
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    made = ET.tostring(root, encoding="unicode")
    made = re.sub(r">\s+<", "><", made.replace(f' xmlns="{_SVG}"', "", 1))
    return Markup(made) if len(made) <= _LARGEST else None  # noqa: S704  (only shapes and text are left in it)


def _clean(element: ET.Element, before: str) -> None:
    """Take out of an element what is neither shape nor text, and every reference that leads out of the drawing."""
    for child in list(element):
        kind = child.tag.removeprefix(f"{{{_SVG}}}") if isinstance(child.tag, str) else ""
        if kind not in _SHAPES:
            element.remove(child)
        else:
            _clean(child, before)
    for attribute, value in list(element.attrib.items()):
        if attribute == "id":
            element.set("id", before + value)
        elif attribute.endswith("href"):
            if value.startswith("#"):
                element.set(attribute, f"#{before}{value[1:]}")
            else:
                del element.attrib[attribute]
        elif attribute.lower().startswith("on"):
            del element.attrib[attribute]
        elif "url(" in value:
            element.set(attribute, _LOCAL.sub(lambda found: f"url(#{before}{found[3]})" if found[2] else "none", value))


def _drop_idle_ids(root: ET.Element) -> None:
    values = [v for e in root.iter() for k, v in e.attrib.items() if k != "id"]
    used = {name for value in values for pair in _REFERENCE.findall(value) for name in pair}
    for element in root.iter():
        if element.get("id", "") not in used:
            element.attrib.pop("id", None)


def inline_picture(png: Path, *, alt: str) -> Markup | None:
    """Return a kept chart's picture, made smaller, as an element of the page; ``None`` if it is no picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        picture = Image.open(png).convert("RGB")
    except (OSError, UnidentifiedImageError):
        return None
    width = min(_PICTURE_WIDTH, picture.width)
    small = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    small.quantize(64).save(buffer, format="PNG", optimize=True)
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return Markup('<img alt="{}" width="{}" height="{}" src="data:image/png;base64,{}">').format(alt, *small.size, data)
