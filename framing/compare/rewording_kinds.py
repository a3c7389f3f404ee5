"""What kind of difference a rewording is.

Kinds are tried from the most particular to the most general: the first rule that holds
names the kind. Each rule reads only the changed words, the words beside them, and what the
annotation knows (mentions of a codebook, word classes where a parser read the sentence).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from framing.annotate.quotations.cues import verb_forms
from framing.compare.inflection import function_words, likeness, numeral
from framing.compare.spelling import same_name, same_spelling
from framing.lexicons import load

RewordingKind = Literal["label", "name form", "spelling", "number", "cue verb", "punctuation", "detail", "rewrite"]

_LONGEST_LABEL = 6  # content words
_LONGEST_PHRASE = 9  # words
_LONGEST_DETAIL = 4  # content words replaced


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the rules see it: folded, whether it is printed with a capital, its tag if a parser gave one."""

    form: str
    capital: bool
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """The changed words of one version, those before and after them, and the codebook labels they touch."""

    words: tuple[Word, ...]
    before: tuple[Word, ...]
    after: tuple[Word, ...]
    labels: frozenset[tuple[str, str]] = frozenset()

    @property
    def forms(self) -> list[str]:
        """The folded words."""
        return [w.form for w in self.words]

    @property
    def content(self) -> list[Word]:
        """The words that are not function words."""
        return [w for w in self.words if w.form not in function_words()]


@cache
def _forms(table: str) -> frozenset[str]:
    return frozenset(load("references")[table]["forms"])


def _is_spelling(a: Side, b: Side) -> bool:
    name = any(w.capital for w in a.words) and any(w.capital for w in b.words)
    return same_spelling(" ".join(a.forms), " ".join(b.forms), name=name)


def numbers_of(words: Sequence[Word]) -> list[str]:
    """The numerals among the words, as digits."""
    return [n for w in words if (n := numeral(w.form)) is not None]


def _number_kind(a: Side, b: Side) -> RewordingKind | None:
    """``number`` for different quantities, ``spelling`` for one written twice ("three", "3")."""
    na, nb = numbers_of(a.words), numbers_of(b.words)
    rest_a = [f for f in a.forms if numeral(f) is None and f not in _forms("hedges")]
    rest_b = [f for f in b.forms if numeral(f) is None and f not in _forms("hedges")]
    if na and nb and rest_a == rest_b:
        return "number" if na != nb or len(a.words) != len(b.words) else "spelling"
    hedged = numbers_of(a.after[:1]) and not rest_a and not rest_b and not na and not nb
    return "number" if hedged else None


def is_cue(side: Side) -> bool:
    """Tell whether the words are one reporting verb that takes a clause, function words aside."""
    verbs = [verb_forms().get(w.form) for w in side.content]
    return len(verbs) == 1 and verbs[0] is not None and "clause" in verbs[0].frames


def _bare(name: str) -> str:
    return name.split("-", 1)[1] if name.startswith(("al-", "el-", "ul-")) else name


def _is_initials(short: Side, long: Side) -> bool:
    words = [w for w in long.words if w.capital]
    letters = "".join(w.form[0] for w in words)
    return len(words) > 1 and len(short.words) == 1 and short.words[0].form == letters


def _same_person(x: str, y: str) -> bool:
    x, y = _bare(x), _bare(y)
    return x == y or same_name(x, y) or (min(len(x), len(y)) > 3 and likeness(x, y) >= 0.6)  # noqa: PLR2004


def _is_name_form(a: Side, b: Side) -> bool:
    """Both name one bearer: the names end alike, one is the other's initials, or both refer back in general words."""
    if _is_initials(a, b) or _is_initials(b, a):
        return True
    ca, cb = a.content, b.content
    if ca and cb and all(w.capital for w in (*ca, *cb)) and _same_person(ca[-1].form, cb[-1].form):
        return True
    general = _forms("back_references")
    return bool(ca and cb) and all(w.form in general for w in (*ca, *cb))


