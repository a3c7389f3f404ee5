"""What comes first, in tables for notebook 09: aspects by outlet and place, and generic frames with their answers."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd

from framing.annotate.indicator_book import IndicatorBook, aspect_book, frame_book
from framing.figures.number_words import counted
from framing.measure.aspects import EARLY, HEADLINE, LATE, OPENING
from framing.measure.generic_frames import frame_strengths
from framing.measure.place import Place, places_in
from framing.measure.tables import Tables
from framing.show.escaped_html import Cell, Html, fill, joined
from framing.show.rows_of_cells import rows_by
from framing.show.sentences_behind import Reader, opens, reader_of
from framing.show.shown import Shown, grid, say

_ZONES = (HEADLINE, OPENING, EARLY, LATE)
_MARKED = ["article_id", "start", "end", "sentence", "entry", "outlet"]
_WORDS = {HEADLINE: "headline", OPENING: "first paragraph", EARLY: "first fifth", LATE: "later"}


def about_aspects(placed: pd.DataFrame, tables: Tables) -> tuple[str, ...]:
    """Say how many aspects were found, how they are weighed, and what words can and cannot tell.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> aspects = fr.aspect_book()
    >>> placed = fr.placed_aspects(tables, book=aspects)
    >>> print(fr.about_aspects(placed, tables)[0])
    14 aspects of public events have a word in ...
    """
    n = placed["entry"].nunique()
    if not n:
        return ("No sentence with a word for an aspect was found, or the texts are not at hand.",)
    articles = placed["article_id"].nunique()
    first = (
        f"{counted(n, 'aspect')} of public events have a word in {articles} of "
        f"{counted(len(tables['articles']), 'article')}. A sentence in the headline weighs four times a late one, in "
        "the first paragraph three times, in the rest of the first fifth twice."
    )
    second = (
        "A word is not a topic: read the sentences. Where no sentence was found, the article may speak of it in other "
        "words; why something stands first, the texts don’t say."
    )
    return first, second


def aspect_table(placed: pd.DataFrame, tables: Tables, *, book: IndicatorBook | None = None) -> Shown:
    """Return aspects down and outlets across: the highest place and how many sentences, which open.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> aspects = fr.aspect_book()
    >>> placed = fr.placed_aspects(tables, book=aspects)
    >>> print(fr.aspect_table(placed, tables, book=aspects).parts[0].caption)
    Where each aspect first stands
    """
    if placed.empty:
        return say(about_aspects(placed, tables)[0])
    reader, outlets = reader_of(tables), tables.outlets
    marks = rows_by(placed[[*_MARKED, "zone", "paragraph"]], "entry", "outlet")
    marked = {entry for entry, _ in marks}
    rows: list[list[Cell]] = [
        [entry.name, *(_place_cell(marks.get((entry.id, o), ()), reader, what=f"{o}: {entry.name}") for o in outlets)]
        for entry in (book or aspect_book()).entries
        if entry.id in marked
    ]
    return grid(
        ["Aspect", *outlets],
        rows,
        caption="Where each aspect first stands",
        numeric=[False] * (1 + len(outlets)),
        note="The highest place in any article of the outlet, and the sentences with a word for it, which open.",
    )


def first_table(placed: pd.DataFrame, tables: Tables, *, book: IndicatorBook | None = None) -> Shown:
    """Return outlets down: which aspects their headlines and first paragraphs have a word for, which open.

    Of an outlet with several articles each aspect says in how many; with one, its headline stands beside.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> aspects = fr.aspect_book()
    >>> placed = fr.placed_aspects(tables, book=aspects)
    >>> print(fr.first_table(placed, tables, book=aspects).parts[0].caption)
    What each puts first
    """
    if placed.empty:
        return say(about_aspects(placed, tables)[0])
    reader, book = reader_of(tables), book or aspect_book()
    articles = tables["articles"]
    several = articles["outlet"].duplicated().any()
    rows: list[list[Cell]] = []
    for outlet in tables.outlets:
        own = articles[articles["outlet"] == outlet]
        of = len(own) if several else 0
        line: list[Cell] = [outlet] if several else [outlet, _headline(tables, str(own["article_id"].iloc[0]))]
        for zone in (HEADLINE, OPENING):
            marks = placed[(placed["outlet"] == outlet) & (placed["zone"] == zone)]
            line.append(_first_cell(marks, book, reader, of=of, what=f"{outlet}, {_WORDS[zone]}"))
        rows.append(line)
    heads = ["", *([] if several else ["Headline as printed"]), "Aspects in the headline", "In the first paragraph"]
    return grid(
        heads,
        rows,
        caption="What each puts first",
        numeric=[False] * len(heads),
        note="By words for an aspect, which open with their sentences. "
        + ("In small type, in how many of the outlet’s articles. " if several else "")
        + "A headline without such a word may tell of it in others.",
    )


def _headline(tables: Tables, article_id: str) -> Cell:
    """The headline as the text has it, its first sentence where it is printed twice."""
    sentences = tables["sentences"]
    mine = sentences[(sentences["article_id"] == article_id) & (sentences["part"] == "headline")].sort_values("start")
    if mine.empty or article_id not in tables.texts:
        return fill('<span class="none">no headline in the text</span>')
    return " ".join(tables.texts[article_id][int(mine["start"].iloc[0]) : int(mine["end"].iloc[0])].split())


def _first_cell(marks: pd.DataFrame, book: IndicatorBook, reader: Reader, *, of: int, what: str) -> Cell:
    """The aspects of one zone, those of most articles first."""
    sizes = marks.groupby("entry")["article_id"].nunique()
    names = {entry.id: entry.name for entry in book.entries}
    order = sorted((i for i in names if i in sizes.index), key=lambda i: -int(sizes[i]))
    if not order:
        return fill('<span class="none">no word for an aspect</span>')
    shown = []
    for i in order:
        behind = places_in(marks[marks["entry"] == i])
        name = opens(names[i], behind, reader, what=f"{what}: {names[i]}")
        shown.append(fill("{} <small>{} of {}</small>", name, str(int(sizes[i])), str(of)) if of else name)
    return joined(shown, ", ")


def _place_cell(marks: Sequence[Mapping[Hashable, Any]], reader: Reader, *, what: str) -> Cell:
    if not marks:
        return fill('<span class="none">no sentence found</span>')
    zones = {mark["zone"] for mark in marks}
    highest = next(zone for zone in _ZONES if zone in zones)
    words = _WORDS[highest]
    if highest == LATE:
        words = f"from paragraph {min(int(mark['paragraph']) for mark in marks) + 1}"
    return fill("{} · {}", words, _sentences(marks, reader, what=what))


def _sentences(marks: Sequence[Mapping[Hashable, Any]], reader: Reader, *, what: str) -> Html:
    """How many sentences some marks stand in, which open."""
    n = len({(mark["article_id"], mark["sentence"]) for mark in marks})
    places = tuple(sorted(Place(str(mark["article_id"]), int(mark["start"]), int(mark["end"])) for mark in marks))
    return opens(str(n), places, reader, what=what)


def about_frames() -> tuple[str, ...]:
    """Say what the frames are, that they are exploratory, and how well coders' were met.

    >>> import framing as fr
    >>> print(fr.about_frames()[0])
    Exploratory. Five generic frames by the questions a coder answers ...
    """
    what = (
        "Exploratory. Five generic frames by the questions a coder answers (Semetko and Valkenburg 2000; Frermann et "
        "al. 2023): the share of an article’s sentences that answer any question of a frame, by lists of general "
        "words. From one sentence in six on the frame is called present."
    )
    how_well = (
        "On 95 climate articles not looked at before, F1 against coders was 83 for conflict, 63 economic, 31 human "
        "interest, 50 morality, 61 resolution (“yes” to all: 80, 44, 19, 19, 58). Code a sample by hand before you "
        "build on it: docs/frames.md has the coding sheet."
    )
    return what, how_well


def frame_table(answers: pd.DataFrame, tables: Tables, *, book: IndicatorBook | None = None) -> Shown:
    """Return frames down and outlets across: answering sentences of all, and in how many articles it is present.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.frame_table(fr.frame_answers(tables), tables).parts[0].caption)
    Generic frames: sentences that answer a question (exploratory)
    """
    book = book or frame_book()
    strengths = frame_strengths(tables, book=book, answers=answers)
    if strengths.empty:
        return say("Generic frames need the texts, in the language of the book of frames.")
    reader, outlets = reader_of(tables), tables.outlets
    rows: list[list[Cell]] = []
    for entry in book.entries:
        line: list[Cell] = [entry.name]
        for outlet in outlets:
            mine = strengths[(strengths["frame"] == entry.id) & (strengths["outlet"] == outlet)]
            marks = answers[(answers["entry"] == entry.id) & (answers["outlet"] == outlet)]
            if mine.empty:
                line.append("–")
                continue
            n, of = int(mine["n_answering"].sum()), int(mine["n_sentences"].sum())
            shown = opens(f"{n} of {of}", places_in(marks), reader, what=f"{outlet}: {entry.name}")
            present = f"present in {int(mine['present'].sum())} of {counted(len(mine), 'article')}"
            line.append(fill("{}<br><small>{}</small>", shown, present))
        rows.append(line)
    return grid(
        ["Frame", *outlets],
        rows,
        caption="Generic frames: sentences that answer a question (exploratory)",
        numeric=[False] * (1 + len(outlets)),
    )


def question_table(answers: pd.DataFrame, tables: Tables, *, book: IndicatorBook | None = None) -> Shown:
    """Return the coder's questions down and outlets across: how many sentences answer each, which open.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print(fr.question_table(fr.frame_answers(tables), tables).parts[0].caption)
    The coder’s questions, and the sentences that answer them
    """
    if answers.empty:
        return say("No sentence that answers a question was found.")
    reader, outlets = reader_of(tables), tables.outlets
    marks = rows_by(answers[[*_MARKED, "question"]], "entry", "question", "outlet")
    rows: list[list[Cell]] = []
    for entry in (book or frame_book()).entries:
        for question in entry.questions:
            line: list[Cell] = [entry.name, question.text]
            for outlet in outlets:
                behind = marks.get((entry.id, question.id, outlet), ())
                line.append(_sentences(behind, reader, what=f"{outlet}: {question.text}"))
            rows.append(line)
    return grid(
        ["Frame", "Question", *outlets],
        rows,
        caption="The coder’s questions, and the sentences that answer them",
        numeric=[False, False, *[True] * len(outlets)],
    )
