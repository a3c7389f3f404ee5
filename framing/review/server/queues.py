"""Which unit comes next: the sample, least sure first, what the front page rests on, one article from start to end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from framing.measure.place import Place
from framing.review.server.decision_log import DecisionLog
from framing.review.server.review_units import ReviewSet, ReviewUnit

QUEUES = ("sample", "unsure", "findings", "disagreements", "article")


class QueueError(ValueError):
    """A queue that there is not; the message says which there are."""


@dataclass(slots=True)
class Queues:
    """The queues of a set; ``places`` gives, when first asked for, the places behind the front page's findings."""

    review: ReviewSet
    log: DecisionLog
    places: Callable[[], Sequence[Place]] = lambda: ()
    _orders: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def order(self, queue: str) -> tuple[str, ...]:
        """Return the names of a queue's units in their order, whoever has decided on them.

        ``article:ID`` is one article, its sentences among its marks, to add what was missed.

        Raises:
            QueueError: there is no such queue, or no sample was drawn.
        """
        if queue not in self._orders:
            self._orders[queue] = tuple(self._made(queue))
        return self._orders[queue]

    def _made(self, queue: str) -> Sequence[str]:
        units = self.review.units
        name, _, article = queue.partition(":")
        if name == "sample":
            if self.review.sample is None:
                msg = "no sample was drawn: 'framing sample SET' draws one"
                raise QueueError(msg)
            return [u.unit for u in self.review.sample.units if u.unit in units]
        if name == "unsure":
            marks = [u for u in units.values() if u.mark != "sentence"]
            return [u.name for u in sorted(marks, key=lambda u: (-u.doubt, u.number))]
        if name == "findings":
            return _behind(self.places(), units)
        if name == "article" and any(a.id == article for a in self.review.article_set.articles):
            return [u.name for u in units.values() if u.article == article]
        if name == "disagreements":
            open_marks = self.log.open_marks()
            return [u.name for u in units.values() if (u.article, u.mark, u.at) in open_marks]
        msg = f"no queue '{queue[:60]}'; there are sample, unsure, findings, disagreements and article:ID"
        raise QueueError(msg)

    def next(self, queue: str, coder: str, *, after: str = "") -> tuple[ReviewUnit | None, int, int]:
        """Return a coder's next unit, how many of the queue are done for that coder, and how many there are.

        A unit of the sample that another coder has decided on comes only if it was drawn for two. After ``after``
        the search goes on, and starts anew at the end.
        """
        if queue == "disagreements":
            self._orders.pop(queue, None)
        order = self.order(queue)
        mine = self.log.of_coder(coder)
        others = self.log.coders_of() if queue == "sample" else {}
        twice = {u.unit for u in self.review.sample.units if u.twice} if self.review.sample is not None else set()
        units = self.review.units
        done, left = 0, []
        for name in order:
            unit = units[name]
            key = (unit.article, unit.mark, unit.at)
            if key in mine and (queue != "disagreements" or mine[key].adjudicates):
                done += 1
            elif name in twice or not others.get(key):
                left.append(name)
        at = order.index(after) + 1 if after in order else 0
        place = {name: i for i, name in enumerate(order)}
        ahead = [name for name in left if place[name] >= at and name != after]
        found = next(iter([*ahead, *left]), None)
        return (units[found] if found is not None else None), done, done + len(left)


def _behind(places: Sequence[Place], units: Mapping[str, ReviewUnit]) -> list[str]:
    """The marks at places, in the places' order."""
    by_article: dict[str, list[ReviewUnit]] = {}
    for unit in units.values():
        if unit.mark != "sentence":
            by_article.setdefault(unit.article, []).append(unit)
    made: dict[str, None] = {}
    for place in places:
        for unit in by_article.get(place.article_id, ()):
            if unit.at[0][0] < max(place.end, place.start + 1) and place.start < unit.at[-1][1]:
                made.setdefault(unit.name)
    return list(made)
