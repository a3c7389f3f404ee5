"""Whether an article lacks a statement, as far as looking can tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping

from framing.compare.fact_search import FOUND, Label, SentencePairs, fact_words
from framing.compare.tokens import tokens
from framing.measure.tables import Tables
from framing.text.span import Span

Sentence = tuple[str, int]  # article id, position of the sentence


def loaded_words(tables: Tables) -> Counter[Sentence]:
    """Return how many loaded words of the outlet's own each sentence has; sentences without any count 0."""
    if "wording" not in tables.frames:
        return Counter()
    wording = tables["wording"]
    rows = wording[(wording["kind"] == "loaded") & (wording["voice"] != "quoted")]
    return Counter((str(i), int(k)) for i, k in zip(rows["article_id"], rows["sentence"], strict=True))


class StatementSearch:
    """Looks for statements in the articles of a set, under other labels of the codebook too."""

    def __init__(self, tables: Tables, places: Mapping[Sentence, Span]) -> None:
        """Read what each sentence says, and which sentences have something to check a statement by."""
        mentions: defaultdict[str, list[Label]] = defaultdict(list)
        for row in _rows(tables, "mentions"):
            span = Span(int(str(row["start"])), int(str(row["end"])))
            mentions[str(row["article_id"])].append(Label(span, str(row["concept"])))
        self._said: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
        self._pairs: dict[str, SentencePairs] = {}
        self._words: dict[Sentence, frozenset[str]] = {}
        named: set[Sentence] = set()
        for (article, k), span in places.items():
            text = tables.texts.get(article)
            if text is not None:
                words = fact_words(text, span, mentions[article])
                self._said[article].append(words)
                self._words[article, k] = words
                if _names(text, span):
                    named.add((article, k))
        self._checkable = named | {
            (str(row["article_id"]), int(str(row["sentence"])))
            for name in ("numbers", "quotations")
            for row in _rows(tables, name)
            if row.get("unit") != "date" and row.get("kind") not in {"indirect", "scare"}
        }

    def wanted(self, sentence: Sentence) -> frozenset[str] | None:
        """What to look for, ``None`` if the sentence has no number, name or quoted words to check it by."""
        return self._words.get(sentence) if sentence in self._checkable else None

    def lacks(self, article_id: str, wanted: frozenset[str] | None) -> bool:
        """Tell whether nothing like it was found; false where there is nothing to check by, or no text to look in."""
        if wanted is None or article_id not in self._said:
            return False
        if article_id not in self._pairs:
            self._pairs[article_id] = SentencePairs.of(self._said[article_id])
        return self._pairs[article_id].share_found(wanted) < FOUND


def _rows(tables: Tables, name: str) -> list[dict[Hashable, object]]:
    return tables[name].to_dict("records") if name in tables.frames else []


def _names(text: str, span: Span) -> bool:
    """Whether a sentence has a capital past its first word."""
    words = [t for t in tokens(text, within=span) if t.is_word]
    return any(t.span.of(text)[0].isupper() and len(t.form) > 1 for t in words[1:])
