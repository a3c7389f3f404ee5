"""Do an outlet's choices hold over events? Its labels, sources and verbs, from the tables of a batch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from framing.batch.query import QueryError, query
from framing.batch.set_measures import MEASURES
from framing.batch.status import STATUS, read_status
from framing.measure.measure import CodedSet
from framing.measure.measures import places_of
from framing.measure.settings import Settings
from framing.reports.output_folder import LISTING
from framing.sets.set_problems import SetError
from framing.stats.over_events import over_events
from framing.store.open_set import open_set, set_codebook

# An outlet's labels, sources and verbs. More can be asked by name; these are what "its choice" means unless told.
CHOICES = ("own-voice label share", "own-voice share", "source type share", "anonymous share", "cue class share")
# Their keys are the same in every set: where nobody of an event has one, its share there is 0 and not missing.
_EVERYWHERE = frozenset(("source type share", "cue class share"))
_BETWEEN = " / "
_NAMED = 5


def choice_name(measure: str, group: str, key: str) -> str:
    """Return one name for a measure's key.

    >>> choice_name("own-voice label share", "crowd", "mob")
    'own-voice label share / crowd / mob'
    """
    return _BETWEEN.join((measure, group, key))


def event_rows(tables: str | Path, measures: Sequence[str] = CHOICES) -> pd.DataFrame:
    """Return the article rows of these measures over all sets of a batch.

    Returns:
        The columns of ``measure.tables.ARTICLE_MEASURE`` with ``event`` (the set's id), ``title`` (the set's) and
        ``choice`` (its name, see :func:`choice_name`), where the unit is a share. Source types and classes of verbs
        that no outlet of an event has are there with the value 0. None of the measures anywhere gives no row.

    Raises:
        QueryError: no tables, or tables of a batch that had no measures yet.
    """
    asked = ", ".join("'" + name.replace("'", "''") + "'" for name in measures) or "''"
    rows = query(
        f"""
        SELECT m.*, m.set AS event, a.set_title AS title
        FROM {MEASURES} AS m JOIN articles AS a ON a.set = m.set AND a.article_id = m.article_id
        WHERE m.unit = 'share' AND m.measure IN ({asked})
        ORDER BY m.measure, m."group", m.key, m.set, m.outlet, m.article_id
        """,  # noqa: S608 (names are quoted; it reaches nothing but these tables)
        tables=tables,
    )
    rows = _with_zeros(rows.drop(columns="set"))
    names = zip(*(rows[name].astype(str) for name in ("measure", "group", "key")), strict=True)
    return rows.assign(choice=[choice_name(*one) for one in names])


def _with_zeros(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the rows of keys that a set lacks, to articles that have others of the same measure and group."""
    parts = [rows]
    closed = rows[rows["measure"].isin(_EVERYWHERE)]
    for _, own in closed.groupby(["measure", "group"], sort=True):
        articles = own.drop_duplicates(["event", "article_id"])
        every = articles.drop(columns="key").merge(own[["key"]].drop_duplicates(), how="cross").assign(value=0.0)
        had = pd.MultiIndex.from_frame(own[["event", "article_id", "key"]])
        parts.append(every[~pd.MultiIndex.from_frame(every[["event", "article_id", "key"]]).isin(had)])
    order = ["measure", "group", "key", "event", "outlet", "article_id"]
    return pd.concat([part[rows.columns] for part in parts]).sort_values(order, ignore_index=True)


def kept_choices(rows: pd.DataFrame, settings: Settings | None = None) -> pd.DataFrame:
    """Return which outlet keeps which choice, the clearest first: :func:`framing.stats.over_events.over_events`, named.

    ``rows`` as :func:`event_rows` gives them. The answer has a column ``choice`` more.
    """
    held = over_events(rows, settings or Settings())
    names = zip(*(held[name].astype(str) for name in ("measure", "group", "key")), strict=True)
    return held.assign(choice=[choice_name(*one) for one in names])


