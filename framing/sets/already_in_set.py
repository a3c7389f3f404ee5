"""What a set's folder already has, and whether a new text is one of its articles."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from framing.sets.ids import slug
from framing.sets.importers.candidate import Found
from framing.sets.manifest import MANIFEST, ArticleEntry, Manifest, SetError, load_set, read_manifest
from framing.sets.near_copies import plain_words, sketch, sketch_resemblance
from framing.sets.outlet_entries import OutletEntry
from framing.sets.pack import fingerprints
from framing.sets.safe_read import MOST_TEXT_BYTES, read_bounded

SAME = 0.65
_NEAR_THE_TOP = 120
_LEAST_TITLE_WORDS = 4


def digest(data: bytes) -> str:
    """Return the SHA-256 of ``data`` in hex."""
    return hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Known:
    """A set's folder before an import.

    ``source`` is the manifest's text, empty if there is none; ``by_hash`` its entries by their
    texts' hash (several outlets may print one text);
    ``present`` the ids whose texts are there; ``originals`` the ids of imported originals
    by their hash; ``sketches`` what each known article's text looks like, as far as known; ``outlets`` what the
    user says of each outlet.
    """

    folder: Path
    source: str = ""
    entries: tuple[ArticleEntry, ...] = ()
    by_hash: Mapping[str, tuple[ArticleEntry, ...]] = field(default_factory=dict)
    present: frozenset[str] = frozenset()
    originals: Mapping[str, str] = field(default_factory=dict)
    sketches: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    outlets: Mapping[str, OutletEntry] = field(default_factory=dict)

    @property
    def taken(self) -> set[str]:
        """Ids in use, in lower case."""
        return {entry.id.lower() for entry in self.entries}


def read_known(folder: Path) -> Known:
    """Read what ``folder`` holds; a folder without a manifest holds nothing yet.

    Raises :class:`SetError` if its manifest or a text that is there is not in order, or if
    its annotation pack was made from other texts.
    """
    path = folder / MANIFEST
    if not path.exists():
        return Known(folder)
    manifest = read_manifest(folder, may_be_empty=True)
    if manifest.findings:
        raise SetError(manifest.findings)
    source = path.read_bytes().decode("utf-8")
    if not manifest.entries:
        return Known(folder, source, outlets=manifest.outlets)
    read = load_set(folder, texts="optional")
    packed = fingerprints(folder, {entry.id: entry.sha256 for entry in read.entries})
    return Known(
        folder=folder,
        source=source,
        outlets=manifest.outlets,
        entries=read.entries,
        by_hash=_by_hash(read.entries),
        present=frozenset(article.id for article in read.articles),
        originals=_originals(folder, manifest),
        sketches={**packed, **{article.id: sketch(article.text) for article in read.articles}},
    )


def _by_hash(entries: Iterable[ArticleEntry]) -> dict[str, tuple[ArticleEntry, ...]]:
    held: dict[str, tuple[ArticleEntry, ...]] = {}
    for entry in entries:
        held[entry.sha256] = (*held.get(entry.sha256, ()), entry)
    return held


def _originals(folder: Path, manifest: Manifest) -> dict[str, str]:
    ids = {entry.id for _, entry in manifest.entries}
    kept = folder / "originals"
    if not kept.is_dir() or kept.is_symlink():
        return {}
    files = [path for path in sorted(kept.iterdir()) if path.is_file() and not path.is_symlink()]
    return {digest(read_bounded(path, MOST_TEXT_BYTES)): path.stem for path in files if path.stem in ids}


def changed_article(found: Found, known: Known) -> tuple[str, str] | None:
    """Return the id of the known article that ``found`` is a changed text of, and why it seems so; else ``None``.

    Call it for a text whose hash is unknown. It is a changed text of an article that has
    its id; or its text to two thirds, unless the source names another outlet (two
    outlets may print one dispatch); or, where the set has not that article's text, its
    file name or its title at the top.
    """
    mine = sketch(found.text)
    top = " ".join(plain_words(found.text)[:_NEAR_THE_TOP])
    for entry in known.entries:
        if (found.facts.id or "").lower() == entry.id.lower():
            return entry.id, "it has its id"
        if found.facts.outlet and found.facts.outlet.casefold() != entry.outlet.casefold():
            continue
        if entry.id in known.sketches:
            alike = sketch_resemblance(mine, known.sketches[entry.id])
            if alike >= SAME:
                return entry.id, f"the texts are alike to {min(alike, 0.99):.0%}"
        elif slug(found.stem) == slug(entry.id):
            return entry.id, "it has its name"
        elif entry.title:
            title = plain_words(entry.title)
            if len(title) >= _LEAST_TITLE_WORDS and " ".join(title) in top:
                return entry.id, "it begins with its title"
    return None
