"""An article set whose every field tries to become code: in HTML, Markdown, templates, shells, spreadsheets, terminals.

Whatever runs sets ``window.hit`` or calls ``alert``; whatever is fetched goes to hit.example.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

HIT = "window.hit=1;alert(1)"
PAYLOADS = (
    f"<script>{HIT}</script>",
    f'"><img src=x onerror="{HIT}">',
    f"'><svg onload='{HIT}'>",
    f"</title></style></script></textarea><script>{HIT}</script>",
    f'<a href="javascript:{HIT}" onmouseover="{HIT}">x</a>',
    f'<iframe srcdoc="<script>parent.{HIT}</script>"></iframe>',
    f"[link](javascript:{HIT}) ![x](https://hit.example/a.png)",
    '<link rel=stylesheet href="https://hit.example/a.css"><meta http-equiv=refresh content="0;https://hit.example/">',
    "{{ 7*7 }}{{ cycler.__init__.__globals__.os.popen('touch hit') }}{% raw %}",
    "$(touch hit)`touch hit`; touch hit | touch hit",
    "=cmd|'/c calc'!A1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\x1b[31m\x1b[2J\x1b]0;hit\x07",
    "../../../hit",
    "\u202egnp.exe\u2066",
    "]]> --> */ \\u003cscript\\u003e &lt;script&gt; %3Cscript%3E",
    f"$$\\href{{javascript:{HIT}}}{{x}}$$ $\\unicode{{x3c}}$",
    "__import__('os').system('touch hit')",
)
ALL = " ".join(PAYLOADS)


def toml(text: str) -> str:
    """A TOML basic string: JSON's, with what TOML wants escaped too."""
    return json.dumps(text, ensure_ascii=True).replace("\x7f", "\\u007f")


def body(n: int) -> str:
    """An article with each payload in a headline, as a source, inside a quotation and beside a label."""
    parts = [f"{PAYLOADS[n % len(PAYLOADS)]} says the keeper of the lamp {PAYLOADS[(n + 1) % len(PAYLOADS)]}"]
    for i, payload in enumerate(PAYLOADS):
        parts.append(
            f"“The lamp of the point {payload} will have been lit by Monday, that is all,” said Ada {payload} Pell, "
            f"who was asked by the skippers. The extremists {payload} have been told that the boats, {20 + i + n} of "
            f"them, would stay in the harbour. He called them “so-called {payload} keepers”."
        )
    return "\n\n".join(parts) + "\n"


def build_hostile(folder: Path) -> Path:
    """Write the set with its codebook into ``folder``; everything in it is what a manifest and codebook may hold."""
    (folder / "texts").mkdir(parents=True)
    lines = [
        "[set]",
        'id = "hostile"',
        f"title = {toml(ALL[:500])}",
        "event_date = 2024-03-03",
        f"note = {toml(ALL)}",
        "",
    ]
    for n in range(8):
        text = body(n)
        payload = PAYLOADS[n % 2]
        (folder / "texts" / f"a{n}.txt").write_bytes(text.encode())
        lines += [
            "[[article]]",
            f'id = "a{n}"',
            f"outlet = {toml(f'Outlet {payload} {PAYLOADS[10 + n % 2]}')}",
            f"title = {toml((PAYLOADS[n % len(PAYLOADS)] + ' ' + ALL)[:500])}",
            f"author = {toml(payload)}",
            f"desk = {toml(PAYLOADS[(n + 5) % len(PAYLOADS)])}",
            f"published = 2024-03-0{1 + n}",
            f"genre = {toml(PAYLOADS[(n + 3) % len(PAYLOADS)])}",
            f"wire = {toml(PAYLOADS[(n + 5) % len(PAYLOADS)])}",
            f"url = {toml('https://hit.example/?q=' + 'javascript:alert(1)//$(touch+hit){{7*7}}')}",
            f"note = {toml(ALL)}",
            f'file = "texts/a{n}.txt"',
            f'sha256 = "{hashlib.sha256(text.encode()).hexdigest()}"',
            "",
        ]
    lines += [
        "[aliases]",
        *(f"{toml('Ada ' + payload)} = [{toml('Ada ' + payload + ' Pell')}]" for payload in PAYLOADS[:6]),
    ]
    (folder / "articles.toml").write_bytes("\n".join(lines).encode())
    (folder / "codebook.toml").write_bytes(_codebook().encode())
    return folder


def _codebook() -> str:
    lines = [
        "[codebook]",
        'id = "hostile"',
        f"title = {toml(ALL)}",
        'version = "1"',
        f"note = {toml(ALL)}",
        "",
        "[[axis]]",
        f"name = {toml('evaluation ' + PAYLOADS[0])}",
        "low = -2",
        "high = 2",
        f"meaning = {toml(ALL)}",
        "",
        "[[rater]]",
        f"id = {toml('1 ' + PAYLOADS[1])}",
        f"note = {toml(ALL)}",
        "",
    ]
    words = {"keepers": ["keeper", "keepers", "extremists"], "boats": ["boats", "skippers"]}
    for i, (concept, labels) in enumerate(words.items()):
        lines += [
            "[[contrast]]",
            f'concept = "{concept}"',
            f"a = [{toml(labels[0] + ' ' + PAYLOADS[i])}]",
            f"b = [{toml(labels[-1] + ' ' + PAYLOADS[i])}]",
            f"note = {toml(ALL)}",
            "",
            "[[concept]]",
            f'id = "{concept}"',
            f"name = {toml(concept + ' ' + PAYLOADS[i] + ' ' + PAYLOADS[10])}",
            f"referent = {toml(ALL)}",
            f"include = {toml(ALL)}",
            f"counter_examples = [{toml(ALL)}]",
            "",
        ]
        rating = f"{{ axis = {toml('evaluation ' + PAYLOADS[0])}, rater = {toml('1 ' + PAYLOADS[1])}, value = -1 }}"
        for label in labels:
            lines += [
                "[[concept.variant]]",
                f"label = {toml(label + ' ' + PAYLOADS[i])}",
                f"patterns = [{toml(label)}]",
                f"ratings = [{rating}]",
                f"source = {toml(ALL)}",
                "",
            ]
    return "\n".join(lines)
