"""Judging words at the top of an article in the outlet's own voice, with what they are said of, side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass

from framing.compare.tokens import Token, tokens
from framing.findings.context import Context, Row, cut
from framing.findings.finding import JUDGEMENT, Finding, untested
from framing.findings.headline_words import says_something
from framing.findings.judging_words import is_harm, is_listed_description, judges
from framing.findings.judging_words_alone import explains_term, has_form, words_alone
from framing.text.span import Span

_MOST = 12  # words of a phrase that is shown
_REST = 6  # words of a phrase that follows it
_BELONGS = frozenset(("of", "with", "about", "against", "for"))  # what begins a phrase that is part of what is judged
_NOUNS = 3  # words that a judging word outside any phrase may stand before
_STRONG = 3.0
_CLEAR = 1.8  # valence from which an unlisted word judges whatever it stands before
# Endings of adjectives (Quirk et al. 1985, I.37-I.45) and participles: nouns before nouns name a kind ("death toll").
_ADJECTIVE = re.compile(r"(?:ful|less|ous|ic|ive|able|ible|al|ing|ed|some|y|ant|ent|le|ish|an)$")
_NOUN = re.compile(r"(?:ity|cy|ty|sy|ry)$")  # "fatality rate", "penalty phase"


@dataclass(frozen=True, slots=True)
class _Judged:
    span: Span
    words: tuple[Span, ...]
    told: float


def judgements_at_top(context: Context) -> list[Finding]:
    """Return one finding: the judging phrase of each opening whose judging words no other article has.

    First two paragraphs, outside quotations and indirect speech. A word judges if it is in the lists of loaded wording
    or clearly good or bad to readers and describes something ("chaotic withdrawal"). Needs all texts, one article an
    outlet.
    """
    if not context.one_each or not context.whole:
        return []
    best = {i: found for i in context.articles if (found := _best(context, i)) is not None}
    if not best:
        return []
    said = {i: cut(context.printed(i, j.span.start, j.span.end), _MOST) for i, j in best.items()}
    listed = "; ".join(f"“{words}” in {context.outlet(i)}" for i, words in said.items())
    return [
        untested(
            JUDGEMENT,
            *best,
            headline=f"Judging words at the top, in the outlet’s own voice: {listed}.",
            sentence="Words of sourced lists, outside quotations, in no other article; the others may judge in other "
            "words. Read how they are meant here.",
            telling="what is called good or bad, and in which words",
            readings=[
                context.reading(i, best[i].words[0].start, best[i].words[0].end, voice="outlet", more=best[i].words)
                if i in best
                else context.nothing(context.outlet(i), "none of these words; it may judge in others")
                for i in context.articles
            ],
            strength=min(1.0, max(j.told for j in best.values()) / _STRONG),
            key=" | ".join(said.values()),
            outlet=context.outlet(next(iter(best))) if len(best) == 1 else "",
        )
    ]


def _best(context: Context, article_id: str) -> _Judged | None:
    others = [i for i in context.articles if i != article_id]
    found = [
        made
        for row in context.rows_of("parts", article_id)
        if row["kind"] == "noun phrase"
        and row["voice"] == "outlet"
        and not context.is_agency(row)
        and not _is_labels(context, article_id, int(row["start"]))
        if (made := _judged(context, row, others)) is not None
    ]
    if found:
        return max(found, key=lambda j: (j.told, -j.span.start))
    alone = [row for row in words_alone(context, article_id) if not _is_labels(context, article_id, int(row["start"]))]
    text = context.tables.texts[article_id]
    found = [made for row in alone if (made := _with_its_noun(text, Span(int(row["start"]), int(row["end"]))))]
    return found[0] if found else None


def _with_its_noun(text: str, word: Span) -> _Judged | None:
    """A judging word outside any phrase that was read, with the one to three words it stands before.

    Alone it cannot be read; before a figure, or in "-ing", it mostly describes nothing ("threatening action").
    """
    if word.of(text).lower().endswith("ing"):
        return None
    end, n = word.end, 0
    for token in tokens(text, within=Span(word.end, min(len(text), word.end + 60))):
        if text[end : token.span.start].strip() or not token.is_word or not says_something(token):
            break
        if token.form[0].isdigit() or is_harm(token.form):
            return None
        end, n = token.span.end, n + 1
    return _Judged(Span(word.start, end), (word,), 1.0) if 0 < n <= _NOUNS else None


def _is_labels(context: Context, article_id: str, at: int) -> bool:
    """Whether a sentence is labels of links in a row, as some pages set them into a paragraph: "… | …"."""
    sentence = context.sentence_at(article_id, at)
    return sentence is not None and " | " in context.printed(article_id, sentence.start, sentence.end)


def _judged(context: Context, row: Row, others: list[str]) -> _Judged | None:
    text, span = context.tables.texts[str(row["article_id"])], Span(int(row["start"]), int(row["end"]))
    words = [t for t in tokens(text, within=span) if t.is_word]
    content = [t for t in words if says_something(t)]
    joined = "|" in span.of(text) or any(
        t.form in ("and", "or") for t in words
    )  # two links, two things, a verb misread
    if len(words) > _MOST or len(content) < 2 or joined:  # noqa: PLR2004  a word and what it judges
        return None
    if any(is_harm(t.form) or judges(t.form) for t in content if t is content[-1]):
        return None  # "fierce criticism", "gruesome violence": how much of what is bad or good by itself
    if any(t.form.endswith("ed") for t in content[1:-1] if not is_listed_description(t.form)):
        return None  # "the driver suffered several wounds": a verb inside what was read as one phrase
    marked = [t for t in content if _counts(text, t, content) and not any(has_form(context, i, t.form) for i in others)]
    if not marked:
        return None
    told = sum(1.5 if is_listed_description(t.form) else 1.0 for t in marked) - 0.1 * int(row["sentence"])
    return _Judged(_with_rest(context, row, span), tuple(t.span for t in marked), told)


def _counts(text: str, token: Token, content: list[Token]) -> bool:
    """Whether a word judges: listed, or clearly good or bad and before what it describes; no names."""
    before = [t for t in content if t.span.end < token.span.start]
    if token.span.of(text)[:1].isupper() or (
        before and before[-1].span.of(text)[:1].isupper() and not _has_s(text, before[-1])
    ):
        return False  # a name, or what a name does: "Quill blessed"
    if content[-1].form == "ones" or (token.form == "so-called" and explains_term(text, token.span.end)):
        return False  # "loved ones" are relatives; "a so-called breakthrough infection" explains a term
    describes = token is not content[-1] and _ADJECTIVE.search(token.form) is not None and not _NOUN.search(token.form)
    return is_listed_description(token.form) or (judges(token.form, least=_CLEAR) and describes)


def _has_s(text: str, token: Token) -> bool:
    """Whether a name owns what follows: "Quill's chaotic exit"."""
    return text[token.span.end : token.span.end + 2] in ("'s", "’s")


def _with_rest(context: Context, row: Row, span: Span) -> Span:
    """With "about the election", "of a plan": the phrase that follows at once, if it is short."""
    article = str(row["article_id"])
    for part in context.rows("parts"):
        if part["article_id"] != article or part["kind"] != "phrase" or part["start"] != span.end + 1:
            continue
        words = tokens(context.tables.texts[article], within=Span(int(part["start"]), int(part["end"])))
        if words[0].form not in _BELONGS:
            continue  # "raised the toll of a quake | to 40", "rulers | from east to west"
        if len(words) <= _REST and any(says_something(t) for t in words):  # not "on Tuesday"
            return Span(span.start, int(part["end"]))
    return span
