"""What coders decide, for which sort of unit, and which values a sheet may hold."""

from __future__ import annotations

from collections.abc import Mapping

from framing.annotate.codebook import Codebook
from framing.annotate.quotations.record import IDENTIFIED, SOURCE_TYPES

CODING_FORM = "framing-coding 1"
MARKS_FORM = "framing-class-marks 1"  # what the class page saves
OPEN, CLOSE = "⟦", "⟧"  # around the words to judge, in their sentence

# "concept" has the codebook's ids too; "speaker" is any name as the text gives it.
VARIABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "concept": ("term", ("none",)),
    "voice": ("term", ("outlet", "quoted", "attributed", "scare", "headline")),
    "leaning": ("term", ("against", "neither", "for")),
    "speaker": ("quotation", ()),
    # docs/source-types.md says which is which, for coders and the suite alike.
    "source_type": ("quotation", SOURCE_TYPES),
    "identified": ("quotation", IDENTIFIED),
    "cue_class": ("quotation", ("neutral", "structuring", "doubting", "endorsing", "directive", "emotive", "none")),
    "span": ("quotation", ("right", "too short", "too long", "no quotation")),
    # A sentence in which the suite marked nothing: what should it have marked?
    "missed": ("sentence", ("nothing", "label", "quotation", "both")),
}
COLUMNS = ("unit", "kind", "sentence", "words", "context", *VARIABLES)
FREE = ("speaker",)  # variables without a list of values
LONGEST_ANSWER = 200


def allowed_values(codebook: Codebook) -> dict[str, tuple[str, ...]]:
    """Return the values a coder may give each variable; none stand under a variable that takes any words."""
    values = {name: allowed for name, (_, allowed) in VARIABLES.items()}
    return {**values, "concept": (*(c.id for c in codebook.concepts), *values["concept"])}
