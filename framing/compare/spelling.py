"""Whether two words are one word spelt differently: British and American, joined and apart, transliterated."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from framing.lexicons import load

_SHORTEST_NAME = 4
_JOINERS = re.compile(r"[\s'\-’]+")


@cache
def _pairs() -> dict[str, str]:
    return dict(load("spelling")["words"]["pairs"])


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    """Rules, the longest ending first."""
    return tuple(sorted(((b, a) for b, a in load("spelling")["rules"]["endings"]), key=lambda r: -len(r[0])))


def american(word: str) -> frozenset[str]:
    """Return the spellings that a folded word may have in American English, the word itself among them."""
    lists = load("spelling")
    out = {word, _pairs().get(word, word)}
    if word not in lists["not_spelling"]["words"]:
        out |= {word[: -len(b)] + a for b, a in _endings() if word.endswith(b) and len(word) - len(b) > 1}
    out |= {w.replace("ae", "e").replace("oe", "e") for w in list(out) if len(w) > 5}  # noqa: PLR2004 not "does", "aegis"
    return frozenset(out)


def _skeleton(name: str) -> str:
    """A name without what transliterations interchange."""
    plain = unicodedata.normalize("NFKD", name)
    form = _JOINERS.sub("", "".join(c for c in plain if not unicodedata.combining(c)))
    for old, new in load("spelling")["names"]["fold"]:
        form = form.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", form)


def same_name(x: str, y: str) -> bool:
    """Tell whether two folded names are transliterations of one ("qasem", "qassem"; "hezbollah", "hizbullah")."""
    return min(len(x), len(y)) >= _SHORTEST_NAME and x[0] != "'" and _skeleton(x) == _skeleton(y)


def same_spelling(x: str, y: str, *, name: bool = False) -> bool:
    """Tell whether two different folded words or phrases are one spelt differently.

    British and American ("neighbouring", "neighboring"), joined or apart ("cease-fire",
    "ceasefire", "any time", "anytime"), with and without accents, and, if ``name`` is
    true, transliterations. The same words give false: nothing differs.
    """
    if x == y:
        return False
    short, long = sorted((_JOINERS.sub("", x), _JOINERS.sub("", y)), key=len)
    if short == long or (long == f"at{short}" and short.startswith("any")):  # "anytime", "at any time"
        return True
    xs, ys = x.split(), y.split()
    if len(xs) != len(ys):
        return False
    return all(p == q or american(p) & american(q) or (name and same_name(p, q)) for p, q in zip(xs, ys, strict=True))
