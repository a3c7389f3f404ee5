"""Outlet names that need a look: each kind with one that is in order."""

from __future__ import annotations

import pytest

from framing.sets.manifest_fields import ArticleEntry
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
