"""Numbers as words and digits: how they are written, and what they are worth."""

from __future__ import annotations

import re
from functools import cache

from framing.lexicons import load

_ONES: tuple[str, ...] = tuple(load("inflection")["numerals"]["cardinal"])
_TENS: tuple[str, ...] = tuple(load("inflection")["numerals"]["tens"][2:])
_PARTS = {"half": 0.5, "quarter": 0.25}
_SCALES = ("hundred", "thousand", "million", "billion", "trillion")

_ones = "|".join(sorted(_ONES, key=len, reverse=True))
_tens = "|".join(_TENS)
_small = rf"(?:(?:{_tens})(?:[-‐‑ ](?:{_ones}))?|{_ones})"
_scale = rf"(?:{'|'.join(_SCALES)})"
# "a dozen", "half a million", "half billion", "a quarter of a million"
_part = rf"(?:(?:an?\s+)?(?:half|quarter)(?:[\s-]+(?:of[\s-]+)?an?)?[\s-]+(?:{_scale}|dozen))"
# "five thousand two hundred and fifty", "a million and a half", "two and a half million"
WORDS = (
    rf"(?:{_part}|(?:an?|several)\s+(?:{_scale}|dozen)(?:\s+and\s+a\s+half\b)?"
    rf"|{_small}\s+and\s+a\s+half\s+{_scale}|{_small}(?:(?:[\s-]+{_scale})+"
    rf"(?:(?:\s+and)?\s+{_small}(?:[\s-]+{_scale})*)*)?(?:\s+dozen)?)"
)
# thousands are parted by commas, or by spaces as in "12 500" (but "5 100-metre races" are five)
DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d-])|\d+(?:\.\d+)?"
_SHORT_SCALE = r"(?:[\s-]?(?:million|billion|trillion|thousand|hundred|bn|tn|mn|m|k)\b)?"
FIGURE = rf"(?:(?:{DIGITS}){_SHORT_SCALE}|\b{WORDS}\b)"


@cache
def _word_value() -> dict[str, int]:
    out = {word: k for k, word in enumerate(_ONES)} | {word: 10 * (k + 2) for k, word in enumerate(_TENS)}
    return out | {"a": 1, "an": 1}


def read_figure(written: str) -> float | None:
    """Return what a number is worth ("5,200", "3.6 billion", "half a million"), ``None`` if it says none.

    "several dozen" and "several thousand" give ``None``: no figure stands behind them.

    >>> read_figure("half billion"), read_figure("two and a half million"), read_figure("a dozen")
    (500000000.0, 2500000.0, 12.0)
    """
    form = written.lower().replace("‑", "-").replace("‐", "-")
    digits = re.match(rf"({DIGITS})\s?-?([a-z]*)$", form)
    if digits:
        scale = load("quantities")["scales"].get(digits[2], 1) if digits[2] else 1
        return float(re.sub(r"[,\s]", "", digits[1])) * scale
    counted, half, behind = form.partition(" and a half")
    if half:
        unit = _worth(behind or counted.split()[-1])  # "two and a half million", "a million and a half"
        whole = _worth(counted)
        return None if whole is None or unit is None else whole * (unit if behind else 1.0) + 0.5 * unit
    return _worth(form)


def _worth(words: str) -> float | None:
    """What a number in words is worth, without "and a half"."""
    total, group = 0.0, 0.0
    for word in re.findall(r"[a-z]+", words):
        if word == "several":
            return None
        if word in _PARTS:
            group = _PARTS[word]
        elif word in _word_value():
            group = group if word in {"a", "an"} and group else group + _word_value()[word]
        elif word == "dozen":
            group = (group or 1) * 12
        elif word == "hundred":
            group = (group or 1) * 100
        elif word in _SCALES:
            total += (group or 1) * load("quantities")["scales"][word]
            group = 0.0
    return total + group
