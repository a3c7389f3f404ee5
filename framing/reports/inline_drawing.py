"""A kept chart's drawing set into the page itself: one file that can be sent, its text searchable.

A drawing may have been written by anybody's notebook, so only shapes and text are taken over, and
no reference out of it.
"""

from __future__ import annotations

import base64
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from zlib import crc32

from markupsafe import Markup

from framing.reports.drawing_looks import DrawingLooks
from framing.reports.short_paths import short_path

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_SHAPES = frozenset(
    ("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "defs",
     "clipPath", "use", "pattern", "symbol", "marker", "linearGradient", "radialGradient", "stop")
)  # fmt: skip
_URL = re.compile(r"url\(\s*(['\"]?)(#?)([^)]*?)\1\s*\)")
_OWN_URL = re.compile(r"url\(#([^)]*)\)")
_REFERENCE = re.compile(r"^#(.+)$|url\(#([^)]+)\)")
_PLACES = frozenset(("d", "x", "y", "width", "height", "points", "cx", "cy"))
_MEASURES = _PLACES | {"style", "transform", "r"}
_FRACTION = re.compile(r"-?\d+\.\d+")
_AROUND_LETTER = re.compile(r" ?([A-Za-z]) ?")
_SPECK = re.compile(r"M(-?[\d.]+) (-?[\d.]+)((?:C[-\d. ]+)+)z")  # a closed form of curves alone
_SMALL = 1.0  # points that a form is wide which nobody tells from a square
_ALIKE = frozenset(("path", "use", "text", "rect", "circle"))  # shapes that take style and clipping from a group
_VIEW = re.compile(r'viewBox="[-\d.]+ [-\d.]+ (\d+\.?\d*) (\d+\.?\d*)"')
_BEGINNING = 2000  # characters in which a drawing says how large it is
_LARGEST = 90_000  # characters; larger drawings (thousands of dots) go in as pictures
_PICTURE_WIDTH = 900  # pixels


def inline_drawing(svg: Path, *, place: str, alt: str, looks: DrawingLooks | None = None) -> Markup | None:
    """Return the drawing as an element of the page; ``None`` if the file holds no drawing or one too large.

    Ids that something in it refers to become numbers with a sign of ``place`` before them, so that drawings on one
    page do not meet; others are left out. With ``looks`` that sign is short, and styles become classes of the page's
    style sheet.
    """
    try:
        root = ET.fromstring(svg.read_text(encoding="utf-8"))  # noqa: S314  (expat of Python 3.11 stops entity bombs)
    except (OSError, UnicodeDecodeError, ET.ParseError):
        return None
    if root.tag != f"{{{_SVG}}}svg":
        return None
    _clean(root)
    _drop_idle_ids(root)
    _number_ids(root, f"{looks.sign(place) if looks else format(crc32(place.encode()), 'x')}-")
    root[:] = [one for child in root for one in _unwrapped(child)]
    _group_alike(root)
    for element in root.iter(f"{{{_SVG}}}path"):
        element.set("d", short_path(element.get("d", "")))
    if looks is not None:
        _name_looks(root, looks)
    for attribute in ("width", "height"):
        root.attrib.pop(attribute, None)
    root.attrib |= {"role": "img", "aria-label": alt, "focusable": "false"}
    ET.register_namespace("", _SVG)
    made = ET.tostring(root, encoding="unicode").replace(f' xmlns="{_SVG}"', "", 1)
    made = re.sub(r">\s+<", "><", made).replace(" />", "/>")
    return Markup(made) if len(made) <= _LARGEST else None  # noqa: S704  (only shapes and text are left in it)


def _clean(element: ET.Element, *, defined: bool = False) -> None:
    """Take out of an element what is neither shape nor text, and every reference that leads out of the drawing.

    What is ``defined`` for use elsewhere is small (a marker, a hatch) and keeps finer measures.
    """
    for child in list(element):
        kind = child.tag.removeprefix(f"{{{_SVG}}}") if isinstance(child.tag, str) else ""
        if kind not in _SHAPES:
            element.remove(child)
        else:
            _clean(child, defined=defined or kind == "defs")
    for name, value in list(element.attrib.items()):
        del element.attrib[name]
        kept = _kept_value(name, value, finer=defined)
        if kept is not None:
            element.set(name.removeprefix(f"{{{_XLINK}}}"), kept)


def _kept_value(name: str, value: str, *, finer: bool) -> str | None:
    """An attribute as it stands on the page; ``None`` for one that runs, leads out of the drawing or says nothing."""
    if name.lower().startswith("on") or name == "class" or value.startswith("rotate(-0 "):
        return None
    if name.endswith("href"):
        return value if value.startswith("#") else None
    if name == "style":
        value = _kept_style(value)
    if name in _MEASURES:
        if "." in value:
            value = _FRACTION.sub(_to_hundredth if finer or name not in _PLACES else _to_tenth, value)
        value = " ".join(value.split())
    if name == "d":
        value = _AROUND_LETTER.sub(r"\1", value)
        if finer:
            value = _SPECK.sub(_as_square, value)
    return _URL.sub(lambda found: f"url(#{found[3]})" if found[2] else "none", value) if "url(" in value else value


