"""Who or what is the subject of each headline, what it does there, and where a doer of one headline is absent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from framing.annotate.lemmas import verb_lemma
from framing.annotate.quotations.cues import verb_forms
from framing.annotate.speakers.one_body import is_same_or_part
from framing.compare.inflection import function_words, names_doers
from framing.compare.tokens import tokens
from framing.findings.context import Context, Headline, Row, cut, named
from framing.findings.finding import WHO_ACTS, Finding, untested
from framing.findings.headline_parts import on_from, said_by, shown
from framing.findings.headline_words import key_of
from framing.findings.kinds.headline_text import IN_A_ROW, all_of_them, forms, the_one_left
from framing.findings.who_says import only_says
from framing.measure.tables import read_spans
from framing.text.span import Span

_WHOLE = 30  # words of a headline up to which it is shown whole: cut behind its clause it loses its reason
_LONGEST = 12  # words of subject, verb and object
_OBJECT, _NEAR = 6, 3  # words of an object; code points before it
_SURE = 6  # letters of a subject that are no chance in another
_EMPTY = frozenset(("be", "have", "do"))  # verbs that say nothing without what follows


@dataclass(frozen=True, slots=True)
class _Clause:
    """Subject and verb of one headline and what follows, in code points of it, and whether its part goes on there.

    ``keys`` are the words of the subject, ``letters`` all of them in one, ``subject`` is the subject as printed.
    """

    title: Headline
    start: int
    end: int
    verb: str
    keys: frozenset[str]
    letters: str
    is_open: bool
    subject: str

    def same_subject(self, other: _Clause) -> bool:
        """Whether two subjects share a word, or are one body or a part of it, or one word here and two there."""
        short, long = sorted((self.letters, other.letters), key=len)
        return (
            is_same_or_part(self.subject, other.subject)
            or bool(self.keys & other.keys)
            or (len(short) >= _SURE and short in long)
        )

    def same_deed(self, other: _Clause) -> bool:
        """Whether two say one thing of their subjects: "group demands a ransom", "hackers demand a ransom"."""
        mine, theirs = (frozenset(key_of(f) for f in forms(c.words)) - c.keys for c in (self, other))
        return verb_lemma(self.verb.lower()) == verb_lemma(other.verb.lower()) and len(mine & theirs) > 1

    @property
    def words(self) -> str:
        return shown(self.title.text, Span(self.start, self.end), is_open=self.is_open)


def headline_subjects(context: Context) -> list[Finding]:
    """Return where subjects of headlines differ, and where one headline names who does it and another does not.

    From the parse of headlines that stand in the text; one article an outlet. What cannot be read surely (no verb, a
    subject with a verb in it, a question) is left out.
    """
    if not context.one_each or len(context.headlines) < 2:  # noqa: PLR2004
        return []
    return [*_without_doer(context), *_several_subjects(context)]


def _several_subjects(context: Context) -> list[Finding]:
    clauses = [c for h in context.headlines if (c := _clause(context, h)) is not None and not only_says(c.verb)]
    groups: list[list[_Clause]] = []
    for clause in clauses:
        # One that is the same as two which seemed to differ makes them one.
        same = [g for g in groups if any(c.same_subject(clause) or c.same_deed(clause) for c in g)]
        first = groups.index(same[0]) if same else len(groups)
        groups[first:] = [g for g in groups[first:] if g not in same]
        groups.insert(first, [*(c for g in same for c in g), clause])
    if len(groups) < 2:  # noqa: PLR2004
        return []
    said = "; ".join(
        f"{named(f'“{cut(c.title.text, _WHOLE)}”' for c in g)} in {named(c.title.outlet for c in g)}" for g in groups
    )
    places = {c.title.article_id: [(c.start, c.end)] for c in clauses}
    left = the_one_left(context.headlines, places)
    return [
        untested(
            WHO_ACTS,
            "subjects", *places,
            headline=f"Subjects of the headlines: {said}{left}.",  # an office here may be its holder there: no number
            sentence=all_of_them(context.headlines),
            telling="who or what the headline is about, and what it does there",
            readings=[h.reading(places.get(h.article_id, ()), voice="headline") for h in context.headlines],
            strength=0.1 + 0.3 * (len(groups) == len(clauses)),
            group=IN_A_ROW,
            key=" | ".join(c.words for c in clauses),
        )
    ]  # fmt: skip


def _clause(context: Context, title: Headline) -> _Clause | None:
    """Subject and verb of a headline's main clause, if they stand together and read as such."""
    if title.start < 0 or "?" in title.text:
        return None
    mine = [r for r in _of(context, "parts", title) if r["kind"] in ("subject", "verb")]
    subject = next((r for r in mine if r["kind"] == "subject"), None)
    verb = next((r for r in mine if r["kind"] == "verb" and subject is not None and r["start"] >= subject["end"]), None)
    if subject is None or verb is None:
        return None
    start, end = int(subject["start"]) - title.start, _end(title, verb, _of(context, "parts", title))
    between = title.text[int(subject["end"]) - title.start : int(verb["start"]) - title.start].split()
    inside = [t for t in tokens(title.text[start : int(subject["end"]) - title.start]) if t.is_word]
    if (
        len(between) > 1
        or not _begins(title.text, start)
        or said_by(title.text, start) >= 0  # behind "Quill:" stands what she says
        or len(title.text[start:end].split()) > _LONGEST
        or any(_is_verb(t.form) for t in inside[1:])
        or any(mark in title.text[start:end] for mark in ":;?!,|")
        or title.text[start:end].count("‘") != title.text[start:end].count("’")
    ):
        return None
    printed = title.text[int(verb["start"]) - title.start : int(verb["end"]) - title.start].lower()
    if names_doers(printed) or (
        verb_lemma(str(verb["word"]).lower()) in _EMPTY and end == int(verb["end"]) - title.start
    ):
        return None  # "Quill is …": what she is stands outside the clause that could be read
    keys = frozenset(key_of(t.form) for t in inside if t.form not in function_words())
    letters = "".join(c for t in inside if t.form not in function_words() for c in t.form if c.isalnum())
    span, is_open = on_from(title.text, start, end - 1)
    told = title.text[start : int(subject["end"]) - title.start]
    return _Clause(title, span.start, span.end, str(verb["word"]), keys, letters, is_open, told) if keys else None


