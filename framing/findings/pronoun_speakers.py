"""Whether "he said" may mean another than the one it was read as: somebody else is named as near."""

from __future__ import annotations

from collections.abc import Sequence

from framing.annotate.speakers.names import gender_of_given_name
from framing.findings.context import Context, Row, Sentence
from framing.findings.names import full_name, last, names_of_set, namings, persons_of_set
from framing.text.span import Span

_BEFORE = 2  # sentences before the words in which a pronoun's person is looked for
_SPEECH = frozenset(("direct", "partial"))
_OTHER_GENDER = {"he": "f", "she": "m"}


def rows_quoting(context: Context, article_id: str, parts: Sequence[Span]) -> list[Row]:
    """Return the rows of an article's direct quotations that a statement's pieces are made of."""
    return [
        row
        for row in context.rows_of("quotations", article_id)
        if row["kind"] in _SPEECH and any(part.start <= row["start"] < part.end for part in parts)
    ]


def may_be_another(context: Context, rows: list[Row], name: str) -> bool:
    """Tell whether an article has a speaker by a pronoun alone, which may as well mean somebody else.

    Looked at is the nearest sentence that names anybody of the pronoun's gender outside quotation marks, the one with
    the words or one of two before it: if it names another than the speaker, alone or too, the pronoun may mean either.
    Words without a source that were read as more of the same person's may be another's whom that sentence names alone.
    Somebody whose first name tells no gender may be meant by both pronouns, if the set uses the last name alone, as of
    persons: runs of capitalised words are names of bodies and laws too.

    ``rows`` are the article's rows of the quotation. One of them that names the speaker settles it, and so do none.
    """
    sources = [" ".join(str(row["source"]).split()).lower() for row in rows if isinstance(row["source"], str)]
    if any(last(name).lower() in source for source in sources):
        return False
    return any(
        _has_rival(context, row, str(row["source"]).lower(), name)
        for row in rows
        if str(row["source"]).lower() in _OTHER_GENDER or _goes_on(row)
    )


def _goes_on(row: Row) -> bool:
    """Whether words have no source of their own and were read as more of what was quoted before."""
    return not isinstance(row["source"], str) and row["speaker_reason"] == "continued"


def _has_rival(context: Context, row: Row, pronoun: str, name: str) -> bool:
    article = str(row["article_id"])
    every = context.body(article)
    at = next((k for k, s in enumerate(every) if s.start <= int(row["start"]) < s.end), None)
    known = names_of_set(context)
    fitting = [p for p in persons_of_set(context) if _fits(p, pronoun, is_person=p in known)] + [name]
    for sentence in reversed(every[max(0, at - _BEFORE) : at + 1] if at is not None else ()):
        there = {last(p) for p in fitting if _is_named(context, article, sentence, p)}
        if there:
            return last(name) not in there if _goes_on(row) else there != {last(name)}
    return False


def _fits(person: str, pronoun: str, *, is_person: bool) -> bool:
    gender = gender_of_given_name(person)
    return gender != _OTHER_GENDER.get(pronoun, "") if gender else is_person


def _is_named(context: Context, article: str, sentence: Sentence, person: str) -> bool:
    """Whether a sentence names somebody outside quotation marks: whom a speaker names is not who goes on speaking."""
    inside = [r for r in context.rows_of("quotations", article) if r["kind"] in _SPEECH]
    return any(
        sentence.start <= a < sentence.end and not any(r["start"] <= a < r["end"] for r in inside)
        for a, _ in namings(context, article, person)
    )


def speaker_of(context: Context, rows: list[Row], doubtful: set[str]) -> str:
    """Return the person who says a statement; empty where articles are read as naming two.

    A name beside the words goes before one taken over from a pronoun: "Of Quill, he said" does not make Quill speak.
    In the ``doubtful`` articles a pronoun may mean another: they confirm nobody, and speak against another name.
    """
    read = [
        (str(row["article_id"]), _named(context, row["named_here"]))
        for row in rows
        if isinstance(row["named_here"], str)
    ]
    names = [name for _, name in read if name]
    if doubtful and not any(name and article not in doubtful for article, name in read):
        return ""
    if not names:
        taken = [name for row in rows if (name := full_name(context, row["speaker"]))]
        names = taken if len(taken) > 1 else []
    return names[0] if len({last(name) for name in names}) == 1 else ""


def _named(context: Context, told: str) -> str:
    """The person whom a speaker's words name, "wrath of Justice Quill" too."""
    return full_name(context, told) or (full_name(context, told.rsplit(maxsplit=1)[-1]) if told[:1].islower() else "")
