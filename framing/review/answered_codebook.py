"""From questions to a codebook that holds the reader's answers, in the terminal or from a file of answers."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path

from framing.compare.suggest import MOST
from framing.review.ask_concepts import ask
from framing.review.concept_answers import Answer, apply_answers, read_answers, write_answers
from framing.review.draft_codebook import Draft, DraftError, draft_bytes, draft_path, make_draft
from framing.sets.write_set import write_whole


def answers_path(out: Path) -> Path:
    """Return where the answers to a draft are kept: beside it, ``codebook.answers.json``.

    >>> answers_path(Path("corpus/first/codebook.draft.toml")).name
    'codebook.answers.json'
    """
    return out.with_name(f"{out.name.removesuffix('.toml').removesuffix('.draft')}.answers.json")


def review_concepts(
    folder: Path,
    *,
    out: Path | None = None,
    top: int = MOST,
    parser: str = "auto",
    force: bool = False,
    read: Callable[[str], str],
    show: Callable[[str], None],
) -> str:
    """Ask about a set's suggestions in the terminal, write answers and codebook after each, and say what there is.

    Raises:
        DraftError: The codebook was edited since (and ``force`` is false), or nothing competes.
        AnswerError: The answers of an earlier session cannot be read.
    """
    out = draft_path(folder, out)
    kept = answers_path(out)
    draft, answers = make_draft(folder, top=top, parser=parser), read_answers(kept)
    _refuse_edited(draft, answers, out, force=force)

    def save(given: Mapping[str, Answer]) -> None:
        write_answers(kept, given, set_id=draft.article_set.id)
        _write(draft, given, out)

    _write(draft, answers, out)
    ask(draft, answers, read=read, show=show, save=save)
    return _said(draft, answers, out, kept)


def codebook_from_answers(
    folder: Path, given: Path, *, out: Path | None = None, top: int = MOST, parser: str = "auto", force: bool = False
) -> str:
    """Write the codebook that a file of answers makes, and say what it holds.

    Raises:
        DraftError: The codebook is there (and ``force`` is false), or nothing competes.
        AnswerError: There are no such answers, or they cannot be used.
    """
    out = draft_path(folder, out)
    if not given.is_file():
        msg = f"{given}: no such file of answers; give the one that --review or the page saved"
        raise DraftError(msg)
    draft, answers = make_draft(folder, top=top, parser=parser), read_answers(given)
    _refuse_edited(draft, answers, out, force=force)
    _write(draft, answers, out)
    return _said(draft, answers, out, given)


def _bytes(draft: Draft, answers: Mapping[str, Answer], out: Path) -> bytes | None:
    """The codebook that the answers make; ``None`` if they leave no concept."""
    concepts, statuses = apply_answers(draft.questions, answers)
    return draft_bytes(draft, out, kept=concepts, statuses=statuses) if concepts else None


def _write(draft: Draft, answers: Mapping[str, Answer], out: Path) -> None:
    made = _bytes(draft, answers, out)
    if made is not None:
        write_whole(out, made)
    else:
        out.unlink(missing_ok=True)  # it was ours: _refuse_edited has seen to that


def _refuse_edited(draft: Draft, answers: Mapping[str, Answer], out: Path, *, force: bool) -> None:
    """Refuse to overwrite a codebook that is neither the untouched draft nor what these answers made of it."""
    made = functools.partial(_bytes, draft, out=out)
    if out.exists() and not force and out.read_bytes() not in (made(answers={}), made(answers=answers)):
        msg = (
            f"{out}: is there and is not what this command wrote (edited by hand, or the articles have changed); "
            "give another --out, or --force to overwrite it"
        )
        raise DraftError(msg)


def _said(draft: Draft, answers: Mapping[str, Answer], out: Path, kept: Path) -> str:
    concepts, statuses = apply_answers(draft.questions, answers)
    n_open = sum(status == "draft" for status in statuses.values())
    if not concepts:
        return f"all {len(draft.questions)} suggestions dropped: no codebook written; answers in {kept}"
    folder, final = draft.article_set.folder, draft.article_set.folder / "codebook.toml"
    lines = [f"{len(concepts) - n_open} concepts reviewed, {n_open} open (status draft) in {out}; answers in {kept}"]
    unknown = sorted(answers.keys() - {q.id for q in draft.questions})
    if unknown:
        lines.append(f"answers to what is no longer asked, passed over: {', '.join(unknown)}")
    if out != final:
        lines.append(f"next: framing suggest {folder} --answers {kept} --out {final}")
    return "\n".join(lines)
