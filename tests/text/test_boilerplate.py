import tomllib
from pathlib import Path

import pytest

from framing.text.article import Article
from framing.text.boilerplate import kind_of
from framing.text.layout import lay_out

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "boilerplate.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("paragraph", "kind"), CASES["paragraphs"], ids=lambda v: v[:30])
def test_paragraph_is_told_by_its_look(paragraph: str, kind: str) -> None:
    assert (kind_of(paragraph) or "") == kind


def test_what_follows_read_more_is_furniture_until_the_text_goes_on() -> None:
    text = (
        "Boats leave\n\nThe boats left.\n\nRead more:\n\nCrews vote on strike\n\n"
        "Mayor visits quay\n\nThe quay was calm on Monday."
    )
    layout = lay_out(Article("a", text))
    assert [b.span.of(text) for b in layout.boilerplate] == ["Read more:", "Crews vote on strike", "Mayor visits quay"]
    assert [p.of(text) for p in layout.paragraphs] == ["The boats left.", "The quay was calm on Monday."]


def test_unpunctuated_lines_after_furniture_at_the_foot_are_furniture() -> None:
    text = "Boats leave\nThe boats left.\nThe quay was calm.\nNobody spoke.\nShare on Facebook\nQuay Times Radio"
    assert [b.span.of(text) for b in lay_out(Article("a", text)).boilerplate] == [
        "Share on Facebook",
        "Quay Times Radio",
    ]


def test_a_notice_joined_to_a_paragraph_is_furniture_and_the_rest_is_text() -> None:
    text = (
        "Boats leave\n\nThe boats left on Monday. Sign up to receive the news of the quay. Nobody spoke.\n\n"
        "“Click here,” the pilot said. Follow her on Twitter at @pilot.\n\nThe quay was calm."
    )
    layout = lay_out(Article("a", text))
    assert [b.span.of(text) for b in layout.boilerplate] == [
        "Sign up to receive the news of the quay.",
        "Follow her on Twitter at @pilot.",
    ]
    assert "“Click here,” the pilot said." in [p.of(text) for p in layout.paragraphs]
    assert all(b.span not in layout.sentences for b in layout.boilerplate)


def test_a_form_is_furniture_with_its_fields() -> None:
    text = (
        "Boats leave\n\nThe boats left on Monday.\n\nThe Morning Quay. Sign up to receive the news. Choose your "
        "harbour Orrby Lund Sele Please wait. You may unsubscribe at any time.\n\nThe quay was calm."
    )
    assert [p.of(text) for p in lay_out(Article("a", text)).paragraphs] == [
        "The boats left on Monday.",
        "The quay was calm.",
    ]


def test_headline_printed_twice_is_kept_once() -> None:
    text = "Boats leave harbour\n\nBoats leave harbour\nThe boats left on Monday."
    layout = lay_out(Article("a", text, title="Boats leave harbour"))
    assert layout.headline is not None
    assert layout.headline.start == 0
    assert [(b.span.start, b.kind) for b in layout.boilerplate] == [(21, "repeated-headline")]


def test_real_set_boilerplate(iraq: Path, gold: dict[str, list[dict[str, object]]]) -> None:
    manifest = tomllib.loads((iraq / "articles.toml").read_text(encoding="utf-8"))
    hit = wrong = missed = 0
    for entry in manifest["article"]:
        text = (iraq / entry["file"]).read_bytes().decode("utf-8")
        layout = lay_out(Article(entry["id"], text, title=entry.get("title")))
        found = {i for b in layout.boilerplate for i in range(b.span.start, b.span.end)}
        spans = [(int(str(b["start"])), int(str(b["end"]))) for b in gold["boilerplate"] if b["article"] == entry["id"]]
        true = {i for start, end in spans for i in range(start, end)}
        hit, wrong, missed = hit + len(found & true), wrong + len(found - true), missed + len(true - found)
    assert 2 * hit / (2 * hit + wrong + missed) >= 0.97
