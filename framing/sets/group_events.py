"""``framing import --group``: a mixed collection into one article set an event, with a table that can be edited."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from framing.sets.already_in_set import digest
from framing.sets.events import WINDOW_DAYS, Placed, group_events
from framing.sets.ids import new_id, slug
from framing.sets.import_outcome import Imported, Line
from framing.sets.importers.candidate import Dropped, Found
from framing.sets.importers.encoding import decode
from framing.sets.importers.read_source import candidates
from framing.sets.intake import NewSet, import_found
from framing.sets.near_copies import plain_words
from framing.sets.safe_read import read_bounded
from framing.sets.set_problems import SetError, SetFault, shown
from framing.sets.text_files import text_fault
from framing.sets.write_set import write_whole

TABLE = "grouping.csv"
COLUMNS = ("event", "outlet", "published", "title", "place", "alike", "next_alike", "why", "sha256")
_MOST_BYTES = 500_000_000
_NAME_WORDS = 3


@dataclass(frozen=True, slots=True)
class Grouped:
    """What a grouped import made: the table, and an outcome for each event's folder."""

    table: Path
    imported: tuple[Imported, ...]
    dropped: tuple[Line, ...]

    @property
    def complete(self) -> bool:
        """Whether every article that could be expected is in a set."""
        return bool(self.imported) and not any(line.what == "dropped" for line in self.dropped)

    def said(self) -> str:
        """Return the outcome for a terminal."""
        told = [line.said() for line in self.dropped if line.what == "dropped"]
        sizes = Counter(len([x for x in item.lines if x.what != "duplicate"]) for item in self.imported)
        spread = ", ".join(f"{n} with {size}" for size, n in sorted(sizes.items()))
        wrote = sum(item.wrote for item in self.imported)
        changed = f"{wrote} files written" if wrote else "nothing changed"
        return "\n".join(
            [*told, f"{len(self.imported)} events ({spread} articles); {changed}", f"what was put where: {self.table}"]
        )


def import_grouped(
    source: Path,
    folder: Path,
    *,
    table: Path | None = None,
    mapping: Mapping[str, str] | None = None,
    least_alike: float | None = None,
    window_days: int = WINDOW_DAYS,
) -> Grouped:
    """Divide the articles of ``source`` into events and bring each event into a set of its own under ``folder``.

    ``folder/grouping.csv`` says what was put where and why. With ``table`` (that file,
    edited) its ``event`` column decides instead; a row whose event is empty is left out.
    A source that names events itself (a column ``event``) is divided by that.

    Raises :class:`SetError` where a set that is there is not in order or differs.
    """
    found: list[Found] = []
    lines: list[Line] = []
    seen: set[str] = set()
    for item in candidates(source, mapping=mapping or {}):
        if isinstance(item, Dropped):
            lines.append(Line(item.place, "ignored" if item.harmless else "dropped", "", item.why))
        elif fault := text_fault(item.text, ""):
            lines.append(Line(item.place, "dropped", "", fault.what.replace("text  ", "text ")))
        elif (sha256 := _sha256(item)) in seen:
            lines.append(Line(item.place, "duplicate", "", "its text was in the source before"))
        else:
            seen.add(sha256)
            found.append(item)
    if not found:
        what = lines[0].why if lines else "there is nothing in it"
        remedy = "give a table or folder of articles in English"
        raise SetError([SetFault(shown(str(source), longest=1000), f"no article was found ({what})", remedy)])
    if table is not None:
        names, placed = _as_edited(found, table), None
    elif all(item.facts.event for item in found):
        names, placed = [slug(item.facts.event or "") or "event" for item in found], None
    else:
        placed = group_events(found, least_alike=least_alike, window_days=window_days)
        names = _named(found, placed)
    imported = [
        import_found(
            [item for item, given in zip(found, names, strict=True) if given == name], folder / name, head=NewSet()
        )
        for name in dict.fromkeys(names)
        if name
    ]
    path = folder / TABLE
    if table is None or table.resolve() != path.resolve():
        write_whole(path, _table(found, names, placed).encode("utf-8"))
    return Grouped(path, tuple(imported), tuple(lines))


def _sha256(item: Found) -> str:
    return digest(item.text.encode("utf-8", "surrogatepass"))


def _named(found: Sequence[Found], placed: Sequence[Placed]) -> list[str]:
    """Return for each article its event's name: the earliest date and the commonest words of the titles."""
    names: dict[int, str] = {}
    for event in dict.fromkeys(place.event for place in placed):
        members = [item for item, place in zip(found, placed, strict=True) if place.event == event]
        dates = sorted(item.facts.published for item in members if item.facts.published)
        counts: Counter[str] = Counter()
        for item in members:
            counts.update({word for word in plain_words(item.facts.title or item.stem) if len(word) > _NAME_WORDS})
        words = sorted(counts, key=lambda word: (-counts[word], word))[:_NAME_WORDS]
        wish = slug(" ".join([dates[0].isoformat() if dates else "", *words])) or f"event-{event + 1}"
        names[event] = new_id([wish], {name.lower() for name in names.values()})
    return [names[place.event] for place in placed]


def cell(value: object) -> str:
    """Return ``value`` for a CSV cell: on one line, and never a formula to a spreadsheet."""
    text = "" if value is None else shown(" ".join(str(value).split()), longest=500)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _table(found: Sequence[Found], names: Sequence[str], placed: Sequence[Placed] | None) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for i, (item, name) in enumerate(zip(found, names, strict=True)):
        place = placed[i] if placed else None
        why = place.why if place else "as its source or the edited table says"
        alike = (f"{place.alike:.3f}", f"{place.next_alike:.3f}") if place else ("", "")
        facts = item.facts
        said = (name, facts.outlet, facts.published, facts.title, item.place, *alike, why, _sha256(item))
        writer.writerow([cell(value) for value in said])
    return out.getvalue()


def _as_edited(found: Sequence[Found], table: Path) -> list[str]:
    """Return for each article the event that an edited table gives its text."""
    name = shown(str(table), longest=1000)
    remedy = f"give the {TABLE} that `framing import --group events` wrote"
    try:
        text = decode(read_bounded(table, _MOST_BYTES)).text.removeprefix("\ufeff")
        first = text.split("\n", 1)[0]
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count)))
    except (OSError, ValueError, csv.Error) as error:
        raise SetError([SetFault(name, f"the table cannot be read ({shown(str(error))})", remedy)]) from error
    if rows and not {"event", "sha256"} <= rows[0].keys():
        raise SetError([SetFault(name, "it lacks the columns event and sha256", remedy)])
    given = {str(row["sha256"]): str(row["event"] or "").strip().removeprefix("'") for row in rows}
    findings = [
        SetFault(name, f"{item.place} is not in the table", "group the source again, or add its row")
        for item in found
        if _sha256(item) not in given
    ]
    names = {event: slug(event) for event in given.values()}
    findings += [
        SetFault(name, f"event '{shown(event)}' is no name for a folder", "use letters, digits and hyphens")
        for event, made in names.items()
        if event and not made
    ]
    if findings:
        raise SetError(findings)
    return [names[given[_sha256(item)]] for item in found]
