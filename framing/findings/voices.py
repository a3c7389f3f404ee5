"""Who is heard in each article of a set: persons and bodies by name, others as they are called, each once.

Heard is who has words between quotation marks or is told as saying something ("Quill said that …"). A list of voices
is worth little if one is missing or one says nothing: each counts only where the text shows whose words they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from framing.annotate.speakers.head_nouns import is_human, noun_at_end
from framing.annotate.speakers.names import fold, gender_of_given_name
from framing.annotate.speakers.noun_phrase import read_source
from framing.annotate.speakers.one_body import body_key
from framing.annotate.speakers.served import is_spoken_for
from framing.compare.inflection import function_words
from framing.findings.context import Context, Row, forms_of
from framing.findings.names import full_name, last, namings, persons_of_set
from framing.findings.voice_names import bare_last, description, is_others, is_person, names_of, tidy
from framing.findings.voice_rows import (
    by_last_name_alone,
    describes,
    front_of,
    hangs_on_participle,
    is_own,
    is_pronoun,
    is_told_by_another,
    says_beside,
    speaks,
)
from framing.findings.who_says import is_far, other_says
from framing.measure.tables import read_spans

PERSON, BODY, UNNAMED = "person", "body", "unnamed"
_ADDRESS = frozenset(("Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms", "Dr.", "Sen.", "Rep.", "Gov."))
_CHAMBERS = ("congress", "parliament", "senate", "house")  # they pass bills; their members speak
_LONGEST = 7  # words of a body or an unnamed source
_BACK = 2  # sentences in which a name stands before "he said"
_RUN = 8  # words in a row that two have said in two articles: one statement
_ALL_CAPITAL = re.compile(r"(?:[Tt]he )?(?:(?:[A-Z][\w.’'-]*|and|of|for|the)[ \u00a0]?)+")


@dataclass(slots=True)
class Voice:
    """One who is heard in one article: ``name`` as a list can print it, and the rows of the quotations.

    ``key`` is the same for one voice in all articles of a set; ``described`` says who it is, if something short does.
    ``named_at`` is where somebody stands beside a verb of saying, if no row of the tables has what was said.
    """

    name: str
    sort: str
    key: str
    article: str
    rows: list[Row] = field(default_factory=list)
    described: str = ""
    named_at: int = -1

    @property
    def start(self) -> int:
        """Where the first words stand; of one told as speaking whose words no row has, where the name stands."""
        return min((int(row["start"]) for row in self.rows), default=self.named_at)

    @property
    def n_words(self) -> int:
        """How many words are quoted or reported."""
        return sum(int(row["n_words"]) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Heard:
    """Who is heard in one article, in the order of first words, and the rows of which the text does not show whose."""

    voices: tuple[Voice, ...]
    unclear: tuple[Row, ...]


def heard(context: Context) -> dict[str, Heard]:
    """Return who is heard in each article, by its id; one voice has one key in all of them."""
    found = {article: _in_article(context, article) for article in context.articles}
    found = {article: _with_offices(context, article, one, found) for article, one in found.items()}
    known = [tidy(context, name) for name in persons_of_set(context) if gender_of_given_name(name)]
    known += [v.name for h in found.values() for v in h.voices if v.sort == PERSON]
    for article, one in found.items():
        found[article] = replace(one, voices=(*one.voices, *_told_beside(context, article, one, known)))
    _join(context, [v for h in found.values() for v in h.voices])
    return found


def _with_offices(context: Context, article: str, one: Heard, found: Mapping[str, Heard]) -> Heard:
    """The article's voices and whom it quotes as "the president", if the set has one so called and it names him."""
    more: dict[str, Voice] = {}
    left: list[Row] = []
    for row in one.unclear:
        office = re.sub(r"^the[ \u00a0]", "", str(row["source"]).lower())
        holders = {
            v.key: v.name
            for h in found.values()
            for v in h.voices
            if v.sort == PERSON and v.described.lower().removeprefix("u.s. ").removeprefix("us ") == office
        }
        key, name = next(iter(holders.items()), ("", ""))
        if len(holders) == 1 and namings(context, article, name):
            more.setdefault(key, Voice(name, PERSON, key, article)).rows.append(row)
        else:
            left.append(row)
    for voice in one.voices:
        if voice.key in more:
            voice.rows += more.pop(voice.key).rows
    return Heard((*one.voices, *more.values()), tuple(left))


