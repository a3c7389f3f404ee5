"""``framing suggest``: a draft codebook made from a set's own texts, for a person to edit."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from framing.compare.suggest import Suggestion, suggest
from framing.sets.manifest import load_set
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.parser import get_parser
from framing.text.span import Span

_SENTENCES = 3  # of evidence, for each label
_LONGEST = 300  # code points of a sentence shown


class DraftError(ValueError):
    """A draft that cannot be made or written; the message names the remedy."""


def draft_codebook(
    folder: Path, *, out: Path | None = None, top: int = 20, parser: str = "auto", force: bool = False
) -> Path:
    """Write a draft codebook of the labels that compete in a set and return its path.

    Args:
        folder: The article set, with its texts.
        out: File to write; ``codebook.draft.toml`` in the set's folder if left out.
        top: How many concepts at most.
        parser: "auto" or a model's name. Labels are found by the parse: "none" is refused.
        force: Overwrite an existing file.

    Raises:
        DraftError: The file exists, there is no parser, or nothing competes in the set.
        SetError: The set cannot be read.
    """
    out = out or folder / "codebook.draft.toml"
    if out.exists() and not force:
        msg = f"{out}: is there already; give another --out, or --force to overwrite it"
        raise DraftError(msg)
    if parser == "none":
        msg = "labels are found by the parse: leave --parser out, or name a model"
        raise DraftError(msg)
    article_set = load_set(folder)
    pairs = [(a, lay_out(a)) for a in article_set.articles]
    reader = get_parser(parser)
    parses = dict(zip((a.id for a, _ in pairs), reader.parse_many(pairs), strict=True))
    found = suggest(article_set.articles, parses=parses, top=top)
    if not found:
        msg = f"{folder}: no two labels compete in these {len(pairs)} articles; a codebook must be written by hand"
        raise DraftError(msg)
    sentences = {a.id: layout.sentences for a, layout in pairs}
    text = render_draft(found, article_set.articles, sentences, title=article_set.title, set_id=article_set.id)
    _write(out, text)
    return out


def render_draft(
    found: Sequence[Suggestion],
    articles: Sequence[Article],
    sentences: Mapping[str, Sequence[Span]],
    *,
    title: str,
    set_id: str,
) -> str:
    """Return the draft as TOML that ``read_codebook`` accepts: concepts by rank, sentences as comments."""
    lines = [
        "# A draft, made from the texts: labels that may compete, the likeliest first. It is for you to edit:",
        "# delete what is no concept of yours, split what names two things, write each referent and what counts,",
        "# then rename the file to codebook.toml. Its comments quote the articles: don't pass them on.",
        "[codebook]",
        f"id = {_string(_slug(set_id) + '-draft')}",
        f"title = {_string(title)}",
        'version = "draft"',
        'language = "en"',
    ]
    by_id = {a.id: a for a in articles}
    claimed: set[str] = set()
    for rank, suggestion in enumerate(found, 1):
        lines += _concept(suggestion, f"{rank}-{_slug(suggestion.name)}", by_id, sentences, claimed)
    return "\n".join(lines) + "\n"


def _concept(
    suggestion: Suggestion,
    concept_id: str,
    articles: Mapping[str, Article],
    sentences: Mapping[str, Sequence[Span]],
    claimed: set[str],
) -> list[str]:
    """The lines of one concept; a label that an earlier concept has is left out, for a pattern has one owner."""
    free = [label for label in suggestion.labels if _pattern(label.words) not in claimed | {""}]
    if not free:
        return []
    lines = ["", *(f"# {_comment(reason)}" for reason in suggestion.evidence)]
    lines += ["[[concept]]", f"id = {_string(concept_id)}", f"name = {_string(suggestion.name)}"]
    lines += ['referent = "to be written: what in the world these labels name"']
    lines += ['include = "to be written: what counts as naming it"']
    for label in free:
        claimed.add(_pattern(label.words))
        users = sorted({articles[i].outlet or i for i, _ in label.mentions})
        lines += ["", f"# {len(label.mentions)} × in {_comment(', '.join(users))}"]
        for article_id, span in label.mentions[:_SENTENCES]:
            whole = next((s for s in sentences[article_id] if s.covers(span)), span)
            lines.append(f"#   {_comment(article_id)}: {_comment(whole.of(articles[article_id].text))}")
        lines += ["[[concept.variant]]", f"label = {_string(label.words)}"]
        lines += [f"patterns = [{_string(_pattern(label.words))}]"]
    return lines


def _pattern(words: str) -> str:
    """The label as a pattern of the codebook, whose signs ``*`` and brackets it must not hold."""
    return " ".join(re.sub(r"[*\[\]]", " ", words).split())


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "concept"


def _string(words: str) -> str:
    """A TOML basic string: JSON's, whose escapes are among TOML's; DEL, which JSON leaves, is escaped."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(words: str) -> str:
    """Words for one line of a comment: no control characters, no line ends, not endless."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"


def _write(out: Path, text: str) -> None:
    """Write under another name first, so that a stop leaves no half file."""
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        Path(name).replace(out)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
