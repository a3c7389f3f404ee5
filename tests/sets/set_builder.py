"""Small article sets for tests: texts written here, hashes made to fit."""

from __future__ import annotations

import hashlib
from pathlib import Path

TEXTS = {
    "one": (
        "Lighthouse keeper finds a lamp that would not light\n\n"
        "The keeper of the old lighthouse said on Monday that the lamp had not been lit for a week, and that the "
        "boats which pass the point had been told to keep away from the rocks.\n\n"
        "“They have been patient with us,” she said. “The lamp will be mended when the part has come.”\n"
    ),
    "two": (
        "Boats warned as lamp fails\n\n"
        "Fishing boats were warned to stay clear of the point after the lamp of the lighthouse failed, the harbour "
        "office said on Tuesday. It had no date for the repair, which would be done by a firm from the mainland.\n\n"
        "Two skippers told this paper that they had not been warned at all and that the office should have called "
        "them.\n"
    ),
    "three": (
        "A week of dark nights at the point\n\n"
        "For seven nights there has been no light at the point. The people of the village have put lanterns in "
        "their windows, and the boats have found their way home by them, as their grandfathers would have done.\n"
    ),
}


def entry(id_: str, text: str, **fields: str) -> str:
    lines = {
        "id": f'"{id_}"',
        "outlet": f'"Outlet {id_}"',
        "published": "2024-03-04",
        "file": f'"texts/{id_}.txt"',
        "sha256": f'"{hashlib.sha256(text.encode()).hexdigest()}"',
        **fields,
    }
    return "[[article]]\n" + "".join(f"{name} = {value}\n" for name, value in lines.items() if value)


HEAD = '[set]\nid = "lamp"\ntitle = "The lamp at the point"\nevent_date = 2024-03-03\nlanguage = "en"\n\n'


def build(folder: Path, texts: dict[str, str] | None = None, *, head: str = HEAD, tail: str = "") -> Path:
    """Write a set of ``texts`` (by id) and return its folder."""
    texts = TEXTS if texts is None else texts
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    for id_, text in texts.items():
        (folder / "texts" / f"{id_}.txt").write_bytes(text.encode())
    body = "\n".join(entry(id_, text) for id_, text in texts.items())
    (folder / "articles.toml").write_bytes((head + body + tail).encode())
    return folder


def edit(folder: Path, old: str, new: str) -> None:
    """Replace the first ``old`` in the set's manifest; it must be there."""
    path = folder / "articles.toml"
    source = path.read_text(encoding="utf-8")
    assert old in source, old
    path.write_bytes(source.replace(old, new, 1).encode())
