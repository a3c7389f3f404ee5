"""``framing marks-out`` and ``framing marks-in``: a set's marks to another coding tool, and others' codings back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from framing.annotate.annotate import Annotation
from framing.annotate.corrected_set import name_set
from framing.review.exchange.coded_set import MACHINE, CodedSet, ExchangeError
from framing.review.exchange.label_studio import label_studio_config, read_label_studio, write_label_studio
from framing.review.exchange.mark_table import read_mark_table, write_mark_table
from framing.review.exchange.marks import CodedMark, decisions_from_marks, marks_of
from framing.review.exchange.qda_project import write_qda_project
from framing.review.exchange.read_qda_project import read_qda_project
from framing.review.exchange.web_annotation import read_web_annotations, write_web_annotations
from framing.review.exchange.webanno_tsv import read_webanno, write_webanno
from framing.sets.corrections import MarkPlace, append_corrections
from framing.sets.decided import decided
from framing.sets.manifest import ArticleSet, load_set
from framing.sets.safe_read import read_bounded
from framing.sets.write_set import write_whole
from framing.store.cache import cache_folder
from framing.store.fingerprint import digest_of
from framing.store.open_set import annotate_set, set_codebook
from framing.text.article import Article

FORMS = ("csv", "jsonld", "labelstudio", "qdpx", "webanno")
MOST_BYTES = 500_000_000
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def marks_out(
    article_set: Path, form: str, out: Path, *, codebook: Path | None = None, parser: str = "auto", force: bool = False
) -> int:
    """Write a set's marks, the machine's and every coder's, for another tool; return how many.

    Args:
        article_set: Folder of the set, with its texts.
        form: One of ``FORMS``; ``webanno`` is a ZIP of one file an article and coder.
        out: The file to write. For Label Studio its labelling set-up stands beside it, ending in ``.xml``.
        codebook: As for reports.
        parser: As for reports.
        force: Overwrite.

    Raises:
        ExchangeError: there is no such form, or ``out`` is there already.
    """
    if form not in FORMS:
        msg = f"no form '{form}'; there are {', '.join(FORMS)}"
        raise ExchangeError(msg)
    if out.exists() and not force:
        msg = f"{out} is already there; give another --out, or --force to overwrite it"
        raise ExchangeError(msg)
    loaded = load_set(article_set, texts="required")
    book = set_codebook(loaded, codebook=codebook)
    annotations = annotate_set(loaded, book, parser=parser, cache=cache_folder())
    coded = coded_set(loaded, annotations)
    makers: Mapping[str, Callable[[], bytes]] = {
        "csv": lambda: write_mark_table(coded),
        "jsonld": lambda: write_web_annotations(coded),
        "labelstudio": lambda: write_label_studio(coded),
        "qdpx": lambda: write_qda_project(coded, title=loaded.title),
        "webanno": lambda: write_webanno_files(coded),
    }
    write_whole(out, makers[form]())
    if form == "labelstudio":
        write_whole(out.with_suffix(".xml"), label_studio_config(book).encode("utf-8"))
    return len(coded.marks)


def coded_set(article_set: ArticleSet, annotations: Sequence[Annotation]) -> CodedSet:
    """Return the machine's marks, speakers named across the set, and those that each coder kept, changed or added."""
    named = name_set(annotations, aliases=article_set.aliases)
    machine = [mark for annotation in named.annotations for mark in marks_of(annotation, coder=MACHINE)]
    found: dict[tuple[str, str, MarkPlace], CodedMark] = {(m.article_id, m.mark, m.at): m for m in machine}
    made = list(machine)
    for one in decided(article_set.corrections).values():
        article, mark, at = one.key
        for said in (*one.judgements, *([one.judgement] if one.judgement and one.judgement.last.adjudicates else [])):
            if said.state == "deleted" or mark not in ("quotation", "mention"):
                continue
            base = found.get((article, mark, at))
            if base is None and said.state != "added":
                continue
            about = base or CodedMark(article, "mention" if mark == "mention" else "quotation", at)
            new = {n: v for n, v in said.new.items() if n not in ("content", "span")}
            fields = {n: v for n, v in {**about.fields, **new}.items() if v not in (None, [], "")}
            place = said.new.get("content") or ([said.new["span"]] if said.new.get("span") else at)
            made.append(replace(about, at=tuple((s, e) for s, e in place), fields=fields, coder=said.coder))
    return CodedSet({a.id: a for a in article_set.articles}, tuple(made))


