"""How each text stands to its headline: whether it begins and ends as an article does, and with which sentence.

Of a text that does not, nothing is said of how it opens, of what stands where in it, or that something is not in it.
All that compares openings or says that something was not found asks here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from framing.findings.context import Context, named
from framing.findings.finding import (
    AGREEMENT,
    FIRST_SOURCE,
    FIRST_WORDS,
    JUDGEMENT,
    ONE_OPENING,
    OPENING,
    TWO_OF_THREE,
    WHO_ACTS,
    Finding,
    Reading,
)
from framing.findings.names import last, names_of_set
from framing.lexicons import load
from framing.text.beginnings import Beginning, after_dateline, beginning
from framing.text.endings import Ending, ending
from framing.text.span import Span

TOP = 4  # sentences of a body that are its top
_KNOWN = "how texts stand"
_RUNS_ON, _PARAGRAPHS = 250, 5  # words of a text without paragraphs, and paragraphs of each of the others
# The subject of a sentence in one capitalised word, and the word behind it.
_SUBJECT = re.compile(r"(?P<name>[A-Z][\w’'\-]+)(?:, (?:[a-z]+ly )?| (?:[a-z]+ly )?)(?P<verb>[a-z]+)\b")
# What these say of a text is where something stands in it.
_OF_PLACES = frozenset((OPENING, WHO_ACTS, ONE_OPENING, FIRST_SOURCE, FIRST_WORDS, JUDGEMENT, TWO_OF_THREE, AGREEMENT))
_WHY: Mapping[Beginning, tuple[str, str]] = {
    "middle": (
        "begins as if in its middle; its beginning may be missing",
        "begin as if in their middle; their beginnings may be missing",
    ),
    "transcript": ("seems to be a transcript", "seem to be transcripts"),
    "log": ("seems to be a running log of entries", "seem to be running logs of entries"),
    "letter": ("greets its readers, as newsletters do", "greet their readers, as newsletters do"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """How the text of one article stands to its headline: where its own opening is, and whether all of it is there.

    ``first`` is the article's first sentence without its dateline, ``None`` of a text that does not begin as an
    article does (``beginning``) or has no body. ``ending`` tells whether it breaks off. Texts that are not the article
    under their headline at all are left out before (:mod:`framing.findings.stray_texts`).
    """

    beginning: Beginning
    ending: Ending
    first: Span | None

    @property
    def is_whole(self) -> bool:
        """Whether what is not found in the text is not in the article: a letter is whole, the others lack something."""
        return self.beginning in ("article", "letter") and self.ending == "whole"


def standings(context: Context) -> Mapping[str, Standing]:
    """Return how the text of each article of a set stands, in the set's order; articles without texts have none."""
    if _KNOWN not in context.noted:
        titles = {h.article_id: h.text for h in context.headlines}
        blocks = _one_blocks(context)
        context.noted[_KNOWN] = {
            i: _standing(context, i, titles.get(i, ""), one_block=i in blocks)
            for i in context.articles
            if i in context.tables.texts
        }
    known: Mapping[str, Standing] = context.noted[_KNOWN]
    return known


def _standing(context: Context, article_id: str, title: str, *, one_block: bool) -> Standing:
    text, body = context.tables.texts[article_id], context.body(article_id)
    printed = [text[s.start : s.end] for s in body]
    how = beginning(printed, text, title)
    if how == "article" and one_block:
        how = "transcript"
    if how == "article" and printed and _is_known_by_last_name(context, printed[0], title):
        how = "middle"
    opened = how == "article" and body
    first = Span(after_dateline(text, Span(body[0].start, body[0].end)), body[0].end) if opened else None
    return Standing(how, ending(text, printed[-1] if printed else ""), first)


