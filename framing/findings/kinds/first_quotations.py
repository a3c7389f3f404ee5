"""Whose words come first and last: the whole sentences that each article prints so between marks, in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from framing.compare.common_words import common_runs
from framing.findings.context import Context, cut, forms_of, named
from framing.findings.finding import FIRST_WORDS, LAST_WORDS, Finding, untested
from framing.findings.first_quoted import LEAST, FirstQuoted, first_quoted, last_quoted, quotes_nobody
from framing.findings.names import last
from framing.findings.standing import is_partial, standings, unopened

_MOST = 4  # articles in one sentence
_RUNNING = frozenset(("letter", "transcript", "log"))  # texts that have no end of their own
_SHOWN = 32  # words of a quotation
_ALL_DIFFER, _SOME_DIFFER, _ONE = 1.0, 0.8, 0.6  # strength: of each another speaker, of some, one speaker's words
_EXCERPT = 150  # words: a text of fewer may be the beginning of one
_RUN = 5  # words in a row by which two articles print one statement


def first_quotations(context: Context) -> list[Finding]:
    """Return one finding: whom each article quotes first with a whole sentence, and with which.

    One article an outlet, two to four of them; of each the first quotation must be known, and two at least must have a
    name or a role beside them. Nothing where all print one statement. An article that does not begin as articles do is
    left out, and said to be.
    """
    gone = frozenset(unopened(context)) if _fits(context) else frozenset[str]()
    row = _row(context, first_quoted, gone)
    if row is None:
        return []
    told = "whose words readers meet first" if row.speakers > 1 else "one speaker, other words first"
    where = "first below each headline"
    said = [f"the text of {context.outlet(i)} does not begin as articles do" for i in context.articles if i in gone]
    return [_finding(context, FIRST_WORDS, row, ("Quoted first", where, told), said)]


def last_quotations(context: Context) -> list[Finding]:
    """Return one finding: whom each article quotes last with a whole sentence, and with which.

    As :func:`first_quotations`, where it is not the same speaker in all: a report's last word may be its point. Only
    where every text is whole at its end.
    """
    if not _fits(context) or any(s.ending != "whole" or s.beginning in _RUNNING for s in standings(context).values()):
        return []
    row = _row(context, last_quoted, frozenset())
    if row is None or row.speakers < 2:  # noqa: PLR2004
        return []
    return [_finding(context, LAST_WORDS, row, ("Quoted last", "last in each text", "who has the last word"), ())]


@dataclass(frozen=True, slots=True)
class _Row:
    """Quotations by article, the articles of each statement, how many speakers there are, and who quotes nobody."""

    found: Mapping[str, FirstQuoted]
    groups: Sequence[Sequence[str]]
    speakers: int
    silent: Sequence[str]


def _fits(context: Context) -> bool:
    return context.one_each and len(context.articles) <= _MOST and context.whole


def _is_short(context: Context, article_id: str) -> bool:
    """Whether a text has no more words than an excerpt: whom its article quotes may stand in the rest."""
    return int(context.articles[article_id]["n_words"]) < _EXCERPT


def _row(context: Context, quoted: Callable[[Context, str], FirstQuoted | None], gone: frozenset[str]) -> _Row | None:
    """The quotations of a set to be set side by side; ``None`` where they tell nothing or one is not known."""
    if not _fits(context):
        return None
    found = {i: said for i in context.articles if i not in gone and (said := quoted(context, i)) is not None}
    silent = [i for i in context.articles if i not in found and i not in gone]
    if any(is_partial(context, i) or not quotes_nobody(context, i) or _is_short(context, i) for i in silent):
        return None  # one of three whose words are not known leaves a row that nobody can read
    told = [said.person or said.who for said in found.values() if said.who]
    groups = _groups(found)
    if len(groups) < 2 or len(found) < len(context.articles) - 1 or len(told) < max(2, len(found) - 1):  # noqa: PLR2004
        return None
    return _Row(found, groups, len(set(map(last, told))), silent)


def _finding(context: Context, kind: str, row: _Row, words: tuple[str, str, str], more: Iterable[str]) -> Finding:
    begins, where, told = words
    said = [words for group in row.groups for words in _said(context, row.found, group)]
    said += [*more, *(f"{context.outlet(i)} quotes no whole sentence" for i in row.silent)]
    some = _SOME_DIFFER if row.speakers > 1 else _ONE
    return untested(
        kind,
        *row.found,
        headline=f"{begins} with a whole sentence: {'; '.join(said)}.",
        sentence=f"The sentence of at least {LEAST} words between quotation marks that stands {where}, and who says it "
        "as printed there; reporters’ questions and photo captions are left out.",
        telling=told,
        readings=[context.row_reading(said.row, voice="quoted") for said in row.found.values()],
        strength=_ALL_DIFFER if row.speakers == len(row.groups) else some,
        key=" | ".join(said.who for said in row.found.values()),
    )


def _groups(found: Mapping[str, FirstQuoted]) -> list[list[str]]:
    """The articles by the statement that they print first, in the set's order."""
    groups: list[list[str]] = []
    for article, first in found.items():
        same = next((group for group in groups if _is_one(found[group[0]], first)), None)
        if same is None:
            groups.append([article])
        else:
            same.append(article)
    return groups


def _is_one(one: FirstQuoted, other: FirstQuoted) -> bool:
    """Whether two quotations are of one statement: they have some words in a row."""
    return bool(common_runs(forms_of(one.printed), forms_of(other.printed), least=_RUN))


def _said(context: Context, found: Mapping[str, FirstQuoted], group: Sequence[str]) -> Iterator[str]:
    """Who is quoted first in articles that print one statement: once if the words are the same, else each by itself."""
    short = min((found[i] for i in group), key=lambda f: len(forms_of(f.printed)))
    forms = forms_of(short.printed)
    same = all(_in_row(forms, forms_of(found[i].printed)) for i in group)
    for some, first in [(group, short)] if same else [([i], found[i]) for i in group]:
        who = next((found[i].who for i in some if found[i].who), "")
        words = cut(first.printed, _SHOWN)
        outlets = named(context.outlet(i) for i in some)
        yield f"in {outlets} {who} (“{words}”)" if who else f"in {outlets} “{words}”"


def _in_row(forms: Sequence[str], other: Sequence[str]) -> bool:
    """Whether words stand in others in one row."""
    return any(run.n == len(forms) for run in common_runs(forms, other, least=len(forms)))