def _opens(text: str, first: int, at: int) -> bool:
    """Whether a sentence begins with a name, its title aside."""
    return all(word[:1].isupper() for word in text[first:at].split())


def _told_beside(context: Context, article: str, one: Heard, known: Sequence[str]) -> Iterator[Voice]:
    """Persons of the set who stand beside a verb of saying in an article, though no row has what they say."""
    text = context.tables.texts.get(article, "")
    have = {fold(last(v.name)) for v in one.voices if v.sort == PERSON}
    quoted = [
        s for r in context.rows_of("quotations", article) if r["kind"] != "indirect" for s in read_spans(r["parts"])
    ]
    for name in dict.fromkeys(known):
        if not name or fold(last(name)) in have or not full_name(context, last(name)):
            continue  # nobody, heard already, or one of two with that name
        for start, end in namings(context, article, name):
            here = context.sentence_at(article, start)
            outside = not any(span.start <= start < span.end for span in quoted)
            if (
                here is None
                or here.part != "body"
                or not outside
                or is_spoken_for(text, start)
                or is_others(text[here.start : start], start - here.start)
                or not says_beside(text, start, end, opens=_opens(text, here.start, start))
            ):
                continue
            have.add(fold(last(name)))
            yield Voice(name, PERSON, _key(name), article, named_at=start, described=description([], text, name))
            break


def _in_article(context: Context, article: str) -> Heard:
    every_row = context.rows_of("quotations", article)
    rows = [r for r in every_row if speaks(r) and not is_own(context, r) and not is_told_by_another(r, every_row)]
    made: dict[str, Voice] = {}
    rest: list[Row] = []
    refused: set[str] = set()
    for row in rows:
        every = () if is_far(row) else names_of(context, row)
        names = [name for name in every if is_person(context, name, [row])]
        refused.update(name for name in every if name not in names)
        for name in names:
            made.setdefault(_key(name), Voice(name, PERSON, _key(name), article)).rows.append(row)
        if not names:
            rest.append(row)
    unclear: list[Row] = []
    for row in rest:
        name = tidy(context, row["speaker"]) if is_pronoun(row) or describes(row) else _known_by_last(row, made)
        name = name or by_last_name_alone(context, row)
        name = name if name not in refused else ""
        if name and not is_far(row) and (_key(name) in made or _follows(context, row, name)):
            made.setdefault(_key(name), Voice(name, PERSON, _key(name), article)).rows.append(row)
        elif (told := _body_or_unnamed(context, row)) is not None:
            made.setdefault(told.key, told).rows.append(row)
        else:
            unclear.append(row)
    text = context.tables.texts.get(article, "")
    for key in [k for k, v in made.items() if v.sort == PERSON and not _is_there(context, article, v)]:
        unclear += made.pop(key).rows
    for voice in made.values():
        voice.described = description(voice.rows, text, voice.name) if voice.sort == PERSON else ""
    return Heard(tuple(sorted(made.values(), key=lambda v: v.start)), tuple(unclear))


def _is_there(context: Context, article: str, voice: Voice) -> bool:
    """Whether somebody is more than the name under a post that the page shows: a verb or the text says so."""
    cued = [row for row in voice.rows if isinstance(row["cue"], str)]
    if cued:
        return not all(hangs_on_participle(context, row) for row in cued)
    text = context.tables.texts.get(article, "")
    return any(
        (here := context.sentence_at(article, at)) is not None
        and here.part == "body"
        and not text[end:].startswith(" (@")
        for at, end in namings(context, article, voice.name)
    )


def _key(name: str) -> str:
    return f"{name[:1].lower()} {fold(last(name))}"


def _known_by_last(row: Row, made: Mapping[str, Voice]) -> str:
    """The person heard elsewhere in the article whose last name is the source: "Quill" after "Rep. Dean Quill"."""
    if not isinstance(row["source"], str):
        return ""
    word = str(row["source"]).split(" - ")[0].split()[-1].lower()
    same = [v.name for v in made.values() if v.sort == PERSON and bare_last(v.name).lower() == word]
    return same[0] if len(same) == 1 else ""


