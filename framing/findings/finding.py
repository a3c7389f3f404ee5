"""One finding: a statement of a report, and everything that stands behind it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from framing.measure.measure import MeasureKey
from framing.measure.place import Place
from framing.measure.row_sentence import Compared
from framing.stats.tiers import DESCRIPTIVE

# Kinds of findings; "difference" is one that was tested. See ``kinds/`` for how each is found, ``ranking.py`` for
# which comes first.
DIFFERENCE, NO_DIFFERENCE = "difference", "no difference found"
ALTERED_QUOTATION = "altered quotation"
TWO_NAMES = "one statement under two names"
INSERTION = "insertion in shared copy"
REWORDED_LABEL = "reworded label"
NUMBERS_DISAGREE = "numbers that disagree"
MARKED_LABEL = "marked label"
LINEAGE = "lineage"
SOLE_SPEAKER = "sole speaker"
CUT_QUOTATION = "cut quotation"
FACT_LEFT_OUT = "fact left out"
HEADLINES = "headlines compared"
OPENING = "opening"
AGREEMENT = "agreement"
ONE_HEADLINE = "only in one headline"
ONE_OPENING = "only in one opening"
BEGINNINGS = "how they begin"
WHO_ACTS = "who acts in the headlines"
FIRST_SOURCE = "first source"
FIRST_WORDS = "quoted first"
LAST_WORDS = "quoted last"
JUDGEMENT = "judgement at the top"
TWO_OF_THREE = "in all openings but one"
GENRE = "genre"
TREATMENT = "treatment"
VOICES = "who is heard"
VOLUME = "length and share"
OUTLET_GROUPS = "groups of outlets"
EMPHASIS = "emphasis"

# Kinds whose sentence credits an outlet with a choice of words: what their readings show stands in its own voice or
# headline, and not in an agency's copy.
OF_CHOICE = frozenset((MARKED_LABEL, REWORDED_LABEL))


@dataclass(frozen=True, slots=True)
class Reading:
    """One outlet's words behind a finding, to be set beside the others'.

    ``start`` to ``end`` is the passage to show, in code points of the article's text, and ``marks`` are the words in
    it that the finding is about, in code points of that text too. A headline that stands in the manifest alone is
    given as ``text``; its marks then count code points of ``text``, and start and end are 0. ``voice`` is whose
    words the marked ones are (``outlet``, ``headline``, ``quoted`` …; empty where that is not the point); ``note``
    is a word or two to print beside it ("first paragraph", "no sentence found"). A reading without passage and
    without text has only its note to show.
    """

    outlet: str
    article_id: str
    start: int = 0
    end: int = 0
    marks: tuple[tuple[int, int], ...] = ()
    text: str = ""
    voice: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding(Compared):
    """One statement of a report.

    ``kind`` is one of the kinds above; ``tier`` and ``reason`` say how sure it is, ``copies``
    what becomes of it with shared copy counted once (empty if the set has none). Numbers are those of the
    row it was filled from (NaN where there is no such row), ``n`` its base, of what ``counts`` says; ``spans``
    show it in the texts. ``headline`` is the plain sentence to print first and ``sentence`` what is folded under it,
    ``telling`` says why it ranks where it does, ``readings`` are the outlets' words side by side, and ``strength``
    (0 to 1) orders findings of one kind. ``draft`` marks what rests on a codebook that nobody has
    gone through.
    """

    id: str
    kind: str
    sentence: str
    tier: str
    reason: str
    copies: str
    n_articles: int
    n: float
    p: float
    p_adjusted: float
    n_tested: int
    spans: tuple[Place, ...]
    headline: str = ""
    telling: str = ""
    readings: tuple[Reading, ...] = ()
    strength: float = 0.0
    draft: bool = False

    @property
    def about(self) -> MeasureKey:
        """Which number of the analysis it is about."""
        return MeasureKey(self.measure, self.group, self.key)


def untested(
    kind: str,
    *about: str,
    headline: str,
    sentence: str,
    telling: str,
    readings: Iterable[Reading],
    strength: float,
    group: str = "",
    key: str = "",
    outlet: str = "",
    n: float = 0.0,
    draft: bool = False,
) -> Finding:
    """Return a finding that no test stands behind: what was printed, in tier ``descriptive``.

    Args:
        kind: One of the kinds of this module.
        about: What makes its id, besides the kind.
        headline: The plain sentence.
        sentence: What is folded under it: bases, places, reservations.
        telling: Why it is worth a reader's time.
        readings: The outlets' words; their marks (else their passages) are the finding's spans.
        strength: 0 to 1, to order findings of one kind.
        group: Concept or question that it is about.
        key: Labels, words or numbers compared.
        outlet: The one outlet it is about; empty for several.
        n: How many mentions, quotations or numbers lie behind it.
        draft: Whether it rests on a draft codebook.
    """
    shown = tuple(readings)
    spans = dict.fromkeys(
        Place(r.article_id, a, b) for r in shown if not r.text for a, b in (r.marks or ((r.start, r.end),)) if b > a
    )
    return Finding(
        measure=kind, group=group, key=key, outlet=outlet,
        estimate=math.nan, low=math.nan, high=math.nan, rest=math.nan, difference=math.nan,
        difference_low=math.nan, difference_high=math.nan, unit="",
        id=finding_id(kind, *about), kind=kind, sentence=sentence, tier=DESCRIPTIVE,
        reason="what stands in the texts, not a test", copies="",
        n_articles=len({r.article_id for r in shown}), n=float(n or len(spans)), counts="places",
        p=math.nan, p_adjusted=math.nan, n_tested=0, spans=tuple(spans),
        headline=headline, telling=telling, readings=shown, strength=strength, draft=draft,
    )  # fmt: skip


def finding_id(*parts: str) -> str:
    """Return an id made of the letters and digits of ``parts``."""
    words = "-".join(part for part in parts if part).lower()
    return "-".join("".join(c if c.isalnum() else " " for c in words).split())
