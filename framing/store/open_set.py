"""An article set opened: its tables, from the cache where nothing changed, made where something did.

Every notebook of a report opens the same set. Annotation and comparison are done once,
by whoever comes first; an article whose text changed is annotated again and the others
are not; without texts the set's annotation pack is read instead.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from framing.annotate.codebook import Codebook, read_codebook
from framing.sets.corrections import line_of_correction
from framing.sets.manifest import ArticleSet, load_set
from framing.sets.set_problems import SetError, SetFault
from framing.store.cache import (
    Row,
    cache_folder,
    read_annotations,
    read_rows,
    row_of,
    write_annotations,
)
from framing.store.checked_tables import machine_tables, sampled_frames
from framing.store.declared_tables import not_declared
from framing.store.few_collections import few_collections
from framing.store.fingerprint import code_digest, digest_of, library_versions, parser_identity
from framing.store.kept_tables import read_tables, write_tables
from framing.store.old_source_types import with_certainty, with_two_facts
from framing.text.article import Article

if TYPE_CHECKING:
    import concurrent.futures as cf

    from framing.annotate.annotate import Annotation
    from framing.measure.tables import Tables


# Tables that packs made by earlier versions lack: without them some kinds of findings say nothing.
_YOUNGER = frozenset(("parts", "treatments"))


def set_codebook(article_set: str | Path | ArticleSet, *, codebook: str | Path | None = None) -> Codebook | None:
    """Return the codebook in force for a set: the one given, else the set's own ``codebook.toml``, else ``None``.

    Raises:
        CodebookError: the codebook cannot be used, or the one given is not there.

    >>> import framing as fr
    >>> fr.set_codebook("corpus/harbour-blockade").title
    'Blockade of Porthwick harbour (invented)'
    """
    if codebook is not None:
        return read_codebook(Path(codebook))
    if isinstance(article_set, ArticleSet):
        own = article_set.codebook_path
    else:
        own = Path(article_set) / "codebook.toml"
        own = own if own.is_file() else None
    return read_codebook(own) if own is not None else None


def open_set(
    article_set: str | Path,
    *,
    codebook: str | Path | None = None,
    parser: str = "auto",
    cache: str | Path | None = None,
    pool: cf.Executor | None = None,
    spare: Callable[[], object] = lambda: None,
) -> Tables:
    """Return all tables of an article set.

    Args:
        article_set: Folder with ``articles.toml``. Where texts are missing and the folder has
            an annotation pack, the pack's tables are returned: what needs sentences will say so.
        codebook: Codebook file; ``None`` takes the set's own. A set with neither has no mentions.
        parser: ``"auto"``, ``"none"`` or the name of a spaCy model.
        cache: Folder for cached results; ``None`` takes ``FRAMING_CACHE``, else the user's
            cache folder. The tables are the same with and without it.
        pool: Further processes that annotate some of the articles, if there are many. The tables are the same.
        spare: Called when these have no more to do here, if there was anything to annotate.

    Raises:
        SetError: manifest, texts or codebook have faults; all are listed with their remedies.
        CodebookError: the codebook cannot be used.
        ParserError: the model is not installed.

    >>> tables = open_set("corpus/harbour-blockade", parser="none")
    >>> tables.title, len(tables["articles"]), tables["mentions"].columns[:3].tolist()
    ('Blockade of Porthwick harbour (invented)', 20, ['article_id', 'start', 'end'])
    """
    loaded = load_or_pack(article_set)
    book = set_codebook(loaded, codebook=codebook)
    if loaded.missing:
        return _open_pack(loaded, book)
    where = cache_folder(cache)
    keys = [_article_key(a, book, parser) for a in loaded.articles]
    kept = where / "tables" / _set_key(loaded, keys)
    found = read_tables(kept)
    if found is not None:
        return _tables(loaded, *found)
    annotations = annotate_set(loaded, book, parser=parser, cache=where, pool=pool, spare=spare)
    made = make_tables(loaded, annotations, book)
    about = {"set_id": made.set_id, "title": made.title, "event_date": made.event_date}
    with contextlib.suppress(OSError):
        write_tables(kept, made.frames, about)
    return made


def load_or_pack(article_set: str | Path) -> ArticleSet:
    """Return a set that can be opened: with all its texts, or lacking some but with an annotation pack.

    Raises:
        SetError: texts are missing and there is no pack, or anything else is not in order.
    """
    from framing.sets.pack import FOLDER, META

    folder = Path(article_set)
    loaded = load_set(folder, texts="optional")
    if loaded.missing and not (folder / FOLDER / META).is_file():
        return load_set(folder, texts="required")  # says which texts are missing, and what to do
    return loaded


def annotate_set(
    article_set: ArticleSet,
    codebook: Codebook | None,
    *,
    parser: str,
    cache: Path,
    pool: cf.Executor | None = None,
    spare: Callable[[], object] = lambda: None,
) -> tuple[Annotation, ...]:
    """Return the annotations of a set's articles in order; those not in ``cache`` are made and kept there.

    ``pool`` and ``spare`` are as for :func:`open_set`.
    """
    from framing.store.annotate_together import annotate_together

    wanted = {_article_key(a, codebook, parser): a for a in article_set.articles}
    path = _annotations_file(article_set, cache)
    found = read_annotations(path, wanted)
    left = {key: a for key, a in wanted.items() if key not in found}
    if left:
        texts: dict[str, str] = {}
        made = annotate_together(tuple(left.values()), codebook=codebook, parser=parser, pool=pool, spare=spare)
        for key, (annotation, text) in zip(left, made, strict=True):
            found[key], texts[key] = annotation, text
        with contextlib.suppress(OSError):  # a cache that cannot be written is done without
            write_annotations(path, (row_of(key, found[key], texts.get(key, "")) for key in wanted))
    return tuple(found[key] for key in wanted)


def _annotations_file(article_set: ArticleSet, cache: Path) -> Path:
    name = digest_of([article_set.id, str(article_set.folder.resolve())])[:32]
    return cache / "annotations" / f"{name}.parquet"


def left_to_annotate(
    article_set: ArticleSet, codebook: Codebook | None, *, parser: str, cache: str | Path | None = None
) -> tuple[str, ...]:
    """Return the ids of a set's articles that are not in the cache; none if the set is read from its pack."""
    if article_set.missing:
        return ()
    kept = {key for key, _, _, _ in read_rows(_annotations_file(article_set, cache_folder(cache)))}
    return tuple(a.id for a in article_set.articles if _article_key(a, codebook, parser) not in kept)


