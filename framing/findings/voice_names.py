"""The names of those whom a source's words name, and the shortest words that an article has for who they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from framing.annotate.lemmas import verb_lemma
from framing.annotate.quotations.cues import verb_forms
from framing.annotate.speakers.descriptions import describe
from framing.annotate.speakers.head_nouns import called_by, noun_at_end, roles_among
from framing.annotate.speakers.names import NAME, fold, gender_of_given_name
from framing.annotate.speakers.served import is_spoken_for
from framing.compare.inflection import function_words
from framing.findings.context import Context, Row
from framing.findings.names import full_name, is_title, last, names_of_set, only_capitalised, person, persons_of_set
from framing.lexicons import load

_PARTIES = frozenset(("republican", "democratic", "democrat", "gop", "fellow"))
_ADDRESS = frozenset(("mr", "mrs", "ms", "miss", "dr", "sen", "rep", "gov", "senator", "representative", "prof", "rev"))
_OF_SEVERAL = re.compile(r"^[\w’'\- ]*\b(?:of|for|to|by|with|about|like)[ \u00a0][A-Z]")
_OF = re.compile(r"\b(?:of|for|to|by|with|about|like)[ \u00a0](?:[\w’'.\-]+[ \u00a0]){0,5}$")
_PARTY = re.compile(r"^[ \u00a0,(]+(?P<party>[RDI]-[A-Z][\w.]*(?:[ \u00a0][A-Z][\w.]*)?)")
_COUPLE = re.compile(r"(?P<first>[A-Z][a-z]+) and (?P<second>[A-Z][a-z]+ [A-Z][\w’'-]+)")
_PAIR = re.compile(
    r"(?:Mr|Mrs|Ms)?\.?[ \u00a0]?(?P<one>[A-Z][\w’'-]+) and (?:(?:Mr|Mrs|Ms)\.?[ \u00a0])?(?P<other>[A-Z][\w’'-]+)"
)
_IN_TITLE = re.compile(r"[“\"][A-Z][^”\"]*[”\"]?$")
_NO_FIRST = frozenset(("who", "which", "whose", "one", "another", "critics", "even"))
_OF_NAMES = frozenset(load("references")["of_names"]["forms"])
_REACH = 120  # code points
_LONGEST = 9  # words of a description
_MARK = re.compile(r"[“”\"@;:]|[’']s$|https?|--|\bincluding\b|\b[A-Z]{5,}\b")


def names_of(context: Context, row: Row) -> tuple[str, ...]:
    """Return the persons whom the source of a row names as speaking, in the set's form; none where it names nobody.

    Of several ("Sens. Ada Quill and Ivo Marsh") all; not whom a source speaks for or tells of ("a friend of Quill").
    """
    source = re.split(r" [-–—] ", row["source"])[0] if isinstance(row["source"], str) else ""
    if not source:
        return ()
    if (couple := _COUPLE.fullmatch(source)) is not None and _is_known(couple["second"]):
        return (source,)
    pair = _PAIR.fullmatch(source)
    if pair is not None and all(both := [full_name(context, word) for word in pair.group("one", "other")]):
        return tuple(both)
    if " and " in source and not _OF_SEVERAL.search(source):
        found = [name for part in re.split(r"\band\b|,", source) if (name := tidy(context, _last_name_run(part)))]
        if len(found) > 1 and all(map(_is_known, found)):
            return tuple(dict.fromkeys(found))
    if _IN_TITLE.search(source):
        return ()  # the authors of "How Harbours Die"
    name = tidy(context, row["speaker"])
    if not name or bare_last(name) not in source:
        name = "" if NAME.fullmatch(source) is None else tidy(context, source)
        name = name or next((name for part in source.split(",")[:2] if (name := _behind_role(context, part))), "")
    at = source.find(bare_last(name))
    # "messages obtained by Quill", "the league, which was founded by Quill": not she, whatever was read.
    indirect = str(row["cue"]).startswith("according") or "," in source[:at] or row["identified"] != "named"
    others = bool(name) and (is_spoken_for(source, at) or (indirect and is_others(source, at)))
    return (name,) if name and not others else ()


def is_others(text: str, at: int) -> bool:
    """Tell whether a name stands behind "of", "by" or the like without a title: "a friend of Quill" is not Quill."""
    behind = _OF.search(text[max(0, at - _REACH) : at])
    if behind is None or re.search(r"\b[Aa]ccording[ \u00a0]$", text[: max(0, at - _REACH) + behind.start()]):
        return False
    words = behind.group().split()
    return not any(is_title(w.lower()) and w[:1].isupper() and w.lower() not in _PARTIES for w in words)


def bare_last(name: str) -> str:
    """Return a last name without "al-" and the like, which one article prints and another does not."""
    return re.sub(r"^(?:al|el)-", "", last(name))


def _is_known(name: str) -> bool:
    return bool(gender_of_given_name(name))


def is_person(context: Context, name: str, rows: Iterable[Row]) -> bool:
    """Tell whether a name is a person's and no body's: by its first name, a title, or how the set goes on with it."""
    sources = [str(row["source"]) for row in rows if isinstance(row["source"], str)]
    if any(re.search(rf"\b[Tt]he {re.escape(name.split(maxsplit=1)[0])}\b", source) for source in sources):
        return False  # "the Navajo Nation"
    if _is_known(name) or _COUPLE.fullmatch(name) or name in names_of_set(context):
        return True
    body = any(noun_at_end([word], "bodies") for word in name.split())
    return not body and any(one for source in sources for one in _beside(source, name))


def _last_name_run(part: str) -> str:
    """The last run of capitalised words of a phrase that has no others but a title's."""
    words = [w for w in part.split() if w.lower() not in ("both", "the")]
    runs = list(NAME.finditer(" ".join(words)))
    whole = bool(runs) and runs[-1].end() == len(" ".join(words))
    # "Quill, an aide to Ivo Marsh and founder of …" is one person.
    return runs[-1].group() if whole and not any(w[:1].islower() and w.isalpha() for w in words) else ""


