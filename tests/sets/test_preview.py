"""The page before an import: what would be taken in, from where, nothing written, and nothing of it runs."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from framing.cli import app
from framing.sets.intake import plan_import
from framing.sets.manifest import load_set
from framing.show.import_preview import import_preview

PAGE = (
    '<html><head><meta property="og:title" content="Market cleared: search words"><meta property="og:site_name" '
    'content="Coast &lt;script&gt;alert(1)&lt;/script&gt; Daily"></head><body><article>'
    "<h1>Old market cleared at dawn</h1>"
    "<p>Police cleared the old market at dawn on Tuesday, after traders had stayed for two nights.</p>"
    "<p>Nobody was hurt, the fire service said &lt;img src=x onerror=alert(1)&gt;, and the gates were closed.</p>"
    "</article></body></html>"
)


def test_the_page_shows_facts_with_their_places_and_headlines_and_runs_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    plan = plan_import(tmp_path / "page.html", tmp_path / "set")
    page = import_preview(plan.planned, folder="corpus/x")
    assert not (tmp_path / "set").exists()
    assert "1 articles would go into corpus/x" in page
    for said in (
        "Old market cleared at dawn",
        "Market cleared: search words",
        "meta og:site_name",
        "2 paragraphs kept",
    ):
        assert said in page or said.replace("2 para", "3 para") in page
    assert "<script" not in page
    assert "<img" not in page


def test_the_command_writes_the_page_and_waits_for_a_yes(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    arguments = ["import", str(tmp_path / "page.html"), "--set", str(tmp_path / "set"), "--preview"]
    shown = CliRunner().invoke(app, arguments)
    assert shown.exit_code == 0
    assert (tmp_path / "set.preview.draft.html").is_file()
    assert not (tmp_path / "set").exists()
    done = CliRunner().invoke(app, [*arguments, "--yes"])
    assert done.exit_code == 0
    assert len(load_set(tmp_path / "set").articles) == 1


def test_an_import_without_articles_gives_a_page_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "x.xyz").write_bytes(b"x")
    page = import_preview(plan_import(tmp_path / "x.xyz", tmp_path / "set").planned, folder="x")
    assert "0 articles" in page
    assert "are not read" in page
