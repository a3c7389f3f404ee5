"""A shortened path draws the same: read back step by step, its places are those of the path that was given."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.reports.short_paths import short_path

_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4, "Z": 0}
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


def points(path: str) -> list[tuple[str, tuple[int, ...]]]:
    """The absolute places of a path in hundredths, lines of any form as lines, as a browser reads it."""
    found: list[tuple[str, tuple[int, ...]]] = []
    x = y = left = top = 0
    for letter, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        name, numbers = letter.upper(), [round(float(n) * 100) for n in _NUMBER.findall(rest)]
        takes = _TAKES[name]
        for k in range(0, max(len(numbers), 1), takes or 1):
            row = numbers[k : k + takes]
            if name == "H":
                row = [row[0] + (x if letter == "h" else 0), y]
            elif name == "V":
                row = [x, row[0] + (y if letter == "v" else 0)]
            elif letter.islower():
                row = [n + (y if i % 2 else x) for i, n in enumerate(row)]
            x, y = (left, top) if name == "Z" else (row[-2], row[-1])
            if name == "M":
                left, top = x, y
            found.append(("L" if name in "HV" else name, tuple(row)))
    return found


NUMBERS = st.integers(-60_000, 60_000).map(lambda n: f"{n / 100:.2f}".rstrip("0").rstrip("."))


@st.composite
def paths(draw: st.DrawFn) -> str:
    made = f"M{draw(NUMBERS)} {draw(NUMBERS)}"
    for letter in draw(st.lists(st.sampled_from("MLLHVCQZ"), max_size=12)):
        letter = draw(st.sampled_from([letter, letter.lower()]))  # noqa: PLW2901
        made += letter + " ".join(draw(NUMBERS) for _ in range(_TAKES[letter.upper()]))
    return made


@given(paths())
def test_every_place_is_kept_to_the_last_digit(path: str) -> None:
    short = short_path(path)
    assert points(short) == points(path)
    assert len(short) <= len(path)


@pytest.mark.parametrize(
    "path",
    ["M1 1A2 2 0 0 1 3 3", "1 1L2 2", "M1.2345 1L2 2", "M1e5 1L1 1", "M1 1S2 2 3 3", "M1", "M1 1L2 2 3 3", "M1 1;x"],
)
def test_what_is_not_known_stays_as_it_is(path: str) -> None:
    assert short_path(path) == path


def test_strokes_of_one_row_are_told_from_one_to_the_next() -> None:
    row = "".join(f"M{n}.5 195.3L{n}.5 204.3" for n in range(100, 160))
    assert len(short_path(row)) < len(row) / 3
