"""Whether a word of the list of evaluation judges where it stands, and the phrase by which a reader understands it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from framing.annotate.lemmas import verb_lemma
from framing.annotate.quotations.cues import verb_forms
from framing.compare.inflection import function_words, stem
from framing.compare.tokens import Token
from framing.findings.judging_words import is_harm
from framing.lexicons import load
from framing.text.span import Span

MOST = 12  # words of a phrase
_AFTER = 4  # words that may follow an adjective up to its noun where no noun phrase was read
_BACK = 2  # words in front of a noun that may belong to it where no noun phrase was read
_GAP = 3  # words between a verb and the noun phrase that follows: "clings to the", "yanked all five"
_COPULAS = frozenset(("is", "are", "was", "were", "be", "been", "being", "remains", "remain", "looks", "seems"))
_AVERTING = frozenset(
    f"{verb}{ending}" for verb in ("avert", "avoid", "prevent", "risk", "fear") for ending in ("", "s", "ed", "ing")
)
_BEFORE = frozenset(
    ("several", "new", "major", "many", "some", "most", "other", "own", "latest", "last", "first", "old")
)
_DESCRIBING = ("ly", "ed", "ing", "ic", "al", "ous", "ive", "s")
_SIGNS = ("$", "€", "£")


@dataclass(frozen=True, slots=True)
class Judged:
    """A judging word of a top: ``word`` in its ``phrase``; ``noun`` is the place of what an adjective is said of.

    ``voice`` is ``headline``, ``outlet`` or, in reported speech without quotation marks, ``attributed``.
    """

    article_id: str
    word: Span
    phrase: Span
    form: str
    kind: str
    noun: Span | None
    voice: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence with the noun phrases that were read in it."""

    text: str
    every: Sequence[Token]
    phrases: Sequence[Span]
    in_headline: bool

    def around(self, word: Span) -> list[Token]:
        """Return the words of the longest noun phrase around a word; none if there is none."""
        phrase = max((p for p in self.phrases if p.covers(word)), key=len, default=None)
        return [t for t in self.every if phrase.covers(t.span)] if phrase else []

    def phrase_from(self, start: int) -> Span | None:
        """Return the longest noun phrase that begins right behind a place, nothing but space between."""
        found = [p for p in self.phrases if p.start >= start and not self.text[start : p.start].strip()]
        return max(found, key=len, default=None)

    def following(self, k: int) -> Iterator[Token]:
        """Yield the words of content right behind a word, with nothing but space between."""
        end = self.every[k].span.end
        for token in self.every[k + 1 : k + 1 + _AFTER]:
            if self.text[end : token.span.start].strip() or token.form in function_words():
                return
            yield token
            end = token.span.end

    def shown(self, start: int, end: int, word: Span) -> Span:
        """Return a phrase with "of …" behind it and a sign of money in front; a long one begins with the word."""
        rest = self.text[end : end + 4]
        behind = self.phrase_from(end + 4) if rest == " of " else None
        if behind and self.n(start, behind.end) <= MOST and self.text[behind.end : behind.end + 1] != ",":
            end = behind.end
        if start and self.text[start - 1] in _SIGNS:
            start -= 1
        if figure := next((t for t in self.every if t.span.start == end + 1 and t.form.isdigit()), None):
            end = figure.span.end  # "Flight 93"
        return Span(start if self.n(start, end) <= MOST else word.start, end)

    def n(self, start: int, end: int) -> int:
        """Return how many words stand between two places."""
        return sum(start <= t.span.start and t.span.end <= end for t in self.every)


@dataclass(frozen=True, slots=True)
class Found:
    """The class of a judging word, its phrase and the noun that it is said of, where it is an adjective's.

    ``is_deed``: the word is a verb or an adverb beside one.
    """

    kind: str
    phrase: Span
    noun: Span | None = None
    is_deed: bool = False


_Group = Mapping[str, Any]


def read(words: Words, k: int) -> Found | None:
    """Return what the word number ``k`` judges and how; ``None`` if it is in no list or judges nothing there."""
    form = words.every[k].form
    for part, group in (*_classes().get(form, ()), *_verbs().get(verb_lemma(form), ())):
        made = _READERS[part](words, k, group)
        if made is not None:
            return made
    return None


