"""One statement under two names: the same words, said by one person in one outlet and by another in the other."""

from __future__ import annotations

from framing.findings.context import Context, cut
from framing.findings.finding import TWO_NAMES, Finding, untested
from framing.findings.names import last, person
from framing.findings.quotation_readings import version_reading
from framing.findings.quotation_versions import Quoted, Version, in_common, statements

_COVER = 0.8  # of the shortest version, in one piece in all


def two_names(context: Context) -> list[Finding]:
    """Return one finding for each quotation whose words two outlets give to two persons.

    Each article must name its speaker beside the words (see ``compare.utterances``): a name taken over from a pronoun
    may be the program's error and not the outlet's.
    """
    out = []
    for quoted in statements(context):
        told = [(v, name) for v in quoted.versions if (name := person(v.named_here))]
        names = list(dict.fromkeys(last(name) for _, name in told))
        apart = len(names) > 1 and len({v.outlet for v, _ in told}) > 1
        if quoted.disputed and apart and _same_words(quoted):
            out.append(_finding(context, quoted.number, told))
    return out


def _same_words(quoted: Quoted) -> bool:
    """Whether all versions have nearly all of the shortest one's words in one piece."""
    found = in_common(quoted)
    return found is not None and len(found[1]) >= _COVER * (found[0].words[-1].span.end - found[0].words[0].span.start)


def _finding(context: Context, number: int, told: list[tuple[Version, str]]) -> Finding:
    first, _ = told[0]
    words = first.printed(context)
    said = ", ".join(f"by {name} in {version.outlet}" for version, name in told)
    return untested(
        TWO_NAMES,
        str(number),
        headline=f"“{cut(words)}”: said {said}.",
        sentence="The words are the same; one of the outlets has the wrong speaker, or two persons spoke alike.",
        telling="one statement, two speakers",
        readings=[version_reading(context, version, note=name) for version, name in told],
        strength=1.0,
        key=" | ".join(name for _, name in told),
        n=len(told),
    )  # fmt: skip
