"""Many article sets from one place: a folder of sets, or a JSONL or Parquet file with one set a row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from framing.reports.output_folder import mend, new_output, read_listing
from framing.sets.ids import slug
from framing.sets.importers.candidate import Facts, Found
from framing.sets.intake import NewSet, import_found
from framing.sets.manifest import MANIFEST
from framing.sets.outlet_entries import write_outlets
from framing.sets.set_problems import SetError, shown
from framing.store.fingerprint import digest_of
from framing.store.output_guard import OutputError

_FACTS = ("outlet", "outlet_country", "title", "author", "desk", "genre", "wire", "url")
_OF_OUTLET = ("leaning", "rater", "owner", "group")
_LIST = "the list of sets"


class SetListError(ValueError):
    """A list of sets that cannot be read; the message names row and remedy."""


def find_sets(source: Path, *, folder: Path, force: bool = False) -> dict[Path, str | None]:
    """Return the article-set folders that ``source`` gives, sorted by name, each with why it could not be made.

    A fault of the list itself (a row that is not a set) stops everything; an article that cannot be imported
    is a fault of its set alone.

    Args:
        source: A folder whose subfolders (or which itself) have ``articles.toml``; or a
            ``.jsonl`` or ``.parquet`` file whose rows have ``id``, ``articles`` (each with
            ``text`` and ``outlet``; ``id``, ``title``, ``published``, ``url`` and other facts
            of the manifest where known; ``leaning`` with its ``rater``, ``owner`` and ``group`` of its outlet),
            and maybe ``title`` and ``event_date``.
        folder: Where sets from a file are laid out, one folder a set. A row that has not
            changed since its folder was made is not written again; fields that a manifest
            does not know are left out. A codebook or another file that somebody put into a set's
            folder stays; a manifest or text that somebody edited is a fault of the set.
        force: Move what somebody edited aside instead.

    Raises:
        SetListError: nothing is there, or a row lacks something; all faults at once.
    """
    if source.is_dir():
        places = [source] if (source / MANIFEST).is_file() else [p.parent for p in source.glob(f"*/{MANIFEST}")]
        if not places:
            msg = f"{source}: no folder in it has {MANIFEST}; make sets with 'framing import'"
            raise SetListError(msg)
        return dict.fromkeys(sorted(places))
    if source.suffix not in {".jsonl", ".parquet"} or not source.is_file():
        msg = f"{source}: expected a folder of article sets, or a .jsonl or .parquet file of sets"
        raise SetListError(msg)
    return _lay_out(source, folder, force=force)


def _lay_out(source: Path, folder: Path, *, force: bool) -> dict[Path, str | None]:
    places: dict[str, tuple[Path, str, Mapping[str, Any]]] = {}
    faults: list[str] = []
    for where, row in read_rows(source):
        fault = fault_of(row)
        name = "" if fault else slug(str(row["id"]))
        if not fault and name in places:
            fault = f"set '{shown(str(row['id']))}' occurs twice; rename one"
        if fault:
            faults.append(f"{where}: {fault}")
            continue
        digest = digest_of([json.dumps(row, sort_keys=True, default=str), *_outlets(row)])
        places[name] = (folder / name, digest, row)
    if faults or not places:
        raise SetListError("\n".join(faults) or f"{source}: has no rows")
    unusable: dict[Path, str] = {}
    mend(place for place, _, _ in places.values())
    for name, (place, digest, row) in places.items():
        if (read_listing(place) or {}).get("made_from") == digest and (place / MANIFEST).is_file():
            continue
        try:
            make_set(name, row, place, digest, force=force)
        except (SetError, SetListError, OutputError) as error:
            unusable[place] = str(error)
    return {place: unusable.get(place) for _, (place, _, _) in sorted(places.items())}


def make_set(name: str, row: Mapping[str, Any], place: Path, digest: str, *, force: bool) -> None:
    """Make a set's folder of its row: whole or not at all, with what somebody has put into it since."""
    head = NewSet(title=str(row.get("title") or row["id"]), event_date=_event_date(row), id=name)
    about = {"kind": "article set", "set": name}
    with new_output(place, made_from=digest, about=about, force=force, mended=True) as draft:
        came = import_found(_found(name, row["articles"]), draft, head=head)
        write_outlets(draft / MANIFEST, _outlets(row))
        if not came.complete:
            # A report on fewer articles than were given would say nothing of it.
            dropped = [line.said() for line in came.lines if line.what == "dropped"]
            msg = "\n".join([*dropped, "mend these articles or take them out of the list"])
            raise SetListError(msg)


