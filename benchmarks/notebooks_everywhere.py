"""Every notebook, run everywhere that a user runs one, with a right and a wrong parameter: which pass.

    python benchmarks/notebooks_everywhere.py [--only checkout wheel papermill lab] [--notebooks 02_term_choice …]

- ``checkout``: in the checkout, by a kernel of its own;
- ``wheel``: in a workspace that ``framing init`` of an installed wheel made, by a kernel of its own;
- ``papermill``: by papermill's command and standard engine with ``-f`` and ``-p``, from the checkout's root and from a
  folder elsewhere;
- ``lab``: in JupyterLab in a browser, Run All Cells, in that workspace.

Each also with a misspelt name, which must stop it before it shows a number. Takes about a quarter of an hour on two
processors. The exit status is 1 if a cell of the table is not what it should be.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "helpers"))
from browsing import chromium  # noqa: E402 - the helpers of the tests
from installed_wheel import install_wheel  # noqa: E402
from jupyter_lab import jupyter_lab, open_notebook, run_all_cells  # noqa: E402

PLACES = ("checkout", "wheel", "papermill", "lab")
ACROSS = "70_across_sets"  # reads the tables of a batch, which one is made for
WRONG = "artcle_set"
STOPS = f"unknown parameter '{WRONG}'; did you mean 'article_set'?"
Trial = tuple[str, Callable[[], str]]


class Trials:
    """The folders that the notebooks run in, and each way to run one; a way returns what went wrong, or nothing."""

    def __init__(self, scratch: Path) -> None:
        self.scratch = scratch
        self.study = scratch / "study"
        self.site = install_wheel(scratch)
        self.own = {"FRAMING_CACHE": str(scratch / "cache"), "XDG_CONFIG_HOME": str(scratch / "config")}
        self.run(self.site, scratch, "framing", "init", "study")
        demo = (
            f"article_set: {ROOT / 'corpus/harbour-blockade'}\nout: {scratch / 'demo'}\nnotebooks: [01_article_set]\n"
        )
        (scratch / "demo.yaml").write_text(demo, encoding="utf-8")
        self.run(ROOT, scratch, "framing", "batch", "demo.yaml", "--out", str(self.study / "figures"))

    def run(self, package: Path, cwd: Path, *words: str) -> None:
        command = [sys.executable, "-m", *words]
        own = {**os.environ, **self.own, "PYTHONPATH": str(package)}
        done = subprocess.run(command, cwd=cwd, env=own, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)

    def in_a_kernel(self, notebook: Path, package: Path, typed: str) -> str:
        code = (
            "import sys, nbformat; from nbclient import NotebookClient; made = nbformat.read(sys.argv[1], 4)\n"
            "cell = next(c for c in made.cells if c.cell_type == 'code'); cell.source += '\\n' + sys.argv[2]\n"
            "NotebookClient(made, timeout=600, resources={'metadata': {'path': sys.argv[3]}}).execute()"
        )
        (self.scratch / "kernel.py").write_text(code, encoding="utf-8")
        own = {**os.environ, **self.own, "PYTHONPATH": str(package)}
        command = [sys.executable, "-P", str(self.scratch / "kernel.py"), str(notebook), typed, str(notebook.parent)]
        return last_line(subprocess.run(command, env=own, capture_output=True, text=True, check=False))

    def papermill(self, notebook: Path, cwd: Path, *words: str) -> str:
        command = [sys.executable, "-m", "papermill", str(notebook), str(self.scratch / "done.ipynb"), *words]
        own = {**os.environ, **self.own, "PYTHONPATH": str(ROOT)}
        return last_line(subprocess.run(command, cwd=cwd, env=own, capture_output=True, text=True, check=False))

    def of(self, name: str, place: str) -> Iterator[Trial]:
        tables = f"tables = {str(self.study / 'figures/tables')!r}" if name == ACROSS else ""
        wrong = f"{WRONG} = '../corpus/mine'"
        if place in {"checkout", "wheel"}:
            package = ROOT if place == "checkout" else self.site
            notebook = (ROOT if place == "checkout" else self.study) / "notebooks" / f"{name}.ipynb"
            out = f"out = {str(self.scratch / 'out')!r}"
            yield "runs", lambda: self.in_a_kernel(notebook, package, f"{tables}\n{out}")
            yield "stops", lambda: stopped(self.in_a_kernel(notebook, package, f"{tables}\n{wrong}"))
        else:
            notebook = ROOT / "notebooks" / f"{name}.ipynb"
            also = ("-p", "tables", str(self.study / "figures/tables")) if name == ACROSS else ()
            given = (*also, "-p", "draws", "500", "-p", "out", str(self.scratch / "out"))
            whole = str(ROOT / "params/demo.yaml")
            here, away = ROOT, self.scratch
            of_root = notebook.relative_to(ROOT)
            yield "root", lambda: self.papermill(of_root, here, "-f", "params/demo.yaml", *given)
            demo = ("-p", "article_set", str(ROOT / "corpus/harbour-blockade"))
            yield "elsewhere", lambda: self.papermill(notebook, away, "-f", whole, *given, *demo)
            yield "stops", lambda: stopped(self.papermill(notebook, away, *given, "-p", WRONG, "x"))

    def in_lab(self, names: list[str]) -> Iterator[tuple[str, str, str]]:
        (self.scratch / "server").mkdir()
        own = {**self.own, "PYTHONPATH": str(self.site)}
        with jupyter_lab(self.study, self.scratch / "server/log", own) as lab, chromium() as browser:
            for name in names:
                for what, wrong in (("runs", ""), ("stops", f"\n{WRONG} = '../corpus/mine'")):
                    copy = self.study / "notebooks" / f"{name}-{what}.ipynb"
                    made = nbformat.read(self.study / "notebooks" / f"{name}.ipynb", as_version=4)
                    next(c for c in made.cells if c.cell_type == "code").source += wrong
                    nbformat.write(made, copy)
                    page = browser.new_page(viewport={"width": 1400, "height": 1000})
                    open_notebook(page, lab, f"notebooks/{copy.name}")
                    said = " ".join(run_all_cells(page))
                    page.evaluate("jupyterapp.commands.execute('notebook:shutdown-kernel')")
                    page.close()
                    copy.unlink()
                    yield name, what, stopped(said) if wrong else said


def stopped(said: str) -> str:
    return "" if STOPS in said else said or "it ran"


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return "" if done.returncode == 0 else next((x for x in reversed(lines) if "Error" in x), "".join(lines[-1:]))


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", nargs="+", choices=PLACES, default=PLACES)
    options.add_argument("--notebooks", nargs="+", default=sorted(f.stem for f in (ROOT / "notebooks").glob("*.ipynb")))
    asked = options.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="notebooks-"))
    wrong = ran = 0
    try:
        trials = Trials(scratch)
        for place in asked.only:
            found = (
                trials.in_lab(asked.notebooks)
                if place == "lab"
                else ((name, what, run()) for name in asked.notebooks for what, run in trials.of(name, place))
            )
            for name, what, said in found:
                ran, wrong = ran + 1, wrong + bool(said)
                print(
                    f"{place:10} {name:22} {what:10} {f'NO: {json.dumps(said)[:300]}' if said else 'yes'}", flush=True
                )
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print(f"{ran - wrong} of {ran} as they should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
