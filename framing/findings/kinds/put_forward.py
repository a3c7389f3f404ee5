"""What one article puts forward in the event's own words: a phrase at its top that others have late or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from framing.annotate.quotations.cues import verb_forms
from framing.compare.inflection import stem
from framing.compare.tokens import fold, tokens
from framing.findings.context import Context, named
from framing.findings.figure_elsewhere import gives_another
from framing.findings.finding import EMPHASIS, Finding, Reading, untested
from framing.findings.headline_words import key_of, keys_of_text
from framing.findings.names import is_place, names_of_set, person, proper_names
from framing.findings.put_forward_words import Phrase, at_top, has_all, has_apart, is_given_name, phrases_of
from framing.lexicons import load
from framing.measure.aspects import EARLY, HEADLINE, OPENING

_LOOKED = 60  # phrases of an article, from the most put forward
_LEAST = 3  # sentences that have it
_Z = 1.0
_DEEP = 5  # paragraphs from the top: from the sixth on
_EACH = 1
_NAME_GOES_ON = re.compile(r" ?[ ’'‘-]?[A-Z]")
_NAME_BEFORE = re.compile(
    r"\b(?!(?:The|An?|In|On|At|Of|And|But|For|By) )[A-Z][\w’'-]* $"
)  # "White House" is not "House"
_CALENDAR = frozenset(load("label_families")["calendar"]["words"]) | {"day", "week", "month", "year"}
_SIGNS = "$£€¥#@"
_LETTERS = 5  # in front that words of one family have in common


def put_forward(context: Context) -> list[Finding]:
    """Return for each article the phrase that it puts forward most, while others have it late or not at all.

    Two words or more, or a name: a single common word says little. Persons are left to the findings that name
    them. For sets with one article an outlet; needs all texts.
    """
    if not context.one_each or not context.complete:
        return []
    persons = _name_parts(context)
    outlets = {stem(fold(word)) for name in context.outlets for word in name.split()}
    out: list[Finding] = []
    for article_id in context.articles:
        taken: list[Finding] = []
        for phrase in phrases_of(context, article_id)[:_LOOKED]:
            if len(taken) == _EACH or phrase.z < _Z:
                break
            if _says_something(context, phrase, persons | outlets) and (made := _finding(context, phrase)):
                taken.append(made)
        out += taken
    return out


def _name_parts(context: Context) -> set[str]:
    """Stems of the words of persons' names."""
    names = (*names_of_set(context), *(told for name in proper_names(context) if (told := person(name))))
    return {stem(fold(word)) for name in names for word in name.split()}


def _says_something(context: Context, phrase: Phrase, names: set[str]) -> bool:
    counted = any(word[0].isdigit() for word in phrase.key)  # "four members" there may be "four lawmakers" here
    if (
        (names | _saying()) & set(phrase.key)
        or len(phrase.standings) < _LEAST
        or (counted and not _is_sum(context, phrase))
    ):
        return False
    zones = [s.zone for s in phrase.standings]
    top = HEADLINE in zones and (OPENING in zones or EARLY in zones)
    return top and (len(phrase.key) > 1 or _is_name(context, phrase))


@cache
def _saying() -> frozenset[str]:
    """Stems of plain verbs of saying, and of words that join a clause to them: they name nothing ("say whether")."""
    verbs = (form for form, verb in verb_forms().items() if verb.cue_class == "neutral" and " " not in form)
    return frozenset(stem(form) for form in (*verbs, "whether"))


def _is_sum(context: Context, phrase: Phrase) -> bool:
    """Whether a phrase is an amount of money with its sign."""
    return _printed(context, phrase)[:1] in _SIGNS


def _is_name(context: Context, phrase: Phrase) -> bool:
    """Whether a single word is printed with a capital letter inside sentences wherever it stands in the body."""
    text = context.tables.texts[phrase.article_id]
    body = [s for s in phrase.standings if s.zone != HEADLINE]
    inside = [
        s
        for s in body
        if text[max(0, s.start - 2) : s.start].strip(" \n\"“‘'").isalnum() or text[s.start - 2 : s.start - 1] == ","
    ]
    shown = {text[s.start : s.end] for s in inside}
    plain = not any(is_place(word) or is_given_name(word) for word in shown)
    # A capital letter right behind it: it is a part of a longer name.
    whole = not any(_NAME_GOES_ON.match(text, s.end) or _NAME_BEFORE.search(text, 0, s.start) for s in inside)
    spelt_out = any(_spelt_out(word, other) for word in shown for other in context.tables.texts.values())
    plain = plain and not any(word.lower() in _CALENDAR for word in shown)  # "Labor Day" is not "Day"
    return bool(inside) and plain and whole and not spelt_out and all(word[0].isupper() for word in shown)


def _joined(text: str) -> str:
    """Letters and digits alone, in small letters."""
    return "".join(c for c in text.lower() if c.isalnum())


