"""A workspace with quick notebooks, for tests of reports and batches."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
from small_notebooks import PARAMETERS, notebook, write
from small_sets import TEXTS, make_set

TABLE = """\
from pathlib import Path
from framing.store.open_set import open_set
tables = open_set(article_set, codebook=codebook, parser=parser)
tables["articles"][["outlet", "n_words"]].to_csv(Path(out) / "data" / "words.csv", index=False)
tables["articles"][["outlet", "n_words"]]"""
CHART = """\
picture = '<svg xmlns="http://www.w3.org/2000/svg"><title>t</title><desc>Bars: words &amp; outlets</desc></svg>'
from pathlib import Path
Path(out, "charts", "words.svg").write_text(picture)
print(title, draws)"""
FAILS = "if 'broken' in article_set:\n    raise ValueError('this set <b>cannot</b> be read')"


def workspace(folder: Path, *sets: str, parser: str = "none") -> list[Path]:
    """Notebooks, article sets and a parameters file for each of ``sets``; returns the parameters files."""
    write(notebook(TABLE, FAILS, parameters=PARAMETERS), folder / "notebooks" / "01_words.ipynb")
    write(notebook(CHART, parameters=PARAMETERS), folder / "notebooks" / "02_chart.ipynb")
    (folder / "params").mkdir(exist_ok=True)
    files = []
    for name in sets:
        make_set(folder / "corpus" / name)
        path = folder / "params" / f"{name}.yaml"
        path.write_text(f"article_set: ../corpus/{name}\nout: ../figures/{name}\nparser: {parser}\n", encoding="utf-8")
        files.append(path)
    return files


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` but those with times, by relative path."""
    files = (f for f in folder.rglob("*") if f.is_file() and f.name != "status.json")
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in files}


def rows(path: Path, *names: str) -> Path:
    """A file of sets, each with the small texts."""
    articles = [{"id": f"{n}-x", "outlet": n, "text": text, "leaning": "up"} for n, text in TEXTS.items()]
    made = [{"id": name, "articles": articles} for name in names]
    if path.suffix == ".parquet":
        pd.DataFrame(made).to_parquet(path)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in made), encoding="utf-8")
    return path
