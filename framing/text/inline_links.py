"""Labels of links that a page's copy has grown into the middle of a sentence.

Some sites hang a person's profile and the titles of related stories on a name. Copied as text they stand in the
sentence, grown together at the name: "Mayor Ada Lind Ada Maria LindCouncil votes on quay Ferry fares rise MORE said".
No reader saw them there, and a parser makes nonsense of them. They are recognised by their shape alone: after a last
name the full name comes again, grown together with the next capital, and the run ends with "MORE".
"""

from __future__ import annotations

import re

from framing.text.span import Span

_END = "MORE"
_RUN = re.compile(
    r"(?<![^\W_])(?P<last>[^\W\d_a-z][^\W_]*(?:[-'’][^\W_]+)*)"  # the name as the sentence has it
    r"(?P<run>\s+(?:\(?[^\W\d_a-z][\w.'’\-]*\)?\s+){0,5}?"  # its first names, once more
    r"(?P=last)"  # and the last name, grown together with a title or with the word that ends the run
    rf"(?:{_END}|(?=[^\W_a-z]|['‘’\"“])[^\n]{{1,600}}?\s{_END}))(?![^\W_])"
)


def inline_links(text: str) -> tuple[Span, ...]:
    """Return the runs of link labels inside sentences of ``text``, in order; the space before each is in it.

    Example:
        >>> text = "Mayor Ada Lind Ada Maria LindCouncil votes on quay Fares rise MORE said no."
        >>> [run.of(text) for run in inline_links(text)]
        [' Ada Maria LindCouncil votes on quay Fares rise MORE']
        >>> inline_links("Ada Lind said no.")
        ()
    """
    if _END not in text:
        return ()
    return tuple(Span(*m.span("run")) for m in _RUN.finditer(text))


def without_inline_links(text: str) -> str:
    """Return ``text`` with white space where such runs stand: as long as before, so that every place stays.

    >>> text = "Mayor Ada Lind Ada Maria LindCouncil votes on quay Fares rise MORE said no."
    >>> " ".join(without_inline_links(text).split()), len(without_inline_links(text)) == len(text)
    ('Mayor Ada Lind said no.', True)
    """
    for run in inline_links(text):
        text = text[: run.start] + " " * len(run) + text[run.end :]
    return text
