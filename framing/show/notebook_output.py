"""What notebooks show: tables whose numbers open their sentences, charts with alt text, prose.

Every function takes tables and gives an :class:`~framing.show.escaped_html.Html`, which JupyterLab
displays and the report page takes over. Nothing here computes a statistic.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.figures.number_words import counted
from framing.figures.chart import Chart
from framing.findings.find import Findings
from framing.findings.finding import NO_DIFFERENCE, Finding
from framing.findings.places import places_of
from framing.measure.concept_mentions import first_choices
from framing.measure.place import Place
from framing.measure.tables import Tables
from framing.annotate.voice import OWN_VOICE
from framing.show.escaped_html import Html, Markup, cell_text, grid, join, joined, number
from framing.show.kwic import Reader, opens, reader_of, say_date

UNKNOWN = "unknown"


def say(*paragraphs: str) -> Html:
    """Return prose, a paragraph each, escaped; empty ones are left out."""
    return Html(joined(Markup("<p>{}</p>").format(text) for text in paragraphs if text))


def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    columns: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
    note: str = "",
) -> Html:
    """Return any frame as a table.

    Args:
        frame: the rows; the first column shown heads each row.
        caption: what the table is about.
        columns: column name to heading, in the order shown; all under their own names if omitted.
        note: a line under the table.
        units: "share" prints as per cent, by column; a column ``unit`` in the frame does so by row.
    """
    shown = dict(columns or {str(name): str(name).replace("_", " ") for name in frame.columns})
    by_row = [str(unit) for unit in frame["unit"]] if "unit" in frame.columns else [""] * len(frame)
    kinds = [pd.api.types.is_numeric_dtype(frame[name]) for name in shown]

    def unit_of(column: str, row: int) -> str:
        ratio = column in ("estimate", "low", "high", "rest", "difference")
        return (units or {}).get(column, by_row[row] if ratio else "")

    rows = [
        [cell_text(value, unit_of(name, i)) for name, value in zip(shown, values, strict=True)]
        for i, values in enumerate(frame[list(shown)].itertuples(index=False, name=None))
    ]
    return grid(list(shown.values()), rows, caption=caption, numeric=kinds, note=note)


def chart(made: Chart) -> Html:
    """Return a saved chart as a figure with its alt text; the page shows the SVG, notebooks a small PNG."""
    from PIL import Image

    picture = Image.open(made.png)
    small = picture.convert("RGB").resize((picture.width // 2, picture.height // 2), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    small.quantize(96).save(buffer, format="PNG", optimize=False)
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return Html(
        Markup(
            '<figure class="chart"><img data-chart="{name}" width="{width}" height="{height}" '
            'style="max-width:100%;height:auto" alt="{alt}" src="data:image/png;base64,{data}"></figure>'
        ).format(name=made.name, alt=made.alt, data=data, width=picture.width // 3, height=picture.height // 3)
    )


def charts(made: Iterable[Chart]) -> Html:
    """Return several charts, one under another."""
    return join(chart(one) for one in made)


def article_table(tables: Tables) -> Html:
    """Return the articles of the set: outlet, date, title, length; the title leads to the address, if known."""
    ordered = tables["articles"].sort_values(["outlet", "published", "article_id"])
    rows = []
    names = ("outlet", "published", "certainty", "title", "article_id", "url", "wire", "n_words", "n_words_quoted")
    for outlet, published, certainty, title, identity, url, wire, words, quoted in zip(
        *(ordered[name] for name in names), strict=True
    ):
        shown = identity if pd.isna(title) else title
        if not pd.isna(url) and str(url).startswith(("https://", "http://")):
            shown = Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(url, shown)
        credit = Markup(" <small>({})</small>").format(wire) if not pd.isna(wire) else Markup("")
        rows.append(
            [
                str(outlet),
                Markup('<span class="date">{}</span>').format(say_date(published, str(certainty))),
                Markup("{}{}").format(shown, credit),
                f"{int(words):,}",
                f"{100 * int(quoted) / int(words):.0f} %" if words else "–",
            ]
        )
    return grid(
        ["Outlet", "Date", "Title", "Words", "In quotations"],
        rows,
        caption="The articles",
        numeric=[False, False, False, True, True],
        note="Words are counted outside page furniture; “in quotations” is their part inside direct quotations.",
    )


def names_of(tables: Tables, codebook: Codebook | None) -> dict[str, str]:
    """Return concept id to name for every concept that is named somewhere, most mentioned first."""
    known = {c.id: c.name for c in codebook.concepts} if codebook is not None else {}
    return {str(c): known.get(str(c), str(c)) for c in tables["mentions"]["concept"].value_counts().index}


def label_tables(tables: Tables, codebook: Codebook | None) -> Html:
    """Return for each concept a table of labels by outlet: mentions, those in the outlet's own voice in brackets."""
    concepts = {c.id: c for c in codebook.concepts} if codebook is not None else {}
    mentions = tables["mentions"]
    parts = []
    for identity, name in names_of(tables, codebook).items():
        mine = mentions[mentions["concept"] == identity]
        meaning = (
            Markup('<p class="referent">{}</p>').format(concepts[identity].referent) if identity in concepts else ""
        )
        parts.append(Html(Markup("<h3>{}</h3>{}").format(_capital(name), meaning)))
        parts.append(_label_table(tables, mine, name))
    return join(parts) if parts else say("No label of the codebook occurs in these articles.")