def _end(title: Headline, verb: Row, parts: Sequence[Row]) -> int:
    """Where the verb ends, with its object if it follows at once and is short."""
    end = int(verb["end"])
    for part in parts:
        if part["kind"] == "object" and 0 < part["start"] - end < _NEAR:
            own = title.text[int(part["start"]) - title.start : int(part["end"]) - title.start]
            if len(own.split()) <= _OBJECT:
                return int(part["end"]) - title.start
    return end - title.start


def _begins(text: str, start: int) -> bool:
    """Whether a clause begins at a place: at the front or behind a colon, with at most an article before it."""
    before = text[:start].rstrip()
    return not before or before.endswith(":") or before.lower() in ("a", "an", "the")


def _is_verb(form: str) -> bool:
    """Whether a word reads as a reporting verb in the present ("orders"): the parser took it for a noun."""
    return form.endswith("s") and form in verb_forms() and verb_lemma(form) != form


def _of(context: Context, table: str, title: Headline) -> list[Row]:
    end = title.start + len(title.text)
    return [r for r in context.rows_of(table, title.article_id) if title.start <= r["start"] and r["end"] <= end]


def _without_doer(context: Context) -> list[Finding]:
    """A deed with its doer in one headline, and in another told of what it befalls, with no doer in it."""
    deeds: defaultdict[str, list[tuple[Headline, Row]]] = defaultdict(list)
    for title in context.headlines:
        if title.start >= 0:
            for role in _of(context, "roles", title):
                deeds[title.article_id].append((title, role))
    for title in context.headlines:
        for _, role in deeds[title.article_id]:
            if (
                role["form"] != "active"
                or role["reality"] != "told"
                or not isinstance(role["agent"], str)
                or not isinstance(role["patient"], str)
            ):
                continue
            for other in context.headlines:
                found = next((r for _, r in deeds[other.article_id] if other is not title and _befalls(r, role)), None)
                if found is not None and not _names(other, _phrase(title, role, "agent")):
                    return [_doer(context, title, role, other, found)]
    return []


def _befalls(role: Row, deed: Row) -> bool:
    """Whether a headline tells of the same thing that something befalls it: a passive without agent."""
    patient = role["patient"] if role["form"] == "agentless passive" and role["reality"] == "told" else None
    return isinstance(patient, str) and key_of(patient) == key_of(str(deed["patient"]))


def _names(title: Headline, phrase: str) -> bool:
    have = {key_of(t.form) for t in tokens(title.text) if t.is_word}
    return any(key_of(t.form) in have for t in tokens(phrase) if t.is_word and t.form not in function_words())


def _phrase(title: Headline, role: Row, side: str) -> str:
    spans = read_spans(role[f"{side}_spans"])
    return title.text[spans[0].start - title.start : spans[-1].end - title.start] if spans else ""


def _doer(context: Context, title: Headline, role: Row, other: Headline, found: Row) -> Finding:
    agent = _phrase(title, role, "agent")
    start = min(read_spans(found["patient_spans"])[0].start, int(found["start"])) - other.start
    end = max(read_spans(found["patient_spans"])[-1].end, int(found["end"])) - other.start
    done, deed = other.text[start:end], title.text[int(role["start"]) - title.start : int(role["end"]) - title.start]
    places: dict[str, Sequence[tuple[int, int]]] = {
        title.article_id: [(s.start - title.start, s.end - title.start) for s in read_spans(role["agent_spans"])],
        other.article_id: [(start, end)],
    }
    return untested(
        WHO_ACTS,
        "doer", title.article_id, other.article_id,
        headline=f"In {title.outlet}’s headline “{agent}” does it (“{deed}”); in {other.outlet}’s it is “{done}”, and "
        "nobody is named as doing it.",
        sentence=all_of_them(context.headlines),
        telling="one headline says who did it, another does not",
        readings=[h.reading(places.get(h.article_id, ()), voice="headline") for h in context.headlines],
        strength=0.9,
        key=f"{agent} | {done}",
    )  # fmt: skip
