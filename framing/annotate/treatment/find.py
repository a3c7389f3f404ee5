"""How the sentences of an article treat those they name, in the outlet's own words and in others'.

>>> text = "The minister misled the council. Ruiz, a tireless organiser, won the vote."
>>> [t.polarity for t in (treatment(text, Span(0, 12)), treatment(text, Span(33, 37)))]
['negative', 'positive']
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.annotate.quotations.record import Quotation
from framing.annotate.speakers.attention import Attention
from framing.annotate.speakers.entities import Entities
from framing.annotate.terms import Mention
from framing.annotate.treatment.model import TargetModel, ask
from framing.annotate.treatment.polarity import FIRM, WEIGHTS, decide
from framing.annotate.treatment.record import ActorKind, SpeakingWord, Treatment
from framing.annotate.treatment.relations import NEAR, Found, Relation, head_of, read_target
from framing.annotate.treatment.sentence import Reading, read_chunk
from framing.annotate.voice import quotation_around
from framing.text.article import Article
from framing.text.layout import Layout, lay_out
from framing.text.parser import Parse, get_parser
from framing.text.span import Span, hull

_ORDER: tuple[Relation, ...] = ("said of", "beside", "clause", "sentence", "told")
_OUTSIDE = frozenset(("punct", "case", "det"))
_JUDGING = frozenset(("blame", "praise"))  # classes of verbs whose agent judges
_NAMING = ("NN", "PRP")  # nouns, names, pronouns


@dataclass(frozen=True, slots=True)
class Target:
    """A place where somebody is named: the words, and who it is."""

    span: Span
    actor: str
    kind: ActorKind


def treatment(
    text: str, target: Span, *, tone: bool = True, parser: str = "auto", model: TargetModel | None = None
) -> Treatment:
    """Return how ``text``, a sentence or a short passage, treats the one named at ``target``.

    Words count whoever says them: what stands in quotation marks too.

    Args:
        text: The sentence.
        target: The words that name somebody, in code points of ``text``.
        tone: Whether the tone of the rest of the sentence counts too, at less weight. So read, a sentence is met as a
            whole; without, what is called ill or good is so by words that grammar ties to the one named.
        parser: ``"auto"`` or a model's name; the rules need a parse.
        model: The user's own model, asked in place of the rules; see :class:`.model.TargetModel`.

    Raises:
        ValueError: The target is empty or lies outside ``text``, or ``parser`` is "none" and there is no model.
        ParserError: The parser's model is not installed.

    >>> found = treatment("The minister misled the council.", Span(0, 12))
    >>> found.polarity, [(w.relation, w.why) for w in found.words]
    ('negative', [('said of', 'wrongdoing')])
    """
    _check(text, target)
    if model is not None:
        words = " ".join(target.of(text).split())
        return ask(model, text, Span(0, len(text)), target, actor=words, kind="person")
    return treatments_of(text, [target], tone=tone, parser=parser)[0]


def treatments_of(
    text: str, targets: Sequence[Span], *, tone: bool = True, parser: str = "auto"
) -> tuple[Treatment, ...]:
    """Return how ``text`` treats the one named at each of ``targets``, in their order; see :func:`treatment`."""
    for target in targets:
        _check(text, target)
    if parser == "none":
        msg = "the rules of treatment read a parse; leave parser at 'auto', or give a model"
        raise ValueError(msg)
    article = Article("text", text)
    readings = [read_chunk(c, text) for c in get_parser(parser).parse(article, lay_out(article))] if targets else []
    return tuple(_of_whole(text, readings, target, tone=tone) for target in targets)


def _check(text: str, target: Span) -> None:
    if not 0 <= target.start < target.end <= len(text):
        msg = f"target {target.start}-{target.end} does not lie inside a text of {len(text)} code points"
        raise ValueError(msg)


def _of_whole(text: str, readings: Sequence[Reading], target: Span, *, tone: bool) -> Treatment:
    """How the sentence around a target treats it, whoever's words it has."""
    words = " ".join(target.of(text).split())
    for reading in readings:
        if tokens := _tokens(reading, target):
            found = read_target(reading, tokens)
            carried = _words(reading, found, tone=tone)
            weights = WEIGHTS if tone else FIRM
            weighed = decide(carried, speaks=found.speaks, oblique=found.oblique, weights=weights)
            return Treatment(target, words, "person", weighed.polarity, weighed.score, carried)
    return Treatment(target, words, "person", "neutral", 0.0, ())


