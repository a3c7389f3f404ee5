"""Kept findings: the same as made anew, made again when anything they rest on changes, whole or not there."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from outlet_sets import make_set

from framing.annotate.codebook import Codebook
from framing.findings import cached_findings as module
from framing.findings.cached_findings import find_once, measured_once
from framing.findings.find import Findings, find, seen_in_texts
from framing.findings.finding import Finding
from framing.findings.write_findings import write_findings
from framing.measure.measures import article_measures
from framing.measure.settings import Settings
from framing.measure.tables import Tables
from framing.store.open_set import open_set, set_codebook

SETTINGS = Settings(draws=60, seed=3)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tables, Codebook]:
    folder = make_set(tmp_path_factory.mktemp("sets") / "quay", articles=3)
    book = set_codebook(folder)
    assert book is not None
    return open_set(folder, parser="none", cache=folder / "cache"), book


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Settings of each comparison that was really made."""
    seen: list[dict[str, Any]] = []

    def counting(tables: Tables, **options: Any) -> Findings:  # noqa: ANN401 (whatever find takes)
        seen.append(options)
        return find(tables, **options)

    monkeypatch.setattr(module, "find", counting)
    return seen


def test_kept_findings_are_those_made_anew(
    opened: tuple[Tables, Codebook], made: list[dict[str, Any]], tmp_path: Path
) -> None:
    tables, book = opened
    fresh = find(tables, codebook=book, settings=SETTINGS)
    for _ in range(3):
        kept = find_once(tables, codebook=book, cache=tmp_path, settings=SETTINGS)
        pd.testing.assert_frame_equal(kept.evidence, fresh.evidence, check_exact=True)
        assert kept.limits == fresh.limits
        one, other = (write_findings(f, tmp_path / name) for f, name in ((kept, "kept"), (fresh, "fresh")))
        assert one.read_bytes() == other.read_bytes()
        assert [f.spans for f in kept.findings] == [f.spans for f in fresh.findings]
    assert len(made) == 1


def test_another_process_looks_only_where_nothing_is_kept(opened: tuple[Tables, Codebook], tmp_path: Path) -> None:
    tables, book = opened
    asked: list[str] = []

    def look() -> Callable[[], list[Finding]]:
        asked.append("begun")

        def seen() -> list[Finding]:
            asked.append("asked for")
            return seen_in_texts(tables, codebook=book)

        return seen

    fresh = find(tables, codebook=book, settings=SETTINGS)
    for _ in range(2):
        kept = find_once(tables, codebook=book, cache=tmp_path, settings=SETTINGS, look=look)
        assert repr(kept.findings) == repr(fresh.findings)
    assert asked == ["begun", "asked for"]


def test_everything_the_comparison_rests_on_is_in_the_key(
    opened: tuple[Tables, Codebook], made: list[dict[str, Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables, book = opened
    plain: dict[str, Any] = {"codebook": book, "cache": tmp_path, "settings": Settings(draws=5, seed=3)}
    find_once(tables, **plain)
    changed: list[dict[str, Any]] = [
        *(
            {"settings": dataclasses.replace(plain["settings"], **change)}
            for change in (
                {"draws": 6},
                {"seed": 4},
                {"confidence": 0.9},
                {"collapse_copies": True},
                {"include_headline": False},
            )
        ),
        {"codebook": None},
    ]
    for change in changed:
        find_once(tables, **(plain | change))
    mentions = tables["mentions"].iloc[1:].reset_index(drop=True)
    find_once(dataclasses.replace(tables, frames={**tables.frames, "mentions": mentions}), **plain)
    name, text = next(iter(tables.texts.items()))
    find_once(dataclasses.replace(tables, texts={**tables.texts, name: f"{text} "}), **plain)
    for part in ("package_digest", "library_versions"):
        with monkeypatch.context() as other:
            other.setattr(module, part, lambda: "another")
            find_once(tables, **plain)
    assert len(made) == 1 + len(changed) + 4
    find_once(tables, **plain)
    assert len(made) == 1 + len(changed) + 4


@pytest.mark.parametrize("broken", ["tables.json", "evidence.parquet"])
@pytest.mark.parametrize("content", [b"", b"{}", b'{"about": {"findings": "[1]"}, "tables": []}'])
def test_a_damaged_entry_is_made_again(
    opened: tuple[Tables, Codebook], made: list[dict[str, Any]], tmp_path: Path, broken: str, content: bytes
) -> None:
    tables, book = opened
    find_once(tables, codebook=book, cache=tmp_path, settings=Settings(draws=5))
    (entry,) = (tmp_path / "findings").iterdir()
    (entry / broken).write_bytes(content)
    again = find_once(tables, codebook=book, cache=tmp_path, settings=Settings(draws=5))
    assert len(made) == 2
    assert len(again.evidence)


def test_a_stop_while_writing_leaves_nothing(
    opened: tuple[Tables, Codebook], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(pd.DataFrame, "to_parquet", stop)
        with pytest.raises(KeyboardInterrupt):
            find_once(opened[0], codebook=opened[1], cache=tmp_path, settings=Settings(draws=5))
    assert [place for place in tmp_path.rglob("*") if place.is_file()] == []


@pytest.mark.parametrize("include_headline", [True, False])
def test_kept_rows_are_those_made_anew(
    opened: tuple[Tables, Codebook], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, include_headline: bool
) -> None:
    tables, book = opened
    fresh = article_measures(tables, codebook=book, include_headline=include_headline)
    for _ in range(2):
        kept = measured_once(tables, codebook=book, include_headline=include_headline, cache=tmp_path)
        pd.testing.assert_frame_equal(kept, fresh, check_exact=True)
        monkeypatch.setattr(module, "report_rows", None)  # the second time nothing is counted


def test_findings_from_kept_rows_are_the_same(opened: tuple[Tables, Codebook], tmp_path: Path) -> None:
    tables, book = opened
    measured_once(tables, codebook=book, cache=tmp_path)
    kept = find_once(tables, codebook=book, cache=tmp_path, settings=SETTINGS)
    pd.testing.assert_frame_equal(kept.evidence, find(tables, codebook=book, settings=SETTINGS).evidence)


def test_columns_of_any_kind_are_told_apart(opened: tuple[Tables, Codebook]) -> None:
    tables, _ = opened

    def digest(column: pd.Series) -> str:
        changed = dataclasses.replace(tables, frames={**tables.frames, "more": pd.DataFrame({"x": column})})
        return module._digest_of_tables(changed)

    words = pd.Series(["ebb", "tide"])
    kinds = ["category", "string[pyarrow]"]
    made = [digest(one.astype(kind)) for one in (words, words[::-1].reset_index(drop=True)) for kind in kinds]
    made += [digest(pd.Series(numbers)) for numbers in ([1, 2], [1.0, 2.0], [1.0, None], [True, False])]
    assert len(set(made)) == len(made)
    assert digest(words.astype("string[python]")) == digest(words.astype("string[pyarrow]"))
