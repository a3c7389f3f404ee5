"""The digests of a collection's Parquet files, one record a set or partition: a file not as it was written is named.

``_digests/ID.json`` beside the tables' folders, which no reader of a table's folder comes across. It is written
before the files are, with the digest that each had and the one it will have, so that a reader who comes in between, or
after a kill, finds either in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path

from framing.store.cache import beside
from framing.store.written_files import file_digest

FOLDER = "_digests"


class DamagedError(ValueError):
    """A file of a collection that is not what a batch wrote; the message names it and the remedy."""


def part(tables: Path, name: str, of: str) -> Path:
    """Return the path of a part of a table: that of a set (its id), or of many sets in one file (``part=00017``).

    No set's id has an equals sign in it.

    >>> part(Path("tables"), "articles", "dam").as_posix(), part(Path("tables"), "articles", "part=00017").as_posix()
    ('tables/articles/set=dam/part.parquet', 'tables/articles/part=00017/part.parquet')
    """
    return tables / name / (of if "=" in of else f"set={of}") / "part.parquet"


def parts(table: Path) -> tuple[list[Path], list[Path]]:
    """Return the files of a table's folder, sorted: those of one set each, and those of many sets each."""
    return sorted(table.glob("set=*/part.parquet")), sorted(table.glob("part=*/part.parquet"))


def note_digests(tables: Path, of: str, coming: Mapping[str, str]) -> None:
    """Note the digests that the parts of a set or partition will have, by table, beside those they have now.

    A part that is damaged now stays so until it is written anew: its digest of now is not taken up.
    """
    try:
        before = _read(tables, of)
    except DamagedError:
        before = {}
    # A part from before there were digests is taken as it is.
    now = {name: file_digest(part(tables, name, of)) for name in coming}
    kept = {name: digest for name, digest in now.items() if digest and (name not in before or digest in before[name])}
    record = {
        name: list(dict.fromkeys([digest, *([kept[name]] if name in kept else [])])) for name, digest in coming.items()
    }
    with beside(tables / FOLDER / f"{of}.json") as draft:
        draft.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def check_parts(tables: Path, names: Iterable[str]) -> None:
    """Make sure that all parts of these tables are what a batch wrote; those without a noted digest are let be.

    Raises:
        DamagedError: with the first that is not.
    """
    known: dict[str, dict[str, list[str]]] = {}
    for name in names:
        for file in chain(*parts(tables / name)):
            of = file.parent.name.removeprefix("set=")
            if of not in known:
                known[of] = _read(tables, of)
            if not _is_as_noted(file, known[of].get(name)) and not _is_as_noted(
                # a batch at work may have written it since its record was read
                file,
                _read(tables, of).get(name),
            ):
                msg = f"{file}: is not what the batch wrote; {_remedy(of)}"
                raise DamagedError(msg)


def _remedy(of: str) -> str:
    again = "the same command as before" if "=" in of else "'framing batch --resume --out …'"
    return f"make it again with {again}"


def set_is_whole(tables: Path, of: str) -> bool:
    """Tell whether all the parts in the record of a set or partition are there as they were written."""
    try:
        noted = _read(tables, of)
    except DamagedError:
        return False
    return bool(noted) and all(_is_as_noted(part(tables, name, of), digests) for name, digests in noted.items())


def _is_as_noted(file: Path, digests: Iterable[str] | None) -> bool:
    return digests is None or file_digest(file) in set(digests)


def _read(tables: Path, of: str) -> dict[str, list[str]]:
    place = tables / FOLDER / f"{of}.json"
    try:
        found = json.loads(place.read_text(encoding="utf-8"))
        return {str(name): [str(one) for one in digests] for name, digests in found.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        msg = f"{place}: cannot be read ({error}); {_remedy(of)}"
        raise DamagedError(msg) from None