@lru_cache(maxsize=1000)  # a drawing says the same few again and again
def _kept_style(value: str) -> str:
    """A style without what the page says for all drawings alike."""
    rules = (rule.strip().replace(": ", ":") for rule in value.split(";"))
    return ";".join(rule for rule in rules if not rule.startswith(("font-family", "stroke-line")))


def _unwrapped(element: ET.Element) -> Iterator[ET.Element]:
    """The element, or in place of a group that says nothing what stands in it."""
    inside = [one for child in element for one in _unwrapped(child)]
    if element.tag == f"{{{_SVG}}}g" and not element.attrib:
        yield from inside
        return
    element[:] = inside
    yield element


def _group_alike(parent: ET.Element) -> None:
    """Say once what shapes in a row have alike: style and clipping stand on a group around them."""
    for child in parent:
        _group_alike(child)
    made: list[ET.Element] = []
    for look, run in groupby(list(parent), _look):
        same = list(run)
        if look is None or len(same) < 2:  # noqa: PLR2004  a group around one says more, not less
            made += same
            continue
        group = ET.Element(f"{{{_SVG}}}g", dict(look))
        for shape in same:
            for name, _ in look:
                del shape.attrib[name]
            group.append(shape)
        _join_strokes(group)
        made.append(group)
    parent[:] = made


def _join_strokes(group: ET.Element) -> None:
    """Draw lines of one look in one go: of hundreds of strokes each would say again that it is a path."""
    lines = [child.get("d", "") for child in group if child.tag == f"{{{_SVG}}}path" and set(child.attrib) == {"d"}]
    if len(lines) == len(group) and "fill:none" in group.get("style", ""):
        group[:] = [ET.Element(f"{{{_SVG}}}path", {"d": "".join(lines)})]


def _short_number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _as_square(form: re.Match[str]) -> str:
    """A speck of a hatch as a square: its circles are drawn of eight curves, hundreds of times."""
    numbers = [float(n) for n in [form[1], form[2], *re.findall(r"-?[\d.]+", form[3])]]
    (left, right), (top, bottom) = ((min(side), max(side)) for side in (numbers[::2], numbers[1::2]))
    if max(right - left, bottom - top) > _SMALL:
        return form[0]
    width, height = _short_number(right - left), _short_number(bottom - top)
    return f"M{_short_number(left)} {_short_number(top)}h{width}v{height}h-{width}z"


def _look(shape: ET.Element) -> tuple[tuple[str, str], ...] | None:
    """What a shape can have in common with the next; ``None`` where it must stand alone (a transform moves clips)."""
    if shape.tag.removeprefix(f"{{{_SVG}}}") not in _ALIKE or "transform" in shape.attrib:
        return None
    return tuple((name, shape.attrib[name]) for name in ("clip-path", "style") if name in shape.attrib) or None


def _name_looks(root: ET.Element, looks: DrawingLooks) -> None:
    for element in root.iter():
        name = looks.named(element.get("style", ""))
        if name is not None:
            del element.attrib["style"]
            element.set("class", name)


def _to_tenth(found: re.Match[str]) -> str:
    """A place to a tenth of a point, a sixth of a pixel where the page shows it."""
    return f"{float(found[0]):.1f}".removesuffix(".0")


def _to_hundredth(found: re.Match[str]) -> str:
    """A measure to a hundredth of a point, which nobody sees."""
    return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")


def _drop_idle_ids(root: ET.Element) -> None:
    values = [v for e in root.iter() for k, v in e.attrib.items() if k != "id"]
    used = {name for value in values for pair in _REFERENCE.findall(value) for name in pair}
    for element in root.iter():
        if element.get("id", "") not in used:
            element.attrib.pop("id", None)


def _number_ids(root: ET.Element, before: str) -> None:
    """Number the ids that are left in the order of the drawing, ``before`` first: they are said once for every mark."""
    names = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    numbers = {name: str(number) for number, name in enumerate(names)}

    def own(name: str) -> str:
        return before + numbers.get(name, name)  # an id that the drawing lacks must not be found elsewhere on the page

    for element in root.iter():
        for attribute, value in element.attrib.items():
            if attribute == "id":
                element.set(attribute, own(value))
            elif attribute.endswith("href"):
                element.set(attribute, f"#{own(value[1:])}")
            elif "url(#" in value:
                element.set(attribute, _OWN_URL.sub(lambda found: f"url(#{own(found[1])})", value))


def drawn_shape(svg: Path) -> float:
    """Return how tall a drawing is for its width; 1 where the file does not say so in its first lines."""
    try:
        with svg.open(encoding="utf-8") as lines:
            found = _VIEW.search(lines.read(_BEGINNING))
    except (OSError, UnicodeDecodeError):
        return 1.0
    width, height = (float(n) for n in found.groups()) if found else (0.0, 0.0)
    return height / width if width > 0 and height > 0 else 1.0


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
    small.quantize(16).save(buffer, format="PNG", optimize=True)
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return Markup('<img alt="{}" width="{}" height="{}" src="data:image/png;base64,{}">').format(alt, *small.size, data)
