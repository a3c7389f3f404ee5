"""What is wrong in a codebook file, in words that a person can act on, each with its line."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Any


def line_of(source: str, words: str) -> int:
    """Return the line (from 1) of the first quoted string ``words`` in a TOML source; 0 if it stands nowhere."""
    for n, line in enumerate(source.split("\n"), start=1):
        if f'"{words}"' in line or f"'{words}'" in line:
            return n
    return 0


def faults_of(source: str, path: str, error: dict[str, Any]) -> list[str]:
    """One validation error as lines that a person can act on, each with its place in the file."""
    message = str(error["msg"]).removeprefix("Value error, ")
    if not error["loc"]:
        return [f"{path}{_line_named_in(source, one)}: {one}" for one in message.split("; ")]
    given = error.get("input")
    line = line_of(source, given) if isinstance(given, str) else 0
    line = line or _line_of_table(source, error["loc"])
    remedy = {
        "extra_forbidden": "unknown field: remove it or check its spelling",
        "missing": "this field is required: add it",
    }.get(error["type"], message)
    where = f"{path}, line {line}" if line else path
    return [f"{where}: {'.'.join(str(part) for part in error['loc'])}: {remedy}"]


def _line_named_in(source: str, message: str) -> str:
    """Where the first name that ``message`` quotes, and the source holds, stands."""
    lines = (line_of(source, name) for name in re.findall("'([^']+)'", message))
    return next((f", line {line}" for line in lines if line), "")


def _line_of_table(source: str, loc: tuple[int | str, ...]) -> int:
    """Return the line of the innermost ``[[table]]`` that ``loc`` names; 0 if there is none."""
    at = 0
    lines = source.split("\n")
    headers = {"concept": "[[concept]]", "variant": "[[concept.variant]]", "axis": "[[axis]]", "rater": "[[rater]]"}
    headers |= {name: f"[[{name}]]" for name in ("contrast", "emphasis", "treatment")} | {"codebook": "[codebook]"}
    for part, nth in zip_longest(loc, loc[1:]):
        header = headers.get(str(part))
        if header is None:
            continue
        skip = nth if isinstance(nth, int) else 0
        for n in range(at, len(lines)):
            if lines[n].replace(" ", "") == header:
                if skip == 0:
                    at = n + 1
                    break
                skip -= 1
    return at
