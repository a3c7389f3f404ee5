"""What sort of source a noun phrase names, read from its words alone.

The head noun decides ("a police chief" is of the justice system, whatever else is said), an office takes the type of
the body in which it is held ("president of the union"), and a body that says little takes that of what stands beside
it ("the police board"). See docs/source-types.md for the types.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from framing.annotate.quotations.record import SourceType
from framing.annotate.speakers.body_type import LEGAL_FORM, cause_of, owner_of, type_of_body
from framing.annotate.speakers.head_nouns import government_of
from framing.annotate.speakers.names import DAYS_AND_MONTHS
from framing.annotate.speakers.noun_chunks import Phrase, cut, of_words
from framing.annotate.speakers.source_lexicon import Found, modifiers, words_of

_SEGMENT = re.compile(r"\s*(?:[,;()]|\s[–—-]\s|—)\s*|\s+who\s+(?:is|was|works\s+as)\s+")
# A clause tells what they did, not what they are.
_CLAUSE = re.compile(r",?\s(?:who|whose|which|where|when|that)\s(?!(?:is|was|works\sas)\s).*$", re.DOTALL)
# Words that count out of a group: what follows "of" is the head ("a majority of residents").
PART_WORDS = frozenset(
    {"one", "some", "many", "several", "most", "members", "majority", "group", "groups", "number", "numbers", "half"}
    | {"couple", "dozens", "hundreds", "thousands", "those", "all", "none", "each", "both", "two", "three", "four"}
    | {"five", "six", "seven", "eight", "nine", "ten", "any", "few", "others", "scores", "crowd", "handful", "third"}
    | {"quarter", "pair", "trio", "panel", "team", "part", "share", "percent", "cent", "lot", "plenty", "minority"}
)
_PAST = frozenset({"former", "ex", "then", "retired", "one-time", "onetime", "ousted", "erstwhile"})
_PARTY_TAG = re.compile(r"\b[DRI][-‑–][A-Z][a-z]+\.?|\b[DRI][-‑–][A-Z]{2}\b|\b(?:Con|Lab|Lib Dem|NDP|SNP)\b(?=\))")
_SCIENCE = re.compile(r"[a-z]{3,}(?:ologist|ographer|icist|ician|ometrist|iatrist)s?$")
_AGENT = re.compile(
    r"(?!(?:other|another|former|later|under|over|number|letter|master|after|earlier|whether|either|rather|paper|order"
    r"|matter)s?$)[a-z]{3,}(?:er|or|ist|ian|ant|eur|ee)s?$"
)
_COURTESY = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx)\.?\s[A-Z]")
_DEMONYM = re.compile(r"[a-z]{2,}(?:ian|ese|ish)$")  # "Ruritanian"
_OWNERS = frozenset({"owner", "proprietor", "founder", "co-founder", "cofounder"})
_PUBLIC = frozenset({"official", "officer", "aide", "adviser", "advisor", "staffer", "authority"})
_ARTICLE = re.compile(r"^(?:The|An?)\b")
_NEAR = 5  # words between "former" and its noun
SURE, LIKELY, WEAK = 3.0, 2.0, 1.0
PAST_SHARE = 0.4  # of its weight is left of a role that somebody no longer has


@dataclass(frozen=True, slots=True)
class TypeReading:
    """What a phrase tells of a source.

    ``weight`` is 1 for a weak sign, 2 for a likely and 3 for a sure one; ``words`` are the nouns that told it, in
    dictionary form; ``of_person`` says that they mean people, not a body or document.
    """

    type: SourceType
    weight: float
    words: str
    of_person: bool = False


@lru_cache(maxsize=16384)
def read_type(phrase: str, *, title: bool = False) -> TypeReading | None:
    """Return what the words of ``phrase`` tell of a source's type; ``None`` if they tell nothing.

    Args:
        phrase: A noun phrase without the name of a person in it: a title, an apposition, a description, a body's name.
        title: It stands right before a name.

    >>> read_type("president of the Porthwick Dockers' Union")
    TypeReading(type='civil-society', weight=3.0, words='president of union', of_person=True)
    >>> read_type("a retired police inspector").weight < read_type("a police inspector").weight
    True
    >>> read_type("the tall one") is None
    True
    """
    if _COURTESY.match(phrase):
        return None  # "Mr. King" is nobody's king
    phrase = _ARTICLE.sub(lambda m: m.group().lower(), phrase)  # "The president" has no body "The"
    if tag := _PARTY_TAG.search(phrase):
        return TypeReading("politics", SURE, tag.group(), of_person=True)
    best: TypeReading | None = None
    for n, part in enumerate(_SEGMENT.split(_CLAUSE.sub("", phrase))):
        read = cut(part, title=title)
        if n and read.words and read.is_preposition(0):
            continue  # ", in an interview with a newspaper"
        found = _segment(read, title=title)
        if found is not None and (best is None or found.weight > best.weight):
            best = found
    return best


def _segment(phrase: Phrase, *, title: bool) -> TypeReading | None:
    """Read one noun phrase without appositions."""
    if not phrase.words:
        return None
    end = phrase.chunk_end(0)
    if title:
        return _title(phrase, end)
    if phrase.lower(end, end + 1) == ["of"] and phrase.words[end - 1].lower() in PART_WORDS:
        inner = _segment(of_words(phrase.words[end + 1 :]), title=False)
        if inner is not None:
            return inner
    return _headed(phrase, end)


def _title(phrase: Phrase, end: int) -> TypeReading | None:
    """A title ends where the name begins: what stands before its own chunk is the rest of the sentence."""
    if not phrase.items:
        return None
    last = phrase.items[-1]
    first = phrase.chunk_start(last.start)
    if first > 1 and phrase.words[first - 1].lower() == "of" and any(f.end == first - 1 for f in phrase.items):
        first = phrase.chunk_start(first - 1)  # "Cider Party of Canada leader"
    if last.end == len(phrase.words) and first:
        return _segment(of_words(phrase.words[first:], title=True), title=True)
    if end == len(phrase.words) and last.end < end:
        return None
    return _headed(phrase, end) if phrase.within(0, end) else None


def _headed(phrase: Phrase, end: int) -> TypeReading | None:
    """Read a phrase by the last noun before its first preposition, which stands at ``end``."""
    head = phrase.within(0, end)
    last = phrase.items[-1] if phrase.items else None
    if not head and last is not None and last.end == len(phrase.words) and phrase.words[-1].islower():
        head, end = [last], len(phrase.words)  # a preposition inside a name: "Out of the Rain users"
    if not head:
        return _without_noun(phrase, end)
    head = _first_of_list(phrase, head)
    noun = head[-1]
    reading = _by_sort(phrase, head, end)
    past = set(phrase.lower(max(0, noun.start - _NEAR), noun.start))
    if reading is not None and (_PAST & past or phrase.words[noun.start].lower().startswith("ex-")):
        # A former minister governs no more, and goes on in politics more often than not.
        gone = reading.type == "government" and noun.entry.word in words_of("elected") and "then" not in past
        kind: SourceType = "politics" if gone else reading.type
        return replace(reading, type=kind, weight=reading.weight * PAST_SHARE)
    return reading


def _first_of_list(phrase: Phrase, head: list[Found]) -> list[Found]:
    """The nouns up to the first for people that "and" joins to another: "officials and army commanders".

    Of one person's roles too the first counts ("councillor and tenants advocate"), unless it is private ("mother and
    judge"), past, or an office whose body both share ("founder and president of Vane").
    """
    for k, f in enumerate(head[:-1]):
        if f.entry.sort not in ("person", "office") or phrase.lower(f.end, f.end + 1) not in (["and"], ["or"]):
            continue
        printed = phrase.words[f.end - 1].lower().rstrip(".")
        plural = printed != f.entry.word.rpartition(" ")[2].lower().rstrip(".")
        past = _PAST & set(phrase.lower(max(0, f.start - _NEAR), f.start))
        if plural or (f.entry.sort == "person" and f.entry.type != "citizen" and not past):
            return head[: k + 1]
    return head


def _by_sort(phrase: Phrase, head: list[Found], end: int) -> TypeReading | None:
    """What the head noun tells, by what sort of noun it is."""
    entry = head[-1].entry
    if entry.sort == "office":
        office = _office(phrase, head, end)
        return replace(office, of_person=True) if office is not None else None
    if entry.sort == "body":
        kind = type_of_body(phrase, head, end)
        return TypeReading(kind, LIKELY, entry.word) if kind is not None else None
    if entry.sort == "anonymous":
        return _anonymous(phrase, head, end)
    if entry.sort == "document":
        return _document(phrase, head, end)
    return TypeReading(entry.type, SURE, entry.word, of_person=True) if entry.type is not None else None


def _document(phrase: Phrase, head: list[Found], end: int) -> TypeReading:
    """A document speaks for the body or office that made it, where one is named: "a report by the ministry"."""
    word = head[-1].entry.word
    if (by := owner_of(phrase, end)) is not None:
        return TypeReading(by[0], LIKELY, f"{word} of {by[1]}")
    makers = [f for f in head[:-1] if f.entry.sort == "body"]
    if makers and (kind := type_of_body(phrase, makers, makers[-1].end)) is not None:
        return TypeReading(kind, LIKELY, f"{makers[-1].entry.word} {word}")
    return TypeReading("document", LIKELY, word)


def _office(phrase: Phrase, head: list[Found], end: int) -> TypeReading | None:
    """An office: the type of its body, named before it or behind a preposition; else what the office tells alone."""
    noun = head[-1]
    word = noun.entry.word
    before = [f for f in head[:-1] if f.entry.sort in ("body", "person") and f.entry.type != "citizen"]
    for f in reversed(before):
        own = [g for g in before if g.end <= f.end]
        kind = f.entry.type if f.entry.sort == "person" else type_of_body(phrase, own, end)
        if kind is not None:
            return TypeReading(kind, SURE, f"{f.entry.word} {word}")
    if word.endswith("author") and any(f.entry.sort == "document" for f in phrase.items if f.start > end):
        return TypeReading("expert", SURE, f"{word} of a study")
    if (by := owner_of(phrase, end)) is not None:
        kind = "business" if word in _OWNERS and by[0] in ("media", "culture-sport") else by[0]
        return TypeReading(kind, SURE, f"{word} of {by[1]}")
    for w in reversed(phrase.lower(max(0, noun.start - 2), noun.start)):
        if (kind := modifiers().get(w)) is not None and (kind != "government" or word in _PUBLIC):
            return TypeReading(kind, LIKELY, f"{w} {word}")
    return _office_alone(phrase, noun, end)


def _office_alone(phrase: Phrase, noun: Found, end: int) -> TypeReading | None:
    """An office in a place, in a body of which only the name is known, or in nothing that is named."""
    entry = noun.entry
    behind = " ".join(phrase.words[end + 1 : phrase.chunk_end(end)])
    if any(_is_place(phrase, i) for i in range(noun.start)) or government_of(behind) is not None:
        here = entry.in_place or entry.type
        return TypeReading(here, LIKELY, entry.word) if here is not None else None
    around = [w for w in (*_run_before(phrase, noun.start), *phrase.words[end:]) if w[:1].isupper()]
    if around and entry.in_body is not None:
        told = cause_of(phrase.words[end:] or phrase.words[: noun.start])
        if told is not None:
            return TypeReading(told[0], LIKELY, f"{entry.word} of {told[1]}")
        weight = LIKELY if end < len(phrase.words) else WEAK
        return TypeReading(entry.in_body, weight, f"{entry.word} of a named body")
    return TypeReading(entry.type, WEAK, entry.word) if entry.type is not None else None


def _run_before(phrase: Phrase, end: int) -> tuple[str, ...]:
    """The words up to the last capitalised one before word ``end``, if only small nouns stand between; no day or month.

    "Vane deputy president" is of Vane; "Friday countered president" is of no Friday.
    """
    words = phrase.words[:end]
    last = max((i for i, w in enumerate(words) if w[:1].isupper()), default=-1)
    if last < 0 or words[last].lower() in DAYS_AND_MONTHS or any(w.endswith(("ed", "ing")) for w in words[last + 1 :]):
        return ()
    return words


def _is_place(phrase: Phrase, i: int) -> bool:
    """Tell whether a country, its capital or its adjective stands at word ``i``."""
    word, pair = phrase.words[i], " ".join(phrase.words[i : i + 2])
    known = government_of(word) is not None or government_of(pair) is not None
    return word[:1].isupper() and (known or _DEMONYM.search(word) is not None)


def _anonymous(phrase: Phrase, head: list[Found], end: int) -> TypeReading | None:
    """An anonymous source: what its adjectives or its body tell ("diplomatic sources", "a source in the ministry")."""
    noun = head[-1]
    before = [(f.entry.type, f.entry.word) for f in head[:-1] if f.entry.type is not None]
    if before:
        kind, word = before[-1]
        return TypeReading(kind, LIKELY, f"{word} {noun.entry.word}")
    for w in reversed(phrase.lower(0, noun.start)):
        if (told := modifiers().get(w)) is not None:
            return TypeReading(told, LIKELY, f"{w} {noun.entry.word}")
    by = owner_of(phrase, end)
    return TypeReading(by[0], LIKELY, f"{noun.entry.word} of {by[1]}") if by is not None else None


def _without_noun(phrase: Phrase, end: int) -> TypeReading | None:
    """A phrase whose head the lexicon lacks: a country, a trade by its ending, somebody of a known body."""
    name, head = " ".join(phrase.words[:end]), phrase.words[end - 1]
    by = owner_of(phrase, end)
    told: TypeReading | None = None
    if government_of(name) is not None:
        told = TypeReading("government", LIKELY, name)
    elif phrase.words[-1][:1].isupper() and LEGAL_FORM.search(" ".join(phrase.words[1:])):
        told = TypeReading("business", LIKELY, "company form")
    elif phrase.words[0][:1].isupper() and (cause := cause_of(phrase.words)) is not None and cause[1] == "campaign":
        told = TypeReading(cause[0], LIKELY, cause[1])
    elif _SCIENCE.match(head):
        told = TypeReading("expert", LIKELY, head)
    elif _AGENT.match(head):
        told = TypeReading("citizen", WEAK, head)
    elif by is not None:
        told = TypeReading(by[0], WEAK, f"of {by[1]}")
    return told
