"""Suggested concepts as questions to a reader, each label with patterns that find it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from framing.annotate.codebook import parse_codebook
from framing.annotate.patterns import PatternError, parse_pattern
from framing.annotate.terms import Finder
from framing.compare.suggest import Suggestion
from framing.review.codebook_text import codebook_text
from framing.review.question import AskedLabel, LabelPlace, Question
from framing.text.article import Article
from framing.text.span import Span

_LONGEST_ID = 56
_LONGEST_LABEL = 200  # characters; what is longer is no label
_PATTERNS = 12  # of one label: its printed forms
_SENTENCES = 3  # shown of one label


def make_questions(found: Sequence[Suggestion], articles: Sequence[Article]) -> tuple[Question, ...]:
    """Return the questions of the suggestions, in their order.

    A pattern has one owner: what an earlier concept claims is left out of later ones, and so
    is every pattern that finds none of its sources once all of them are looked for together.
    A suggestion that is left with fewer than two labels asks nothing.
    """
    by_id = {a.id: a for a in articles}
    claimed: set[str] = set()
    made: list[Question] = []
    for suggestion in found:
        labels = []
        for label in suggestion.labels:
            patterns = _free_patterns(label.mentions, by_id, claimed)
            if patterns and len(label.words) <= _LONGEST_LABEL:
                labels.append(AskedLabel(_plain(label.words), patterns, label.mentions, label.own))
                claimed.update(parse_pattern(p).key for p in patterns)
        made.append(
            Question(_free_id(suggestion.name, made), _plain(suggestion.name), _distinct(labels), suggestion.evidence)
        )
    return _without_blind(made, by_id)


def _plain(words: str) -> str:
    """Words for a name: printable, no line ends, valid as UTF-8."""
    shown = "".join(c if c.isprintable() else " " for c in words)
    return " ".join(shown.encode("utf-8", "replace").decode("utf-8").split())[:_LONGEST_LABEL] or "concept"


def _distinct(labels: Iterable[AskedLabel]) -> tuple[AskedLabel, ...]:
    """Labels with different words; the codebook wants each once."""
    out: dict[str, AskedLabel] = {}
    for label in labels:
        out.setdefault(label.words, label)
    return tuple(out.values())


def _free_id(name: str, made: Sequence[Question]) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST_ID].strip("-") or "concept"
    taken = {q.id for q in made}
    return next(i for n in range(1, len(made) + 2) if (i := slug if n == 1 else f"{slug}-{n}") not in taken)


def _key(printed: str) -> str:
    """What a pattern finds; nothing where the language cannot hold the words, for ``*`` and brackets are signs."""
    if set(printed) & set("*[]") or not any(c.isalnum() for c in printed):
        return ""
    try:
        return parse_pattern(printed).key
    except PatternError:
        return ""


def _free_patterns(places: Sequence[LabelPlace], articles: Mapping[str, Article], claimed: set[str]) -> tuple[str, ...]:
    """The printed forms of a label as patterns that nobody has claimed."""
    out: dict[str, str] = {}
    for article_id, span in places:
        printed = _plain(span.of(articles[article_id].text))
        key = _key(printed)
        if key and key not in claimed:
            out.setdefault(key, printed.lower())
    return tuple(out.values())[:_PATTERNS]


def _without_blind(made: list[Question], articles: Mapping[str, Article]) -> tuple[Question, ...]:
    """Take out patterns that find none of their sources, until all that are left do."""
    made = [q for q in made if len(q.labels) > 1]
    while True:
        seen = _seen(made, articles)
        kept = [
            replace(q, labels=tuple(_sighted(label, seen[q.id, label.words], articles) for label in q.labels))
            for q in made
        ]
        kept = [replace(q, labels=tuple(label for label in q.labels if label.patterns)) for q in kept]
        kept = [q for q in kept if len(q.labels) > 1]
        if kept == made:
            return tuple(kept)
        made = kept


def _seen(made: Sequence[Question], articles: Mapping[str, Article]) -> defaultdict[tuple[str, str], set[LabelPlace]]:
    """Places that the questions' patterns find, by concept and label; read as the written file will be."""
    out: defaultdict[tuple[str, str], set[LabelPlace]] = defaultdict(set)
    if made:
        finder = Finder(parse_codebook(codebook_text(made, title="questions", book_id="questions")))
        for article in articles.values():
            for m in finder.find(article.text, name=article.id):
                out[m.concept, m.variant].add((article.id, m.span))
    return out


def _sighted(label: AskedLabel, found: set[LabelPlace], articles: Mapping[str, Article]) -> AskedLabel:
    """The label with those patterns that find a place which is printed so."""
    keys = {_key(_plain(span.of(articles[i].text))) for i, span in set(label.places) & found}
    return replace(label, patterns=tuple(p for p in label.patterns if _key(p) in keys))


def shown_places(label: AskedLabel, sentences: Mapping[str, Sequence[Span]]) -> list[LabelPlace]:
    """Return up to three places of a label in different sentences, the outlets' own words and other articles first."""
    seen: set[LabelPlace] = set()
    places: list[LabelPlace] = []
    for article_id, span in dict.fromkeys((*label.own, *label.places)):
        whole = (article_id, next((s for s in sentences[article_id] if s.covers(span)), span))
        if whole not in seen:
            seen.add(whole)
            places.append((article_id, span))
    first = {i: (i, s) for i, s in reversed(places)}
    return list(dict.fromkeys([*(first[i] for i in dict.fromkeys(i for i, _ in places)), *places]))[:_SENTENCES]


def sentences_of(
    label: AskedLabel, articles: Mapping[str, Article], sentences: Mapping[str, Sequence[Span]]
) -> list[tuple[str, str]]:
    """Return the sentences of ``shown_places``, as article id and sentence."""
    return [
        (i, next((s for s in sentences[i] if s.covers(span)), span).of(articles[i].text))
        for i, span in shown_places(label, sentences)
    ]
