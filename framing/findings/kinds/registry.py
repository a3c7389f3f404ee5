"""The kinds of findings that no test stands behind, in one tuple; a new kind is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from framing.findings.context import Context
from framing.findings.finding import Finding
from framing.findings.kinds.agreement import agreements
from framing.findings.kinds.altered_quotation import altered_quotations
from framing.findings.kinds.aspect_first import aspects_first
from framing.findings.kinds.beginnings_compared import beginnings_compared
from framing.findings.kinds.cut_quotation import cut_quotations
from framing.findings.kinds.described_person import described_persons
from framing.findings.kinds.fact_left_out import facts_left_out
from framing.findings.kinds.fact_placed import facts_placed
from framing.findings.kinds.first_quotations import first_quotations, last_quotations
from framing.findings.kinds.first_sentences import first_sentences
from framing.findings.kinds.first_source import first_sources
from framing.findings.kinds.first_voice import first_voices
from framing.findings.kinds.genre import genres
from framing.findings.kinds.headline_alone import headlines_alone
from framing.findings.kinds.headline_subjects import headline_subjects
from framing.findings.kinds.headlines_compared import headlines_compared
from framing.findings.kinds.insertion import insertions
from framing.findings.kinds.judgement_at_top import judgements_at_top
from framing.findings.kinds.length_and_share import lengths_and_shares
from framing.findings.kinds.lineage import lineages
from framing.findings.kinds.marked_label import marked_labels
from framing.findings.kinds.named_at_top import named_at_top, shared_words_at_top
from framing.findings.kinds.numbers_disagree import numbers_that_disagree
from framing.findings.kinds.opening_alone import openings_alone
from framing.findings.kinds.outlet_groups import outlet_groups
from framing.findings.kinds.placed_first import placed_first
from framing.findings.kinds.put_forward import put_forward
from framing.findings.kinds.reworded_label import reworded_labels
from framing.findings.kinds.shared_at_top import shared_at_top
from framing.findings.kinds.sole_speaker import sole_speakers
from framing.findings.kinds.treated_persons import treated_persons
from framing.findings.kinds.two_names import two_names
from framing.findings.kinds.votes_disagree import votes_that_disagree
from framing.findings.kinds.who_is_heard import who_is_heard
from framing.findings.standing import rests_on_unopened
from framing.findings.stray_texts import LEFT_OUT, stray_texts, without

KINDS: tuple[Callable[[Context], list[Finding]], ...] = (
    altered_quotations,
    two_names,
    numbers_that_disagree,
    votes_that_disagree,
    marked_labels,
    described_persons,
    lineages,
    insertions,
    headlines_compared,
    reworded_labels,
    first_quotations,
    last_quotations,
    sole_speakers,
    cut_quotations,
    facts_left_out,
    first_voices,
    placed_first,
    aspects_first,
    put_forward,
    facts_placed,
    agreements,
    headlines_alone,
    headline_subjects,
    first_sentences,
    beginnings_compared,
    openings_alone,
    judgements_at_top,
    first_sources,
    named_at_top,
    shared_words_at_top,
    shared_at_top,
    genres,
    outlet_groups,
    lengths_and_shares,
    treated_persons,
    who_is_heard,
)

# Of an article whose text is another's the headline can still be compared, and nothing else.
_OF_HEADLINES = frozenset((headlines_compared, headlines_alone, headline_subjects))


def findings_of(context: Context) -> list[Finding]:
    """Return what all kinds find in a set, kind by kind; an empty set gives none.

    Stray texts (:mod:`framing.findings.stray_texts`) are left out of all that compares texts. Of texts that do not
    begin as articles do (:mod:`framing.findings.standing`) nothing is said of what stands where in them.
    """
    gone = stray_texts(context.tables)
    if not gone:
        found = [finding for kind in KINDS for finding in kind(context)]
        return [finding for finding in found if not rests_on_unopened(context, finding)]
    heads = replace(context, strays=frozenset(gone))
    texts = replace(context, tables=without(context.tables, gone))
    texts.noted[LEFT_OUT] = tuple(context.outlet(i) for i in gone)
    found = [finding for kind in KINDS for finding in kind(heads if kind in _OF_HEADLINES else texts)]
    return [finding for finding in found if not rests_on_unopened(texts, finding)]