def _label_table(tables: Tables, mine: pd.DataFrame, name: str) -> Html:
    def cell(rows: pd.DataFrame) -> tuple[str, str]:
        own = int(rows["voice"].isin(OWN_VOICE).sum())
        return f"{len(rows):,}", f" ({own})"

    return counted_table(
        tables,
        mine,
        key="variant",
        head="Label",
        caption=f"Labels for {name}: mentions, and in brackets those in the outlet’s own voice",
        cell=cell,
        what=lambda label, outlet: f"{outlet} on {name}: “{label}”" if label else f"{outlet} on {name}: all labels",
    )


def favourite_table(tables: Tables, codebook: Codebook | None, *, most: int = 10) -> Html:
    """Return for each concept (down) and outlet (across) the label that the outlet itself uses most.

    Own voice only, headlines included; equal labels stand side by side. The number behind it,
    of all own-voice mentions of the concept, opens the sentences.
    """
    reader = reader_of(tables)
    mentions = tables["mentions"]
    own = mentions[mentions["voice"].isin(OWN_VOICE)]
    outlets = tables.outlets
    names = list(names_of(tables, codebook).items())[:most]
    if not names:
        return say("No label of the codebook occurs in these articles.")

    def cell(concept: str, name: str, outlet: str) -> Markup:
        mine = own[(own["concept"] == concept) & (own["outlet"] == outlet)]
        if mine.empty:
            return Markup('<span class="none">–</span>')
        sizes = {str(label): int(n) for label, n in mine["variant"].value_counts().items()}
        first = first_choices(sizes)
        shown = f"{sizes[first[0]]} of {len(mine)}" + (" each" if len(first) > 1 else "")
        behind = places(mine[mine["variant"].isin(first)])
        said = ", ".join(first[:2]) + (" …" if len(first) > 2 else "")  # noqa: PLR2004  (what a cell holds)
        return Markup("{}<br><small>{}</small>").format(said, opens(shown, behind, reader, what=f"{outlet} on {name}"))

    body = [[name, *(cell(concept, name, outlet) for outlet in outlets)] for concept, name in names]
    return grid(
        ["", *outlets],
        body,
        caption="The label each outlet uses most in its own voice",
        numeric=[False] * (1 + len(outlets)),
        note="“4 of 7” means 4 of the outlet’s 7 own mentions; a dash, that it does not name this in its own voice.",
    )


def source_table(tables: Tables) -> Html:
    """Return quotations by type of source and outlet."""
    return counted_table(
        tables,
        _without_scare(tables),
        key="source_type",
        head="Type of source",
        caption="Quotations by type of source",
        what=lambda kind, outlet: f"{outlet} quoting: {kind or 'everybody'}",
    )


def speaker_table(tables: Tables, *, most: int = 15) -> Html:
    """Return quotations by speaker and outlet, the ``most`` quoted ones."""
    return counted_table(
        tables,
        _without_scare(tables),
        key="speaker",
        head="Speaker",
        caption="Quotations by speaker",
        most=most,
        what=lambda speaker, outlet: f"{outlet} quoting {speaker or 'everybody'}",
    )


def cue_table(tables: Tables, *, most: int = 20) -> Html:
    """Return quotations by reporting verb and outlet, the ``most`` used ones."""
    quotations = tables["quotations"]
    return counted_table(
        tables,
        quotations[quotations["cue_lemma"].notna()],
        key="cue_lemma",
        head="Reporting verb",
        caption="Quotations by reporting verb",
        most=most,
        what=lambda verb, outlet: f"{outlet}: “{verb}”" if verb else f"{outlet}: every reporting verb",
    )


def _without_scare(tables: Tables) -> pd.DataFrame:
    quotations = tables["quotations"]
    return quotations[quotations["kind"] != "scare"]


