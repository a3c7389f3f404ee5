"""What one report is asked for: the notebooks' parameters and where the output goes, read strictly.

A parameters file is YAML, read with ``yaml.safe_load``: it can name no Python object and
run nothing, and a value that looks like code stays a string. Everything is checked before
anything runs, because papermill itself only warns of a name that no notebook knows.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from framing.measure.settings import Settings
from framing.sets.safe_read import read_bounded

OneLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=r"^[^\r\n]*$")]

_MOST_BYTES = 1_000_000

_PATHS = ("article_set", "out", "codebook")
# No notebook parameters: which notebooks run is decided before one is opened.
NOT_FOR_NOTEBOOKS = ("notebooks",)


class ParameterError(ValueError):
    """A parameters file that cannot be used; the message says which parameter, why, and what is allowed."""


class Params(BaseModel):
    """Parameters of one report. A notebook's ``parameters`` cell declares those of these names that it uses.

    Paths are absolute here; in the YAML file they are relative to the file.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    article_set: Path = Field(description="folder with articles.toml")
    out: Path = Field(description="folder the report is written to")
    codebook: Path | None = Field(None, description="codebook file; null takes the set's own")
    parser: OneLine = Field("auto", description='"auto", "none" or the name of a spaCy model')
    seed: int = Field(20200927, ge=0, lt=2**32, description="start of every random draw")
    draws: int = Field(2000, ge=100, le=1_000_000, description="bootstrap and permutation draws")
    smallest_effect: float = Field(
        0.2, gt=0, le=1, description="smallest difference of shares that would matter; 0.2 is 20 points"
    )
    confidence: float = Field(0.95, ge=0.5, le=0.999, description="level of the intervals")
    collapse_copies: bool = Field(False, description="count articles that share copy as one")
    include_headline: bool = Field(True, description="count mentions in headlines")
    title: OneLine | None = Field(None, description="title of the report; null takes the set's")
    notebooks: tuple[OneLine, ...] | None = Field(None, description="names of notebooks; null runs the standard suite")


def settings_of(params: Params) -> Settings:
    """Return the settings of the analysis that the parameters ask for."""
    return Settings(**{field.name: getattr(params, field.name) for field in fields(Settings)})


KNOWN = tuple(Params.model_fields)
NOTEBOOK_PARAMETERS = tuple(name for name in KNOWN if name not in NOT_FOR_NOTEBOOKS)


def describe_parameters() -> str:
    """One line for each known parameter: name, meaning, default."""
    lines = []
    for name, field in Params.model_fields.items():
        default = "required" if field.is_required() else f"default {_yaml_word(field.default)}"
        lines.append(f"  {name}: {field.description} ({default})")
    return "\n".join(lines)


def _yaml_word(value: object) -> str:
    return (
        {None: "null", True: "true", False: "false"}.get(value, str(value))
        if isinstance(value, bool | None)
        else str(value)
    )


