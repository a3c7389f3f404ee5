from pathlib import Path

import pytest
from books import HEAD, concept

from framing.annotate.codebook import CodebookError, parse_codebook, read_codebook
from framing.annotate.terms import Finder


def test_reads_what_is_written() -> None:
    book = parse_codebook(HEAD + concept("boats", ("boats", "boat*")))
    assert book.concept("boats").variants[0].patterns == ("boat*",)
    assert len(book.sha256) == 64


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("[codebook", "not TOML"),
        (HEAD, "concept: this field is required"),
        (HEAD + concept("a", ("x", "x")) + 'colour = "red"\n', "line 13: concept.0.variant.0.colour: unknown field"),
        (HEAD + concept("a", ("x", "x"), ("x", "y")), "label of 'a' 'x' stands twice"),
        (HEAD + concept("a", ("x", "x")) + concept("a", ("y", "y")), "concept 'a' stands twice"),
        (HEAD + concept("Bad Id", ("x", "x")), "line 6: concept.0.id"),
        (
            HEAD + concept("a", ("x", "x")) + 'ratings = [{axis = "tone", rater = "1", value = 1}]\n',
            "no [[axis]] declares",
        ),
        (HEAD + '[[contrast]]\nconcept = "a"\na = ["x"]\nb = ["z"]\n' + concept("a", ("x", "x")), "label 'z'"),
    ],
)
def test_error_names_place_and_remedy(source: str, says: str) -> None:
    with pytest.raises(CodebookError) as caught:
        parse_codebook(source, path="book.toml")
    assert says in str(caught.value)
    assert "book.toml" in str(caught.value)


def test_rating_off_its_axis_is_refused() -> None:
    axis = '[[axis]]\nname = "tone"\nlow = -2\nhigh = 2\nmeaning = "m"\n[[rater]]\nid = "1"\n'
    rated = concept("a", ("x", "x")) + 'ratings = [{axis = "tone", rater = "1", value = 3}]\n'
    with pytest.raises(CodebookError, match="runs -2 to 2"):
        parse_codebook(HEAD + axis + rated)


def test_pattern_claimed_twice_names_both_lines(tmp_path: Path) -> None:
    path = tmp_path / "book.toml"
    path.write_text(HEAD + concept("a", ("x", "old boats")) + concept("b", ("y", "Old-boats")), encoding="utf-8")
    with pytest.raises(CodebookError, match=r"'old boats' \(line 12.*'Old-boats' \(line 20"):
        Finder(read_codebook(path))


def test_missing_file_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no such codebook"):
        read_codebook(tmp_path / "none.toml")


def test_a_concept_is_reviewed_unless_it_says_draft() -> None:
    one, two = concept("a", ("x", "x")), concept("b", ("y", "y"))
    book = parse_codebook(HEAD + one + two.replace('id = "b"', 'id = "b"\nstatus = "draft"'))
    assert book.drafts == {"b"}
    assert book.concept("a").status == "reviewed"
    with pytest.raises(CodebookError, match="status"):
        parse_codebook(HEAD + one.replace('id = "a"', 'id = "a"\nstatus = "maybe"'))


def test_aspects_and_actors_can_be_declared() -> None:
    declared = '\n[[emphasis]]\naspect = "money"\n\n[[treatment]]\nactor = "Mara Lund"\n'
    book = parse_codebook(HEAD + concept("a", ("x", "x")) + declared)
    assert [e.aspect for e in book.emphasis] == ["money"]
    assert [(t.actor, t.polarity) for t in book.treatment] == [("Mara Lund", "negative")]
    with pytest.raises(CodebookError, match="aspect 'mony', which is none of money"):
        parse_codebook(HEAD + concept("a", ("x", "x")) + declared.replace("money", "mony"))
