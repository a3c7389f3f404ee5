"""The explorer: a set looked at in JupyterLab by label, outlet, voice, speaker, verb and source, to the sentence.

Widgets only: what is shown is made in ``explorer_views.py`` and ``article_reader.py``. Where widgets are off the
notebook's cell shows words that say what to do, and the same tables without choosing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from framing.annotate.codebook import Codebook
from framing.annotate.voice import VOICES
from framing.figures.chart_style import VOICE_NAMES
from framing.measure.concept_mentions import concept_names
from framing.measure.tables import Tables
from framing.show.article_reader import LAYERS, article_reader, key_of_marks
from framing.show.escaped_html import escape
from framing.show.explorer_box import View, png
from framing.show.explorer_views import (
    ANY,
    Choice,
    choices_of,
    choose_mentions,
    choose_quotations,
    mention_chart,
    quotation_chart,
    search,
    sentences_of,
    with_sentences,
)
from framing.show.label_tables import label_tables
from framing.show.shown import Shown, join, say
from framing.store.written_files import replace_file, write_csv

__all__ = ["Explorer", "explore", "without_widgets"]

_HOW = (
    "The explorer needs widgets, which are off here. To use it, install the package with its extra “lab” "
    "(pip install 'framing-suite[lab]'), start JupyterLab, open notebooks/11_explore.ipynb and run all cells."
)


class Explorer:
    """Four tabs: labels, quotations, read, search. ``widget`` is what JupyterLab shows."""

    def __init__(self, tables: Tables, codebook: Codebook | None, *, out: Path, confidence: float) -> None:
        """Build the widgets and show the first view."""
        import ipywidgets as w

        self._w, self._tables, self._codebook = w, tables, codebook
        self._out, self._confidence = out, confidence
        outlets = tables.outlets
        concepts = [(name, identity) for identity, name in concept_names(tables, codebook).items()]
        quotations = tables["quotations"]
        self.concept = w.Dropdown(options=concepts or [("no concept is named", ANY)], description="Concept")
        self.label = w.Dropdown(options=[("every label", ANY)], description="Label")
        self.outlets, self.quoted_outlets, self.searched_outlets = (
            w.SelectMultiple(options=outlets, rows=min(len(outlets), 6), description="Outlets") for _ in range(3)
        )
        voices = [(VOICE_NAMES[v], v) for v in VOICES]
        self.voices, self.searched_voices = (
            w.SelectMultiple(options=voices, rows=len(VOICES), description="Voices") for _ in range(2)
        )

        def one_of(column: str, every: str, name: str) -> Any:  # noqa: ANN401  (ipywidgets has no types)
            return w.Dropdown(options=[(every, ANY), *choices_of(quotations, column)], description=name)

        self.source, self.quoted_source = (one_of("source_type", "every type", "Source") for _ in range(2))
        self.speaker, self.quoted_speaker = (one_of("speaker", "every speaker", "Speaker") for _ in range(2))
        self.quoted_verb = one_of("cue_lemma", "every verb", "Verb")
        self.quoted_kind = one_of("kind", "direct, indirect, any", "Speech")
        titles = self._titles()
        self.left = w.Dropdown(options=titles, description="Left")
        self.right = w.Dropdown(options=[("nothing", ANY), *titles], description="Right")
        self.layers = w.SelectMultiple(options=LAYERS, value=LAYERS, rows=len(LAYERS), description="Marks")
        self.words = w.Text(
            placeholder="words as they stand in the text", description="Search", continuous_update=False
        )
        self.widget = self._tabs()
        self._watch()

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:  # noqa: ANN401  (IPython's signature)
        """Show the widget; where no widget can be shown, say how to get one."""
        bundle: dict[str, Any] = self.widget._repr_mimebundle_(**options)
        return {**bundle, "text/html": str(say(_HOW).html), "text/plain": _HOW}

    def _titles(self) -> list[tuple[str, str]]:
        ordered = self._tables["articles"].sort_values(["outlet", "published", "article_id"])
        columns = (ordered[name] for name in ("outlet", "published", "title", "article_id"))
        return [
            (
                f"{outlet} · {'undated' if pd.isna(day) else day} · {identity if pd.isna(title) else title}",
                str(identity),
            )
            for outlet, day, title, identity in zip(*columns, strict=True)
        ]

    def _tabs(self) -> Any:  # noqa: ANN401  (ipywidgets has no types)
        w = self._w
        self._labels, self._quotes, self._found = (View(w, self._export) for _ in range(3))
        self._pages = w.HBox([w.HTML(), w.HTML()], layout=w.Layout(width="100%", align_items="flex-start"))
        hint = w.HTML("<small>Ctrl+click chooses several; none chosen means all.</small>")
        side = w.Layout(width="330px", flex="0 0 auto")
        labels = w.HBox(
            [
                w.VBox(
                    [self.concept, self.label, self.outlets, self.voices, self.speaker, self.source, hint], layout=side
                ),
                self._labels.box,
            ]
        )
        narrowed = [self.quoted_speaker, self.quoted_verb, self.quoted_kind, self.quoted_source, hint]
        quotes = w.HBox([w.VBox([self.quoted_outlets, *narrowed], layout=side), self._quotes.box])
        beside = w.VBox([self.words, self.searched_outlets, self.searched_voices, hint], layout=side)
        wide = w.Layout(width="48%")
        self.left.layout = self.right.layout = wide
        read = w.VBox(
            [w.HBox([self.left, self.right]), w.HBox([self.layers, w.HTML(key_of_marks().html)]), self._pages]
        )
        tabs = w.Tab(children=[labels, quotes, read, w.HBox([beside, self._found.box])])
        tabs.titles = ("Labels", "Quotations", "Read", "Search")
        return tabs

    def _watch(self) -> None:
        def on(widgets: list[Any], run: Callable[[], None]) -> None:
            for one in widgets:
                one.observe(lambda _: run(), names="value")
            run()

        self.concept.observe(lambda _: self._fill_labels(), names="value")
        self._fill_labels()
        on([self.concept, self.label, self.outlets, self.voices, self.speaker, self.source], self.show_labels)
        quoted = [self.quoted_outlets, self.quoted_speaker, self.quoted_verb, self.quoted_kind, self.quoted_source]
        on(quoted, self.show_quotations)
        on([self.left, self.right, self.layers, self.words], self.show_articles)
        on([self.words, self.searched_outlets, self.searched_voices], self.show_search)

    def _fill_labels(self) -> None:
        mine = self._tables["mentions"]
        mine = mine[mine["concept"] == self.concept.value]
        self.label.options = [("every label", ANY), *((str(v), str(v)) for v in mine["variant"].value_counts().index)]

    def choice(self) -> Choice:
        """Return what the first tab looks at."""
        return Choice(
            self.concept.value,
            self.label.value,
            tuple(self.outlets.value),
            tuple(self.voices.value),
            self.source.value,
            speaker=self.speaker.value,
        )

    def show_labels(self) -> None:
        """Draw and list the chosen mentions."""
        choice = self.choice()
        rows = choose_mentions(self._tables, choice)
        figure = mention_chart(self._tables, self._codebook, choice, confidence=self._confidence)
        self._labels.show("labels", figure, sentences_of(self._tables, rows), with_sentences(self._tables, rows))

    def show_quotations(self) -> None:
        """Draw and list the chosen quotations."""
        choice = Choice(
            outlets=tuple(self.quoted_outlets.value),
            source_type=self.quoted_source.value,
            speaker=self.quoted_speaker.value,
            verb=self.quoted_verb.value,
            kind=self.quoted_kind.value,
        )
        rows = choose_quotations(self._tables, choice)
        figure = quotation_chart(self._tables, choice, confidence=self._confidence)
        self._quotes.show("quotations", figure, sentences_of(self._tables, rows), with_sentences(self._tables, rows))

    def show_articles(self) -> None:
        """Show one or two articles with their marks."""
        chosen = [value for value in (self.left.value, self.right.value) if value]
        width = f"{100 // max(len(chosen), 1)}%"
        self._pages.children = tuple(
            self._w.HTML(
                str(article_reader(self._tables, one, layers=self.layers.value, search=self.words.value).html),
                layout=self._w.Layout(width=width, overflow="auto", max_height="44em", border="1px solid #d8d8d4"),
            )
            for one in chosen
        )

    def show_search(self) -> None:
        """List where the searched words stand."""
        outlets, voices = tuple(self.searched_outlets.value), tuple(self.searched_voices.value)
        rows = search(self._tables, self.words.value, outlets=outlets, voices=voices)
        shown = sentences_of(self._tables, rows) if self.words.value.strip() else say("Type words and press Enter.")
        self._found.show("search", None, shown, with_sentences(self._tables, rows))

    def _export(self, name: str, figure: Figure | None, rows: pd.DataFrame) -> str:
        folder = self._out / "explorer"
        write_csv(rows, folder / f"{name}.csv")
        written = [f"{name}.csv"]
        if figure is not None:
            replace_file(folder / f"{name}.png", png(figure, dpi=300))
            written.append(f"{name}.png")
        return str(escape(f"Written: {' and '.join(written)} in {folder.as_posix()}"))


def explore(
    tables: Tables, codebook: Codebook | None, *, out: str | Path, confidence: float = 0.95
) -> Explorer | Shown:
    """Return the explorer, or its tables without widgets where ipywidgets is not installed.

    Args:
        tables: the set.
        codebook: names its concepts.
        out: exports are written to ``out/explorer``.
        confidence: of the intervals.
    """
    try:
        return Explorer(tables, codebook, out=Path(out), confidence=confidence)
    except ModuleNotFoundError as error:
        if error.name != "ipywidgets":
            raise
        return without_widgets(tables, codebook)


def without_widgets(tables: Tables, codebook: Codebook | None) -> Shown:
    """Return what a still page can show: how to get the widgets, and every label with its sentences."""
    what = "Below stands every label with its sentences instead; the numbers open them."
    return join([say(_HOW, what), label_tables(tables, codebook)])
