"""The house: no circle, no long file or function, no heavy folder, one home for each name."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "framing"
DECISION = ROOT / "docs" / "decisions" / "size-of-files.md"

LONGEST_FILE, LONGEST_FUNCTION, HEAVIEST_FOLDER = 300, 60, 0.15
# Names that must have one public home each.
ONE_HOME = ("Finding", "Verdict", "Place", "say", "slug", "OWN_VOICE")


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def exempt() -> dict[str, str]:
    """What the decision record lets pass, with its reason: rows of its table."""
    rows = re.findall(r"^\| `([^`]+)` \| (.+?) \|$", DECISION.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(rows)


def imports(path: Path, modules: Mapping[str, Path]) -> Iterator[str]:
    """Modules of this package that a file imports when it runs, inside functions too; types alone don't count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    only_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in only_types:
            continue
        if isinstance(node, ast.Import):
            yield from (a.name for a in node.names if a.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module in modules:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                yield inner if inner in modules else node.module


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Strongly connected parts of more than one module, or a module that imports itself."""
    found: list[list[str]] = []
    reach: dict[str, set[str]] = {}
    for start in graph:
        seen: set[str] = set()
        todo = list(graph[start])
        while todo:
            one = todo.pop()
            if one not in seen:
                seen.add(one)
                todo += graph.get(one, set())
        reach[start] = seen
    for start in sorted(graph):
        circle = sorted({start} | {m for m in reach[start] if start in reach.get(m, set())})
        if start in reach[start] and circle not in found:
            found.append(circle)
    return found


def test_no_module_imports_itself_by_way_of_others_not_even_inside_a_function() -> None:
    modules = {name_of(f): f for f in files()}
    graph = {name: set(imports(f, modules)) - {name} for name, f in modules.items()}
    # The packages' own files hold nothing but what they lend; importing one's own package is no circle.
    graph = {name: {m for m in found if not name.startswith(f"{m}.")} for name, found in graph.items()}
    assert circles(graph) == []


def test_a_circle_would_be_seen() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": set()}) == [["b", "c"]]


@pytest.mark.parametrize("path", files(), ids=name_of)
def test_a_file_is_one_idea_and_a_function_fits_on_a_screen(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    too_long = [path.relative_to(PACKAGE).as_posix()] if text.count("\n") > LONGEST_FILE else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                too_long.append(f"{path.relative_to(PACKAGE).as_posix()}:{node.name}")
    too_long = [name for name in too_long if name not in exempt()]
    assert too_long == [], f"split it, or give the reason in {DECISION.name}"


def test_what_the_record_lets_pass_needs_it() -> None:
    """An exemption of something that was split since, or is gone, is taken out."""
    for name in exempt():
        file, _, function = name.partition(":")
        tree = ast.parse((PACKAGE / file).read_text(encoding="utf-8"))
        lengths = [
            (n.end_lineno or n.lineno) - n.lineno + 1
            for n in ast.walk(tree)
            if isinstance(n, ast.FunctionDef) and n.name == function
        ]
        if function:
            assert max(lengths) > LONGEST_FUNCTION, name
        else:
            assert (PACKAGE / file).read_text(encoding="utf-8").count("\n") > LONGEST_FILE, name


def test_no_folder_holds_more_than_its_share() -> None:
    lines: defaultdict[str, int] = defaultdict(int)
    for path in files():
        lines[path.parent.relative_to(ROOT).as_posix()] += path.read_text(encoding="utf-8").count("\n")
    whole = sum(lines.values())
    heavy = {folder: round(n / whole, 3) for folder, n in lines.items() if n / whole > HEAVIEST_FOLDER}
    assert heavy == {}


def homes(name: str) -> list[str]:
    """Files in which ``name`` is defined at the top: a class, a function, a constant."""
    out = []
    for path in files():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            targets = [node.target] if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [])
            named = {getattr(node, "name", None), *(t.id for t in targets if isinstance(t, ast.Name))}
            if name in named:
                out.append(path.relative_to(PACKAGE).as_posix())
    return out


@pytest.mark.parametrize("name", ONE_HOME)
def test_one_name_for_one_thing(name: str) -> None:
    assert len(homes(name)) <= 1
