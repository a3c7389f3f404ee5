"""What sort of body a name or noun means: its last noun decides, unless another word of it says more."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.annotate.quotations.record import SourceType
from framing.annotate.speakers.noun_chunks import Phrase
from framing.annotate.speakers.source_lexicon import Found, modifiers, words_of

LEGAL_FORM = re.compile(r"\b(?:Inc|Corp|Ltd|LLC|PLC|plc|GmbH|S\.A|N\.V|Co)\b\.?")
# Names that are a demand or a circle of friends: "Save the Bay", "Friends of the Library", "Parents Against Noise".
_CAMPAIGN = re.compile(
    r"\b(?:(?:Save|Stop|Keep|Protect|Defend|Free|Reclaim)\s(?:[Tt]he|[Oo]ur|[A-Z])"
    r"|(?:Friends|Citizens|People|Neighbou?rs|Residents|Parents|Mothers|Students|Workers|Women|Doctors)\s"
    r"(?:of|for|[Aa]gainst|[Uu]nited|[Ww]ithout)\b)"
)
_LINKS = frozenset({"of", "for", "at", "with", "from", "in", "by", "representing", "to", "on"})
_BROAD = frozenset({"official", "federal", "provincial", "health"})  # they stand before bodies of every kind
# Words of a body's name that tell its kind where its noun does not, the surest first.
_CAUSES: tuple[tuple[str, SourceType], ...] = (
    ("trade_words", "business"),
    ("sport_words", "culture-sport"),
    ("expert_words", "expert"),
    ("community_words", "civil-society"),
)


def type_of_body(phrase: Phrase, bodies: Sequence[Found], end: int) -> SourceType | None:
    """Return the type of the body that ``bodies``, nouns of one chunk of ``phrase`` ending at ``end``, name.

    >>> from framing.annotate.speakers.noun_chunks import cut
    >>> for name in ("police board", "Cider Makers Association", "Parents Association"):
    ...     phrase = cut(name)
    ...     print(type_of_body(phrase, phrase.items, len(phrase.words)))
    justice
    business
    civil-society
    """
    named = [f for f in bodies if f.entry.sort == "body"]
    if not named:
        return None
    last = named[-1]
    near = _words_around(phrase, last)
    if last.entry.type == "business" and near & words_of("expert_words"):
        return "expert"  # a polling firm
    weak = words_of("weak_bodies")
    if last.entry.word not in weak:
        return last.entry.type
    for table, kind in _CAUSES:
        if near & words_of(table):
            return kind
    strong = [f for f in named[:-1] if f.entry.word not in weak]
    return strong[-1].entry.type if strong else _beside(phrase, last, end) or last.entry.type


def _beside(phrase: Phrase, last: Found, end: int) -> SourceType | None:
    """What stands beside a noun that says little: people before it, an adjective, who or what follows "of"."""
    people = [f for f in phrase.within(0, last.start) if f.entry.sort == "person" and f.entry.type != "citizen"]
    if people:
        return people[-1].entry.type
    for w in reversed(phrase.lower(0, last.start)):
        if w not in _BROAD and (kind := modifiers().get(w)) is not None:
            return kind
    if phrase.lower(end, end + 1) in (["of"], ["for"]):
        owners = [f for f in phrase.within(end, phrase.chunk_end(end)) if f.entry.sort in ("person", "body")]
        if owners and owners[-1].entry.type != "citizen":
            return owners[-1].entry.type
    return None


def _words_around(phrase: Phrase, last: Found) -> set[str]:
    """The words of the chunk in which a body stands, and of the one behind "of" or "for", in lower case."""
    stop = last.end if last.end == len(phrase.words) or phrase.is_preposition(last.end) else phrase.chunk_end(last.end)
    if phrase.lower(stop, stop + 1) in (["of"], ["for"]):
        stop = phrase.chunk_end(stop)
    return set(phrase.lower(phrase.chunk_start(last.start), stop))


def owner_of(phrase: Phrase, end: int) -> tuple[SourceType, str] | None:
    """Return the type of the first body or office behind a preposition from ``end`` on, and the word that told it."""
    at = end
    while at < len(phrase.words):
        stop = phrase.chunk_end(at)
        if phrase.words[at].lower() in _LINKS and (found := _in_chunk(phrase, at, stop)) is not None:
            return found
        at = stop
    return None


def _in_chunk(phrase: Phrase, at: int, stop: int) -> tuple[SourceType, str] | None:
    chunk = phrase.within(at + 1, stop)
    bodies = [f for f in chunk if f.entry.sort == "body"]
    if bodies and (kind := type_of_body(phrase, bodies, stop)) is not None:
        return kind, bodies[-1].entry.word
    people = [f for f in chunk if f.entry.sort in ("person", "office") and f.entry.type is not None]
    if people and (kind := people[-1].entry.type) is not None and kind != "citizen":
        return kind, people[-1].entry.word
    return ("business", "company") if LEGAL_FORM.search(" ".join(phrase.words[at:stop])) else None


def cause_of(words: Sequence[str]) -> tuple[SourceType, str] | None:
    """Return what the words of a name tell of a body that has no noun for one: a trade, a sport, a science, a cause.

    >>> cause_of("Save the Meadow".split())
    ('civil-society', 'campaign')
    """
    if _CAMPAIGN.search(" ".join(words)):
        return "civil-society", "campaign"
    for table, kind in _CAUSES:
        if (word := next((w for w in words if w[:1].isupper() and w.lower() in words_of(table)), None)) is not None:
            return kind, word.lower()
    return None
