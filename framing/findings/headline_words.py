"""What one headline has and no other of its set: runs of words, and how much they tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance.Indel import normalized_similarity

from framing.annotate.clause_parts import use_of
from framing.annotate.lemmas import verb_lemma
from framing.annotate.quotations.cues import verb_forms
from framing.compare.inflection import function_words, numeral, stem
from framing.compare.spelling import american
from framing.compare.tokens import Token, tokens
from framing.findings.context import Context, Headline
from framing.findings.headline_parts import PHRASE, parts, quotable, ranges, said_by, whole_quotation, with_source
from framing.findings.judging_words import is_listed, judges
from framing.findings.names import only_capitalised
from framing.findings.openings import quoted_in
from framing.lexicons import load
from framing.text.span import Span

_OWN = 0.6  # of the words between the first and the last own one of a part must stand in no other headline
_HALF = 0.5  # of the words shown
_SHARED = 2  # words shown that one other headline has too: it may tell the same deed
_MISSPELT = 0.9  # likeness of two spellings of one word
_FAMILY = 6  # letters in front that words of one family have in common
# Words that say when, where or how something is told, and nothing of it.
_EMPTY = frozenset(
    ("say", "says", "said", "saying", "report", "reports", "reported", "reportedly", "new", "latest", "update", "live",
     "video", "watch", "just", "now", "today", "here", "know", "year", "years", "day", "days", "week", "weeks", "month",
     "months", "more", "first", "amid", "during", "according", "former", "set", "also", "still", "need", "things",
     "million", "billion", "trillion", "mln", "bn", "m", "b", "vs", "versus")
)  # fmt: skip
_LIGHT = frozenset(
    ("age", "hit", "get", "set", "poise", "start", "begin", "halt", "name", "make", "take", "plan", "let")
)
_CALENDAR = frozenset(load("label_families")["calendar"]["words"])
_SIGNS = ("$", "€", "£")
_BACK = 3  # words of their own phrase in front of own words
_TURNED = frozenset(("to", "that", "as"))  # begin what the verb before them may deny
_HANGING = frozenset(
    ("of", "that", "and", "or", "but", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "will",
     "its", "their", "his", "her", "who", "which", "than", "mln", "million", "bn", "billion", "trillion", "m", "b")
)  # fmt: skip
_FINITE = frozenset(("is", "are", "was", "were", "has", "have", "had", "will", "can", "could", "would", "must"))
_COUNT = re.compile(r"^\$?\d[\d.,]*(?:[mbtk]|bn|mln|tn)?$")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row of one headline, in code points of it: ``told`` is how much they tell, from 0.

    ``has_fact``: a name, a figure or a quotation is among them that no other headline has; what others may put in
    other words has none. ``is_open``: the clause goes on behind them, so that an ellipsis belongs there.
    """

    start: int
    end: int
    told: float
    has_fact: bool
    is_open: bool = False

    def words(self, text: str) -> str:
        """Return the words as quoted, with an ellipsis where the clause goes on."""
        return text[self.start : self.end] + (" …" if self.is_open else "")


@cache
def _short_forms() -> dict[str, str]:
    return {form: forms[0] for forms in load("short_forms")["groups"]["forms"] for form in forms}


@lru_cache(maxsize=1 << 16)  # a set says the same words again and again
def key_of(form: str) -> str:
    """Return what a folded word counts as: clipped forms and spellings as one, numbers in digits, else its stem.

    >>> key_of("dems") == key_of("democrats"), key_of("15m") == key_of("15")
    (True, True)
    """
    low = form.removesuffix("'s")
    if _COUNT.match(low):
        return re.sub(r"[^\d.]", "", low)
    return _short_forms().get(low) or numeral(low) or stem(min(american(low) - {low}, default=low))


def keys_in(text: str) -> frozenset[str]:
    """Return what the words of a headline count as; the parts of a joined word count too ("Quill-Ferris talks").

    >>> keys_in("Owner-crew talks") >= keys_in("crew talk")
    True
    """
    forms = (t.form for t in tokens(text) if t.is_word)
    return frozenset(key_of(part) for form in forms for part in (form, *form.split("-")) if part)


def says_something(token: Token) -> bool:
    """Tell whether a word of a headline is more than grammar, time or the manner of telling."""
    form = token.form.removesuffix("'s")
    return token.is_word and len(form) > 1 and form not in _dull()


@cache
def _dull() -> frozenset[str]:
    return function_words() | _EMPTY | _CALENDAR


def runs_alone(context: Context, title: Headline, others: Sequence[Headline]) -> list[Run]:
    """Return the parts of a headline whose words stand in no other, those that tell most first.

    Parts of which one other headline has two content words or more are left out: they may tell the same deed.

    Of a part what is its own is shown, closed at its end, if half of the words shown stand in no other headline.
    """
    theirs = [keys_in(h.text) for h in others]
    elsewhere = set().union(*theirs)
    forms = {t.form for h in others for t in tokens(h.text) if t.is_word}
    out: list[Run] = []
    for part in parts(title.text):
        label = said_by(title.text, part[0].span.start)
        new = [says_something(t) and key_of(t.form) not in elsewhere and not _is_among(t.form, forms) for t in part]
        for span, is_open in _shown(part, new, told=label >= 0):
            inside = [k for k, t in enumerate(part) if span.start <= t.span.start < span.end]
            run = _run(context, [part[k] for k in inside], [part[k] for k in inside if new[k]], others)
            common = {key_of(part[k].form) for k in inside if says_something(part[k]) and not new[k]}
            is_label = title.text[span.end :].lstrip().startswith(":")
            # A question is told whole or not at all: without its first word and its mark it asserts.
            asked = title.text[part[-1].span.end :][:1] == "?" and (span.start > part[0].span.start or is_open)
            if run is not None and not is_label and not asked and all(len(common & keys) < _SHARED for keys in theirs):
                start, end = whole_quotation(title.text, label if label >= 0 else span.start, span.end)
                end = with_source(title.text, end + (title.text[end : end + 1] in ("?", "%")))
                start -= title.text[start - 1 : start] in _SIGNS
                # "on Quay servers" beside "breaking into Quay": what they share is no name that one headline alone has
                fact = (run.has_fact and not common) or bool(quoted_in(title.text[start:end]))
                out.append(Run(start, end, run.told, fact, is_open))
    best: list[Run] = []
    for run in sorted(out, key=lambda run: (-run.told, run.start)):
        if not any(run.start < other.end and other.start < run.end for other in best):
            best.append(run)
    return best


