"""A report after its set was corrected: verify names the correction behind each number that it moved."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from small_notebooks import PARAMETERS, notebook, write
from small_sets import make_set

from framing.reports.make_report import run_report
from framing.reports.verify import verify
from framing.sets.corrections import CORRECTIONS, Correction, append_corrections
from framing.sets.manifest import load_set

TABLE = """\
from pathlib import Path
from framing.store.open_set import open_set
tables = open_set(article_set, codebook=codebook, parser=parser)
said = tables["quotations"].groupby("speaker").size().rename("n").reset_index()
said.to_csv(Path(out) / "data" / "speakers.csv", index=False)
said"""


def test_verify_names_what_moved_each_number(tmp_path: Path) -> None:
    write(notebook(TABLE, parameters=PARAMETERS), tmp_path / "notebooks" / "01_speakers.ipynb")
    folder = make_set(tmp_path / "corpus" / "strike")
    params = tmp_path / "params.yaml"
    params.write_text("article_set: corpus/strike\nout: out\nparser: none\n", encoding="utf-8")
    out = run_report(params).out
    first = (out / "data" / "speakers.csv").read_bytes()

    text = next(a for a in load_set(folder).articles if a.id == "bay-news")
    at = text.text.index("We will not sail,")
    said = {
        "article": "bay-news",
        "sha256": text.sha256,
        "at": ((at, at + 17),),
        "coder": "mb",
        "date": date(2026, 1, 2),
    }
    append_corrections(folder, [Correction(id="1", decision="change", new={"speaker": "Tom Birk"}, **said)])
    verdict = verify(out, notebooks_from=tmp_path / "notebooks")
    assert not verdict.holds
    assert {d.row for d in verdict.differences} == {"speaker Ana Ruiz", "speaker Tom Birk"}
    assert all(
        f"correction of the quotation at {at}–{at + 17} of article `bay-news` is new" in d.why
        for d in verdict.differences
    )

    run_report(params)
    assert verify(out, notebooks_from=tmp_path / "notebooks").holds
    stale = Correction(id="2", decision="delete", **{**said, "at": ((0, 3),)})
    append_corrections(folder, [stale])
    told = str(verify(out, notebooks_from=tmp_path / "notebooks"))
    assert "a correction is not applied: quotation at 0–3 of article `bay-news`" in told

    (folder / CORRECTIONS).unlink()
    run_report(params)
    assert (out / "data" / "speakers.csv").read_bytes() == first


def test_verify_names_an_alias_that_was_edited(tmp_path: Path) -> None:
    write(notebook(TABLE, parameters=PARAMETERS), tmp_path / "notebooks" / "01_speakers.ipynb")
    folder = make_set(tmp_path / "corpus" / "strike")
    params = tmp_path / "params.yaml"
    params.write_text("article_set: corpus/strike\nout: out\nparser: none\n", encoding="utf-8")
    out = run_report(params).out
    with (folder / "articles.toml").open("a", encoding="utf-8") as file:
        file.write('\n[aliases]\n"A. Ruiz" = ["Ana Ruiz"]\n')
    verdict = verify(out, notebooks_from=tmp_path / "notebooks")
    assert verdict.differences
    assert all("alias “A. Ruiz” is new" in d.why for d in verdict.differences)
