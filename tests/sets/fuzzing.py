"""Damaged inputs for every reader, and a watch on what is written where.

A case takes good inputs, damages some of their bytes, and gives them to a reader. Any
outcome is fine except an exception that the command line would not turn into a message,
and a file touched outside the folder of the case.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from set_builder import TEXTS, build

from framing.annotate.annotate import annotate
from framing.annotate.codebook import read_codebook
from framing.sets.audit import audit
from framing.sets.audit_text import audit_text
from framing.sets.intake import import_articles
from framing.sets.manifest import load_set
from framing.text.article import Article

CODEBOOK = """[codebook]
id = "lamp"
title = "The lamp"
version = "1"
[[axis]]
name = "e"
low = -2
high = 2
meaning = "m"
[[rater]]
id = "1"
[[concept]]
id = "keeper"
name = "the keeper"
referent = "who keeps the lamp"
include = "any noun"
[[concept.variant]]
label = "keeper"
patterns = ["keeper*", "[keeper] of the * lighthouse"]
exclude = ["goal keeper"]
ratings = [{axis = "e", rater = "1", value = 1}]
[[concept.variant]]
label = "lamp"
patterns = ["lamp"]
"""
PAGE = (
    "<html lang=en><head><title>Lamp</title><meta name=date content=2024-03-04></head>"
    "<body><article><h1>Lamp</h1><p>{}</p></article></body></html>"
)
NASTY = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xef\xbb\xbf",
        b"\r\n",
        b'"""',
        b"'''",
        b"[[",
        b"]]",
        b"{",
        b"}",
    ),
    *(
        b"=",
        b"\\",
        b"..",
        b"/",
        b"*",
        b"(?",
        b"\x1b[2J",
        b"\xe2\x80\x9c",
        b"\xe2\x80\x9d",
        b"\xe2\x80\xae",
        b"\xcc\x81" * 9,
        b"<script>",
    ),
    *(
        b"1e999",
        b"-1",
        b"nan",
        b"9999-99-99",
        b"2024-02-30",
        b"<!--",
        b"<![CDATA[",
        b"&#0;",
        b"&#x110000;",
        b" " * 50,
        b"a" * 2000,
    ),
)


def damaged(data: bytes, rng: random.Random) -> bytes:
    """``data`` with one to six places cut, doubled, changed or filled with something nasty."""
    out = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(out) + 1)
        size = rng.choice((0, 1, 1, 2, 5, 30, 300))
        how = rng.random()
        if how < 0.4:
            out[at : at + size] = rng.choice(NASTY)
        elif how < 0.6:
            out[at : at + size] = b""
        elif how < 0.8:
            out[at : at + size] = bytes(rng.randrange(256) for _ in range(size))
        else:
            other = rng.randrange(len(out) + 1)
            out[at:at] = out[other : other + size]
    return bytes(out)


def _manifest(folder: Path, rng: random.Random) -> None:
    build(folder)
    path = folder / "articles.toml"
    path.write_bytes(damaged(path.read_bytes(), rng))
    audit_text(audit(load_set(folder, texts=rng.choice(("required", "optional")))))


def _codebook(folder: Path, rng: random.Random) -> None:
    path = folder / "codebook.toml"
    path.write_bytes(damaged(CODEBOOK.encode(), rng))
    annotate(Article(id="a", text=TEXTS["one"]), codebook=read_codebook(path), parser="none")


def _text(folder: Path, rng: random.Random) -> None:
    text = damaged(rng.choice([*TEXTS.values()]).encode(), rng).decode(
        "utf-8", rng.choice(("replace", "surrogateescape"))
    )
    del folder
    annotate(Article(id="a", text=text), parser="none")