def _spelt_out(word: str, text: str) -> bool:
    """Whether a text has the name whose first letters an acronym is."""
    if not word.isupper() or not word.isalpha() or len(word) < 3:  # noqa: PLR2004 two letters are many things
        return False
    between = r"\W+(?:(?:and|of|for|the|on|to|in)\W+)*"
    return re.search(r"\b" + between.join(f"{letter}[a-z]+" for letter in word), text) is not None


def _finding(context: Context, phrase: Phrase) -> Finding | None:
    mine = phrase.article_id
    others = {i: has_all(context, i, phrase.key) for i in context.articles if i != mine}
    # an article that has all the words, only never together, may well speak of it: nothing is said of that
    none = [i for i, where in others.items() if not where and not has_apart(context, i, phrase.key)]
    late = {i: min(where) for i, where in others.items() if where and min(where) >= _DEEP}
    rest = [i for i in others if i not in none and i not in late]
    if rest or not others or any(at_top(context, i).issuperset(phrase.key) for i in others):
        return None
    words = _printed(context, phrase)
    named_so = any(word[:1].isupper() or not word[:1].isalpha() for word in words.split())
    if not named_so:  # "central bank": what has no name may be called something else there
        none = []
    if not none and not late:
        return None
    if none and any(_has_family(context, i, words) for i in none):
        return None
    if words[:1] in _SIGNS and any(_gives_another(context, phrase, i) for i in none):
        return None  # the whole sum here, a year of it there
    if any(_joined(words) in _joined(context.tables.texts[i]) for i in none):
        return None  # "G-7" is "G7"
    parts = [f"in {context.outlet(i)} its words first stand together in paragraph {p + 1}" for i, p in late.items()]
    if none:
        parts.append(f"in {named(context.outlet(i) for i in none)} no sentence was found that has it")
    opens = any(s.zone == OPENING for s in phrase.standings)
    where = "in headline and first paragraph" if opens else "in its headline and first fifth"
    outlet = context.outlet(mine)
    return untested(
        EMPHASIS,
        "phrase", mine, " ".join(phrase.key),
        headline=f"{outlet} puts “{words}” first, {where}; {'; '.join(parts)}.",
        sentence=f"In {len(phrase.standings)} sentences of {outlet}, the headline counted as one. Looked for in the "
        "other articles in any inflected form and order, in one sentence; they may say it in other words.",
        telling="the event's own words, at the top of one article alone",
        readings=[*_readings(context, phrase), *(context.nothing(context.outlet(i)) for i in none)],
        strength=min(0.8, 0.3 + 0.05 * len(phrase.standings) + 0.05 * len(phrase.key) + (0.1 if not late else 0.0)),
        key=words,
        outlet=outlet,
        n=len(phrase.standings),
    )  # fmt: skip


def _gives_another(context: Context, phrase: Phrase, other: str) -> bool:
    """Whether an article gives another sum for what a phrase's sum is paid for: rounded, for a part or a year."""
    places = [s for s in phrase.standings if s.zone != HEADLINE]
    return any(
        gives_another(context, context.outlet(other), row)
        for row in context.rows_of("numbers", phrase.article_id)
        if any(row["start"] < s.end and s.start < row["end"] for s in places)
    )


def _has_family(context: Context, article_id: str, words: str) -> bool:
    """Whether an article has a word of one family with a name's only word: "Democrats", "Democratic", "Dems"."""
    every = [t for t in tokens(words) if t.is_word]
    return len(every) == 1 and (
        _has_form(context, article_id, every[0].form) or key_of(every[0].form) in keys_of_text(context, article_id)
    )


def _has_form(context: Context, article_id: str, form: str) -> bool:
    """Whether an article or its headline has a word, inflected or of one family ("disaster", "disastrous")."""
    front = form[:_LETTERS] if len(form) > _LETTERS else form
    title = context.articles[article_id]["title"]
    told = [f for f, _, _ in context.tokens_of(article_id)] + (fold(title).split() if isinstance(title, str) else [])
    return any(stem(f) == stem(form) or (len(form) > _LETTERS and f.startswith(front)) for f in told)


def _printed(context: Context, phrase: Phrase) -> str:
    """The phrase as the body prints it first, else as the headline does."""
    for standing in phrase.standings:
        if standing.zone != HEADLINE:
            text = context.tables.texts[phrase.article_id]
            signed = standing.start > 0 and text[standing.start - 1] in _SIGNS
            return context.printed(phrase.article_id, standing.start - signed, standing.end)
    return " ".join(phrase.key)


def _readings(context: Context, phrase: Phrase) -> Iterator[Reading]:
    for standing in phrase.standings[:3]:
        if standing.zone == HEADLINE:
            title = next(h for h in context.headlines if h.article_id == phrase.article_id)
            yield title.reading([(standing.start, standing.end)])
        else:
            note = "first paragraph" if standing.zone == OPENING else f"paragraph {standing.paragraph + 1}"
            yield context.reading(phrase.article_id, standing.start, standing.end, note=note)
