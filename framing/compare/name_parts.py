"""What a naming phrase is made of: head, proper names, places, modifiers.

"the Iran-backed militias in Baghdad" has the head "militia", no name of its own, and the
place Iran in its modifiers. Grouping compares such records instead of strings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from framing.annotate.lemmas import verb_lemma
from framing.lexicons import load
from framing.text.parser import Parse
from framing.text.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_STRIP = " \t\r\n\u00a0\"'“”‘’.,;:()[]-–—"
_ARTICLES = frozenset(("the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my"))
_SMALL = frozenset(("of", "the", "and", "for", "al", "el", "de", "la", "bin", "ibn", "van", "von", "&"))
_NAME_TAGS = ("NNP", "NNPS")
_STOP_BEFORE_HEAD = re.compile(
    r"\s(?:of|in|on|at|by|for|from|to|with|against|among|between|over|under|about|as|that|which|who|whose|where)\s|[,;:(–—]"
)


@dataclass(frozen=True, slots=True)
class Naming:
    """One phrase that names something.

    ``plain`` is the phrase in lower case without article and quotation marks; ``head`` its
    head word in the singular, or the stem of its verb; ``verbal`` tells the two apart;
    ``name`` are the words of the proper name that is its head, without titles, as printed
    (empty for a common noun); ``title`` the titles before that name; ``of_names`` the proper names
    that modify the head; ``places`` the countries in it, in order; ``place_head`` that the head names a country;
    ``modifiers`` its other content words. ``root`` is where the head word stands, and ``beside`` where the
    word stands to which the parser made it an apposition (−1: unknown, none).
    """

    article_id: str
    span: Span
    plain: str
    head: str
    verbal: bool
    name: tuple[str, ...]
    title: tuple[str, ...]
    of_names: tuple[tuple[str, ...], ...]
    places: tuple[str, ...]
    place_head: bool
    modifiers: tuple[str, ...]
    root: int = -1
    beside: int = -1


@cache
def _place_forms() -> dict[str, str]:
    """Every form of a place in lower case, plurals of people included, and the country it stands for."""
    out: dict[str, str] = {}
    for country, forms in load("places")["places"].items():
        for form in (country, *forms):
            out[form] = country
            if form[-1].isalpha() and not form.endswith(("s", "sh", "ch")):
                out.setdefault(form + "s", country)
    return out


@cache
def families() -> dict[str, str]:
    """Each word of the label families, and the id of its first family; persons and acts are no one thing."""
    out: dict[str, str] = {}
    for family in load("label_families")["family"]:
        for word in (*family["words"], *family.get("verbs", ())) if family["sort"] not in ("person", "act") else ():
            out.setdefault(word, family["id"])
    return out


@cache
def family_verbs() -> frozenset[str]:
    """The verbs of the label families, in their stem."""
    return frozenset(verb for family in load("label_families")["family"] for verb in family.get("verbs", ()))


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of one plain list of ``label_families``: representatives, general, titles or calendar."""
    return frozenset(load("label_families")[name]["words"])


def singular(word: str) -> str:
    """Return a noun in the singular by English spelling rules; what is no plural stays."""
    low = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(low) > len("ties") and low.endswith("ies"):
        return low[:-3] + "y"
    if len(low) > len("men") and low.endswith("men"):
        return low[:-3] + "man"
    if low.endswith(("sses", "xes", "ches", "shes")):
        return low[:-2]
    if len(low) > len("gas") and low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "ics")):
        return low[:-1]
    return low


def verb_stem(word: str) -> str:
    """Return the verb without its regular ending, so that its forms and its family word meet."""
    low = word.lower()
    if verb_lemma(low) in family_verbs():
        return verb_lemma(low)
    for ending in ("ing", "ed", "es", "s"):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            cut = low[: -len(ending)]
            for form in (cut, cut + "e", cut[:-1] if cut[-1:] == cut[-2:-1] else cut):
                if form in families():
                    return form
            return cut
    return low


def place_of(words: Sequence[str]) -> str | None:
    """Return the country that these words name together ("North Korean"), or ``None``.

    "us" in lower case is the pronoun and "Pole" needs its capital: a place has one.
    """
    if not words or not words[0][:1].isupper():
        return None
    low = " ".join(words).lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    return _place_forms().get(low) or _place_forms().get(low.rstrip("."))


