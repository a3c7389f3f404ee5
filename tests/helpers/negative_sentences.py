"""Negative findings counted anew from the mentions, one by one, without anything of measure/ or stats/."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from framing.annotate.codebook import Codebook
from framing.findings.find import Findings
from framing.findings.finding import NO_DIFFERENCE, Finding
from framing.measure.tables import Tables

_OWN = ("outlet", "headline")
_GAP = re.compile(
    r"from (?P<low>\d+) % of its mentions in its own voice "
    r"\((?P<first>.+)\) to (?P<high>\d+) % \((?P<last>.+?)\)\. "
)
_KEY = re.compile(r"the widest gap is in “(?P<key>.+)”: from ")
_RULED_OUT = re.compile(r"Differences of (\d+) points or more from all others together are ruled out")
_NOT_RULED_OUT = re.compile(r"differences of up to (\d+) points from all others together are not ruled out")
_HALF = 0.5 + 1e-9  # what rounding to whole per cent may move

Pairs = list[tuple[str, str]]  # outlet and label of each own-voice mention


def untrue(found: Findings, tables: Tables, codebook: Codebook | None) -> Iterator[str]:
    """What a negative finding says and the mentions do not: one line a fault, nothing if all is true."""
    for finding in found.findings:
        if finding.kind == NO_DIFFERENCE:
            for fault in _faults(finding, found, tables, codebook):
                yield f"{fault}: {finding.sentence}"


def _faults(finding: Finding, found: Findings, tables: Tables, codebook: Codebook | None) -> Iterator[str]:
    mentions = tables["mentions"].to_dict("records")
    pairs = [(m["outlet"], m["variant"]) for m in mentions if m["concept"] == finding.group and m["voice"] in _OWN]
    said = _GAP.search(finding.sentence)
    if said is None:
        yield "the sentence is not in a known form"
        return
    shares, apart = _shares(finding, pairs, codebook)
    if isinstance(shares, str):
        yield shares
        return
    ends = {said["first"]: int(said["low"]), said["last"]: int(said["high"])}
    for outlet, shown in ends.items():
        if outlet not in shares or abs(100 * shares[outlet] - shown) > _HALF:
            yield f"{outlet} has {shares.get(outlet)}"
    widest = max(shares.values()) - min(shares.values())
    if abs(shares.get(said["last"], 2) - shares.get(said["first"], 2) - widest) > 1e-9:
        yield "a wider gap lies between other outlets"
    if named := _KEY.search(finding.sentence):
        gaps = [_gap(_by_outlet(pairs, {label})) for label in {label for _, label in pairs}]
        if max(gaps) > widest + 1e-9:
            yield f"the gap of “{named['key']}” is not the widest"
    yield from _too_far(finding, apart)
    evidence = found.evidence
    here = evidence[(evidence["group"] == finding.group) & (evidence["measure"] == finding.measure)]
    here = here[here["key"] == finding.key] if not _KEY.search(finding.sentence) else here
    if here["tier"].isin(["supported", "suggestive"]).any():
        yield "an outlet does stand apart"


def _too_far(finding: Finding, apart: float) -> Iterator[str]:
    """What is said to be ruled out, or to be all that is open, and is there."""
    if (ruled := _RULED_OUT.search(finding.sentence)) and apart >= int(ruled[1]) / 100:
        yield f"an outlet lies {apart} from the others"
    if (left := _NOT_RULED_OUT.search(finding.sentence)) and 100 * apart > int(left[1]) + _HALF:
        yield f"an outlet lies {apart} from the others, more than is said to be open"


def _shares(finding: Finding, pairs: Pairs, codebook: Codebook | None) -> tuple[dict[str, float] | str, float]:
    """Each outlet's share of what the sentence names, and how far one lies from all others together."""
    if named := _KEY.search(finding.sentence):
        labels, every = {named["key"]}, pairs
        keys = [{label} for label in {label for _, label in pairs}]
    else:
        contrasts = codebook.contrasts if codebook else ()
        both = [c for c in contrasts if c.concept == finding.group and _written(c.a) in finding.sentence]
        both = [c for c in both if f"rather than {_written(c.b)}" in finding.sentence]
        if len(both) != 1:
            return "no declared contrast is named", 0.0
        labels = set(both[0].a)
        every = [(outlet, label) for outlet, label in pairs if label in labels | set(both[0].b)]
        keys = [labels]
    return _by_outlet(every, labels), max(_apart(every, one) for one in keys)


def _written(labels: Iterable[str]) -> str:
    marked = [f"“{label}”" for label in labels]
    return marked[0] if len(marked) == 1 else f"{', '.join(marked[:-1])} or {marked[-1]}"


def _by_outlet(pairs: Pairs, labels: set[str]) -> dict[str, float]:
    base = Counter(outlet for outlet, _ in pairs)
    hits = Counter(outlet for outlet, label in pairs if label in labels)
    return {outlet: hits[outlet] / n for outlet, n in base.items()}


def _gap(shares: dict[str, float]) -> float:
    return max(shares.values()) - min(shares.values())


def _apart(pairs: Pairs, labels: set[str]) -> float:
    """How far the outlet that lies farthest from all others together does; 0 where there is one outlet alone."""
    most = 0.0
    for outlet in {outlet for outlet, _ in pairs}:
        mine = [label in labels for o, label in pairs if o == outlet]
        rest = [label in labels for o, label in pairs if o != outlet]
        if rest:
            most = max(most, abs(sum(mine) / len(mine) - sum(rest) / len(rest)))
    return most
