"""The report as one page: made of executed notebooks, read from a file, without network or script."""

from __future__ import annotations

import csv
import json
import tomllib
from collections.abc import Collection, Mapping
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from framing.figures.footnote import write_footnotes
from framing.findings.limits import checked_sentence
from framing.findings.row_places import RowPlaces
from framing.measure.concept_mentions import concept_names
from framing.measure.measure import CodedSet
from framing.reports.chart_marks import ChartMarks
from framing.reports.drawing_looks import DrawingLooks
from framing.reports.pack_gaps import pack_gaps
from framing.reports.page_sections import read_section, shared_lists
from framing.reports.parameters import Params, settings_of
from framing.reports.preregistration import said_departures
from framing.reports.report_digest import PLACE
from framing.show.escaped_html import table_html
from framing.show.page_templates import render, template_text
from framing.show.sentences_behind import reader_of
from framing.store.open_set import open_set, set_codebook
from framing.store.written_files import replace_file

if TYPE_CHECKING:
    from framing.measure.tables import Tables

# The findings come first; everything else in the notebooks' own order.
_FIRST = "04_report"


def write_page(draft: Path, params: Params, *, coming: Collection[str] = (), places: RowPlaces | None = None) -> Path:
    """Write ``index.html`` of a report whose notebooks have run.

    Args:
        draft: the report's folder, with executed notebooks in ``notebooks/``, ``data/`` and ``charts/``.
        params: what the report was asked for.
        coming: names of files that are not there yet and that the page is to name all the same.
        places: what finds the places behind rows, if the caller has looked for some already.

    Charts get the note of the checked sample into their own files first, if there is one: call it once a draft.

    Returns:
        Path of the page. It refers to nothing outside the folder and depends on the folder's
        content and the parameters alone.

    Raises:
        FileNotFoundError: no executed notebook is there.
    """
    files = sorted((draft / "notebooks").glob("*.ipynb"), key=lambda file: (file.stem != _FIRST, file.name))
    if not files:
        msg = f"{draft / 'notebooks'}: no executed notebook to make a page of; run 'framing report PARAMS.yaml'"
        raise FileNotFoundError(msg)
    checked = checked_note(params)
    write_footnotes(draft / "charts", checked)
    looks = DrawingLooks()
    marks = _marks(draft, places or places_of_rows(params))
    seen: set[str] = set()
    read = [read_section(f, note=checked, looks=looks, marks=marks, seen=seen) for f in files]
    sections, opened = shared_lists(sorted(read, key=lambda section: section.folded))
    about = about_set(params)
    page = render(
        "page.html.j2",
        about=about,
        title=params.title or about["title"],
        sections=sections,
        lead=Markup("").join(section.lead for section in sections),
        opened=[one.html() for one in opened],
        files=_files(draft, coming),
        settings=_settings(params) + _planned(params),
        versions=versions(params),
        measured=measured(),
        digest=Markup(PLACE),  # noqa: S704  (our own markup; filled when all files are there)
        style=Markup(template_text("page.css") + looks.rules()),  # noqa: S704  (our own, and plain declarations)
    )
    replace_file(draft / "index.html", page.encode("utf-8", "backslashreplace"))
    return draft / "index.html"


def checked_note(params: Params) -> str:
    """Return how much of the set was checked by hand, for every chart; nothing for a set without a sample."""
    from framing.sets.manifest import load_set

    if load_set(params.article_set, texts="optional").sample is None:
        return ""
    return checked_sentence(open_set(params.article_set, codebook=params.codebook, parser=params.parser))


def about_set(params: Params) -> dict[str, Any]:
    """Return title, event date, number of articles and outlets, and first and last date of the set."""
    from framing.sets.manifest import load_set

    loaded = load_set(params.article_set, texts="optional")
    days = sorted(entry.published for entry in loaded.entries if entry.published)
    return {
        "title": loaded.title,
        "event_date": loaded.event_date,
        "n_articles": len(loaded.entries),
        "n_outlets": len({entry.outlet for entry in loaded.entries}),
        "n_missing": len(loaded.missing),
        "left_out": pack_gaps(params.article_set) if loaded.missing else [],
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "language": loaded.language,
    }


def places_of_rows(params: Params, tables: Tables | None = None) -> RowPlaces:
    """Return what finds the places behind the rows of a report; of tables that are open already, if they are given."""
    if tables is None:
        tables = open_set(params.article_set, codebook=params.codebook, parser=params.parser)
    book = set_codebook(params.article_set, codebook=params.codebook)
    return RowPlaces(CodedSet(tables, book, settings_of(params)))


def _marks(draft: Path, places: RowPlaces) -> ChartMarks:
    """What finds the sentences that charts' marks stand for."""
    tables = places.coded.tables
    return ChartMarks(draft, places, reader_of(tables), concept_names(tables, places.coded.codebook))


def _files(draft: Path, coming: Collection[str]) -> list[tuple[str, str]]:
    """Data files of the report with what they hold: rows and columns."""
    found = []
    for file in sorted((draft / "data").glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.reader(lines))
        found.append((f"data/{file.name}", f"{max(len(rows) - 1, 0):,} rows, {len(rows[0]) if rows else 0} columns"))
    words = {
        "findings.json": "findings with numbers and spans",
        "ledger.jsonl": "every number with the spans behind it",
    }
    return found + [(name, what) for name, what in words.items() if name in coming or (draft / name).is_file()]


def _settings(params: Params) -> list[tuple[str, str]]:
    """Parameters as a reader should see them; no path of this machine."""
    values: Mapping[str, object] = params.model_dump()
    shown = {
        name: Path(str(value)).name if isinstance(value, Path) else value
        for name, value in values.items()
        if name not in {"out", "title", "notebooks"} and value is not None
    }
    return [(name, json.dumps(value, ensure_ascii=False).strip('"')) for name, value in shown.items()]


def _planned(params: Params) -> list[tuple[str, str]]:
    said = said_departures(params)
    return [("preregistration", said)] if said else []


def versions(params: Params) -> list[tuple[str, str]]:
    """Name and version of what made the report."""
    from framing.store.fingerprint import parser_identity

    names = ("framing-suite", "spacy", "pandas", "scipy", "matplotlib")
    return [("parser", parser_identity(params.parser)), *((name, metadata.version(name)) for name in names)]


_MEASURED = {
    "what": "What", "against": "Against", "articles": "Which", "n_articles": "Articles", "n_marked": "Marks",
    "precision": "Precision", "recall": "Recall", "f1": "F1",
}  # fmt: skip


def measured() -> Markup | None:
    """Return the table of how well marks agree with hand-made ones: ``lexicons/measured.toml``; nothing without it."""
    place = resources.files("framing.lexicons") / "measured.toml"
    if not place.is_file():
        return None
    found = tomllib.loads(place.read_text(encoding="utf-8")).get("measure", [])
    rows = [[_shown(row.get(name, "–")) for name in _MEASURED] for row in found]
    numeric = [name in {"n_articles", "n_marked", "precision", "recall", "f1"} for name in _MEASURED]
    return table_html(list(_MEASURED.values()), rows, caption="Measured precision and recall", numeric=numeric).body


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
