"""A text for the class: without its outlet, with numbered lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from framing.measure.tables import Tables
from framing.store.fingerprint import digest_of
from framing.teach.outlet_masks import Mask, find_masks
from framing.text.span import Span

WIDTH = 68  # characters a printed line: a text of 300 words fills about 30 lines, one page with room for notes
MOST_WORDS = 330
OPENING_WORDS = 20

Part = Literal["headline", "body"]


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word and the span of the article that it stands for."""

    shown: str
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line. ``opens`` tells that a paragraph begins here."""

    number: int
    part: Part
    words: tuple[Word, ...]
    opens: bool

    @property
    def shown(self) -> str:
        """The line as printed."""
        return " ".join(w.shown for w in self.words)

    @property
    def span(self) -> Span:
        """From the first to the last word, in the article."""
        return Span(self.words[0].span.start, self.words[-1].span.end)


@dataclass(frozen=True, slots=True)
class BlindText:
    """An article as a class sees it: a letter for a name, masks for giveaways, numbered lines."""

    letter: str
    article_id: str
    lines: tuple[Line, ...]
    masks: tuple[Mask, ...]
    n_words: int
    shortened: bool

    @property
    def end(self) -> int:
        """One past the last code point of the article that is printed."""
        return max((line.span.end for line in self.lines), default=0)

    @property
    def headline(self) -> str:
        """The headline in full, as printed; empty for a text that begins without one. Subheadings are none."""
        shown: list[str] = []
        for line in self.lines:
            if line.part != "headline" or (shown and line.opens):
                break
            shown.append(line.shown)
        return " ".join(shown)

    @property
    def opening(self) -> str:
        """How the body begins: its first words, at most ``OPENING_WORDS``, with a mark where they are cut."""
        first: list[str] = []
        for line in self.lines:
            if line.part == "body" and line.opens and first:
                break
            first += line.shown.split() if line.part == "body" else []
        return " ".join(first[:OPENING_WORDS]) + (" …" if len(first) > OPENING_WORDS else "")

    def line_of(self, offset: int) -> int | None:
        """Return the number of the line in which the code point ``offset`` is printed, or ``None``."""
        for line in self.lines:
            if line.span.start <= offset < line.span.end:
                return line.number
        return None


def blind_text(
    tables: Tables,
    article_id: str,
    *,
    letter: str,
    also_hide: Iterable[str] = (),
    width: int = WIDTH,
    most_words: int = MOST_WORDS,
) -> BlindText:
    """Return an article of the set as a blind text.

    Page furniture (bylines, date lines, captions, links) is left out, as are sentences
    beyond ``most_words``: a text ends after a whole paragraph, or after a whole sentence
    where the first paragraphs are longer than that.

    Args:
        tables: The set, with its texts.
        article_id: Which article.
        letter: What the class calls it.
        also_hide: Other names that would tell an outlet, such as its owner's.
        width: Most characters a line.
        most_words: Most words of the body.

    Raises:
        KeyError: The article's text is not there (the set was read from an annotation pack).
    """
    if article_id not in tables.texts:
        msg = f"the text of article `{article_id}` is not here; a lesson prints texts: import them first"
        raise KeyError(msg)
    text = tables.texts[article_id]
    articles = tables["articles"]
    masks = find_masks(
        text,
        outlets=sorted({*articles["outlet"].dropna().astype(str), *also_hide}),
        agencies=sorted(set(articles["wire"].dropna().astype(str))),
    )
    blocks, n_words, shortened = _blocks(tables, article_id, most_words)
    lines: list[Line] = []
    for part, block in blocks:
        for i, words in enumerate(_wrapped(_words(text, block, masks), width)):
            lines.append(Line(len(lines) + 1, part, words, opens=i == 0))
    end = max((line.span.end for line in lines), default=0)
    shown = tuple(m for m in masks if any(line.span.overlaps(m.span) for line in lines) and m.span.start < end)
    return BlindText(letter, article_id, tuple(lines), shown, n_words, shortened)


def digest_of_texts(texts: Sequence[BlindText]) -> str:
    """Return twelve hex digits that stand for what is printed: saved files belong to these texts."""
    return digest_of([line.shown for text in texts for line in text.lines])[:12]


def _blocks(tables: Tables, article_id: str, most_words: int) -> tuple[list[tuple[Part, Span]], int, bool]:
    """Headline, subheadings and paragraphs to print; the words of the body; whether something was left out."""
    sentences = tables["sentences"]
    mine = sentences[sentences["article_id"] == article_id].sort_values("start").to_dict("records")
    blocks: list[tuple[Part, Span]] = []
    n = 0
    # Headline and subheadings have no paragraph of their own; neighbours of one sort and paragraph are one block.
    for (sort, _), rows in groupby(mine, key=lambda r: (str(r["part"]), int(r["paragraph"]))):
        paragraph = list(rows)
        whole = Span(int(paragraph[0]["start"]), int(paragraph[-1]["end"]))
        if sort != "body":
            blocks.append(("headline", whole))
            continue
        if n and n + sum(int(r["n_words"]) for r in paragraph) > most_words:
            return _without_last_heading(blocks), n, True
        end = whole.start
        for row in paragraph:
            if n and n + int(row["n_words"]) > most_words:
                break
            n += int(row["n_words"])
            end = int(row["end"])
        blocks.append(("body", Span(whole.start, end)))
        if end != whole.end:
            return blocks, n, True
    return blocks, n, False


def _without_last_heading(blocks: list[tuple[Part, Span]]) -> list[tuple[Part, Span]]:
    """A subheading whose text is left out is left out too."""
    while len(blocks) > 1 and blocks[-1][0] == "headline":
        blocks = blocks[:-1]
    return blocks


def _words(text: str, block: Span, masks: Sequence[Mask]) -> list[Word]:
    """The words of a block with masked places replaced; a mask is one word, with what is attached to it."""
    shown: list[str] = []
    origin: list[Span] = []
    at = block.start
    for mask in (m for m in masks if block.covers(m.span)):
        for i in range(at, mask.span.start):
            shown.append(text[i])
            origin.append(Span(i, i + 1))
        shown += mask.shown
        origin += [mask.span] * len(mask.shown)
        at = mask.span.end
    for i in range(at, block.end):
        shown.append(text[i])
        origin.append(Span(i, i + 1))
    return [
        Word(m[0], Span(origin[m.start()].start, origin[m.end() - 1].end)) for m in re.finditer(r"\S+", "".join(shown))
    ]


def _wrapped(words: Sequence[Word], width: int) -> list[tuple[Word, ...]]:
    lines: list[list[Word]] = []
    length = 0
    for word in words:
        if lines and length + 1 + len(word.shown) <= width:
            lines[-1].append(word)
            length += 1 + len(word.shown)
        else:
            lines.append([word])
            length = len(word.shown)
    return [tuple(line) for line in lines]
