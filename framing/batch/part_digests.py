"""The digests of a collection's Parquet files, one record a set: a file that is not what a batch wrote is named.

``_digests/ID.json`` beside the tables' folders, which no reader of a table's folder comes across. It is written
before the files are, with the digest that each had and the one it will have, so that a reader who comes in between, or
after a kill, finds either in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from framing.store.cache import beside
from framing.store.written_files import file_digest

FOLDER = "_digests"


class DamagedError(ValueError):
    """A file of a collection that is not what a batch wrote; the message names it and the remedy."""


def part(tables: Path, name: str, set_id: str) -> Path:
    """Return the path of a set's part of a table."""
    return tables / name / f"set={set_id}" / "part.parquet"


def note_digests(tables: Path, set_id: str, coming: Mapping[str, str]) -> None:
    """Note the digests that a set's parts will have, by table, beside those they have now.

    A part that is damaged now stays so until it is written anew: its digest of now is not taken up.
    """
    try:
        before = _read(tables, set_id)
    except DamagedError:
        before = {}
    # A part from before there were digests is taken as it is.
    now = {name: file_digest(part(tables, name, set_id)) for name in coming}
    kept = {name: digest for name, digest in now.items() if digest and (name not in before or digest in before[name])}
    record = {
        name: list(dict.fromkeys([digest, *([kept[name]] if name in kept else [])])) for name, digest in coming.items()
    }
    with beside(tables / FOLDER / f"{set_id}.json") as draft:
        draft.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def check_parts(tables: Path, names: Iterable[str]) -> None:
    """Make sure that all parts of these tables are what a batch wrote; those without a noted digest are let be.

    Raises:
        DamagedError: with the first that is not.
    """
    known: dict[str, dict[str, list[str]]] = {}
    for name in names:
        for file in sorted((tables / name).glob("set=*/part.parquet")):
            set_id = file.parent.name.removeprefix("set=")
            if set_id not in known:
                known[set_id] = _read(tables, set_id)
            if not _is_as_noted(file, known[set_id].get(name)) and not _is_as_noted(
                # a batch at work may have written it since its record was read
                file,
                _read(tables, set_id).get(name),
            ):
                msg = f"{file}: is not what the batch wrote; make it again with 'framing batch --resume --out …'"
                raise DamagedError(msg)


def set_is_whole(tables: Path, set_id: str) -> bool:
    """Tell whether all the parts of a set's record are there as they were written."""
    try:
        noted = _read(tables, set_id)
    except DamagedError:
        return False
    return bool(noted) and all(_is_as_noted(part(tables, name, set_id), digests) for name, digests in noted.items())


def _is_as_noted(file: Path, digests: Iterable[str] | None) -> bool:
    return digests is None or file_digest(file) in set(digests)


def _read(tables: Path, set_id: str) -> dict[str, list[str]]:
    place = tables / FOLDER / f"{set_id}.json"
    try:
        found = json.loads(place.read_text(encoding="utf-8"))
        return {str(name): [str(one) for one in digests] for name, digests in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        msg = f"{place}: cannot be read ({error}); make it again with 'framing batch --resume --out …'"
        raise DamagedError(msg) from None
