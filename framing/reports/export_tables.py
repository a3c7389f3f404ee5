"""``framing export``: a set's tables for Excel, R, SPSS, Stata or a script, with a codebook of every column."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from framing.measure.table_codebook import declared_columns, table_codebook
from framing.measure.tables import Column, Tables
from framing.reports.output_folder import check_out, new_output
from framing.store.fingerprint import digest_of
from framing.store.open_set import open_set
from framing.store.written_files import write_csv

FORMS = ("xlsx", "csv", "parquet", "sav", "dta")
CODEBOOK = "codebook"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LONGEST = {"xlsx": 32_767, "sav": 32_767, "dta": 2_045}  # bytes of a text cell in these forms, or characters
_LONGEST_LABEL = {"sav": 255, "dta": 80}  # bytes, characters


class ExportError(ValueError):
    """Tables that cannot be exported; the message says why and what to do."""


def export_set(
    article_set: str | Path,
    form: str,
    *,
    out: str | Path,
    codebook: str | Path | None = None,
    parser: str = "auto",
    words: bool = False,
    force: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> int:
    """Write all tables of a set into the folder ``out`` and return how many; it appears whole or not at all.

    Args:
        article_set: Folder with ``articles.toml``.
        form: One of ``FORMS``: one workbook with a sheet a table, or a file a table. With ``sav`` and ``dta`` each
            variable has its label, and yes and no theirs.
        out: The folder to write; files of yours in it stay.
        codebook: Codebook file; ``None`` takes the set's own.
        parser: As for :func:`framing.open_set`.
        words: Put a column ``words`` beside each place, with the article's words there. They are other people's.
        force: Move files aside that stand in the way.
        tell: Called with where they were moved to.

    Raises:
        ExportError: no such form, or SPSS or Stata files are wanted and pyreadstat is not installed.
        OutputError: ``out`` must not be written to.
        SetError, CodebookError: something in the set is wrong.

    >>> import framing as fr
    >>> from tempfile import mkdtemp
    >>> fr.export_set("corpus/harbour-blockade", "csv", out=mkdtemp(), parser="none") > 10
    True
    """
    if form not in FORMS:
        msg = f"--to '{form}': there are {', '.join(FORMS)}"
        raise ExportError(msg)
    if form in _LONGEST_LABEL:
        _pyreadstat()
    article_set, out = Path(article_set), Path(out).resolve()
    codebook = None if codebook is None else Path(codebook)
    check_out(out, article_set, *([codebook] if codebook is not None else []), names=(), force=force)
    tables = open_set(article_set, codebook=codebook, parser=parser)
    frames = {name: _exported(tables, name, words=words) for name in tables.frames}
    about = {"kind": f"tables as {form}", "set": tables.set_id}
    meanings = table_codebook(tables.frames)
    made_from = digest_of([form, str(words), *sorted(map(str, tables["articles"]["sha256"]))])
    with new_output(out, made_from=made_from, about=about, force=force, tell=tell) as draft:
        if form == "xlsx":
            _write_workbook({CODEBOOK: meanings, **frames}, draft / f"{tables.set_id}.xlsx")
        else:
            write_csv(meanings, draft / f"{CODEBOOK}.csv")
            for name, frame in frames.items():
                _write(frame, declared_columns(name, tables[name]), draft / f"{name}.{form}")
    return len(frames)


def _exported(tables: Tables, name: str, *, words: bool) -> pd.DataFrame:
    """Return a table with days as days, and with the words of its places if wanted."""
    made = tables[name].copy()
    for column in made.columns:
        values = made[column].dropna()
        if column == "published" and len(values) and values.map(lambda v: bool(_DAY.fullmatch(str(v)))).all():
            made[column] = [None if pd.isna(v) else date.fromisoformat(v) for v in made[column]]
    if words and {"article_id", "start", "end"} <= set(made.columns):
        places = zip(made["article_id"], made["start"], made["end"], strict=True)
        made["words"] = pd.array([tables.texts.get(a, "")[s:e] or None for a, s, e in places], dtype="string")
    return made


def _write(frame: pd.DataFrame, columns: tuple[Column, ...], path: Path) -> None:
    if path.suffix == ".csv":
        write_csv(frame, path)
    elif path.suffix == ".parquet":
        frame.to_parquet(path, engine="pyarrow", index=False)
    else:
        _write_statistics(frame, columns, path)


def _write_statistics(frame: pd.DataFrame, columns: tuple[Column, ...], path: Path) -> None:
    """Write an SPSS or Stata file: labels on variables, and on yes and no."""
    form = path.suffix.removeprefix(".")
    labels = {column.name: f"{column.meaning} ({column.unit})" if column.unit else column.meaning for column in columns}
    made = pd.DataFrame({str(name): _plain(frame[name], form) for name in frame.columns})
    answers = {str(n): {0: "no", 1: "yes"} for n in frame.columns if pd.api.types.is_bool_dtype(frame[n])}
    given: dict[str, Any] = {
        "column_labels": [_cut(labels.get(str(n), "the article's words there"), _LONGEST_LABEL[form]) for n in made],
        "variable_value_labels": answers,
        "file_label": path.stem,
    }
    write = _pyreadstat().write_sav if form == "sav" else _pyreadstat().write_dta
    write(made, str(path), **given)


def _plain(values: pd.Series[Any], form: str) -> pd.Series[Any]:
    """Return a column as these programs have it: numbers, text, days; yes and no as 1 and 0."""
    if pd.api.types.is_bool_dtype(values):
        return values.astype("int64")
    if pd.api.types.is_numeric_dtype(values):
        return values
    kept = [None if pd.isna(v) else v if isinstance(v, date) else _cut(str(v), _LONGEST[form]) for v in values]
    return pd.Series(kept, index=values.index, dtype="object")


def _cut(text: str, most: int) -> str:
    """Return ``text`` if it has at most ``most`` bytes, else its beginning with three points."""
    if len(text.encode("utf-8")) <= most:
        return text
    return text.encode("utf-8")[: most - 3].decode("utf-8", "ignore") + "..."


def _write_workbook(frames: Mapping[str, pd.DataFrame], path: Path) -> None:
    """Write a sheet a table; a text is a text to the program, whatever it begins with."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    for name, frame in frames.items():
        sheet = book.create_sheet(name[:31])
        sheet.freeze_panes = "A2"

        def cell(value: object, sheet: Any = sheet) -> object:  # noqa: ANN401 - openpyxl is untyped
            if value is None or pd.isna(value):  # type: ignore[call-overload]
                return None
            if not isinstance(value, str):
                return value.item() if hasattr(value, "item") else value
            made = WriteOnlyCell(sheet, value=_cut(_NOT_IN_XML.sub("\ufffd", value), _LONGEST["xlsx"]))
            made.data_type = "s"  # never a formula
            return made

        sheet.append([cell(str(column)) for column in frame.columns])
        for row in frame.itertuples(index=False):
            sheet.append([cell(value) for value in row])
    book.save(path)


def _pyreadstat() -> Any:  # noqa: ANN401 - the module, which ships no types
    try:
        import pyreadstat
    except ImportError:
        msg = "SPSS and Stata files need pyreadstat: pip install 'framing-suite[statistics]', or export csv"
        raise ExportError(msg) from None
    return pyreadstat
