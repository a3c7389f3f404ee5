"""Marks as tasks of Label Studio (JSON): the machine's as predictions, people's as annotations; and its set-up."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any
from xml.sax.saxutils import quoteattr

from framing.annotate.codebook import Codebook
from framing.annotate.corrected_article import KINDS
from framing.annotate.quotations.record import IDENTIFIED, SOURCE_TYPES
from framing.annotate.voice import VOICES
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

_CHOICES = ("kind", "source_type", "identified", "voice")
_WRITTEN = ("speaker", "concept", "variant")


def label_studio_config(codebook: Codebook | None = None) -> str:
    """Return the labelling configuration that the tasks are made for."""
    labels = "".join(f"<Label value={quoteattr(v)}/>" for v in ("quotation", "mention", *PARTS))
    values: dict[str, Sequence[str]] = {"kind": KINDS, "source_type": SOURCE_TYPES, "identified": IDENTIFIED}
    values["voice"] = VOICES
    choices = "".join(
        f'<Choices name="{name}" toName="text" perRegion="true">'
        + "".join(f"<Choice value={quoteattr(v)}/>" for v in values[name])
        + "</Choices>"
        for name in _CHOICES
    )
    hint = ", ".join(v.label for c in codebook.concepts for v in c.variants) if codebook is not None else ""
    areas = "".join(
        f'<TextArea name="{name}" toName="text" perRegion="true" maxSubmissions="1" placeholder={quoteattr(hint)}/>'
        for name in (*_WRITTEN, "note")
    )
    text = '<Text name="text" value="$text" granularity="symbol"/>'
    relations = '<Relations><Relation value="part"/></Relations>'
    return f'<View><Labels name="label" toName="text">{labels}</Labels>{text}{choices}{areas}{relations}</View>\n'


def write_label_studio(coded: CodedSet) -> bytes:
    """Return one task an article with the marks of each coder; every region holds its words."""
    by_article: dict[str, list[tuple[str, CodedMark]]] = {name: [] for name in coded.articles}
    for name, mark in named_marks(coded.marks):
        by_article[mark.article_id].append((name, mark))
    tasks = []
    for number, (identity, marks) in enumerate(by_article.items(), start=1):
        article = coded.articles[identity]
        data = {"text": article.text, "article": article.id, "outlet": article.outlet, "sha256": article.sha256}
        task: dict[str, Any] = {"id": number, "data": data, "annotations": [], "predictions": []}
        for coder, mine in groupby(sorted(marks, key=lambda m: m[1].coder), key=lambda m: m[1].coder):
            result = [one for name, mark in mine for one in _regions(article, name, mark)]
            if coder == MACHINE:
                task["predictions"].append({"model_version": MACHINE, "result": result})
            else:
                task["annotations"].append({"completed_by": {"email": coder}, "result": result})
        tasks.append(task)
    return (json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _regions(article: Article, name: str, mark: CodedMark) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    spans = [(part, s, e) for part in ("content", *PARTS) for s, e in spans_of(mark, part)]
    for n, (part, start, end) in enumerate(spans):
        label = mark.mark if part == "content" else part
        value = {"start": start, "end": end, "text": article.text[start:end], "labels": [label]}
        made.append(_one(f"{name}.{n}" if n else name, "label", "labels", value))
        if n:
            relation = {"type": "relation", "from_id": name, "to_id": f"{name}.{n}", "direction": "right"}
            made.append({**relation, "labels": ["part"]})
    first = {"start": spans[0][1], "end": spans[0][2], "text": article.text[spans[0][1] : spans[0][2]]}
    for field, said in mark.fields.items():
        if field in _CHOICES:
            made.append(_one(name, field, "choices", {**first, "choices": [said]}))
        elif field in _WRITTEN:
            made.append(_one(name, field, "textarea", {**first, "text": [said]}))
    notes = {"note": mark.note, "mark_id": mark.id}
    made += [_one(name, key, "textarea", {**first, "text": [said]}) for key, said in notes.items() if said]
    return made


def _one(name: str, source: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "from_name": source, "to_name": "text", "type": kind, "value": value}


def read_label_studio(data: bytes, articles: Mapping[str, Article]) -> CodedSet:
    """Return the marks of an export of Label Studio in its JSON form.

    Articles are found by the task's ``article``, else by their text. Offsets of the browser (UTF-16) are told by the
    words of each region. What cannot be placed is a problem.

    Raises:
        ExchangeError: the file is no list of tasks.
    """
    try:
        tasks = json.loads(data.decode("utf-8"))
        pairs = [(task, task["data"]) for task in tasks]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        msg = f"no export of Label Studio ({type(error).__name__}); export it as JSON, not JSON-MIN or CSV"
        raise ExchangeError(msg) from None
    by_text = {a.text: a for a in articles.values()}
    marks: list[CodedMark] = []
    problems: list[str] = []
    for number, (task, about) in enumerate(pairs, start=1):
        article = articles.get(str(about.get("article", ""))) or by_text.get(str(about.get("text", "")))
        if article is None or about.get("sha256", article.sha256) != article.sha256:
            problems.append(f"task {number}: its text is not in the set")
            continue
        for kind in ("predictions", "annotations"):
            for one in task.get(kind) or ():
                try:
                    coder = MACHINE if kind == "predictions" else _coder(one.get("completed_by"))
                    marks += _marks(article, one["result"], coder)
                except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
                    problems.append(f"task {number}: {error}")
    return CodedSet(articles, tuple(marks), tuple(problems))


def _coder(said: object) -> str:
    if isinstance(said, dict):
        return str(said.get("email") or said.get("id") or "")
    return "" if said is None else str(said)


def _marks(article: Article, result: Sequence[Mapping[str, Any]], coder: str) -> list[CodedMark]:
    regions: dict[str, tuple[str, tuple[int, int]]] = {}
    fields: dict[str, dict[str, Any]] = {}
    part_of: dict[str, str] = {}
    for one in result:
        if one["type"] == "relation":
            part_of[one["to_id"]] = one["from_id"]
        elif one["type"] == "labels":
            value = one["value"]
            at = placed(article.text, int(value["start"]), int(value["end"]), value.get("text"))
            if at is None:
                msg = f"region {one['id']} does not stand where it says"
                raise ValueError(msg)
            regions[one["id"]] = str(value["labels"][0]), at
        else:
            said = one["value"].get("choices") or one["value"].get("text") or [""]
            fields.setdefault(one["id"], {})[one["from_name"]] = said[0] if isinstance(said, list) else said
    made = []
    for name, (label, at) in regions.items():
        if name in part_of or label not in ("quotation", "mention"):
            continue
        parts = [regions[other] for other, whole in part_of.items() if whole == name and other in regions]
        said = dict(fields.get(name, {}))
        note, identity = said.pop("note", ""), said.pop("mark_id", "")
        for part in PARTS:
            spans = [list(place) for kind, place in parts if kind == part]
            said |= {part: spans} if spans else {}
        content = in_order([at, *(place for kind, place in parts if kind == label)])
        made.append(CodedMark(article.id, mark_kind(label), content, said, coder, note, identity))
    return made
