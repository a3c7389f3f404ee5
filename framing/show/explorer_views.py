"""What the explorer shows for a choice: rows, their chart, their sentences. No widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure

from framing.annotate.codebook import Codebook
from framing.annotate.voice import VOICES
from framing.figures.chart_style import VOICE_NAMES
from framing.figures.dot_intervals import empty_figure
from framing.figures.label_share import label_share
from framing.figures.number_words import counted
from framing.figures.who_is_quoted import who_is_quoted
from framing.measure.place import Place, places_in
from framing.measure.row_sentence import concept_name
from framing.measure.sourcing import SOURCE_TYPE_SHARE, sourcing
from framing.measure.tables import Tables
from framing.measure.term_choice import LABEL_SHARE, term_choice
from framing.show.article_reader import find_words
from framing.show.escaped_html import fill, joined
from framing.show.sentences_behind import reader_of
from framing.show.shown import Shown, prose
from framing.stats.evidence import compare_outlets

ANY = ""
QUICK_DRAWS = 500  # for looking around; reports use the parameters'


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at; an empty tuple or ``ANY`` leaves that open.

    ``source_type`` is that of the quotation a mention stands in, or of the quotation itself.
    """

    concept: str = ANY
    label: str = ANY
    outlets: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    source_type: str = ANY


def choose_mentions(tables: Tables, choice: Choice) -> pd.DataFrame:
    """Return the mentions that fit the choice, with the type of source whose words they stand in."""
    quotations = tables["quotations"][["article_id", "quotation", "source_type", "speaker"]]
    rows = tables["mentions"].merge(quotations, on=["article_id", "quotation"], how="left")
    for column, wanted in (("concept", choice.concept), ("variant", choice.label), ("source_type", choice.source_type)):
        if wanted:
            rows = rows[rows[column].fillna("") == wanted]
    return _among(_among(rows, "outlet", choice.outlets), "voice", choice.voices).reset_index(drop=True)


def choose_quotations(tables: Tables, choice: Choice) -> pd.DataFrame:
    """Return the quotations that fit the choice of outlets and type of source."""
    rows = _among(tables["quotations"], "outlet", choice.outlets)
    return rows[rows["source_type"].fillna("") == choice.source_type] if choice.source_type else rows


def _among(rows: pd.DataFrame, column: str, wanted: Sequence[str]) -> pd.DataFrame:
    return rows[rows[column].isin(list(wanted))] if wanted else rows


def mention_chart(tables: Tables, codebook: Codebook | None, choice: Choice, *, confidence: float) -> Figure:
    """Draw the label shares of the chosen concept, outlets and voices."""
    name = concept_name(choice.concept, codebook)
    if not choice.concept:
        return empty_figure("Labels", "choose a concept")
    measured = term_choice(tables, codebook=codebook, voices=choice.voices or VOICES)
    rows = LABEL_SHARE.of(measured[measured["group"] == choice.concept])
    rows = _among(rows, "outlet", choice.outlets)
    if rows.empty:
        return empty_figure(f"What each outlet calls: {name}", "no mention fits")
    compared = compare_outlets(rows, draws=QUICK_DRAWS, confidence=confidence)
    used = compared[compared.groupby("key")["estimate"].transform("max") > 0]
    said = " + ".join(VOICE_NAMES[voice] for voice in choice.voices) or "every voice"
    return label_share(used, concept=name, confidence=confidence, voices=said)


def quotation_chart(tables: Tables, choice: Choice, *, confidence: float) -> Figure:
    """Draw whom the chosen outlets quote."""
    measured = sourcing(tables)
    rows = SOURCE_TYPE_SHARE.of(measured[measured["group"] == "quotations"])
    rows = _among(rows, "outlet", choice.outlets)
    if rows.empty:
        return empty_figure("Whom each outlet quotes", "no quotation fits")
    return who_is_quoted(compare_outlets(rows, draws=QUICK_DRAWS, confidence=confidence), confidence=confidence)


def sentences_of(tables: Tables, rows: pd.DataFrame) -> Shown:
    """Return the sentences of the rows, marked."""
    said = fill("<p><b>{}</b></p>", counted(len(rows), "place"))
    return prose(joined([said, reader_of(tables).sentences(places_in(rows), what="").items()], ""))


def search(tables: Tables, words: str) -> pd.DataFrame:
    """Return where ``words`` stand in the set's texts: outlet, article_id, start, end and the words as printed."""
    outlets = dict(zip(tables["articles"]["article_id"], tables["articles"]["outlet"], strict=True))
    rows = [
        {"outlet": outlets[identity], "article_id": identity, "start": start, "end": end, "surface": text[start:end]}
        for identity, text in tables.texts.items()
        for start, end in find_words(text, words)
    ]
    return pd.DataFrame(rows, columns=["outlet", "article_id", "start", "end", "surface"])


def with_sentences(tables: Tables, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with date and sentence, as they are exported."""
    reader = reader_of(tables)
    # in the order of the rows
    found = [
        Place(str(a), int(s), int(e)) for a, s, e in zip(rows["article_id"], rows["start"], rows["end"], strict=True)
    ]
    spans = [reader.sentence_around(place) for place in found]
    texts = [tables.texts.get(place.article_id, "") for place in found]
    return rows.assign(
        published=[reader.origin(place.article_id).published for place in found],
        sentence_text=[" ".join(text[s:e].split()) for text, (s, e) in zip(texts, spans, strict=True)],
    )
