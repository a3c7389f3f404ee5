"""The nbgrader assignment: quiet checks with helpful messages, right marks, broken notebooks graded all the same."""

from __future__ import annotations

import copy
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from matplotlib.figure import Figure
from nbformat import NotebookNode

from framing.teach import assignment_checks as checks
from framing.teach.assignment import favourite_labels, label_shares, planted_mentions

COURSE = "notebooks/teach"


@pytest.fixture(scope="module")
def mentions(root: Path) -> pd.DataFrame:
    return pd.read_csv(root / COURSE / "source" / "naming" / "mentions.csv")


@pytest.fixture(scope="module")
def own(mentions: pd.DataFrame) -> pd.DataFrame:
    return mentions[mentions["voice"].isin(checks.OWN_VOICE)]


def test_the_data_file_is_what_was_planted(root: Path, mentions: pd.DataFrame) -> None:
    planted = planted_mentions(root / "corpus" / "harbour-blockade")
    pd.testing.assert_frame_equal(mentions, planted.astype(mentions.dtypes.to_dict()))


def test_shares_and_intervals(own: pd.DataFrame) -> None:
    shares = label_shares(own, concept="people-in-boats", label="protesters").set_index("outlet")
    herald = own[(own["outlet"] == "Porthwick Herald") & (own["concept"] == "people-in-boats")]
    assert shares.loc["Porthwick Herald", "share"] == pytest.approx((herald["label"] == "protesters").mean())
    assert shares.loc["Porthwick Herald", "n"] == len(herald)
    assert (shares["low"] <= shares["share"]).all()
    assert (shares["share"] <= shares["high"]).all()
    favourites = favourite_labels(own, concept="people-in-boats")
    assert dict(zip(favourites["outlet"], favourites["label"], strict=True)) == {
        "National Courier": "extremists",
        "Open Water": "meadow defenders",
        "Porthwick Herald": "protesters",
        "Skellan Ledger": "blockaders",
    }
    assert label_shares(own.iloc[:0], concept="people-in-boats", label="x").empty


def count(answer: object, mentions: pd.DataFrame) -> None:
    checks.check_count(answer, mentions, outlet="National Courier", label="extremists", voice="outlet")


def shares_of(own: pd.DataFrame) -> pd.DataFrame:
    people = own[own["concept"] == "people-in-boats"]
    hit = people.assign(hit=people["label"] == "protesters").groupby("outlet")["hit"]
    return pd.DataFrame({"share": hit.mean(), "n": hit.size()}).reset_index()


def shares(answer: object, mentions: pd.DataFrame) -> None:
    checks.check_shares(answer, mentions, concept="people-in-boats", label="protesters")


def drawn() -> Figure:
    figure = Figure()
    axes = figure.subplots()
    axes.barh(["a"], [1])
    axes.set_xlabel("share")
    return figure


def test_right_answers_pass_in_silence(
    mentions: pd.DataFrame, own: pd.DataFrame, capfd: pytest.CaptureFixture[str]
) -> None:
    wanted = (mentions["outlet"] == "National Courier") & (mentions["label"] == "extremists")
    count(int((wanted & (mentions["voice"] == "outlet")).sum()), mentions)
    checks.check_own_voice(own, mentions)
    shares(shares_of(own), mentions)
    shares(shares_of(own).set_index("outlet"), mentions)
    intervals = favourite_labels(own, concept="people-in-boats")
    checks.check_interval_reading(set(intervals.loc[intervals["low"] > 0.5, "outlet"]), intervals, value=0.5)
    checks.check_chart(drawn(), "Bar chart of one made-up share, one bar, which is one; nothing else is in it at all.")
    out = capfd.readouterr()
    assert (out.out, out.err) == ("", "")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (None, "there is no number yet"),
        (14, "you counted every voice"),
        (3, "keep rows with this outlet AND this label"),
        (2.5, "a count is a whole number"),
        ("many", "could not be read"),
        (True, "a count is a whole number"),
    ],
)
def test_a_wrong_count_is_explained(mentions: pd.DataFrame, answer: object, message: str) -> None:
    every = mentions[(mentions["outlet"] == "National Courier") & (mentions["label"] == "extremists")]
    assert len(every) == 14
    with pytest.raises(AssertionError, match=message):
        count(answer, mentions)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda own: own[own["voice"] == "outlet"], "headlines are the outlet's own words too"),
        (lambda own: own.drop(columns="date"), "date is gone"),
        (lambda own: own.iloc[1:], "mentions stand in"),
        (len, "must be a table"),
        (lambda own: own.assign(voice="quoted"), "still rows with voice quoted"),
    ],
)
def test_a_wrong_filter_is_explained(
    mentions: pd.DataFrame, own: pd.DataFrame, spoil: Callable[[pd.DataFrame], object], message: str
) -> None:
    with pytest.raises(AssertionError, match=message):
        checks.check_own_voice(spoil(own), mentions)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda t: t.drop(columns="n"), "no column n"),
        (lambda t: t.assign(share=t["share"] * 100), "not in per cent"),
        (lambda t: t.assign(n=t["n"] + 1), "n is all own-voice mentions"),
        (lambda t: t.assign(share=0.3), "divided by n"),
        (lambda t: t.iloc[1:], "one row for each outlet"),
        (lambda t: t["share"], "must be a table"),
        (lambda t: t.assign(share="much"), "could not be read"),
    ],
)
def test_wrong_shares_are_explained(
    mentions: pd.DataFrame, own: pd.DataFrame, spoil: Callable[[pd.DataFrame], object], message: str
) -> None:
    with pytest.raises(AssertionError, match=message):
        shares(spoil(shares_of(own)), mentions)


