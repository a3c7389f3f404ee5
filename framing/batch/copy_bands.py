"""Which sentences of a collection are worth comparing: equal bands of MinHash signatures (Broder 1997).

All pairs of 25 million sentences cannot be compared, nor held at one place. A sentence of ``LEAST`` words or more is
the set of its runs of three words; each of 24 random orders of all such runs gives the smallest of its own, and two
of these are a band. Two sentences of which J is the common part of their runs (Jaccard) agree in a band with J², and
in one of twelve bands at least with 1 - (1 - J²)¹²:

    J    0.1   0.2   0.3   0.4   0.5   0.6   0.7
    p    0.11  0.39  0.68  0.88  0.97  0.995 1.000

In sentences of 20 words one word replaced leaves J = 0.71, two apart 0.50, five words added at the end 0.78; 12 words
in a row in common of 20 and 20 are J = 0.38. Of such pairs 1.00, 0.97, 1.00 and 0.85 are found, an equal sentence
always. Five bands of four would find 0.77, 0.28, 0.90 and 0.10 of them, ten of three 0.99, 0.74, 1.00 and 0.43; the
price of two is more pairs to prove that have nothing but a phrase in common.

What is compared needs no other sentence: the bands are written sorted into ``PREFIXES`` ranges of their keys, a row
group each, so that one task reads one range of all partitions and no more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from framing.compare.set_sentences import units
from framing.store.cache import beside

if TYPE_CHECKING:
    import pyarrow as pa

    from framing.annotate.annotate import Annotation

LEAST = 8  # words; shorter sentences recur in unrelated texts
SHINGLE, BANDS, ROWS = 3, 12, 2
PREFIXES = 64  # ranges of keys: a task each
_SEED = 20200927
_ORDERS = np.random.default_rng(_SEED).integers(0, 2**64, size=(BANDS, ROWS), dtype=np.uint64)
_PLACES = np.random.default_rng(_SEED + 1).integers(0, 2**64, size=SHINGLE, dtype=np.uint64) | np.uint64(1)
Hashes = NDArray[np.uint64]


@lru_cache(maxsize=1 << 18)
def _word(form: str) -> int:
    """A number for a word that is the same in every process."""
    return int.from_bytes(hashlib.blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _mixed(values: Hashes) -> Hashes:
    """Steele's finalizer (SplitMix64): every bit depends on every bit."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


def band_keys(sentences: Sequence[Sequence[str]]) -> Hashes:
    """Return the keys of each sentence's bands, one row a sentence, of folded words, ``SHINGLE`` or more in each.

    >>> first = "the old harbour was shut to all ships until the morning".split()
    >>> one, same, other = band_keys([first, list(first), "nobody knew on tuesday why the ferry had left".split()])
    >>> bool((one == same).all()), bool((one == other).any())
    (True, False)
    """
    lengths = np.asarray([len(s) for s in sentences], dtype=np.int64)
    if not len(lengths):
        return np.empty((0, BANDS), dtype=np.uint64)
    words = np.fromiter((_word(w) for s in sentences for w in s), dtype=np.uint64, count=int(lengths.sum()))
    ends = np.cumsum(lengths)
    inside = np.ones(len(words), dtype=bool)
    for k in range(1, SHINGLE):
        inside[ends - k] = False  # a run that begins here would reach into the next sentence
    begins = np.flatnonzero(inside)
    runs = _mixed(sum((words[begins + k] * _PLACES[k] for k in range(1, SHINGLE)), start=words[begins] * _PLACES[0]))
    starts = np.concatenate([[0], np.cumsum(lengths - SHINGLE + 1)[:-1]])
    keys = np.empty((len(lengths), BANDS), dtype=np.uint64)
    for band in range(BANDS):
        key = np.full(len(lengths), band + 1, dtype=np.uint64)
        for order in _ORDERS[band]:
            key = _mixed(key + np.minimum.reduceat(_mixed(runs ^ order), starts))
        keys[:, band] = key
    return keys


def sentences_of(set_id: str, annotations: Sequence[Annotation]) -> pa.Table:
    """Return the sentences of a set's articles that are long enough, with all that comparing them needs."""
    import pyarrow as pa

    articles = [a.article for a in annotations]
    long = [u for u in units(annotations) if len(u.words) >= LEAST]
    keys = pa.array(band_keys([u.forms for u in long]).ravel(), pa.uint64())
    marks = ["".join(str(q + 2 * c) for q, c in zip(u.quoted, u.capital, strict=True)) for u in long]
    return pa.table(
        {
            "set": pa.array([set_id] * len(long), pa.string()),
            "article_id": pa.array([articles[u.doc].id for u in long], pa.string()),
            "outlet": pa.array([articles[u.doc].outlet for u in long], pa.string()),
            "start": pa.array([u.span.start for u in long], pa.int64()),
            "end": pa.array([u.span.end for u in long], pa.int64()),
            "heading": pa.array([u.heading for u in long], pa.bool_()),
            "forms": pa.array([" ".join(u.forms) for u in long], pa.string()),
            "marks": pa.array(marks, pa.string()),  # a digit a word: 1 in quotation marks, 2 capital
            "keys": pa.FixedSizeListArray.from_arrays(keys, BANDS),
        }
    )


def write_sentences(sentences: pa.Table, place: Path) -> None:
    """Write a partition's sentences so that single ones can be taken out of the file without reading the others."""
    import pyarrow as pa

    with beside(place) as draft, pa.OSFile(str(draft), "wb") as file, pa.ipc.new_file(file, sentences.schema) as made:
        made.write_table(sentences.combine_chunks())


def take_sentences(place: Path, rows: NDArray[np.int64]) -> pa.Table:
    """Return these rows of a file of sentences, which is mapped into memory and not read."""
    import pyarrow as pa

    with pa.memory_map(str(place)) as file:
        return pa.ipc.open_file(file).read_all().take(pa.array(rows))


def write_bands(sentences: pa.Table, place: Path) -> None:
    """Write the keys of a partition's sentences with their rows: a row group for each range of keys, in order."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    keys = sentences["keys"].combine_chunks().flatten().to_numpy()
    rows = np.repeat(np.arange(len(sentences), dtype=np.int64), BANDS)
    order = np.argsort(keys, kind="stable")
    table = pa.table({"key": keys[order], "row": rows[order]})
    ends = np.searchsorted(prefix_of(keys[order]), np.arange(PREFIXES + 1))
    with beside(place) as draft, pq.ParquetWriter(draft, table.schema, compression="zstd") as writer:
        for start, end in pairwise(ends.tolist()):
            writer.write_table(table.slice(start, end - start), row_group_size=max(1, end - start))


def read_bands(place: Path, prefix: int) -> tuple[Hashes, NDArray[np.int64]]:
    """Return the keys of one range and the rows of their sentences."""
    import pyarrow.parquet as pq

    found = pq.ParquetFile(place).read_row_group(prefix)
    return found["key"].to_numpy(), found["row"].to_numpy()


def prefix_of(keys: Hashes) -> NDArray[np.int64]:
    """Return in which range each key lies."""
    return (keys >> np.uint64(64 - PREFIXES.bit_length() + 1)).astype(np.int64)
