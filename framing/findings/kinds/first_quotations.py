"""Whose words come first: the first whole sentence that each article prints between quotation marks, in a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from framing.compare.common_words import common_runs
from framing.findings.context import Context, cut, forms_of, named
from framing.findings.finding import FIRST_WORDS, Finding, untested
from framing.findings.first_quoted import LEAST, FirstQuoted, first_quoted, quotes_nobody
from framing.findings.names import last
from framing.findings.standing import unopened

_MOST = 4  # articles in one sentence
_SHOWN = 32  # words of a quotation
_ALL_DIFFER, _SOME_DIFFER, _ONE = 1.0, 0.8, 0.6  # strength: of each another speaker, of some, one speaker's words
_RUN = 5  # words in a row by which two articles print one statement


def first_quotations(context: Context) -> list[Finding]:
    """Return one finding: whom each article quotes first with a whole sentence, and with which.

    One article an outlet, two to four of them; of each the first quotation must be known, and two at least must have a
    name or a role beside them. Nothing where all print one statement. An article of which the beginning may be missing
    is left out, and said to be.
    """
    if not context.one_each or len(context.articles) > _MOST or not context.whole:
        return []
    gone = unopened(context)
    found = {i: first for i in context.articles if i not in gone and (first := first_quoted(context, i)) is not None}
    if any(i not in found and i not in gone and not quotes_nobody(context, i) for i in context.articles):
        return []  # one of three whose first words are not known leaves a row that nobody can read
    told = [first.person or first.who for first in found.values() if first.who]
    groups = _groups(found)
    if len(groups) < 2 or len(found) < len(context.articles) - 1 or len(told) < max(2, len(found) - 1):  # noqa: PLR2004
        return []
    said = [words for group in groups for words in _said(context, found, group)]
    said += [_instead(context, i) for i in context.articles if i not in found]
    speakers = set(map(last, told))
    strength = _ALL_DIFFER if len(speakers) == len(groups) else _SOME_DIFFER if len(speakers) > 1 else _ONE
    return [
        untested(
            FIRST_WORDS,
            *found,
            headline=f"Quoted first with a whole sentence: {'; '.join(said)}.",
            sentence=f"The first sentence of at least {LEAST} words between quotation marks below each headline, and "
            "who says it as printed there; reporters’ questions and photo captions are left out.",
            telling="whose words readers meet first" if len(speakers) > 1 else "one speaker, other words first",
            readings=[context.row_reading(first.row, voice="quoted") for first in found.values()],
            strength=strength,
            key=" | ".join(first.who for first in found.values()),
        )
    ]


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


def _instead(context: Context, article_id: str) -> str:
    """What is said of an article that has no place in the row."""
    outlet = context.outlet(article_id)
    if article_id in unopened(context):
        return f"the text of {outlet} does not begin as articles do"
    return f"{outlet} quotes no whole sentence"


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