def _behind_role(context: Context, part: str) -> str:
    """The person behind a role at the end of a phrase: "Harbour League president Ada Quill", "the Rev. Ada Quill"."""
    rest = _without_office(part)
    return tidy(context, rest) if rest != part.strip() and 1 < len(rest.split()) <= 4 else ""  # noqa: PLR2004


def tidy(context: Context, speaker: object) -> str:
    """Return a person's name without words for party, place or office that were read as part of it; empty if none.

    "Republican Senator Mitt Quill" is Mitt Quill; "Criticized Quill", which begins a sentence, is nobody.
    """
    if not isinstance(speaker, str) or speaker.strip(".").lower() in ("jr", "sr", "ii", "iii"):
        return ""
    told = _without_office(speaker)
    if len(told.split()) > 1 and _is_known(told) and (person(told) == told or _is_titled_name(told)):
        # "Bernice King" is no king, and no Martin Luther King.
        same = full_name(context, told)
        return same if same and fold(same.split()[0]) == fold(told.split()[0]) else told
    made = _without_office(full_name(context, told if " " in told else speaker))
    words = made.split()
    if len(words) < 2 or not person(made):  # noqa: PLR2004
        return ""
    first = words[0].lower()
    if not _is_known(made):
        fuller = [p for p in persons_of_set(context) if last(p) == words[-1] and _is_known(p)]  # "Resist Quill"
        begins = bool(fuller) or (first.endswith(("ed", "ing")) and verb_lemma(first) in verb_forms())
        if begins or not all(only_capitalised(context, fold(w).split()[-1]) for w in (words[0], words[-1])):
            return ""
    return made


def _is_titled_name(name: str) -> bool:
    """Whether a name ends in a word that is a title too: "Bernice King"."""
    end = name.rsplit(maxsplit=1)[-1]
    return end[:1].isupper() and is_title(end.lower()) and NAME.fullmatch(name) is not None


def _without_office(name: str) -> str:
    """A name without the title, party or owner before it; a first name that is a title too stays ("Dean Quill")."""
    words = name.split()
    ends = [
        k + 1 for k, w in enumerate(words) if is_title(w.lower()) or w.lower() in _PARTIES or w.endswith(("’s", "'s"))
    ]
    ends += [end for end, _, _ in roles_among([w.strip(".") for w in words])]
    least = 2 if _is_known(" ".join(words[-2:])) else 1  # words that a name has at least
    return " ".join(words[max((e for e in ends if e <= len(words) - least), default=0) :])


