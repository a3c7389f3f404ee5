"""A pack made ready for an archive."""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parents[1] / "helpers"))
from small_sets import make_set

from framing.sets.deposit import Deposit, write_deposit
from framing.sets.manifest import SetError
from framing.sets.pack import read_pack
from framing.store.write_pack import pack_set

DEPOSIT = Deposit(["Ruiz, Ana: “Skip”", "Birk, Tom"], "CC-BY-4.0", date(2026, 11, 25))


def test_crate_and_citation_say_what_is_in_the_pack(tmp_path: Path) -> None:
    folder = make_set(tmp_path / "strike")
    with pytest.raises(SetError, match="no annotation pack"):
        write_deposit(folder, DEPOSIT)
    pack = pack_set(folder, parser="none", cache=tmp_path / "cache")
    crate, citation = write_deposit(folder, DEPOSIT)
    graph = {one["@id"]: one for one in json.loads(crate.read_text(encoding="utf-8"))["@graph"]}
    assert graph["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    parts = {part["@id"] for part in graph["./"]["hasPart"]}
    assert parts == {f.name for f in pack.iterdir()} - {"ro-crate-metadata.json"}
    for name in parts:
        assert graph[name]["sha256"] == hashlib.sha256((pack / name).read_bytes()).hexdigest()
    said = yaml.safe_load(citation.read_text(encoding="utf-8"))
    assert said["authors"][0] == {"family-names": "Ruiz", "given-names": "Ana: “Skip”"}
    assert (said["license"], said["type"], said["cff-version"]) == ("CC-BY-4.0", "dataset", "1.2.0")
    before = crate.read_bytes(), citation.read_bytes()
    write_deposit(folder, DEPOSIT)
    assert (crate.read_bytes(), citation.read_bytes()) == before
    assert read_pack(pack)[0]


@pytest.mark.parametrize("authors", [[], ["Ruiz"], ["Ruiz,"]])
def test_authors_are_named_in_two_parts(tmp_path: Path, authors: list[str]) -> None:
    folder = make_set(tmp_path / "strike")
    pack_set(folder, parser="none", cache=tmp_path / "cache")
    with pytest.raises(SetError, match="author"):
        write_deposit(folder, Deposit(authors, "CC0-1.0", date(2026, 1, 1)))
