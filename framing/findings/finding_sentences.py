"""The sentence of a finding, filled from one row of the evidence table.

A careful reporter's prose: what an outlet did, in how many of how many, what the others did.
Never why, never whether it was right.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from framing.annotate.codebook import Codebook
from framing.findings.finding import Compared
from framing.measure.declared_contrast import DECLARED


@dataclass(frozen=True, slots=True)
class Said(Compared):
    """What a sentence is filled with; counts are None where copies are weighted or the unit has none."""

    hits: int | None
    of: int | None
    rest_hits: int | None
    rest_of: int | None
    articles_with: int
    articles: int
    confidence: float


def sentence_of(said: Said, codebook: Codebook | None) -> str:
    """Return the sentence of one row, complete with bases and interval."""
    clause = _CLAUSES.get(said.measure)
    if clause is None:
        return _SENTENCES.get(said.measure, _plain)(said, codebook)
    others = _others(said, "do so" if said.measure == "label share" else "did so")
    return f"{clause(said, codebook)} {_bracket(said)}. {others}"


def percent(share: float) -> str:
    """A share as ``88 %``."""
    return f"{100 * share:.0f} %"


def listed(labels: list[str], word: str = "or") -> str:
    """Labels in quotation marks: “a”, “b” or “c”."""
    marked = [f"“{label}”" for label in labels]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} {word} {marked[-1]}"


def concept_name(concept: str, codebook: Codebook | None) -> str:
    """The codebook's name of a concept; its id if the codebook has none."""
    if codebook is None:
        return concept
    return next((c.name for c in codebook.concepts if c.id == concept), concept)


def both_sides(key: str) -> tuple[list[str], list[str]]:
    """Return the labels on either side of a declared contrast's key."""
    a, _, b = key.partition(" | ")
    return a.split(", "), b.split(", ")


def _bracket(said: Said, shown: Callable[[float], str] = percent) -> str:
    if said.low != said.low:  # NaN: no interval
        return f"({shown(said.estimate)}; no interval)"
    return f"({shown(said.estimate)}; {percent(said.confidence)} interval {shown(said.low)} to {shown(said.high)})"


def _times(said: Said, what: str) -> str:
    if said.hits is None or said.of is None:
        return f"{percent(said.estimate)} of {what}"
    return f"{said.hits} of {said.of} {what}"


def _others(said: Said, verb: str = "did so") -> str:
    if said.rest != said.rest:  # NaN: nobody else has it
        return "No other outlet has anything to compare."
    if said.rest_hits is None:
        return f"The other outlets {verb} in {percent(said.rest)}."
    return f"The other outlets {verb} in {said.rest_hits} of {said.rest_of} ({percent(said.rest)})."


def _articles(said: Said) -> str:
    return f"in {said.articles_with} of its {said.articles} article{'s' * (said.articles != 1)}"


def _declared(said: Said, codebook: Codebook | None) -> str:
    a, b = both_sides(said.key)
    name = concept_name(said.group, codebook)
    wrote = f"Naming {name}, {said.outlet} wrote {listed(a)} rather than {listed(b)}"
    return f"{wrote} in {_times(said, 'mentions in its own voice')}, {_articles(said)}"


def _own_label(said: Said, codebook: Codebook | None) -> str:
    name = concept_name(said.group, codebook)
    called = f"In its own voice, {said.outlet} called {name} “{said.key}”"
    return f"{called} in {_times(said, 'mentions')}, {_articles(said)}"


def _label(said: Said, codebook: Codebook | None) -> str:
    name = concept_name(said.group, codebook)
    call = f"Quotations included, {said.outlet}’s articles call {name} “{said.key}”"
    return f"{call} in {_times(said, 'mentions')}, {_articles(said)}"


def _in_articles(said: Said, codebook: Codebook | None) -> str:
    name = concept_name(said.group, codebook)
    return f"{said.outlet} printed “{said.key}” for {name} in {_times(said, 'articles')}"


def _own_voice(said: Said, codebook: Codebook | None) -> str:
    named = f"When {said.outlet} named {concept_name(said.group, codebook)}, it did so in its own voice"
    return f"{named}, not a speaker’s, in {_times(said, 'mentions')}"


def _source_type(said: Said, codebook: Codebook | None) -> str:
    del codebook
    whom = "sources whose kind is unknown" if said.key == "unknown" else f"{said.key} sources"
    what = "quotations" if said.group == "quotations" else "words quoted"
    return f"{said.outlet} gave {_times(said, what)} to {whom}"