def _imported(name: str, make: Callable[[str], bytes]) -> Callable[[Path, random.Random], None]:
    def case(folder: Path, rng: random.Random) -> None:
        source = folder / "source"
        source.mkdir()
        good = make(rng.choice([*TEXTS.values()]))
        (source / name).write_bytes(damaged(good, rng))
        (source / f"second-{name}").write_bytes(good)
        import_articles(source, folder / "set").said()
        import_articles(source, folder / "set").said()

    return case


def _rows(text: str) -> bytes:
    import json

    return (json.dumps({"id": "x", "text": text, "title": "t", "date": "2024-03-04"}) + "\n").encode() * 2


def _extended(folder: Path, rng: random.Random) -> None:
    """A damaged manifest is extended, or refused and left as it is."""
    _ = build(folder / "set")
    path = folder / "set" / "articles.toml"
    before = damaged(path.read_bytes(), rng)
    path.write_bytes(before)
    (folder / "new.txt").write_text(
        TEXTS["one"] + " The lamp was lit again, and that was the end of it.", encoding="utf-8"
    )
    try:
        import_articles(folder / "new.txt", folder / "set", outlet="Star")
    except ValueError:
        assert path.read_bytes() == before
        raise


CASES: dict[str, Callable[[Path, random.Random], None]] = {
    "manifest": _manifest,
    "codebook": _codebook,
    "text": _text,
    "import txt": _imported("a.txt", str.encode),
    "import html": _imported("a.html", lambda text: PAGE.format(text.replace("\n\n", "</p><p>")).encode()),
    "import jsonl": _imported("a.jsonl", _rows),
    "import csv": _imported("a.csv", lambda text: f'id;text;published\n1;"{text}";2024-03-04\n'.encode()),
    "extend": _extended,
}


def said_to_user(error: BaseException) -> bool:
    """Whether the command line makes a message of this error (see ``framing.cli.main``)."""
    return isinstance(error, OSError) or (
        isinstance(error, ValueError | RuntimeError) and type(error).__module__.startswith("framing.")
    )


_touched: list[str] = []
_watching = False


def _hook(event: str, args: tuple[object, ...]) -> None:
    if not _watching:
        return
    if event == "open" and isinstance(args[0], str | bytes) and isinstance(args[2], int):
        if args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC):
            _touched.append(os.fsdecode(args[0]))
    elif event in {
        "os.mkdir",
        "os.rename",
        "os.remove",
        "os.symlink",
        "os.link",
        "os.rmdir",
        "os.chmod",
        "shutil.rmtree",
    }:
        _touched.extend(os.fsdecode(arg) for arg in args[:2] if isinstance(arg, str | bytes | os.PathLike))
    elif event in {"subprocess.Popen", "os.system", "os.exec", "socket.connect"}:
        _touched.append(f"{event} {args!r}")


@contextmanager
def watched(folder: Path) -> Iterator[list[str]]:
    """Collect what is written outside ``folder``, and processes and connections that are opened."""
    global _watching  # noqa: PLW0603 - an audit hook cannot be taken away again
    if not getattr(sys, "_framing_hook", False):
        sys.addaudithook(_hook)
        sys._framing_hook = True  # type: ignore[attr-defined]
    _touched.clear()
    outside: list[str] = []
    _watching = True
    try:
        yield outside
    finally:
        _watching = False
        home = folder.resolve()
        for name in _touched:
            path = Path(name).absolute()
            if not path.is_relative_to(home) and name != os.devnull and "__pycache__" not in name:
                outside.append(name)


def run_case(kind: str, folder: Path, seed: int) -> str | None:
    """Run one case; return what went wrong, or ``None``."""
    with watched(folder) as outside:
        try:
            CASES[kind](folder, random.Random(seed))
        except Exception as error:  # noqa: BLE001 - whatever comes is what is looked for
            if not said_to_user(error):
                return f"{kind} {seed}: {type(error).__name__}: {str(error)[:300]}"
            if not str(error).strip():
                return f"{kind} {seed}: {type(error).__name__} without a message"
    return f"{kind} {seed}: touched {outside[:3]}" if outside else None