def write_webanno_files(coded: CodedSet) -> bytes:
    """Return a ZIP as INCEpTION exports one: ``annotation/ARTICLE.txt/CODER.tsv``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        coders = sorted({mark.coder or "unnamed" for mark in coded.marks})
        for identity, article in coded.articles.items():
            for coder in coders:
                mine = [m for m in coded.marks if m.article_id == identity and (m.coder or "unnamed") == coder]
                info = zipfile.ZipInfo(f"annotation/{identity}.txt/{coder.replace('/', '_')}.tsv", _FIRST_DAY)
                archive.writestr(info, write_webanno(article, mine), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read_webanno_files(data: bytes, articles: Mapping[str, Article]) -> CodedSet:
    """Return the marks in such a ZIP; files of articles that are not there are problems.

    Raises:
        ExchangeError: no ZIP, or a file in it that cannot be read.
    """
    marks: list[CodedMark] = []
    problems: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                parts = info.filename.split("/")
                if not parts[-1].endswith(".tsv"):
                    continue
                name = parts[-2].removesuffix(".txt") if len(parts) > 1 else ""
                if name not in articles or info.file_size > MOST_BYTES:
                    problems.append(f"{info.filename[:80]}: no article of the set")
                    continue
                coder = parts[-1].removesuffix(".tsv")
                coder = "" if coder == "unnamed" else coder
                found, wrong = read_webanno(archive.read(info), articles[name], coder=coder)
                marks += found
                problems += [f"{info.filename[:80]}, {one}" for one in wrong]
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
        msg = f"no ZIP of WebAnno TSV files ({type(error).__name__}); export the project's annotations as such"
        raise ExchangeError(msg) from None
    return CodedSet(articles, tuple(marks), tuple(problems))


READERS: Mapping[str, Callable[[bytes, Mapping[str, Article]], CodedSet]] = {
    ".csv": read_mark_table,
    ".jsonld": read_web_annotations,
    ".json": read_label_studio,
    ".qdpx": read_qda_project,
    ".zip": read_webanno_files,
}


def marks_in(
    file: Path,
    article_set: Path,
    *,
    coder: str = "",
    complete: bool = False,
    codebook: Path | None = None,
    parser: str = "auto",
    say: Callable[[str], None] = lambda _: None,
) -> int:
    """Take others' codings in as decisions of their coders; return how many were written.

    Args:
        file: ``.qdpx``, ``.jsonld``, ``.json`` (Label Studio), ``.zip`` (WebAnno TSV, INCEpTION) or ``.csv``.
        article_set: Folder of the set, with its texts.
        coder: For marks whose file names nobody; and all marks are this coder's, if given.
        complete: The coders marked all there is in every article that they touched: what the machine marks beside it
            is deleted.
        codebook: As for reports.
        parser: As for reports.
        say: Told what could not be placed.

    Raises:
        ExchangeError: the file cannot be read, or names no coder.
    """
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        msg = f"{file}: ends in '{file.suffix}'; there are {', '.join(READERS)}"
        raise ExchangeError(msg)
    loaded = load_set(article_set, texts="required")
    try:
        data = read_bounded(file, MOST_BYTES)
    except (OSError, ValueError) as error:
        msg = f"{file}: cannot be read ({error})"
        raise ExchangeError(msg) from None
    coded = reader(data, {a.id: a for a in loaded.articles})
    for problem in coded.problems:
        say(f"not placed: {problem}")
    book = set_codebook(loaded, codebook=codebook)
    annotations = {a.article.id: a for a in annotate_set(loaded, book, parser=parser, cache=cache_folder())}
    marks = [replace(m, coder=coder or m.coder) for m in coded.marks if m.coder != MACHINE]
    if any(not m.coder for m in marks):
        msg = f"{file}: it does not say who coded; name them with --coder"
        raise ExchangeError(msg)
    day = datetime.now(UTC).date()
    made = []
    stamp = digest_of([file.name, str(len(loaded.corrections)), str(datetime.now(UTC))])[:12]
    for (who, article), mine in _by_coder(marks):
        first = f"{stamp}-{digest_of([who, article])[:8]}-"
        reason = f"from {file.name}"[:200]
        made += decisions_from_marks(
            annotations[article], mine, coder=who, day=day, complete=complete, first_id=first, reason=reason
        )
    append_corrections(article_set, made)
    return len(made)


def _by_coder(marks: Iterable[CodedMark]) -> list[tuple[tuple[str, str], list[CodedMark]]]:
    def key(mark: CodedMark) -> tuple[str, str]:
        return mark.coder, mark.article_id

    return [(who, list(mine)) for who, mine in groupby(sorted(marks, key=key), key=key)]
