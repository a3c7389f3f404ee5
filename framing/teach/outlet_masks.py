"""Names that would give an outlet away, and what stands in their place in a blind text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from framing.text.span import Span

MaskKind = Literal["outlet", "agency", "address"]

SHOWN: dict[MaskKind, str] = {"outlet": "[OUTLET]", "agency": "[AGENCY]", "address": "[ADDRESS]"}

_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+[\w/]|[\w.+-]+@[\w-]+\.[\w.]*\w|(?<!\w)@\w{2,}"
    r"|(?<![\w.])(?:[\w-]+\.)+(?:com|net|org|info|news|tv|co\.\w\w)(?![\w-])"
)
# "Somewhere English" is called "Somewhere" by others; a single word left over could be any word.
_EDITIONS = frozenset(
    (
        "Arabic",
        "Daily",
        "Digital",
        "English",
        "International",
        "Live",
        "Magazine",
        "News",
        "Online",
        "Radio",
        "TV",
        "World",
    )
)
# Whose an outlet is tells which it is.
_OWNED = (
    r"(?:\b\w+[-‐‑](?:backed|based|controlled|financed|funded|owned|run)\s+"
    r"(?:(?:broadcaster|channel|daily|network|newspaper|outlet|paper|site|website|weekly)\s+)?)?"
)
_LEAST_IN_CAPITALS = 5  # shorter names in capitals are other words' abbreviations


@dataclass(frozen=True, slots=True)
class Mask:
    """A place of an article that a blind text hides, and what it shows there."""

    span: Span
    kind: MaskKind

    @property
    def shown(self) -> str:
        """The words that stand there instead."""
        return SHOWN[self.kind]


def find_masks(text: str, *, outlets: Iterable[str], agencies: Iterable[str] = ()) -> tuple[Mask, ...]:
    """Return the giveaways in ``text``, in order and without overlap, the longest first.

    Names are matched as whole words in their own case or in capitals, with or without a leading "The", with
    their words run together ("PressTV") or joined by hyphens, and without the name of an edition ("English",
    "News"). What says whose an outlet is ("state-run", "Ruritania-based") goes with it where it stands before
    the name. An agency's full name is known by its initials in brackets after it: "Northern Press Agency (NPA)".
    Addresses are those of the web, of mail, and handles.

    Args:
        text: Any text.
        outlets: Names of every outlet of the set: another outlet's name narrows the choice too.
        agencies: Agencies that the manifest credits.

    Returns:
        The masks; what gives an outlet away by style (spelling, quotation marks) stays, and
        the lesson plan says so.
    """
    found: list[Mask] = []
    for kind, names in (("outlet", outlets), ("agency", agencies)):
        for form in _forms(names):
            pattern = (_OWNED if kind == "outlet" else "") + _whole(form)
            found += [Mask(Span(*m.span()), kind) for m in re.finditer(pattern, text)]  # type: ignore[arg-type]
    for name in agencies:
        for m in re.finditer(rf"\(\s*{re.escape(name)}\s*\)", text):
            start = _named_before(text, m.start(), name)
            if start is not None:
                found.append(Mask(Span(start, m.end()), "agency"))
    found += [Mask(Span(*m.span()), "address") for m in _ADDRESS.finditer(text)]
    return _longest(found)


def masked(text: str, span: Span, masks: Sequence[Mask]) -> str:
    """Return the words of ``span`` with what the masks hide replaced."""
    out: list[str] = []
    at = span.start
    for mask in (m for m in masks if span.covers(m.span)):
        out += [text[at : mask.span.start], mask.shown]
        at = mask.span.end
    return "".join([*out, text[at : span.end]])


def _forms(names: Iterable[str]) -> list[str]:
    forms: set[str] = set()
    for name in names:
        plain = " ".join(name.split()).removeprefix("The ").removeprefix("the ")
        words = plain.split()
        called = {plain, _without_edition(words)} - {""}
        called |= {c.upper() for c in called if len(c) >= _LEAST_IN_CAPITALS}
        for form in called:
            forms |= {form, f"The {form}", f"the {form}"}
            if " " in form:
                forms.add(form.replace(" ", ""))
    return sorted(forms)


def _without_edition(words: Sequence[str]) -> str:
    kept = list(words)
    while len(kept) > 1 and kept[-1] in _EDITIONS:
        kept = kept[:-1]
    return " ".join(kept) if len(kept) > 1 or (kept and len(kept[0]) > 1 and kept[0].isupper()) else ""


def _whole(form: str) -> str:
    return rf"(?<!\w){re.escape(form)}(?!\w)".replace(r"\ ", r"(?:\s+|[-‐‑])")


def _named_before(text: str, end: int, initials: str) -> int | None:
    """Where the words begin whose first letters are ``initials`` and that stand right before ``end``."""
    before = list(re.finditer(r"\b[A-Z]\w*", text[:end]))[-len(initials) :]
    if "".join(m[0][0] for m in before) != initials or not before:
        return None
    between = text[before[0].start() : end]
    return before[0].start() if len(between.split()) == len(initials) else None


def _longest(masks: Sequence[Mask]) -> tuple[Mask, ...]:
    kept: list[Mask] = []
    for mask in sorted(masks, key=lambda m: (-len(m.span), m.span)):
        if not any(mask.span.overlaps(other.span) for other in kept):
            kept.append(mask)
    return tuple(sorted(kept, key=lambda m: m.span))
