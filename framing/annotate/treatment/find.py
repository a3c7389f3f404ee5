"""How the sentences of an article treat those they name, in the outlet's own words and in others'.

>>> text = "The minister misled the council. Ruiz, a tireless organiser, won the vote."
>>> [t.polarity for t in (treatment(text, Span(0, 12)), treatment(text, Span(33, 37)))]
['negative', 'positive']
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from framing.annotate.quotations.record import Quotation
from framing.annotate.speakers.attention import Attention
from framing.annotate.speakers.entities import Entities, Entity
from framing.annotate.speakers.entities import Mention as NamedAt
from framing.annotate.speakers.names import Gender
from framing.annotate.terms import Mention
from framing.annotate.treatment.carriers import NEAR, Carrier, Found, Relation
from framing.annotate.treatment.governments import find_governments
from framing.annotate.treatment.model import TargetModel, ask
from framing.annotate.treatment.polarity import FIRM, SURE, WEIGHTS, decide
from framing.annotate.treatment.record import ActorKind, SpeakingWord, Treatment
from framing.annotate.treatment.relations import head_of, read_target
from framing.annotate.treatment.sentence import Reading, read_chunk
from framing.annotate.voice import quotation_around
from framing.text.article import Article
from framing.text.layout import Layout, lay_out
from framing.text.parser import Parse, get_parser
from framing.text.span import Span

_ORDER: tuple[Relation, ...] = ("said of", "beside", "clause", "sentence", "told")
_OUTSIDE = frozenset(("punct", "case", "det"))
# Classes whose agent or holder judges or takes a side: what they tell is that one's view of the one named.
_JUDGING = frozenset(
    (
        "blame", "praise", "hostile stance", "taking sides", "company", "accusation", "attack and opposition",
        "friend and foe", "followers", "support and trust",
    )
)  # fmt: skip
_HE = frozenset(("he", "him", "his"))
_PARTY_TAG = re.compile(r"[A-Z]-[A-Z][\w.]*")  # "(D-Ohio)" names nobody
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
        if tokens := tokens_of(reading, target):
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

    Only words of the lists count that are said of the one named itself, wholly: what is denied or only wished for does
    not suffice, nor what stands beside it, nor the tone of the rest.

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
    targets = _targets(text, attention.table, mentions)
    return tuple(t for reading in readings for t in _in_reading(reading, layout, quotations, targets))


def _targets(text: str, table: Entities, mentions: Sequence[Mention]) -> list[Target]:
    """Everybody named or evidently meant by a pronoun of the outlet's prose, governments, and the codebook's concepts.

    Speakers of whom the article has only a description ("a resident") are not among them: they cannot be followed.
    """
    known = {id(entity) for entity in (*table.people, *table.bodies)}
    governments = list(find_governments(text))
    country = {e.name: name for e in table.bodies for _, name in find_governments(e.name)}
    named = [
        Target(m.span, country.get(e.name, e.name), e.kind)
        for m, e in table.events
        if m.sentence >= 0 and id(e) in known and not _PARTY_TAG.fullmatch(e.name) and _is_sure(text, table, m, e)
    ]
    taken = {place for t in named for place in range(t.span.start, t.span.end)}
    named += [Target(span, name, "body") for span, name in governments if taken.isdisjoint(range(span.start, span.end))]
    concepts = [Target(m.span, m.concept, "concept") for m in mentions]
    return sorted((*named, *concepts), key=lambda t: (t.span, t.kind, t.actor))


def _is_sure(text: str, table: Entities, mention: NamedAt, entity: Entity) -> bool:
    """Tell whether a pronoun can mean nobody else: nobody else who fits is named in its sentence or the one before."""
    if not mention.pronoun:
        return True
    gender: Gender = "m" if mention.span.of(text).lower() in _HE else "f"
    for other, rival in table.before(mention.span.start):
        if other.sentence < mention.sentence - 1:
            return True
        if rival is not entity and rival.kind == "person" and not other.pronoun and rival.may_be(gender):
            return False
    return True


def _in_reading(
    reading: Reading, layout: Layout, quotations: Sequence[Quotation], targets: Sequence[Target]
) -> Iterator[Treatment]:
    starts = [s.start for s in layout.sentences]
    places: dict[tuple[int, str, ActorKind], list[Target]] = defaultdict(list)
    for target in targets:
        i = bisect_right(starts, target.span.start) - 1
        if i >= 0 and target.span.start < layout.sentences[i].end:
            places[i, target.actor, target.kind].append(target)
    near: dict[int, list[int]] = {}  # quotations of a sentence
    for (i, *_), named in places.items():
        sets = [tokens for t in named if (tokens := tokens_of(reading, t.span))]
        if not sets or not _names(reading, named[0], head_of(reading, sets[0])):
            continue
        found = read_target(reading, sets[0], tuple(sets[1:]), strict=True)
        sentence = layout.sentences[i]
        if i not in near:
            near[i] = [k for k, q in enumerate(quotations) if any(c.overlaps(sentence) for c in q.content)]
        yield from in_voices(reading, quotations, near[i], named[0], found)


def _names(reading: Reading, target: Target, i: int) -> bool:
    """Tell a word that can name: "Several" and "pro-American" open with a capital and do not, nor "it is useful to"."""
    tree = reading.tree
    plain = reading.tags[i] in ("NN", "NNS") and target.actor == tree.texts[i]  # "Families" that begin a sentence
    if plain or not reading.tags[i].startswith(_NAMING):
        return False
    said = [i, *(k for k in tree.kids[tree.heads[i]] if tree.deps[k] in ("acomp", "attr", "oprd"))]
    ahead = any(tree.deps[c] in ("xcomp", "ccomp", "csubj") for k in (tree.heads[i], *said) for c in tree.kids[k])
    return not (tree.words[i] == "it" and ahead)


def in_voices(
    reading: Reading, quotations: Sequence[Quotation], near: Sequence[int], target: Target, found: Found
) -> Iterator[Treatment]:
    """Yield the records of one target in one sentence: one for each voice that speaks of it, the first for its own.

    ``near`` are the positions of the quotations that reach into the sentence, ``found`` what is strictly said of it.
    """
    carriers = found.carriers
    spans = [reading.tree.span(c.token, c.token) for c in carriers]
    numbers, some = (*near, -1), tuple(quotations[k] for k in near)  # the last for "in none"
    own = numbers[quotation_around(target.span, some)]
    by_voice: dict[tuple[int, bool], list[Carrier]] = {(own, False): []}
    for carrier, span in zip(carriers, spans, strict=True):
        # "the crew backed her" tells the crew's view of her, and of the crew what it did
        reported = carrier.why in _JUDGING and carrier.part == "patient"
        by_voice.setdefault((numbers[quotation_around(span, some)], reported), []).append(carrier)
    for (voice, reported), some_said in by_voice.items():
        said = _in_order(reading, some_said)
        first = (voice, reported) == (own, False)
        weighed = decide(said, speaks=found.speaks and first, oblique=found.oblique, weights=FIRM if reported else SURE)
        if first or weighed.polarity != "neutral":
            yield Treatment(
                target.span,
                target.actor,
                target.kind,
                weighed.polarity,
                weighed.score,
                said,
                quotation=voice,
                reported=reported,
            )


def tokens_of(reading: Reading, span: Span) -> set[int]:
    """Return the tokens of a target without punctuation and articles; none if the reading does not reach there."""
    tree = reading.tree
    some = range(tree.token_at(span.start), bisect_left(tree.starts, span.end))
    return {i for i in some if tree.deps[i] not in _OUTSIDE and tree.texts[i].strip()} or set(some)


def _words(reading: Reading, found: Found, *, tone: bool) -> tuple[SpeakingWord, ...]:
    """What speaks of the target, the nearest and strongest first; with ``tone`` the rest of its sentence too."""
    near = [c for c in found.carriers if tone or c.relation in NEAR]
    return _in_order(reading, near)


def _in_order(reading: Reading, near: list[Carrier]) -> tuple[SpeakingWord, ...]:
    tree = reading.tree
    near.sort(key=lambda c: (_ORDER.index(c.relation), -abs(c.value), c.token))
    return tuple(SpeakingWord(tree.span(c.token, c.token), c.value, c.relation, c.why) for c in near)
