"""How often each concept is named at all, whatever the label."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.measure.tables import Column, Tables, frame

PER_OUTLET: tuple[Column, ...] = (
    Column("concept", "text", "", "id of the concept"),
    Column("key", "text", "", "the concept's name"),
    Column("outlet", "text", "", "who published the articles"),
    Column("count", "count", "mentions", "mentions in every voice"),
    Column("estimate", "real", "per 1000 words", "mentions for each 1,000 words outside boilerplate"),
    Column("n_words", "count", "words", "the outlet's words outside boilerplate"),
)


def mentions_per_outlet(tables: Tables, *, names: Mapping[str, str]) -> pd.DataFrame:
    """Return mentions and mentions per 1,000 words of every concept by every outlet.

    Args:
        tables: the set.
        names: concept id to the name that the rows carry, in the order wanted; a concept that
            nobody names has zeros.

    Returns:
        One row for each concept and outlet, as ``PER_OUTLET`` declares. An outlet without a word
        of text has a missing rate. No concepts or no articles give an empty frame.
    """
    words = tables["articles"].groupby("outlet", sort=True)["n_words"].sum()
    found = tables["mentions"].groupby(["concept", "outlet"]).size()
    rows = []
    for concept, name in names.items():
        for outlet, n in words.items():
            count = int(found.get((concept, outlet), 0))
            rate = 1000 * count / int(n) if n else float("nan")
            row = {"concept": concept, "key": name, "outlet": outlet, "count": count, "estimate": rate}
            rows.append({**row, "n_words": int(n)})
    return frame(PER_OUTLET, rows)


def concept_names(tables: Tables, codebook: Codebook | None) -> dict[str, str]:
    """Return concept id to name for every concept that is named somewhere, most mentioned first.

    Without a codebook, and for concepts that it lacks, the id stands for the name.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> book = fr.set_codebook("corpus/harbour-blockade")
    >>> list(fr.concept_names(tables, book).items())[0]
    ('people-in-boats', 'the people in the boats')
    """
    known = {c.id: c.name for c in codebook.concepts} if codebook is not None else {}
    return {str(c): known.get(str(c), str(c)) for c in tables["mentions"]["concept"].value_counts().index}


def first_choices(used: Mapping[str, float]) -> tuple[str, ...]:
    """Return the labels used most, from label to how often; equal ones side by side, by name.

    Which of two labels used alike is "the" choice cannot be said, so both are. No use at all
    gives no label.
    """
    most = max(used.values(), default=0)
    return tuple(sorted(label for label, n in used.items() if n == most)) if most > 0 else ()