def _follows(context: Context, row: Row, name: str) -> bool:
    """Whether words without a name beside them are surely somebody's whom the sentences before name."""
    if row["speaker_certainty"] not in ("sure", "likely") or not isinstance(row["cue"], str):
        return False
    if row["speaker_certainty"] == "sure":
        return True  # "the mayor", whom the article calls so
    article = str(row["article_id"])
    every = context.sentences.get(article, ())
    at = next((k for k, s in enumerate(every) if s.start <= int(row["start"]) < s.end), -1)
    near = every[max(0, at - _BACK) : at + 1] if at >= 0 else ()
    return bool(near) and any(near[0].start <= a < near[-1].end for a, _ in namings(context, article, name))


def _body_or_unnamed(context: Context, row: Row) -> Voice | None:
    """The body or the unnamed source of a row as a list can print it; ``None`` if it does not read as one."""
    source = row["source"] if isinstance(row["source"], str) else ""
    if not source or is_pronoun(row) or row["source_type"] in ("media", "document", None):
        return None
    if row["speaker_certainty"] not in ("sure", "likely") or other_says(context, row):
        return None
    front = front_of(source)
    words = front.split()
    if words and words[0] in _ADDRESS:
        return None  # "Mr. Quill" is no body
    indefinite = bool(words) and words[0].lower() in ("a", "an", *_CHAMBERS)
    if not 0 < len(words) <= _LONGEST or not any(c.islower() or c.isupper() for c in words[-1]):
        return None
    told = re.sub(r"^(?:[Tt]he|[Aa]n?)[ \u00a0]", "", front)
    capitals = [w for w in words if w[:1].isupper() and w.lower() not in function_words()]
    people = noun_at_end(front.split(" in ")[0].split(), "roles") is not None or words[-1][:1].islower()
    if (
        row["identified"] == "collective"
        and capitals
        and not people
        and not indefinite
        and read_source(front).form in ("body", "name")
    ):
        return (
            None
            if " and " in front and not _ALL_CAPITAL.fullmatch(front)
            else Voice(front, BODY, f"body {body_key(told)}", str(row["article_id"]))
        )
    known = row["identified"] in ("role", "anonymous", "collective") and is_human(front)
    return Voice(front, UNNAMED, f"unnamed {told.lower()}", str(row["article_id"])) if known else None


def _join(context: Context, voices: Sequence[Voice]) -> None:
    """Give one key to what is one voice: a person with a short and a long first name, one statement under two names."""
    by_last: defaultdict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.sort == PERSON:
            by_last[fold(last(voice.name))].append(voice)
    for same in by_last.values():
        articles = [v.article for v in same]
        genders = {g for v in same if (g := gender_of_given_name(v.name))}
        if len(set(articles)) == len(articles) and len(genders) < 2:  # noqa: PLR2004
            fullest = max(same, key=lambda v: (min(len(v.name.split()), 2), bool(gender_of_given_name(v.name))))
            for voice in same:
                voice.key, voice.name = fullest.key, fullest.name
    for one, other in _pairs(context, voices):
        kept, gone = (one, other) if one.sort == PERSON else (other, one)
        old = gone.key
        for voice in voices:
            if voice.key == old:
                voice.key = kept.key


def _pairs(context: Context, voices: Sequence[Voice]) -> Iterator[tuple[Voice, Voice]]:
    """Voices of two articles under two names that have eight words in a row in common, between marks."""
    runs: defaultdict[tuple[str, ...], list[Voice]] = defaultdict(list)
    for voice in voices:
        for row in voice.rows:
            if row["kind"] == "indirect":
                continue
            forms = forms_of(context.printed(str(row["article_id"]), int(row["start"]), int(row["end"])))
            for k in range(len(forms) - _RUN + 1):
                runs[forms[k : k + _RUN]].append(voice)
    for same in runs.values():
        for other in same[1:]:
            one = same[0]
            apart = one.article != other.article
            if apart and one.key != other.key and PERSON in (one.sort, other.sort) and one.sort != other.sort:
                yield one, other
