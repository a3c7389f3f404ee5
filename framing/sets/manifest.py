"""Article sets on disk: ``articles.toml``, the texts beside it, and what may be wrong with them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, Protocol

from pydantic import ValidationError

from framing.sets.checked_sample import CheckedSample, read_sample
from framing.sets.corrections import Correction, read_corrections
from framing.sets.field_errors import explain
from framing.sets.manifest_fields import ArticleEntry, SetHead
from framing.sets.outlet_entries import OutletEntry, one_name, read_outlets
from framing.sets.safe_read import MOST_MANIFEST_BYTES, UnsafePathError, inside, read_bounded
from framing.sets.set_problems import SetError, SetFault, shown
from framing.sets.text_files import Fault, read_text
from framing.sets.toml_lines import TomlPlace, line_at, lines_of
from framing.text.article import Article

__all__ = ["MANIFEST", "ArticleEntry", "ArticleSet", "SetError", "SetFault", "SetHead", "load_set"]

MANIFEST = "articles.toml"


class _Report(Protocol):
    """Notes one thing wrong at a place of the manifest."""

    def __call__(self, place: TomlPlace, what: str, remedy: str, article: str = "") -> None: ...


@dataclass(frozen=True, slots=True)
class ArticleSet:
    """Several outlets' reports on one event.

    ``articles`` are those whose text is there, in the manifest's order; ``missing`` the ids
    of those whose text is not (only with ``texts="optional"``); ``entries`` the manifest's
    record of every one. ``aliases`` maps a canonical speaker to other forms of the name,
    ``outlets`` an outlet to what the user says of it.
    ``codebook_path`` is ``codebook.toml`` of the folder, or ``None``. ``corrections`` are readers' decisions on single
    marks, from ``corrections.jsonl`` of the folder, ``sample`` the units drawn for checking, from ``sample.jsonl``.
    """

    id: str
    title: str
    event_date: date | None
    language: str
    folder: Path
    articles: tuple[Article, ...]
    codebook_path: Path | None = None
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outlets: Mapping[str, OutletEntry] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    entries: tuple[ArticleEntry, ...] = ()
    corrections: tuple[Correction, ...] = ()
    sample: CheckedSample | None = None

    def __iter__(self) -> Iterator[Article]:
        return iter(self.articles)

    def __len__(self) -> int:
        return len(self.articles)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as read: what could be read of it, and ``findings``: what is wrong with the rest."""

    folder: Path
    head: SetHead | None
    entries: tuple[tuple[int, ArticleEntry], ...]
    aliases: Mapping[str, tuple[str, ...]]
    findings: tuple[SetFault, ...]
    lines: Mapping[TomlPlace, int]
    outlets: Mapping[str, OutletEntry] = field(default_factory=dict)

    def where(self, place: TomlPlace) -> str:
        """Return file and line of a place, for a message."""
        return f"{shown(str(self.folder / MANIFEST), longest=1000)}, line {line_at(self.lines, place)}"


def read_manifest(folder: Path | str, *, may_be_empty: bool = False) -> Manifest:
    """Read ``articles.toml`` of ``folder`` without its texts; what is wrong stands in ``findings``.

    Raises :class:`SetError` only if there is no manifest, or it is no TOML. A manifest
    with no article is a finding unless it ``may_be_empty``.
    """
    folder = Path(folder)
    raw, lines = _read_toml(folder / MANIFEST)
    empty = Manifest(folder, None, (), {}, (), lines)
    findings: list[SetFault] = []

    def wrong(place: TomlPlace, what: str, remedy: str, article: str = "") -> None:
        findings.append(SetFault(empty.where(place), what, remedy, article))

    for key in raw.keys() - {"set", "article", "aliases", "outlets"}:
        remedy = "a manifest has [set], [[article]], [aliases] and [outlets]"
        wrong((key,), f"unknown table or field '{shown(key)}'", remedy)
    head = _head(raw.get("set"), wrong)
    listed = raw.get("article")
    outlets = read_outlets(raw.get("outlets", {}), wrong)
    entries = [] if may_be_empty and not listed else _entries(listed, outlets, wrong)
    aliases = _aliases(raw.get("aliases", {}), wrong)
    return Manifest(folder, head, tuple(entries), aliases, tuple(findings), lines, outlets)


