"""The command that brings texts into an article set, with the page that shows beforehand what would be taken in."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from framing.given_paths import existing
from framing.terminal import fail, tell

if TYPE_CHECKING:
    from framing.sets.import_outcome import Planned

app = typer.Typer(rich_markup_mode=None)


@app.command(
    "import",
    epilog="Examples: framing import articles --set corpus/event; framing import big.jsonl --set corpus --group events",
)
def import_command(
    source: Annotated[
        Path, typer.Argument(help="text, HTML, .docx, .rtf, CSV, JSONL, Parquet; a folder; an article set")
    ],
    article_set: Annotated[Path, typer.Option("--set", help="folder of the article set, made or extended")],
    *,
    map_: Annotated[list[str] | None, typer.Option("--map", help="FIELD=COLUMN of a table, e.g. text=body")] = None,
    outlet: Annotated[str | None, typer.Option(help="outlet of the articles that name none")] = None,
    title: Annotated[str | None, typer.Option(help="title of a new set")] = None,
    stories: Annotated[
        Path | None, typer.Option("--list", help="story list whose facts are joined to the texts")
    ] = None,
    group: Annotated[str | None, typer.Option(help='"events", or an edited grouping.csv: one set an event')] = None,
    preview: Annotated[bool, typer.Option("--preview", help="write a page of what would be taken in, and ask")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="with --preview: take it in without asking")] = False,
) -> None:
    """Bring texts into an article set; nothing that is there is ever overwritten."""
    existing(source, "source to import")
    from framing.sets.group_events import import_grouped
    from framing.sets.importers.tables import read_mapping
    from framing.sets.intake import NewSet, plan_import

    mapping = read_mapping(map_ or [])
    if group is not None:
        if outlet or title or stories or preview:
            fail("--outlet, --title, --list and --preview do not go with --group: name the outlets in table or folder")
        table = None if group == "events" else Path(group)
        grouped = import_grouped(source, article_set, table=table, mapping=mapping)
        tell(grouped.said())
        raise typer.Exit(0 if grouped.complete else 1)
    plan = plan_import(source, article_set, mapping=mapping, outlet=outlet, stories=stories)
    if preview and not _looked_over(plan.planned, article_set, yes=yes):
        raise typer.Exit(0)
    done = plan.carry_out(NewSet(title=title))
    tell(done.said())
    raise typer.Exit(0 if done.complete else 1)


def _looked_over(planned: Sequence[Planned], article_set: Path, *, yes: bool) -> bool:
    """Write the page of what would be taken in, beside the set's folder, and return whether to go on."""
    from framing.sets.write_set import write_whole
    from framing.show.import_preview import import_preview

    page = article_set.parent / f"{article_set.name}.preview.draft.html"
    write_whole(page, import_preview(planned, folder=str(article_set)).encode("utf-8", "replace"))
    tell(f"wrote {page}: look it over")
    if yes:
        return True
    if sys.stdin.isatty() and typer.confirm("Take these articles in?"):
        return True
    tell("nothing was written into the set; the same command with --preview --yes, or without, takes them in")
    return False
