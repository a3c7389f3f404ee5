"""An invented set with several articles an outlet, so that comparisons can be tested and reports made of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from small_notebooks import PARAMETERS, notebook, write

CODEBOOK = """\
[codebook]
id = "quay"
title = "Quay"
version = "1"

[[axis]]
name = "evaluation"
low = -2
high = 2
meaning = "against to for"

[[rater]]
id = "1"

[[contrast]]
concept = "people"
a = ["militants"]
b = ["strikers"]

[[contrast]]
concept = "act"
a = ["stoppage"]
b = ["walkout"]

[[concept]]
id = "people"
name = "the people at the quay"
referent = "those who keep the port shut"
include = "any noun for them as a group"

[[concept.variant]]
label = "strikers"
patterns = ["striker*"]
ratings = [{ axis = "evaluation", rater = "1", value = 1 }]

[[concept.variant]]
label = "militants"
patterns = ["militant*"]
ratings = [{ axis = "evaluation", rater = "1", value = -2 }]

[[concept]]
id = "act"
name = "the shutting of the port"
referent = "the strike"
include = "any noun for it"

[[concept.variant]]
label = "stoppage"
patterns = ["stoppage*"]

[[concept.variant]]
label = "walkout"
patterns = ["walkout*"]
"""

OUTLETS = {"bay": "Bay News", "quay": "Quay Post", "tide": "Tide <Herald>"}
REPORT = """\
from framing.figures.save import write_csv
from framing.reports.findings import find, write_findings
from framing.reports.store import open_set, set_codebook
from pathlib import Path
tables = open_set(article_set, codebook=codebook, parser=parser)
book = set_codebook(article_set, codebook=codebook)
found = find(tables, codebook=book, draws=draws, seed=seed, confidence=confidence)
write_findings(found, out)
write_csv(found.evidence, Path(out) / "data" / "evidence.csv")
write_csv(tables["articles"][["article_id", "outlet", "n_words"]], Path(out) / "data" / "articles.csv")"""


def texts(articles: int = 6) -> dict[str, str]:
    """Article id to text: one outlet says militants, the others strikers; all use either word for the act."""
    made = {}
    for outlet in OUTLETS:
        label = "militants" if outlet == "bay" else "strikers"
        for day in range(articles):
            act = "stoppage" if (day + len(outlet)) % 2 else "walkout"
            made[f"{outlet}-{day}"] = (
                f"Port shut on day {day} of {outlet} report\n\n"
                f"The {label} held gate {day} through the night. The {act} goes on, said a clerk of {outlet}.\n\n"
                f"Nobody sailed from berth {day + 3}. Later the {label} sang for {day + 2} hours.\n"
            )
    return made


def make_set(folder: Path, *, articles: int = 6) -> Path:
    """The set on disk, with its codebook."""
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    lines = ["[set]", f'id = "{folder.name}"', 'title = "Strike at the quay"', "event_date = 2024-03-05"]
    for name, text in texts(articles).items():
        (folder / "texts" / f"{name}.txt").write_bytes(text.encode())
        outlet = OUTLETS[name.split("-")[0]]
        digest = hashlib.sha256(text.encode()).hexdigest()
        lines += ["", "[[article]]", f'id = "{name}"', f'outlet = "{outlet}"', f'file = "texts/{name}.txt"']
        lines += ["published = 2024-03-05", f'sha256 = "{digest}"']
    (folder / "articles.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "codebook.toml").write_text(CODEBOOK, encoding="utf-8")
    return folder


def workspace(folder: Path) -> Path:
    """Set, one notebook and a parameters file, whose path is returned; the report goes to ``folder / "out"``."""
    make_set(folder / "corpus" / "quay")
    write(notebook(REPORT, parameters=PARAMETERS), folder / "notebooks" / "04_report.ipynb")
    params = folder / "params.yaml"
    params.write_text("article_set: corpus/quay\nout: out\nparser: none\nseed: 1\ndraws: 200\n", encoding="utf-8")
    return params