def _title_beside_name(side: Side) -> bool:
    """Words added or cut before a name: titles, or first names ("Prime Minister Mustafa" before "al-Kadhimi")."""
    capital = [w.capital for w in side.content]
    name = side.after[:1]
    if not (capital and all(capital) and name and (name[0].capital or name[0].form.startswith("al-"))):
        return False
    titles = _forms("titles")
    if name[0].form in titles:
        return all(w.form in titles for w in side.content)
    return True


def _may_be_nominal(side: Side) -> bool:
    """Whether the words alone do not say that this is no noun phrase."""
    content = side.content
    if not content or len(content) > _LONGEST_LABEL or any(w.form in _forms("stance") for w in side.words):
        return False
    return not any(w.form in _forms("finite") for w in side.words)


def _is_nominal(side: Side) -> bool:
    """A noun phrase or its modifier by its last content word; without tags, by the endings it does not have."""
    if not _may_be_nominal(side):
        return False
    content = side.content
    last = content[-1]
    if last.tag:
        return last.tag.startswith(("NN", "JJ")) and not any(
            w.tag in {"VBD", "VBP", "VBZ", "MD", "RB"} for w in content
        )
    verbal = not last.capital and (last.form.endswith(("ly", "ed", "ing")) or last.form in verb_forms())
    led = bool(side.before) and side.before[-1].form in {"to", *_forms("stance"), "has", "have", "had"}
    return not verbal and not led


def _is_inflection(a: Side, b: Side) -> bool:
    """The same words in another form ("leaves", "left"): the claim may differ, the label does not."""
    same_number = len(a.content) == len(b.content) > 0
    return same_number and all(likeness(x.form, y.form) >= 0.9 for x, y in zip(a.content, b.content, strict=True))  # noqa: PLR2004


def kind_of(a: Side, b: Side) -> RewordingKind | None:
    """Return the kind of a difference of words, or ``None`` when only function words that claim nothing differ.

    Args:
        a: The changed words of the one version; none when words were added.
        b: Those of the other; none when words were cut.
    """
    kind = _kind_by_words(a, b)
    if kind != "open":
        return kind
    if _is_nominal(a) and _is_nominal(b):
        return "label"
    return "detail" if max(len(a.content), len(b.content)) <= _LONGEST_DETAIL else "rewrite"


def needs_classes(a: Side, b: Side) -> bool:
    """Tell whether the kind of a difference depends on the tags of its words, by which noun phrases are known.

    To tag a sentence takes longer than all else that comparing does with it, and few differences need it.
    """
    return _kind_by_words(a, b) == "open" and _may_be_nominal(a) and _may_be_nominal(b)


def _kind_by_words(a: Side, b: Side) -> RewordingKind | Literal["open"] | None:
    """The kind, or "open" where it depends on whether both are noun phrases."""
    if not a.words or not b.words:
        return _kind_of_detail(a if a.words else b, a, b)
    if not a.content and not b.content:
        return "detail" if any(f in _forms("stance") for f in (*a.forms, *b.forms)) else None
    if _is_spelling(a, b):
        return "spelling"
    return _kind_of_replaced(a, b)


def _kind_of_replaced(a: Side, b: Side) -> RewordingKind | Literal["open"]:
    """The kind of words that replaced others: the first rule that holds."""
    if max(len(a.content), len(b.content)) > _LONGEST_LABEL or max(len(a.words), len(b.words)) > _LONGEST_PHRASE:
        return "rewrite"
    number = _number_kind(a, b)
    if number:
        return number
    rules: tuple[tuple[RewordingKind, bool], ...] = (
        ("detail", _is_inflection(a, b)),
        ("cue verb", is_cue(a) and is_cue(b)),
        ("name form", _is_name_form(a, b)),
        ("label", a.labels != b.labels),  # the words touch a codebook concept
    )
    return next((kind for kind, holds in rules if holds), "open")


def _kind_of_detail(side: Side, a: Side, b: Side) -> RewordingKind | None:
    """The kind of words that were added or cut."""
    if not side.content:
        hedge = bool(numbers_of(side.after[:1])) and all(f in _forms("hedges") for f in side.forms)
        return "number" if hedge else "detail" if any(f in _forms("stance") for f in side.forms) else None
    if _title_beside_name(side):
        return "name form"
    if a.labels and b.labels and a.labels != b.labels:
        return "label"
    return "detail"