def is_evaluation(form: str) -> bool:
    """Tell whether a folded word is in the list of evaluation, whatever it means in its place.

    >>> is_evaluation("botched"), is_evaluation("clings"), is_evaluation("signed")
    (True, True, False)
    """
    return form in _classes() or verb_lemma(form) in _verbs()


def _adjective(words: Words, k: int, group: _Group) -> Found | None:
    """Before a noun of the kinds that its class counts for, or behind "to be": "the claims were baseless"."""
    word, inside = words.every[k].span, words.around(words.every[k].span)
    if inside and inside[-1].span.start > word.start:
        head, start = inside[-1], _begin(words, inside, word)
    else:
        # Words of a headline are read without a phrase too; not a participle, which may be a verb: "debunked much".
        following = list(words.following(k)) if words.in_headline and not words.every[k].form.endswith("ed") else []
        if not following:
            return None if "before" in group else _predicate(words, k, group)
        head, start = following[-1], word.start
    if "before" in group and stem(head.form) not in _nouns_of(group["before"]):
        return None
    if is_harm(head.form) or head.form[0].isdigit() or (head.form.endswith("ic") and "-" in head.form):
        return None
    return Found(group["id"], words.shown(start, head.span.end, word), head.span)


def _begin(words: Words, inside: Sequence[Token], word: Span) -> int:
    """Where the phrase of an adjective begins: at the word itself where a plain noun of something else stands in front.

    "signed into law | contentious changes": names, figures, owners and what describes may stand there.
    """
    owned = re.search(r"['’]s? ", words.text[inside[0].span.start : word.start]) is not None
    for token in inside:
        if owned or token.span == word:
            return inside[0].span.start
        plain = token.form.isalpha() and words.text[token.span.start].islower() and not words.in_headline
        if plain and token.form not in function_words() | _BEFORE and not token.form.endswith(_DESCRIBING):
            return word.start
    return word.start


def _predicate(words: Words, k: int, group: _Group) -> Found | None:
    if k < 2 or words.every[k - 1].form not in _COPULAS:  # noqa: PLR2004  a noun and the verb
        return None
    copula = words.every[k - 1].span
    before = [p for p in words.phrases if p.end <= copula.start and not words.text[p.end : copula.start].strip()]
    if not before:
        return None
    phrase = max(before, key=len)
    head = [t for t in words.every if phrase.covers(t.span)][-1]
    return Found(group["id"], Span(phrase.start, words.every[k].span.end), head.span)


def _noun(words: Words, k: int, group: _Group) -> Found | None:
    word, inside = words.every[k].span, words.around(words.every[k].span)
    before = words.every[k - 1].form if k else ""
    if ("after" in group and before not in group["after"]) or before in group.get("not_after", ()):
        return None
    if not (k or words.in_headline):
        return None  # a capital there may be a name's: "Fanatics, which sells sails"
    # Before another noun it names a kind ("stunt double"), or is a verb ("shortages stunt growth").
    if (inside and inside[-1].span != word) or ((words.in_headline or not inside) and next(words.following(k), None)):
        return None
    start = _noun_begin(words, k, inside, alone="with" not in group)
    if "with" not in group:
        return Found(group["id"], words.shown(start, word.end, word))
    behind = words.every[k + 1] if k + 1 < len(words.every) else None
    whom = words.phrase_from(behind.span.end) if behind and behind.form in group["with"] else None
    return Found(group["id"], words.shown(start, whom.end, word)) if whom else None


