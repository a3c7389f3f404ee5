"""Whom all but one name at the top, and the one nowhere: a person, a party, a company, a place that is acted on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from framing.annotate.speakers.head_nouns import is_body_name
from framing.annotate.speakers.names import gender_of_given_name
from framing.annotate.speakers.one_body import is_known_body
from framing.compare.number_scope import country
from framing.compare.tokens import Token, tokens
from framing.findings.context import Context, cut, named
from framing.findings.finding import TWO_OF_THREE, Finding, untested
from framing.findings.headline_words import key_of, says_something
from framing.findings.names import full_name, is_title, last, names_in, names_of_set, proper_names
from framing.findings.opening_words import family_of
from framing.findings.shared_runs import runs_but_one, terms_but_one
from framing.findings.tops import AtTop, Piece, absence, families, snippet, tops
from framing.lexicons import load

_SETTINGS = load("references")["settings"]
_GENERIC = frozenset(key_of(form) for name in ("forms", "states") for form in _SETTINGS[name])
_LEAST = 3  # letters of a name; what is written in capitals may be written out elsewhere
_OFFICE = 4  # words before a name that may say whose office it is
_NEAR = 2  # words before a name among which one may say that it is a place
_IN = frozenset(("in", "at", "near", "from", "of", "outside", "across", "over", "into", "around"))
_AT = frozenset(("in", "at", "from", "near"))  # before no person's name
_TOLD = frozenset(("told", "tells", "to", "by", "via", "citing", "per"))
_OFFICES = {"president": ("administration", "white", "oval", "presidency"), "minister": ("government",)}
# A party goes by noun and adjective, and by a letter behind the name of one of its own: "(D-Quay)".
_PARTIES = {
    "democrat": ("Democrats", re.compile(r"[(, ]D[-,.)]")),
    "republican": ("Republicans", re.compile(r"[(, ]R[-,.)]")),
}
_ADJECTIVE = re.compile(r"(?:ish|ese|ian|ic|an)$")
_SHOWN = 20  # words of a passage
_LEAST_TOLD = 3.0  # of a name that is neither a person's nor a party's


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a sentence can print it, what its words count as, and what it names: a person, a party or neither."""

    printed: str
    keys: tuple[str, ...]
    sort: str


@dataclass(frozen=True, slots=True)
class Named:
    """A name, where each article that has it at its top first has it, and the article that has it nowhere."""

    name: Name
    places: Mapping[str, AtTop]
    lacking: str

    @property
    def told(self) -> float:
        """How prominent it is: in headlines, then in first sentences."""
        return sum(2.0 if piece.place < 0 else 1.0 if not piece.place else 0.0 for piece, _, _ in self.places.values())

    @property
    def rank(self) -> tuple[float, int, str]:
        """Persons and parties first: who is put into the story is told before what it is about."""
        return self.told + 1.5 * bool(self.name.sort), len(self.name.keys), self.name.printed


def named_at_top(context: Context) -> list[Finding]:
    """Return the name that stands most prominently at the top of all articles but one, and nowhere in that one.

    One article an outlet, three or more, all texts at hand; otherwise, and where no name does, nothing.
    """
    if not context.one_each or not context.whole or len(context.articles) < 3:  # noqa: PLR2004
        return []
    found = list(_candidates(context))
    if not found:
        return []
    best = max(found, key=lambda n: n.rank)
    have = [i for i in context.articles if i in best.places]
    shown = "; ".join(f"“{snippet(context, *best.places[i])}” in {context.outlet(i)}" for i in have)
    lacking = context.outlet(best.lacking)
    return [
        untested(
            TWO_OF_THREE,
            "name", best.lacking, best.name.printed,
            headline=f"{named(context.outlet(i) for i in have)} name {best.name.printed} at the top ({shown}); "
            f"{absence(context, best.lacking, does=True)}.",
            sentence="The name and each of its words were looked for, in other forms too.",
            telling="whom readers of one outlet were not told of",
            readings=[
                *(best.places[i][0].reading(context, best.places[i][1:]) for i in have),
                context.nothing(lacking),
            ],
            strength=min(1.0, 0.4 + 0.1 * best.rank[0]),
            key=best.name.printed,
            outlet=lacking,
        )
    ]  # fmt: skip


