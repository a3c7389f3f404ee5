"""Whether "he said" may mean another than the one it was read as: somebody else is named as near."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from framing.annotate.speakers.names import gender_of_given_name
from framing.findings.context import Context, Row, Sentence
from framing.findings.names import forms_of_last, full_name, last, names_of_set, persons_of_set
from framing.text.span import Span

_BEFORE = 2  # sentences before the words in which a pronoun's person is looked for
_SPEECH = frozenset(("direct", "partial"))
_OTHER_GENDER = {"he": "f", "she": "m"}
_Key = tuple[str, str]  # a form, and whether it is a whole word or a part of one
_BY_FORM = "persons of the set by the forms that name them"


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
    for sentence in reversed(every[max(0, at - _BEFORE) : at + 1] if at is not None else ()):
        forms = list(_forms_outside_quotation(context, article, sentence))
        near = {p for form in forms for p in _persons_named_by(context, form)}
        there = {last(p) for p in near if _fits(p, pronoun, is_person=p in known)}
        if any(_is_named_by(name, form) for form in forms):
            there.add(last(name))
        if there:
            return last(name) not in there if _goes_on(row) else there != {last(name)}
    return False


def _fits(person: str, pronoun: str, *, is_person: bool) -> bool:
    gender = gender_of_given_name(person)
    return gender != _OTHER_GENDER.get(pronoun, "") if gender else is_person


def _forms_outside_quotation(context: Context, article: str, sentence: Sentence) -> Iterator[str]:
    """The words of a sentence outside quotation marks: whom a speaker names is not who goes on speaking."""
    inside = [r for r in context.rows_of("quotations", article) if r["kind"] in _SPEECH]
    words = context.tokens_of(article)
    for form, start, _ in words[bisect_left(words, sentence.start, key=lambda word: word[1]) :]:
        if start >= sentence.end:
            return
        if not any(r["start"] <= start < r["end"] for r in inside):
            yield form


def _persons_named_by(context: Context, form: str) -> list[str]:
    """The persons of a set whom a word names, as :func:`framing.findings.names.namings` finds them.

    Asked by the word and not by the person: a set of a thousand articles has thousands of persons, a sentence few.
    """
    if _BY_FORM not in context.noted:
        named: defaultdict[_Key, list[str]] = defaultdict(list)
        for person in persons_of_set(context):
            for key in _keys_of_name(person):
                named[key].append(person)
        context.noted[_BY_FORM] = dict(named)
    by_form: dict[_Key, list[str]] = context.noted[_BY_FORM]
    return [person for key in _keys_of_word(form) for person in by_form.get(key, ())]


def _is_named_by(name: str, form: str) -> bool:
    return not _keys_of_name(name).isdisjoint(_keys_of_word(form))


def _keys_of_name(name: str) -> frozenset[_Key]:
    forms, bare = forms_of_last(name)
    return frozenset((*((form, "whole") for form in forms), (bare, "part")))


def _keys_of_word(form: str) -> list[_Key]:
    """A word and what stands between its hyphens: "anti-quill" names Quill."""
    return [(form, "whole"), *((part, "part") for part in form.split("-") if "-" in form)]


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
