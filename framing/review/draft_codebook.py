"""``framing suggest``: a draft codebook made from a set's own texts, for a person to answer or edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from framing.annotate.codebook import Status
from framing.compare.suggest import MOST, suggest
from framing.review.codebook_text import codebook_text
from framing.review.concept_questions import make_questions, sentences_of
from framing.review.question import Question
from framing.sets.ids import slug
from framing.sets.manifest import ArticleSet, load_set
from framing.sets.write_set import write_whole
from framing.text.article import Article
from framing.text.inline_links import without_inline_links
from framing.text.layout import lay_out
from framing.text.parser import get_parser
from framing.text.span import Span

_DRAFT = ".draft.toml"  # ending of files that git ignores in a workspace: only they quote the articles


_TO_EDIT = (
    "A draft, made from the texts: labels that may compete, the sharpest contrast first. It is for you to edit:",
    "delete what is no concept of yours, split what names two things, write each referent and what counts, and",
    'set the status of what you keep to "reviewed"; or let framing suggest --review ask you. Then rename the file',
    "to codebook.toml.",
)
_REVIEWED = (
    "Suggested from the texts and accepted by a reader. Make each referent and what counts as naming it your own,",
    "and declare the contrasts that you want tested.",
)


class DraftError(ValueError):
    """A draft that cannot be made or written; the message names the remedy."""


class NothingCompetesError(DraftError):
    """A set in which nothing is there to be asked; no fault of the set."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What ``suggest`` asks about a set, with what is needed to show it. ``sentences`` by article id."""

    article_set: ArticleSet
    questions: tuple[Question, ...]
    sentences: Mapping[str, Sequence[Span]]

    @property
    def articles(self) -> dict[str, Article]:
        """The set's articles by id."""
        return {a.id: a for a in self.article_set.articles}

    def said(self, out: Path) -> str:
        """What was found, where it is, and the next command, for the person at the terminal."""
        folder = self.article_set.folder
        lines = [f"{k}. {', '.join(f'“{label.words}”' for label in q.labels)}" for k, q in enumerate(self.questions, 1)]
        lines += [
            f"{len(self.questions)} concepts whose labels compete, as a draft codebook: {out}",
            f"next: framing suggest {folder} --review asks you about each, with its sentences",
        ]
        return "\n".join(lines)


def make_draft(folder: Path, *, top: int = MOST, parser: str = "auto") -> Draft:
    """Return the questions of a set, nothing written.

    Raises:
        DraftError: There is no parser.
        NothingCompetesError: Nothing competes in the set.
        SetError: The set cannot be read.
    """
    if parser == "none":
        msg = "labels are found by the parse: leave --parser out, or name a model"
        raise DraftError(msg)
    article_set = load_set(folder)
    articles = [replace(a, text=without_inline_links(a.text)) for a in article_set.articles]
    pairs = [(a, lay_out(a)) for a in articles]
    parses = dict(zip((a.id for a, _ in pairs), get_parser(parser).parse_many(pairs), strict=True))
    questions = make_questions(suggest(articles, parses=parses, top=top), articles)
    if not questions:
        msg = (
            f"{folder}: in these {len(pairs)} articles no outlet's own words compete with another's for one thing; "
            f"no codebook was written: write {folder / 'codebook.toml'} by hand, or look wider with --top 20"
        )
        raise NothingCompetesError(msg)
    return Draft(article_set, questions, {a.id: layout.sentences for a, layout in pairs})


def draft_codebook(
    folder: Path, *, out: Path | None = None, top: int = MOST, parser: str = "auto", force: bool = False
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
    out = draft_path(folder, out)
    refuse_to_overwrite(out, force=force)
    write_draft(make_draft(folder, top=top, parser=parser), out)
    return out


def draft_path(folder: Path, out: Path | None) -> Path:
    """Return where the draft goes: ``out``, or the set's own draft file."""
    return out or folder / f"codebook{_DRAFT}"


def refuse_to_overwrite(out: Path, *, force: bool) -> None:
    """Raise :class:`DraftError` if the file is there and ``force`` is false."""
    if out.exists() and not force:
        msg = f"{out}: is there already; --review asks what it asks; or give another --out, or --force to overwrite it"
        raise DraftError(msg)


def write_draft(draft: Draft, out: Path) -> None:
    """Write the questions as a codebook of drafts, whole or not at all."""
    write_whole(out, draft_bytes(draft, out))


def draft_bytes(
    draft: Draft, out: Path, *, kept: Sequence[Question] | None = None, statuses: Mapping[str, Status] | None = None
) -> bytes:
    """Return the file of concepts, the draft's questions if none are ``kept``, as it is to stand at ``out``.

    Sentences of the articles stand in the comments of files that end in ``.draft.toml``, which
    a workspace keeps out of version control; in others only where they are.
    """
    concepts = draft.questions if kept is None else kept
    quoting = out.name.endswith(_DRAFT)
    reviewed = bool(statuses) and all((statuses or {}).get(q.id) == "reviewed" for q in concepts)
    head = _REVIEWED if reviewed else _TO_EDIT
    if quoting:
        head = (*head, "The comments quote the articles: don't pass this file on.")
    text = codebook_text(
        concepts,
        title=draft.article_set.title,
        book_id=(slug(draft.article_set.id) or "codebook") + ("" if reviewed else "-draft"),
        version="1" if reviewed else "draft",
        statuses=statuses,
        comments=_comments(draft, concepts, quoting=quoting),
        head=head,
    )
    return text.encode("utf-8")


def _comments(draft: Draft, concepts: Sequence[Question], *, quoting: bool) -> dict[tuple[str, str], list[str]]:
    articles = draft.articles
    out: dict[tuple[str, str], list[str]] = {}
    for q in concepts:
        out[q.id, ""] = [q.words, *q.evidence]
        for label in q.labels:
            users = sorted({articles[i].outlet or i for i, _ in label.own})
            own = f"{len(label.own)} × in the own words of {', '.join(users)}" if users else "in no outlet's own words"
            lines = [f"{len(label.places)} × in all, {own}"]
            if quoting:
                lines += [f"  {i}: {s}" for i, s in sentences_of(label, articles, draft.sentences)]
            out[q.id, label.words] = lines
    return out
