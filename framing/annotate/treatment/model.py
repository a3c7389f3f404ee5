"""A place for the user's own model: it gives the polarity, and stands behind the same record as the rules.

Nothing trained comes with the package. A model is anything that can be called with a sentence and the place of a target
in it, a wrapped transformer for instance:

>>> def toy(sentence: str, target: Span) -> str:
...     return "negative" if "liar" in sentence else "neutral"
>>> ask(toy, "Brook is a liar.", Span(0, 16), Span(0, 5), actor="Brook", kind="person").polarity
'negative'
"""

from __future__ import annotations

from typing import Protocol

from framing.annotate.treatment.record import POLARITIES, ActorKind, Treatment
from framing.text.span import Span


class TargetModel(Protocol):
    """How a model is called: a sentence, and the target's place in it; it gives negative, neutral or positive."""

    def __call__(self, sentence: str, target: Span, /) -> str:
        """Return the polarity of the sentence towards the target."""
        ...


def ask(model: TargetModel, text: str, sentence: Span, target: Span, *, actor: str, kind: ActorKind) -> Treatment:
    """Return the treatment that a model sees in a sentence of ``text``; it names no words.

    Raises:
        ValueError: The model gives anything but negative, neutral or positive.
    """
    given = model(sentence.of(text), Span(target.start - sentence.start, target.end - sentence.start))
    if given not in POLARITIES:
        msg = f"the model gave '{given}' for '{actor}'; it must give one of {', '.join(POLARITIES)}"
        raise ValueError(msg)
    polarity = next(p for p in POLARITIES if p == given)
    value = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}[polarity]
    name = getattr(model, "__name__", type(model).__name__)
    return Treatment(target, actor, kind, polarity, value, (), by=name)
