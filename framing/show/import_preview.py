"""What an import would take in, as one page to look over: counts, and each article with what was read and left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from framing.sets.audit import COMPLETE
from framing.sets.import_outcome import Planned
from framing.show.page_templates import render, template_text

_FACTS = ("outlet", "title", "published", "author", "desk", "wire", "genre", "url")
_TABLE = "the source"
_INFERRED = "the file's or folder's name"


@dataclass(frozen=True, slots=True)
class ArticlePreview:
    """One article of a preview: names, facts with their places, headlines offered, paragraphs kept and left out."""

    id: str
    place: str
    facts: tuple[tuple[str, str, str], ...]
    headlines: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    left_out: tuple[str, ...]
    complete: str
    doubtful: bool
    notes: str


def import_preview(planned: Sequence[Planned], *, folder: str) -> str:
    """Return the page of an import's plan: one HTML file that needs nothing else; everything from outside is escaped.

    An import that takes nothing in gives a page that says so.
    """
    added = [one for one in planned if one.found is not None and one.entry]
    days = sorted(str(one.entry["published"]) for one in added if one.entry.get("published"))
    return render(
        "import_preview.html.j2",
        style=template_text("side_by_side.css") + template_text("import_preview.css"),
        folder=folder,
        articles=[_article(one) for one in added],
        counts=Counter(one.line.what for one in planned).most_common(),
        outlets=Counter(str(one.entry["outlet"]) for one in added).most_common(),
        days=f"{days[0]} to {days[-1]}" if days else "no dates",
        undated=len(added) - len(days),
        others=[one.line.said() for one in planned if not one.entry and one.line.what != "already"],
    )


def _article(one: Planned) -> ArticlePreview:
    assert one.found is not None
    reading, share = one.found.reading, one.found.reading.completeness
    return ArticlePreview(
        id=one.line.article,
        place=one.line.place,
        facts=tuple(_facts(one.entry, dict(reading.origins))),
        headlines=reading.headlines,
        paragraphs=tuple(part.strip() for part in one.found.text.split("\n\n") if part.strip()),
        left_out=reading.left_out,
        complete="" if share is None else f"{share:.0%} of the text near it was read",
        doubtful=share is not None and share < COMPLETE,
        notes=one.line.why,
    )


def _facts(entry: Mapping[str, object], origins: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    for name in _FACTS:
        if entry.get(name) is not None:
            guessed = name == "outlet" and entry.get("attribution") == "inferred"
            yield name, str(entry[name]), origins.get(name) or (_INFERRED if guessed else _TABLE)
        elif name in {"outlet", "title", "published"}:
            yield name, "not found", ""
