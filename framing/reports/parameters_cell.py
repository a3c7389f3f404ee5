"""Which names somebody gave a running notebook as its parameters, read from the cells that ran before.

Papermill injects a cell of its own. In JupyterLab a person types into the parameters cell, or into one between it
and the first line that works; a misspelt name there leaves the notebook's own value standing, and the demo's numbers
pass for those of the set that was meant. Names in all other cells are the reader's own and are left alone.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Sequence

MARK = "# Change the values"  # how the first line of our notebooks' parameters cells begins
INPUT = ("article_set", "tables", "labelled")  # what must be there; the first that a notebook has tells the base
_INJECTED = "# Parameters"  # the comment that papermill puts above what it injects
_START = "start_notebook"
_NEAR = 0.8  # how alike, of 1, two names are of which one is taken for the other misspelt


def injected_names(inputs: Iterable[str]) -> tuple[str, ...]:
    r"""Return the names that papermill injected, of the cells ``inputs`` that ran so far; the last run counts.

    >>> injected_names(["seed = 1", "# Parameters\nseed = 2\ncodebok = None", "seed"])
    ('seed', 'codebok')
    """
    found: tuple[str, ...] = ()
    for source in inputs:
        if source.startswith(_INJECTED):
            found = tuple(_given(_statements(source)))
    return found


def typed_names(inputs: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    r"""Return the names that the parameters cell gives a value, in the order in which they stand there.

    Args:
        inputs: sources of the cells that ran so far, the running one last, as IPython's ``In`` holds them.
        known: names of the parameters.

    Returns:
        Names of the last cell that is a parameters cell: one that our notebooks mark by its first line, or one of
        assignments alone that gives a literal to what is read (``article_set``) or to two parameters. A name with
        ``_`` before it, and one that the same cell reads again, is the reader's own and left out. Empty if no such
        cell ran.

    >>> typed_names(["article_set = 'x'\nsed = 3", "fr.start_notebook(globals())"], ["article_set", "seed"])
    ('article_set', 'sed')
    >>> typed_names(["base = '/data'\narticle_set = base + '/x'\nseed = 1\ndraws = 9", "…"], ["seed", "draws"])
    ('article_set', 'seed', 'draws')
    """
    for source in reversed(inputs):
        body = _statements(source)
        if not source.startswith(_INJECTED) and _START not in source and _is_parameters_cell(source, body, known):
            return _not_the_reader_s_own(body)
    return ()


def misspelt_names(inputs: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    r"""Return the names nearly a parameter's that were given right before the notebook began.

    Looked at are the cells of assignments alone directly before the running one, and what stands in the running cell
    above its ``start_notebook``. A name there may be the reader's own, so it counts only if it is near a parameter and
    is given a literal.

    >>> misspelt_names(["mine = 1\nartcle_set = 'x'", "fr.start_notebook(globals())"], ["article_set"])
    ('artcle_set',)
    >>> misspelt_names(["seeds = 3", "print(1)", "fr.start_notebook(globals())"], ["seed"])
    ()
    """
    if not inputs or _START not in inputs[-1]:
        return ()
    running = _statements(inputs[-1])
    begins = next((n for n, line in enumerate(running) if _START in ast.dump(line)), 0)
    names = [*_given_literals(running[:begins])]
    for source in reversed(inputs[:-1]):
        body = _statements(source)
        if not body or not all(map(_targets, body)) or source.startswith(_INJECTED):
            break
        names += _given_literals(body)
    return tuple(name for name in names if name not in known and _nearly(name, known))


def _nearly(name: str, known: Sequence[str]) -> bool:
    return bool(difflib.get_close_matches(name.lower(), known, n=1, cutoff=_NEAR))


def _is_parameters_cell(source: str, body: Sequence[ast.stmt], known: Sequence[str]) -> bool:
    if source.lstrip().startswith(MARK):
        return True
    if not body or not all(map(_targets, body)):
        return False
    literal = {name for name, value in _given(body).items() if name in known and _is_literal(value)}
    return len(literal) > 1 or any(name in INPUT for name in literal)


def _given_literals(body: Sequence[ast.stmt]) -> tuple[str, ...]:
    given = _given(body)
    return tuple(name for name in _not_the_reader_s_own(body) if _is_literal(given[name]))


def _is_literal(value: ast.expr | None) -> bool:
    try:
        ast.literal_eval(value or ast.Name("nothing"))
    except ValueError:
        return False
    return True


def _not_the_reader_s_own(body: Sequence[ast.stmt]) -> tuple[str, ...]:
    read = {n.id for line in body for n in ast.walk(line) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    return tuple(name for name in _given(body) if name not in read and not name.startswith("_"))


def _given(body: Sequence[ast.stmt]) -> dict[str, ast.expr | None]:
    """Return each name that the lines assign, with what it is assigned last."""
    return {t.id: getattr(line, "value", None) for line in body for t in _targets(line) if isinstance(t, ast.Name)}


def _targets(line: ast.stmt) -> list[ast.expr]:
    if isinstance(line, ast.Assign):
        return line.targets
    return [line.target] if isinstance(line, ast.AnnAssign) else []


def _statements(source: str) -> list[ast.stmt]:
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError):  # it ran into its own error, and gave no name a value
        return []
