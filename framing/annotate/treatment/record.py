"""The record of how one sentence treats one whom it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from framing.annotate.treatment.carriers import Relation
from framing.text.span import Span

Polarity = Literal["negative", "neutral", "positive"]
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)
ActorKind = Literal["person", "body", "group", "concept"]


@dataclass(frozen=True, slots=True)
class SpeakingWord:
    """A word that speaks well or ill of somebody.

    ``value`` is -2 to 2 as it counts here (turned under negation), ``relation`` how it stands to the one named, ``why``
    the class of the list that it is in.
    """

    span: Span
    value: float
    relation: Relation
    why: str


@dataclass(frozen=True, slots=True)
class Treatment:
    """How a sentence treats one whom it names, in the words of one voice.

    ``target`` is where the one stands, ``actor`` the name that the article has for it (for a concept of the codebook
    its id), ``kind`` what it is. ``words`` carry the polarity, strongest first; a neutral one may have some that do not
    suffice or outweigh each other. ``quotation`` is the position of the quotation whose words they are, -1 for the
    outlet's own. ``reported`` tells that they report a judgement passed by somebody else ("denounced", "praised"):
    printed by the outlet, and not its own. ``by`` is "rules", or the name of the user's model that gave the polarity.
    """

    target: Span
    actor: str
    kind: ActorKind
    polarity: Polarity
    score: float
    words: tuple[SpeakingWord, ...]
    quotation: int = -1
    reported: bool = False
    by: str = "rules"
