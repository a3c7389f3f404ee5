"""What ``framing suggest`` does: a draft, a page, questions in the terminal, or a codebook from answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from framing.review.answered_codebook import codebook_from_answers, review_concepts
from framing.review.concept_page import write_page
from framing.review.draft_codebook import NothingCompetesError, draft_path, make_draft, refuse_to_overwrite, write_draft


@dataclass(frozen=True, slots=True)
class SuggestRequest:
    """What the command was asked; see its options."""

    folder: Path
    out: Path | None
    top: int
    parser: str
    force: bool
    review: bool = False
    page: bool = False
    answers: Path | None = None


def run_suggest(asked: SuggestRequest, *, say: Callable[[str], None], read: Callable[[str], str] = input) -> None:
    """Do what was asked and say what there is and what comes next.

    A set in which nothing competes is an answer and no error: it is said, and nothing written.

    Raises:
        DraftError: A file is in the way, or there is no parser.
        AnswerError: The answers cannot be used.
        SetError: The set cannot be read.
    """
    try:
        if asked.answers is not None:
            say(
                codebook_from_answers(
                    asked.folder, asked.answers, out=asked.out, top=asked.top, parser=asked.parser, force=asked.force
                )
            )
        elif asked.review:
            say(
                review_concepts(
                    asked.folder,
                    out=asked.out,
                    top=asked.top,
                    parser=asked.parser,
                    force=asked.force,
                    read=read,
                    show=say,
                )
            )
        else:
            _draft(asked, say)
    except NothingCompetesError as e:
        say(str(e))


def _draft(asked: SuggestRequest, say: Callable[[str], None]) -> None:
    where = draft_path(asked.folder, asked.out)
    refuse_to_overwrite(where, force=asked.force)
    draft = make_draft(asked.folder, top=asked.top, parser=asked.parser)
    write_draft(draft, where)
    if asked.page:
        say(f"questions as a page: {write_page(draft, where, force=asked.force)}")
    say(draft.said(where))
