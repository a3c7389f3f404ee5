"""Names as findings print and look for them: whether a speaker is a named person, where an article names whom."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from framing.annotate.speakers.entities import same_person
from framing.annotate.speakers.names import NAME, gender_of_given_name, without_office
from framing.annotate.speakers.noun_phrase import read_source
from framing.compare.inflection import function_words
from framing.compare.name_forms import BODIES
from framing.compare.tokens import fold
from framing.findings.context import Context
from framing.lexicons import load

_LONGEST = 4  # words of a person's name
_OFFICE = 12  # code points before a name: "chief of the "
_RUNS = "runs of capitalised words"
_PERSONS = "persons by last name"
_NAMED = "persons named in full"
_COMMON = "words in small letters"
_CAPITALISED = "words of runs, in small letters"
_FULL = "speakers by their full names"
_COMPOUNDS = "parts of words with hyphens"
_IN_COMPOUNDS = "articles with parts of words with hyphens"
# Words that begin names of places, storms, days and bodies and are nobody's first name.
_OUTLETS = frozenset(("times", "news", "post", "journal", "opinion", "tribune", "herald", "press", "magazine"))
_NO_FIRST_NAMES = frozenset(load("references")["no_first_names"]["forms"])
_BEFORE_NAMES = frozenset(load("references")["before_names"]["forms"])
_BRANCHES = frozenset(("services", "affairs", "resources", "security", "commerce", "defense", "defence", "homeland"))
_CALENDAR = frozenset(load("label_families")["calendar"]["words"])


@cache
def title_words() -> frozenset[str]:
    """Return words that stand before names as titles or roles, folded."""
    return frozenset(load("references")["titles"]["forms"]) | frozenset(load("label_families")["titles"]["words"])


@cache
def _places() -> frozenset[str]:
    places = load("places")["places"]
    return frozenset(form for country, others in places.items() for form in (country, *others))


def person(name: object) -> str:
    """Return the name of a person as a sentence can print it, empty where it is none: a role, a body, a place, a storm.

    >>> person("Sen. Ada Quill"), person("the minister"), person("Quill"), person("US government")
    ('Ada Quill', '', '', '')
    >>> person("Sleepy Eyes Ada Quill"), person("a spokesman for Ada Quill")
    ('Ada Quill', '')
    >>> person("Hurricane Ada"), person("Quill MORE"), person("San Quill"), person("Despite Quill")
    ('', '', '', '')
    """
    return _person(name) if isinstance(name, str) else ""


@lru_cache(maxsize=1 << 15)  # every kind of finding asks for the same speakers
def _person(name: str) -> str:
    words = name.split()
    while words and (words[0].lower().strip(".") in title_words() or words[0] in ("AG", "GM", "CEO", "PM")):
        words = words[1:]
    if not gender_of_given_name(" ".join(words)):
        # "Sleepy Eyes Ada Quill" is Ada Quill, with what somebody calls her.
        called = next((k for k, w in enumerate(words) if w in ("for", "to")), len(words))
        # … and "a spokesman for Ada Quill" is not she.
        later = (k for k in range(1, min(called, len(words) - 1)) if gender_of_given_name(" ".join(words[k:])))
        words = words[next(later, 0) :]
    told = " ".join(words)
    if not 1 < len(words) <= _LONGEST or not NAME.fullmatch(told) or words[-1].lower().strip(".") in title_words():
        return ""
    is_other = {w.lower() for w in words} & (
        _places() | _BRANCHES | _CALENDAR | BODIES | _OUTLETS
    ) or told.lower() in _places()
    shouted = any(len(w.strip(".")) > 2 and w.isupper() for w in words)  # noqa: PLR2004 initials are short
    # Initials have their point; "Dismissing Quill" begins a sentence; "Kasie DC" ends in no family's name.
    first = fold(words[0])
    cut_off = any(len(w) == 1 for w in words) or first.endswith("ing") or words[-1].isupper()
    cut_off = cut_off or first in function_words() or first in _BEFORE_NAMES  # "Despite Quill" begins a sentence too
    no_one = is_other or shouted or cut_off or words[0].lower() in _NO_FIRST_NAMES or read_source(told).form != "name"
    return "" if no_one else told


def last(name: str) -> str:
    """Return the word by which a person is named again: the last, without "Jr." and the like.

    >>> last("Ada Quill Jr.")
    'Quill'
    """
    words = [w for w in name.split() if w.strip(".").lower() not in ("jr", "sr", "ii", "iii", "iv")]
    return words[-1] if words else name


def mentioned(context: Context, article_id: str, name: str) -> tuple[int, int] | None:
    """Return where an article first names somebody, by the last word of the name, headline included; ``None`` if not.

    Looked for in every spelling that differs by letter case, an apostrophe or a possessive, in all of the text,
    page furniture included: that a name was not found must hold for the article as it is.
    """
    return next(iter(namings(context, article_id, name)), None)


def namings(context: Context, article_id: str, name: str) -> list[tuple[int, int]]:
    """Return all places where an article names somebody by the last word of the name."""
    forms, bare = forms_of_last(name)
    at = context.at_form(article_id)
    found = {k for form in forms for k in at.get(form, ())}
    found.update(_in_compounds(context, article_id).get(bare, ()))
    words = context.tokens_of(article_id)
    return [words[k][1:] for k in sorted(found)]


@lru_cache(maxsize=1 << 14)
def forms_of_last(name: str) -> tuple[tuple[str, ...], str]:
    """Return how the last word of a name may be spelt, and what may stand between hyphens."""
    wanted = fold(last(name))
    bare = wanted.removeprefix("al-").removeprefix("el-")
    return (wanted, bare, f"{bare}'s", f"{bare}s"), bare


def articles_naming(context: Context, name: str) -> frozenset[str]:
    """Return the articles of a set that :func:`mentioned` finds a name in, asked of all at once."""
    if _IN_COMPOUNDS not in context.noted:
        users: defaultdict[str, set[str]] = defaultdict(set)
        for article_id in context.articles:
            for part in _in_compounds(context, article_id):
                users[part].add(article_id)
        context.noted[_IN_COMPOUNDS] = users
    forms, bare = forms_of_last(name)
    inside: set[str] = context.noted[_IN_COMPOUNDS].get(bare, set())
    return frozenset(inside).union(*(context.articles_with(form) for form in forms))


def _in_compounds(context: Context, article_id: str) -> dict[str, list[int]]:
    """Which words of an article have a form between hyphens, by number: "quill" in "anti-quill"; read once."""
    known: dict[str, dict[str, list[int]]] = context.noted.setdefault(_COMPOUNDS, {})
    if article_id not in known:
        known[article_id] = {}
        for form, numbers in context.at_form(article_id).items():
            for part in form.split("-") if "-" in form else ():
                known[article_id].setdefault(part, []).extend(numbers)
    return known[article_id]


def names_of_set(context: Context) -> Counter[str]:
    """Return the persons whom the articles of a set name in full, with how often; nobody whose last name is another's.

    A name counts that stands inside a sentence, where a capital letter means something, as two to four words, and whose
    last word some article uses alone, as one does of persons ("Quill said") and not of places or bodies. Where Ada
    and Ivo Quill are both in a set, "Quill" in a headline tells nobody which: neither is among those returned.
    """
    if _NAMED not in context.noted:
        alone = {run for run in _runs(context) if " " not in run}
        made: Counter[str] = Counter()
        for last_name, persons in _persons(context).items():
            if last_name in alone and len(persons) == 1:
                made.update(persons[0])
        context.noted[_NAMED] = made
    known: Counter[str] = context.noted[_NAMED]
    return known


def persons_of_set(context: Context) -> tuple[str, ...]:
    """Return all persons whom the articles of a set name in full, each once, in the form used most."""
    return tuple(next(iter(forms)) for persons in _persons(context).values() for forms in persons)


def full_name(context: Context, speaker: object) -> str:
    """Return a person's name in the form that the set prints most, empty where it is none.

    Of a last name, that of the one person who has it; empty where two have.
    """
    if not isinstance(speaker, str) or not speaker.strip():
        return ""
    known: dict[str, str] = context.noted.setdefault(_FULL, {})
    if speaker not in known:
        known[speaker] = _full_name(context, speaker)
    return known[speaker]


def _full_name(context: Context, speaker: str) -> str:
    told = person(speaker)
    if told and not gender_of_given_name(told) and fold(last(told)) in _common_words(context):
        return ""  # "Budget Deal" is nobody, as the set's own "deal" shows
    persons = _persons(context).get(last(told or speaker.rsplit(maxsplit=1)[-1]), [])
    if told:
        same = [forms for forms in persons if all(_one_person(told, form) for form in forms)]
        return next(iter(same[0])) if same else told
    return next(iter(persons[0])) if len(persons) == 1 and speaker[:1].isupper() else ""


def _persons(context: Context) -> dict[str, list[dict[str, int]]]:
    """By last name, the persons who have it, each with the form used most and how often they are named in full."""
    if _PERSONS not in context.noted:
        found = Counter(told for run in _runs(context) if (told := person(run)))
        by_last: dict[str, list[Counter[str]]] = {}
        for name, n in found.most_common():
            persons = by_last.setdefault(last(name), [])
            # "Donald J. Quill" and "Donald Quill" are one.
            known = next((forms for forms in persons if all(_one_person(name, form) for form in forms)), None)
            if known is None:
                persons.append(Counter({name: n}))
            else:
                known[name] += n
        context.noted[_PERSONS] = {
            name: [{forms.most_common(1)[0][0]: forms.most_common(1)[0][1]} for forms in persons]
            for name, persons in by_last.items()
        }
    made: dict[str, list[dict[str, int]]] = context.noted[_PERSONS]
    return made


def _common_words(context: Context) -> frozenset[str]:
    """The words that stand in small letters somewhere in the set's texts."""
    if _COMMON not in context.noted:
        texts = context.tables.texts.values()
        context.noted[_COMMON] = frozenset(word for text in texts for word in re.findall(r"\b[a-z]{2,}\b", text))
    made: frozenset[str] = context.noted[_COMMON]
    return made


