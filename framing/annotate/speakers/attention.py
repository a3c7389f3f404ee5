"""Whom the reader of an article has in mind at a place: what was mentioned last, who spoke last, whom a pronoun means.

Pronouns in the outlet's own prose move the reader's attention as well as quotations do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from framing.annotate.quotations.record import SpeakerCertainty, SpeakerReason
from framing.annotate.speakers.entities import Entities, Entity, Mention
from framing.annotate.speakers.names import Gender
from framing.annotate.speakers.noun_phrase import Who, read_source
from framing.annotate.speakers.salience import Choice, most_salient
from framing.annotate.speakers.speech import Speech, inside
from framing.text.layout import Layout
from framing.text.span import Span

_NARRATED = re.compile(r"\b(?:(?P<subject>[Hh]e|[Ss]he)|[Hh]is|[Hh]er|[Hh]im)\b(?![’'])")
_SPOKE_REACH = 800  # code points back to a verb of speech whose words were not found
_RECENT = 200  # mentions


@dataclass(frozen=True, slots=True)
class Link:
    """Whom a quotation was given to, and by what: ``name`` is ``None`` where no reason was found."""

    name: str | None
    reason: SpeakerReason | None
    entity: Entity | None = None
    who: Who | None = None
    firm: bool = True

    @property
    def certainty(self) -> SpeakerCertainty | None:
        """How sure the link is; ``None`` without a name.

        >>> Link("Ada Brook", "surname").certainty, Link("Ada Brook", "pronoun", firm=False).certainty
        ('sure', 'open')
        """
        if self.name is None:
            return None
        taking_up = self.reason == "description" and self.who is not None and self.who.definite and not self.who.name
        if not self.firm or taking_up:
            return "open"  # "the firm", of which the text may have told the name
        return "likely" if self.reason in ("pronoun", "continued", "alias", "apposition") else "sure"


def _clock(sentences: Sequence[Span], quoted: Sequence[Span]) -> list[int]:
    """For each sentence, how many sentences before it are not wholly inside somebody's words."""
    starts = [q.start for q in quoted]
    out, n = [], 0
    for s in sentences:
        out.append(n)
        k = bisect_right(starts, s.start + 1) - 1
        n += not (k >= 0 and s.end <= quoted[k].end + 1)
    return out


class Attention:
    """The entities as far as the article was read, the quotations given so far, and who is foremost of them."""

    def __init__(self, text: str, layout: Layout, table: Entities, speech: Speech) -> None:  # noqa: D107 - the class says it
        self.table = table
        self.reported = speech.reported
        self.reported_starts = [r.start for r in speech.reported]
        self.sentence_starts = [s.start for s in layout.sentences]
        self.clock = _clock(layout.sentences, speech.quoted)
        self.told: list[tuple[int, Link]] = []
        starts = [q.start for q in speech.quoted]
        taken = {s.start for s in speech.sources}
        self.narrated = [
            m
            for m in _NARRATED.finditer(text)
            if m.start() not in taken and not inside(speech.quoted, starts, m.start())
        ]
        self.at = 0

    def read_to(self, place: int) -> None:
        """Take in the pronouns of the outlet's prose up to ``place``."""
        while self.at < len(self.narrated) and self.narrated[self.at].start() < place:
            m = self.narrated[self.at]
            self.at += 1
            gender: Gender = "m" if m.group().lower() in ("he", "his", "him") else "f"
            choice = self.meant(m.start(), gender)
            if choice is not None:
                self.mention(choice.entity, Span(*m.span()), pronoun=True, subject=bool(m["subject"]))

    def sentence(self, place: int) -> int:
        """Return the number of the sentence at ``place``, from 0; -1 before the first."""
        return bisect_right(self.sentence_starts, place) - 1

    def mention(self, entity: Entity, span: Span, *, pronoun: bool = False, subject: bool = True) -> None:
        """Note that ``entity`` is spoken of at ``span``."""
        if any(m.span.start >= span.start and m.span.end <= span.end for m in reversed(entity.mentions[-_RECENT:])):
            return  # the table has it already
        reported = inside(self.reported, self.reported_starts, span.start)
        self.table.add_mention(
            entity, Mention(span, self.sentence(span.start), subject=subject, pronoun=pronoun, reported=reported)
        )

    def last_told(self) -> Entity | None:
        """Return who was quoted last; ``None`` before the first quotation and after an unknown speaker's."""
        return self.told[-1][1].entity if self.told else None

    def spoke_since(self, start: int, end: int) -> Entity | None:
        """Return who last has a verb of speech behind their name between two places, in the outlet's own words."""
        between = self.table.between(start, end)
        return next((e for m, e in reversed(between) if m.says and e.kind == "person"), None)

    def _last_speaker(self, before: int) -> tuple[Entity, int] | None:
        since = self.told[-1][0] + 1 if self.told else 0
        for m, e in reversed(self.table.between(max(since, before - _SPOKE_REACH), before)):
            if m.says and e.kind == "person":
                return e, m.sentence
        if not self.told or self.told[-1][1].entity is None:
            return None
        place, link = self.told[-1]
        assert link.entity is not None
        return link.entity, self.sentence(place)

    def foremost(
        self, place: int, fits: Callable[[Entity], bool], *, shown: Callable[[Entity], bool] = lambda _: False
    ) -> Choice | None:
        """Return whom the reader has most in mind at ``place`` of those who fit (:func:`.salience.most_salient`)."""
        return most_salient(
            self.table,
            place,
            self.sentence(place),
            fits,
            clock=self.clock,
            last_speaker=self._last_speaker(place),
            shown=shown,
        )

    def meant(self, place: int, gender: Gender, content: Sequence[Span] = ()) -> Choice | None:
        """Return whom "he" or "she" at ``place`` means; ``None`` for nobody in mind.

        ``content`` is what the one meant says: people seldom speak of themselves by name.
        """
        named = self._named_in(content)
        return self.foremost(
            place,
            lambda e: (
                e.kind == "person" and e.number != "plural" and e.may_be(gender) and id(e) not in named and not e.hidden
            ),
            shown=lambda e: e.gender == gender,
        )

    def only_served(self, entity: Entity, place: int) -> bool:
        """Tell whether the last mention, here or in the sentence before, is as one whom another speaks for."""
        last = next((m for m, e in self.table.before(place) if e is entity), None)
        return last is not None and last.served and self.sentence(place) - last.sentence <= 1

    def _named_in(self, content: Sequence[Span]) -> set[int]:
        """Those whom the words of ``content`` name."""
        return {
            id(entity)
            for span in content
            for mention, entity in self.table.between(span.start, span.end)
            if not mention.pronoun
        }

    def body_or_group(self, who: Who, place: int) -> Choice | None:
        """Return the body that "it", or the body or group that "they", goes back to; ``None`` for nobody in mind."""
        if who.gender == "pl":
            fits = lambda e: e.kind == "group" or e.number == "plural"  # noqa: E731
        elif who.gender == "n":
            fits = lambda e: e.kind == "body"  # noqa: E731
        else:
            return None
        near = self.foremost(place, fits)
        if near is None and who.gender == "pl":
            return self.body_or_group(replace(who, gender="n"), place)
        return near

    def pronoun_entity(self, pronoun: str, place: int) -> Entity | None:
        """Return whom "his", "her", "their" or "its" means; ``None`` for nobody in mind."""
        gender: Gender = {"his": "m", "her": "f"}.get(pronoun, "")  # type: ignore[assignment]
        if gender:
            choice = self.meant(place, gender)
        else:
            choice = self.body_or_group(read_source("it" if pronoun == "its" else "they"), place)
        return choice.entity if choice else None
