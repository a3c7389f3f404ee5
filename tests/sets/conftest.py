"""Makes the builders beside these tests importable: set_pages (web pages) and hostile_set."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
