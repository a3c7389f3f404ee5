"""A key with somebody's own answers in the place of the suite's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from framing.annotate.codebook import Codebook, Concept
from framing.measure.tables import Tables
from framing.teach.answer_key import Leaning, TermAnswer, TextKey, leaning_of, voice_notes
from framing.teach.blind_texts import BlindText, digest_of_texts
from framing.teach.given_key import GivenKey, GivenTerm
from framing.teach.reported_key import NOBODY, QuoteAnswer
from framing.text.span import Span

_SUITES = "the suite’s reading: not on the sheet, or left open there"
_LEANINGS: dict[str, Leaning] = {"against": "against", "neither": "neither", "for": "for"}


@dataclass(frozen=True, slots=True)
class KeyReader:
    """Whose key it is: ``terms`` and ``quotations`` that the reader decided, ``left`` ones that are the suite's.

    ``in_view`` terms were marked with the suite's marks in view. ``page`` tells a class page from a sheet.
    """

    name: str
    file: str
    page: bool
    terms: int
    quotations: int
    left: int
    in_view: int


def given_for(
    given: Sequence[GivenKey], texts: Sequence[BlindText], *, set_id: str, group: int
) -> tuple[GivenKey, ...]:
    """Return those of ``given`` that are about a group's texts: a class page of them, a sheet with a place in them."""
    digest = digest_of_texts(texts)
    articles = {text.article_id for text in texts}

    def about(key: GivenKey) -> bool:
        if key.texts is not None:
            return key.texts == (set_id, group, digest)
        return bool(articles & {*(t.where for t in key.terms), *(place[0] for place in key.quotations)})

    return tuple(key for key in given if about(key))


def key_with(
    given: GivenKey, keys: Sequence[TextKey], *, tables: Tables, codebook: Codebook, focus: Sequence[Concept]
) -> tuple[tuple[TextKey, ...], KeyReader]:
    """Return a group's keys with a reader's answers, and who the reader is.

    What a class page asked for (the ``focus`` concepts) is wholly the reader's: what they did not mark is not in the
    key. Of a sheet, each answer takes the place of the suite's at its place; the rest stays and says so.

    Raises:
        AnswersError: A mark names a concept that isn't asked for, or stands outside the printed text.
    """
    reading = _Reading(given, tables, codebook)
    whose = KeyReader(given.reader, _name(given), given.texts is not None, len(given.terms), 0, 0, given.in_view)
    if whose.page:
        return tuple(reading.marked(key, focus) for key in keys), whose
    made = tuple(reading.judged(key) for key in keys)
    before = {(k.text.article_id, t.span) for k in keys for t in k.terms}
    terms = len({(t.where, t.span) for t in given.terms} & before)
    quoted = {(k.text.article_id, q.span.start, q.span.end) for k in keys for q in k.quotes}
    quotations = len(quoted & given.quotations.keys())
    left = len(before) - terms + len(quoted) - quotations
    return made, replace(whose, terms=terms, quotations=quotations, left=left)


def _name(given: GivenKey) -> str:
    return given.file.replace("\\", "/").rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reader's answers with what they are about."""

    given: GivenKey
    tables: Tables
    codebook: Codebook

    def marked(self, key: TextKey, focus: Sequence[Concept]) -> TextKey:
        """The key of a text with the marks of a class page for all that the page asked for."""
        asked = {c.id for c in focus}
        made: list[TermAnswer] = []
        for term in self.given.terms:
            if term.where == key.text.letter:
                if term.concept not in asked:
                    msg = f"concept '{term.concept[:40]}' is not asked for here ({', '.join(sorted(asked))})"
                    raise self.given.error(msg)
                made.append(self.answer(term, key))
        others = [t for t in key.terms if t.concept not in {c.name for c in focus}]
        return replace(key, terms=tuple(sorted([*made, *others], key=lambda t: t.span)))

    def judged(self, key: TextKey) -> TextKey:
        """The key of a text with the answers of a sheet at their places."""
        by_place = {t.span: t for t in self.given.terms if t.where == key.text.article_id}
        terms: list[TermAnswer] = []
        for suite in key.terms:
            term = by_place.get(suite.span)
            if term is None:
                terms.append(replace(suite, also="; ".join([*filter(None, [suite.also]), _SUITES])))
            elif term.concept != "none":
                same = next(c.id for c in self.codebook.concepts if c.name == suite.concept)
                whole = replace(term, concept=term.concept or same, voice=term.voice or suite.voice)
                terms.append(self.answer(whole, key, otherwise=suite.leaning))
        quotes = (_quote(self.given, key.text.article_id, q) for q in key.quotes)
        return replace(key, terms=tuple(terms), quotes=tuple(q for q in quotes if q is not None))

    def answer(self, term: GivenTerm, key: TextKey, otherwise: Leaning = "discuss") -> TermAnswer:
        """A row of the key; ``otherwise`` is the leaning where the reader left it open."""
        concept = next((c for c in self.codebook.concepts if c.id == term.concept), None)
        if concept is None:
            msg = f"the codebook has no concept '{term.concept[:40]}'"
            raise self.given.error(msg)
        source = self.tables.texts[key.text.article_id]
        span = _without_marks(source, term.span) if term.span.end <= len(source) else term.span
        line = key.text.line_of(span.start)
        if line is None:
            msg = f"a mark stands outside the printed text {key.text.letter}; mark on the class page of this packet"
            raise self.given.error(msg)
        headline = any(one.number == line and one.part == "headline" for one in key.text.lines)
        voice = "headline" if term.voice == "outlet" and headline else term.voice
        words = " ".join(span.of(source).split())
        label = _label(key, concept, span, words)
        leaning = _LEANINGS.get(term.leaning, otherwise)
        # Where raters differed, a reader's one answer does not make the other wrong.
        rated = [leaning_of(v, self.codebook) for v in concept.variants if v.label == label]
        notes = [also for rating, also in rated if rating == leaning and also]
        return TermAnswer(
            line=line,
            span=span,
            words=words,
            concept=concept.name,
            label=label,
            voice=voice,
            leaning=leaning,
            also="; ".join([*notes, *voice_notes(voice)]),
        )


def _label(key: TextKey, concept: Concept, span: Span, words: str) -> str:
    """The codebook's label where the suite or the words themselves say which; else the words."""
    for suite in key.terms:
        if suite.concept == concept.name and suite.span.overlaps(span):
            return suite.label
    plain = words.lower()
    return next((v.label for v in concept.variants if v.label.lower() == plain), plain)


def _without_marks(source: str, span: Span) -> Span:
    """The span without the punctuation that hangs on its first and last word."""
    start, end = span.start, span.end
    while start < end - 1 and not source[start].isalnum():
        start += 1
    while start < end - 1 and not source[end - 1].isalnum():
        end -= 1
    return Span(start, end)


def _quote(given: GivenKey, article: str, quote: QuoteAnswer) -> QuoteAnswer | None:
    """A quotation as the sheet has it; ``None`` where it says that nobody is quoted there."""
    values = given.quotations.get((article, quote.span.start, quote.span.end))
    if values is None:
        return quote
    if values.get("span") == "no quotation":
        return None
    speaker, cue = values.get("speaker", quote.speaker), values.get("cue_class", quote.cue_class)
    return replace(
        quote,
        speaker=NOBODY if speaker == "none" else speaker,
        source_type=values.get("source_type", quote.source_type),
        identified=values.get("identified", quote.identified),
        cue_class="" if cue == "none" else cue,
    )