def test_misread_intervals_and_empty_charts_are_explained(own: pd.DataFrame) -> None:
    intervals = favourite_labels(own, concept="people-in-boats")
    for answer, message in (
        (set(intervals["outlet"]), "look at the interval's lower end"),
        (set(), "when its lower end"),
        ({"The Moon"}, "no outlet is called The Moon"),
        ("Skellan Ledger", "a set of names"),
        (3, "could not be read"),
    ):
        with pytest.raises(AssertionError, match=message):
            checks.check_interval_reading(answer, intervals, value=0.5)
    for figure, alt, message in (
        (None, "", "must be a matplotlib figure"),
        (Figure(), "", "must be a matplotlib figure"),
        (drawn(), "A chart.", "type of chart, data"),
    ):
        with pytest.raises(AssertionError, match=message):
            checks.check_chart(figure, alt)


def test_a_noisy_answer_does_not_reach_standard_error(
    mentions: pd.DataFrame, capfd: pytest.CaptureFixture[str]
) -> None:
    class Noisy:
        def __int__(self) -> int:
            print("hello", file=sys.stderr)  # noqa: T201 - the noise is the case
            raise ValueError

    with pytest.raises(AssertionError, match="could not be read"):
        count(Noisy(), mentions)
    assert capfd.readouterr().err == ""


# --- nbgrader itself ---------------------------------------------------------------------------------------------


