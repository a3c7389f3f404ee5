"""A folder that somebody sent is data: nothing in it is run, no link in it leads to a file of the reader's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from small_notebooks import PARAMETERS, notebook, write
from small_sets import make_set

from framing.annotate.codebook import CodebookError, read_codebook
from framing.reports.make_report import run_report
from framing.reports.notebook_suite import SuiteError, suite_folder
from framing.reports.parameters import ParameterError, read_params
from framing.reports.workspace import make_workspace
from framing.sets.manifest import load_set
from framing.sets.set_problems import SetError
from framing.text.parser import ParserError, get_parser

SECRET = "words of the reader's own"  # noqa: S105 (no password)
MODULES = ("evil", "pandas", "spacy", "matplotlib", "en_core_web_sm", "sitecustomize", "yaml", "typer", "numpy", "json")
PARAMS = "article_set: set\nout: ../made\ndraws: 100\nparser: {parser}\nnotebooks: [01_article_set]\n"


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder with everything in it that might be run by whoever looks at it, and the marker that running leaves."""
    home = tmp_path_factory.mktemp("received")
    marker = home / "was-run"
    folder = home / "mail"
    make_set(folder / "set")
    (home / "secret.txt").write_text(SECRET, encoding="utf-8")
    code = f"from pathlib import Path\nPath({str(marker)!r}).write_text('x')\n"
    (folder / "params.yaml").write_text(PARAMS.format(parser="none"), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRAMING_CACHE", str(home / "cache"))
        run_report(folder / "params.yaml", out=folder / "report")
    for place in (folder, folder / "params", folder / "report", folder / "report" / "notebooks"):
        for name in ("01_article_set", "02_term_choice", "66_more"):
            write(notebook(code, parameters=PARAMETERS), place / "notebooks" / f"{name}.ipynb")
        for name in MODULES:
            (place / f"{name}.py").write_text(code, encoding="utf-8")
        (place / "matplotlibrc").write_text("backend: module://evil\n", encoding="utf-8")
        (place / "ipython_config.py").write_text(code, encoding="utf-8")
    for name, parser in (("evil", "evil"), ("dotted", "set.evil"), ("installed", "this")):
        (folder / "params" / f"{name}.yaml").write_text(
            PARAMS.format(parser=parser).replace("set: set", "set: ../set"), encoding="utf-8"
        )
    (folder / "links").mkdir()
    (folder / "links" / "a.txt").symlink_to(home / "secret.txt")
    (folder / "links" / "codebook.toml").symlink_to(home / "secret.txt")
    (folder / "links" / "articles.toml").symlink_to(home / "secret.txt")
    return folder, marker


COMMANDS = (
    ["verify", "report"],
    ["verify", "report", "--digest", "0" * 64],
    ["digest", "report"],
    ["check", "set"],
    ["report", "params.yaml", "--out", "made"],
    ["report", "params/evil.yaml", "--out", "made"],
    ["report", "params/dotted.yaml", "--out", "made"],
    ["report", "params/installed.yaml", "--out", "made"],
    ["batch", "params.yaml", "--out", "made"],
    ["batch", "--sets", ".", "--out", "made"],
    ["pack", "set", "--parser", "evil"],
    ["scan", "set/texts", "--parser", "evil"],
    ["scan", "links", "--parser", "none"],
    ["check", "links"],
    ["coding", "set", "--parser", "none", "--out", "made"],
    ["teach", "params.yaml", "--no-pdf", "--out", "made"],
)


@pytest.mark.parametrize(
    ("arguments", "how"),
    [*((one, "command") for one in COMMANDS), (COMMANDS[0], "module"), (COMMANDS[3], "module")],
    ids=lambda part: part if isinstance(part, str) else " ".join(part),
)
def test_nothing_of_it_is_run_and_nothing_of_the_reader_s_is_read(
    received: tuple[Path, Path], tmp_path: Path, arguments: list[str], how: str
) -> None:
    folder, marker = received
    copy = Path(shutil.copytree(folder, tmp_path / "mail", symlinks=True))
    untrusting = {name: value for name, value in os.environ.items() if name != "FRAMING_TRUSTED"}
    # in the second way Python puts the working directory before all else by itself
    start = ["framing"] if how == "command" else [sys.executable, "-m", "framing"]
    done = subprocess.run(
        [*start, *arguments],
        cwd=copy,
        env=untrusting | {"FRAMING_CACHE": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert not marker.exists(), done.stderr
    assert "Traceback" not in done.stderr, done.stderr
    assert SECRET not in done.stdout + done.stderr
    for file in (f for f in tmp_path.rglob("*") if f.is_file() and not f.is_symlink()):
        assert SECRET.encode() not in file.read_bytes(), file
    if arguments[:2] == ["report", "params.yaml"]:
        assert "--run-notebooks-from" in done.stderr


def test_the_marker_would_have_been_seen(received: tuple[Path, Path], tmp_path: Path) -> None:
    folder, marker = received
    copy = Path(shutil.copytree(folder, tmp_path / "mail", symlinks=True))
    run_report(copy / "params.yaml", out=tmp_path / "made", notebooks_from=copy / "notebooks")
    assert marker.exists()
    marker.unlink()


def test_a_workspace_that_was_made_here_may_run_its_own_notebooks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FRAMING_TRUSTED")
    list(make_workspace(tmp_path / "mine"))
    shutil.copytree(tmp_path / "mine", tmp_path / "sent")
    assert suite_folder(tmp_path / "sent" / "params") == (tmp_path / "sent" / "notebooks").resolve()  # unchanged copies
    for place in ("mine", "sent"):
        write(notebook("1", parameters=PARAMETERS), tmp_path / place / "notebooks" / "05_shared_copy.ipynb")
    assert suite_folder(tmp_path / "mine" / "params") == (tmp_path / "mine" / "notebooks").resolve()
    with pytest.raises(SuiteError, match="notebooks are programs"):
        suite_folder(tmp_path / "sent" / "params")
    monkeypatch.setenv("FRAMING_TRUSTED", f"/nowhere{os.pathsep}{tmp_path / 'sent'}")
    assert suite_folder(tmp_path / "sent" / "params") == (tmp_path / "sent" / "notebooks").resolve()


def test_a_parser_is_an_installed_model_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "evil_model.py").write_text("raise SystemExit('was run')\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("evil_model", "this", "antigravity", "os", "framing.cli", "../evil_model", ""):
        with pytest.raises(ParserError, match="no parser model"):
            get_parser(name)
    assert "this" not in sys.modules


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_what_never_ends_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CodebookError, match="not a regular file"):
        read_codebook(tmp_path / "pipe")
    with pytest.raises(ParameterError, match="not a regular file"):
        read_params(tmp_path / "pipe")
    (tmp_path / "set").mkdir()
    os.mkfifo(tmp_path / "set" / "articles.toml")
    with pytest.raises(SetError, match=r"no such manifest|not a regular file"):
        load_set(tmp_path / "set")


def test_a_report_whose_record_is_a_bomb_is_refused(tmp_path: Path) -> None:
    from framing.reports.published_report import VerifyError
    from framing.reports.verify import verify

    (tmp_path / "report.json").write_text('{"parameters": {}, "files": {}, "x": ' + "[" * 100_000, encoding="utf-8")
    with pytest.raises(VerifyError, match="no report stands there"):
        verify(tmp_path)
    (tmp_path / "report.json").write_text(json.dumps({"parameters": {}, "files": {"a": 1}}), encoding="utf-8")
    with pytest.raises(VerifyError, match="no report stands there"):
        verify(tmp_path)