def chosen(rows: pd.DataFrame, held: pd.DataFrame, choice: str = "") -> str:
    """Return the choice to show: the one given, else that of the clearest row of ``held``, else the first of ``rows``.

    Raises:
        QueryError: no set has any, or not the one given.
    """
    known = [str(name) for name in pd.concat([held["choice"], rows["choice"]])]
    if not known or (choice and choice not in known):
        more = f"there are {', '.join(dict.fromkeys(known[:_NAMED]))} …" if known else "the sets have none"
        msg = f"no choice '{choice}'; {more}"
        raise QueryError(msg)
    return choice or known[0]


def choices_by_set(rows: pd.DataFrame, choice: str) -> pd.DataFrame:
    """Return how often each outlet makes a choice, set by set.

    Args:
        rows: As :func:`event_rows` gives them.
        choice: A name of their column ``choice``.

    Returns:
        One row an outlet and set: ``outlet, set, title, value, base, share``. ``share`` is value ÷
        base, 0 to 1. A set where an outlet had nothing to choose has no row.

    Raises:
        QueryError: no such choice.
    """
    own = rows[rows["choice"] == chosen(rows, rows, choice)]
    made = own.groupby(["outlet", "event", "title"], sort=True, as_index=False)[["value", "base"]].sum()
    return made.rename(columns={"event": "set"}).assign(share=made["value"] / made["base"])


def sentences_over_events(tables: str | Path, choice: str, outlet: str) -> pd.DataFrame:
    """Return the sentences behind an outlet's row, event by event: for a label it never used, those with what it used.

    The sets' own folders are read, as the reports were made from them; a set that is gone or changed since
    has no sentences.

    Args:
        tables: The collection of a batch, in the batch's folder.
        choice: As in :func:`choices_by_set`.
        outlet: Its name.

    Returns:
        One row a sentence, in order of set, article and place: ``set, article_id, start, end, sentence``.
    """
    measure, _, rest = choice.partition(_BETWEEN)
    group, _, key = rest.partition(_BETWEEN)
    row = {"measure": measure, "group": group, "key": key, "outlet": outlet}
    behind: list[dict[str, object]] = []
    digests = query('SELECT "set", article_id, sha256 FROM articles ORDER BY ALL', tables=tables)
    known = {(str(s), str(a)): str(d) for s, a, d in digests.itertuples(index=False, name=None)}
    for one in (read_status(Path(tables).parent / STATUS) or {"sets": []})["sets"]:
        coded = _coded(Path(tables).parent / str(one["out"]))
        if coded is not None:
            behind += [line for line in _sentences(coded, row) if known.get(_place(line)) == _digest(coded, line)]
    columns = ["set", "article_id", "start", "end", "sentence"]
    return pd.DataFrame(behind, columns=columns).drop_duplicates().sort_values(columns[:3], ignore_index=True)


def _place(line: dict[str, object]) -> tuple[str, str]:
    return str(line["set"]), str(line["article_id"])


def _digest(coded: CodedSet, line: dict[str, object]) -> str:
    articles = coded.tables["articles"]
    return str(articles.loc[articles["article_id"] == line["article_id"], "sha256"].iloc[0])


def _coded(out: Path) -> CodedSet | None:
    """The set that a report was made from, opened as the report did; ``None`` if it cannot be."""
    try:
        given: dict[str, Any] = json.loads((out / LISTING).read_text(encoding="utf-8"))["parameters"]
        here = out / "notebooks"
        place = here / given["article_set"]
        book = here / given["codebook"] if given.get("codebook") else None
        tables = open_set(place, codebook=book, parser=given["parser"])
    except (OSError, KeyError, TypeError, ValueError, SetError):
        return None
    settings = Settings(include_headline=bool(given.get("include_headline", True)))
    return CodedSet(tables, set_codebook(place, codebook=book), settings)


def _sentences(coded: CodedSet, row: dict[str, str]) -> list[dict[str, object]]:
    """The sentences in which the places behind a row lie, those of articles without text left out."""
    sentences = coded.tables["sentences"]
    found: list[dict[str, object]] = []
    for place in places_of(row, coded):
        text = coded.tables.texts.get(place.article_id)
        own = sentences[sentences["article_id"] == place.article_id]
        for start, end in zip(own["start"].tolist(), own["end"].tolist(), strict=True):
            if text is not None and start < place.end and end > place.start:
                line = {"set": coded.tables.set_id, "article_id": place.article_id, "start": start, "end": end}
                found.append({**line, "sentence": text[start:end]})
    return found
