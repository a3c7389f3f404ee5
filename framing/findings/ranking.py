"""Which finding comes first: one table, and two rules.

Evidence first: what was tested and stands out from chance comes before what is described. Within one tier a finding
weighs as much as its kind, from 100 down, less up to ``SPREAD`` for how little of what makes the kind telling it has.
No more than ``MOST`` findings of one kind or one concept stand among the first ``FRONT``, and none that marks the same
words as one before it: a page that repeats itself tells less. The reasons for each place are in
``docs/decisions/front-page.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from framing.findings.finding import (
    AGREEMENT,
    ALTERED_QUOTATION,
    BEGINNINGS,
    CUT_QUOTATION,
    DIFFERENCE,
    EMPHASIS,
    FACT_LEFT_OUT,
    FIRST_SOURCE,
    FIRST_WORDS,
    GENRE,
    HEADLINES,
    INSERTION,
    JUDGEMENT,
    LAST_WORDS,
    LINEAGE,
    MARKED_LABEL,
    NO_DIFFERENCE,
    NUMBERS_DISAGREE,
    ONE_HEADLINE,
    ONE_OPENING,
    OPENING,
    OUTLET_GROUPS,
    REWORDED_LABEL,
    SOLE_SPEAKER,
    TREATMENT,
    TWO_NAMES,
    TWO_OF_THREE,
    VOICES,
    VOLUME,
    WHO_ACTS,
    Finding,
)
from framing.findings.kinds.headline_text import ATTRIBUTION, IN_A_ROW
from framing.findings.told_twice import tells_again
from framing.stats.tiers import TIERS

FRONT, MOST, SPREAD = 7, 2, 30.0

# kind, weight, why it stands there
RANKING: tuple[tuple[str, float, str], ...] = (
    (DIFFERENCE, 100, "tested: it stands out from chance, or is the best there is"),
    (
        ALTERED_QUOTATION,
        96,
        "one quotation in two wordings: at least one outlet changed what was said",
    ),
    (TWO_NAMES, 93, "the same words from two mouths: one outlet has the wrong speaker"),
    (NUMBERS_DISAGREE, 90, "two outlets answer one question with two figures: it can be checked"),
    (MARKED_LABEL, 88, "one outlet's own word where others have a plainer one"),
    (LINEAGE, 86, "whose words these are: copies are no second witness"),
    (INSERTION, 84, "words that an outlet put into somebody else's sentence"),
    (BEGINNINGS, 84, "the sentence with which a report begins says what it is about"),
    (ONE_HEADLINE, 83, "the headline is the sentence most read"),
    (JUDGEMENT, 83, "good or bad, big or untrue, in the outlet’s own voice at the top"),
    (HEADLINES, 82, "the headline is the sentence most read"),
    (ONE_OPENING, 81, "what one report puts at its top and no other has"),
    (GENRE, 80, "a column beside news is no like for like"),
    (VOICES, 79, "who is heard at all decides what is said"),
    (WHO_ACTS, 78, "who does it, and to whom, in the sentence most read"),
    (FIRST_WORDS, 78, "whose words readers meet first"),
    (TREATMENT, 77, "one person or body, spoken ill of here and not there, in own words"),
    (REWORDED_LABEL, 76, "one thing renamed in a sentence that is otherwise copied"),
    (SOLE_SPEAKER, 74, "whose words one article alone has"),
    (OUTLET_GROUPS, 73, "the user’s own groups, set against each other"),
    (CUT_QUOTATION, 72, "what was left out of somebody's words"),
    (LAST_WORDS, 71, "who has the last word"),
    (TWO_OF_THREE, 70, "what readers of one outlet did not learn first"),
    (FACT_LEFT_OUT, 68, "a fact that some readers got and others did not"),
    (FIRST_SOURCE, 66, "on whose word a report opens"),
    (OPENING, 64, "what comes first is what is remembered"),
    (EMPHASIS, 62, "what stands first in one article and late or nowhere in another"),
    (VOLUME, 60, "how much room a thing was given"),
    (AGREEMENT, 50, "what all have is what readers of all learned"),
    (NO_DIFFERENCE, 0, "tested, and nothing found"),
)
# Nothing negative comes first; and of seven sentences on treatment that were read on first pages one was right: the
# words were of the event ("shutdown"), not of the person. Who is heard first was right in 19 of 29, told anything in 5,
# and a report's first word may be its outlet's own. Judging words at the top were right in 13 of 16 on
# unseen events: fewer than 85 in 100. Mended since, they are to be read on others first.
# Rows of all who are heard were right in one of six when somebody else read them, and told nothing in six.
# Who comes first or late was right in 10 of 12 and told anything in 5; what stands first here and late there in one
# of 3; one opening's own words in 9 of 15, since a clause loses what it hangs on: whole first sentences stand instead.
# Length and share were right in 8 of 12 (a page may hold other matter) and told anything in 3. They stay
# among all findings, with their sentences. Rows of first and last quotations, read by somebody else, were right in 3
# of 7 and 4 of 8: words quoted inside an outlet's own sentence, or without marks, come before those in the row.
NOT_IN_FRONT = (
    *(NO_DIFFERENCE, TREATMENT, JUDGEMENT, FIRST_SOURCE, VOLUME, VOICES, OPENING, EMPHASIS, ONE_OPENING),
    *(FIRST_WORDS, LAST_WORDS),
)
# True, and seldom what a reader would tell somebody: one line of it is enough, on a page that has little else.
ONCE, LITTLE = (AGREEMENT,), 3
# A fact left out of which nothing says why it should be told (see ``kinds/fact_left_out``) waits for a page of few.
IDLE, FEW = 0.2, 4
UNKNOWN = 0.4  # how strong a sentence on genre is if a piece has no mark
_WEIGHT = {kind: weight for kind, weight, _ in RANKING}
_WHY = {kind: why for kind, _, why in RANKING}


def why(kind: str) -> str:
    """Return the table's reason for the place of a kind."""
    return _WHY[kind]


