"""Concepts that a program proposed or a reader accepted, as the text of a codebook."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from framing.annotate.codebook import Status
from framing.review.question import AskedLabel, Question

_LONGEST = 300  # characters of a comment's line


def codebook_text(
    concepts: Sequence[Question],
    *,
    title: str,
    book_id: str,
    version: str = "draft",
    statuses: Mapping[str, Status] | None = None,
    comments: Mapping[tuple[str, str], Sequence[str]] | None = None,
    head: Sequence[str] = (),
) -> str:
    """Return concepts as TOML that ``read_codebook`` accepts.

    Args:
        concepts: At least one, each with its labels.
        title: The codebook's title.
        book_id: Its id.
        version: Its version.
        statuses: By concept id; "draft" for those left out.
        comments: Lines before a label, by concept id and label, or before a concept, by its id and "".
        head: Lines before everything.
    """
    given, said = statuses or {}, comments or {}
    lines = [
        *(f"# {comment(line)}" for line in head),
        "[codebook]",
        f"id = {toml_string(book_id or 'draft')}",
        f"title = {toml_string(title.strip()[:_LONGEST] or book_id or 'draft')}",
        f"version = {toml_string(version)}",
        'language = "en"',
    ]
    for concept in concepts:
        lines += ["", *(f"# {comment(line)}" for line in said.get((concept.id, ""), ()))]
        lines += ["[[concept]]", f"id = {toml_string(concept.id)}", f"name = {toml_string(concept.name)}"]
        names = ", ".join(f"“{label.words}”" for label in concept.labels)
        lines += [f"referent = {toml_string(f'What these articles call {names[:_LONGEST]}.')}"]
        lines += ['include = "Any of the labels below where it names that."']
        lines += [f"status = {toml_string(given.get(concept.id, 'draft'))}"]
        for label in concept.labels:
            lines += ["", *(f"# {comment(line)}" for line in said.get((concept.id, label.words), ()))]
            lines += _variant(label)
    return "\n".join(lines) + "\n"


def _variant(label: AskedLabel) -> list[str]:
    patterns = ", ".join(map(toml_string, label.patterns))
    return ["[[concept.variant]]", f"label = {toml_string(label.words)}", f"patterns = [{patterns}]"]


def toml_string(words: str) -> str:
    """Return a TOML basic string: JSON's, whose escapes are among TOML's; DEL, which JSON leaves, is escaped."""
    valid = words.encode("utf-8", "replace").decode("utf-8")
    return json.dumps(valid, ensure_ascii=False).replace("\x7f", "\\u007f")


def comment(words: str) -> str:
    """Return words for one line of a comment: no control characters, no line ends, not endless."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    plain = plain.encode("utf-8", "replace").decode("utf-8")
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
