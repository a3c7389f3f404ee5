"""Findings, what was not found, and what a set cannot show, as lists."""

from __future__ import annotations

from collections.abc import Sequence

from framing.figures.number_words import counted
from framing.findings.find import Findings
from framing.findings.finding import NO_DIFFERENCE, Finding
from framing.measure.tables import Tables
from framing.show.escaped_html import fill, joined
from framing.show.sentences_behind import opens, reader_of
from framing.show.shown import Shown, folded, prose, say


def finding_list(found: Sequence[Finding], tables: Tables) -> Shown:
    """Return findings as a list: the sentence, how sure it is, and the sentences of the articles behind it."""
    if not found:
        return say(
            "No tested difference is listed here: none stood out, or too few articles are there to tell. "
            "What each outlet printed is described below."
        )
    reader = reader_of(tables)
    items = []
    for one in found:
        shown = counted(len(one.spans), "place")
        behind = opens(f"Show {shown}", one.spans, reader, what=one.sentence) if one.spans else ""
        sure = "; ".join(part for part in (one.reason, one.copies) if part)
        items.append(
            fill(
                '<li class="finding"><p class="claim">{}</p>'
                '<p class="sure"><span class="tier {}">{}</span> {}. {}</p></li>',
                one.sentence,
                one.tier.replace(" ", "-"),
                one.tier,
                _sentence(sure),
                behind,
            )
        )
    return prose(fill('<ol class="findings">{}</ol>', joined(items)))


def negative_list(found: Findings, tables: Tables) -> Shown:
    """Return the comparisons in which nothing was found, folded, as a list like that of the findings."""
    negative = [one for one in found.findings if one.kind == NO_DIFFERENCE]
    if not negative:
        return say("No tested comparison came out without a difference.")
    return folded(f"Where no difference was found ({len(negative)})", finding_list(negative, tables))


def limit_list(found: Findings) -> Shown:
    """Return what the set cannot show, as a folded list."""
    items = joined((fill("<li>{}</li>", limit) for limit in found.limits), "")
    limits = prose(fill('<ul class="limits">{}</ul>', items))
    return folded(f"What this set cannot show ({len(found.limits)})", limits)


def _sentence(text: str) -> str:
    """Begin with a capital, but leave the p of a p value alone."""
    return text if text.startswith("p ") else text[:1].upper() + text[1:]
