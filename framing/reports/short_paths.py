"""The path of a drawing in as few signs as will do: strokes and boxes make up a third of a page's drawings.

Each step is written from where the one before ended, or from the corner of the drawing, whichever is shorter.
Places are counted in whole hundredths, so that steps add up to what was given, to the last digit.
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"([A-Za-z])|(-?\d+(?:\.\d{1,2})?)(?![\d.eE])|[\s,]+|(.)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}  # numbers that a command takes
_WHOLE = 100

Point = tuple[int, int]
Step = tuple[str, tuple[int, ...]]  # a command, and what follows it in hundredths


def short_path(path: str) -> str:
    """Return a path that draws the same in fewer signs; the path as it is where it holds what is not known here.

    Known are moves, lines, cubic and quadratic curves and closings, with at most two decimals.

    >>> short_path("M1 1L5 1L5 2.5L1 2.5z")
    'M1 1H5V2.5H1z'
    >>> short_path("M466.2 195.3v9M466.8 195.3v9")
    'M466.2 195.3v9m.6-9v9'
    >>> short_path("M0 0A1 1 0 0 0 2 2")
    'M0 0A1 1 0 0 0 2 2'
    >>> short_path("")
    ''
    """
    steps = _read(path)
    if steps is None:
        return path
    made = ""
    at: Point = (0, 0)
    begun: Point = (0, 0)
    last = ""
    for name, places in steps:
        if name == "Z":
            made, at, last = made + "z", begun, "z"
            continue
        end = _end(name, places, at)
        forms = [_written(n, numbers, last) for n, numbers in _forms(name, places, at, end)]
        shortest = min(forms, key=lambda form: len(form[0]))
        made, last = made + shortest[0], shortest[1]
        begun = end if name == "M" else begun
        at = end
    return made if len(made) < len(path) else path


def _read(path: str) -> list[Step] | None:
    """The steps of a path with absolute places; ``None`` where one is of another kind."""
    commands: list[tuple[str, list[int]]] = []
    for letter, number, other in _TOKEN.findall(path):
        if other or (number and not commands):
            return None
        if letter:
            commands.append((letter, []))
        elif number:
            commands[-1][1].append(round(float(number) * _WHOLE))
    steps: list[Step] = []
    at: Point = (0, 0)
    begun: Point = (0, 0)
    for letter, numbers in commands:
        name = letter.upper()
        takes = _TAKES.get(name)
        # a command said once for many is not what drawings are written in here
        if takes is None or len(numbers) != takes:
            return None
        places = tuple(n + at[_axis(name, k)] for k, n in enumerate(numbers)) if letter.islower() else tuple(numbers)
        steps.append((name, places))
        at = begun if name == "Z" else _end(name, places, at)
        begun = at if name == "M" else begun
    return steps


def _axis(name: str, number: int) -> int:
    """Whether a command's number counts across (0) or down (1)."""
    return 1 if name == "V" else number % 2


def _end(name: str, places: tuple[int, ...], at: Point) -> Point:
    if name == "H":
        return places[0], at[1]
    if name == "V":
        return at[0], places[0]
    return places[-2], places[-1]


def _forms(name: str, places: tuple[int, ...], at: Point, end: Point) -> list[Step]:
    """How a step can be said: from the drawing's corner, and from where the last one ended."""
    if name == "L" and at[1] == end[1]:
        name, places = "H", (end[0],)
    elif name == "L" and at[0] == end[0]:
        name, places = "V", (end[1],)
    return [(name, places), (name.lower(), tuple(n - at[_axis(name, k)] for k, n in enumerate(places)))]


def _written(name: str, numbers: tuple[int, ...], last: str) -> tuple[str, str]:
    """A step as it is written after one called ``last``, and its name."""
    said = name if name != last or name in "Mm" else ""
    return said + _row(numbers, spaced=not said), name


def _row(numbers: tuple[int, ...], *, spaced: bool) -> str:
    made = ""
    for k, number in enumerate(numbers):
        word = _decimal(number)
        made += word if word.startswith("-") or (k == 0 and not spaced) else f" {word}"
    return made


def _decimal(hundredths: int) -> str:
    """A number of hundredths without zeros that say nothing.

    >>> _decimal(60), _decimal(-5), _decimal(1200), _decimal(0)
    ('.6', '-.05', '12', '0')
    """
    sign, (whole, rest) = "-" if hundredths < 0 else "", divmod(abs(hundredths), _WHOLE)
    decimals = f".{rest:02}".rstrip("0").rstrip(".")
    return f"{sign}{whole or ('' if decimals else '0')}{decimals}"