def nearest(name: str, known: tuple[str, ...] = KNOWN) -> str:
    """Return ``"; did you mean 'seed'?"`` for a misspelt name; nothing if none is near."""
    close = difflib.get_close_matches(name.lower().replace("-", "_"), known, n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


def _complaints(error: ValidationError) -> list[str]:
    out = []
    for one in error.errors():
        name = ".".join(str(part) for part in one["loc"])
        if one["type"] == "extra_forbidden":
            out.append(f"unknown parameter '{name}'{nearest(name)}")
        elif one["type"] == "missing":
            out.append(f"parameter '{name}' is missing")
        else:
            given = repr(one["input"])
            out.append(f"parameter '{name}' is {given[:80]}: {one['msg'][0].lower()}{one['msg'][1:]}")
    return out


def make_params(values: object, *, base: Path, where: str) -> Params:
    """Check ``values`` (a mapping from a YAML file or a caller) and return them with paths made absolute.

    Args:
        values: Parameter names and values, as ``yaml.safe_load`` gives them.
        base: The folder that relative paths start from.
        where: What to call the source in messages, e.g. the file's path.

    Raises:
        ParameterError: a name is unknown or missing or a value has the wrong type or range;
            all such faults are listed, with the known parameters.
    """
    if not isinstance(values, dict):
        msg = f"{where}: expected 'name: value' lines, found {type(values).__name__}"
        raise ParameterError(msg)
    given: dict[str, Any] = {str(name): value for name, value in values.items()}
    try:
        return Params.model_validate(_as_typed(given, base=base, where=f"{where}: "))
    except ValidationError as error:
        faults = "\n".join(f"  {line}" for line in _complaints(error))
        msg = f"{where}: nothing was run.\n{faults}\nknown parameters:\n{describe_parameters()}"
        raise ParameterError(msg) from None


def check_values(values: Mapping[str, object]) -> None:
    """Check the values that some parameters were given in a notebook, where paths are still as they were typed.

    Raises:
        ParameterError: a value has the wrong type or is out of its range; each is named. Nothing for ``{}``.

    >>> check_values({"draws": 500, "codebook": None})
    >>> check_values({"draws": "many"})
    Traceback (most recent call last):
    framing.reports.parameters.ParameterError: parameter 'draws' is 'many': input should be a valid integer; ...
    """
    given = {"article_set": ".", "out": ".", **values}
    try:
        Params.model_validate(_as_typed(given, base=Path(), where=""))
    except ValidationError as error:
        msg = f"{'; '.join(_complaints(error))}; nothing was run"
        raise ParameterError(msg) from None


def _as_typed(values: Mapping[str, Any], *, base: Path, where: str) -> dict[str, Any]:
    """Return the values as the model's types: a path for a string that names one, a tuple for a list of notebooks."""
    given = dict(values)
    for name in _PATHS:
        # Only strings become paths: anything else goes on to be refused as ill-typed.
        if isinstance(given.get(name), str) and given[name].strip():
            given[name] = (base / Path(given[name]).expanduser()).resolve()
        elif isinstance(given.get(name), str):
            msg = f"{where}parameter '{name}' is empty; give a path or leave it out"
            raise ParameterError(msg)
    if isinstance(given.get("notebooks"), list):
        given["notebooks"] = tuple(given["notebooks"])
    return given


def read_params(path: str | Path, *, out: str | Path | None = None) -> Params:
    """Read a parameters file.

    Args:
        path: A YAML file; its relative paths start from its own folder.
        out: Overrides the file's ``out``; relative to the working directory, as on a command line.

    Raises:
        ParameterError: the file is missing, is not YAML, or holds parameters that
            :func:`make_params` refuses.
    """
    values = read_values(path)
    if out is not None:
        values["out"] = str(Path(out).resolve())
    return make_params(values, base=Path(path).resolve().parent, where=str(path))


def read_values(path: str | Path) -> dict[Any, Any]:
    """Return what a YAML file of ``name: value`` lines says, unchecked but safely read.

    Raises:
        ParameterError: the file cannot be read, is not YAML, or is no list of names and values.
    """
    path = Path(path)
    try:
        text = read_bounded(path, _MOST_BYTES).decode("utf-8")
    except (OSError, ValueError) as error:
        reason = str(error) if path.exists() else "no such file"
        msg = f"{path}: cannot read the parameters: {reason}"
        raise ParameterError(msg) from None
    try:
        values = yaml.load(text, Loader=_loader())  # noqa: S506 (a SafeLoader that also refuses double keys)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        msg = f"{path}: not YAML that can be read safely: {error}"
        raise ParameterError(msg) from None
    if not isinstance(values, dict):
        msg = f"{path}: expected 'name: value' lines, found {type(values).__name__}"
        raise ParameterError(msg)
    return values


def _loader() -> type[Any]:
    """A ``yaml.SafeLoader`` that refuses a name given twice, where the plain one silently keeps the last."""

    class Loader(yaml.SafeLoader):
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 (yaml's signature)
            seen: set[str] = set()
            for key, _ in node.value:
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(None, None, f"'{key.value}' is given twice", key.start_mark)
                seen.add(key.value)
            return super().construct_mapping(node, deep=deep)

    return Loader
