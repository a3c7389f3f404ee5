"""What one opening has and no other article of its set: clauses and phrases of the first paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from framing.annotate.clause_parts import use_of
from framing.annotate.quotations.cues import verb_forms
from framing.compare.inflection import function_words
from framing.compare.tokens import Token, tokens
from framing.findings.context import Context, Row
from framing.findings.headline_words import key_of, keys_of_text, says_something
from framing.findings.judging_words import is_listed_description, judges
from framing.lexicons import load
from framing.text.span import Span

KINDS = ("clause", "participle", "coordinate", "relative", "apposition", "phrase")
_KEYS = "in how many articles a word is"
_LEAST, _MOST = 3, 20  # content words at least, words at most
_DAYS = frozenset(load("label_families")["calendar"]["words"])  # "after they met on Wednesday" is told by its day too
_TOLD = 0.34  # of its content words in a sentence of another article or two in a row: it may be told there
_FEW = 4  # content words of a part that says little more than a figure
_BACK = 4  # words in front of a part that are looked at for what it belongs to
_FRONT = 5  # letters in front that words of one family have in common
_NEW = 0.55  # of its content words must stand in no other article
_SAYING = re.compile(r"^(?:according to|citing|told|said|as (?:reported|first reported|he|she|they))\b", re.IGNORECASE)
_RELATIVES = frozenset(("who", "whom", "whose", "which", "that", "where", "when", "in", "for", "by"))
_HANGING = frozenset(("to", "that", "who", "whom", "whose", "which", "where", "over", "from", "with", "of"))
_ADDED = frozenset(("also", "now", "then", "still", "once", "often", "again", "already"))
_PASSIVE = ("ed", "wn", "en")
_POINTING = frozenset(("it", "he", "she", "they", "him", "them", "this", "these", "those", "we", "you", "one"))
_OF_PERSONS = frozenset(("who", "whom", "whose"))
_ADDING = frozenset(load("judging")["adding"]["words"])
_OPEN_ENDS = frozenset(
    (
        "and",
        "or",
        "but",
        "of",
        "the",
        "to",
        "a",
        "an",
        "at",
        "in",
        "on",
        "by",
        "for",
        "from",
        "with",
        "as",
        "than",
        "into",
    )
)
_USES = {"cause": 3.0, "concession": 3.0, "lack": 3.0, "circumstance": 1.5, "condition": 1.0, "purpose": 1.0}
_FORMS = {"clause": 1.0, "participle": 1.5, "coordinate": 1.0, "relative": 1.0, "apposition": 0.5, "phrase": 0.0}


@dataclass(frozen=True, slots=True)
class Part:
    """A clause or phrase of an opening: its place, its use, how much it tells, the judging words in it."""

    article_id: str
    start: int
    end: int
    kind: str
    use: str
    told: float
    judging: tuple[tuple[int, int], ...]


def parts_of(context: Context, article_id: str, *, least: int = _LEAST, kinds: Sequence[str] = KINDS) -> Iterator[Part]:
    """Yield the clauses and phrases of an opening in the outlet's own words of which no other article has the words."""
    text = context.tables.texts.get(article_id, "")
    mine = [r for r in context.rows_of("parts", article_id) if r["kind"] in kinds and r["voice"] == "outlet"]
    elsewhere = _keys_elsewhere(context, article_id) if mine else frozenset()
    for row in mine:
        if _is_told(context, text, article_id, int(row["start"])):
            continue
        part = _part(text, row, elsewhere, least)
        part = None if part is None else _with_head(context, part)
        if part is not None and _is_whole(text, part) and not _told_elsewhere(context, part):
            yield part


def _keys_elsewhere(context: Context, article_id: str) -> frozenset[str]:
    """What the words of all other articles count as."""
    if _KEYS not in context.noted:
        context.noted[_KEYS] = Counter(key for i in context.articles for key in keys_of_text(context, i))
    mine = keys_of_text(context, article_id)
    return frozenset(key for key, n in context.noted[_KEYS].items() if n > (key in mine))


def _is_told(context: Context, text: str, article_id: str, at: int) -> bool:
    """Whether a verb of saying stands before a place in its sentence: the words may be somebody else's, told."""
    sentence = context.sentence_at(article_id, at)
    before = tokens(text, within=Span(sentence.start, at)) if sentence else []
    said = (verb_forms().get(t.form) for t in before if t.is_word)
    return any(verb is not None and verb.cue_class == "neutral" and "clause" in verb.frames for verb in said)


def _part(text: str, row: Row, elsewhere: frozenset[str], least: int) -> Part | None:
    span = Span(int(row["start"]), int(row["end"]))
    words = [t for t in tokens(text, within=span) if t.is_word]
    if not _reads_alone(row, words[0].form if words else ""):
        return None
    content = [t for t in words if says_something(t)]
    if any(t.form in _POINTING for t in words):
        return None  # "even if it is in many ways true": a reader does not know what
    if len(content) <= _FEW and any(t.form[0].isdigit() for t in content):
        return None  # "as the number of dead passed 40": another article may have another figure for it
    if len(content) < least or len(words) > _MOST or _SAYING.match(span.of(text)):
        return None
    new = [t for t in content if key_of(t.form) not in elsewhere]
    if len(new) < max(1, _NEW * len(content)) or not _begins_alone(text, span.start, words[0]):
        return None
    judging = tuple((t.span.start, t.span.end) for t in content if judges(t.form))
    use = row["use"] if isinstance(row["use"], str) else ""
    told = _USES.get(use, 0.0) + _FORMS.get(str(row["kind"]), 0.0) + 0.3 * min(5, len(new))
    told += 1.5 * min(2, len(judging)) + 0.5 * any(is_listed_description(t.form) for t in content)
    told -= 0.5 * int(row["sentence"])
    return Part(str(row["article_id"]), span.start, span.end, str(row["kind"]), use, told, judging)


