"""One published text and what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from framing.text.display import card, short

Certainty = Literal["day", "week", "month", "year", "unknown"]


@dataclass(frozen=True, slots=True)
class Article:
    r"""A text with its origin.

    ``text`` is the file read as UTF-8 with nothing changed: no newline translation, no
    mending; every offset of the suite counts its code points. ``id`` is unique in its
    article set. ``published_certainty`` says how exactly the date is known. ``wire`` is
    the agency the article credits, if any, ``desk`` the part of the newsroom that made it.
    ``country`` is ISO 3166-1 alpha-2, ``language`` ISO 639-1. What is not known is ``None`` or empty, never guessed.

    >>> article = Article(id="quay-1", outlet="Quay Post", text="Dockers stay out.\n")
    >>> article.outlet, len(article.text), article.published
    ('Quay Post', 18, None)
    """

    id: str
    text: str
    outlet: str = ""
    title: str | None = None
    published: date | None = None
    published_certainty: Certainty = "unknown"
    country: str | None = None
    genre: str | None = None
    wire: str | None = None
    url: str | None = None
    language: str = "en"
    set_id: str = ""
    author: str | None = None
    desk: str | None = None

    @property
    def sha256(self) -> str:
        """Hex digest of the text's UTF-8 bytes: of the file, where the text came from one.

        A lone surrogate, which no UTF-8 file can hold but a JSON string can, is hashed
        by its three-byte form instead of raising.
        """
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def _repr_html_(self) -> str:
        date = f"{self.published} ({self.published_certainty})" if self.published else None
        facts = [
            ("outlet", self.outlet), ("published", date), ("country", self.country), ("genre", self.genre),
            ("wire", self.wire), ("address", self.url), ("id", self.id), ("characters", f"{len(self.text):,}"),
        ]  # fmt: skip
        return card(self.title or self.id, facts, self.text)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:  # noqa: ANN401, FBT001  (IPython's signature)
        del cycle
        printer.text(short("Article", self.id, self.outlet, self.published, f"{len(self.text):,} characters"))
