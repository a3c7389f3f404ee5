"""A mixed collection divided into events: articles alike in words and near in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.sets.importers.candidate import Found

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Mean cosine above which two groups are one event. Chosen on random draws from 40 events of US news: with 24 articles
# and more, 0.15 to 0.20 gave the same pairwise F1 (0.95 to 0.97); with fewer, idf makes shared words weigh less and
# every cosine is lower (0.08 to 0.10: 0.84 to 1.0).
LEAST_ALIKE = 0.16
LEAST_ALIKE_IN_FEW = 0.09
WINDOW_DAYS = 7
MOST_ARTICLES = 20_000
_FEW = 20
_TITLE_COUNTS = 3


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an article of a collection was put, and why.

    ``event`` is a number from 0, in the order of the collection. ``nearest`` is the
    position of the most similar other article of its event (``None`` if it is alone),
    ``alike`` their cosine; ``next_event`` the most similar article outside, and ``next_alike``
    theirs: where the two come close, look twice.
    """

    event: int
    nearest: int | None
    alike: float
    next_event: int | None
    next_alike: float

    @property
    def why(self) -> str:
        """The reason in words."""
        if self.nearest is None:
            return "no article within the time window is alike enough"
        close = ", but an article of another event is nearly as alike" if self.next_alike > 0.8 * self.alike else ""
        return f"alike to {self.alike:.2f} within the time window{close}"


class TooManyError(ValueError):
    """A collection too large to compare each article with each."""


def group_events(
    found: Sequence[Found], *, least_alike: float | None = None, window_days: int = WINDOW_DAYS
) -> list[Placed]:
    """Divide articles into events by average-linkage clustering of TF-IDF cosines (scikit-learn).

    Two articles whose dates are both known and further apart than ``window_days`` count as
    wholly unlike; an unknown date is near to every date. Titles weigh three times.
    ``least_alike`` is the mean cosine (0 to 1) at which two groups are one event: by
    default 0.16, and 0.09 in a collection of fewer than 20 articles. Returns
    one :class:`Placed` an article, in order; nothing for nothing. Raises
    :class:`TooManyError` above 20 000 articles.
    """
    import numpy as np
    from sklearn.cluster import AgglomerativeClustering

    if len(found) > MOST_ARTICLES:
        msg = f"{len(found)} articles are too many to compare each with each; divide the collection by month first"
        raise TooManyError(msg)
    if not found:
        return []
    if least_alike is None:
        least_alike = LEAST_ALIKE if len(found) >= _FEW else LEAST_ALIKE_IN_FEW
    alike = _cosines(found)
    days = np.array([item.facts.published.toordinal() if item.facts.published else np.nan for item in found])
    with np.errstate(invalid="ignore"):
        alike[np.abs(days[:, None] - days[None, :]) > window_days] = 0.0
    if len(found) == 1:
        labels = np.zeros(1, dtype=int)
    else:
        distances = 1.0 - alike
        np.fill_diagonal(distances, 0.0)
        labels = AgglomerativeClustering(
            n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1.0 - least_alike
        ).fit_predict(distances)
    order: dict[int, int] = {}
    events = [order.setdefault(int(label), len(order)) for label in labels]
    np.fill_diagonal(alike, -1.0)
    return [_placed(i, events, alike) for i in range(len(found))]


def _cosines(found: Sequence[Found]) -> npt.NDArray[np.float64]:
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [" ".join([*[item.facts.title or ""] * _TITLE_COUNTS, item.text[:50_000]]) for item in found]
    many = len(found) >= _FEW
    vectorizer = TfidfVectorizer(
        sublinear_tf=True,
        stop_words="english",
        ngram_range=(1, 2),
        min_df=2 if many else 1,
        max_df=0.3 if many else 1.0,
        dtype=np.float64,
    )
    try:
        weights = vectorizer.fit_transform(texts)
    except ValueError:
        # no word left to compare by
        return np.zeros((len(found), len(found)))
    cosines: npt.NDArray[np.float64] = np.clip((weights @ weights.T).toarray(), 0.0, 1.0)
    return cosines


def _placed(i: int, events: list[int], alike: npt.NDArray[np.float64]) -> Placed:
    import numpy as np

    same = np.array(events) == events[i]
    inside = np.where(same, alike[i], -1.0)
    inside[i] = -1.0
    outside = np.where(same, -1.0, alike[i])
    near, far = int(inside.argmax()), int(outside.argmax())
    return Placed(
        event=events[i],
        nearest=near if inside[near] >= 0 else None,
        alike=max(0.0, float(inside[near])),
        next_event=far if outside[far] >= 0 else None,
        next_alike=max(0.0, float(outside[far])),
    )
