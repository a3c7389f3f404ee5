"""Outlet names that need a look: each kind with one that is in order."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.sets.intake import import_articles
from framing.sets.manifest import SetError, load_set
from framing.sets.manifest_fields import ArticleEntry
from framing.sets.outlet_entries import OutletEntry
from framing.sets.outlet_names import doubtful_outlets


def entry(id_: str, outlet: str, url: str | None = None) -> ArticleEntry:
    return ArticleEntry(id=id_, outlet=outlet, url=url, file=f"texts/{id_}.txt", sha256="0" * 64)


@pytest.mark.parametrize(
    ("outlet", "url", "said"),
    [
        ("coast.example.com", None, "an address"),
        ("www.coast.example", None, "an address"),
        ("article (3)", None, "a file's name"),
        ("story.html", None, "a file's name"),
        ("@coastdaily", None, "odd name"),
        ("U.S.", None, "odd name"),
        ("Associated Press", "https://www.coastdaily.example/1", "the agency AP"),
        ("Associated Press", "https://apnews.example/1", ""),
        ("Associated Press", None, ""),
        ("BBC", None, ""),
        ("AP", None, ""),
        ("Coast Daily", "https://www.coastdaily.example/1", ""),
        ("St. Orrby Times", None, ""),
        ("7 Days", None, ""),
    ],
)
def test_a_doubtful_name_says_why(outlet: str, url: str | None, said: str) -> None:
    assert said in doubtful_outlets([entry("a", outlet, url)]).get(outlet, "")
    assert bool(doubtful_outlets([entry("a", outlet, url)])) == bool(said)


def test_one_site_under_two_names_and_one_name_in_two_spellings() -> None:
    two = [entry("a", "Coast Daily", "https://www.coast.example/1"), entry("b", "Daily", "https://m.coast.example/2")]
    assert set(doubtful_outlets(two)) == {"Coast Daily", "Daily"}
    spelt = [
        entry("a", "The Coast Daily"),
        entry("b", "coastdaily"),
        entry("c", "Theatre News"),
        entry("d", "Atre News"),
    ]
    assert set(doubtful_outlets(spelt)) == {"The Coast Daily", "coastdaily"}


def test_two_outlets_on_a_host_each_of_their_own_are_in_order() -> None:
    two = [entry("a", "Coast Daily", "https://coast.example/1"), entry("b", "Hill Daily", "https://hill.example/1")]
    assert doubtful_outlets(two) == {}


KNOWN = """
[outlets."Coast Daily"]
aliases = ["The Daily", "Daily of the Coast"]
host = "https://coast.example/"
"""


def text_of(word: str) -> str:
    said = " ".join(f"The council met on the {word} quay and the {word} boats were counted again." for _ in range(12))
    return f"{word.title()} boats were counted\n\n{said}"


def articles(folder: Path, *given: dict[str, str]) -> Path:
    path = folder / "given.jsonl"
    path.write_text("\n".join(json.dumps(one) for one in given), encoding="utf-8")
    return path


def with_outlets(folder: Path) -> Path:
    """A set of two outlets, whose user then says what one of them is called."""
    made = folder / "set"
    import_articles(
        articles(
            folder,
            {"outlet": "The Daily", "text": text_of("east"), "title": "East boats were counted"},
            {"outlet": "Coast Daily", "text": text_of("west"), "title": "West boats were counted"},
            {"outlet": "Ledger", "text": text_of("north"), "title": "North boats were counted"},
        ),
        made,
    )
    manifest = made / "articles.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8") + KNOWN, encoding="utf-8")
    return made


def test_aliases_are_one_outlet_wherever_a_set_is_read(tmp_path: Path) -> None:
    made = with_outlets(tmp_path)
    loaded = load_set(made)
    assert [a.outlet for a in loaded.articles] == ["Coast Daily", "Coast Daily", "Ledger"]
    assert [e.outlet for e in loaded.entries] == ["Coast Daily", "Coast Daily", "Ledger"]
    assert '"The Daily"' in (made / "articles.toml").read_text(encoding="utf-8")  # what stands there stays


def test_import_knows_the_aliases_and_hosts_of_the_set(tmp_path: Path) -> None:
    made = with_outlets(tmp_path)
    more = articles(
        tmp_path,
        {"outlet": "THE DAILY", "text": text_of("south"), "title": "South boats were counted"},
        {"url": "https://www.coast.example/5", "text": text_of("upper"), "title": "Upper boats were counted"},
        {"url": "https://elsewhere.example/5", "text": text_of("lower"), "title": "Lower boats were counted"},
    )
    import_articles(more, made)
    assert [a.outlet for a in load_set(made).articles][3:] == ["Coast Daily", "Coast Daily", "elsewhere.example"]


def test_one_text_under_two_names_of_one_outlet_is_there_twice(tmp_path: Path) -> None:
    made = tmp_path / "set"
    given = articles(
        tmp_path,
        {"outlet": "The Daily", "text": text_of("east")},
        {"outlet": "Coast Daily", "text": text_of("east")},
    )
    import_articles(given, made)
    manifest = made / "articles.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8") + KNOWN, encoding="utf-8")
    with pytest.raises(SetError, match="has the same text as"):
        load_set(made)


def test_a_site_that_the_user_gave_to_another_outlet() -> None:
    outlets = {"Coast Daily": OutletEntry(host="coast.example")}
    found = doubtful_outlets([entry("a", "Ledger", "https://m.coast.example/1")], outlets)
    assert found == {"Ledger": "its site coast.example is that of Coast Daily by [outlets]: one of the two is wrong"}
    assert not doubtful_outlets([entry("a", "Coast Daily", "https://m.coast.example/1")], outlets)


def test_each_line_of_json_has_its_own_fields(tmp_path: Path) -> None:
    given = articles(
        tmp_path,
        {"outlet": "Ledger", "text": text_of("east")},
        {"source": "Coast Daily", "body": text_of("west"), "url": "https://coast.example/1"},
        {"text": text_of("north"), "outlet": "Ledger", "author": "Nell Tarrow"},
    )
    import_articles(given, tmp_path / "set")
    read = load_set(tmp_path / "set").entries
    assert [(e.outlet, e.url, e.author) for e in read] == [
        ("Ledger", None, None),
        ("Coast Daily", "https://coast.example/1", None),
        ("Ledger", None, "Nell Tarrow"),
    ]
