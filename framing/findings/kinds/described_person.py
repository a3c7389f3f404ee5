"""How outlets describe one person in their own words: a marked description beside plainer ones, without a codebook."""

from __future__ import annotations

from collections import defaultdict

from framing.compare.inflection import function_words, stem
from framing.findings.context import Context, Row, forms_of, named
from framing.findings.finding import MARKED_LABEL, Finding, untested
from framing.findings.names import last, names_of_set
from framing.findings.opening_words import family_of, sentence_families
from framing.lexicons import load


def described_persons(context: Context) -> list[Finding]:
    """Return one finding for each person whom an outlet's own words place politically.

    Others must describe the person too, in own words and without that word.
    """
    known = {last(name).lower(): name for name in names_of_set(context)}
    by_person: defaultdict[str, list[Row]] = defaultdict(list)
    for row in context.rows("epithets"):
        name = known.get(last(str(row["name"])).lower())
        if name and row["kind"] != "title" and context.is_choice(row) and _is_whole(context, row):
            by_person[name].append(row)
    made = [_of_person(context, name, rows) for name, rows in by_person.items()]
    return [finding for finding in made if finding is not None]


def _is_whole(context: Context, row: Row) -> bool:
    """Whether a description is no part of a hyphenated word: not the "Ex" of "Ex-President"."""
    text = context.tables.texts.get(str(row["article_id"]), "")
    start, end = int(row["start"]), int(row["end"])
    return bool(text) and "-" not in (text[start - 1 : start], text[end : end + 1])


def _is_marked(form: str) -> bool:
    placing = load("judging")["placing"]
    return form in placing["words"] or form.startswith(tuple(placing["prefixes"]))


def _of_person(context: Context, name: str, rows: list[Row]) -> Finding | None:
    marked = [r for r in rows if any(_is_marked(f) for f in forms_of(str(r["description"])))]
    for row in marked:
        outlet = context.outlet(str(row["article_id"]))
        words = {stem(f) for f in forms_of(str(row["description"])) if _is_marked(f)}
        others: dict[str, Row] = {}
        for other in rows:
            who = context.outlet(str(other["article_id"]))
            if who != outlet and _says_something(str(other["description"])):
                others.setdefault(who, other)
        theirs = {
            stem(f) for r in rows if context.outlet(str(r["article_id"])) != outlet for f in forms_of(r["description"])
        }
        lacking = [i for i in context.articles if context.outlet(i) != outlet]
        if not others or words & theirs:
            continue
        if not any(_tells(context, i, str(row["description"]), name) for i in lacking):
            return _finding(context, name, outlet, row, list(others.values()))
    return None


def _tells(context: Context, article_id: str, description: str, name: str) -> bool:
    """Whether a sentence of an article, or two in a row, have the words of a description, in any form or family.

    "Quill, appointed by Mayor Marsh" says what "Marsh appointee" says.
    """
    wanted = {family_of(f) for f in forms_of(description) if f not in function_words()}
    wanted -= {family_of(last(name).lower())}
    return bool(wanted) and any(wanted <= said for said in sentence_families(context, article_id))


def _says_something(description: str) -> bool:
    return any(f not in function_words() and not f[0].isdigit() for f in forms_of(description))


def _finding(context: Context, name: str, outlet: str, row: Row, others: list[Row]) -> Finding:
    rest = named(f"{context.outlet(str(r['article_id']))} “{_words(context, r)}”" for r in others)
    return untested(
        MARKED_LABEL,
        "description", name, outlet,
        headline=f"{outlet} describes {name} in its own words as “{_words(context, row)}”; {rest}.",
        sentence="Descriptions beside the name, outside quotations and indirect speech; there may be further ones.",
        telling="a word that places somebody, where others have none",
        readings=[context.row_reading(r, voice=str(r["voice"])) for r in (row, *others)],
        strength=0.2,  # others may place somebody in other words: none of two was right when read last
        group=name,
        key=_words(context, row),
        outlet=outlet,
        n=1 + len(others),
    )  # fmt: skip


def _words(context: Context, row: Row) -> str:
    return context.printed(str(row["article_id"]), int(row["start"]), int(row["end"]))
