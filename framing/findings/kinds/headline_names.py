"""Whom a headline names and where other articles name them, and what one subject does in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from framing.annotate.clause_parts import use_of
from framing.annotate.lemmas import verb_lemma
from framing.annotate.quotations.cues import verb_forms
from framing.compare.inflection import function_words, names_doers, stem
from framing.compare.tokens import Token, fold, tokens
from framing.findings.context import Context, Headline
from framing.findings.finding import HEADLINES, Finding, Reading, untested
from framing.findings.headline_parts import on_from, shown
from framing.findings.headline_pointers import pointer
from framing.findings.kinds.beginnings_compared import set_apart
from framing.findings.kinds.headline_text import IN_A_ROW, all_of_them, forms, the_one_left
from framing.findings.names import last, mentioned, names_of_set, only_capitalised
from framing.findings.openings import quoted_in
from framing.findings.voice_names import short_name
from framing.text.span import Span

_EARLY = 6  # words within which subject and verb of a headline stand
_NOT_VERBS = frozenset(("is", "was", "has", "its", "his", "us", "as", "this", "does", "news", "funds", "talks"))
_CONDITIONS = frozenset(("if", "why", "how", "what", "could", "should", "will", "would", "can"))
_BEFORE_NOUNS = frozenset(
    (
        "the",
        "a",
        "an",
        "its",
        "their",
        "his",
        "her",
        "our",
        "these",
        "those",
        "in",
        "of",
        "on",
        "for",
        "with",
        "from",
        "by",
    )
)
_TIMES = 2  # a person must be named in full so often in the set to be looked for in headlines
_SHORT = 24  # words of what is done in a headline, up to which all of it is shown
_LATE = 3  # paragraphs down, from where on a name counts as standing late


def named_persons(context: Context, headlines: Sequence[Headline]) -> Iterator[Finding]:
    """Whom one headline names and the others do not, and where the other articles name them."""
    if not context.complete:
        return
    names = [name for name, n in names_of_set(context).most_common() if n >= _TIMES]
    for title in headlines:
        inside = quoted_in(title.text)
        here = {
            t.form.removesuffix("'s"): (t.span.start, t.span.end)
            for t in tokens(title.text)
            if t.is_word and not any(a <= t.span.start < b for a, b in inside)
        }
        for name in names:
            at = here.get(last(name).lower()) if name in context.tables.texts.get(title.article_id, "") else None
            others = [h for h in headlines if h is not title]
            if at is None or any(last(name).lower() in forms(h.text) for h in others):
                continue
            if (finding := _person(context, title, name, at, others)) is not None:
                yield finding


def _person(
    context: Context, title: Headline, name: str, at: tuple[int, int], others: Sequence[Headline]
) -> Finding | None:
    said: list[str] = []
    depth = 0.0
    for other in others:
        place = mentioned(context, other.article_id, name)
        sentence = context.sentence_at(other.article_id, place[0]) if place else None
        if place is None:
            said.append(f"in {other.outlet} no sentence was found that names {short_name(name)}")
            depth += 1.0
        elif sentence is not None and sentence.paragraph >= _LATE:
            said.append(f"{other.outlet} first names {short_name(name)} in paragraph {sentence.paragraph + 1}")
            depth += min(1.0, sentence.paragraph / 12)
    if not said:
        return None
    readings = [title.reading([at]), *(_where(context, h, name) for h in others)]
    return untested(
        HEADLINES,
        "person", title.article_id, name,
        headline=f"{title.outlet} puts {name} in its headline; {'; '.join(said)}.",
        sentence=all_of_them([title, *others]),
        telling="whom one headline puts first and other articles do not",
        readings=readings,
        strength=min(1.0, 0.5 + depth / (2 * len(others)) * 1.0),
        key=name,
        outlet=title.outlet,
    )  # fmt: skip


def _where(context: Context, title: Headline, name: str) -> Reading:
    place = mentioned(context, title.article_id, name)
    sentence = context.sentence_at(title.article_id, place[0]) if place else None
    if place is None or sentence is None:
        return title.reading(note="headline; no sentence found that names them" if place is None else "headline")
    return context.reading(title.article_id, *place, note=f"paragraph {sentence.paragraph + 1}")


def one_subject(context: Context, headlines: Sequence[Headline]) -> Iterator[Finding]:
    """What one subject does in each headline, where several begin with it: "judge tosses", "judge denies"."""
    pairs = {
        h.article_id: pair
        for h in headlines
        # "House Democrats pass": what the articles only print with a capital letter is a name.
        if (pair := _subject_and_verb(h)) is not None
        and not only_capitalised(context, pair[1].form)
        and not _is_noun(context, h, pair[1])
    }
    for subject in dict.fromkeys(stem(s.form) for s, _ in pairs.values()):
        read = [(h, *pairs[h.article_id]) for h in headlines if h.article_id in pairs]
        alike = [(h, v.span) for h, s, v in read if stem(s.form) == subject]
        if len(alike) > 1 and len({verb_lemma(fold(span.of(h.text))) for h, span in alike}) == len(alike):
            yield _done(context, subject, [(h, (span.start, span.end)) for h, span in alike])


def _subject_and_verb(title: Headline) -> tuple[Token, Token] | None:
    """The first word of a headline that looks like a verb in the present, and the word before it, adverbs left out."""
    every = [t for t in tokens(title.text) if t.is_word and not t.form.endswith("ly")]
    # Behind a binding word stands a clause beside the main one: "While Quill speaks, crews walk out".
    if not every or every[0].form in _CONDITIONS or use_of(every[0].form):
        return None
    for subject, verb in pairwise(every[:_EARLY]):
        plain = verb_lemma(verb.form)
        inflected = verb.form.endswith("s") and plain != verb.form and not plain.endswith("ing")
        if subject.form[0].isdigit():
            continue  # "2020 candidates demand": a year does nothing
        if not inflected or names_doers(verb.form) or verb.form in _NOT_VERBS or verb.form[0] in "'’":
            continue
        between = title.text[subject.span.end : verb.span.start]
        if not any(mark in between for mark in ",;:‘’'\"“”") and subject.form not in function_words():
            return subject, verb
    return None


def _is_noun(context: Context, title: Headline, word: Token) -> bool:
    """Whether a word before "to" is a noun ("payments to jump"): the texts print it behind "the", "their", "in"."""
    behind = next((t.form for t in tokens(title.text) if t.span.start >= word.span.end and t.is_word), "")
    if behind != "to" or word.form in verb_forms():
        return False
    return any(
        form == word.form and before in _BEFORE_NOUNS
        for i in context.articles
        for (before, _, _), (form, _, _) in pairwise(context.tokens_of(i))
    )


def _deed(text: str, verb: int) -> tuple[Span, bool]:
    """What is done in a headline from its verb on: all of a short one, so that a second verb stands there too."""
    rest = Span(verb, len(text))
    return (rest, False) if len(rest.of(text).split()) <= _SHORT else on_from(text, verb, verb)


def _done(context: Context, subject: str, found: Sequence[tuple[Headline, tuple[int, int]]]) -> Finding:
    headlines = context.headlines
    title, (start, _) = found[0]
    name = [w for w in title.text[:start].split() if not w.endswith("ly")][-1]
    ways = [(h, *_deed(h.text, a)) for h, (a, _) in found]
    places = {h.article_id: (span.start, span.end) for h, span, _ in ways}
    said = "; ".join(f"“{shown(h.text, span, is_open=more)}” in {h.outlet}" for h, span, more in ways)
    told = pointer(headlines, told=set_apart(context))
    return untested(
        HEADLINES,
        "verb", subject, *places,
        headline=f"What “{name}” does in the headlines: {said}{the_one_left(headlines, places)}{told and f'; {told}'}.",
        sentence=all_of_them(headlines),
        telling="what one subject is told to do in each",
        readings=[h.reading([p] if (p := places.get(h.article_id)) else [], voice="headline") for h in headlines],
        strength=0.92,  # before one of its verbs alone ("slams"): both tell the same, and this has its counterpart
        group=IN_A_ROW,
        key=" | ".join(h.text[a:b] for h, (a, b) in found),
    )  # fmt: skip
