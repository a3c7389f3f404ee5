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
    "term_choice": "framing.measure.term_choice",
}

__all__ = sorted([*_WHERE, "annotate"])  # noqa: PLE0605 - a list, made from the table above


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name == "annotate":
        # The layer's package, which can be called like the function.
        return import_module("framing.annotate")
    if name in _WHERE:
        found = getattr(import_module(_WHERE[name]), name)
        globals()[name] = found
        return found
    msg = f"framing has no '{name}'; it has {', '.join(__all__)}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
