"""To whom each outlet gives a quotation: a name in one and her company in another are said as each has it."""

from __future__ import annotations

from collections.abc import Sequence

from framing.findings.context import Context, Row, named
from framing.findings.names import full_name, last, person
from framing.findings.quotation_versions import Quoted, Version

_SPEECH = frozenset(("direct", "partial"))
_LONGEST = 5  # words of a body's name


def givers(context: Context, quoted: Quoted) -> dict[str, str]:
    """Return for each outlet that prints a statement whom it gives the words to, empty where that is not known.

    A person by the full name; a body ("Quill Ferries", "the harbour office") as it is read. One who is told by a role
    alone ("a spokesman", "the mayor") or a pronoun may be whom another outlet names: that is not known.
    """
    told: dict[str, str] = {}
    for version in quoted.versions:
        told[version.outlet] = told.get(version.outlet) or _giver(context, quoted, version)
    return told


def _giver(context: Context, quoted: Quoted, version: Version) -> str:
    sure = full_name(context, version.named_here)
    if sure:
        return sure
    rows = [
        row
        for row in context.rows_of("quotations", version.article_id)
        if row["kind"] in _SPEECH and any(p.start < row["end"] and row["start"] < p.end for p in version.parts)
    ]
    read = next((name for row in rows if (name := person(row["speaker"]))), "")
    if read:
        return quoted.speaker if last(read) == last(quoted.speaker) else ""
    return next((name for row in rows if (name := _body(row))), "")


def _body(row: Row) -> str:
    """The name of a body that is said to speak, empty where a role, a pronoun or nobody is.

    A name of one word that is a common noun ("the Department") is printed as the sentence has it.
    """
    name = row["speaker"] if isinstance(row["speaker"], str) else ""
    source = " ".join(str(row["source"]).split()) if isinstance(row["source"], str) else ""
    if row["identified"] == "role" or person(name) or not name[:1].isupper():
        return ""
    longer = source if name in source and len(source.split()) <= _LONGEST else name
    told = longer if len(name.split()) == 1 else name
    told = f"the {told[4:]}" if told.startswith("The ") else told
    told = f"the {told}" if told.isupper() and " " not in told else told
    return told if len(told.split()) <= _LONGEST and told.split()[-1][:1].isupper() else ""


def one_giver(context: Context, quoted: Quoted) -> str:
    """Return the name to print for a statement: that of the outlets that give one; empty where they differ.

    Differing are two persons (who may have said it together, or one is misread), and a person and a body.
    """
    return _one(givers(context, quoted), quoted)


def _one(told: dict[str, str], quoted: Quoted) -> str:
    names = [name for name in told.values() if name]
    if not names:
        return quoted.speaker
    return names[0] if len({last(name) for name in (*names, *_doubtful(quoted))}) == 1 else ""


def _doubtful(quoted: Quoted) -> list[str]:
    """Whom a pronoun may mean in a version: no name to print, and one that speaks against another."""
    return [version.doubtful for version in quoted.versions if version.doubtful]


def one_speaker(context: Context, rows: Sequence[Row]) -> str | None:
    """Return who says some places of several articles, all within quotations; ``None`` if an article says one itself.

    Empty where it is not known, or not one person.
    """
    told: set[str] = set()
    for row in rows:
        said = next((q for q in context.rows_of("quotations", str(row["article_id"])) if _covers(q, row)), None)
        if said is None:
            return None
        told.add(full_name(context, said["speaker"]))
    return told.pop() if len(told) == 1 else ""


def _covers(quotation: Row, row: Row) -> bool:
    return quotation["kind"] in _SPEECH and quotation["start"] <= row["start"] and row["end"] <= quotation["end"]


def who_quotes(context: Context, quoted: Quoted) -> str:
    """Return who prints a statement and whom they give it to, as a clause; empty if nobody is named.

    "A and B quote Ada Quill"; "A quotes Ada Quill and B quotes Quill Ferries"; of two persons neither is named.
    """
    told = givers(context, quoted)
    one = _one(told, quoted)
    if one:
        return f"{named(told)} quote {one}"
    by_name: dict[str, list[str]] = {}
    for outlet, name in told.items():
        by_name.setdefault(name, []).append(outlet)
    if not any(by_name):
        return ""
    if len({last(name) for name in (*by_name, *_doubtful(quoted)) if person(name)}) > 1:
        return f"{named(told)} quote"
    said = [f"{named(o)} quote{'s' * (len(o) == 1)} {name or 'without a name'}" for name, o in by_name.items()]
    return named(said)