def description(rows: Iterable[Row], text: str, name: str) -> str:
    """Return the shortest words by which an article says who somebody is, empty if none are short and certain.

    First those beside the name where the person speaks, then those beside the name elsewhere. Only words with a noun
    for what people are count, or a party and state; a form of address alone says nothing.
    """
    beside = [one for row in rows if isinstance(row["source"], str) for one in _beside(str(row["source"]), name)]
    fitting = [one for one in beside if _says_who(one)]
    if not fitting:
        told = [d for d in describe(text, name) if d.how in ("title", "apposition")]
        fitting = [one for d in told if _says_who(one := _bare(d.words), title=d.how == "title")]
    return min(fitting, key=lambda one: (one.lower().startswith("former"), len(one)), default="")


def _beside(source: str, name: str) -> list[str]:
    at = source.find(bare_last(name))
    if at < 0 or " and " in source[: at + len(bare_last(name))]:
        return []
    before, behind = source[:at].split(), source[at + len(bare_last(name)) :]
    first = name.split(maxsplit=1)[0]
    title = _bare(" ".join(before[: before.index(first)] if first in before else before))
    title = (
        re.sub(r"(?<=\w),? (?:Sen|Rep|Gov|Prof|Dr|Mr|Ms)\.?$", "", re.sub(r"^[Bb]oth ", "", title))
        .replace("Sens.", "Sen.")
        .replace("Reps.", "Rep.")
    )
    made = [title]
    if (party := _PARTY.match(behind)) is not None:
        made.append(f"{title}, {party['party']}" if title else party["party"])
        return made[1:]
    if behind[:1] == "," or behind[:2] in (" (", " —", " –"):
        told = behind.strip(" ,(—–")
        cut = _BEHIND_CLAUSE.search(told)
        # "president of the Quay, Me., branch of the league" must not end at the comma.
        if cut is None or not re.match(r",[ \u00a0](?:[A-Z][\w]*\.|[A-Z][a-z]+,)", told[cut.start() :]):
            made.append(_bare(told[: cut.start()] if cut else told))
    return made


_BEHIND_CLAUSE = re.compile(r"[,)]|[ \u00a0](?:who|which|whose|that|when|where)(?:[ \u00a0]|$)")


def _bare(words: str) -> str:
    words = re.sub(r"^.*(?:--|[–—])[ \u00a0]", "", words)  # a dateline
    return re.sub(r"^(?:the|a|an|his|her|their|its|and|but)[ \u00a0]", "", words.strip(" ,()"), flags=re.IGNORECASE)


def _says_who(words: str, *, title: bool = False) -> bool:
    """Whether words are a short description of a person; a title must end with what the person is."""
    parts = words.split()
    if not 0 < len(parts) <= _LONGEST or _MARK.search(words) or not words[0].isalnum():
        return False
    first, end = parts[0].lower(), parts[-1]
    if (
        first in _NO_FIRST | function_words()
        or parts[-1].lower() in _NO_FIRST
        or any(w.endswith("ly") for w in parts[:2])
    ):
        return False
    if re.search(r"\b[RDI]-[A-Z]", words):
        return True
    address = len(parts) == 1 and first.strip(".") in _ADDRESS
    past = any(w.lower() in verb_forms() and w.lower().endswith("ed") for w in parts)
    known = bool(called_by(words, only_known=True)) and not past and not address and "," not in words
    titled = bool(roles_among([end.strip(".")])) and not end.endswith("s") and verb_lemma(parts[0]) not in verb_forms()
    return known and (titled or not title)


def short_name(name: str) -> str:
    """Return the name as it is printed again: the last, with the small words that belong to it.

    >>> short_name("Ida van Pell Jr."), short_name("Ada Quill"), short_name("Quill")
    ('van Pell', 'Quill', 'Quill')
    """
    words = name.split()
    at = words.index(last(name)) if words else 0
    while at > 1 and words[at - 1].lower() in _OF_NAMES:
        at -= 1
    return " ".join(words[at : words.index(last(name)) + 1]) if words else name
