"""Questions that a researcher asks at the desk, one line each: where is a word, who is quoted, what does one drop.

Each takes a set's tables and texts and gives a frame that reads without further steps: sentences, not offsets, with the
article, the outlet and the day beside them. They count nothing and test nothing; what is counted has its own tables.
:class:`framing.measure.tables.Tables` has them as methods.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

import pandas as pd

from framing.annotate.voice import OWN_VOICE, VOICES
from framing.compare.tokens import fold
from framing.measure.word_places import ArticlePlaces, Word, beside, places_in
from framing.text.span import Span

_AROUND = 60  # code points on either side of a word
OWN = "own"  # own voice and headline together
CONCORDANCE = ("outlet", "date", "voice", "left", "found", "right", "article_id", "start", "end")
QUOTES = (
    "outlet", "date", "speaker", "certainty", "cue", "cue_class", "kind", "words", "sentence", "article_id", "start",
    "end",
)  # fmt: skip


class DeskError(ValueError):
    """A question that the set cannot answer: a name that it does not have, or texts that are not at hand."""


def concordance(
    frames: Mapping[str, pd.DataFrame],
    texts: Mapping[str, str],
    words: str,
    *,
    outlet: str | Sequence[str] = (),
    voice: str | Sequence[str] = (),
    around: int = _AROUND,
) -> pd.DataFrame:
    """Return every place of a word or phrase with what stands left and right of it (KWIC), in text order.

    Args:
        frames: Tables by name.
        texts: Article id to text.
        words: One word or several in a row, in any inflected form and letter case; ``*`` at the end of a word stands
            for any ending.
        outlet: Only these outlets; none given means all.
        voice: Only in these voices (``outlet``, ``headline``, ``quoted``, ``attributed``, ``scare``; ``own`` is the
            first two); none given means all.
        around: Code points shown on either side, cut to whole words.

    Returns:
        Columns ``CONCORDANCE``; ``date`` is a timestamp, NaT if unknown. Page furniture is left out. No hit gives no
        rows.

    Raises:
        DeskError: no word is asked for, the outlet or voice does not exist, or a text is not at hand.
    """
    wanted = [Word.read(part) for part in words.split()]
    if not wanted:
        msg = "no word to look for: give one, as in concordance('militia')"
        raise DeskError(msg)
    outlets, voices = _outlets(frames, outlet), _voices(voice)
    about = _about(frames)
    found: list[dict[str, object]] = []
    for article_id, (name, day) in about.items():
        if name not in outlets:
            continue
        text = _text(texts, article_id)
        article = ArticlePlaces.of(frames, article_id)
        for place in places_in(text, wanted):
            if not article.is_read(place):
                continue
            whose = article.voice(place)
            if whose in voices:
                left, right = beside(text, place, around)
                row = (name, day, whose, left, place.of(text), right, article_id, place.start, place.end)
                found.append(dict(zip(CONCORDANCE, row, strict=True)))
    return _frame(found, CONCORDANCE)


def quotes(
    frames: Mapping[str, pd.DataFrame],
    texts: Mapping[str, str],
    *,
    speaker: str = "",
    outlet: str | Sequence[str] = (),
    kind: str | Sequence[str] = (),
    missing_in: str = "",
) -> pd.DataFrame:
    """Return quotations and indirect speech: who says it, with which verb, in which words, in text order.

    Args:
        frames: Tables by name.
        texts: Article id to text.
        speaker: Only speakers whose name has these words, in any letter case; "" means all.
        outlet: Only these outlets; none given means all.
        kind: Only these kinds (``direct``, ``partial``, ``indirect``, ``scare``, ``nested``); none given means all.
        missing_in: Only statements that this outlet's articles have in no form, neither quoted nor reported; from the
            alignment of statements over the set, so that only quotations that it aligned can be told.

    Returns:
        Columns ``QUOTES``: ``certainty`` of the speaker (sure, likely or open), ``cue`` as printed and its class, the
        words quoted and the sentence around them. No quotation gives no rows.

    Raises:
        DeskError: an outlet or kind that the set does not have, or a text that is not at hand.
    """
    outlets = _outlets(frames, outlet)
    table = frames["quotations"]
    kinds = _among(kind, ("direct", "partial", "indirect", "scare", "nested"), "kind")
    kept = table[table["outlet"].isin(outlets) & table["kind"].isin(kinds)]
    if speaker:
        asked = [fold(part) for part in speaker.split()]
        kept = kept[[all(part in fold(str(name)).split() for part in asked) for name in kept["speaker"].fillna("")]]
    if missing_in:
        kept = kept[
            [key in _dropped(frames, missing_in) for key in zip(kept["article_id"], kept["start"], strict=True)]
        ]
    about = _about(frames)
    found: list[dict[str, object]] = []
    for row in kept.sort_values(["article_id", "start"]).to_dict("records"):
        article_id = str(row["article_id"])
        text, place = _text(texts, article_id), Span(int(row["start"]), int(row["end"]))
        around = ArticlePlaces.of(frames, article_id).sentence(place)
        given = (row["outlet"], about[article_id][1], _known(row["speaker"]), _known(row["speaker_certainty"]),
                 _known(row["cue"]), _known(row["cue_class"]), row["kind"], " ".join(place.of(text).split()),
                 " ".join(around.of(text).split()), article_id, place.start, place.end)  # fmt: skip
        found.append(dict(zip(QUOTES, given, strict=True)))
    return _frame(found, QUOTES)


def label_shares(frames: Mapping[str, pd.DataFrame], concept: str, *, voice: str | Sequence[str] = OWN) -> pd.DataFrame:
    """Return how often each outlet uses each label of a concept: one row a label, one column an outlet, shares 0 to 1.

    Args:
        frames: Tables by name.
        concept: The concept's id, as in the codebook.
        voice: Whose words count; own voice and headline if nothing is said.

    Returns:
        The most used label first; an outlet without any mention has NaN. Counts stand in ``attrs["mentions"]``.

    Raises:
        DeskError: the set has no mention of such a concept; the message names those it has.
    """
    mentions = frames["mentions"]
    _among(concept, sorted(set(map(str, mentions["concept"]))), "concept")
    mine = mentions[(mentions["concept"] == concept) & mentions["voice"].isin(_voices(voice))]
    counts = pd.crosstab(mine["variant"], mine["outlet"]).reindex(
        columns=sorted(set(map(str, frames["articles"]["outlet"]))), fill_value=0
    )
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    counts = counts.loc[order]
    shares = counts / counts.sum(axis=0).where(counts.sum(axis=0) > 0)
    shares.attrs["mentions"] = {str(k): int(n) for k, n in counts.sum(axis=0).items()}
    return shares


def _dropped(frames: Mapping[str, pd.DataFrame], outlet: str) -> frozenset[tuple[str, int]]:
    """Article and start of the quotations whose statement an outlet has in no form."""
    _outlets(frames, outlet)
    rows = frames["utterances"]
    having = rows[rows["status"] != "absent"]
    gone = having[~having["utterance"].isin(having.loc[having["outlet"] == outlet, "utterance"])]
    quoted: defaultdict[str, list[Span]] = defaultdict(list)
    for row in frames["quotations"].to_dict("records"):
        quoted[str(row["article_id"])].append(Span(int(row["start"]), int(row["end"])))
    return frozenset(
        (str(row["article_id"]), span.start)
        for row in gone.to_dict("records")
        for span in quoted[str(row["article_id"])]
        if span.overlaps(Span(int(row["start"]), int(row["end"])))
    )


def _about(frames: Mapping[str, pd.DataFrame]) -> dict[str, tuple[str, pd.Timestamp]]:
    """Outlet and day of each article."""
    articles = frames["articles"]
    days = pd.to_datetime(articles["published"], errors="coerce")
    return {str(i): (str(o), d) for i, o, d in zip(articles["article_id"], articles["outlet"], days, strict=True)}


def _outlets(frames: Mapping[str, pd.DataFrame], asked: str | Sequence[str]) -> Collection[str]:
    return _among(asked, sorted(set(map(str, frames["articles"]["outlet"]))), "outlet")


def _voices(asked: str | Sequence[str]) -> Collection[str]:
    given = [asked] if isinstance(asked, str) else list(asked)
    spelt = [v for one in given for v in (OWN_VOICE if one == OWN else (one,))]
    return _among(spelt, VOICES, "voice")


def _among(asked: str | Sequence[str], there: Sequence[str], what: str) -> Collection[str]:
    """Those asked for, all where none is; an unknown one is an error that names those there are."""
    given = [asked] if isinstance(asked, str) and asked else list(asked)
    odd = [one for one in given if one not in there]
    if odd:
        msg = f"no {what} '{odd[0]}' in this set; it has {', '.join(there) or 'none'}"
        raise DeskError(msg)
    return given or there


def _text(texts: Mapping[str, str], article_id: str) -> str:
    if article_id not in texts:
        msg = f"the text of article '{article_id}' is not at hand: open the set with its texts; a pack has none"
        raise DeskError(msg)
    return texts[article_id]


def _known(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _frame(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> pd.DataFrame:
    made = pd.DataFrame(list(rows), columns=list(columns))
    return made.assign(date=pd.to_datetime(made["date"]))
