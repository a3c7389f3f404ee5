"""Run many command lines in one process, one after the other, and write down how each was answered."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import traceback
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

# What takes most of a second to import, and is not needed to see that a path is wrong.
HEAVY = ("numpy", "pandas", "scipy", "spacy", "matplotlib", "papermill", "duckdb", "jinja2", "rich")


ARTICLE = "Lamp goes out\n\nThe lamp at the point went out on Monday, the keeper said. Boats were told to stay away.\n"
MANIFEST = '[set]\nid = "lamp"\ntitle = "The lamp"\nlanguage = "en"\n\n[[article]]\nid = "one"\noutlet = "Star"\n'


def a_set(folder: Path) -> None:
    """An article set of one text, without a codebook."""
    (folder / "texts").mkdir(parents=True)
    (folder / "texts/one.txt").write_bytes(ARTICLE.encode())
    digest = sha256(ARTICLE.encode()).hexdigest()
    (folder / "articles.toml").write_text(f'{MANIFEST}file = "texts/one.txt"\nsha256 = "{digest}"\n', encoding="utf-8")


def make_desk(folder: Path) -> None:
    """The folder in which the mistakes of ``tests/cases/mistakes.toml`` are made."""
    a_set(folder / "set")
    a_set(folder / "bare")
    (folder / "params.yaml").write_text("article_set: set\nout: out\n", encoding="utf-8")
    (folder / "bare.yaml").write_text("article_set: bare\nout: out\nparser: none\n", encoding="utf-8")
    (folder / "misspelt.yaml").write_text("article_set: bare\nout: out\ncodebok: null\n", encoding="utf-8")
    (folder / "lost.yaml").write_text("article_set: sett\nout: out\n", encoding="utf-8")
    (folder / "file.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "copy").mkdir()
    (folder / "copy/report.json").write_text("{}", encoding="utf-8")


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