def nbgrader(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    own_places = {
        name: str(course / "home") for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")
    }
    return subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=course,
        env={**os.environ, **own_places, "MPLBACKEND": "agg"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def cell_of(nb: NotebookNode, name: str) -> int:
    return next(i for i, c in enumerate(nb.cells) if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def broken(key: NotebookNode) -> NotebookNode:
    """The key's notebook, broken in every way that students find, in cells that should still get their points."""
    nb = copy.deepcopy(key)
    del nb.cells[cell_of(nb, "count")]  # an answer deleted ...
    del nb.cells[cell_of(nb, "count-check")]  # ... with its check
    at = cell_of(nb, "own")
    again = copy.deepcopy(nb.cells[at])  # a cell doubled, the copy spoilt and put first
    again["id"] = "doubled"
    again.source = "own = mentions\nraise NotImplementedError"
    nb.cells.insert(at, again)
    at = cell_of(nb, "shares")  # an answer retyped as Markdown
    nb.cells[at] = nbformat.v4.new_markdown_cell(nb.cells[at].source, metadata=nb.cells[at].metadata)
    at = cell_of(nb, "above")  # an answer that prints to standard error
    nb.cells[at].source = 'import sys\nprint("oh dear", file=sys.stderr)\n' + nb.cells[at].source
    del nb.cells[cell_of(nb, "chart-check")]  # a check deleted alone
    for name in ("above", "above-check"):  # cells that an editor stripped of nbgrader's notes
        del nb.cells[cell_of(nb, name)].metadata["nbgrader"]
    return nb


# What pupils can do to get points without an answer, written before the solution of the first task or instead of it.
ATTACKS = {
    "emptied": "mentions = mentions.iloc[:0]\n",
    "filtered": 'mentions = mentions[mentions["voice"].isin(["outlet", "headline"])].head(4)\n',
    "replaced": """
class Checks:
    OWN_VOICE = ("outlet", "headline")
    def __getattr__(self, name):
        return lambda *answers, **known: None
import framing.teach.assignment_checks as module
for name in dir(module):
    if name.startswith("check_"):
        setattr(module, name, lambda *answers, **known: None)
checks = Checks()
mentions = mentions.iloc[:0]
""",
    "silent": "def hand_in(task, answer): pass\nmentions = mentions.iloc[:0]\n",
    "guessing": """
once = hand_in
def hand_in(task, answer):
    for guess in range(30):
        once(task, guess)
""",
}


def attacked(key: NotebookNode, attack: str) -> NotebookNode:
    nb = copy.deepcopy(key)
    at = cell_of(nb, "count")
    nb.cells[at].source = attack + nb.cells[at].source
    return nb


@pytest.fixture(scope="module")
def graded(root: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    pytest.importorskip("nbgrader", reason="nbgrader (extra teach) is not installed")
    course = tmp_path_factory.mktemp("course") / "teach"
    shutil.copytree(root / COURSE, course)
    made = nbgrader(course, "generate_assignment", "naming")
    assert made.returncode == 0, made.stderr
    key = nbformat.read(course / "source" / "naming" / "naming.ipynb", as_version=4)
    for student, nb in (
        ("empty", nbformat.read(course / "release" / "naming" / "naming.ipynb", as_version=4)),
        ("key", key),
        ("broken", broken(key)),
        *((name, attacked(key, attack)) for name, attack in ATTACKS.items()),
    ):
        shutil.copytree(course / "release" / "naming", course / "submitted" / student / "naming")
        nbformat.write(nb, course / "submitted" / student / "naming" / "naming.ipynb")
    done = nbgrader(course, "autograde", "naming")
    assert done.returncode == 0, done.stderr
    return course, done.stderr


def scores(course: Path, student: str) -> dict[str, float | None]:
    with sqlite3.connect(course / "gradebook.db") as db:
        rows = db.execute(
            "SELECT base_cell.name, grade.auto_score FROM grade JOIN base_cell ON grade.cell_id = base_cell.id"
            " JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id"
            " JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id"
            " WHERE submitted_assignment.student_id = ?",
            (student,),
        ).fetchall()
    db.close()
    return dict(rows)


FULL = {"count-check": 2, "own-check": 2, "shares-check": 3, "above-check": 2, "chart-check": 1}


def test_the_version_for_students_holds_no_answer_and_scores_nothing(graded: tuple[Path, str]) -> None:
    course, _ = graded
    given = (course / "release" / "naming" / "naming.ipynb").read_text(encoding="utf-8")
    assert "BEGIN SOLUTION" not in given
    assert "Mark scheme" not in given
    assert set(scores(course, "empty").values()) == {0}


def test_the_key_gets_full_marks_and_the_rest_waits_for_a_person(graded: tuple[Path, str]) -> None:
    assert scores(graded[0], "key") == {**FULL, "chart": None, "meaning": None}


def test_a_broken_notebook_is_graded_and_told_what_was_wrong(graded: tuple[Path, str]) -> None:
    course, log = graded
    assert scores(course, "broken") == {**FULL, "count-check": 0, "chart": None, "meaning": None}
    nb = nbformat.read(course / "autograded" / "broken" / "naming" / "naming.ipynb", as_version=4)
    note = nb.cells[0].source
    for said in (
        "“count” was missing",
        "“count-check” was missing",
        "“chart-check” was missing",
        "“own” stood 2 times",
        "“above-check” had lost its marks",
        "“shares” was markdown and was made code again",
    ):
        assert said in note
        assert said in log


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_trick_gets_a_point(graded: tuple[Path, str], attack: str) -> None:
    given = scores(graded[0], attack)
    assert {name: given[name] for name in FULL if name != "chart-check"} == dict.fromkeys(
        set(FULL) - {"chart-check"}, 0
    )
