"""Show the examples of docstrings as code: lines from ``>>>`` to the next blank line are an interpreter's session."""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

_SESSION = re.compile(r"(?:^[ \t]*(?:>>>|\.\.\.).*\n?(?:^[ \t]*(?!>>>)\S.*\n?)*)+", re.MULTILINE)


def fenced(docstring: str) -> str:
    """Return a docstring with each of its sessions between fences, at their own indent."""
    return _SESSION.sub(lambda m: f"```pycon\n{m[0].rstrip()}\n```\n", docstring)


class Examples(Extension):
    """Fence the examples of everything that has a docstring."""

    def on_object(self, *, obj: Object, **_: Any) -> None:  # noqa: ANN401  griffe's own signature
        """Fence the examples of one object."""
        if obj.docstring is not None and ">>>" in obj.docstring.value:
            obj.docstring.value = fenced(obj.docstring.value)