def only_capitalised(context: Context, form: str) -> bool:
    """Tell whether a folded word stands in a set's sentences with a capital letter alone: it is part of a name."""
    if _CAPITALISED not in context.noted:
        context.noted[_CAPITALISED] = frozenset(word.lower() for run in _runs(context) for word in run.split())
    return form not in _common_words(context) and form in context.noted[_CAPITALISED]


def _one_person(one: str, other: str) -> bool:
    return same_person(fold(one).split(), fold(other).split())


def names_in(sentence: str) -> tuple[str, ...]:
    """Return the proper names inside a sentence as printed, without titles; the first word alone is none.

    >>> names_in("On Monday Mayor Ada Quill met the crews of Porthwick.")
    ('Ada Quill', 'Porthwick')
    """
    return tuple(dict.fromkeys(name for run in _inside(sentence) if (name := _without_day_and_title(run))))


def _without_day_and_title(run: str) -> str:
    """Return "Ada Quill" for "Monday Mayor Ada Quill"; a run that is no person's stays as it is, without the day."""
    words = run.split()
    while words and words[0].lower() in _CALENDAR:
        words = words[1:]
    rest = " ".join(words)
    return person(rest) or rest


def is_place(name: str) -> bool:
    """Tell whether a name is a country's, a people's or a capital's."""
    return name.lower() in _places()


