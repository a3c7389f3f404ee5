"""The warm engine gives the standard engine's outputs, and nothing leaks from one notebook to the next."""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import re
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from small_notebooks import notebook, write

from framing.notebook_engine import process_state
from framing.notebook_engine.inprocess_shell import _anything_frozen, open_shell

# What each cell shows must be alike in both engines; the reason stands beside those that need one.
CELLS = [
    "print('out'); import sys; print('err', file=sys.stderr); 1 + 1",
    "import matplotlib.pyplot as plt; plt.plot([1, 3, 2]);",
    "fig, ax = plt.subplots(); ax.plot([3, 2]); fig",
    "%matplotlib inline\nplt.bar([1, 2], [3, 4]); plt.show(); print('after the figure')",
    "import pandas as pd; pd.DataFrame({'a': [1, 2]})",
    "from IPython.display import HTML, Markdown, SVG, clear_output, display\ndisplay(HTML('<b>x</b>')); 'last'",
    "shown = display('first', display_id='here'); shown.update('second')",
    "print('gone'); clear_output(); print('kept')",
    "print('gone'); clear_output(wait=True); display('instead')",
    "shown.update('third')",  # changes the output of an earlier cell
    "display(Markdown('*m*'), SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>'))",
    "_, In[-2][:5], sorted(Out)[:2]",
    "!echo from the shell",
    "await __import__('asyncio').sleep(0); 'awaited'",
    "import os; os.path.basename(os.getcwd())",
    "",
    "%%capture caught\nprint('hidden')",
    "caught.stdout",
    "class Broken:\n    def __repr__(self): raise ValueError('no repr')\nNone",
    "tags: raises-exception\n1 / 0",
    "tags: raises-exception\nthis is no python",
    "__name__, a",
    "def deep(n):\n    return deep(n - 1) if n else {}['nothing']\n",
    "print('before'); deep(2)",
    "print('never reached')",
]


def run(source: Path, out: Path, engine: str | None) -> nbformat.NotebookNode:
    with contextlib.suppress(papermill.PapermillExecutionError):
        papermill.execute_notebook(source, out, engine_name=engine, progress_bar=False, cwd=str(out.parent))
    return nbformat.read(out, 4)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[nbformat.NotebookNode, nbformat.NotebookNode]:
    folder = tmp_path_factory.mktemp("engines") / "work"
    source = write(notebook(*CELLS, parameters="a = 1\nb = None"), folder / "in.ipynb")
    # In a process of its own: a test runner's capturing and its warning filters would show in the outputs.
    code = (
        "import sys, papermill\n"
        "for engine, out in (('nbclient', 'standard.ipynb'), ('framing', 'cold.ipynb'), ('framing', 'warm.ipynb')):\n"
        "    options = dict(parameters={'a': 5}, engine_name=engine, progress_bar=False)\n"
        "    try:\n"
        "        papermill.execute_notebook('in.ipynb', out, **options)\n"
        "    except papermill.PapermillExecutionError:\n"
        "        pass\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=folder, check=True, capture_output=True, timeout=120)
    assert source.exists()
    standard, cold, warm = (nbformat.read(folder / f"{n}.ipynb", 4) for n in ("standard", "cold", "warm"))
    assert [shown(c) for c in cold.cells] == [shown(c) for c in warm.cells]
    return standard, warm


def shown(cell: nbformat.NotebookNode) -> str:
    """A cell's outputs, with what names a process or an object's address taken out."""
    text = json.dumps([cell.source, cell.get("outputs"), cell.get("execution_count")], sort_keys=True)
    return re.sub(r"ipykernel_\d+|0x[0-9a-f]{6,}", "…", text)


def test_outputs_are_those_of_the_standard_engine_cell_by_cell(
    both: tuple[nbformat.NotebookNode, nbformat.NotebookNode],
) -> None:
    standard, ours = both
    assert len(standard.cells) == len(ours.cells)
    for one, two in zip(standard.cells, ours.cells, strict=True):
        assert shown(two) == shown(one), one.source
    kinds = {o.output_type for c in standard.cells for o in c.get("outputs", [])}
    assert kinds == {"stream", "display_data", "execute_result", "error"}


def test_metadata_are_those_of_the_standard_engine(
    both: tuple[nbformat.NotebookNode, nbformat.NotebookNode],
) -> None:
    standard, ours = both
    assert set(ours.metadata) == set(standard.metadata)
    assert ours.metadata.language_info == standard.metadata.language_info
    states = [[c.metadata.papermill.get("status") for c in nb.cells if "papermill" in c.metadata] for nb in both]
    assert states[0] == states[1]
    nbformat.validate(ours)


DIRTY = """\
import decimal, locale, logging, os, random, sys, warnings
import numpy as np, pandas as pd, matplotlib.pyplot as plt
left_behind = 1
os.environ['FRAMING_TEST_LEAK'] = 'yes'
os.chdir('..')
sys.path.append('/nowhere'); sys.argv.append('leak')
warnings.simplefilter('ignore')
plt.rcParams['font.size'] = 33; plt.rcParams['lines.linewidth'] = 9
plt.figure()
pd.set_option('display.max_rows', 7)
np.set_printoptions(precision=1); np.seterr(all='raise')
random.seed(5); np.random.seed(5)
decimal.getcontext().prec = 3
sys.setrecursionlimit(4321)
logging.getLogger().addHandler(logging.NullHandler()); logging.disable(50)
import helper_of_this_folder
import builtins; print(helper_of_this_folder.NAME)"""

CLEAN = """\
import decimal, json, logging, os, random, sys, warnings
import numpy as np, pandas as pd, matplotlib.pyplot as plt
print(json.dumps({
    'names': 'left_behind' in globals(),
    'environment': os.environ.get('FRAMING_TEST_LEAK'),
    'folder': os.path.basename(os.getcwd()),
    'path': '/nowhere' in sys.path,
    'arguments': 'leak' in sys.argv,
    'filters': warnings.filters[:1] == [('ignore', None, Warning, None, 0)],
    'font': plt.rcParams['font.size'] == 33,
    'lines': plt.rcParams['lines.linewidth'] == 9,
    'figures': plt.get_fignums(),
    'rows': pd.get_option('display.max_rows') == 7,
    'printed': np.get_printoptions()['precision'] == 1,
    'errors': np.geterr()['over'] == 'raise',
    'random': random.random(),
    'numpy': np.random.rand(),
    'decimal': decimal.getcontext().prec,
    'depth': sys.getrecursionlimit() == 4321,
    'logs': logging.root.manager.disable,
    'module': 'helper_of_this_folder' in sys.modules,
    'results': len(Out),
    'inputs': len(In),
}))"""


def state(folder: Path, *before: str) -> dict[str, Any]:
    """What a notebook finds after ``before`` ran in the same process."""
    for number, source in enumerate(before):
        run(write(notebook(source), folder / f"{number}.ipynb"), folder / "ran.ipynb", "framing")
    nb = run(write(notebook(CLEAN), folder / "clean.ipynb"), folder / "clean-ran.ipynb", "framing")
    found: dict[str, Any] = json.loads(nb.cells[-1].outputs[0].text)
    return found


def test_nothing_leaks_from_one_notebook_to_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "helper_of_this_folder.py").write_text("NAME = 'helper'\n")
    monkeypatch.chdir(tmp_path)
    first, after = state(folder), state(folder, DIRTY)
    # Random states differ between any two notebooks, and are not those that the first one set.
    assert first.pop("random") != after["random"]
    assert first.pop("numpy") != after["numpy"]
    again = state(folder, DIRTY)
    assert again.pop("random") != after.pop("random")
    assert again.pop("numpy") != after.pop("numpy")
    assert after == first == again
    assert first["folder"] == "work"


