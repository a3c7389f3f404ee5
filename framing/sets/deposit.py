"""What an archive asks of an annotation pack: RO-Crate metadata and a citation file, from the pack itself.

Forms: RO-Crate 1.1 (https://w3id.org/ro/crate/1.1) and Citation File Format 1.2.0 (https://citation-file-format.github.io).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from framing.sets.pack import FOLDER, META, read_pack
from framing.sets.set_problems import SetError, SetFault, shown
from framing.sets.write_set import write_whole

CRATE = "ro-crate-metadata.json"
CITATION = "CITATION.cff"
_KINDS = {".parquet": "application/vnd.apache.parquet", ".json": "application/json", ".md": "text/markdown"}


@dataclass(frozen=True, slots=True)
class Deposit:
    """Who deposits a pack, as "Family, Given", and under which terms: ``license`` is an SPDX name or an address."""

    authors: Sequence[str]
    license: str
    day: date
    version: str = "1"


def write_deposit(article_set: Path, deposit: Deposit) -> tuple[Path, Path]:
    """Write ``ro-crate-metadata.json`` and ``CITATION.cff`` into a set's pack and return their paths.

    Every file of the pack is listed with its size and SHA-256; the same pack and deposit give the same bytes.

    Raises:
        SetError: there is no pack, it is damaged, or no author is named as "Family, Given".
    """
    folder = article_set / FOLDER
    _, meta = read_pack(folder)
    people = [_person(one, folder) for one in deposit.authors]
    if not people:
        raise SetError([SetFault(shown(str(folder)), "a deposit names its authors", 'give --author "Family, Given"')])
    files = sorted(f for f in folder.iterdir() if f.is_file() and f.name not in (CRATE, CITATION))
    crate = folder / CRATE
    citation = folder / CITATION
    write_whole(citation, _citation(meta, people, deposit).encode("utf-8"))
    body = json.dumps(_crate(meta, people, deposit, [*files, citation]), indent=1, ensure_ascii=False)
    write_whole(crate, f"{body}\n".encode())
    return crate, citation


def _person(said: str, folder: Path) -> tuple[str, str]:
    family, comma, given = (part.strip() for part in said.partition(","))
    if not (family and comma and given):
        what = f"author '{shown(said)}' is not written as a name of two parts"
        raise SetError([SetFault(shown(str(folder)), what, 'write it as "Family, Given"')])
    return family, given


def _title(meta: Mapping[str, Any]) -> str:
    return f"{meta.get('title') or meta['set_id']}: annotation pack"


def _description(meta: Mapping[str, Any]) -> str:
    n = len(meta.get("articles", {}))
    event = f" on an event of {meta['event_date']}" if meta.get("event_date") else ""
    return (
        f"Annotations of {n} articles{event}: offsets, labels, speakers, counts and hashes of the texts; no sentences. "
        f"Made with {meta.get('made_with', 'framing-suite')}."
    )


def _citation(meta: Mapping[str, Any], people: Sequence[tuple[str, str]], deposit: Deposit) -> str:
    """The citation file; every value is written as JSON, which YAML reads as it stands."""
    said = [
        ("cff-version", "1.2.0"),
        ("message", "If you use these data, please cite them as below."),
        ("type", "dataset"),
    ]
    said += [("title", _title(meta)), ("abstract", _description(meta)), ("version", deposit.version)]
    said += [("date-released", deposit.day.isoformat())]
    term = "license-url" if deposit.license.startswith("http") else "license"
    said.append((term, deposit.license))
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in said]
    lines.append("authors:")
    for family, given in people:
        lines.append(f"  - family-names: {json.dumps(family, ensure_ascii=False)}")
        lines.append(f"    given-names: {json.dumps(given, ensure_ascii=False)}")
    return "\n".join(lines) + "\n"


def _crate(
    meta: Mapping[str, Any], people: Sequence[tuple[str, str]], deposit: Deposit, files: Sequence[Path]
) -> dict[str, Any]:
    address = deposit.license if deposit.license.startswith("http") else f"https://spdx.org/licenses/{deposit.license}"
    authors = [{"@id": f"#author-{n}"} for n in range(1, len(people) + 1)]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": _title(meta),
        "description": _description(meta),
        "datePublished": deposit.day.isoformat(),
        "version": deposit.version,
        "license": {"@id": address},
        "author": authors,
        "identifier": hashlib.sha256(json.dumps(meta["tables"], sort_keys=True).encode()).hexdigest(),
        "hasPart": [{"@id": file.name} for file in files],
    }
    about = {"@id": CRATE, "@type": "CreativeWork", "about": {"@id": "./"}}
    graph: list[dict[str, Any]] = [{**about, "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"}}, root]
    graph += [
        {**one, "@type": "Person", "familyName": family, "givenName": given, "name": f"{given} {family}"}
        for one, (family, given) in zip(authors, people, strict=True)
    ]
    graph.append({"@id": address, "@type": "CreativeWork", "name": deposit.license})
    graph += [_file(file) for file in files]
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}


def _file(file: Path) -> dict[str, Any]:
    data = file.read_bytes()
    about = {"@id": file.name, "@type": "File", "name": file.name, "contentSize": str(len(data))}
    about["encodingFormat"] = _KINDS.get(file.suffix, "text/plain")
    about["sha256"] = hashlib.sha256(data).hexdigest()
    if file.name == META:
        about["description"] = "What the pack was made from: hashes of texts and codebook, parser, version"
    return about
