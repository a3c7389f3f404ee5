"""``framing suggest --review``: the questions one after another in the terminal.

Every answer is written at once, so that one may stop anywhere and go on later.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from framing.review.codebook_text import comment
from framing.review.concept_answers import Answer
from framing.review.concept_questions import sentences_of
from framing.review.draft_codebook import Draft
from framing.review.question import Question

_HELP = (
    "y keep · n drop · r NAME keep under another name · m NUMBER merge into that question · - NUMBER… keep without "
    "these labels · s skip · u undo · q stop"
)


@dataclass(slots=True)
class _Session:
    """What has been answered, in order; ``at`` is the question shown."""

    draft: Draft
    answers: dict[str, Answer]
    done: list[tuple[str, Answer | None]] = field(default_factory=list)
    at: int = 0

    def give(self, answer: Answer) -> None:
        """Take an answer to the question shown and go on to the next open one."""
        question = self.draft.questions[self.at]
        self.done.append((question.id, self.answers.get(question.id)))
        self.answers[question.id] = answer
        self.go_on()

    def go_on(self) -> None:
        """Step to the next question without an answer; past the last one if there is none."""
        asked = self.draft.questions
        self.at = next((k for k in range(self.at + 1, len(asked)) if asked[k].id not in self.answers), len(asked))

    def undo(self) -> bool:
        """Take back the last answer of this session and show its question; false if there is none."""
        if not self.done:
            return False
        question, before = self.done.pop()
        self.answers.pop(question)
        if before is not None:
            self.answers[question] = before
        self.at = next(k for k, q in enumerate(self.draft.questions) if q.id == question)
        return True


def ask(
    draft: Draft,
    answers: dict[str, Answer],
    *,
    read: Callable[[str], str],
    show: Callable[[str], None],
    save: Callable[[dict[str, Answer]], None],
) -> None:
    """Ask what has no answer yet; ``answers`` is changed in place and saved after every change.

    Args:
        draft: The questions and their sentences.
        answers: What was answered before, by question id.
        read: Shows a prompt and returns a line; ``EOFError`` and ``KeyboardInterrupt`` stop.
        show: Shows text.
        save: Keeps the answers; an error of it is passed on.
    """
    session = _Session(draft, answers, at=-1)
    session.go_on()
    show(f"{len(draft.questions)} questions, {len(draft.questions) - len(_open(session))} of them answered. {_HELP}")
    shown = -1
    while session.at < len(draft.questions):
        if session.at != shown:
            show(question_text(draft, session.at))
            shown = session.at
        try:
            line = read("keep? ").strip()
        except (EOFError, KeyboardInterrupt):
            return  # what was answered is saved
        word, _, rest = line.partition(" ")
        if word in ("q", "quit"):
            return
        if word in ("s", "skip"):
            session.go_on()
        elif word in ("u", "undo"):
            if session.undo():
                save(session.answers)
                shown = -1
            else:
                show("nothing to undo in this session")
        elif (answer := _answer(draft, session.at, word, rest.strip())) is None:
            show(_HELP)
        else:
            session.give(answer)
            save(session.answers)


def _open(session: _Session) -> list[Question]:
    return [q for q in session.draft.questions if q.id not in session.answers]


def _answer(draft: Draft, at: int, word: str, rest: str) -> Answer | None:
    """Return what a line says about the question shown, or ``None`` if it says nothing that can be done."""
    if word in ("y", "yes"):
        return Answer(verdict="keep")
    if word in ("n", "no"):
        return Answer(verdict="drop")
    if word == "r" and rest:
        return Answer(verdict="keep", name=comment(rest)[:200])
    numbers = [int(x) - 1 for x in rest.replace(",", " ").split() if x.isdigit()]
    if word == "m" and len(numbers) == 1 and 0 <= numbers[0] < len(draft.questions) and numbers[0] != at:
        return Answer(verdict="merge", into=draft.questions[numbers[0]].id)
    labels = draft.questions[at].labels
    if word == "-" and numbers and all(0 <= k < len(labels) for k in numbers) and len(set(numbers)) < len(labels):
        return Answer(verdict="keep", without=tuple(labels[k].words for k in sorted(set(numbers))))
    return None


def question_text(draft: Draft, at: int) -> str:
    """Return a question as text: its labels by number, who uses each in their own words, and the sentences."""
    q, articles = draft.questions[at], draft.articles
    lines = [
        "",
        f"{at + 1} of {len(draft.questions)}: {comment(q.words)}",
        *(f"  because: {comment(r)}" for r in q.evidence),
    ]
    for k, label in enumerate(q.labels, 1):
        users = sorted({articles[i].outlet or i for i, _ in label.own})
        own = f"own words of {', '.join(map(comment, users))}" if users else "nobody's own words"
        lines.append(f"  [{k}] {comment(label.words)} ({len(label.places)} ×, {own})")
        for article_id, sentence in sentences_of(label, articles, draft.sentences):
            lines.append(f"      {comment(articles[article_id].outlet or article_id)}: {comment(sentence)}")
    return "\n".join(lines)