def test_the_caller_keeps_its_own_state(tmp_path: Path) -> None:
    import matplotlib as mpl

    source = write(
        notebook(DIRTY.replace("import helper_of_this_folder\n", "").split("import builtins")[0]), tmp_path / "in.ipynb"
    )

    def own() -> list[object]:
        return [Path.cwd(), sys.argv[:], sys.path[:], sys.stdout, dict.copy(mpl.rcParams), sys.modules["__main__"]]

    before = own()
    run(source, tmp_path / "out.ipynb", "framing")
    assert own() == before


def test_a_notebook_that_stops_says_where(tmp_path: Path) -> None:
    source = write(notebook("x = 1", "raise RuntimeError('on purpose')", "x"), tmp_path / "in.ipynb")
    with pytest.raises(papermill.PapermillExecutionError) as caught:
        papermill.execute_notebook(source, tmp_path / "out.ipynb", engine_name="framing", progress_bar=False)
    assert (caught.value.ename, caught.value.evalue, caught.value.cell_index) == ("RuntimeError", "on purpose", 2)
    executed = nbformat.read(tmp_path / "out.ipynb", 4)
    assert [c.execution_count for c in executed.cells if c.cell_type == "code"] == [1, 2, None]


def test_asking_for_input_is_an_error_and_not_a_wait(tmp_path: Path) -> None:
    source = write(notebook("tags: raises-exception\ninput('?')"), tmp_path / "in.ipynb")
    nb = run(source, tmp_path / "out.ipynb", "framing")
    assert nb.cells[-1].outputs[0].ename == "StdinNotImplementedError"


def test_widgets_keep_their_state_in_the_notebook(tmp_path: Path) -> None:
    pytest.importorskip("ipywidgets")
    source = write(notebook("import ipywidgets\nslider = ipywidgets.IntSlider(3); slider"), tmp_path / "in.ipynb")
    nb = run(source, tmp_path / "out.ipynb", "framing")
    model = nb.cells[-1].outputs[0].data["application/vnd.jupyter.widget-view+json"]["model_id"]
    kept = nb.metadata.widgets["application/vnd.jupyter.widget-state+json"]["state"]
    assert kept[model]["state"]["value"] == 3


def test_installed_packages_stay_imported_even_inside_the_notebooks_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A virtual environment in the workspace: compiled packages may end the process when imported twice.
    packages = tmp_path / ".venv" / "lib"
    packages.mkdir(parents=True)
    (packages / "an_installed_package.py").write_text("", encoding="utf-8")
    (tmp_path / "a_helper_of_the_workspace.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.syspath_prepend(str(packages))
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(packages))
    restore = process_state._modules_from(str(tmp_path))
    importlib.import_module("an_installed_package")
    importlib.import_module("a_helper_of_the_workspace")
    restore()
    assert "an_installed_package" in sys.modules
    assert "a_helper_of_the_workspace" not in sys.modules
    del sys.modules["an_installed_package"]


def test_the_collector_is_put_back_as_it_was(tmp_path: Path) -> None:
    before = gc.get_threshold(), gc.get_freeze_count() > 0
    with open_shell(str(tmp_path)):
        assert gc.get_freeze_count() > 0
    assert (gc.get_threshold(), gc.get_freeze_count() > 0) == before
    gc.freeze()
    try:
        with open_shell(str(tmp_path)):
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        _anything_frozen.cache_clear()