def weight(finding: Finding) -> float:
    """Return how much a finding that was not tested weighs among others of its tier."""
    return _WEIGHT[finding.kind] - SPREAD * (1.0 - finding.strength)


def ranked(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings in the order of a report; tested ones must come in their own order already."""

    def key(item: tuple[int, Finding]) -> tuple[bool, int, bool, float, str]:
        at, finding = item
        tested = finding.kind == DIFFERENCE
        own = float(at) if tested else -weight(finding)
        return (finding.kind == NO_DIFFERENCE, TIERS.index(finding.tier), not tested, own, "" if tested else finding.id)

    ordered = [_told(finding) for _, finding in sorted(enumerate(found), key=key)]
    front = front_page(ordered)
    return (*front, *(f for f in ordered if f not in front))


def _told(finding: Finding) -> Finding:
    """The finding with the table's reason before its own, and a plain sentence where it has none yet."""
    reason = "; ".join(part for part in (why(finding.kind), finding.telling) if part)
    return replace(finding, telling=reason, headline=finding.headline or _plain(finding.sentence))


def _plain(sentence: str) -> str:
    """A sentence without what stands in brackets: shares and intervals are folded under it."""
    return re.sub(r" \([^()]*%[^()]*\)", "", sentence)


def front_page(ordered: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings of the first page: at most ``FRONT``, ``MOST`` of a kind or concept, none ``NOT_IN_FRONT``.

    Headlines are printed in a row once. Of a kind in ``ONCE`` there is one, where fewer than ``LITTLE`` others stand;
    a fact left out that is no stronger than ``IDLE`` stands where fewer than ``FEW`` do. Of sole speakers
    there are two if two outlets each have one; a genre is told where all have a mark of theirs.

    None tells again what stands before it. Fewer where there are fewer kinds: the rest comes after, in the list
    of all findings.
    """
    kinds: Counter[str] = Counter()
    concepts: Counter[str] = Counter()
    out: list[Finding] = []
    for finding in ordered:
        once = finding.kind in ONCE
        # Whom a second outlet lets speak stands beside whom the first does; of a third a reader learns little.
        alone = finding.kind == SOLE_SPEAKER and any(f.kind == SOLE_SPEAKER and f.outlet == finding.outlet for f in out)
        full = (
            alone or kinds[finding.kind] >= (1 if once else MOST) or (finding.group and concepts[finding.group] >= MOST)
        )
        full = full or (finding.group == IN_A_ROW and concepts[IN_A_ROW] > 0)
        # What a label of a draft means nobody has said: beside another it was wrong in five readings of five.
        unasked = finding.draft and finding.kind == MARKED_LABEL
        # A description that one outlet has: others placed the person in other words, in three of three.
        unasked = unasked or (finding.kind == MARKED_LABEL and finding.strength <= IDLE)
        # Of a piece without a mark readers took it for news.
        unasked = unasked or (finding.kind == GENRE and finding.strength <= UNKNOWN)
        # A claim beside another claim, or beside an act: two of five told on whose word the same is said.
        unasked = unasked or finding.group == ATTRIBUTION
        idle = finding.kind == FACT_LEFT_OUT and finding.strength <= IDLE
        dull = (finding.kind in ONCE and len(out) >= LITTLE) or (idle and len(out) >= FEW)
        if len(out) == FRONT or full or unasked or dull or finding.kind in NOT_IN_FRONT:
            continue
        if any(tells_again(finding, earlier) for earlier in out):
            continue
        kinds[finding.kind] += 1
        concepts[finding.group] += 1
        out.append(finding)
    return tuple(out)