def proper_names(context: Context) -> Counter[str]:
    """Return all proper names that stand inside sentences of a set, of persons, places and bodies, with how often."""
    return Counter(run for run in _runs(context) if run.lower() not in _CALENDAR and len(run) > 1)


def _runs(context: Context) -> tuple[str, ...]:
    """Capitalised words in a row inside sentences, without titles in front and possessives behind, in text order."""
    if _RUNS not in context.noted:
        out: list[str] = []
        for article_id, text in context.tables.texts.items():
            for sentence in context.body(article_id):
                out += _inside(text[sentence.start : sentence.end])
        context.noted[_RUNS] = tuple(out)
    made: tuple[str, ...] = context.noted[_RUNS]
    return made


def _inside(sentence: str) -> Iterator[str]:
    for match in NAME.finditer(sentence):
        run = without_office(sentence[max(0, match.start() - _OFFICE) : match.start()], match.group())
        words = re.sub(r"[’']s$", "", run).split()
        # The first word of a sentence has a capital letter anyway: alone it tells nothing, before a name it may go.
        if sentence[: match.start()].strip("\"'“‘ ") == "" and (len(words) == 1 or fold(words[0]) in function_words()):
            words = words[1:]
        if not words:
            continue
        while len(words) > 1 and words[0].lower().strip(".") in (title_words() | _CALENDAR):
            words = words[1:]
        yield " ".join(words)


def is_title(form: str) -> bool:
    """Tell whether a folded word is a title or a form of address ("president", "mr", "sen")."""
    return form.strip(".") in title_words()