def _shown(part: Sequence[Token], new: Sequence[bool], *, told: bool) -> Iterator[tuple[Span, bool]]:
    """What of a part is quoted, and whether the part goes on behind it: from its first own word to its last.

    Shared words at both ends are left away, but not from inside a phrase; where too many stand between, each row of own
    words is taken by itself. What somebody is ``told`` as saying ("Quill: …") is quoted whole.
    """
    content = [says_something(t) for t in part]
    own = [k for k, is_new in enumerate(new) if is_new]
    if not own:
        return
    ends = [(0, len(part) - 1)] if told else [(own[0], own[-1])]
    if not told and sum(new) < _OWN * sum(content[own[0] : own[-1] + 1]):
        ends = list(ranges(new, [not c for c in content]))
    for first, last in ends:
        begin = _with_binding(part, first, content)
        begin -= begin > 0 and part[begin - 1].form in PHRASE
        # Only a phrase is quoted from within a clause: "over town objections", but "most boats | in town are wrecks".
        cut = part[begin].form not in PHRASE or any(t.form in _FINITE for t in part[begin : last + 1])
        span, is_open = quotable(part, 0 if cut else begin, last, whole=cut and begin > 0)
        inside = [k for k, t in enumerate(part) if span.start <= t.span.start < span.end]
        said = [k for k in inside if content[k]]
        alone = [k for k in said if new[k]]
        figures = len(alone) < len(said) and all(part[k].form[0].isdigit() for k in alone)  # "expectations of | 720"
        if len(alone) >= _HALF * len(said) and not figures:
            yield span, is_open


def _with_binding(part: Sequence[Token], first: int, content: Sequence[bool]) -> int:
    """Where words are quoted from that begin at ``first``: with what binds or denies them ("as …", "no one …").

    With the words of their own phrase in front ("harbour | fencing"), and from the beginning where they hang on a verb
    that may turn them round ("rejects the request | to block"); without words that hang on one left away ("of", "are").
    """
    start = first
    while start and content[start - 1] and first - start < _BACK:
        start -= 1
    if start < first and not (start and content[start - 1]):
        return start - (start > 0 and bool(use_of(part[start - 1].form) or part[start - 1].form == "as"))
    start = first
    while start and not content[start - 1]:
        start -= 1
    if start and any(t.form in _TURNED for t in part[start : first + 1]):
        return 0
    while start < first and (part[start].form in _HANGING or part[start].form[0] in "'’"):
        start += 1
    return start


def _is_among(form: str, others: Collection[str]) -> bool:
    """Whether a long word is of one family with another ("terrorism", "counterterror"), or misspelt ("overide")."""
    if len(form) <= _FAMILY:
        return False
    return any(form[:_FAMILY] in o or normalized_similarity(form, o) >= _MISSPELT for o in others)


def _run(context: Context, words: Sequence[Token], content: Sequence[Token], others: Sequence[Headline]) -> Run | None:
    """How much words that stand together tell, by those of them (``content``) that are in no other headline."""
    missing = [t for t in content if not any(_has(context, h.article_id, t) for h in others)]
    told = min(4, len(content)) * 0.5 + 1.5 * len(missing) / len(content)
    told += sum(1.5 for t in content if judges(t.form))
    told += 1.5 * bool(use_of(words[0].form))
    told += 0.5 * any(_is_verb(t) for t in content)
    few = sum(says_something(t) for t in words) == 1
    told_by_one = is_listed(content[0].form) if few else judges(content[0].form)
    if len(content) == 1 and not told_by_one and (few or not missing or _says(content[0])):
        return None  # "promises", "after attacks" tell nothing
    fact = any(t.form[0].isdigit() or only_capitalised(context, t.form) for t in content)
    return Run(words[0].span.start, words[-1].span.end, told, fact)


def _says(token: Token) -> bool:
    """Whether a word is a verb of saying or of beginning: alone it tells nothing."""
    return token.form in verb_forms() or verb_lemma(token.form) in _LIGHT


def _is_verb(token: Token) -> bool:
    return token.form.endswith(("s", "ed", "ing")) and verb_lemma(token.form) != token.form


def _has(context: Context, article_id: str, token: Token) -> bool:
    """Whether an article's text has a word, in another form too."""
    return key_of(token.form) in keys_of_text(context, article_id)


def keys_of_text(context: Context, article_id: str) -> frozenset[str]:
    """Return what the words of an article count as, headline and furniture included."""
    kept = f"keys of {article_id}"
    if kept not in context.noted:
        title = context.articles[article_id]["title"]
        forms = [form for form, _, _ in context.tokens_of(article_id)]
        forms += [t.form for t in tokens(title if isinstance(title, str) else "") if t.is_word]
        context.noted[kept] = frozenset(key_of(form) for form in forms)
    made: frozenset[str] = context.noted[kept]
    return made
