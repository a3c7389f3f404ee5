"""Which words and phrases each article uses, counted: the input of keyness.

Phrases stay inside a sentence and inside one voice: no phrase begins in the outlet's
words and ends in a quotation. Boilerplate is out because only sentences are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from framing.measure.place import Place, Places
from framing.measure.tables import Tables, read_spans
from framing.text.span import Span
from framing.text.words import WORD

WordVoice = Literal["outlet", "quoted", "all"]


@dataclass(frozen=True, slots=True)
class TermCounts:
    """Counts of terms by article.

    ``counts`` is a sparse integer matrix, articles × terms; ``outlets`` and ``clusters`` name
    each article's publisher and shared-copy cluster; ``n_words`` is the number of one-word
    terms counted in each article.
    """

    counts: Any  # scipy.sparse.csr_array, whose stubs leave the dtype open
    terms: tuple[str, ...]
    article_ids: tuple[str, ...]
    outlets: tuple[str, ...]
    clusters: tuple[str, ...]
    n_words: tuple[int, ...]


class _Word(NamedTuple):
    """A word as counted, and whether it is capitalised where a common word would not be."""

    form: str
    capital: bool | None  # None where every word may have a capital: first in a sentence, headline
    quoted: bool
    start: int
    end: int


def _read(tables: Tables, article_id: str) -> list[list[_Word]]:
    """The words of each sentence of the article, headline included."""
    text = tables.texts[article_id]
    own = tables.of_article("quotations", article_id)
    marked = own.loc[own["kind"].isin(["direct", "partial", "scare"]), "parts"]
    quoted = [span for written in marked for span in read_spans(written)]
    mine = tables.of_article("sentences", article_id)
    out = []
    for start, end, part in zip(mine["start"], mine["end"], mine["part"], strict=True):
        sentence = Span(int(start), int(end))
        near = [(q.start, q.end) for q in quoted if q.overlaps(sentence)]
        made: list[_Word] = []
        for match in WORD.finditer(text, sentence.start, sentence.end):
            first, last = match.span()
            form, capital = _read_word(match.group())
            free = part != "body" or not made or _opens(text, first)
            inside = any(q[0] <= first and last <= q[1] for q in near)
            made.append(_Word(form, None if free else capital, inside, first, last))
        out.append(made)
    return out


@lru_cache(maxsize=1 << 16)  # words come again
def _read_word(word: str) -> tuple[str, bool]:
    """The word as counted, and whether it begins like a name."""
    return _form(word), _has_capital(word)


def _has_capital(word: str) -> bool:
    """Whether the word begins like a name: with a capital, or with the article of Arabic names and a capital."""
    return word[0].isupper() or (word[:3] in ("al-", "el-") and word[3:4].isupper())


def _opens(text: str, at: int) -> bool:
    """Tell whether the word at a place follows an opening quotation mark or a colon, where a capital says nothing."""
    while at and text[at - 1] in " \u00a0":
        at -= 1
    return text[at - 1 : at] in tuple('“‘":')


def _form(word: str) -> str:
    """The word as counted: lower case, straight apostrophe, no possessive ending."""
    low = word.lower().replace("’", "'").replace("‐", "-").replace("‑", "-")
    return low.removesuffix("'s") or low


def _names(articles: list[list[list[_Word]]]) -> set[str]:
    """Forms that are capitalised in most of the places where a common word would not be."""
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for word in (w for sentences in articles for sentence in sentences for w in sentence):
        if word.capital is not None:
            seen[word.form] += 1
            capital[word.form] += word.capital
    return {form for form, n in seen.items() if 2 * capital[form] > n}


def _runs(sentence: list[_Word], voice: WordVoice, leave_out: set[str]) -> Iterator[list[_Word]]:
    """Stretches of neighbouring words of one voice with no left-out word."""
    run: list[_Word] = []
    last: bool | None = None
    for word in sentence:
        wanted = voice == "all" or word.quoted == (voice == "quoted")
        if run and (not wanted or word.form in leave_out or (voice == "all" and word.quoted != last)):
            yield run
            run = []
        if wanted and word.form not in leave_out:
            run.append(word)
        last = word.quoted
    if run:
        yield run


def _grams(run: list[_Word], longest: int, function_words: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    """Phrases of up to ``longest`` words that neither begin nor end with a function word or a number, and places."""
    forms = [word.form for word in run]
    content = [form not in function_words and _has_letter(form) for form in forms]
    for size in range(1, longest + 1):
        for i in range(len(run) - size + 1):
            if content[i] and content[i + size - 1]:
                yield " ".join(forms[i : i + size]), run[i].start, run[i + size - 1].end


@lru_cache(maxsize=1 << 16)
def _has_letter(form: str) -> bool:
    return any(c.isalpha() for c in form)


def _terms(
    tables: Tables, ids: Sequence[str], *, voice: WordVoice, longest: int, names: bool, function_words: bool
) -> list[list[tuple[str, int, int]]]:
    """Every term of each article with its place."""
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    read = [_read(tables, i) for i in ids]
    leave_out = set() if names else _names(read)
    edges = frozenset() if function_words else frozenset(ENGLISH_STOP_WORDS)
    return [
        [g for sentence in article for run in _runs(sentence, voice, leave_out) for g in _grams(run, longest, edges)]
        for article in read
    ]


def term_places(tables: Tables, *, voice: WordVoice = "outlet", longest: int = 3) -> Mapping[tuple[str, str], Places]:
    """Return the places of every term that :func:`count_terms` counts with the same options, by outlet and term."""
    articles = tables["articles"]
    articles = articles[articles["article_id"].isin(list(tables.texts))]
    ids = [str(i) for i in articles["article_id"]]
    found: dict[tuple[str, str], list[Place]] = {}
    terms = _terms(tables, ids, voice=voice, longest=longest, names=False, function_words=False)
    for identity, outlet, mine in zip(ids, articles["outlet"], terms, strict=True):
        for term, start, end in mine:
            found.setdefault((str(outlet), term), []).append(Place(identity, start, end))
    return {key: tuple(sorted(places)) for key, places in found.items()}


def count_terms(
    tables: Tables,
    *,
    voice: WordVoice = "outlet",
    longest: int = 3,
    names: bool = False,
    function_words: bool = False,
    min_articles: int = 1,
) -> TermCounts:
    """Count the words and phrases of each article.

    Args:
        tables: The set's tables with texts; articles whose text is absent are left out.
        voice: "outlet" leaves out what stands in quotation marks, "quoted" keeps only that, "all" keeps both.
        longest: Words in the longest phrase, 1 to 3 or more. A hyphenated compound is one word.
        names: Whether to keep proper names (words that have a capital inside sentences).
        function_words: Whether to keep words such as "the" alone and at the ends of phrases
            (list: scikit-learn's English stop words, from the Glasgow information retrieval group).
        min_articles: Leave out terms that fewer articles than this contain.

    Returns:
        ``TermCounts`` with terms in alphabetical order; no words give an empty vocabulary.
    """
    from scipy.sparse import csr_array
    from sklearn.feature_extraction.text import CountVectorizer

    table = tables["articles"]
    articles = table[table["article_id"].isin(list(tables.texts))]
    ids = [str(i) for i in articles["article_id"]]
    placed = _terms(tables, ids, voice=voice, longest=longest, names=names, function_words=function_words)
    grams = [[term for term, _, _ in article] for article in placed]
    if not any(grams):
        counts, terms = csr_array((len(ids), 0), dtype="int64"), []
    else:
        vectoriser = CountVectorizer(analyzer=list, min_df=min(min_articles, len(ids)))
        counts = csr_array(vectoriser.fit_transform(grams), dtype="int64")
        terms = vectoriser.get_feature_names_out().tolist()
    return TermCounts(
        counts=counts,
        terms=tuple(terms),
        article_ids=tuple(ids),
        outlets=tuple(map(str, articles["outlet"])),
        clusters=tuple(map(str, articles["cluster"])),
        n_words=tuple(sum(" " not in g for g in article) for article in grams),
    )