def find_places(words: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return the places among the words as (first, one past the last, country), longest first, not overlapping."""
    out: list[tuple[int, int, str]] = []
    i = 0
    while i < len(words):
        for size in (3, 2, 1):
            found = place_of(words[i : i + size]) if i + size <= len(words) else None
            if found:
                out.append((i, i + size, found))
                i += size - 1
                break
        i += 1
    return out


def _words_of(token: Token) -> list[Token]:
    """The unbroken run of proper-name tokens around ``token``."""
    doc, i, j = token.doc, token.i, token.i
    while i > 0 and _is_name(doc[i - 1]) and doc[i - 1].sent == token.sent:
        i -= 1
    while j + 1 < len(doc) and _is_name(doc[j + 1]) and doc[j + 1].sent == token.sent:
        j += 1
    return list(doc[i : j + 1])


def _is_name(token: Token) -> bool:
    """Whether the token is part of a proper name: tagged so with a capital, or a hyphen or particle between two."""
    if token.tag_ in _NAME_TAGS and (token.text[:1].isupper() or token.text[:1].isdigit()):
        return True
    if token.text in "-‐‑" or (token.text.lower() in ("al", "bin", "ibn", "de", "von", "van") and token.i > 0):
        doc = token.doc
        return 0 < token.i < len(doc) - 1 and doc[token.i + 1].tag_ in _NAME_TAGS
    return False


def _locate(parse: Parse, span: Span) -> list[Token]:
    """The tokens that ``span`` touches."""
    for chunk in parse:
        doc = chunk.doc
        if len(doc) and chunk.offset <= span.start < chunk.offset + doc[-1].idx + len(doc[-1]):
            found = doc.char_span(span.start - chunk.offset, span.end - chunk.offset, alignment_mode="expand")
            return [t for t in found if not t.is_space] if found is not None else []
    return []


def read_naming(article_id: str, text: str, span: Span, parse: Parse = ()) -> Naming:
    """Take one naming phrase apart.

    Args:
        article_id: Where it stands.
        text: The article's text.
        span: The phrase.
        parse: The article's parse. Without it the head is the last word before the first
            preposition, relative or comma, and every inner capital is a name.
    """
    tokens = _locate(parse, span)
    if tokens:
        return _from_tokens(article_id, text, span, tokens)
    return _from_words(article_id, text, span)


def _plain(text: str, span: Span) -> str:
    words = " ".join(span.of(text).replace("’", "'").lower().split()).strip(_STRIP).split()
    while len(words) > 1 and words[0] in _ARTICLES:
        words = words[1:]
    return " ".join(words).removesuffix("'s").strip(_STRIP)


def _split_title(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Titles at the front of a name with what stands before them ("Ohio Gov."), and the name.

    A place before a person's name is taken off too ("French President", "Iranian").
    """
    low = [w.lower().rstrip(".") for w in words]
    last = max((k for k in range(len(words) - 1) if low[k] in word_set("titles")), default=-1)
    return tuple(w for w in low[: last + 1] if w in word_set("titles")), tuple(words[last + 1 :])


def _from_tokens(article_id: str, text: str, span: Span, tokens: list[Token]) -> Naming:
    inside = {t.i for t in tokens}
    roots = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
    root = next((t for t in roots if t.tag_.startswith(("NN", "VB", "PRP", "CD"))), roots[0])
    words = [t.text for t in tokens]
    runs: list[list[Token]] = []
    for token in tokens:
        if _is_name(token) and (not runs or token.i not in {x.i for x in runs[-1]}):
            runs.append([t for t in _words_of(token) if t.i in inside])
    found = find_places(words)
    in_place = {tokens[k].i for a, b, _ in found for k in range(a, b)}
    name: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    of_names: list[tuple[str, ...]] = []
    for run in runs:
        of_office = run[0].i > 1 and run[0].nbor(-1).text == "of" and run[0].nbor(-2).text.lower() in word_set("titles")
        # "Secretary of State Mike Pompeo": the office ends in a word of its own.
        titled, rest = _split_title([t.text for t in (run[1:] if of_office and len(run) > 1 else run)])
        if root.i in {t.i for t in run}:
            before = tuple(t.text.lower() for t in tokens if t.i < run[0].i and t.text.lower() in word_set("titles"))
            name, title = rest, (*before, *titled)
        elif not all(t.i in in_place for t in run):
            of_names.append(rest)
    if len(name) == 1 and name[0].lower() in word_set("titles"):
        name, title = (), ()  # "the President" describes; it is no name
    verbal = root.tag_.startswith("VB") and not name
    head = verb_stem(root.text) if verbal else singular(root.text)
    named = {t.i for run in runs for t in run}
    content = tuple(
        singular(t.text)
        for t in tokens
        if t.i != root.i and t.i not in named and t.tag_.startswith(("NN", "JJ", "VB")) and t.text.isalpha()
    )
    own_run = next((run for run in runs if root.i in {t.i for t in run}), [root])
    place_head = root.i in in_place and all(t.i in in_place for t in own_run)
    if name and all(w.lower() in word_set("calendar") for w in name):
        name = ()
    offset = span.start - tokens[0].idx if span.start >= tokens[0].idx else 0
    return Naming(
        article_id=article_id,
        span=span,
        plain=_plain(text, span),
        head=head,
        verbal=verbal,
        name=() if place_head else name,
        title=title,
        of_names=tuple(of_names),
        places=tuple(p for _, _, p in found),
        place_head=place_head,
        modifiers=content,
        root=root.idx + offset,
        beside=root.head.idx + offset if root.dep_ == "appos" else -1,
    )


def _from_words(article_id: str, text: str, span: Span) -> Naming:
    """The reading without a parser."""
    plain = _plain(text, span)
    words = [w.strip(_STRIP) for w in span.of(text).split()]
    words = [w for w in words if w]
    front = _STOP_BEFORE_HEAD.split(" " + span.of(text) + " ")[0].split() or words
    front = [w.strip(_STRIP) for w in front if w.strip(_STRIP)] or words or [""]
    while len(front) > 1 and front[0].lower() in _ARTICLES:
        front = front[1:]
    found = find_places(front)
    head = front[-1]
    name: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    if head[:1].isupper() and not (found and found[-1][1] == len(front)):
        k = len(front)
        while k > 0 and (front[k - 1][:1].isupper() or front[k - 1].lower() in _SMALL):
            k -= 1
        title, name = _split_title(front[k:])
        if len(name) == 1 and (name[0].lower() in word_set("titles") or singular(name[0]) in families()):
            name, title = (), ()  # "The President", or "Rioters" at the start of a sentence
    place_head = bool(found) and found[-1][1] == len(front) and found[0][0] == 0
    return Naming(
        article_id=article_id,
        span=span,
        plain=plain,
        head=singular(head),
        verbal=False,
        name=name,
        title=title,
        of_names=(),
        places=tuple(p for _, _, p in find_places(words)),
        place_head=place_head,
        modifiers=tuple(singular(w) for w in front[:-1] if w.islower() and w not in _ARTICLES),
    )
