"""What one headline has and no other of its set: runs of words, and how much they tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance.Indel import normalized_similarity

from framing.annotate.clause_parts import use_of
from framing.annotate.lemmas import verb_lemma
from framing.annotate.quotations.cues import verb_forms
from framing.compare.inflection import function_words, numeral, stem
from framing.compare.spelling import american
from framing.compare.tokens import Token, tokens
from framing.findings.context import Context, Headline
from framing.findings.judging_words import judges
from framing.findings.openings import quoted_in
from framing.lexicons import load

_LONGEST = 10  # words of a run that is shown
_ADDED = frozenset(("phrase", "clause", "participle", "object"))
_DIVIDES = ":;|—–"
_CLAUSE = 3  # words from which on a comma ends a run
_MORE = 4  # words that a run may take along to end with its phrase
_MISSPELT = 0.9  # likeness of two spellings of one word
_FAMILY = 6  # letters in front that words of one family have in common
# Words that say when, where or how something is told, and nothing of it.
_EMPTY = frozenset(
    ("say", "says", "said", "saying", "report", "reports", "reported", "reportedly", "new", "latest", "update", "live",
     "video", "watch", "just", "now", "today", "here", "know", "year", "years", "day", "days", "week", "weeks", "month",
     "months", "more", "first", "amid", "during", "according", "former", "set", "also", "still", "need", "things")
)  # fmt: skip
_LIGHT = frozenset(
    ("age", "hit", "get", "set", "poise", "start", "begin", "halt", "name", "make", "take", "plan", "let")
)
_CALENDAR = frozenset(load("label_families")["calendar"]["words"])
_OPEN = frozenset(
    ("and", "or", "but", "nor", "of", "the", "a", "an", "to", "its", "his", "her", "their", "with", "for")
)
_TAKEN_ALONG = frozenset(
    ("over", "against", "without", "despite", "by", "for", "to", "from", "with", "not", "no", "if", "under")
)
_COUNT = re.compile(r"^\$?\d[\d.,]*(?:[mbtk]|bn|mln|tn)?$")


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row of one headline, in code points of it: ``told`` is how much they tell, from 0."""

    start: int
    end: int
    told: float
    is_elsewhere: bool


@cache
def _short_forms() -> dict[str, str]:
    return {form: forms[0] for forms in load("short_forms")["groups"]["forms"] for form in forms}


def key_of(form: str) -> str:
    """Return what a folded word counts as: clipped forms and spellings as one, numbers in digits, else its stem.

    >>> key_of("dems") == key_of("democrats"), key_of("15m") == key_of("15")
    (True, True)
    """
    low = form.removesuffix("'s")
    if _COUNT.match(low):
        return re.sub(r"[^\d.]", "", low)
    return _short_forms().get(low) or numeral(low) or stem(min(american(low) - {low}, default=low))


def says_something(token: Token) -> bool:
    """Tell whether a word of a headline is more than grammar, time or the manner of telling."""
    form = token.form.removesuffix("'s")
    return token.is_word and len(form) > 1 and form not in function_words() | _EMPTY | _CALENDAR


def runs_alone(context: Context, title: Headline, others: Sequence[Headline]) -> list[Run]:
    """Return the runs of a headline that no other headline has a word of, those that tell most first."""
    elsewhere = {key_of(t.form) for h in others for t in tokens(h.text) if t.is_word}
    forms = {t.form for h in others for t in tokens(h.text) if t.is_word}
    every = [t for t in tokens(title.text) if t.is_word]
    new = [says_something(t) and key_of(t.form) not in elsewhere and not _is_among(t.form, forms) for t in every]
    found = [_run(context, every[a:b], others) for a, b in _ranges(title, every, new)]
    ordered = sorted((run for run in found if run is not None), key=lambda run: (-run.told, run.start))
    out: list[Run] = []
    for run in ordered:
        start, end = _rounded_off(context, title, every, run)
        shown = [
            is_new for t, is_new in zip(every, new, strict=True) if start <= t.span.start < end and says_something(t)
        ]
        if 2 * sum(shown) < len(shown):  # what was taken along would outweigh what is its own
            start, end = _whole_quotation(title.text, run.start, run.end)
        end = _without_open_end(every, start, end)
        if title.text[start : start + 2].lower() in ("'s", "’s"):  # "Here’s the truth": the run is "the truth"
            start = min(start + 3, end)
        single = run.end - run.start == end - start and " " not in title.text[start:end]
        if single and not (judges(title.text[start:end].lower()) or _is_predicate(context, title, start)):
            continue  # "promises" tells nothing
        if not any(start < other.end and other.start < end for other in out):
            out.append(Run(start, end, run.told, run.is_elsewhere))
    return out


