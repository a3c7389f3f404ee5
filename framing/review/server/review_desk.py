"""What the review's page asks for and sends: units as it shows them, decisions, undo."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from framing.review.server.decision_log import DecisionError, DecisionLog
from framing.review.server.queues import Queues
from framing.review.server.review_units import ReviewSet, ReviewUnit

_CODER = re.compile(r"[\w .@+-]{1,60}")
_ASKS = {
    "quotation": "Is this a quotation, and does this speaker say it?",
    "mention": "Is this the label, in this voice?",
    "sentence": "Is anything missing here: a quotation or a mention that is not marked?",
}


@dataclass(slots=True)
class ReviewDesk:
    """One set under review.

    ``start_with`` is what the page begins with: queue, coder, blind. ``report`` is the page of a report whose
    sentences lead to their units, empty if there is none.
    """

    review: ReviewSet
    log: DecisionLog
    queues: Queues
    start_with: Mapping[str, Any] = field(default_factory=dict)
    report: str = ""

    def start(self) -> dict[str, Any]:
        """Return what the page needs once: the set's title, queues, values to choose from."""
        articles = [{"id": a.id, "outlet": a.outlet, "title": a.title or ""} for a in self.review.article_set.articles]
        return {
            "title": self.review.article_set.title,
            "articles": articles,
            "sampled": self.review.sample is not None,
            "choices": {name: list(values) for name, values in self.review.choices.items()},
            "start": dict(self.start_with),
        }

    def next(self, queue: str, coder: str, *, after: str = "", blind: bool = False) -> dict[str, Any]:
        """Return the coder's next unit of a queue, or that there is none left."""
        _check_coder(coder)
        unit, done, total = self.queues.next(queue, coder, after=after)
        shown = self._shown(unit, coder, blind=blind) if unit is not None else None
        return {"unit": shown, "done": done, "total": total}

    def show(self, name: str, queue: str, coder: str, *, blind: bool = False) -> dict[str, Any]:
        """Return one unit by its name."""
        _check_coder(coder)
        unit = self._unit(name)
        _, done, total = self.queues.next(queue, coder)
        return {"unit": self._shown(unit, coder, blind=blind), "done": done, "total": total}

    def decide(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Write a decision down and return the next unit (the same one after an added mark)."""
        coder, unit = said["coder"], self._unit(said["unit"])
        _check_coder(coder)
        sha256 = next(a.sha256 for a in self.review.article_set.articles if a.id == unit.article)
        self.log.decide(unit, sha256, coder, said)
        blind = bool(said.get("blind"))
        if said.get("stay"):
            return self.show(unit.name, said["queue"], coder, blind=blind)
        return self.next(said["queue"], coder, after=unit.name, blind=blind)

    def undo(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """Take the coder's last decision back and return the unit that it was about."""
        coder = said["coder"]
        _check_coder(coder)
        last = self.log.undo(coder)
        if last is None:
            msg = "there is nothing to take back"
            raise DecisionError(msg)
        if last.unit in self.review.units:
            return self.show(last.unit, said["queue"], coder, blind=bool(said.get("blind")))
        return self.next(said["queue"], coder, blind=bool(said.get("blind")))

    def _unit(self, name: object) -> ReviewUnit:
        if not isinstance(name, str) or name not in self.review.units:
            msg = "no such unit: the texts or the program have changed since; start the review again"
            raise DecisionError(msg)
        return self.review.units[name]

    def _shown(self, unit: ReviewUnit, coder: str, *, blind: bool) -> dict[str, Any]:
        article = next(a for a in self.review.article_set.articles if a.id == unit.article)
        mine = self.log.of_coder(coder).get((unit.article, unit.mark, unit.at))
        machine = {} if blind and mine is None else dict(unit.facts)
        added = [
            one for one in self.log.of_coder(coder).values() if one.decision == "add" and one.article == unit.article
        ]
        spans = {**unit.spans, "added": tuple(s for one in added for s in one.at)}
        if blind and mine is None:
            spans = {n: s for n, s in spans.items() if n not in ("cue", "source")}
        return {
            "name": unit.name,
            "mark": unit.mark,
            "at": unit.at,
            "article": {"id": article.id, "outlet": article.outlet, "title": article.title or ""},
            "context": unit.context,
            "pieces": _pieces(article.text, unit.context, spans),
            "machine": machine,
            "why": {} if blind and mine is None else dict(unit.why),
            "ask": _ASKS[unit.mark],
            "mine": {"decision": mine.decision, "new": mine.new} if mine is not None else None,
        }


def _check_coder(coder: object) -> None:
    if not isinstance(coder, str) or not _CODER.fullmatch(coder):
        msg = "a coder's name has 1 to 60 letters, digits, spaces or . @ + - _"
        raise DecisionError(msg)


def _pieces(
    text: str, context: tuple[int, int], spans: Mapping[str, tuple[tuple[int, int], ...]]
) -> list[dict[str, Any]]:
    """The passage cut where a mark begins or ends: text, where it starts, and the kinds of marks it is in."""
    start, end = context
    cuts = {start, end, *(p for some in spans.values() for s in some for p in s if start <= p <= end)}
    order = sorted(cuts)
    made = []
    for a, b in pairwise(order):
        kinds = sorted(n for n, some in spans.items() if any(s <= a and b <= e for s, e in some))
        made.append({"text": text[a:b], "start": a, "kinds": kinds})
    return made
