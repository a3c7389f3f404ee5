"""Build the documentation site into ``site/``: pages, charts, functions, tables and commands, without any network.

    python docs/site/build_site.py [--out site]

The written pages are those of docs/. Generated from the code: every public name with its docstring, every column of
every table, the help of every command, and a gallery of the demo's charts, each with the call that draws it. A warning
of the builder stops it.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
_FETCHED = re.compile(r"https://unpkg\.com/iframe-worker/shim")
_OUTSIDE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+(?!docs/)[^)]*\)")


def written_pages(to: Path) -> None:
    """Copy the pages of docs/; what they link to outside it becomes plain words."""
    for page in sorted((ROOT / "docs").rglob("*.md")):
        if HERE in page.parents:
            continue
        target = to / page.relative_to(ROOT / "docs")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_OUTSIDE.sub(r"\1", page.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copytree(ROOT / "docs/images", to / "images")
    shutil.copy(HERE / "index.md", to / "index.md")


def reference(title: str, says: str, names: Mapping[str, str]) -> str:
    """A page of public names: ``names`` maps each to its module."""
    parts = [f"# {title}\n\n{says}\n"]
    parts += [f"::: {module}.{name}\n" for name, module in sorted(names.items())]
    return "\n".join(parts)


def tables_page() -> str:
    """Every column of every table, from the declared schemas."""
    from framing.measure.shared_schemas import SHARED_SCHEMAS
    from framing.measure.tables import ARTICLE_MEASURE, OUTLETS, SCHEMAS

    every = {**SCHEMAS, **SHARED_SCHEMAS, "outlets": OUTLETS, "rows of measures": ARTICLE_MEASURE}
    parts = ["# Tables, column by column\n", 'What `framing export` writes and `tables["…"]` holds.\n']
    for name, columns in every.items():
        parts.append(f"## {name}\n\n| Column | Kind | Unit | Meaning |\n|---|---|---|---|")
        parts += [f"| `{c.name}` | {c.kind} | {_cell(c.unit)} | {_cell(c.meaning)} |" for c in columns]
        parts.append("")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return escape(text, quote=False).replace("|", "\\|")


def commands_page() -> str:
    """The help of every command, as the terminal prints it."""
    names = ["", *_commands()]
    parts = ["# Commands\n"]
    for name in names:
        parts.append(f"## framing {name}\n".replace("framing \n", "framing\n"))
        parts.append(f"```text\n{_help(name).rstrip()}\n```\n")
    return "\n".join(parts)


def _help(name: str) -> str:
    plain = os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    command = [sys.executable, "-m", "framing", *name.split(), "--help"]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=plain, cwd=ROOT).stdout


def _commands() -> list[str]:
    import typer.main

    from framing.cli import app

    found = typer.main.get_command(app)
    return sorted(getattr(found, "commands", {}))


def gallery_page(to: Path) -> str:
    """The demo's charts by notebook, each under the cell that draws it."""
    charts = {path.stem: path for path in sorted((ROOT / "figures/demo/charts").glob("*.svg"))}
    (to / "charts").mkdir()
    parts = ["# Gallery of charts\n", "The demo's: its articles, outlets and events are invented.\n"]
    drawn = dict(_drawn_by())
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in _drawing_cells(notebook):
            mine = [n for n in charts if any(re.fullmatch(f, n) for call in _calls(cell) for f in drawn.get(call, ()))]
            for name in mine:
                shutil.copy(charts[name], to / "charts" / f"{name}.svg")
            if mine:
                parts.append(f"## {', '.join(mine)}\n\nIn `notebooks/{notebook.name}`:\n\n```python\n{cell}\n```\n")
                parts += [f"![Chart {name} of the demo](charts/{name}.svg)\n" for name in mine]
    return "\n".join(parts)


def _drawing_cells(notebook: Path) -> Iterator[str]:
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and "show_charts(" in source:
            yield source


def _calls(source: str) -> Sequence[str]:
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [f.attr if isinstance(f, ast.Attribute) else f.id for f in calls if isinstance(f, (ast.Attribute, ast.Name))]


def _drawn_by() -> Iterator[tuple[str, list[str]]]:
    """Each function of framing/figures with the names of its charts, as patterns."""
    for module in sorted((ROOT / "framing/figures").glob("*.py")):
        source = module.read_text(encoding="utf-8")
        functions = {n.name: n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef)}
        own = {
            name: re.findall(r'\bname=f?"([^"]+)"', ast.get_source_segment(source, node) or "")
            for name, node in functions.items()
        }
        for name, node in functions.items():
            called = [n.func.id for n in ast.walk(node) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)]
            found = [*own[name], *(f for one in called for f in own.get(one, ()))]
            if found:
                yield name, [re.sub(r"\\?\{[^}]*\}", ".+", f) for f in found]


def without_network(site: Path) -> None:
    """Give pages opened from a folder their search from the site itself, where the theme would fetch a script."""
    shutil.copy(HERE / "file_worker.js", site / "assets/javascripts/file_worker.js")
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        up = "../" * len(page.relative_to(site).parents[1:])
        page.write_text(_FETCHED.sub(f"{up}assets/javascripts/file_worker.js", text), encoding="utf-8")
        if re.search(r"<(?:script|link|img)[^>]+(?:src|href)=\"?https?://", text := page.read_text(encoding="utf-8")):
            msg = f"{page.name} would fetch something from the network"
            raise RuntimeError(msg)


def build(out: Path) -> None:
    """Build the site into ``out``, which appears whole or not at all."""
    import framing

    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        pages = work / "pages"
        pages.mkdir()
        written_pages(pages)
        for_notebooks = {name: f"framing.{module}" for name, module in vars(framing)["_FOR_NOTEBOOKS"].items()}
        public = {name: module for name, module in vars(framing)["_WHERE"].items() if name not in for_notebooks}
        made = {
            "reference.md": reference("Functions", "After `import framing as fr`, each is `fr.NAME`.", public),
            "notebook-reference.md": reference("For notebooks", "What notebooks draw and show with.", for_notebooks),
            "tables.md": tables_page(),
            "commands.md": commands_page(),
            "gallery.md": gallery_page(pages),
        }
        for name, text in made.items():
            (pages / name).write_text(text, encoding="utf-8")
        for file in ("mkdocs.yml", "examples.py"):
            shutil.copy(HERE / file, work / file)
        quiet = os.environ | {"PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", str(work / "mkdocs.yml")]
        subprocess.run(command, check=True, env=quiet, cwd=ROOT)
        without_network(work / "site")
        draft = out.with_name(out.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(work / "site", draft)
        shutil.rmtree(out, ignore_errors=True)
        draft.rename(out)


def main() -> None:
    """Build the site."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "site")
    build(parser.parse_args().out.resolve())


if __name__ == "__main__":
    main()