def _noun_begin(words: Words, k: int, inside: Sequence[Token], *, alone: bool) -> int:
    """Where the phrase of a noun begins; with a word before it where the noun stands ``alone`` ("faced a setback")."""
    start = inside[0].span.start if inside else _back(words, k)
    if "," in words.text[start : words.every[k].span.start]:  # "Democrats, the revolt": two phrases read as one
        cut = start + words.text[start : words.every[k].span.start].rindex(",")
        start = next(t.span.start for t in inside if t.span.start > cut)
    first = next(n for n, t in enumerate(words.every) if t.span.start >= start)
    if not first or words.text[words.every[first - 1].span.end : start].strip():
        return start
    before = words.every[first - 1]
    if before.form in _AVERTING:
        return before.span.start  # "avert disaster": it did not come
    if alone and k == first:  # "in disgrace", "a cycle of absurdity"
        whole = max((p for p in words.phrases if p.end + 1 == before.span.start), key=len, default=before.span)
        return whole.start if before.form == "of" else before.span.start
    verb = alone and k - first == 1 and words.every[first].form in ("a", "an", "the")
    return before.span.start if verb and before.form not in function_words() else start


def _back(words: Words, k: int) -> int:
    first = k
    while first and k - first < _BACK and words.every[first - 1].form not in function_words():
        if words.text[words.every[first - 1].span.end : words.every[first].span.start].strip():
            break
        first -= 1
    return words.every[first].span.start


def _verb(words: Words, k: int, group: _Group) -> Found | None:
    """A verb with the noun phrase that follows it in one run of words: "clings to false claims"."""
    word, end = words.every[k].span, words.every[k].span.end
    inside = words.around(word)
    if inside and inside[-1].span.start > word.start and k and not words.in_headline:
        return None  # before a noun: "a mocking tone"
    if "direct" in group and any(is_harm(t.form) for t in words.every if t.span != word):
        return None
    for token in words.every[k + 1 : k + 2 + (0 if "direct" in group else _GAP)]:
        if words.text[end : token.span.start].strip():
            return None
        whom = max((p for p in words.phrases if p.covers(token.span)), key=len, default=None)
        if whom:
            if "names" in group and not (_is_name(words, whom) or ("direct" in group and words.in_headline)):
                return None
            return Found(group["id"], words.shown(word.start, whom.end, word), is_deed=True)
        end = token.span.end
    return None


def _is_name(words: Words, whom: Span) -> bool:
    """Whether a noun phrase ends in a name: written with a capital."""
    last = [t for t in words.every if whom.covers(t.span)][-1]
    return words.text[last.span.start].isupper()


def _adverb(words: Words, k: int, group: _Group) -> Found | None:
    """An adverb with its verb, and what follows that: "falsely claimed", "derisively dismissed a series of pleas"."""
    word = words.every[k].span
    verb = next(words.following(k), None)
    if verb is None:
        before = words.every[k - 1].span if k else word
        return Found(group["id"], Span(before.start, word.end), is_deed=True)
    says = verb_forms().get(verb.form)
    whom = None if says and "clause" in says.frames else words.phrase_from(verb.span.end)
    return Found(group["id"], words.shown(word.start, whom.end if whom else verb.span.end, word), is_deed=True)


_READERS: Mapping[str, Callable[[Words, int, _Group], Found | None]] = {
    "adjectives": _adjective,
    "nouns": _noun,
    "adverbs": _adverb,
    "verbs": _verb,
}


@cache
def _nouns_of(name: str) -> frozenset[str]:
    return frozenset(stem(noun) for noun in load("evaluation")["nouns_of"][name])


@cache
def _classes() -> Mapping[str, tuple[tuple[str, _Group], ...]]:
    """Adjectives, adverbs and nouns in both numbers, by form, each with its part of speech and class."""
    out: dict[str, tuple[tuple[str, _Group], ...]] = {}
    for part in ("adjectives", "nouns", "adverbs"):
        for group in load("evaluation")[part]:
            for word in group["words"]:
                for form in (word, *(_plural(word) if part == "nouns" and "singular" not in group else ())):
                    out[form] = (*out.get(form, ()), (part, group))
    return out


def _plural(noun: str) -> tuple[str, ...]:
    return (f"{noun[:-1]}ies",) if noun.endswith("y") else (f"{noun}s", f"{noun}es")


@cache
def _verbs() -> Mapping[str, tuple[tuple[str, _Group], ...]]:
    out: dict[str, tuple[tuple[str, _Group], ...]] = {}
    for group in load("evaluation")["verbs"]:
        for word in group["words"]:
            out[word] = (*out.get(word, ()), ("verbs", group))
    return out
