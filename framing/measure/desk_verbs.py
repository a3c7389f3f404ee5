"""What a set's tables can be asked in one line, as methods: tables by name, concordance, quotations, label shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from framing.measure import desk


class Desk:
    """The questions of :mod:`framing.measure.desk` asked of ``frames`` and ``texts``, and a print without sentences."""

    __slots__ = ()
    set_id: str
    title: str
    frames: Mapping[str, pd.DataFrame]
    texts: Mapping[str, str]

    def __getattr__(self, name: str) -> pd.DataFrame:
        """Return a copy of a table by its name, as in ``tables.quotations``; ``published`` is a timestamp in it."""
        frames = object.__getattribute__(self, "frames") if name != "frames" else {}
        if name not in frames:
            msg = f"tables have no '{name}'; this set has the tables {', '.join(sorted(frames))}"
            raise AttributeError(msg)
        made: pd.DataFrame = frames[name].copy()
        if "published" in made:
            made["published"] = pd.to_datetime(made["published"], errors="coerce")
        return made

    def __dir__(self) -> list[str]:
        return sorted([*object.__dir__(self), *self.frames])

    def concordance(
        self, words: str, *, outlet: str | Sequence[str] = (), voice: str | Sequence[str] = (), around: int = 60
    ) -> pd.DataFrame:
        """Return every place of a word or phrase in its context: see :func:`framing.measure.desk.concordance`."""
        return desk.concordance(self.frames, self.texts, words, outlet=outlet, voice=voice, around=around)

    def quotes(
        self,
        *,
        speaker: str = "",
        outlet: str | Sequence[str] = (),
        kind: str | Sequence[str] = (),
        missing_in: str = "",
    ) -> pd.DataFrame:
        """Return who is quoted, how and with which words: see :func:`framing.measure.desk.quotes`."""
        return desk.quotes(self.frames, self.texts, speaker=speaker, outlet=outlet, kind=kind, missing_in=missing_in)

    def label_shares(self, concept: str, *, voice: str | Sequence[str] = desk.OWN) -> pd.DataFrame:
        """Return each outlet's shares of a concept's labels: see :func:`framing.measure.desk.label_shares`."""
        return desk.label_shares(self.frames, concept, voice=voice)

    def __repr__(self) -> str:
        there = ", ".join(f"{name} {len(table):,}" for name, table in sorted(self.frames.items()))
        lacking = len(self.frames["articles"]) - len(self.texts) if "articles" in self.frames else 0
        without = f"; {lacking} without text" if lacking else ""
        return (
            f"Tables of “{self.title}” ({self.set_id}): {len(self.frames['articles'])} articles{without}; rows: {there}"
        )
