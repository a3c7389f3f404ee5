"""What the explorer shows for a choice: rows, their chart, their sentences. No widgets here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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
from framing.measure.sourcing import SOURCE_TYPE_SHARE, SPEAKER_SHARE, sourcing
from framing.measure.tables import Tables
from framing.measure.term_choice import LABEL_SHARE, term_choice
from framing.measure.word_places import ArticlePlaces
from framing.show.article_reader import find_words
from framing.show.escaped_html import fill, joined
from framing.show.sentences_behind import reader_of
from framing.show.shown import Shown, prose
from framing.stats.evidence import compare_outlets
from framing.text.span import Span

ANY = ""
_FOUND = ("outlet", "article_id", "start", "end", "surface", "voice")
QUICK_DRAWS = 500  # for looking around; reports use the parameters'


@dataclass(frozen=True, slots=True)
class Choice:
    """What is looked at; an empty tuple or ``ANY`` leaves that open.

    ``source_type`` and ``speaker`` are those of the quotation a mention stands in, or of the quotation itself; ``verb``
    is the reporting verb's base form and ``kind`` the quotation's, direct or indirect.
    """

    concept: str = ANY
    label: str = ANY
    outlets: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    source_type: str = ANY
    speaker: str = ANY
    verb: str = ANY
    kind: str = ANY

    def said(self) -> str:
        """Return what narrows quotations down beside outlet and type of source, in words; nothing if nothing does."""
        verb = f"reported with “{self.verb}”" if self.verb else ""
        return ", ".join(part for part in (self.kind, self.speaker, verb) if part)


def choose_mentions(tables: Tables, choice: Choice) -> pd.DataFrame:
    """Return the mentions that fit the choice, with the type of source whose words they stand in."""
    quotations = tables["quotations"][["article_id", "quotation", "source_type", "speaker"]]
    rows = tables["mentions"].merge(quotations, on=["article_id", "quotation"], how="left")
    wanted = {"concept": choice.concept, "variant": choice.label, "source_type": choice.source_type}
    rows = _with(rows, {**wanted, "speaker": choice.speaker})
    return _among(_among(rows, "outlet", choice.outlets), "voice", choice.voices).reset_index(drop=True)


def choose_quotations(tables: Tables, choice: Choice) -> pd.DataFrame:
    """Return the quotations that fit the choice of outlets, speaker, reporting verb, kind and type of source."""
    rows = _among(tables["quotations"], "outlet", choice.outlets)
    wanted = {"source_type": choice.source_type, "speaker": choice.speaker, "cue_lemma": choice.verb}
    return _with(rows, {**wanted, "kind": choice.kind})


def choices_of(rows: pd.DataFrame, column: str) -> list[tuple[str, str]]:
    """Return what can be chosen of a column, the commonest first: words with their number, and the value.

    >>> choices_of(pd.DataFrame({"cue_lemma": ["say", "claim", "say", None]}), "cue_lemma")
    [('say (2)', 'say'), ('claim (1)', 'claim')]
    """
    counts = rows[column].dropna().astype(str).value_counts()
    ordered = sorted(counts.items(), key=lambda one: (-int(one[1]), str(one[0])))
    return [(f"{value} ({n})", str(value)) for value, n in ordered]


def _with(rows: pd.DataFrame, wanted: Mapping[str, str]) -> pd.DataFrame:
    for column, value in wanted.items():
        if value:
            rows = rows[rows[column].fillna("") == value]
    return rows


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
    """Draw whom the chosen outlets quote: the types of source, or how much of their speech one speaker has."""
    # shares are of all types of source, or of all speakers
    narrow = replace(choice, outlets=(), source_type=ANY, speaker=ANY)
    chosen = replace(tables, frames={**tables.frames, "quotations": choose_quotations(tables, narrow)})
    measured = sourcing(chosen)
    shares = SPEAKER_SHARE if choice.speaker else SOURCE_TYPE_SHARE
    rows = shares.of(measured[measured["group"] == "quotations"])
    rows = _among(rows, "outlet", choice.outlets)
    rows = rows[rows["key"] == choice.speaker] if choice.speaker else rows
    if rows.empty:
        return empty_figure("Whom each outlet quotes", "no speech that fits is counted")
    compared = compare_outlets(rows, draws=QUICK_DRAWS, confidence=confidence)
    return who_is_quoted(compared, confidence=confidence, only=narrow.said())


def sentences_of(tables: Tables, rows: pd.DataFrame) -> Shown:
    """Return the sentences of the rows, marked."""
    said = fill("<p><b>{}</b></p>", counted(len(rows), "place"))
    return prose(joined([said, reader_of(tables).sentences(places_in(rows), what="").items()], ""))


def search(tables: Tables, words: str, *, outlets: Sequence[str] = (), voices: Sequence[str] = ()) -> pd.DataFrame:
    """Return where ``words`` stand in the set's texts, page furniture left out, in the order of the texts.

    Columns ``outlet``, ``article_id``, ``start``, ``end``, ``surface`` (the words as printed) and ``voice``; of all
    outlets and voices if none is named. No words, or none found, give no rows.
    """
    origin = dict(zip(tables["articles"]["article_id"], tables["articles"]["outlet"], strict=True))
    rows = []
    for identity, text in tables.texts.items():
        found = [Span(start, end) for start, end in find_words(text, words)]
        if not found:
            continue
        article = ArticlePlaces.of(tables.frames, identity)
        for place in found:
            if article.is_read(place):
                row = (origin[identity], identity, place.start, place.end, place.of(text), article.voice(place))
                rows.append(dict(zip(_FOUND, row, strict=True)))
    return _among(_among(pd.DataFrame(rows, columns=list(_FOUND)), "outlet", outlets), "voice", voices)


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
