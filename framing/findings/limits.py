"""What a set cannot show, in sentences computed from it."""

from __future__ import annotations

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.findings.context import Context
from framing.findings.power_of_set import mentions_per_article, power_sentence
from framing.findings.standing import unopened_sentences
from framing.findings.stray_texts import stray_sentence, stray_texts
from framing.measure.checked_units import CODINGS, UNITS
from framing.measure.row_sentence import concept_name
from framing.measure.tables import Tables
from framing.measure.term_choice import LABEL_SHARE
from framing.stats.checked_marks import said_of_sample
from framing.stats.permutation import least_possible_p
from framing.stats.tiers import LEVEL, NOT_TESTABLE
from framing.text.endings import breaks_off

# From so many articles on, intervals covered as promised in simulation; benchmarks/calibration.py, docs/statistics.md.
ENOUGH = 10


def limits_of(tables: Tables, evidence: pd.DataFrame, *, codebook: Codebook | None = None) -> tuple[str, ...]:
    """Return the limits of a set: of its size, its gaps, its copies, and of counting words at all."""
    articles = tables["articles"]
    counts = articles["outlet"].value_counts()
    machine = (
        "Marks are set by program, which errs; the report’s pages on extraction errors say how often. "
        "Read the sentences behind a number before you rely on it."
    )
    words = (
        "Counts of words say nothing of why an outlet chose them, whether they fit the facts, or what readers "
        "made of them; and these articles are a choice, not all that the outlets published."
    )
    several = counts.max() > 1 if len(counts) else False  # else the size has said that nothing can be tested
    size, tests = _of_size(counts), _of_tests(evidence) if several else []
    gaps = _of_gaps(evidence, codebook)
    found = power_sentence(counts.tolist(), mentions=mentions_per_article(evidence)) if several else ""
    size += [found] if found else []
    return (
        *size,
        *([stray] if (stray := stray_sentence(tables, stray_texts(tables))) else []),
        *(unopened_sentences(Context(tables)) if not several else []),
        *_of_excerpts(tables),
        *_of_codebook(tables, codebook),
        *tests,
        *gaps,
        *_of_copies(articles),
        machine,
        checked_sentence(tables),
        words,
    )


def checked_sentence(tables: Tables) -> str:
    """Return how much of the set was checked by hand, by how many and how well they agree; or that nothing was."""
    if UNITS not in tables.frames:
        return "None of this set’s marks was checked by hand: 0 units; “framing sample SET” draws some."
    return said_of_sample(tables[UNITS], tables[CODINGS])


def _of_size(counts: pd.Series) -> list[str]:
    if len(counts) < 2:  # noqa: PLR2004  # one outlet
        return ["There is one outlet: nothing can be compared."]
    low, high = int(counts.min()), int(counts.max())
    range_ = f"{low}" if low == high else f"{low} to {high}"
    made = []
    if high == 1:
        made.append("There is one article an outlet: everything here is description, no difference can be tested.")
    else:
        two = sorted(counts.tolist())[-2:]
        least = least_possible_p(*two)
        if least > LEVEL:
            shown = f"{least:.2f}".lstrip("0")
            made.append(
                f"There are {range_} articles an outlet: no two outlets can be told apart, whatever they "
                f"print (no p below {shown})."
            )
        else:
            made.append(
                f"There are {range_} articles an outlet: only large differences can be told from chance. "
                "What is not called suggestive or supported may still be real."
            )
    if 1 < low < ENOUGH:
        made.append(
            "Intervals are meant to hold the truth 95 times in 100. In simulated sets of 3 articles an outlet those of "
            "shares held it 90 times or more, whatever the label; those of scores and rates, at 4 articles, about 85 "
            "times."
        )
    return made


def _of_tests(evidence: pd.DataFrame) -> list[str]:
    n = len(evidence)
    untested = int((evidence["tier"] == NOT_TESTABLE).sum())
    if not n or not untested:
        return []
    return [f"{untested} of {n} comparisons cannot be tested at all: too few articles have what is compared."]


def _of_gaps(evidence: pd.DataFrame, codebook: Codebook | None) -> list[str]:
    if evidence.empty:
        return []
    named = LABEL_SHARE.of(evidence)
    absent = named[named["n_articles"] == 0].groupby("outlet", sort=True)["group"].unique()
    return [
        f"No mention of {', '.join(concept_name(str(c), codebook) for c in concepts)} was found in {outlet}: "
        "nothing can be said of its choice there."
        for outlet, concepts in absent.items()
    ]


def _of_excerpts(tables: Tables) -> list[str]:
    """Of texts that break off nothing is said of length, and what was not found may stand in the rest."""
    n = sum(breaks_off(text) for text in tables.texts.values())
    if not n:
        return []
    some = "1 text is an excerpt" if n == 1 else f"{n} texts are excerpts"
    holds = "that no sentence was found holds for what is at hand, and lengths are not compared"
    return [f"{some} (ending in an ellipsis): {holds}."]


def _of_codebook(tables: Tables, codebook: Codebook | None) -> list[str]:
    """Without a codebook no labels are compared; with a draft, those that nobody has gone through are said to be."""
    if codebook is None:
        asks = f"“framing suggest SET” proposes one for “{tables.title or tables.set_id}”"
        return [f"This set has no codebook: which labels the outlets choose was not compared. {asks}."]
    drafts = [concept.name for concept in codebook.concepts if concept.id in codebook.drafts]
    if not drafts:
        return []
    return [f"Draft codebook: nobody has gone through {', '.join(drafts)}; “framing suggest SET --review” asks."]


def _of_copies(articles: pd.DataFrame) -> list[str]:
    copied = int(articles["cluster"].duplicated(keep=False).sum())
    if not copied:
        return []
    said = f"{copied} of {len(articles)} articles share copy with another."
    return [f"{said} Copies of one text are no independent evidence; in tests they count as one text within an outlet."]
