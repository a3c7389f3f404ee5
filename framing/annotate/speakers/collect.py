"""From a text to its table of people and bodies: names, titles, appositions, gender."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from framing.annotate.speakers.collect_bodies import add_bodies
from framing.annotate.speakers.entities import Entities, Entity, Mention, bearer, same_person
from framing.annotate.speakers.head_nouns import called_by, is_body_name, is_place
from framing.annotate.speakers.name_runs import NameRun, name_runs, weigh
from framing.annotate.speakers.names import Gender, fold, gender_of_given_name
from framing.annotate.speakers.prose_descriptions import add_descriptions
from framing.annotate.speakers.served import is_spoken_for
from framing.annotate.speakers.speech import Speech, inside
from framing.text.span import Span

_REACH = 2000  # code points around a mention: what looks like a longer sentence is none
_PRONOUN = re.compile(r"\b(?:he|she|his|himself|herself)\b", re.IGNORECASE)
_OPENS = re.compile(r"(?:He|She|His|Her)\b")
# "Brook told", "Brook, 41, also said", "Brook, the mayor, added".
_SAYS = re.compile(
    r"(?:,[^,.;:“”\"\n]{2,80},)?[ \u00a0](?:(?:also|has|had|later|then|\w+ly)[ \u00a0])?"
    r"(?:said|says|told|tells|added|adds|wrote|writes|argued|argues|noted|notes|explained|explains|insisted|warned|warns"
    r"|testified|tweeted|recalled|recalls|replied|responded|stressed|claimed|claims)\b"
)
_SAYS_SHE = re.compile(r"[ \u00a0](?:said|says|added|adds|noted|notes|wrote)[ \u00a0](?:that[ \u00a0])?(?P<who>s?he)\b")
_LONGEST_NAME = 4  # words
# What may stand before a name that leads its sentence: nothing, a few words, an opening phrase, "The mayor, ".
_LEADS = re.compile(
    r"\s*[\"“]?(?:[^,:;“”\"]{0,50},[ \u00a0])?(?:(?!said|told|by|with|to\b|of\b)[\w’'\-]+[ \u00a0]){0,7}"
)


class _Collector:
    def __init__(self, text: str, sentences: Sequence[Span], speech: Speech, subjects: Sequence[int] | None) -> None:
        self.text = text
        self.sentences = sentences
        self.sentence_starts = [s.start for s in sentences]
        self.quoted = speech.quoted
        self.quote_starts = [q.start for q in speech.quoted]
        self.reported = speech.reported
        self.reported_starts = [r.start for r in speech.reported]
        self.subjects = subjects
        self.table = Entities()

    def mention(self, span: Span) -> Mention:
        """The mention at ``span`` with its place in sentence and quotation."""
        i = bisect_right(self.sentence_starts, span.start) - 1
        quoted = inside(self.quoted, self.quote_starts, span.start)
        begins = (
            max(self.sentence_starts[i], self.text.rfind(";", self.sentence_starts[i], span.start) + 1) if i >= 0 else 0
        )
        leading = i >= 0 and _LEADS.fullmatch(self.text, begins, span.start) is not None
        if self.subjects is None:
            subject = leading
        else:
            j = bisect_right(self.subjects, span.end - 1) - 1
            subject = j >= 0 and self.subjects[j] >= span.start
        owner = self.text[span.end - 2 : span.end] in ("’s", "'s") or self.text[span.end : span.end + 2] in ("’s", "'s")
        reported = inside(self.reported, self.reported_starts, span.start)
        says = not quoted and _SAYS.match(self.text, span.end) is not None
        served = is_spoken_for(self.text, span.start)
        return Mention(
            span,
            i,
            subject=subject and not served,
            leading=leading and not served,
            owner=owner,
            quoted=quoted,
            says=says and not served,
            reported=reported,
            served=served,
        )


def collect_entities(
    text: str, sentences: Sequence[Span], speech: Speech, *, subjects: Sequence[int] | None = None
) -> Entities:
    """Return the table of the people and bodies that ``text`` names.

    Args:
        text: The article.
        sentences: Its sentences, in order; names outside them (page furniture) are not looked at.
        speech: Where words are quoted or reported, and who speaks: sources are names more often than other words are.
        subjects: Where the subjects of clauses start, in order, if a parser told; else what leads a sentence is one.
    """
    collector = _Collector(text, sentences, speech, subjects)
    speaking = speech.sources
    runs = name_runs(text, sentences, speaking)
    signs = weigh(text, runs)
    for run in runs:
        if " " in run.who.name and signs[fold(run.who.name)] > 0:
            _add_person(collector, run)
    for run in runs:
        if " " not in run.who.name:
            _add_single(collector, run, signs[fold(run.who.name)])
    add_bodies(text, collector.table, collector.mention, runs, signs)
    table = collector.table
    add_descriptions(text, table, collector.mention, {s.start for s in speaking})
    for person in table.people:
        person.gender = person.gender or _shown_gender(text, collector, person)
    return table


def _add_person(collector: _Collector, run: NameRun) -> None:
    table, words = collector.table, fold(run.who.name).split()
    gender = run.gender or gender_of_given_name(run.who.name)
    person = next(
        (p for p in table.people if same_person(fold(p.name).split(), words) and p.may_be(gender)),
        None,
    )
    if person is None:
        person = Entity(run.who.name, "person")
        table.people.append(person)
    _learn(person, run)
    person.name = _fullest(person)
    table.add_mention(person, collector.mention(run.span))


def _fullest(person: Entity) -> str:
    """The form that stands for a person: of the full names the most frequent, then the longest that is not too long.

    A caption or credit line that runs into a name ("The Post Ada Brook") is rarer than the name.
    """
    full = [f for f in person.forms if " " in f] or list(person.forms)
    # "Vane Images Ada Brook" is a credit that runs into a name which stands alone elsewhere.
    full = [f for f in full if not any(f != g and f.endswith(f" {g}") and _runs_on(f, g) for g in full)]
    return min(full, key=lambda f: (-person.forms[f], len(f.split()) > _LONGEST_NAME, -len(f), f))


def _runs_on(long: str, short: str) -> bool:
    """Tell whether ``long`` has two words or more before a full name."""
    return len(long.split()) - len(short.split()) > 1


def _learn(entity: Entity, run: NameRun) -> None:
    """Keep the form, titles, appositions and gender that a mention shows."""
    entity.forms[run.who.name] += 1
    entity.roles |= run.who.roles
    entity.titles |= run.who.roles | run.held
    for title in run.titles:
        entity.roles.update(called_by(title))
        if title not in entity.appositions:
            entity.appositions.append(title)
    entity.gender = entity.gender or run.gender


def _add_single(collector: _Collector, run: NameRun, sign: float) -> None:
    """A name of one word: that of somebody named in full, else of somebody who has a title or speaks."""
    table = collector.table
    told = _SAYS_SHE.match(collector.text, run.span.end)
    gender: Gender = run.gender or ("" if told is None else "f" if told["who"] == "she" else "m")
    called = table.called(run.who.name)
    able = [p for p in called if p.may_be(gender)] or [p for p in called if p.may_be(run.gender)]
    if able:
        latest = next((e for _, e in table.before(run.span.start) if any(e is p for p in able)), able[0])
        meant = bearer(able, run.who.name) or latest
        _learn(meant, run)
        table.add_mention(meant, collector.mention(run.span))
    elif (
        run.who.form == "name"
        and sign > 0
        and not run.initials
        and not is_place(run.who.name)
        and not is_body_name(run.who.name)
    ):
        # "Mr. Brook" beside an Ada Brook is another Brook.
        titled = bool(table.called(run.who.name)) and run.gender in ("m", "f")
        person = Entity(f"{'Mr.' if run.gender == 'm' else 'Ms.'} {run.who.name}" if titled else run.who.name, "person")
        table.people.append(person)
        _learn(person, run)
        table.add_mention(person, collector.mention(run.span))


def _shown_gender(text: str, collector: _Collector, person: Entity) -> Gender:
    """The gender of the pronouns that follow a person in sentences that name nobody else before them."""
    votes = {"m": 0, "f": 0}
    sentences = collector.sentences
    for mention in person.mentions:
        if mention.quoted or mention.sentence < 0:
            continue
        sentence = sentences[mention.sentence]
        if mention.span.end > sentence.end:
            continue  # it stands in furniture behind the sentence
        start, end = max(sentence.start, mention.span.start - _REACH), min(sentence.end, mention.span.end + _REACH)
        others = any(
            e is not person and e.kind == "person" and m.sentence == mention.sentence
            for m, e in collector.table.between(start, end)
        )
        if others:
            continue
        rest = _outside_marks(collector, Span(mention.span.end, end))
        if mention.sentence + 1 < len(sentences) and (after := _OPENS.match(sentences[mention.sentence + 1].of(text))):
            rest += f" {after[0]}"
        if found := _PRONOUN.search(rest):
            votes["m" if found[0].lower() in ("he", "his", "himself") else "f"] += 1
    if votes["m"] >= 2 * votes["f"] and votes["m"]:
        return "m"
    return "f" if votes["f"] >= 2 * votes["m"] and votes["f"] else ""


def _outside_marks(collector: _Collector, span: Span) -> str:
    """The text of ``span`` without words between marks."""
    out, at = "", span.start
    k = max(bisect_right(collector.quote_starts, span.start) - 1, 0)
    while k < len(collector.quoted) and collector.quoted[k].start < span.end:
        q = collector.quoted[k]
        if q.end > at:
            out += collector.text[at : max(at, min(q.start, span.end))] + " "
            at = max(at, q.end)
        k += 1
    return out + collector.text[at : span.end]