def annotate_part(
    article_set: str | Path, ids: Collection[str], *, codebook: str | Path | None = None, parser: str = "auto"
) -> list[Row]:
    """Annotate some articles of a set, for another process to keep; see :func:`keep_annotations`."""
    from framing.annotate.annotate import annotate_all

    loaded = load_set(Path(article_set), texts="required")
    book = set_codebook(loaded, codebook=codebook)
    some = [a for a in loaded.articles if a.id in ids]
    annotated = annotate_all(some, codebook=book, parser=parser)
    return [row_of(_article_key(a.article, book, parser), a) for a in annotated]


def keep_annotations(article_set: ArticleSet, rows: Iterable[Row], *, cache: str | Path | None = None) -> None:
    """Put annotations made elsewhere into the cache, beside those that are there."""
    path = _annotations_file(article_set, cache_folder(cache))
    held = {row[1]: row for row in (*read_rows(path), *rows)}
    write_annotations(path, held.values())


@few_collections()
def make_tables(article_set: ArticleSet, annotations: Sequence[Annotation], codebook: Codebook | None) -> Tables:
    """Return the tables of annotated articles, compared with each other: articles that share copy have one cluster."""
    from framing.annotate.corrected_set import name_set
    from framing.compare.compare import compare_set
    from framing.measure.correction_rows import CORRECTION_TABLE, correction_rows
    from framing.measure.shared_copy import clusters_of, shared_frames
    from framing.measure.tabulate import tabulate

    named = name_set(annotations, aliases=article_set.aliases, corrections=article_set.corrections, codebook=codebook)
    unnamed, annotations = annotations, named.annotations
    comparison = compare_set(annotations, codebook=codebook)
    tables = tabulate(article_set, annotations, clusters=clusters_of(comparison), copy=comparison.agency_copy)
    frames = {**tables.frames, **shared_frames(comparison, annotations)}
    if named.outcomes:
        frames[CORRECTION_TABLE] = correction_rows(named.outcomes)
    if article_set.sample is not None:
        frames |= sampled_frames(article_set, article_set.sample, machine_tables(article_set, unnamed, comparison))
    return dataclasses.replace(tables, frames=frames)


