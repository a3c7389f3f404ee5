"""The page on which a coder judges unit after unit."""

from __future__ import annotations

from collections.abc import Sequence

from framing.annotate.codebook import Codebook
from framing.lexicons import load
from framing.measure.tables import Tables
from framing.teach.coding_units import Unit
from framing.teach.coding_variables import CLOSE, CODING_FORM, OPEN, VARIABLES, allowed_values
from framing.teach.page_templates import render, template_file

_QUESTIONS = {
    "concept": "What do the framed words name?",
    "voice": "Whose words are they?",
    "leaning": "Kind of word?",
    "speaker": "Who speaks? The name without title, as the text has it; “none” if nobody is named",
    "source_type": "Who speaks, in what role?",
    "identified": "How does the text let you know them?",
    "cue_class": "What does the reporting verb add?",
    "span": "Are the framed words all that is quoted, and nothing else?",
    "missed": "Nothing is framed here. Does the sentence hold a label of one of the concepts, or a quotation?",
}


def coding_page(tables: Tables, codebook: Codebook, units: Sequence[Unit]) -> str:
    """Return the page on which a coder judges unit after unit; the suite's answers are not in it."""
    from markupsafe import Markup

    names = {c.id: c.name for c in codebook.concepts}
    allowed = allowed_values(codebook)
    return render(
        "coding.html.j2",
        title=tables.title,
        n=len(units),
        concepts=codebook.concepts,
        source_types=tuple(load("source_types")["types"].items()),
        identified=tuple(load("source_types")["identified"].items()),
        questions=[
            (name, kind, _QUESTIONS[name], [(v, names.get(v, v)) for v in allowed[name]])
            for name, (kind, _) in VARIABLES.items()
        ],
        about={
            "form": CODING_FORM,
            "set": tables.set_id,
            "open": OPEN,
            "close": CLOSE,
            "units": [{"id": u.id, "kind": u.kind, "sentence": u.sentence, "context": u.context} for u in units],
        },
        script=Markup(template_file("coding.js")),  # noqa: S704 - a file of this package
    )
