"""A reader's answers to suggested concepts: kept in a small file of their own, applied to the questions.

The file holds ids, labels and verdicts and no sentence of the articles. The terminal, the
static page and a text editor write the same form.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from framing.annotate.codebook import Status
from framing.review.question import Question
from framing.sets.write_set import write_whole

FORM: Literal["framing suggest answers, 1"] = "framing suggest answers, 1"
_LONGEST_FILE = 1_000_000  # bytes

Verdict = Literal["keep", "drop", "merge"]


class AnswerError(ValueError):
    """Answers that cannot be used; the message names file and remedy."""


class Answer(BaseModel):
    """One verdict: ``name`` renames what is kept, ``into`` is the id it joins, ``without`` are labels to leave out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    verdict: Verdict
    name: Annotated[str, Field(max_length=200)] = ""
    into: Annotated[str, Field(max_length=64)] = ""
    without: tuple[str, ...] = ()


class AnswerFile(BaseModel):
    """The file as it is: its form, the set, answers by the question's id."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    form: Literal["framing suggest answers, 1"]
    article_set: str
    answers: dict[str, Answer]


def read_answers(path: Path) -> dict[str, Answer]:
    """Return the answers of a file by question id; a file that is not there has none.

    Raises:
        AnswerError: Too large, not UTF-8, not JSON, or not in the form.
    """
    if not path.exists():
        return {}
    try:
        if path.stat().st_size > _LONGEST_FILE:
            msg = f"{path}: larger than any file of answers; give the one that --review or the page wrote"
            raise AnswerError(msg)
        return dict(AnswerFile.model_validate_json(path.read_bytes()).answers)
    except ValidationError as e:
        first = e.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        msg = f"{path}: no answers to suggested concepts: {where}: {first['msg']}; give the file as it was saved"
        raise AnswerError(msg) from e
    except OSError as e:
        msg = f"{path}: cannot be read ({e})"
        raise AnswerError(msg) from e


def write_answers(path: Path, answers: Mapping[str, Answer], *, set_id: str) -> None:
    """Write the answers, whole or not at all."""
    given = {i: a.model_dump(exclude_defaults=True) for i, a in answers.items()}
    data = {"form": FORM, "article_set": set_id, "answers": given}
    write_whole(path, (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))


def apply_answers(
    questions: Sequence[Question], answers: Mapping[str, Answer]
) -> tuple[tuple[Question, ...], dict[str, Status]]:
    """Return the concepts that the answers leave, and the status of each by id.

    What is kept is reviewed; what has no answer stays, as a draft; a merged concept's labels
    go to the one it joins. Answers to questions that are not asked are passed over.

    Raises:
        AnswerError: A concept is merged into one that is dropped, not asked about, or itself.
    """
    asked = {q.id: q for q in questions}
    homes = {q.id: _home(q.id, asked, answers) for q in questions if _verdict(q.id, answers) != "drop"}
    out: list[Question] = []
    statuses: dict[str, Status] = {}
    for q in questions:
        if homes.get(q.id) != q.id:
            continue
        members = [other for other in questions if homes.get(other.id) == q.id]
        labels = {
            label.words: label
            for other in members
            for label in other.labels
            if label.words not in (answers[other.id].without if other.id in answers else ())
        }
        if labels:
            name = (answers[q.id].name if q.id in answers else "").strip() or q.name
            evidence = tuple(reason for other in members for reason in other.evidence)
            out.append(replace(q, name=name, labels=tuple(labels.values()), evidence=evidence))
            statuses[q.id] = "reviewed" if q.id in answers else "draft"
    return tuple(out), statuses


def _verdict(question: str, answers: Mapping[str, Answer]) -> Verdict | None:
    return answers[question].verdict if question in answers else None


def _home(question: str, asked: Mapping[str, Question], answers: Mapping[str, Answer]) -> str:
    """The concept that a question ends in, along its merges."""
    at, seen = question, {question}
    while _verdict(at, answers) == "merge":
        into = answers[at].into
        if into not in asked or into in seen or _verdict(into, answers) == "drop":
            msg = f"'{at}' is merged into '{into}', which is not there, dropped, or itself merged back; answer it anew"
            raise AnswerError(msg)
        at = into
        seen.add(at)
    return at