def _reads_alone(row: Row, first: str) -> bool:
    """Whether a part can be read by itself: "of the plan" and "he had promised" cannot."""
    if row["kind"] == "relative":
        return first in _RELATIVES
    if first in ("to", "such"):
        return False  # "a virus | to enjoy usual activities": the parser does not say what for
    if row["kind"] == "apposition" and (first in _ADDED or first.endswith(_PASSIVE)):
        return False  # "the talks of May, | also focused on arms": a participle, of something else
    return row["kind"] != "phrase" or (first != "as" and (isinstance(row["use"], str) or first in _ADDING))


def _begins_alone(text: str, start: int, first: Token) -> bool:
    """Whether a part begins where it can be cut: at a mark, at a word that binds it, or at a participle.

    A clause that begins behind a word of its own sentence is one that the parser cut in two ("country's | west saw").
    """
    before = text[max(0, start - 2) : start].rstrip(" ")
    if first.form == "to":  # "according | to a new review": only "to" with a verb begins a part
        following = tokens(text, within=Span(first.span.end, min(len(text), first.span.end + 40)))
        if following and following[0].form in function_words():
            return False
    joined = before[-1:].isalnum() or before[-1:] in ("'", "’")
    binds = first.form in function_words() | _ADDING or use_of(first.form) != ""
    return not joined or binds or first.form.endswith(("ing", "ed", "en", "wn", "nt", "ft"))


def _with_head(context: Context, part: Part) -> Part:
    """The part with the words it hangs on: "workers toiled | to clear the roads", "a pill | that could help"."""
    text = context.tables.texts[part.article_id]
    sentence = context.sentence_at(part.article_id, part.start)
    first = next((t for t in tokens(text, within=Span(part.start, part.end)) if t.is_word), None)
    if sentence is None or first is None:
        return part
    told_of = first.form.endswith(_PASSIVE) and part.kind in ("participle", "coordinate")  # "a painter, | known for …"
    if first.form not in _HANGING and not told_of:
        return part
    before = [t for t in tokens(text, within=Span(sentence.start, part.start)) if t.is_word]
    start = part.start
    for k, token in enumerate(reversed(before[-_BACK:])):
        between = text[token.span.end : start].strip()
        name = token.span.of(text)[
            0
        ].isupper()  # behind a comma "who" goes on with a name; a place may be between others
        if between and not (k == 0 and between == "," and (first.form in _OF_PERSONS or told_of) and name):
            break
        if token.form in function_words() and token.form not in ("of", "to"):
            return part if token.form in _HANGING | _ADDING and first.form == "to" else replace(part, start=start)
        start = token.span.start
    return replace(part, start=start)


def _told_elsewhere(context: Context, part: Part) -> bool:
    place = Span(part.start, part.end)
    return any(told_in(context, i, place, part.article_id) for i in context.articles if i != part.article_id)


def told_in(context: Context, other: str, place: Span, article_id: str) -> bool:
    """Tell whether an article may say what another's words say: one sentence of it, or two in a row, have some of them.

    A third of them in any form or family, or a name or figure of theirs with another word of theirs.
    """
    text = context.tables.texts[article_id]
    content = [t for t in tokens(text, within=place) if says_something(t) or t.form in _DAYS]
    keys = {family_of(t.form) for t in content}
    fixed = {family_of(t.form) for t in content if t.span.of(text)[0].isupper() or t.form[0].isdigit()}
    for said in sentence_families(context, other):
        both = keys & said
        if len(both) >= max(2, _TOLD * len(keys)) or (len(both) > 1 and both & fixed and both - fixed):
            return True
    return False


@lru_cache(maxsize=1 << 16)  # a set says the same words again and again
def family_of(form: str) -> str:
    """Return what a word counts as where a likeness is enough: its stem, a long one by its first letters."""
    key = key_of(form)
    return key[:_FRONT] if len(key) > _FRONT and key.isalpha() else key


def sentence_families(context: Context, article_id: str) -> Sequence[frozenset[str]]:
    """Return the words of each sentence of an article with the next one's, by family, and those of its headline."""
    kept = f"families of {article_id}"
    if kept not in context.noted:
        text = context.tables.texts.get(article_id, "")
        have = [_families(text, s.start, s.end) for s in context.sentences.get(article_id, ())]
        title = context.articles[article_id]["title"]
        made = [a | b for a, b in zip(have, [*have[1:], frozenset()], strict=bool(have))]
        context.noted[kept] = [*made, _families(title, 0, len(title))] if isinstance(title, str) else made
    out: Sequence[frozenset[str]] = context.noted[kept]
    return out


def _families(text: str, start: int, end: int) -> frozenset[str]:
    found = tokens(text, within=Span(start, end))
    return frozenset(family_of(t.form) for t in found if says_something(t) or t.form in _DAYS)


def _is_whole(text: str, part: Part) -> bool:
    """Whether a part can be quoted: no mark without its pair, nothing broken off behind it."""
    words = text[part.start : part.end]
    marks = words.count("“") == words.count("”") and words.count('"') % 2 == 0 and words.count("(") == words.count(")")
    behind = text[part.end : part.end + 4].lstrip()
    last = [t for t in tokens(words) if t.is_word][-2:]
    ends = last[-1].form in _OPEN_ENDS
    broken = ends or (last[0].form in ("and", "or") and not says_something(last[-1]))  # "20 years after it and days"
    return marks and not broken and not behind.startswith(("...", "…"))