def _one_blocks(context: Context) -> frozenset[str]:
    """The long texts that have no paragraphs where all others of their set have: speech written down runs on."""
    n = {i: len({s.paragraph for s in context.body(i)}) for i in context.articles}
    few = [i for i, k in n.items() if k < _PARAGRAPHS]
    if len(n) < 3 or len(few) != 1 or n[few[0]] != 1:  # noqa: PLR2004 two others have to have paragraphs
        return frozenset()
    return frozenset(i for i in few if int(context.articles[i]["n_words"]) >= _RUNS_ON)


def _is_known_by_last_name(context: Context, sentence: str, title: str) -> bool:
    """Whether a first sentence is about somebody whom it calls by last name alone, as one does who has been named.

    "Quill, who …", "Quill said …", where the articles of the set name Ada Quill in full; a headline that says "Quill"
    too tells that readers know.
    """
    found = _SUBJECT.match(sentence)
    if found is None or not (found["verb"].endswith("ed") or found["verb"] in _finite()):
        return False
    name = found["name"]
    bare = re.search(rf"(?<![A-Z][a-z] )\b{re.escape(name)}\b", title)
    return bare is None and any(last(full) == name for full in names_of_set(context))


@cache
def _finite() -> frozenset[str]:
    lexicon = load("beginnings")
    return frozenset((*lexicon["told"]["words"], *lexicon["verbs"]["words"], "who", "whose"))


def unopened(context: Context) -> Mapping[str, Beginning]:
    """Return the articles whose texts do not begin as articles do, and how they begin; a set without texts has none."""
    return {i: s.beginning for i, s in standings(context).items() if s.beginning != "article"}


def is_partial(context: Context, article_id: str) -> bool:
    """Tell whether what was not found in an article's text may stand in a part of it that is not at hand."""
    standing = standings(context).get(article_id)
    return standing is None or not standing.is_whole


def rests_on_unopened(context: Context, finding: Finding) -> bool:
    """Tell whether a finding says of such a text where something stands in it, or that something is not in it."""
    gone = unopened(context)
    nothing = [r for r in finding.readings if "no sentence found" in r.note]
    # Excerpts are seen to where they are compared. What stands at the top is not missing where the end is, if that
    # comes later: of an excerpt of three sentences the fourth is not known.
    if any(gone.get(r.article_id, "letter") != "letter" for r in nothing):
        return True
    within = TOP if finding.kind == TWO_OF_THREE else None
    if any(_ends_open(context, r.article_id, within=within) for r in nothing):
        return True
    return any(_is_placed(r, finding.kind) for r in finding.readings if r.article_id in gone)


def _ends_open(context: Context, article_id: str, *, within: int | None) -> bool:
    """Whether a text breaks off, with ``within`` so many sentences."""
    standing = standings(context).get(article_id)
    if standing is None or standing.ending != "open":
        return False
    return within is None or len(context.body(article_id)) <= within


def _is_placed(reading: Reading, kind: str) -> bool:
    if reading.text or reading.note.startswith("headline"):
        return False
    return kind in _OF_PLACES or reading.note.startswith(("paragraph", "first paragraph"))


def unopened_sentences(context: Context) -> list[str]:
    """Return what the limits say of such texts, a sentence for each way of beginning, and of those that break off."""
    gone = unopened(context)
    in_order = sorted((how, i) for i, how in gone.items())
    out = []
    for how, items in groupby(in_order, key=lambda item: item[0]):
        outlets = [context.outlet(i) for _, i in items]
        one = len(outlets) == 1
        text = f"The text of {outlets[0]}" if one else f"The texts of {named(outlets)}"
        out.append(f"{text} {_WHY[how][not one]}: nothing is said of how {'it opens' if one else 'they open'}.")
    cut = [context.outlet(i) for i, s in standings(context).items() if s.ending == "open"]
    if cut:
        text = f"The text of {cut[0]} seems" if len(cut) == 1 else f"The texts of {named(cut)} seem"
        out.append(f"{text} to break off: what was not found there may stand in the rest.")
    return out
