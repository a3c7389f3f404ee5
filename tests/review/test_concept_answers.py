from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from framing.annotate.codebook import read_codebook
from framing.review.answered_codebook import codebook_from_answers, review_concepts
from framing.review.concept_answers import Answer, AnswerError, apply_answers, read_answers, write_answers
from framing.review.concept_page import page_html, write_page
from framing.review.draft_codebook import Draft, DraftError, draft_codebook, make_draft
from framing.review.question import AskedLabel, Question


def question(name: str, *labels: str) -> Question:
    return Question(name, name, tuple(AskedLabel(x, (x,), (), ()) for x in labels), ())


ASKED = (question("boats", "boats", "craft"), question("mob", "mob", "crowd"), question("people", "people", "folk"))


def left(answers: dict[str, Answer]) -> dict[str, tuple[str, list[str]]]:
    concepts, statuses = apply_answers(ASKED, answers)
    return {q.name: (statuses[q.id], [x.words for x in q.labels]) for q in concepts}


def test_answers_decide_what_is_left_and_its_status() -> None:
    got = left(
        {
            "boats": Answer(verdict="keep", name="the boats", without=("craft",)),
            "mob": Answer(verdict="merge", into="people"),
            "gone": Answer(verdict="drop"),
        }
    )
    assert got == {
        "the boats": ("reviewed", ["boats"]),
        "people": ("draft", ["mob", "crowd", "people", "folk"]),
    }
    assert left({}) == {q.name: ("draft", [x.words for x in q.labels]) for q in ASKED}
    assert left({q.id: Answer(verdict="drop") for q in ASKED}) == {}


@pytest.mark.parametrize(
    "answers",
    [
        {"boats": Answer(verdict="merge", into="nowhere")},
        {"boats": Answer(verdict="merge", into="boats")},
        {"boats": Answer(verdict="merge", into="mob"), "mob": Answer(verdict="merge", into="boats")},
        {"boats": Answer(verdict="merge", into="mob"), "mob": Answer(verdict="drop")},
    ],
)
def test_a_merge_that_leads_nowhere_is_an_error(answers: dict[str, Answer]) -> None:
    with pytest.raises(AnswerError, match="merged into"):
        apply_answers(ASKED, answers)


def test_answers_are_read_as_they_were_written(tmp_path: Path) -> None:
    given = {"a": Answer(verdict="keep", name="x"), "b": Answer(verdict="merge", into="a", without=("y",))}
    path = tmp_path / "codebook.answers.json"
    write_answers(path, given, set_id="s")
    assert read_answers(path) == given
    assert read_answers(tmp_path / "none.json") == {}


@pytest.mark.parametrize("text", ["[]", "{", '{"form": "x", "article_set": "s", "answers": {}}', "\x00"])
def test_other_files_are_no_answers(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AnswerError, match=r"x\.json"):
        read_answers(path)


@pytest.fixture(scope="module")
def drafted(root: Path) -> Draft:
    return make_draft(root / "corpus" / "harbour-blockade")


@pytest.fixture
def demo(root: Path, tmp_path: Path, drafted: Draft, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo set, whose questions are made once for all tests."""
    folder = tmp_path / "set"
    shutil.copytree(root / "corpus" / "harbour-blockade", folder)
    made = replace(drafted, article_set=replace(drafted.article_set, folder=folder))
    monkeypatch.setattr("framing.review.answered_codebook.make_draft", lambda *_, **__: made)
    monkeypatch.setattr("framing.review.draft_codebook.make_draft", lambda *_, **__: made)
    return folder


def typed(*lines: str) -> Callable[[str], str]:
    """A reader at the terminal who types these lines and then closes it."""
    left: Iterator[str] = iter(lines)

    def read(prompt: str) -> str:
        del prompt
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    return read


def statuses(folder: Path) -> dict[str, str]:
    return {c.name: c.status for c in read_codebook(folder / "codebook.draft.toml").concepts}


def test_the_terminal_asks_saves_undoes_and_goes_on(demo: Path) -> None:
    shown: list[str] = []
    review_concepts(demo, read=typed("y", "n", "u", "r the raid", "what"), show=shown.append)
    first, second, *others = statuses(demo).items()
    assert (first[1], second) == ("reviewed", ("the raid", "reviewed"))
    assert {status for _, status in others} == {"draft"}
    assert "1 of " in shown[1]
    assert "mob" in shown[1]
    shown.clear()
    review_concepts(demo, read=typed("n", "q"), show=shown.append)
    assert "3 of " in shown[1]
    assert len(statuses(demo)) == 1 + len(others)
    answers = json.loads((demo / "codebook.answers.json").read_text(encoding="utf-8"))
    assert [a["verdict"] for a in answers["answers"].values()] == ["keep", "keep", "drop"]


def test_an_interrupt_keeps_what_was_answered(demo: Path) -> None:
    lines = iter(["y"])

    def read(prompt: str) -> str:
        del prompt
        for line in lines:
            return line
        raise KeyboardInterrupt

    assert "1 concepts reviewed" in review_concepts(demo, read=read, show=lambda _: None)
    assert next(iter(statuses(demo).values())) == "reviewed"


def test_a_codebook_edited_by_hand_is_not_overwritten(demo: Path) -> None:
    written = draft_codebook(demo)
    review_concepts(demo, read=typed("y"), show=lambda _: None)
    written.write_text(written.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    with pytest.raises(DraftError, match="edited by hand"):
        review_concepts(demo, read=typed("y"), show=lambda _: None)
    review_concepts(demo, read=typed("y"), show=lambda _: None, force=True)
    assert "# mine" not in written.read_text(encoding="utf-8")


def test_dropping_all_leaves_no_codebook(demo: Path) -> None:
    said = review_concepts(demo, read=typed(*["n"] * 20), show=lambda _: None)
    assert "no codebook written" in said
    assert not (demo / "codebook.draft.toml").exists()


def test_a_file_of_answers_makes_a_codebook_without_sentences(demo: Path, drafted: Draft, tmp_path: Path) -> None:
    draft = drafted
    given = tmp_path / "given.json"
    write_answers(given, {q.id: Answer(verdict="keep") for q in draft.questions}, set_id="x")
    out = demo / "made.toml"
    assert "0 open" in codebook_from_answers(demo, given, out=out)
    book = read_codebook(out)
    assert not book.drafts
    assert book.version == "1"
    assert "rope" not in out.read_text(encoding="utf-8")
    with pytest.raises(DraftError, match="no such file of answers"):
        codebook_from_answers(demo, tmp_path / "none.json", out=out)


def test_the_page_escapes_what_it_shows(demo: Path, drafted: Draft) -> None:
    draft = drafted
    hostile = AskedLabel("<script>x</script>", ("x",), (), ())
    odd = Question("odd", '"><img src=x onerror=y>', (hostile, hostile), ("</fieldset>",))
    page = page_html(Draft(draft.article_set, (*draft.questions, odd), draft.sentences))
    assert page.count("<script") == 2
    assert "<img" not in page
    assert page.count("<fieldset") == page.count("</fieldset>") == len(draft.questions) + 1
    assert "<mark>mob</mark>" in page or "<mark>protesters</mark>" in page
    written = write_page(draft, demo / "codebook.draft.toml")
    assert written.name == "codebook.draft.html"
    with pytest.raises(DraftError, match="--force"):
        write_page(draft, demo / "codebook.draft.toml")