def read_rows(source: Path) -> Iterator[tuple[str, Any]]:
    """Yield each row of a list of sets with the words that name its place, a few held at a time."""
    if source.suffix == ".jsonl":
        with source.open(encoding="utf-8") as lines:
            for n, line in enumerate(lines, start=1):
                if line.strip():
                    try:
                        yield f"{source}, line {n}", json.loads(line)
                    except ValueError as error:
                        yield f"{source}, line {n}", f"not JSON: {error}"
        return
    import pyarrow.parquet as pq

    n = 0
    for batch in pq.ParquetFile(source).iter_batches(batch_size=50):
        for row in batch.to_pylist():
            n += 1
            yield f"{source}, row {n}", row


def fault_of(row: object) -> str | None:
    """Return why a row is not a set, ``None`` if it is one."""
    if isinstance(row, str):
        return row
    if not isinstance(row, dict) or not str(row.get("id") or "").strip():
        return "a set needs an 'id'"
    articles = row.get("articles")
    if not isinstance(articles, list) or not articles:
        return f"set '{shown(str(row['id']))}' needs a list of 'articles'"
    for n, article in enumerate(articles, start=1):
        if not isinstance(article, dict) or not isinstance(article.get("text"), str) or not article.get("outlet"):
            return f"set '{shown(str(row['id']))}', article {n}: needs 'text' and 'outlet'"
    twice = [outlet for outlet, entries in _said_of_outlets(row).items() if len(entries) > 1]
    if twice:
        return (
            f"set '{shown(str(row['id']))}' says two things of the outlet '{shown(twice[0])}'; say the same each time"
        )
    return None


def _said_of_outlets(row: Mapping[str, Any]) -> dict[str, list[dict[str, str]]]:
    """What a row's articles say of their outlets: one entry each, unless they say different things."""
    said: dict[str, list[dict[str, str]]] = {}
    for article in row["articles"]:
        own = {name: str(article[name]) for name in _OF_OUTLET if article.get(name)}
        if own and own not in said.setdefault(str(article["outlet"]), []):
            said[str(article["outlet"])].append(own)
    return said


def _outlets(row: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The fields of ``[outlets]`` by outlet. A leaning whose rater is not named was the list's to give."""
    rated = {outlet: entries[0] for outlet, entries in sorted(_said_of_outlets(row).items())}
    return {
        o: {**one, **({"rater": _LIST} if "leaning" in one and "rater" not in one else {})} for o, one in rated.items()
    }


def _date(value: object) -> date | None:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    try:
        return date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _event_date(row: Mapping[str, Any]) -> date | None:
    """The date given, else that of the earliest article."""
    dates = [d for d in (_date(a.get("published")) for a in row["articles"]) if d]
    return _date(row.get("event_date")) or min(dates, default=None)


def _found(name: str, articles: list[dict[str, Any]]) -> Iterator[Found]:
    for n, article in enumerate(articles, start=1):
        facts: dict[str, Any] = {key: str(article[key]) for key in _FACTS if article.get(key)}
        stem = str(article.get("id") or f"article-{n}")
        published = _date(article.get("published"))
        yield Found(f"{name}, article {n}", stem, article["text"], Facts(id=stem, published=published, **facts))
