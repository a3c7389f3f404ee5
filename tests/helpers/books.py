"""Codebooks written in a line, for tests."""

from __future__ import annotations

from collections.abc import Mapping

HEAD = '[codebook]\nid = "quay"\ntitle = "Quay"\nversion = "1"\n'
_AXIS = '[[axis]]\nname = "evaluation"\nlow = -2\nhigh = 2\nmeaning = "against to for"\n'
_CONCEPT = '[[concept]]\nid = "{id}"\nname = "{called}"\nreferent = "r"\ninclude = "i"\n'
_VARIANT = '[[concept.variant]]\nlabel = "{label}"\npatterns = ["{pattern}"]\n'


def evaluation(*raters: str) -> str:
    """TOML of the axis "evaluation", −2 to 2, and of its raters."""
    return _AXIS + "".join(f'[[rater]]\nid = "{rater}"\n' for rater in raters)


def contrast(concept: str, a: str, b: str) -> str:
    """TOML of a declared contrast of two labels."""
    return f'[[contrast]]\nconcept = "{concept}"\na = ["{a}"]\nb = ["{b}"]\n'


def concept(
    name: str,
    *variants: tuple[str, str],
    called: str = "n",
    ratings: Mapping[str, Mapping[str, float]] | None = None,
) -> str:
    """TOML of one concept with its (label, pattern) pairs; ``ratings``: label to rater to value on "evaluation"."""
    made = _CONCEPT.format(id=name, called=called)
    for label, pattern in variants:
        made += _VARIANT.format(label=label, pattern=pattern)
        given = (ratings or {}).get(label, {})
        rows = [f'{{ axis = "evaluation", rater = "{rater}", value = {value} }}' for rater, value in given.items()]
        made += f"ratings = [{', '.join(rows)}]\n" if rows else ""
    return made
