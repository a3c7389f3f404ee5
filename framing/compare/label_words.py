"""What of a naming phrase is its label, and whether the label judges what it names.

"The 40 Iran-backed militias" has the label "Iran-backed militias": counts, articles and
possessors of a phrase say how many and whose, not what. A label is *marked* by a head word or
modifier that the word lists hold to be a judgement or a disputed status.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from framing.compare.name_parts import Naming, place_of, singular
from framing.lexicons import load
from framing.text.span import Span

# Words in front of a label that count or point and don't describe.
COUNTS = frozenset(
    ("some", "several", "all", "another", "other", "many", "few", "most", "more", "both", "each", "every", "any", "no",
     "such", "around", "about", "at", "least", "nearly", "almost", "over", "not", "only", "just", "further", "same",
     "own", "new", "last", "first", "second", "recent", "one", "two", "three", "four", "five", "six", "seven", "eight",
     "nine", "ten", "hundreds", "thousands", "dozens", "dozen", "couple", "pair",
     "handful", "the", "a", "an", "this", "that", "these", "those", "or", "and",
     "his", "her", "its", "their", "our", "my", "your", "previous", "next", "latest", "old", "young", "various",
     "certain", "numerous", "additional", "much", "less", "full", "whole", "entire", "potential", "possible", "likely",
     "current", "then", "as", "what", "which", "whose", "how", "monday's", "tuesday's", "wednesday's", "thursday's",
     "friday's", "saturday's", "sunday's", "today's")
)  # fmt: skip
# Words that tell two sides of one body apart; to name the side is no other label for it.
SIDES = frozenset(("conservative", "liberal", "progressive", "moderate", "mainstream"))
_STEM = 4  # letters that the forms of one word share
_EDGE = "\"'“”‘’`(),.;:!?[]–—-"
_PEOPLE = frozenset(
    ("shia", "shiite", "shi'ite", "sunni", "muslim", "islamic", "christian", "catholic", "evangelical", "jewish",
     "hindu", "kurdish", "arab", "black", "white", "latino", "hispanic", "asian", "gay", "transgender")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Family:
    """A label family of the word list; ``marked`` and ``loose`` are among its words."""

    id: str
    sort: str
    marked: frozenset[str]
    loose: frozenset[str]


@cache
def family_records() -> dict[str, Family]:
    """Each label family by its id."""
    return {
        f["id"]: Family(f["id"], f["sort"], frozenset(f.get("marked", ())), frozenset(f.get("loose", ())))
        for f in load("label_families")["family"]
    }


@cache
def _word_families(kind: str) -> dict[str, tuple[str, ...]]:
    """Each of the families' "words" or "verbs" and all families it is in: "standoff" is a protest and a dispute."""
    out: dict[str, list[str]] = {}
    for f in load("label_families")["family"]:
        for word in f.get(kind, ()):
            out.setdefault(word, []).append(f["id"])
    return {word: tuple(ids) for word, ids in out.items()}


def in_families(words: str) -> bool:
    """Whether a family lists these words."""
    return words in _word_families("words") or words in _word_families("verbs")


def families_of(n: Naming) -> tuple[tuple[Family, str], ...]:
    """Families that the head of the label is in, alone or with the word before it, each with the word that says so."""
    words = label_of(n).split()
    keys = [n.head]
    if n.name and words:
        keys = [singular(words[-1])]
    if len(words) > 1 and not n.verbal:
        last = singular(words[-1])
        keys = [f"{words[-2]} {last}", f"{words[-2].rpartition('-')[2]} {last}", last]
    known = _word_families("verbs" if n.verbal else "words")
    return next((tuple((family_records()[i], key) for i in known[key]) for key in keys if key in known), ())


@cache
def _judging() -> frozenset[str]:
    return frozenset(word for group in load("loaded")["words"] if "JJ" in group["tags"] for word in group["words"])


@lru_cache(maxsize=65536)
def is_status(word: str) -> bool:
    """Tell whether a modifier gives what it stands before a disputed status: "illegal", "far-right", "Iran-backed"."""
    low = word.lower().strip(_EDGE)
    lists = load("label_families")["marked_modifiers"]
    first, _, rest = low.partition("-")
    begins = first in lists["beginnings"] and rest not in lists["technical"]
    by_part = bool(rest) and (begins or low.rpartition("-")[2] in lists["endings"])
    return by_part or low in lists["words"]


