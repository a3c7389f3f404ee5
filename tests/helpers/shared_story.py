"""Three outlets' texts that share sentences, for a report with every kind of file, quickly made."""

from __future__ import annotations

from pathlib import Path

from small_sets import CODEBOOK, write_set

TEXTS = {
    "quay-post": """\
Strikers hold the quay for a second day

Dock workers stayed out on Tuesday. “We will not sail before the pay is settled,” said Ana Ruiz, who leads the \
strikers. About 300 people stood at the gate when the first ferry was due to leave.

The port authority said talks would go on through the week. The strikers sang through the night and shared soup.
""",
    "bay-news": """\
Militants shut the quay for a second day

Militants kept the quay shut on Tuesday. “We will not sail before the pay is settled,” union boss Ana Ruiz told \
reporters. About 250 people stood at the gate when the first ferry was due to leave.

The port authority said talks would go on through the week. The militants sang through the night and shared soup.
""",
    "north-herald": """\
Strikers sing at the quay

The strikers sang through the night and shared soup. Police counted 200 of them. “They have a point,” a passenger, \
Tom Birk, said.
""",
}
PARAMS = """\
article_set: ../corpus/quay
out: ../figures/quay
parser: none
draws: 100
notebooks: [01_article_set, 02_term_choice, 04_report, 05_shared_copy]
"""


def story(folder: Path) -> Path:
    """The three texts as an article set."""
    outlets = {name: name.replace("-", " ").title() for name in TEXTS}
    return write_set(folder, TEXTS, outlets=outlets, codebook=CODEBOOK)
