"""The fields of a manifest, and what each may hold."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from framing.text.article import Certainty

_Name = Annotated[str, Field(min_length=1, max_length=500)]
_Id = Annotated[str, Field(max_length=100, pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
_Address = Annotated[str, Field(max_length=2000, pattern=r"^https?://[^\s<>\"'`\x00-\x20]+$")]
_Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]


class SetHead(BaseModel):
    """The ``[set]`` table of a manifest."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: _Id
    title: _Name
    event_date: date | None = None
    language: _Language = "en"
    note: str | None = None


class ArticleEntry(BaseModel):
    """One ``[[article]]`` of a manifest: what is known of an article, and where its text should lie."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    id: _Id
    outlet: _Name
    outlet_country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    title: _Name | None = None
    author: _Name | None = None
    desk: _Name | None = None
    published: date | None = None
    published_certainty: Certainty | None = None
    genre: _Name | None = None
    wire: _Name | None = None
    attribution: Literal["stated", "matched", "inferred"] | None = None
    url: _Address | None = None
    language: _Language | None = None
    file: _Name
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    headline_from: Literal["title field"] | None = None
    own_text: Literal[True] | None = None
    completeness: Annotated[float, Field(ge=0, le=1)] | None = None
    note: str | None = None

    @property
    def certainty(self) -> Certainty:
        """How exactly the date is known: as written; else to the day if there is a date."""
        return self.published_certainty or ("day" if self.published else "unknown")
