"""Copy that articles of different sets share, over a whole collection: likely pairs by bands, each then proved exactly.

The proof is that of one set (:func:`framing.compare.sentence_links.grade`): what the two sentences have word for word
in common, outside quotation marks. There a likely pair counts only between two articles that have two strong ones; the
table says for each pair how sure it is, and a question can ask the same.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from framing.batch.copy_bands import BANDS, PREFIXES, Hashes, read_bands, take_sentences
from framing.batch.part_digests import set_is_whole
from framing.batch.partitions import bands_file, record_of, sentences_file
from framing.batch.query import write_parts
from framing.compare.sentence_links import grade
from framing.compare.set_sentences import Unit
from framing.compare.tokens import Token
from framing.store.cache import beside
from framing.store.fingerprint import digest_of
from framing.text.span import Span

if TYPE_CHECKING:
    import pyarrow as pa

COPIES = "copies_across_sets"  # the table's name
# Sentences with one key that are compared each with each. Of more (a standing line under thousands of articles) each is
# compared with the next one only: the pairs would grow with the square, and say the same.
CROWD = 32
_CHUNK = 200_000  # pairs at once
_NOWHERE = Span(0, 0)
Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Found:
    """What came of one range of keys: pairs compared and proved, and the keys that too many sentences have."""

    made_from: str
    compared: int = 0
    pairs: int = 0
    crowded: int = 0


@dataclass(frozen=True, slots=True)
class Range:
    """One range of keys, as it is sent to a worker: the files of all partitions, bands and sentences by name."""

    prefix: int
    names: tuple[str, ...]
    made_from: str

    @property
    def name(self) -> str:
        """What its part of the table is called."""
        return f"part=copies-{self.prefix:02d}"


def pairs_of_keys(keys: Hashes) -> tuple[Indices, Indices, Indices, int]:
    """Return the pairs of positions whose keys are equal, how many have each pair's key, and the crowded keys' number.

    >>> pairs_of_keys(np.array([7, 9, 7, 7], dtype=np.uint64))
    (array([0, 0, 2]), array([2, 3, 3]), array([3, 3, 3]), 0)
    """
    order = np.argsort(keys, kind="stable")
    _, starts, counts = np.unique(keys[order], return_index=True, return_counts=True)
    first: list[Indices] = []
    second: list[Indices] = []
    alike: list[Indices] = []
    for n in np.unique(counts[counts > 1]).tolist():
        begins = starts[counts == n]
        a, b = np.triu_indices(n, 1) if n <= CROWD else (np.arange(n - 1), np.arange(1, n))
        first.append(order[(begins[:, None] + a).ravel()])
        second.append(order[(begins[:, None] + b).ravel()])
        alike.append(np.full(len(begins) * len(a), n, dtype=np.int64))
    none = np.empty(0, dtype=np.int64)
    joined = (np.concatenate(some) if some else none for some in (first, second, alike))
    return *joined, int((counts > CROWD).sum())  # type: ignore[return-value]


def find_copies(range_: Range, *, folder: Path, tables: Path) -> Found:
    """Prove the pairs of one range of keys and write them: what a worker process or a Dask worker does."""
    read = [read_bands(bands_file(folder, name), range_.prefix) for name in range_.names]
    keys = np.concatenate([k for k, _ in read])
    part = np.repeat(np.arange(len(read)), [len(k) for k, _ in read])
    row = np.concatenate([r for _, r in read])
    first, second, alike, crowded = pairs_of_keys(keys)
    used = np.unique(np.concatenate([first, second]))
    held = _taken([sentences_file(folder, name) for name in range_.names], part[used], row[used])
    a, b = np.searchsorted(used, first), np.searchsorted(used, second)
    sets = held["set"].combine_chunks().dictionary_encode().indices.to_numpy()
    own = held["keys"].combine_chunks().flatten().to_numpy().reshape(len(held), BANDS)
    # Two sentences may agree in several bands: their pair is that of the first one.
    kept = np.flatnonzero((_first_bands(own, a, b) == keys[first]) & (sets[a] != sets[b]))
    rows = _proved(held, a[kept], b[kept], alike[kept])
    write_parts({COPIES: rows}, tables, range_.name)
    done = Found(range_.made_from, len(kept), len(rows), crowded)
    with beside(record_of(folder, range_.name)) as draft:
        draft.write_text(json.dumps(asdict(done), indent=1) + "\n", encoding="utf-8")
    return done


def found_before(range_: Range, *, folder: Path, tables: Path) -> Found | None:
    """Return what came of a range earlier, if its rows are there whole and from the same sentences; else ``None``."""
    try:
        found = Found(**json.loads(record_of(folder, range_.name).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return found if found.made_from == range_.made_from and set_is_whole(tables, range_.name) else None


def ranges(folder: Path, names: Sequence[str], ways: str) -> list[Range]:
    """Return the tasks that find copy among the partitions of these names; none if none of them has sentences.

    ``ways`` stands for the program, see :meth:`framing.batch.partitions.Ways.digest`.
    """
    records = ((name, json.loads(record_of(folder, name).read_text(encoding="utf-8"))) for name in names)
    have = [(name, f"{made['sentences']} {made['bands']}") for name, made in records if made["bands"]]
    made_from = digest_of([ways, *(part for one in have for part in one)])
    return [Range(k, tuple(name for name, _ in have), made_from) for k in range(PREFIXES if have else 0)]


def _first_bands(own: Hashes, a: Indices, b: Indices) -> Hashes:
    """The key of the first band in which each pair agrees, a few pairs at a time."""
    found = np.empty(len(a), dtype=np.uint64)
    for start in range(0, len(a), _CHUNK):
        x, y = own[a[start : start + _CHUNK]], own[b[start : start + _CHUNK]]
        found[start : start + _CHUNK] = x[np.arange(len(x)), (x == y).argmax(axis=1)]
    return found


def _taken(files: Sequence[Path], part: Indices, row: Indices) -> pa.Table:
    """The sentences at these rows of these files, in order; the files are in order in ``part``."""
    import pyarrow as pa

    these = np.unique(part) if len(part) else np.zeros(1, dtype=np.int64)
    return pa.concat_tables([take_sentences(files[k], row[part == k]) for k in these.tolist()]).combine_chunks()


def _proved(held: pa.Table, a: Indices, b: Indices, alike: Indices) -> pa.Table:
    """The pairs that descend from one sentence, as the rows of the table."""
    import pyarrow as pa

    needed, at = np.unique(np.concatenate([a, b]), return_inverse=True)
    held, a, b = held.take(pa.array(needed)), at[: len(a)], at[len(a) :]
    get = {name: held[name].to_pylist() for name in ("forms", "marks", "heading")}
    unit = lru_cache(maxsize=4096)(partial(_unit, get))
    which: list[int] = []
    grades: list[str] = []
    words: list[int] = []
    for k, (i, j) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        found = grade(unit(i), unit(j))
        if found is not None and found[1] != "possible":
            which.append(k)
            grades.append(found[1])
            words.append(sum(run.n for run in found[0]))
    a, b = a[which], b[which]
    shorter = np.minimum(*(_lengths(get["marks"], at) for at in (a, b)))
    columns: dict[str, Any] = {}
    for at, before in ((a, ""), (b, "other_")):
        there = held.take(pa.array(at))
        for name in ("article_id", "outlet", "start", "end"):
            of_text = there.schema.field(name).type == pa.string()
            columns[before + name] = there[name].cast(pa.large_string()) if of_text else there[name]
        columns[before + "set"] = there["set"]
    columns["other_set"] = columns["other_set"].cast(pa.large_string())
    columns |= {
        "grade": pa.array(grades, pa.large_string()),
        "n_words": pa.array(words, pa.int64()),
        "share": pa.array(np.asarray(words, dtype=np.int64) / shorter, pa.float64()),
        "n_alike": pa.array(alike[which], pa.int64()),
    }
    columns["set"] = columns.pop("set")  # last, as in every table of a collection
    return pa.table(columns)


def _lengths(marks: Sequence[str], at: Indices) -> Indices:
    return np.fromiter((len(marks[k]) for k in at.tolist()), dtype=np.int64, count=len(at))


@lru_cache(maxsize=1 << 16)
def _token(form: str) -> Token:
    return Token(_NOWHERE, form, is_word=True)


def _unit(get: dict[str, list[Any]], k: int) -> Unit:
    """A sentence as comparing sees it; where its words stand in the text plays no part in the proof."""
    forms = tuple(get["forms"][k].split(" "))
    marks = [int(digit) for digit in get["marks"][k]]
    quoted, capital = tuple(m % 2 == 1 for m in marks), tuple(m > 1 for m in marks)
    words = tuple(map(_token, forms))
    return Unit(k, 0, _NOWHERE, words, quoted, (False,) * len(words), capital, get["heading"][k], forms)
