"""Every line of the desk's page runs on the demo and shows something."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BLOCKS = re.findall(r"```python\n(.*?)```", (ROOT / "docs/desk.md").read_text(encoding="utf-8"), re.DOTALL)
FIRST, *LINES = BLOCKS


@pytest.fixture(scope="module")
def desk() -> dict[str, object]:
    names: dict[str, object] = {}
    exec(compile(FIRST, "docs/desk.md", "exec"), names)  # noqa: S102  the page's own lines
    return names


@pytest.mark.parametrize("line", LINES)
def test_a_question_takes_one_line_and_has_an_answer(line: str, desk: dict[str, object], tmp_path: Path) -> None:
    parsed = ast.parse(line)
    assert len(parsed.body) == 1
    line = line.replace('"figures/', f'"{tmp_path}/').replace('"corpus/', f'"{ROOT}/corpus/')
    answer = eval(line.strip(), desk)  # noqa: S307  the page's own lines
    assert answer if isinstance(answer, int) else len(getattr(answer, "parts", answer))