def _speaker(said: Said, codebook: Codebook | None) -> str:
    del codebook
    whom = "speakers who could not be made out" if said.key == "unknown" else said.key
    return f"{said.outlet} gave {_times(said, 'quotations')} to {whom}, {_articles(said)}"


def _unnamed(said: Said, codebook: Codebook | None) -> str:
    del codebook
    return f"{said.outlet} left the source unnamed in {_times(said, 'quotations')}"


def _cue_class(said: Said, codebook: Codebook | None) -> str:
    del codebook
    whom = "sources of unknown kind" if said.group == "unknown" else f"{said.group} sources"
    return f"{said.outlet} introduced {whom} with {said.key} verbs in {_times(said, 'reporting phrases')}"


def _agent(said: Said, codebook: Codebook | None) -> str:
    name = concept_name(said.key, codebook)
    return f"In {said.outlet}, {name} act, rather than being acted upon, in {_times(said, 'actions')}"


def _agentless(said: Said, codebook: Codebook | None) -> str:
    del codebook
    return f"{said.outlet} named no agent in {_times(said, 'passives')}"


def _score(said: Said, codebook: Codebook | None) -> str:
    axis = next((a for a in codebook.axes if a.name == said.group), None) if codebook else None
    scale = f", which runs from {axis.low:g} to {axis.high:g}" if axis else ""
    name = concept_name(said.key, codebook)
    return (
        f"The labels in {said.outlet}’s articles for {name} are rated {said.estimate:+.1f} on average on the "
        f"codebook’s axis “{said.group}”{scale} {_bracket(said, lambda v: f'{v:+.1f}')}. "
        f"Those of the other outlets are rated {said.rest:+.1f}."
    )


def _quoted(said: Said, codebook: Codebook | None) -> str:
    del codebook
    return (
        f"Direct quotations are {percent(said.estimate)} of the words of {said.outlet}’s articles {_bracket(said)}, "
        f"and {percent(said.rest)} of those of the other outlets."
    )


def _first(said: Said, codebook: Codebook | None) -> str:
    del codebook
    return (
        f"In {said.outlet}’s articles the first quotation begins after {percent(said.estimate)} of the words on "
        f"average {_bracket(said)}, in the other outlets’ after {percent(said.rest)}."
    )


_WORDING = {
    "hedge": "hedges (“may”, “perhaps”)",
    "booster": "boosters (“clearly”, “never”)",
    "doubt": "words of doubt (“claimed”, “so-called”)",
    "factive": "words that take a statement as true (“admitted”, “revealed”)",
    "assertive": "verbs by which speakers vouch (“warned”, “vowed”)",
    "loaded": "words from the lists of loaded wording",
}


def _wording(said: Said, codebook: Codebook | None) -> str:
    del codebook
    rate = _bracket(said, lambda v: f"{v:.1f}").replace("(", "(per 1000 words: ", 1)
    rest = "" if said.rest != said.rest else f" The other outlets: {said.rest:.1f} per 1000 words."
    what = _WORDING.get(said.key, said.key)
    return f"In its own words {said.outlet} used {what} {_articles(said)} {rate}.{rest}"


def _plain(said: Said, codebook: Codebook | None) -> str:
    del codebook
    what = ", ".join(part for part in (said.measure, said.group, said.key) if part)
    if said.unit == "share":
        mentions = _times(said, "counted")
        return f"{said.outlet} – {what}: {mentions} {_bracket(said)}. {_others(said, 'have it')}"
    bracket = _bracket(said, lambda v: f"{v:.1f}")
    return f"{said.outlet} – {what} {bracket}, in {said.unit}. The other outlets: {said.rest:.1f}."


_Maker = Callable[[Said, Codebook | None], str]

# Clauses about shares: what the outlet did; its share and what the others did follow alike.
_CLAUSES: Mapping[str, _Maker] = {
    DECLARED: _declared,
    "own-voice label share": _own_label,
    "label share": _label,
    "articles with label": _in_articles,
    "own-voice share": _own_voice,
    "source type share": _source_type,
    "speaker share": _speaker,
    "unnamed share": _unnamed,
    "cue class share": _cue_class,
    "agent share": _agent,
    "agentless passive share": _agentless,
}
_SENTENCES: Mapping[str, _Maker] = {
    "term-choice score": _score,
    "quoted share": _quoted,
    "first quotation": _first,
    "wording": _wording,
}
