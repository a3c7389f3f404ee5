"""The sentences behind a number, as objects: the list that opens, and its lines.

KWIC, key word in context, is corpus linguistics' name for such lists. Here the context is the
whole sentence, cut only where it is very long.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from markupsafe import Markup

_MARK, _MARKED, _ENDED = Markup("<mark>"), Markup("</mark>"), Markup("</li>")
_ID = re.compile(r"ev-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with the counted words marked, and where it stands.

    ``missing`` says in place of the words why they cannot be shown.
    """

    outlet: str
    published: str
    article_id: str
    before: str = ""
    marked: str = ""
    after: str = ""
    missing: str = ""

    def html(self, *, follows: Line | None = None) -> Markup:
        """Return the line as a list item; one that ``follows`` a line of its article doesn't say again whose it is."""
        where = " · ".join(part for part in (self.published, self.article_id) if part)
        begun = Markup("<li>")
        if not (follows and follows.origin == self.origin):
            begun = Markup("<li><i><b>{}</b> {}</i> ").format(self.outlet, where)
        if self.missing:
            return begun + Markup("<em>{}</em></li>").format(self.missing)
        # a page holds thousands of these: as few tags as will do, and put together, which escapes as filling in does
        return begun + self.before + _MARK + self.marked + _MARKED + self.after + _ENDED

    @property
    def origin(self) -> tuple[str, str, str]:
        """Outlet, date and article: what stands over the sentence."""
        return self.outlet, self.published, self.article_id


@dataclass(frozen=True, slots=True)
class SentenceList:
    """What a number opens: ``what`` it counts, its sentences, and how ``many more`` there are than are listed."""

    id: str
    what: str
    lines: tuple[Line, ...]
    more: int = 0

    def items(self) -> Markup:
        """Return the sentences as a list, outlet and date over the first of each article."""
        rest = Markup("<li><em>and {} more, in the data files</em></li>").format(self.more) if self.more else Markup("")
        shown = (line.html(follows=above) for above, line in zip((None, *self.lines), self.lines, strict=False))
        return Markup("<ol>{}{}</ol>").format(Markup("\n").join(shown), rest)

    def html(self) -> Markup:
        """Return the list as a native popover: no script, closed by Escape, reached by keyboard."""
        return Markup(
            '<section popover class="kwic" id="{name}" aria-label="{what}"><header><b>{what}</b>'
            '<button class="close" popovertarget="{name}">Close</button>'
            "</header>{items}</section>"
        ).format(name=self.id, what=self.what, items=self.items())

    def data(self) -> dict[str, Any]:
        """Return the list as JSON holds it; :func:`read_list` reads it."""
        return asdict(self)


def read_list(data: Mapping[str, Any]) -> SentenceList:
    """Return the list that :meth:`SentenceList.data` gave.

    Raises ``ValueError`` for anything else: it comes out of a notebook, which may be anybody's.
    """
    try:
        identity, what, more = str(data["id"]), str(data["what"]), int(data["more"])
        lines = tuple(Line(**{name: str(value) for name, value in line.items()}) for line in data["lines"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        msg = f"not a list of sentences: {error}"
        raise ValueError(msg) from None
    if not _ID.fullmatch(identity):
        msg = f"not the id of a list of sentences: {identity!r}"
        raise ValueError(msg)
    return SentenceList(identity, what, lines, more)
