"""Small article sets for tests, of invented news."""

from __future__ import annotations

import hashlib
from pathlib import Path

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

CODEBOOK = """\
[codebook]
id = "quay"
title = "Quay"
version = "1"

[[concept]]
id = "people-at-the-quay"
name = "People at the quay"
referent = "those who keep the port shut"
include = "any noun for them as a group"

[[concept.variant]]
label = "strikers"
patterns = ["striker*"]

[[concept.variant]]
label = "dock workers"
patterns = ["dock workers"]

[[concept.variant]]
label = "militants"
patterns = ["militant*"]
"""


def make_set(folder: Path, *, texts: dict[str, str] | None = None, codebook: str | None = CODEBOOK) -> Path:
    """An article set with one article an outlet; the folder's name is its id."""
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    lines = ["[set]", f'id = "{folder.name}"', 'title = "Strike at the quay"', "event_date = 2024-03-05"]
    for name, text in (texts or TEXTS).items():
        (folder / "texts" / f"{name}.txt").write_bytes(text.encode())
        digest = hashlib.sha256(text.encode()).hexdigest()
        lines += [
            "",
            "[[article]]",
            f'id = "{name}"',
            f'outlet = "{name.replace("-", " ").title()}"',
            "published = 2024-03-05",
            f'file = "texts/{name}.txt"',
            f'sha256 = "{digest}"',
        ]
    (folder / "articles.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    if codebook is not None:
        (folder / "codebook.toml").write_text(codebook, encoding="utf-8")
    return folder