def _candidates(context: Context) -> Iterator[Named]:
    pieces = {i: tops(context, i) for i in context.articles}
    runs = [run for own in pieces.values() for piece in own if piece.place >= 0 for run in names_in(piece.text)]
    names = (_name(context, run) for run in dict.fromkeys((*runs, *proper_names(context))))
    for name in dict.fromkeys(n for n in names if n is not None):
        places = {i: found for i, own in pieces.items() if (found := _first(own, name))}
        if len(places) != len(context.articles) - 1:
            continue
        held = any(_office(piece.text[:start]) for piece, start, _ in places.values())
        called = replace(name, sort="person") if held and not name.sort else name
        made = Named(called, places, next(i for i in context.articles if i not in places))
        least = {"party": 0.0, "person": 1.0}.get(called.sort, _LEAST_TOLD)
        if made.told >= least and not _is_setting(made) and not _may_stand(context, made):
            yield made


def _name(context: Context, run: str) -> Name | None:
    """The name in capitalised words in a row; none of what is no name of its own, or has other names.

    Initials, bodies, outlets and places that only say where something is are none.
    """
    run = re.sub(r"[’']s?$", "", run)
    words = [w.split("-")[0] if w[-1].islower() and "-" in w else w for w in run.split()]
    while words and (is_title(words[0].lower()) or words[0][:3].isupper()):
        words = words[1:]
    plain = " ".join(words)
    party = _PARTIES.get(key_of(plain.lower()))
    if party:
        return Name(party[0], (key_of(plain.lower()),), "party")
    specific = [w for w in words if key_of(w.lower()) not in _GENERIC or (w is not words[0] and _is_people(w))]
    told = full_name(context, plain) if len(specific) == len(words) else ""
    if told and (told in names_of_set(context) or gender_of_given_name(told)):
        return Name(told, (key_of(last(told).lower()),), "person")
    if len(plain) < _LEAST or len(specific) < len(words) or is_known_body(plain) or is_body_name(plain):
        return None
    if any(not w[0].isupper() or w.isupper() for w in words) or is_title(words[-1].lower()):
        return None
    if len(words) == 1 and _ADJECTIVE.search(plain):
        return None  # "Welsh", "Orlenian": of where, more often than who
    return Name(plain, tuple(key_of(t.form) for t in tokens(plain) if t.is_word), "")


def _is_people(word: str) -> bool:
    """Whether a word is a people's name in the plural: "Asian Americans" are not all Americans."""
    return word.endswith("s") and country(word.lower()) != word.lower()


def _first(own: Sequence[Piece], name: Name) -> AtTop | None:
    """Where a name first stands at the top of an article, in any form of its words, with capitals."""
    n = len(name.keys)
    for piece in own:
        words = [t for t in tokens(piece.text) if t.is_word]
        for k in range(len(words) - n + 1):
            run = words[k : k + n]
            if name.sort == "party" and not run[0].form.endswith("s"):
                continue  # "the Democratic primary" names an election, "Democrats" those who act
            if _same(run, name.keys) and all(t.span.of(piece.text)[0].isupper() for t in run):
                return piece, run[0].span.start, run[-1].span.end
    return None


def _office(before: str) -> bool:
    """Whether a title stands right before a name: "President Quill"."""
    words = [t for t in tokens(before) if t.is_word]
    return bool(words) and is_title(words[-1].form)


def _same(run: Sequence[Token], keys: Sequence[str]) -> bool:
    return all(key in (key_of(t.form), key_of(t.form.split("-")[0])) for t, key in zip(run, keys, strict=True))


