"""Marks as W3C Web Annotations (https://www.w3.org/TR/annotation-model/): one AnnotationPage in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from framing.review.exchange.coded_set import (
    MACHINE,
    PARTS,
    CodedSet,
    ExchangeError,
    mark_kind,
    named_marks,
    placed,
    spans_of,
)
from framing.review.exchange.marks import CodedMark, in_order
from framing.text.article import Article

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"framing": "urn:framing-suite:"}]
_SOURCE = "urn:sha-256:"
_AROUND = 30  # characters before and after, to find words again where offsets have moved


def write_web_annotations(coded: CodedSet) -> bytes:
    """Return marks as an AnnotationPage; a target names its text by digest, its words by offsets and by quotation."""
    items = [_annotation(coded.articles[mark.article_id], name, mark) for name, mark in named_marks(coded.marks)]
    page = {"@context": CONTEXT, "id": "urn:framing-suite:marks", "type": "AnnotationPage", "items": items}
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _annotation(article: Article, name: str, mark: CodedMark) -> dict[str, Any]:
    bodies = [_tag("mark", mark.mark)]
    bodies += [_tag(key, value) for key, value in mark.fields.items() if isinstance(value, str)]
    if mark.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "value": mark.note, "format": "text/plain"})
    targets = [_target(article, part, s, e) for part in ("content", *PARTS) for s, e in spans_of(mark, part)]
    made: dict[str, Any] = {"id": f"urn:framing-suite:mark:{name}", "type": "Annotation", "motivation": "classifying"}
    if mark.coder:
        kind = "Software" if mark.coder == MACHINE else "Person"
        made["creator"] = {"type": kind, "name": mark.coder}
    if mark.id:
        made["framing:id"] = mark.id
    return {**made, "body": bodies, "target": targets}


def _tag(key: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": "tagging", "value": f"{key}: {value}", "format": "text/plain"}


def _target(article: Article, part: str, start: int, end: int) -> dict[str, Any]:
    text = article.text
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {
        "source": f"{_SOURCE}{article.sha256}",
        "framing:article": article.id,
        "framing:part": part,
        "selector": [position, quote],
    }


def read_web_annotations(data: bytes, articles: Mapping[str, Article]) -> CodedSet:
    """Return the marks of an AnnotationPage, an AnnotationCollection's ``first`` page, or a list of annotations.

    Texts are found by digest, else by the article's id. Words are placed by offsets if the quoted words stand there,
    else by the quotation if it occurs once; what cannot be placed is a problem.

    Raises:
        ExchangeError: the file holds no annotations.
    """
    try:
        page = json.loads(data.decode("utf-8"))
        if isinstance(page, dict) and "first" in page:
            page = page["first"]
        items = page["items"] if isinstance(page, dict) else page
        items = list(items)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        msg = f"no Web Annotations in JSON-LD ({type(error).__name__}); give an AnnotationPage or a list of annotations"
        raise ExchangeError(msg) from None
    by_source = {f"{_SOURCE}{a.sha256}": a for a in articles.values()}
    marks, problems = [], []
    for number, item in enumerate(items, start=1):
        try:
            marks.append(_mark(item, articles, by_source))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            problems.append(f"annotation {number}: {error}")
    return CodedSet(articles, tuple(marks), tuple(problems))


def _several(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _mark(item: Mapping[str, Any], articles: Mapping[str, Article], by_source: Mapping[str, Article]) -> CodedMark:
    spans: dict[str, list[tuple[int, int]]] = {}
    article: Article | None = None
    for target in _several(item["target"]):
        found = by_source.get(target["source"]) or articles.get(target.get("framing:article", ""))
        if found is None or (article is not None and found is not article):
            msg = "its text is not in the set"
            raise ValueError(msg)
        article = found
        spans.setdefault(str(target.get("framing:part", "content")), []).append(_place(target["selector"], found.text))
    if article is None or "content" not in spans:
        msg = "it has no target"
        raise ValueError(msg)
    fields: dict[str, Any] = {}
    note = ""
    for body in _several(item.get("body")):
        value = str(body["value"])
        if body.get("purpose") == "commenting":
            note = value
        else:
            key, colon, said = value.partition(": ")
            fields[key if colon else "variant"] = said if colon else value
    mark = mark_kind("mention" if fields.pop("mark", "") == "mention" or "variant" in fields else "quotation")
    fields |= {part: [list(s) for s in spans[part]] for part in PARTS if part in spans}
    creator = item.get("creator") or {}
    coder = str(creator.get("name", "")) if isinstance(creator, dict) else str(creator)
    return CodedMark(article.id, mark, in_order(spans["content"]), fields, coder, note, str(item.get("framing:id", "")))


def _place(selector: object, text: str) -> tuple[int, int]:
    selectors = {one["type"]: one for one in _several(selector)}
    quote = selectors.get("TextQuoteSelector")
    words = str(quote["exact"]) if quote is not None else None
    position = selectors.get("TextPositionSelector")
    at = placed(text, int(position["start"]), int(position["end"]), words) if position is not None else None
    if at is None and words:
        at = next(_found(text, words, quote or {}), None)
    if at is None:
        msg = "its words do not stand where it says, nor are they found once"
        raise ValueError(msg)
    return at


def _found(text: str, words: str, quote: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Where the quoted words stand, if between these neighbours they stand once."""
    whole = str(quote.get("prefix", "")) + words + str(quote.get("suffix", ""))
    for sought, shift in ((whole, len(str(quote.get("prefix", "")))), (words, 0)):
        if text.count(sought) == 1:
            start = text.index(sought) + shift
            yield start, start + len(words)
