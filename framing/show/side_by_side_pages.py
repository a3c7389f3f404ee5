"""The pages that set two articles side by side: which pairs get one, their files, the table that leads to them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from framing.measure.tables import Tables
from framing.sets.ids import slug
from framing.show.escaped_html import Cell, Markup
from framing.show.shown import Shown, grid, prose
from framing.show.side_by_side import reader_page
from framing.store.written_files import replace_file

MOST_PAIRS = 15


def _file_name(a: str, b: str) -> str:
    return f"{_file_part(a)}--{_file_part(b)}.html"


def _file_part(identity: str) -> str:
    """An id as part of a file's name; one that had to be changed keeps apart from others by its digest."""
    plain = slug(identity)
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:6]
    return plain if plain == identity else f"{plain or 'x'}-{digest}"


def pairs_to_read(tables: Tables) -> list[tuple[str, str, int]]:
    """Return the pairs that share sentences and how many, most first, at most ``MOST_PAIRS``; oldest at the left."""
    families = tables["families"]
    articles = tables["articles"].sort_values(["published", "article_id"], kind="stable")
    order = {str(i): k for k, i in enumerate(articles["article_id"])}
    counts: defaultdict[tuple[str, str], int] = defaultdict(int)
    for _, members in families.groupby("family")["article_id"]:
        for x, y in combinations(sorted(map(str, members), key=order.__getitem__), 2):
            counts[(x, y)] += 1
    ranked = sorted(counts.items(), key=lambda c: (-c[1], order[c[0][0]], order[c[0][1]]))
    return [(x, y, n) for (x, y), n in ranked[:MOST_PAIRS]]


def write_readers(tables: Tables, *, out: str | Path) -> list[Path]:
    """Write a side-by-side page for each pair that shares sentences into ``out``/reader, over those of an earlier run.

    Pairs without texts are left out. Returns the pages' paths, the pair with most shared sentences first.
    """
    made = []
    for a, b, _ in pairs_to_read(tables):
        if a in tables.texts and b in tables.texts:
            path = Path(out) / "reader" / _file_name(a, b)
            replace_file(path, reader_page(tables, a, b).encode("utf-8", "backslashreplace"))
            made.append(path)
    return made


def reader_list(tables: Tables, *, out: str | Path) -> Shown:
    """Write the side-by-side pages and return a table that leads to them.

    >>> import framing as fr
    >>> from tempfile import mkdtemp
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.reader_list(tables, out=mkdtemp()).parts[0].caption)
    Articles to read side by side
    """
    written = {path.name for path in write_readers(tables, out=out)}
    outlet = dict(
        zip(tables["articles"]["article_id"].astype(str), tables["articles"]["outlet"].astype(str), strict=True)
    )
    rows: list[list[Cell]] = []
    for a, b, n in pairs_to_read(tables):
        name = _file_name(a, b)
        link = Markup('<a href="reader/{}">{} ({}) and {} ({})</a>').format(name, outlet[a], a, outlet[b], b)
        rows.append([link if name in written else f"{a} and {b}: texts not at hand", str(n)])
    if not rows:
        return prose(Markup("<p>No two articles of the set share a sentence.</p>"))
    return grid(["Side by side", "Shared sentences"], rows, caption="Articles to read side by side")