def _may_stand(context: Context, found: Named) -> bool:
    """Whether an article may have a name's bearer: by a word of the name, by its country, its office or party."""
    have = families(context, found.lacking)
    if any(key in have or family_of(key) in have for key in found.name.keys):
        return True
    countries = {country(key) for key in found.name.keys} if not _is_place(found, _IN, _NEAR) else set()
    if countries & have:
        return True
    if found.name.sort == "party":
        letter = _PARTIES[found.name.keys[0]][1]
        return bool(letter.search(context.tables.texts.get(found.lacking, "")))
    offices = {
        family_of(t.form)
        for piece, start, _ in found.places.values()
        for t in [t for t in tokens(piece.text[:start]) if t.is_word][-_OFFICE:]
        if is_title(t.form) and says_something(t)
    }
    more = {family_of(w) for office, others in _OFFICES.items() if family_of(office) in offices for w in others}
    return bool((offices | more) & have)


def _is_setting(found: Named) -> bool:
    """Whether a name says everywhere only where something is ("in Quay", "Bay, Quay"), or who counted or was told it.

    Half of a firm's name ("Quay & Sons") is nobody's either.
    """
    twice = re.compile(rf"&|{re.escape(found.name.printed)} and {re.escape(found.name.printed)}")
    joined = any(twice.search(piece.text[max(0, a - 20) : b + 20]) for piece, a, b in found.places.values())
    if found.name.sort:
        return found.name.sort == "person" and _is_place(found, _TOLD | _AT, 1)
    return joined or _is_place(found, _IN, 1) or _is_place(found, _TOLD, _NEAR)


def _is_place(found: Named, words: frozenset[str], near: int) -> bool:
    """Whether one of some words stands right before a name, wherever it is named, or a place and a comma do."""
    befores = [piece.text[:start].rstrip() for piece, start, _ in found.places.values()]
    return all(
        {w.lower() for w in before.split()[-near:]} & words
        or (before.endswith(",") and before.split()[-1][0].isupper())
        or before[-1:].isdigit()
        for before in befores
    )


def shared_words_at_top(context: Context) -> list[Finding]:
    """Return the longest passage, or else the thing in headlines, that all articles but one have at the top.

    One article an outlet, three or more, all texts at hand; otherwise, and where there is none, nothing.
    """
    if not context.one_each or not context.whole or len(context.articles) < 3:  # noqa: PLR2004
        return []
    passage = max(runs_but_one(context), key=lambda r: (r.n_content, r.printed), default=None)
    best = passage or next(terms_but_one(context), None)
    if best is None:
        return []
    have = [i for i in context.articles if i in best.places]
    outlets, lacking = named(context.outlet(i) for i in have), context.outlet(best.lacking)
    if passage:
        quoted = all(_is_quoted(context, *place) for place in best.places.values())
        said = f"{outlets} {'quote' if quoted else 'have in the same words'}, at the top, “{cut(best.printed, _SHOWN)}”"
    else:
        shown = "; ".join(f"“{snippet(context, *best.places[i])}” in {context.outlet(i)}" for i in have)
        said = f"{outlets} have “{best.printed.lower()}” in the headline ({shown})"
    return [
        untested(
            TWO_OF_THREE,
            "words", best.lacking, best.printed,
            headline=f"{said}; {absence(context, best.lacking)}.",
            sentence="Each of the words was looked for, in other forms too.",
            telling="what readers of one outlet did not learn first",
            readings=[
                *(best.places[i][0].reading(context, best.places[i][1:]) for i in have),
                context.nothing(lacking),
            ],
            strength=min(1.0, 0.5 + 0.1 * best.n_content),
            key=best.printed,
            outlet=lacking,
        )
    ]  # fmt: skip


def _is_quoted(context: Context, piece: Piece, start: int, end: int) -> bool:
    """Whether a place in a sentence lies in a quotation."""
    a, b = piece.start + start, piece.start + end
    rows = context.rows_of("quotations", piece.article_id)
    return piece.title is None and any(
        q["start"] <= a and b <= q["end"] and q["kind"] in ("direct", "partial") for q in rows
    )
