"""With what the first sentence of each report begins: its subject, verb and short object, side by side."""

from __future__ import annotations

from itertools import combinations

from framing.annotate.speakers.one_body import is_same_or_part
from framing.compare.inflection import function_words
from framing.compare.tokens import tokens
from framing.findings.context import Context
from framing.findings.finding import WHO_ACTS, Finding, untested
from framing.findings.headline_words import key_of
from framing.findings.who_says import only_says

_LONGEST = 12  # words of subject, verb and object
_OBJECT, _NEAR = 6, 3  # words of an object; code points before it
_FRONT = 4  # words that may stand before the subject
_BETWEEN = 2  # words between subject and verb: "on Tuesday"


def first_sentences(context: Context) -> list[Finding]:
    """Return one finding: of whom or what the first sentence of each body speaks, where no two speak of the same.

    One article an outlet, two or more; none where the first sentence of one cannot be read surely.
    """
    if not context.one_each or len(context.headlines) < 2:  # noqa: PLR2004
        return []
    found: dict[str, tuple[int, int]] = {}
    subjects: dict[str, frozenset[str]] = {}
    spoken_of: list[str] = []
    for article in context.articles:
        clause = _lead(context, article)
        if clause is None:
            return []
        found[article], subjects[article] = clause
        spoken_of.append(_subject_in(context, article, clause[0]))
    every = [key for keys in subjects.values() for key in keys]
    if len(set(every)) < len(every) or any(is_same_or_part(a, b) for a, b in combinations(spoken_of, 2)):
        return []
    said = "; ".join(f"“{context.printed(i, a, b)}” in {context.outlet(i)}" for i, (a, b) in found.items())
    return [
        untested(
            WHO_ACTS,
            "first sentences", *found,
            headline=f"What the first sentences begin with: {said}.",
            sentence="Subject and verb of the first sentence below the headline.",
            telling="who or what a report begins with",
            readings=[context.reading(i, a, b) for i, (a, b) in found.items()],
            strength=0.4,
            key=" | ".join(context.printed(i, a, b) for i, (a, b) in found.items()),
        )
    ]  # fmt: skip


def _subject_in(context: Context, article_id: str, clause: tuple[int, int]) -> str:
    """The subject at the front of a clause, as printed."""
    rows = context.rows_of("parts", article_id)
    end = next((int(r["end"]) for r in rows if r["kind"] == "subject" and r["start"] == clause[0]), clause[1])
    return context.printed(article_id, clause[0], end)


def _lead(context: Context, article_id: str) -> tuple[tuple[int, int], frozenset[str]] | None:
    """Subject and verb of an article's first sentence, with a short object, if they stand together."""
    body = context.body(article_id)
    if not body or article_id not in context.tables.texts:
        return None
    text = context.tables.texts[article_id]
    mine = [r for r in context.rows_of("parts", article_id) if body[0].start <= r["start"] < body[0].end]
    subject = next((r for r in mine if r["kind"] == "subject"), None)
    verb = next((r for r in mine if r["kind"] == "verb" and subject is not None and r["start"] >= subject["end"]), None)
    if subject is None or verb is None or len(text[int(subject["end"]) : int(verb["start"])].split()) > _BETWEEN:
        return None
    if only_says(str(verb["word"])):
        return None
    if len(text[body[0].start : int(subject["start"])].split()) > len(
        text[int(subject["start"]) : body[0].end].split()
    ):
        # "The bridge will close, officials have told the paper": the sentence is not about those who told
        return None
    end = int(verb["end"])
    follows = [int(r["end"]) for r in mine if r["kind"] == "object" and 0 < r["start"] - end < _NEAR]
    if follows and len(text[end : follows[0]].split()) <= _OBJECT:
        end = follows[0]
    words = text[int(subject["start"]) : end]
    inside = [t for t in tokens(text[int(subject["start"]) : int(subject["end"])]) if t.is_word]
    keys = frozenset(key_of(t.form) for t in inside if t.form not in function_words())
    late = len(text[body[0].start : int(subject["start"])].split()) > _FRONT  # "…, the ministry said"
    broken = late or len(words.split()) > _LONGEST or any(mark in words for mark in ':;?!“”"')
    return None if broken or not keys else ((int(subject["start"]), end), keys)
