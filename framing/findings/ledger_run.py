"""What a report was made from: digests of texts, codebook, word lists and notebooks, settings, versions."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from importlib import resources
from pathlib import Path
from typing import Any

from framing.annotate.codebook import Codebook
from framing.measure.correction_rows import APPLIED, CORRECTION_TABLE, not_applied
from framing.measure.declared_contrast import contrast_key
from framing.measure.tables import Tables
from framing.sets.manifest import ArticleSet
from framing.sets.pack import FOLDER, META
from framing.store.fingerprint import digest_of, library_versions, package_digest, parser_identity

# Of a reader, about what was annotated; and what was planned beforehand.
DECISIONS = ("corrections.jsonl", "sample.jsonl", "preregistration.json")


@dataclass(frozen=True, slots=True)
class Run:
    """What a report was made from; every mapping is name -> digest, but for ``parameters``.

    ``manifest`` has what is said of the set and its articles besides their texts, ``decisions`` other files of the
    set that change what is read (a reader's corrections, a pack). ``without_text`` are the articles whose text was
    not there, so that the annotation pack was read. ``corrections`` are those of the reader's that were applied, each
    by its place; ``unapplied`` says which were not, and why.
    """

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
    manifest: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)
    without_text: tuple[str, ...] = ()
    corrections: Mapping[str, str] = field(default_factory=dict)
    unapplied: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Short digest of everything in it."""
        return digest_of([json.dumps(asdict(self), sort_keys=True, default=str)])[:16]


def run_of(
    tables: Tables,
    *,
    article_set: ArticleSet | None = None,
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
        manifest=manifest_digests(article_set) if article_set is not None else {},
        decisions=decision_digests(article_set) if article_set is not None else {},
        without_text=article_set.missing if article_set is not None else (),
        corrections=correction_digests(tables),
        unapplied=tuple(not_applied(tables.frames)),
    )


def correction_digests(tables: Tables) -> dict[str, str]:
    """Return the digest of each correction that was applied, under a name that says where it stands."""
    table = tables.frames.get(CORRECTION_TABLE)
    if table is None:
        return {}
    made = {}
    for row in table[table["state"] == APPLIED].itertuples(index=False):
        where = f"at {row.start}–{row.end} of article `{row.article_id}`"
        name = f"speaker “{row.article_id}”" if row.mark == "speaker" else f"{row.mark} {where}"
        made[f"correction of the {name}"] = str(row.digest)
    return made


def manifest_digests(article_set: ArticleSet) -> dict[str, str]:
    """Return a digest of each thing that a manifest says besides the texts, so that a change can be named."""
    said = {"title": article_set.title, "event date": article_set.event_date, "language": article_set.language}
    made = {f"the set's {name}": digest_of([str(value)]) for name, value in said.items()}
    for entry in article_set.entries:
        made[f"entry of article `{entry.id}`"] = digest_of([entry.model_dump_json(exclude={"sha256", "file"})])
    for name, forms in article_set.aliases.items():
        made[f"alias “{name}”"] = digest_of(forms)
    return made


def decision_digests(article_set: ArticleSet) -> dict[str, str]:
    """Return the digest of each file of a set that decides how it is read besides manifest, codebook and texts."""
    files = [article_set.folder / name for name in DECISIONS]
    if article_set.missing:
        files.append(article_set.folder / FOLDER / META)
    return {f.relative_to(article_set.folder).as_posix(): _digest(f) for f in files if f.is_file()}


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
    for aspect in codebook.emphasis:
        made[f"emphasis “{aspect.aspect}”"] = digest_of([aspect.model_dump_json()])
    for treated in codebook.treatment:
        made[f"treatment “{treated.actor}”, {treated.polarity}"] = digest_of([treated.model_dump_json()])
    for axis in codebook.axes:
        made[f"axis “{axis.name}”"] = digest_of([axis.model_dump_json()])
    return made


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
