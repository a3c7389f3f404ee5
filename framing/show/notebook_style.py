"""The look of the page, for what a notebook's cell shows: without it JupyterLab draws bare buttons and bullets.

The rules are those of the page's own style sheet, from one mark to the next, kept to what a cell holds and to the
inside of its output, in the colours of JupyterLab's theme. Each output brings its own: JupyterLab takes outputs that
are out of sight off the page, and the first cell's rules with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup

from framing.show.page_templates import template_text

_FROM, _TO = "/* from here,", "/* so far,"
_INSIDE = ".fr-shown"
_NAMED = re.compile(r"""class=["']([^"']*)""")
_CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")
_ELEMENT = re.compile(r"(?:^|[\s>(])([a-z][a-z0-9]*)")
# The page's colours by name, from the theme that is on; outside of JupyterLab, those of the page by day.
_COLOURS = (
    "--ink:var(--jp-content-font-color1,#1b1b1b);--soft:var(--jp-content-font-color2,#565656);"
    "--quiet:var(--soft);--number:var(--soft);--paper:var(--jp-layout-color0,#fff);--wash:var(--jp-layout-color1,#f6f6f2);"
    "--line:var(--jp-border-color1,#d8d8d4);--hair:var(--jp-border-color2,#e7e7e3);--edge:var(--soft);--shade:#1b1b1b40;"
    "--link:var(--jp-content-link-color,#0b4f80);--tier:var(--link);--on-tier:var(--paper);"
    "--hover:var(--jp-layout-color2,#e6f0f7);--mark:#ffe58a;--quoted:#f7c3a3;"
    "--c0:#0072b2;--c1:#c24e00;--c2:#00805d;--c3:#9a6a00;--c4:#a8508a;--c5:#2a7fb0;--c6:var(--ink);"
    "--serif:Charter,'Bitstream Charter',Georgia,'DejaVu Serif',serif;"
    "--sans:var(--jp-content-font-family,system-ui,sans-serif)"
)
# JupyterLab has rules of its own for these; a chart keeps its size, and marked words stay dark on yellow by night.
_OVER_THEIRS = (
    ".fr-shown figure.chart img{width:auto}.fr-shown mark{color:#1b1b1b}.fr-shown blockquote{border:0;padding:0}"
)


def in_notebook(html: Markup) -> Markup:
    """Return ``html`` with the rules that it needs, for the output of a cell; nothing stays nothing.

    >>> print(in_notebook(Markup('<p class="note">3 articles</p>')).partition("</style>")[2])
    <p class="note">3 articles</p></div>
    >>> in_notebook(Markup(""))
    Markup('')
    """
    if not html:
        return html
    rules = "".join(_needed(_rules(), _Held(str(html))))
    style = f"{_INSIDE}{{{_COLOURS}}}{rules}{_OVER_THEIRS}"
    return Markup('<div class="fr-shown"><style>{}</style>{}</div>').format(Markup(style), html)  # noqa: S704 (our rules)


@dataclass(frozen=True, slots=True)
class _Selector:
    """One selector of a rule, as written, with the classes and elements that it speaks of."""

    words: str
    classes: frozenset[str]
    elements: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule for some selectors, or one that begins with "@" and holds others."""

    selectors: tuple[_Selector, ...] = ()
    body: str = ""
    condition: str = ""
    inner: tuple[_Rule, ...] = ()


class _Held:
    """Which classes and elements some markup has; each is looked for once, whatever the number of rules."""

    def __init__(self, html: str) -> None:
        self._html = html
        # what stands in class attributes, each once: a thousand cells name their three classes a thousand times
        self._classes = " ".join(dict.fromkeys(_NAMED.findall(html)))
        self._known: dict[str, bool] = {}

    def all_of(self, selector: _Selector) -> bool:
        return all(map(self._has_class, selector.classes)) and all(map(self._has_element, selector.elements))

    def _has_class(self, name: str) -> bool:
        if name not in self._known:
            self._known[name] = re.search(rf"\b{re.escape(name)}\b", self._classes) is not None
        return self._known[name]

    def _has_element(self, name: str) -> bool:
        begins = f"<{name}"
        if begins not in self._known:
            self._known[begins] = begins in self._html
        return self._known[begins]


def _needed(rules: tuple[_Rule, ...], held: _Held) -> Iterator[str]:
    """Yield the rules of which something is in the markup, each kept to the inside of an output."""
    for rule in rules:
        if rule.condition:
            if inner := "".join(_needed(rule.inner, held)):
                yield f"{rule.condition}{{{inner}}}"
            continue
        kept = [one.words for one in rule.selectors if held.all_of(one)]
        if kept:
            yield f"{','.join(f'{_INSIDE} {words}' for words in kept)}{{{rule.body}}}"


@cache
def _rules() -> tuple[_Rule, ...]:
    sheet = template_text("page.css")
    _, _, rest = sheet.partition(_FROM)
    kept, _, _ = rest.partition("*/")[2].partition(_TO)
    return tuple(_read_rules(" ".join(re.sub(r"/\*.*?\*/", "", kept, flags=re.DOTALL).split())))


def _read_rules(sheet: str) -> Iterator[_Rule]:
    """Yield the rules on the outermost level of a style sheet."""
    depth = start = opened = 0
    for at, character in enumerate(sheet):
        if character == "{":
            opened = at if depth == 0 else opened
            depth += 1
        elif character == "}":
            depth -= 1
            if depth == 0:
                selector, body = sheet[start:opened].strip(), sheet[opened + 1 : at]
                if selector.startswith("@"):
                    yield _Rule(condition=selector, inner=tuple(_read_rules(body)))
                else:
                    parts = re.split(r",\s*(?![^(]*\))", selector)
                    yield _Rule(tuple(map(_read_selector, parts)), body.strip())
                start = at + 1


def _read_selector(words: str) -> _Selector:
    plain = re.sub(r":[\w-]+(\([^)]*\))*", "", words)
    elements = _ELEMENT.findall(_CLASS.sub("", plain))
    return _Selector(words, frozenset(_CLASS.findall(plain)), frozenset(elements))