def load_set(folder: Path | str, *, texts: Literal["required", "optional"] = "required") -> ArticleSet:
    """Read the article set in ``folder``: its manifest, checked field by field, and its texts, checked by hash.

    A text is its file's bytes read as UTF-8 with nothing changed, newlines included. With
    ``texts="optional"`` a text that is not there is no error but named in ``missing``; a
    text that is there is checked in either case. A set with no articles is an error.

    Raises :class:`SetError` holding every finding at once, each with file, line and remedy:
    unreadable or ill-formed manifest, unknown, missing or wrong field, an id or text that
    occurs twice, a path that leaves the folder, a text that is missing, changed, empty,
    not UTF-8, too large or not English.

    >>> loaded = load_set("corpus/harbour-blockade")
    >>> len(loaded.articles), sorted({a.outlet for a in loaded.articles})
    (20, ['National Courier', 'Open Water', 'Porthwick Herald', 'Skellan Ledger'])
    """
    manifest = read_manifest(folder)
    folder, head = manifest.folder, manifest.head
    findings = list(manifest.findings)
    articles: list[Article] = []
    missing: list[str] = []
    for number, entry in manifest.entries:
        where = manifest.where(("article", number, "file"))
        try:
            target = inside(folder, entry.file)
        except UnsafePathError as error:
            remedy = f'write a path inside it, such as "texts/{entry.id}.txt"'
            findings.append(SetFault(where, f"article `{entry.id}`: {error}", remedy, entry.id))
            continue
        if not target.exists() and texts == "optional":
            missing.append(entry.id)
            continue
        text = read_text(target, sha256=entry.sha256, name=entry.file)
        if isinstance(text, Fault):
            where = manifest.where(("article", number, text.field))
            findings.append(SetFault(where, f"article `{entry.id}`: {text.what}", text.remedy, entry.id))
        else:
            articles.append(_article(entry, text, head))
    codebook = _codebook(folder, findings)
    corrections, faults = read_corrections(folder)
    sample, faulty = read_sample(folder)
    findings += [*faults, *faulty]
    if findings or head is None:
        raise SetError(findings)
    return ArticleSet(
        id=head.id,
        title=head.title,
        event_date=head.event_date,
        language=head.language,
        folder=folder,
        articles=tuple(articles),
        codebook_path=codebook,
        aliases=manifest.aliases,
        outlets=manifest.outlets,
        missing=tuple(missing),
        entries=tuple(entry for _, entry in manifest.entries),
        corrections=corrections,
        sample=sample,
    )


def _article(entry: ArticleEntry, text: str, head: SetHead | None) -> Article:
    return Article(
        id=entry.id,
        text=text,
        outlet=entry.outlet,
        title=entry.title,
        published=entry.published,
        published_certainty=entry.certainty,
        country=entry.outlet_country,
        author=entry.author,
        desk=entry.desk,
        genre=entry.genre,
        wire=entry.wire,
        url=entry.url,
        language=entry.language or (head.language if head else "en"),
        set_id=head.id if head else "",
    )


def _read_toml(path: Path) -> tuple[dict[str, Any], Mapping[TomlPlace, int]]:
    """Return the manifest as data and the line of each of its fields."""
    name = shown(str(path), longest=1000)
    try:
        if path.is_symlink():
            inside(path.parent, path.name)
        source = read_bounded(path, MOST_MANIFEST_BYTES).decode("utf-8")
    except UnicodeDecodeError as error:
        raise SetError([SetFault(name, f"not UTF-8 (byte {error.start})", "save it as UTF-8")]) from error
    except (OSError, ValueError, UnsafePathError) as error:
        there = path.is_file()
        what = f"it cannot be read ({error})" if there else "there is no such manifest"
        remedy = "give a readable file" if there else "run `framing import SOURCE --set DIR` to make one"
        raise SetError([SetFault(name, what, remedy)]) from error
    try:
        return tomllib.loads(source), lines_of(source)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        place = re.search(r"line (\d+)", str(error))
        where = f"{name}, line {place[1]}" if place else name
        what = f"it is not TOML ({shown(str(error) or type(error).__name__)})"
        raise SetError([SetFault(where, what, "mend that line")]) from error