def _without_open_end(every: Sequence[Token], start: int, end: int) -> int:
    """Where a run ends without the words that something else would have to follow: "… and", "… of the"."""
    inside = [t for t in every if start <= t.span.start and t.span.end <= end]
    while len(inside) > 1 and inside[-1].form in _OPEN:
        inside, end = inside[:-1], inside[-2].span.end
    return end


def _is_predicate(context: Context, title: Headline, start: int) -> bool:
    return any(kind == "verb" and a <= start < b for kind, a, b in _phrases(context, title))


def _rounded_off(context: Context, title: Headline, every: Sequence[Token], run: Run) -> tuple[int, int]:
    """The run to the borders of the phrases that it begins, breaks off in or nearly fills, a few words at most.

    A run that begins with the verb takes the subject along, one that follows it the verb: "report disappoints".
    """
    start, end = run.start, run.end
    for kind, a, b in _phrases(context, title):
        # Phrases come in text order, so that what is taken along can be gone on from.
        begins, follows = start <= a < end < b, kind in _ADDED and a == end + 1
        inside = kind != "verb" and a < start < b
        if (begins or follows) and _words_between(every, end, b) <= _MORE:
            end = b
        if inside and _words_between(every, a, start) + _words_between(every, end, b) <= _MORE:
            start, end = a, max(end, b)
    verbs = [(a, b) for kind, a, b in _phrases(context, title) if kind == "verb"]
    subjects = [(a, b) for kind, a, b in _phrases(context, title, subjects=True) if kind == "subject"]
    start = next((a for a, b in verbs if b + 1 == start), start)
    start = next((a for a, b in subjects if b + 1 == start and _words_between(every, a, b) <= _MORE), start)
    return _whole_quotation(title.text, start, min(end, len(title.text)))


def _phrases(context: Context, title: Headline, *, subjects: bool = False) -> list[tuple[str, int, int]]:
    """The parts of a headline but its subject, in text order, in code points of it."""
    if title.start < 0:
        return []
    return [
        (str(row["kind"]), int(row["start"]) - title.start, int(row["end"]) - title.start)
        for row in context.rows("parts")
        if row["article_id"] == title.article_id and row["voice"] in ("headline", "quoted", "scare")
        if title.start <= row["start"] and row["end"] <= title.start + len(title.text)
        if subjects or row["kind"] != "subject"
    ]


def _words_between(every: Sequence[Token], start: int, end: int) -> int:
    return sum(start <= t.span.start < end for t in every)


def _whole_quotation(text: str, start: int, end: int) -> tuple[int, int]:
    """With both marks of a quotation that the run has one of."""
    for a, b in quoted_in(text):
        if a < end and start < b:
            if start < a - 1 or end > b + 1:
                start, end = min(start, a - 1), max(end, b + 1)
            else:
                start, end = max(start, a), min(end, b)
    return start, end


def _is_among(form: str, others: Collection[str]) -> bool:
    """Whether a long word is of one family with another, or one of them misspelt ("overide")."""
    if len(form) <= _FAMILY:
        return False
    return any(o.startswith(form[:_FAMILY]) or normalized_similarity(form, o) >= _MISSPELT for o in others)


def _ranges(title: Headline, every: Sequence[Token], new: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Ranges of words from one new word to the last before a word that others have or a mark that divides."""
    start, last = None, 0
    for k, token in enumerate(every):
        between = title.text[every[k - 1].span.end : token.span.start] if k else ""
        long = start is not None and k - start >= _CLAUSE
        divided = any(mark in between for mark in (_DIVIDES + "," if long else _DIVIDES))
        if start is not None and (divided or (not new[k] and says_something(token)) or k - start >= _LONGEST):
            yield _with_binding(every, start), last + 1
            start = None
        if new[k]:
            start, last = (k if start is None else start), k
    if start is not None:
        yield _with_binding(every, start), last + 1


def _with_binding(every: Sequence[Token], start: int) -> int:
    """Take along the word that binds a run to its sentence: "as prices rise", "without a vote"."""
    k = start
    while k and start - k < 2 and every[k - 1].form in function_words():  # noqa: PLR2004  "over the plan"
        k -= 1
        if use_of(every[k].form) or every[k].form in _TAKEN_ALONG:
            return k
    return start


def _run(context: Context, words: Sequence[Token], others: Sequence[Headline]) -> Run | None:
    content = [t for t in words if says_something(t)]
    if not content:
        return None
    missing = [t for t in content if not any(_has(context, h.article_id, t) for h in others)]
    told = min(4, len(content)) * 0.5 + 1.5 * len(missing) / len(content)
    told += sum(1.5 for t in content if judges(t.form))
    told += 1.5 * bool(use_of(words[0].form))
    told += 0.5 * any(_is_verb(t) for t in content)
    if len(content) == 1 and not judges(content[0].form) and (not missing or _says(content[0])):
        return None
    return Run(words[0].span.start, words[-1].span.end, told, not missing)


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
