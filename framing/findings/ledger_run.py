"""What a report was made from: digests of texts, codebook, word lists and notebooks, settings, versions."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from framing.annotate.codebook import Codebook
from framing.measure.declared_contrast import contrast_key
from framing.measure.tables import Tables
from framing.store.fingerprint import digest_of, library_versions, package_digest, parser_identity


@dataclass(frozen=True, slots=True)
class Run:
    """What a report was made from; every mapping is name -> digest, but for ``parameters``."""

    set_id: str
    texts: Mapping[str, str]
    codebook: Mapping[str, str]
    lexicons: Mapping[str, str]
    notebooks: Mapping[str, str]
    parameters: Mapping[str, Any]
    package: str
    code: str
    libraries: str
    model: str

    @property
    def id(self) -> str:
        """Short digest of everything in it."""
        return digest_of([json.dumps(asdict(self), sort_keys=True, default=str)])[:16]


def run_of(
    tables: Tables,
    *,
    codebook: Codebook | None,
    parameters: Mapping[str, Any],
    notebooks: Iterable[Path] = (),
    parser: str = "auto",
) -> Run:
    """Describe what a report is made from, as it is now."""
    articles = tables["articles"]
    folder = Path(str(resources.files("framing.lexicons")))
    return Run(
        set_id=tables.set_id,
        texts=dict(zip(articles["article_id"].astype(str), articles["sha256"].astype(str), strict=True)),
        codebook=codebook_digests(codebook),
        lexicons={f.stem: _digest(f) for f in sorted(folder.glob("*.toml"))},
        notebooks={f.stem: _digest(f) for f in notebooks},
        parameters={k: v if isinstance(v, bool | int | float | None) else str(v) for k, v in parameters.items()},
        package=importlib.metadata.version("framing-suite"),
        code=package_digest(),
        libraries=library_versions(),
        model=parser_identity(parser),
    )


def codebook_digests(codebook: Codebook | None) -> dict[str, str]:
    """Return a digest of the whole file and of each part of a codebook, so that a change can be named."""
    if codebook is None:
        return {}
    made = {"file": codebook.sha256}
    for concept in codebook.concepts:
        for variant in concept.variants:
            name = f"concept “{concept.id}”, label “{variant.label}”"
            made[name] = digest_of([variant.model_dump_json()])
    for contrast in codebook.contrasts:
        made[f"contrast “{contrast_key(contrast)}”"] = digest_of([contrast.model_dump_json()])
    for axis in codebook.axes:
        made[f"axis “{axis.name}”"] = digest_of([axis.model_dump_json()])
    return made


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
