"""``python -m framing`` is the ``framing`` command."""

import sys
from pathlib import Path

# Python puts the working directory before all else, so that a folder with a ``pandas.py`` in it would be run. It is
# taken off the path again, unless it is where this package itself lies.
if sys.path and not sys.flags.safe_path and Path(sys.path[0]).resolve() not in Path(__file__).resolve().parents:
    del sys.path[0]

from framing.cli import main

main()
