"""Compare how outlets report one event: labels, quotations and shared copy.

The names below are plain functions on articles and tables. They are looked up when first
used, so that importing the package costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from framing.annotate.codebook import read_codebook as read_codebook
    from framing.annotate.quotations.find import find_quotations as find_quotations
    from framing.annotate.terms import find_terms as find_terms
    from framing.sets.manifest import load_set as load_set
    from framing.text.article import Article as Article

__version__ = "0.1.0"

_WHERE = {
    "Article": "framing.text.article",
    "Span": "framing.text.span",
    "align_words": "framing.compare.align",
    "annotate_all": "framing.annotate.annotate",
    "compare_outlets": "framing.stats.evidence",
    "compare_set": "framing.compare.compare",
    "find_numbers": "framing.annotate.numbers",
    "find_quotations": "framing.annotate.quotations.find",
    "find_terms": "framing.annotate.terms",
    "group_mentions": "framing.compare.mention_groups",
    "keyness": "framing.stats.keyness",
    "lineage": "framing.compare.lineage",
    "load_set": "framing.sets.manifest",
    "open_set": "framing.store.open_set",
    "read_codebook": "framing.annotate.codebook",
    "share_sentences": "framing.compare.sentences",
    "sourcing": "framing.measure.sourcing",
    "suggest": "framing.compare.suggest",
    "tabulate": "framing.measure.tabulate",
    "treatment": "framing.annotate.treatment.find",
    "term_choice": "framing.measure.term_choice",
}

# What notebooks draw and show, by the same road: ``import framing as fr``, then ``fr.voice_chart(tables, book)``.
_FOR_NOTEBOOKS = {
    "ASPECT_EMPHASIS": "measure.aspects",
    "QUOTED_TREATMENT": "measure.treatment",
    "Settings": "measure.settings",
    "TERM_CHOICE_SCORE": "measure.term_choice",
    "about_aspects": "show.emphasis_tables",
    "about_copies": "show.shared_copy_tables",
    "about_frames": "show.emphasis_tables",
    "about_quotations": "show.about_set",
    "about_speakers": "show.about_set",
    "about_terms": "show.about_set",
    "about_treatment": "show.treatment_tables",
    "aspect_book": "annotate.indicator_book",
    "aspect_table": "show.emphasis_tables",
    "concept_chart": "figures.concept_heatmap",
    "concept_names": "measure.concept_mentions",
    "copy_table": "show.shared_copy_tables",
    "cue_profile_chart": "figures.cue_profile",
    "cue_table": "show.quotation_tables",
    "cue_verb_chart": "figures.cue_verbs",
    "emphasis_chart": "figures.emphasis_strip",
    "evidence_table": "show.evidence_table",
    "export_set": "reports.export_tables",
    "find_once": "findings.cached_findings",
    "first_table": "show.emphasis_tables",
    "frame_answers": "measure.generic_frames",
    "frame_book": "annotate.indicator_book",
    "frame_table": "show.emphasis_tables",
    "label_chart": "show.desk_chart",
    "label_charts": "figures.label_share",
    "label_tables": "show.label_tables",
    "lineage_chart": "figures.lineage_graph",
    "lineage_list": "show.shared_copy_tables",
    "number_chart": "figures.number_claims",
    "number_table": "show.shared_copy_tables",
    "opening_chart": "figures.speech_openings",
    "placed_aspects": "measure.aspects",
    "question_table": "show.emphasis_tables",
    "read_indicators": "annotate.indicator_book",
    "reader_list": "show.side_by_side_pages",
    "responsibility_table": "show.treatment_tables",
    "rewording_table": "show.shared_copy_tables",
    "ribbon_chart": "figures.shared_text_ribbon",
    "say": "show.shown",
    "set_codebook": "store.open_set",
    "show_charts": "show.show_chart",
    "start_notebook": "reports.notebook_start",
    "source_chart": "figures.who_is_quoted",
    "source_table": "show.quotation_tables",
    "speaker_chart": "figures.speaker_share",
    "speaker_table": "show.quotation_tables",
    "treatment_chart": "figures.treatment_dots",
    "treatment_table": "show.treatment_tables",
    "uncovered_table": "show.shared_copy_tables",
    "utterance_chart": "figures.utterance_strip",
    "utterance_table": "show.shared_copy_tables",
    "voice_chart": "figures.voice_bars",
}

__all__ = sorted([*_WHERE, "annotate"])  # noqa: PLE0605 - a list, made from the table above


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name == "annotate":
        # The layer's package, which can be called like the function.
        return import_module("framing.annotate")
    where = _WHERE.get(name) or (f"framing.{_FOR_NOTEBOOKS[name]}" if name in _FOR_NOTEBOOKS else None)
    if where is not None:
        found = getattr(import_module(where), name)
        globals()[name] = found
        return found
    msg = f"framing has no '{name}'; it has {', '.join(__all__)}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return sorted([*__all__, *_FOR_NOTEBOOKS, "__version__"])