@lru_cache(maxsize=65536)
def is_marking(word: str) -> bool:
    """Tell whether a modifier gives a status (``is_status``) or judges by itself ("brutal", "heroic")."""
    return is_status(word) or word.lower().strip(_EDGE) in _judging()


def is_sorting(word: str) -> bool:
    """Tell whether a modifier says of what religion, people or country something is.

    To say so is a choice, as editors' codes hold, but it judges nothing by itself.
    """
    return word.lower() in _PEOPLE or place_of((word.capitalize(),)) is not None


@lru_cache(maxsize=65536)
def _words_of(plain: str) -> tuple[str, ...]:
    words = [w.strip(_EDGE) for w in plain.split()]
    words = [w for w in words if w]
    own = max((i for i, w in enumerate(words[:-1]) if re.search(r"(?:'s|s')$", w)), default=-1)
    words = words[own + 1 :]
    while len(words) > 1 and (words[0] in COUNTS or any(c.isdigit() for c in words[0])):
        words = words[1:]
    return tuple(words)


def label_of(n: Naming) -> str:
    """Return the label of a phrase in lower case: its words without counts, articles, possessors and marks around.

    Of a name with words before it the label is these words ("North Korean dictator Kim"); a
    name alone is its own label.
    """
    words = _words_of(n.plain)
    return " ".join(_before_name(words, n) or words)


def _before_name(words: tuple[str, ...], n: Naming) -> tuple[str, ...]:
    """The words before a name, less the places at their end that belong to it; none without a name."""
    if not n.name:
        return ()
    name = [w.strip(_EDGE).lower().replace("’", "'").removesuffix("'s") for w in n.name]
    first = next((i for i, w in enumerate(words) if w.removesuffix("'s") in name), 0)
    return words[:first]


def is_named(n: Naming) -> bool:
    """Whether the label is a name and nothing else."""
    return bool(n.name) and not _before_name(_words_of(n.plain), n)


def description_of(n: Naming) -> str:
    """Return a phrase that describes whoever has a name, with the possessor: "Iran's top anti-terror commander"."""
    words = [w.strip(_EDGE) for w in n.plain.split()]
    while len(words) > 1 and words[0] in COUNTS:
        words = words[1:]
    return " ".join(w for w in words if w)


def place_of_label(text: str, phrase: Span, label: str) -> Span:
    """Return where the words of ``label`` stand within ``phrase``; the whole phrase where they are not found so."""
    wanted = label.split()
    found: list[tuple[int, int, str]] = []
    for m in re.finditer(r"\S+", phrase.of(text)):
        bare = m.group().strip(_EDGE)
        if bare:
            start = m.start() + m.group().index(bare)
            found.append((start, start + len(bare), bare.lower().replace("’", "'")))
    for i in range(len(found) - len(wanted) + 1):
        here = found[i : i + len(wanted)]
        if [w for _, _, w in here[:-1]] == wanted[:-1] and here[-1][2].removesuffix("'s") == wanted[-1]:
            end = here[0][0] + len(phrase.of(text)[here[0][0] : here[-1][1]].removesuffix("'s").removesuffix("’s"))
            return Span(phrase.start + here[0][0], phrase.start + end)
    return phrase


@lru_cache(maxsize=65536)
def mark_stem(mark: str) -> str:
    """Return what the forms of one marking word share: "expel" and "expulsion", "assassinated" and "assassination"."""
    nouns: dict[str, str] = {n: verb for group in load("event_nouns")["nouns"] for n, verb in group["verbs"].items()}
    return nouns.get(mark, mark)[:_STEM]


def marks_of(n: Naming) -> frozenset[str]:
    """Return the words by which the phrase judges what it names; none for a plain label.

    A family's marked word counts as head, marking modifiers wherever they stand before it.
    """
    if is_named(n):
        return frozenset()
    words = label_of(n).split()
    found = {w for w in words[:-1] if is_marking(w)}
    found |= {word for family, word in families_of(n) if word in family.marked}
    return frozenset(found)
