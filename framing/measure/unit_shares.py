"""Which measures are shares of single marks, and what a mark adds to one: to its numerator and its base."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from framing.annotate.voice import OWN_VOICE
from framing.measure.measure import MeasureKey
from framing.measure.sourcing import ANONYMOUS_SHARE, SOURCE_TYPE_SHARE, SPEAKER_SHARE
from framing.measure.speech_acts import SPEECH, UNKNOWN
from framing.measure.term_choice import LABEL_SHARE, OWN_VOICE_LABEL_SHARE, OWN_VOICE_SHARE
from framing.sets.corrections import Mark

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class UnitShare:
    """A share of marks of one kind: which of them ``counts``, in the base, and which ``hits``, in the numerator."""

    mark: Mark
    counts: Callable[[Facts, MeasureKey], bool]
    hits: Callable[[Facts, MeasureKey], bool]


def _concept(facts: Facts, key: MeasureKey) -> bool:
    return bool(facts["concept"] == key.group)


def _own(facts: Facts, key: MeasureKey) -> bool:
    return _concept(facts, key) and facts["voice"] in OWN_VOICE


def _label(facts: Facts, key: MeasureKey) -> bool:
    return bool(facts["variant"] == key.key)


def _speech(facts: Facts, key: MeasureKey) -> bool:
    del key
    return facts["kind"] in SPEECH


def _is(field: str) -> Callable[[Facts, MeasureKey], bool]:
    def hits(facts: Facts, key: MeasureKey) -> bool:
        return bool((facts[field] or UNKNOWN) == key.key)

    return hits


_SHARES: Mapping[str, UnitShare] = {
    LABEL_SHARE.name: UnitShare("mention", _concept, _label),
    OWN_VOICE_LABEL_SHARE.name: UnitShare("mention", _own, _label),
    OWN_VOICE_SHARE.name: UnitShare("mention", _concept, _own),
    SOURCE_TYPE_SHARE.name: UnitShare("quotation", _speech, _is("source_type")),
    SPEAKER_SHARE.name: UnitShare("quotation", _speech, _is("speaker")),
    ANONYMOUS_SHARE.name: UnitShare("quotation", _speech, _is("identified")),
}


def unit_share(key: MeasureKey) -> UnitShare | None:
    """Return how a mark adds to a number of the analysis; ``None`` where the number is no share of marks.

    >>> unit_share(MeasureKey("readability", "", "words a sentence")) is None
    True
    """
    if key.measure in (SOURCE_TYPE_SHARE.name, SPEAKER_SHARE.name, ANONYMOUS_SHARE.name) and key.group != "quotations":
        return None
    return _SHARES.get(key.measure)
