"""Small article sets for tests, of invented news."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from books import HEAD, concept

TEXTS = {
    "quay-post": """\
Ferry strike enters second day

Dock workers stayed out on Tuesday. “We will not sail,” said Ana Ruiz, who leads the strikers. About 300 people stood \
at the gate.

The port authority said talks would go on.
""",
    "bay-news": """\
Port at a standstill

Militants kept the quay shut on Tuesday. “We will not sail,” union boss Ana Ruiz told reporters. Some 250 people \
stood at the gate.

The mayor called the blockade “a disgrace”.
""",
    "north-herald": """\
Strikers hold the quay

The strikers sang through the night. Police counted 200 of them. “They have a point,” a passenger, Tom Birk, said.
""",
}

CODEBOOK = HEAD + concept(
    "people-at-the-quay",
    ("strikers", "striker*"),
    ("dock workers", "dock workers"),
    ("militants", "militant*"),
    called="People at the quay",
)


def make_set(folder: Path, *, texts: Mapping[str, str] | None = None, codebook: str | None = CODEBOOK) -> Path:
    """An article set with one article an outlet; the folder's name is its id."""
    texts = texts or TEXTS
    return write_set(folder, texts, outlets={name: name.replace("-", " ").title() for name in texts}, codebook=codebook)


def write_set(folder: Path, texts: Mapping[str, str], *, outlets: Mapping[str, str], codebook: str | None) -> Path:
    """Texts and outlets by article id, as an article set of one day."""
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    lines = ["[set]", f'id = "{folder.name}"', 'title = "Strike at the quay"', "event_date = 2024-03-05"]
    for name, text in texts.items():
        (folder / "texts" / f"{name}.txt").write_bytes(text.encode())
        digest = hashlib.sha256(text.encode()).hexdigest()
        lines += ["", "[[article]]", f'id = "{name}"', f'outlet = "{outlets[name]}"', "published = 2024-03-05"]
        lines += [f'file = "texts/{name}.txt"', f'sha256 = "{digest}"']
    (folder / "articles.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if codebook is not None:
        (folder / "codebook.toml").write_text(codebook, encoding="utf-8")
    return folder
