"""An invented set with several articles an outlet, so that comparisons can be tested and reports made of it."""

from __future__ import annotations

from pathlib import Path

from books import HEAD, concept, contrast, evaluation
from small_notebooks import PARAMETERS, notebook, write
from small_sets import write_set

CODEBOOK = (
    HEAD
    + evaluation("1")
    + contrast("people", "militants", "strikers")
    + contrast("act", "stoppage", "walkout")
    + concept(
        "people",
        ("strikers", "striker*"),
        ("militants", "militant*"),
        called="the people at the quay",
        ratings={"strikers": {"1": 1}, "militants": {"1": -2}},
    )
    + concept("act", ("stoppage", "stoppage*"), ("walkout", "walkout*"), called="the shutting of the port")
)

OUTLETS = {"bay": "Bay News", "quay": "Quay Post", "tide": "Tide <Herald>"}
REPORT = """\
from framing.store.written_files import write_csv
from framing.findings.find import find
from framing.findings.write_findings import write_findings
from framing.measure.settings import Settings
from framing.store.open_set import open_set, set_codebook
from pathlib import Path
tables = open_set(article_set, codebook=codebook, parser=parser)
book = set_codebook(article_set, codebook=codebook)
found = find(tables, codebook=book, settings=Settings(draws=draws, seed=seed, confidence=confidence))
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
    made = texts(articles)
    return write_set(folder, made, outlets={name: OUTLETS[name.split("-")[0]] for name in made}, codebook=CODEBOOK)


def workspace(folder: Path) -> Path:
    """Set, one notebook and a parameters file, whose path is returned; the report goes to ``folder / "out"``."""
    make_set(folder / "corpus" / "quay")
    write(notebook(REPORT, parameters=PARAMETERS), folder / "notebooks" / "04_report.ipynb")
    params = folder / "params.yaml"
    params.write_text("article_set: corpus/quay\nout: out\nparser: none\nseed: 1\ndraws: 200\n", encoding="utf-8")
    return params
