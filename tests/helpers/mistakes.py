"""Run many command lines in one process, one after the other, and write down how each was answered."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import traceback
from collections.abc import Iterable

# What takes most of a second to import, and is not needed to see that a path is wrong.
HEAVY = ("numpy", "pandas", "scipy", "spacy", "matplotlib", "papermill", "duckdb", "jinja2", "rich")


def answer(words: list[str]) -> dict[str, object]:
    from framing.cli import main

    sys.argv = ["framing", *words]
    out, err = io.StringIO(), io.StringIO()
    status: object = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as ended:
            status = ended.code
        except BaseException:  # noqa: BLE001 - whatever it is, it is the answer
            status = "traceback"
            traceback.print_exc()
    heavy = [name for name in HEAVY if name in sys.modules]
    return {"status": status, "out": out.getvalue(), "err": err.getvalue(), "heavy": heavy}


def run_all(lines: Iterable[list[str]]) -> None:
    print(json.dumps([answer(words) for words in lines]))  # noqa: T201 - read by the test


if __name__ == "__main__":
    run_all(json.loads(sys.stdin.read()))
