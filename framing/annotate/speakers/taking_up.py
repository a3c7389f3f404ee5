"""Bodies and earlier descriptions that a definite description takes up: "the company", "the regulator", "the judge".

Evidence is scored: how well the noun fits what the body is called (the same noun, a word of its name, a narrower noun
by ``lexicons/taking_up.toml``), what stands before the noun, how near the last mention is, and who was quoted last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from framing.annotate.speakers.entities import Entities, Entity
from framing.annotate.speakers.head_nouns import ARTICLE, is_body_name, is_place, noun_at_end
from framing.annotate.speakers.names import fold
from framing.lexicons import load

_DEFINITE = re.compile(r"(?:the|this|that)[ \u00a0]", re.IGNORECASE)
_WORD = re.compile(r"[\w’'\-]+")
_ADJECTIVE = re.compile(
    r".*(?:-based|-owned|-run|-led|-backed|-wide|al|an|ese|ish|ic|ous|ive|ary|ful)$|\d.*"
    r"|(?:new|big|large|small|small|private|public|giant|same|troubled|parent|whole|entire|non-profit|nonprofit)$"
)


@dataclass(frozen=True, slots=True)
class FitWeights:
    """What each sign weighs; chosen on the look half of the labelled articles."""

    same: float = 3.0  # "the board", of "Harbour Board"
    word: float = 2.0  # "the dockers", of "Dockers Union"
    narrower: float = 2.0  # "the regulator", of "Harbour Commission"
    open: float = 1.0  # "the company", of "Vane"
    modifier: float = 1.0  # "the harbour board", of "Harbour Board"
    near: float = 2.0  # the last mention is in this sentence
    decay: float = 0.7  # what is left of that a sentence on
    often: float = 0.4  # for each mention, up to the fourth
    spoke: float = 0.7  # was quoted last


FIT = FitWeights()
_ENOUGH_MENTIONS = 4


@cache
def _wider(table: str) -> Mapping[str, frozenset[str]]:
    return {word: frozenset(some) for word, some in load("taking_up")[table]["takes_up"].items()}


@cache
def _open() -> frozenset[str]:
    return frozenset(load("taking_up")["bodies"]["open"])


def narrower(noun: str, *, of: str = "people") -> frozenset[str]:
    """Return the nouns that ``noun`` can take up, itself among them.

    >>> "senator" in narrower("lawmaker"), narrower("plumber")
    (True, frozenset({'plumber'}))
    """
    return _wider(of).get(noun, frozenset()) | {noun}


@lru_cache(maxsize=8192)
def body_noun(phrase: str) -> tuple[str, tuple[str, ...]]:
    """Return the noun for a body of a definite description and what stands before it; ("", ()) for anything else.

    >>> body_noun("the Hull-based company"), body_noun("a company"), body_noun("the mayor")
    (('company', ('Hull-based',)), ('', ()), ('', ()))
    """
    words = _WORD.findall(phrase.strip())
    if not _DEFINITE.match(phrase) or len(words) < 2 or not words[-1].islower():  # noqa: PLR2004
        return "", ()
    if words[-1] not in _wider("bodies") and noun_at_end(words, "roles") is not None:
        return "", ()
    known = noun_at_end(words[-1:], "bodies")
    noun = words[-1] if words[-1] in _wider("bodies") else known[0] if known is not None else ""
    if known is not None and words[-1] != known[0] and words[-1].endswith("s"):
        return "", ()  # several bodies
    return (noun, tuple(words[1:-1])) if noun else ("", ())


@lru_cache(maxsize=16384)
def _head_of(name: str) -> str:
    return is_body_name(name)


def _fit(noun: str, before: tuple[str, ...], body: Entity) -> float:
    """How well "the <noun>" fits a body; 0 for not at all."""
    words = frozenset(fold(body.name).split())
    own = body.roles | {_head_of(body.name)} - {""}
    if noun in own:
        fit = FIT.same
    elif noun in words:
        fit = FIT.word
    elif (own | words) & _wider("bodies").get(noun, frozenset()):
        fit = FIT.narrower
    elif noun in _open() and not own and not is_place(body.name):
        fit = FIT.open
    else:
        return 0.0
    for w in before:
        if fold(w) in words:
            fit += FIT.modifier
        elif not _ADJECTIVE.match(w) and not is_place(w) and fold(w) not in own:
            return 0.0
    return fit


def body_taken_up(
    table: Entities, phrase: str, place: int, sentence: int, *, last_speaker: Entity | None = None
) -> Entity | None:
    """Return the body that a definite description at ``place`` takes up; ``None`` if none fits.

    Args:
        table: The article's entities.
        phrase: The description as printed, without its later clauses.
        place: Where it stands.
        sentence: The number of the sentence that it stands in.
        last_speaker: Who was quoted last.
    """
    noun, before = body_noun(phrase)
    if not noun:
        return None
    scores: dict[int, float] = {}
    found: dict[int, Entity] = {}
    for mention, entity in table.before(place):
        key = id(entity)
        if entity.kind != "body" or key in scores or mention.span.end > place:
            continue
        if (fit := _fit(noun, before, entity)) > 0:
            away = max(sentence - mention.sentence, 0) if mention.sentence >= 0 else sentence + 1
            seen = sum(m.span.start < place for m in entity.mentions)
            fit += FIT.near * FIT.decay**away + FIT.often * min(seen, _ENOUGH_MENTIONS)
            scores[key] = fit + FIT.spoke * (entity is last_speaker)
            found[key] = entity
    return found[max(scores, key=lambda k: scores[k])] if scores else None


def description_taken_up(table: Entities, phrase: str, nouns: set[str], place: int) -> Entity | None:
    """Return the unnamed speaker met before whom a short description takes up: "the official" after "a port official".

    The last one whose own words end with the same noun, and who is one person or one body.
    """
    short = fold(ARTICLE.sub("", phrase))
    if not nouns or not _DEFINITE.match(phrase) or len(short.split()) > 2:  # noqa: PLR2004
        return None
    last = short.split()[-1] if short else ""
    for mention, entity in table.before(place):
        if mention.span.end > place or entity.number == "plural" or entity.forms or entity.kind == "group":
            continue  # what has forms has a name
        words = fold(entity.name).split()
        head = re.split(r" (?:of|for|from|at|in|with|who|familiar|close|on|to) ", fold(entity.name), maxsplit=1)[0]
        if words and entity.name[:1].islower() | (len(words) > 1) and head.split()[-1:] == [last]:
            return entity
    return None
