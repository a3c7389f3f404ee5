"""Environments in which the same report must be the same bytes, or be refused with a reason."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

HOSTILE_RC = "font.size: 30\nsavefig.dpi: 12\nsvg.fonttype: path\nbackend: module://nowhere\naxes.facecolor: red\n"
STARTUP = (
    "import matplotlib\nmatplotlib.rcParams['font.size'] = 30\nimport pandas\npandas.options.display.precision = 1\n"
)


@dataclass(frozen=True)
class Trial:
    """What is otherwise: environment variables (``None`` takes one away), options, files in the home folder or cwd."""

    name: str
    environment: Mapping[str, str | None] = field(default_factory=dict)
    python: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    umask: int = 0o022
    prepare: Callable[[Path], Mapping[str, str]] | None = None


def _here(name: str, content: str) -> Callable[[Path], Mapping[str, str]]:
    def prepare(cwd: Path) -> Mapping[str, str]:
        (cwd / name).parent.mkdir(parents=True, exist_ok=True)
        (cwd / name).write_text(content, encoding="utf-8")
        return {}

    return prepare


def _named_rc(cwd: Path) -> Mapping[str, str]:
    _here("settings/rc", HOSTILE_RC)(cwd)
    return {"MATPLOTLIBRC": str(cwd / "settings" / "rc")}


def _startup(cwd: Path) -> Mapping[str, str]:
    _here("home/.ipython/profile_default/startup/00-mine.py", STARTUP)(cwd)
    return {"HOME": str(cwd / "home")}


def _read_only_home(cwd: Path) -> Mapping[str, str]:
    (cwd / "home").mkdir()
    (cwd / "home").chmod(0o555)
    # who is root may write there all the same: then no folder can be made below a file
    home = cwd / "home" if os.getuid() else cwd / "params.yaml" / "home"
    return {"HOME": str(home), "FRAMING_CACHE": ""}


def _cache_is_a_file(cwd: Path) -> Mapping[str, str]:
    _here("cache-file", "mine")(cwd)
    return {"FRAMING_CACHE": str(cwd / "cache-file")}


TRIALS = (
    Trial("hash seed 0", {"PYTHONHASHSEED": "0"}),
    Trial("hash seed 4242", {"PYTHONHASHSEED": "4242"}),
    Trial("locale C", {"LC_ALL": "C", "LANG": "C"}),
    Trial("locale C without UTF-8 mode", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    Trial("German locale", {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"}),
    Trial("Turkish locale", {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}),
    Trial("a terminal of ASCII", {"PYTHONIOENCODING": "ascii"}),
    Trial("time zone Kiritimati", {"TZ": "Pacific/Kiritimati"}),
    Trial("time zone St John's", {"TZ": "America/St_Johns"}),
    Trial("8 threads", {"OMP_NUM_THREADS": "8", "OPENBLAS_NUM_THREADS": "8"}),
    Trial("3 processes", options=("--jobs", "3")),
    Trial("umask 077", umask=0o077),
    Trial("python -O", python=("-O",)),
    Trial("python -OO", python=("-OO",)),
    Trial("matplotlibrc in the working directory", prepare=_here("matplotlibrc", HOSTILE_RC)),
    Trial("MATPLOTLIBRC", prepare=_named_rc),
    Trial("MPLBACKEND", {"MPLBACKEND": "TkAgg"}),
    Trial("an MPLBACKEND that is none", {"MPLBACKEND": "nonsense"}),
    Trial("IPython start-up file", options=("--engine", "nbclient"), prepare=_startup),
    Trial("no HOME", {"HOME": None, "XDG_CACHE_HOME": None, "FRAMING_CACHE": None}),
    Trial("a HOME that cannot be written to", prepare=_read_only_home),
    Trial("a cache folder that is a file", prepare=_cache_is_a_file),
)
SHORT = (
    "hash seed 4242",
    "Turkish locale",
    "python -OO",
    "matplotlibrc in the working directory",
    "MPLBACKEND",
    "no HOME",
)


def run_trial(trial: Trial, params: Path, out: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Make the report of ``params`` in a process of its own, in the folder ``cwd``, under the trial's conditions."""
    cwd.mkdir(parents=True, exist_ok=True)
    more = trial.prepare(cwd) if trial.prepare is not None else {}
    settings = {**os.environ, **trial.environment, **more}
    environment = {name: value for name, value in settings.items() if value}
    command = [sys.executable, *trial.python, "-m", "framing", "report", str(params), "--out", str(out), *trial.options]
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        umask=trial.umask,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=900,
        check=False,
    )
