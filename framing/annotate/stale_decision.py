"""Whether the machine still says what it said when a reader decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from framing.sets.decided import Judgement


def stale(judgement: Judgement, now: Mapping[str, Any]) -> str:
    """Return what the machine says otherwise than when the reader decided; nothing if it says what the reader wants.

    >>> from framing.sets.decided import Judgement
    >>> seen = Judgement("mb", "right", {"speaker": "Ana Ruiz"}, {"speaker": "Ruiz"}, None)
    >>> stale(seen, {"speaker": "Tom Birk"}), stale(seen, {"speaker": "Ana Ruiz"})
    ('the machine’s speaker is no longer what the reader saw', '')
    """
    for name, old in judgement.old.items():
        told = now[name]
        if not _same(told, old) and not (name in judgement.new and _same(told, judgement.new[name])):
            return f"the machine’s {name.replace('_', ' ')} is no longer what the reader saw"
    return ""


def _same(one: Any, other: Any) -> bool:  # noqa: ANN401 (JSON values)
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))
    return bool(one == other)