def _open_pack(loaded: ArticleSet, book: Codebook | None) -> Tables:
    """Return the tables of a set's annotation pack, with the texts that are there."""
    from framing.measure.tables import SCHEMAS, Tables, frame
    from framing.sets.pack import FOLDER, read_pack

    place = loaded.folder / FOLDER
    frames, meta = read_pack(place)
    for name in _YOUNGER.difference(frames):  # an older pack has none: nothing is said from it
        frames[name] = frame(SCHEMAS[name], [])
    if "quotations" in frames:
        frames["quotations"] = with_certainty(with_two_facts(frames["quotations"], where=str(place)))
    listed = {entry.id: entry.sha256 for entry in loaded.entries}
    faults = []
    if meta.get("articles") != listed:
        faults.append("it was made from other articles than the manifest lists; make it again with 'framing pack'")
    if book is not None and meta.get("codebook", book.sha256) != book.sha256:
        faults.append("it was made with another codebook; with this one the texts are needed: 'framing import' them")
    if meta.get("corrections", "") != corrections_digest(loaded):
        faults.append("it was made with other corrections; with these the texts are needed: 'framing import' them")
    faults += [f"{fault}; make it again with 'framing pack'" for fault in not_declared(frames)]
    if faults:
        raise SetError([SetFault(str(place), *fault.split("; ", 1)) for fault in faults])
    date = loaded.event_date.isoformat() if loaded.event_date else ""
    return Tables(loaded.id, loaded.title, date, frames, {a.id: a.text for a in loaded.articles})


def _tables(article_set: ArticleSet, frames: Mapping[str, object], about: Mapping[str, str]) -> Tables:
    from framing.measure.tables import Tables

    texts = {a.id: a.text for a in article_set.articles}
    return Tables(about["set_id"], about["title"], about["event_date"], frames, texts)  # type: ignore[arg-type]


def _article_key(article: Article, codebook: Codebook | None, parser: str) -> str:
    """Key of everything that an article's annotation depends on."""
    facts = dataclasses.replace(article, text="", set_id="")
    return digest_of(
        [
            article.sha256,
            repr(facts),
            codebook.sha256 if codebook else "",
            parser_identity(parser),
            code_digest(),
            library_versions(),
        ]
    )


def _set_key(article_set: ArticleSet, keys: Sequence[str]) -> str:
    """Key of everything that a set's tables depend on: articles in order, how speakers are named, corrections."""
    aliases = repr(sorted((name, tuple(forms)) for name, forms in article_set.aliases.items()))
    outlets = repr(sorted((name, entry.model_dump_json()) for name, entry in article_set.outlets.items()))
    head = (article_set.id, article_set.title, str(article_set.event_date), aliases, outlets)
    sample = article_set.sample.digest if article_set.sample is not None else ""
    sure = " ".join(entry.id for entry in article_set.entries if entry.own_text)
    return digest_of([*head, corrections_digest(article_set), sample, sure, *keys])[:40]


def corrections_digest(article_set: ArticleSet) -> str:
    """Digest of all decisions of a set's readers, in order; empty if there are none."""
    return digest_of(map(line_of_correction, article_set.corrections)) if article_set.corrections else ""


def annotate_to_file(
    articles: Iterator[Article], path: str | Path, *, codebook: Codebook | None = None, parser: str = "auto"
) -> int:
    """Annotate any number of articles into one Parquet file, with memory that does not grow with their number.

    Returns how many were written. ``path`` appears when all are done.
    """
    from framing.annotate.annotate import annotate_all

    annotated = annotate_all(articles, codebook=codebook, parser=parser)
    return write_annotations(Path(path), (row_of(_article_key(a.article, codebook, parser), a) for a in annotated))