def find_treatments(
    text: str,
    layout: Layout,
    parse: Parse,
    quotations: Sequence[Quotation],
    *,
    mentions: Sequence[Mention],
    attention: Attention,
) -> tuple[Treatment, ...]:
    """Return how each sentence treats each person, body and concept that it names, in text order.

    Only words count that grammar ties to the one named ("said of" it, or "beside" it); the tone of the rest does not.

    One record for the outlet's own words, one for each quotation whose words speak of the same one, and one for
    judgements that are reported: "Brook, whom Holm called 'a fraud', won" is positive in own words and negative in
    Holm's; "the council censured Brook" tells the council's judgement. A target inside a quotation has the
    quotation's records only. A sentence that names somebody twice counts once.

    Args:
        text: The article.
        layout: Its parts; what lies outside its sentences is not looked at.
        parse: Without one there are none.
        quotations: Whose words stand where.
        mentions: Of the codebook's concepts.
        attention: The people and bodies of the article, read as far as its speakers are known; it is read to the end.
    """
    if not parse:
        return ()
    readings = [read_chunk(chunk, text) for chunk in parse]
    attention.read_to(len(text))
    targets = _targets(attention.table, mentions)
    return tuple(t for reading in readings for t in _in_reading(reading, layout, quotations, targets))


def _targets(table: Entities, mentions: Sequence[Mention]) -> list[Target]:
    """Everybody named or evidently meant by a pronoun of the outlet's prose, and the codebook's concepts.

    Speakers of whom the article has only a description ("a resident") are not among them: they cannot be followed.
    """
    known = {id(entity) for entity in (*table.people, *table.bodies)}
    named = [Target(m.span, e.name, e.kind) for m, e in table.events if m.sentence >= 0 and id(e) in known]
    concepts = [Target(m.span, m.concept, "concept") for m in mentions]
    return sorted((*named, *concepts), key=lambda t: (t.span, t.kind, t.actor))


def _in_reading(
    reading: Reading, layout: Layout, quotations: Sequence[Quotation], targets: Sequence[Target]
) -> Iterator[Treatment]:
    starts = [s.start for s in layout.sentences]
    places: dict[tuple[int, str, ActorKind], list[Target]] = defaultdict(list)
    for target in targets:
        i = bisect_right(starts, target.span.start) - 1
        if i >= 0 and target.span.start < layout.sentences[i].end:
            places[i, target.actor, target.kind].append(target)
    for named in places.values():
        sets = [tokens for t in named if (tokens := _tokens(reading, t.span))]
        if not sets or not reading.tags[head_of(reading, sets[0])].startswith(_NAMING):
            continue  # "Several" and "pro-American" open with a capital and name nobody
        found = read_target(reading, sets[0], tuple(sets[1:]))
        yield from _by_voice(reading, quotations, named[0], found)


def _by_voice(reading: Reading, quotations: Sequence[Quotation], target: Target, found: Found) -> Iterator[Treatment]:
    """The records of one target in one sentence: one for each voice that speaks of it."""
    words = _words(reading, found, tone=False)
    whole = hull((target.span, *(w.span for w in words)))
    near = {i: q for i, q in enumerate(quotations) if any(c.overlaps(whole) for c in q.content)}
    numbers, some = (*near, -1), tuple(near.values())  # the last for "in none"
    own = numbers[quotation_around(target.span, some)]
    by_voice: dict[tuple[int, bool], list[SpeakingWord]] = {(own, False): []}
    for word in words:
        whose = numbers[quotation_around(word.span, some)], word.why in _JUDGING
        by_voice.setdefault(whose, []).append(word)
    for (voice, reported), said in by_voice.items():
        first = (voice, reported) == (own, False)
        weighed = decide(said, speaks=found.speaks and first, oblique=found.oblique, weights=FIRM)
        if first or weighed.polarity != "neutral":
            yield Treatment(
                target.span,
                target.actor,
                target.kind,
                weighed.polarity,
                weighed.score,
                tuple(said),
                quotation=voice,
                reported=reported,
            )


def _tokens(reading: Reading, span: Span) -> set[int]:
    """The tokens of a target without punctuation and articles."""
    tree = reading.tree
    some = range(tree.token_at(span.start), bisect_left(tree.starts, span.end))
    return {i for i in some if tree.deps[i] not in _OUTSIDE and tree.texts[i].strip()} or set(some)


def _words(reading: Reading, found: Found, *, tone: bool) -> tuple[SpeakingWord, ...]:
    """What speaks of the target, the nearest and strongest first; with ``tone`` the rest of its sentence too."""
    tree = reading.tree
    near = [c for c in found.carriers if tone or c.relation in NEAR]
    near.sort(key=lambda c: (_ORDER.index(c.relation), -abs(c.value), c.token))
    return tuple(SpeakingWord(tree.span(c.token, c.token), c.value, c.relation, c.why) for c in near)
