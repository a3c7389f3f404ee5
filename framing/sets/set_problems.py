"""What is wrong with an article set, said so that it can be put right."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_LONGEST = 120


def shown(value: object, *, longest: int = _LONGEST) -> str:
    r"""Return ``value`` on one line, safe for a terminal: control characters as ``\x1b``, long values cut.

    Bidirectional overrides and other format characters are written as escapes too: they
    can make a file name read as another.
    """
    text = value if isinstance(value, str) else repr(value)
    cut = text[:longest]
    safe = "".join(c if unicodedata.category(c)[0] != "C" else ascii(c)[1:-1] for c in cut)
    return safe + ("…" if len(text) > longest else "")


@dataclass(frozen=True, slots=True)
class SetFault:
    """One thing wrong: where it stands, what it is, and how to mend it. ``article`` is its id, if it is about one."""

    where: str
    what: str
    remedy: str
    article: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}" if self.remedy else f"{self.where}: {self.what}"


class SetError(ValueError):
    """An article set that cannot be read or extended as asked. ``findings`` holds everything wrong with it."""

    def __init__(self, findings: Iterable[SetFault]) -> None:
        """Make the message of all ``findings``, one a line."""
        self.findings: tuple[SetFault, ...] = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))
