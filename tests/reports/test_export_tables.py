"""A set's tables in other programs' files: the same values, with what each column means."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from small_sets import make_set

from framing.measure.checked_units import CODING_COLUMNS, CODINGS, UNIT_COLUMNS, UNITS
from framing.measure.table_codebook import declared_columns, table_codebook
from framing.measure.tables import Tables, frame
from framing.reports.export_tables import FORMS, ExportError, export_set
from framing.store.open_set import open_set
from framing.text.spreadsheet_cell import as_cell


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_set(tmp_path_factory.mktemp("export") / "quay")


@pytest.fixture(scope="module")
def tables(quay: Path) -> Tables:
    return open_set(quay, parser="none")


def exported(quay: Path, form: str, out: Path, **options: bool) -> Path:
    assert export_set(quay, form, out=out, parser="none", **options) > 10
    return out


@pytest.mark.parametrize("form", FORMS[1:])
def test_a_file_a_table_and_their_codebook(quay: Path, tables: Tables, tmp_path: Path, form: str) -> None:
    out = exported(quay, form, tmp_path / "out")
    assert {p.stem for p in out.glob(f"*.{form}")} - {"codebook"} == set(tables.frames)
    book = pd.read_csv(out / "codebook.csv")
    assert len(book) == sum(len(frame.columns) for frame in tables.frames.values())
    assert book["meaning"].notna().all()
    assert (out / "report.json").is_file()


@pytest.mark.parametrize("form", ["sav", "dta"])
def test_statistics_programs_read_values_labels_and_days(quay: Path, tables: Tables, tmp_path: Path, form: str) -> None:
    pyreadstat = pytest.importorskip("pyreadstat", reason="the extra 'statistics' is not installed")
    out = exported(quay, form, tmp_path / "out", words=True)
    read = pyreadstat.read_sav if form == "sav" else pyreadstat.read_dta
    for name, expected in tables.frames.items():
        found, meta = read(str(out / f"{name}.{form}"))
        assert len(found) == len(expected), name
        assert list(found.columns)[: len(expected.columns)] == list(expected.columns)
        for column in declared_columns(name, expected):
            label = meta.column_names_to_labels[column.name]
            assert label.removesuffix("...") in f"{column.meaning} ({column.unit})", (name, column.name)
            if column.kind in {"count", "real", "flag"}:
                assert found[column.name].astype(float).tolist() == expected[column.name].astype(float).tolist()
            elif column.name != "published":
                assert found[column.name].fillna("").tolist() == expected[column.name].fillna("").tolist()
        flags = [c.name for c in declared_columns(name, expected) if c.kind == "flag"]
        assert all(meta.variable_value_labels[flag] == {0: "no", 1: "yes"} for flag in flags)
    articles, _ = read(str(out / f"articles.{form}"))
    assert all(isinstance(day, date) for day in articles["published"])
    mentions, _ = read(str(out / f"mentions.{form}"))
    assert [w.lower() for w in mentions["words"]] == mentions["surface"].tolist()


def test_excel_has_a_sheet_a_table_and_days(quay: Path, tables: Tables, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(exported(quay, "xlsx", tmp_path / "out") / "quay.xlsx")
    assert book.sheetnames == ["codebook", *tables.frames]
    rows = list(book["articles"].iter_rows(values_only=True))
    assert len(rows) == len(tables["articles"]) + 1
    assert isinstance(rows[1][rows[0].index("published")], datetime)
    mentions = list(book["mentions"].iter_rows(values_only=True))
    at = mentions[0].index("surface")
    assert [row[at] for row in mentions[1:]] == tables["mentions"]["surface"].tolist()


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    nasty = '=HYPERLINK("https://example.org","x")'
    folder = make_set(tmp_path / "quay")
    manifest = folder / "articles.toml"
    lines = manifest.read_text(encoding="utf-8").split("\n")
    first = next(n for n, line in enumerate(lines) if line.startswith("outlet = "))
    lines[first] = f"outlet = '{nasty}'"
    manifest.write_text("\n".join(lines), encoding="utf-8")
    sheet = openpyxl.load_workbook(exported(folder, "xlsx", tmp_path / "x") / "quay.xlsx")["articles"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == nasty]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    assert as_cell(nasty) in set(pd.read_csv(exported(folder, "csv", tmp_path / "c") / "articles.csv")["outlet"])


def test_the_tables_of_a_checked_sample_are_declared_too() -> None:
    sampled = {UNITS: frame(UNIT_COLUMNS, []), CODINGS: frame(CODING_COLUMNS, [])}
    assert len(table_codebook(sampled)) == len(UNIT_COLUMNS) + len(CODING_COLUMNS)


def test_what_is_not_declared_is_not_exported_in_silence() -> None:
    with pytest.raises(ValueError, match="no schema says what odd means"):
        table_codebook({"mentions": pd.DataFrame({"odd": [1]})})


def test_a_form_that_there_is_not_is_said(quay: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="xlsx, csv"):
        export_set(quay, "ods", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()