def _head(raw: object, wrong: _Report) -> SetHead | None:
    if not isinstance(raw, dict):
        wrong(("set",), "there is no [set] table", 'add one with at least id = "…" and title = "…"')
        return None
    try:
        head = SetHead.model_validate(raw)
    except ValidationError as error:
        for place, what, remedy in explain(error, SetHead):
            wrong(("set", *place), what, remedy)
        return None
    if head.language != "en":
        wrong(("set", "language"), f"the set's language is '{head.language}'", "only English ('en') is read so far")
    return head


def _entries(raw: object, outlets: Mapping[str, OutletEntry], wrong: _Report) -> list[tuple[int, ArticleEntry]]:
    if not isinstance(raw, list) or not raw:
        wrong(("article",), "there is no [[article]]", "add articles with `framing import SOURCE --set DIR`")
        return []
    entries: list[tuple[int, ArticleEntry]] = []
    ids: dict[str, int] = {}
    texts: dict[str, str] = {}
    files: dict[str, str] = {}
    for number, item in enumerate(raw):
        name = (
            shown(item["id"]) if isinstance(item, dict) and isinstance(item.get("id"), str) else f"number {number + 1}"
        )
        # ids become file names, and some file systems do not tell case apart
        if isinstance(item, dict) and ids.setdefault(name.lower(), number) != number:
            first = ids[name.lower()] + 1
            wrong(("article", number, "id"), f"id `{name}` occurs twice (first in article {first})", "rename one")
            continue
        try:
            entry = ArticleEntry.model_validate(item)
            entry = entry.model_copy(update={"outlet": one_name(outlets, entry.outlet)})
        except ValidationError as error:
            for place, what, remedy in explain(error, ArticleEntry):
                wrong(("article", number, *place), f"article `{name}`: {what}", remedy, name)
            continue
        if entry.language not in {None, "en"}:
            what = f"article `{name}`: its language is '{entry.language}'"
            wrong(("article", number, "language"), what, "only English is read so far: remove the entry", name)
        # Two outlets may print one text; an outlet that has it twice has it once too often.
        text = f"{entry.sha256} {entry.outlet}"
        for seen, value, kind in ((texts, text, "sha256"), (files, entry.file.lower(), "file")):
            if seen.setdefault(value, name) != name:
                what = f"article `{name}` has the same text as `{seen[value]}`"
                wrong(("article", number, kind), what, "remove one of the two entries", name)
                break
        entries.append((number, entry))
    return entries


def _aliases(raw: object, wrong: _Report) -> dict[str, tuple[str, ...]]:
    remedy = 'write [aliases] as "Canonical Name" = ["form", "other form"]'
    if not isinstance(raw, dict):
        wrong(("aliases",), "[aliases] is not a table", remedy)
        return {}
    aliases: dict[str, tuple[str, ...]] = {}
    claimed: dict[str, str] = {}
    for name, forms in raw.items():
        place = ("aliases", name)
        if not isinstance(forms, list) or not all(isinstance(form, str) and form.strip() for form in forms):
            wrong(place, f"the forms of '{shown(name)}' are not a list of names", remedy)
            continue
        for form in forms:
            if claimed.setdefault(form.casefold(), name) != name:
                what = f"'{shown(form)}' stands for both '{shown(claimed[form.casefold()])}' and '{shown(name)}'"
                wrong(place, what, "a form belongs to one speaker: remove one")
        aliases[name] = tuple(forms)
    return aliases


def _codebook(folder: Path, findings: list[SetFault]) -> Path | None:
    path = folder / "codebook.toml"
    if not path.exists():
        return None
    try:
        inside(folder, path.name)
    except UnsafePathError as error:
        findings.append(SetFault(shown(str(folder), longest=1000), str(error), "put the codebook itself there"))
        return None
    return path