def counted_table(
    tables: Tables,
    rows: pd.DataFrame,
    *,
    key: str,
    head: str,
    caption: str,
    what: Callable[[str, str], str],
    cell: Callable[[pd.DataFrame], tuple[str, str]] | None = None,
    most: int = 40,
) -> Html:
    """Return counts of ``rows`` by ``key`` (down) and outlet (across); each opens its sentences.

    Args:
        tables: the set.
        rows: mentions or quotations (article_id, start, end, outlet and ``key``).
        key: the column that names the rows; missing values stand under ``UNKNOWN``, last.
        head: heading of that column.
        caption: what is counted.
        what: what a cell holds, in words, from key and outlet; the key is empty for the column's sum.
        cell: the number of a cell and what is written beside it; the number of rows if omitted.
        most: beyond this many keys the rest is summed up in a note.
    """
    reader = reader_of(tables)
    outlets = tables.outlets
    filled = rows.assign(**{key: rows[key].astype("string").fillna(UNKNOWN)})
    sizes = filled[key].value_counts()
    ranked = sorted((str(k) for k in sizes.index), key=lambda k: (k == UNKNOWN, -int(sizes[k]), k))
    kept = ranked[:most]

    def filled_cell(part: pd.DataFrame, label: str, outlet: str) -> Markup:
        shown, beside = cell(part) if cell else (f"{len(part):,}", "")
        if part.empty:
            return Markup('<span class="none">0</span>')
        return Markup("{}<small>{}</small>").format(
            opens(shown, places(part), reader, what=what(label, outlet)), beside
        )

    by_outlet = {outlet: filled[filled["outlet"] == outlet] for outlet in outlets}
    body = [
        [label, *(filled_cell(mine[mine[key] == label], label, outlet) for outlet, mine in by_outlet.items())]
        for label in kept
    ]
    foot = ["All", *(filled_cell(mine, "", outlet) for outlet, mine in by_outlet.items())]
    rest = len(ranked) - len(kept)
    note = f"{rest} more with {int(sizes.sum() - sizes[kept].sum())} in the data files." if rest else ""
    return grid([head, *outlets], body, caption=caption, foot=foot, note=note)


def places(rows: pd.DataFrame) -> list[Place]:
    """Return the places of rows that have article_id, start and end."""
    columns = (rows[name] for name in ("article_id", "start", "end"))
    return [Place(str(a), int(s), int(e)) for a, s, e in zip(*columns, strict=True)]


def finding_list(found: Sequence[Finding], tables: Tables) -> Html:
    """Return findings as a list: the sentence, how sure it is, and the sentences of the articles behind it."""
    if not found:
        return say(
            "No difference between outlets stands out from chance in this set, or too few articles are there to tell. "
            "What each outlet printed is described below."
        )
    reader = reader_of(tables)
    items = []
    for one in found:
        shown = counted(len(one.spans), "place")
        behind = opens(f"Show {shown}", one.spans, reader, what=one.sentence) if one.spans else Markup("")
        sure = "; ".join(part for part in (one.reason, one.copies) if part)
        items.append(
            Markup(
                '<li class="finding"><p class="claim">{}</p>'
                '<p class="sure"><span class="tier {}">{}</span> {}. {}</p></li>'
            ).format(one.sentence, one.tier.replace(" ", "-"), one.tier, _sentence(sure), behind)
        )
    return Html(Markup('<ol class="findings">{}</ol>').format(joined(items)))


def negative_list(found: Findings, tables: Tables) -> Html:
    """Return the comparisons in which nothing was found, as a list like that of the findings."""
    negative = [one for one in found.findings if one.kind == NO_DIFFERENCE]
    if not negative:
        return say("No tested comparison came out without a difference.")
    return finding_list(negative, tables)


def evidence_table(
    evidence: pd.DataFrame, tables: Tables, *, measure: str, codebook: Codebook | None = None, what: str = ""
) -> Html:
    """Return the comparisons of one measure, keys down and outlets across: estimate, interval and base.

    Each estimate opens the sentences behind it where there are any. ``what`` is the caption.
    """
    rows = evidence[evidence["measure"] == measure]
    if rows.empty:
        return say(f"There is nothing to show for “{measure}”.")
    reader = reader_of(tables)
    names = {c.id: c.name for c in codebook.concepts} if codebook is not None else {}
    outlets = sorted(map(str, rows["outlet"].unique()))
    cells: dict[tuple[str, str], dict[str, Markup]] = {}
    for row in rows.to_dict("records"):
        group, key, outlet = (names.get(str(row[name]), str(row[name])) for name in ("group", "key", "outlet"))
        cells.setdefault((group, key), {})[outlet] = _estimate(
            row, places_of(row, tables), reader, what=f"{outlet}: {key}"
        )
    several = len({group for group, _ in cells}) > 1
    body = [
        [f"{key} ({group})" if several and group else key, *(line.get(outlet, Markup("–")) for outlet in outlets)]
        for (group, key), line in cells.items()
    ]
    return grid(["", *outlets], body, caption=what or _capital(measure))


def _estimate(row: Mapping[Hashable, Any], behind: Sequence[Place], reader: Reader, *, what: str) -> Markup:
    unit = str(row["unit"])
    if pd.isna(row["estimate"]):
        return Markup('<span class="none">–</span>')
    shown = opens(cell_text(float(row["estimate"]), unit), behind, reader, what=what)
    span = "no interval"
    if not pd.isna(row["low"]):
        span = f"{cell_text(float(row['low']), unit)} to {cell_text(float(row['high']), unit)}"
    return Markup("{}<br><small>{}<br>n = {}</small>").format(shown, span, number(float(row["n_mentions"]), digits=1))


def limit_list(found: Findings) -> Html:
    """Return what the set cannot show, as a list."""
    items = joined((Markup("<li>{}</li>").format(limit) for limit in found.limits), "")
    return Html(Markup('<ul class="limits">{}</ul>').format(items))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    """Begin with a capital, but leave the p of a p value alone."""
    return text if text.startswith("p ") else _capital(text)
