"""The text of a page's article: two readings compared, the page's structured data as witness, how complete it is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_LEAST_WITNESS = 60  # words: shorter bodies in structured data are teasers
_SAME = 0.9  # share of the witness's words that a reading has to hold
_LONGEST_LABEL = 14  # words of a line that is no sentence
_LEAST_BLOCK = 12  # words of a block that counts for completeness
_MOST_OF_IT = 0.8
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.!?…:;\"'”’)\]»]\s*$")
_ASIDE = (
    "ancestor::nav or ancestor::footer or ancestor::aside or ancestor::form or ancestor::header or ancestor::button"
)


@dataclass(frozen=True, slots=True)
class PageText:
    """What was read of a page, paragraph by paragraph.

    ``left_out`` are paragraphs that one reading held to be of the article and the other not,
    and that are no sentences; ``completeness`` is the share (0 to 1) of the words near the
    text, in whole sentences, that were read (``None``: there are none); ``note`` says what
    was unusual, empty if nothing.
    """

    paragraphs: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    completeness: float | None = None
    note: str = ""


def read_page_text(trafilatura: Any, source: str, tree: Any, linked: dict[str, Any]) -> tuple[PageText, Any]:  # noqa: ANN401 - lxml and trafilatura ship no types
    """Return the text of a page, and trafilatura's reading with what it found of title and date.

    The library's usual reading is taken: its careful one loses most of some pages. Where the page's
    structured data hold the article (``articleBody``), a reading that lacks a tenth of its words gives way
    to one that does not, or to those data themselves.
    """
    usual = trafilatura.bare_extraction(source, with_metadata=True, include_comments=False, include_tables=False)
    careful = _reading(trafilatura, source, include_tables=False, favor_precision=True)
    paragraphs = _lines(getattr(usual, "text", None) or "")
    note = ""
    witness = _witness(linked)
    if witness and _recall(paragraphs, witness) < _SAME:
        tables = _reading(trafilatura, source, include_tables=True)
        if _recall(tables, witness) >= _SAME:
            paragraphs, note = tables, "text in tables was read"
        else:
            paragraphs, note = (
                witness,
                "the page shows a part of its text: it was taken from the page's structured data",
            )
    elif len(_words(paragraphs)) < _LEAST_WITNESS:
        tables = _reading(trafilatura, source, include_tables=True)
        if len(_words(tables)) > 2 * len(_words(paragraphs)):
            paragraphs, note = tables, "text in tables was read"
    kept, left_out = _without_labels(paragraphs, careful)
    return PageText(tuple(kept), tuple(left_out), _completeness(tree, kept, witness), note), usual


def _reading(trafilatura: Any, source: str, **how: bool) -> list[str]:  # noqa: ANN401
    found = trafilatura.bare_extraction(source, with_metadata=False, include_comments=False, **how)
    return _lines(getattr(found, "text", None) or "")


def _lines(text: str) -> list[str]:
    return [line.strip().strip("|").strip() for line in text.split("\n") if line.strip(" |-")]


def _witness(linked: dict[str, Any]) -> list[str]:
    body = linked.get("articleBody")
    if not isinstance(body, str) or len(_words([body])) < _LEAST_WITNESS or body.rstrip().endswith(("...", "…")):
        return []
    return _lines(re.sub(r"<[^<>]{1,200}>", "\n", body))


def _words(paragraphs: Sequence[str]) -> Counter[str]:
    return Counter(word for text in paragraphs for word in _WORD.findall(text.lower()))


def _recall(paragraphs: Sequence[str], of: Sequence[str]) -> float:
    expected = _words(of)
    return (expected & _words(paragraphs)).total() / max(1, expected.total())


def _without_labels(paragraphs: Sequence[str], careful: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the lines that are read by one reading only and are no sentences: links and labels."""
    sure = set(careful)
    kept: list[str] = []
    left_out: list[str] = []
    for line in paragraphs:
        label = line not in sure and not _SENTENCE.search(line) and len(line.split()) <= _LONGEST_LABEL
        (left_out if label and sure else kept).append(line)
    return kept, left_out


def _completeness(tree: Any, kept: Sequence[str], witness: Sequence[str]) -> float | None:  # noqa: ANN401
    if witness:
        return round(_recall(kept, witness), 3)
    got = " ".join(" ".join(kept).lower().split())
    blocks: list[tuple[Any, int, bool]] = []
    for node in tree.xpath(f"//p[not({_ASIDE})]"):
        text = " ".join(node.text_content().split())
        count = len(text.split())
        if count >= _LEAST_BLOCK and _SENTENCE.search(text):
            blocks.append((node, count, text.lower() in got))
    home = _home([(node, count) for node, count, read in blocks if read])
    if home is None:
        return None
    inside = [(count, read) for node, count, read in blocks if home in node.iterancestors()]
    total = sum(count for count, _ in inside)
    return round(sum(count for count, read in inside if read) / total, 3) if total else None


def _home(read: Sequence[tuple[Any, int]]) -> Any:  # noqa: ANN401
    """The smallest element that holds most of the words that were read."""
    weights: Counter[Any] = Counter()
    for node, count in read:
        for above in node.iterancestors():
            weights[above] += count
    total = sum(count for _, count in read)
    holding = [node for node, weight in weights.items() if weight >= _MOST_OF_IT * total]
    return max(holding, key=lambda node: sum(1 for _ in node.iterancestors()), default=None)
