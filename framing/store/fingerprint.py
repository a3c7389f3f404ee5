"""What a cached result depends on besides the texts: code, word lists, model, libraries.

Two runs with the same fingerprint give the same tables. The package's own code is part of
it by digest, not by version number, so that a working copy never reads stale results.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import platform
from collections.abc import Iterable
from functools import cache
from importlib import resources
from pathlib import Path

# Layers whose code makes the tables, and libraries whose version can change them.
LAYERS = ("text", "sets", "annotate", "compare", "measure", "lexicons")
FILES = ("store/open_set.py", "store/cache.py", "store/kept_tables.py", "store/record_values.py")
SUFFIXES = {".py", ".toml", ".html", ".css", ".js", ".j2"}
LIBRARIES = (
    "spacy",
    "numpy",
    "pandas",
    "scipy",
    "scikit-learn",
    "rapidfuzz",
    "sparse-dot-topn",
    "networkx",
    "textstat",
)
# Libraries whose version can change the bytes of a report's pages, notebooks and pictures.
WRITERS = (
    "matplotlib",
    "seaborn",
    "pillow",
    "jinja2",
    "mistune",
    "nbformat",
    "papermill",
    "ipykernel",
    "ipython",
    "matplotlib-inline",
    "vaderSentiment",
)


def digest_of(parts: Iterable[str]) -> str:
    """Return the SHA-256 hex digest of ``parts`` in order; each is closed off from the next by its length."""
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        made.update(f"{len(data)}:".encode())
        made.update(data)
    return made.hexdigest()


@cache
def code_digest() -> str:
    """Digest of the code and word lists that make tables."""
    return _digest_of_files((*LAYERS, *FILES))


@cache
def package_digest() -> str:
    """Digest of all code and word lists of this package: what a whole report depends on."""
    return _digest_of_files(("",))


def _digest_of_files(names: Iterable[str]) -> str:
    root = Path(str(resources.files("framing")))
    made = hashlib.sha256()
    for name in names:
        place = root / name
        files = [place] if place.is_file() else sorted(f for f in place.rglob("*") if f.suffix in SUFFIXES)
        for file in files:
            made.update(f"{file.relative_to(root).as_posix()}\0".encode())
            made.update(file.read_bytes())
    return made.hexdigest()


@cache
def library_versions() -> str:
    """Python's version and those of the libraries that the tables depend on, as one line."""
    found = [f"python {platform.python_version()}"]
    found += [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    return ", ".join(found)


@cache
def report_versions(parser: str) -> dict[str, str]:
    """Return name and version of all that a report's bytes depend on besides its inputs, this package's code by digest.

    >>> versions = report_versions("none")
    >>> versions["parser"], sorted(versions)[:3]
    ('none', ['framing-suite', 'framing-suite code', 'ipykernel'])
    """
    return {
        "framing-suite": importlib.metadata.version("framing-suite"),
        "framing-suite code": package_digest()[:16],
        "parser": parser_identity(parser),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        **{name: importlib.metadata.version(name) for name in (*LIBRARIES, *WRITERS)},
    }


@cache
def parser_identity(parser: str) -> str:
    """Return which model ``parser`` stands for, with its version, without loading it.

    "none" stays "none"; a model that is not installed gives its name, and loading it
    will say what to do.
    """
    from framing.text.parser import MODELS, installed_models

    if parser == "none":
        return parser
    for module in MODELS if parser == "auto" else (parser,):
        if module in installed_models():
            return f"{module} {importlib.metadata.version(module)}"
    return parser
