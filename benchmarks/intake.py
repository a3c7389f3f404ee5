"""Time and memory of importing one LexisNexis file of many articles.

    python -m benchmarks.intake [ARTICLES ...]

Each size runs in a process of its own. Printed: size of the file, processor time, and by how much the peak of memory
rose during the import.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = ("50", "500", "2000")


def export(articles: int) -> str:
    """The older LexisNexis form with articles of some 500 words."""
    parts = []
    for n in range(1, articles + 1):
        text = "\n\n".join(
            f"The traders of stall {n} stayed in row {k}, and the council said that the order stood. "
            f"“We were told of it on day {k},” said Ivo Lenz, who leads the traders of row {n}."
            for k in range(15)
        )
        parts.append(
            f"   {n} of {articles} DOCUMENTS\n\n   Coast Daily\n\n   March {n % 28 + 1}, 2025 Monday\n\n"
            f"Market stall {n} stays open\n\nBYLINE: Jon Vale\n\nLENGTH: 500 words\n\n\n{text}\n\nLANGUAGE: ENGLISH\n\n"
        )
    return "\n".join(parts)


def measure(articles: int) -> None:
    """Import one file and print what it took."""
    from framing.sets.intake import import_articles

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "export.txt"
        file.write_text(export(1), encoding="utf-8")
        import_articles(file, Path(folder) / "warm")  # what is loaded once is not counted
        file.write_text(export(articles), encoding="utf-8")
        before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
        done = import_articles(file, Path(folder) / "set")
        took = time.process_time() - start
        rose = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1e3
        added = sum(line.what == "added" for line in done.lines)
        print(f"{added} of {articles} articles, {file.stat().st_size / 1e6:.2f} MB: {took:.2f} s, peak + {rose:.0f} MB")


if __name__ == "__main__":
    if len(sys.argv) == 2:
        measure(int(sys.argv[1]))
    else:
        for size in sys.argv[1:] or SIZES:
            subprocess.run([sys.executable, "-m", "benchmarks.intake", size], check=True)
