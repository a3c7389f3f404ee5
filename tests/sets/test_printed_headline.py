from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.annotate.annotate import annotate
from framing.sets.importers.candidate import Facts, Found
from framing.sets.importers.printed_headline import with_printed_headline
from framing.sets.intake import import_articles
from framing.sets.manifest import load_set
from framing.text.article import Article
from framing.text.layout import lay_out

BODY = "The lamp on the mole went out at dusk.\n\nTwo boats turned back, the harbour board said on Friday."


def found(text: str, title: str | None) -> Found:
    return Found("row 1", "row-1", text, Facts(title=title, outlet="The Lamp"))


@pytest.mark.parametrize(
    ("text", "title", "first"),
    [
        (BODY, "Boats turn back as lamp fails", "Boats turn back as lamp fails"),
        (f"Boats turn back as lamp fails\n\n{BODY}", "Boats turn back as lamp fails", "Boats turn back as lamp fails"),
        (f"HOME / SEA\n\nBoats turn back as lamp fails\n\n{BODY}", "Boats turn back as lamp fails", "HOME / SEA"),
        (
            f"Boats turn back as the lamp fails\n\n{BODY}",
            "Boats turn back: lamp fails",
            "Boats turn back as the lamp fails",
        ),
        (f"Image copyright Example\n\n{BODY}", "Boats turn back", "Boats turn back"),
        (BODY, None, "The lamp on the mole went out at dusk."),
        (BODY, "word " * 60, "The lamp on the mole went out at dusk."),
    ],
)
def test_a_title_that_the_text_lacks_becomes_its_first_line(text: str, title: str | None, first: str) -> None:
    made = with_printed_headline(found(text, title))
    assert made.text.split("\n")[0] == first
    assert made.headline_added == (made.text != text)
    assert made.text.endswith(text.lstrip())


def test_imported_headlines_are_analysed_and_a_second_import_changes_nothing(tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    rows = [
        {"outlet": "A", "title": "Rioters storm lamp house", "text": f"Image copyright Example. \n\n{BODY}"},
        {"outlet": "B", "title": "Marchers visit lamp house", "text": BODY},
    ]
    table.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    import_articles(table, tmp_path / "set")
    before = (tmp_path / "set" / "articles.toml").read_bytes()
    import_articles(table, tmp_path / "set")
    assert (tmp_path / "set" / "articles.toml").read_bytes() == before
    read = load_set(tmp_path / "set")
    assert [e.headline_from for e in read.entries] == ["title field"] * 2
    heads = [annotate(a, parser="none").layout.headline for a in read.articles]
    assert [h.of(a.text) for h, a in zip(heads, read.articles, strict=True) if h] == [r["title"] for r in rows]


def test_the_texts_of_an_article_set_stay_as_they_are(tmp_path: Path) -> None:
    table = tmp_path / "rows.jsonl"
    table.write_text(json.dumps({"outlet": "A", "text": BODY}), encoding="utf-8")
    import_articles(table, tmp_path / "one")
    manifest = tmp_path / "one" / "articles.toml"
    manifest.write_text(
        manifest.read_text(encoding="utf-8").replace('outlet = "A"', 'outlet = "A"\ntitle = "Lamp fails"'),
        encoding="utf-8",
    )
    import_articles(tmp_path / "one", tmp_path / "two")
    assert [a.text for a in load_set(tmp_path / "two").articles] == [
        a.text for a in load_set(tmp_path / "one").articles
    ]


@pytest.mark.parametrize(
    "line", ["Image copyright Example", "Media caption A boat leaves the mole", "A guard on the mole"]
)
def test_a_caption_is_no_headline_where_the_title_is_known(line: str) -> None:
    assert lay_out(Article("a", f"{line}\n\n{BODY}", title="Boats turn back")).headline is None
