"""``[outlets]`` of a manifest: what the user says of each outlet. Nothing of it comes from this package.

.. code-block:: toml

    [outlets."Porthwick Herald"]
    country = "GB"
    owner = "Herald Press Group"
    leaning = "centre"
    rater = "regional media survey 2024"   # whose rating it is: a leaning needs one
    group = "local"                        # any group of your own
    aliases = ["The Herald"]
    host = "herald.example"
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Protocol, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from framing.sets.set_problems import shown
from framing.sets.toml_lines import TomlPlace

_Name = Annotated[str, Field(min_length=1, max_length=500)]
GROUPS = ("leaning", "owner", "country", "group")
_FORMS = (
    "country: two capital letters; owner, leaning, rater, group, host, note: words; aliases: a list of names; "
    "a leaning needs its rater"
)


class OutletEntry(BaseModel):
    """One outlet of ``[outlets]``: all fields are the user's own, and may be missing."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    owner: _Name | None = None
    leaning: _Name | None = None
    rater: _Name | None = None
    group: _Name | None = None
    aliases: tuple[_Name, ...] = Field(default=(), strict=False)
    host: _Name | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _rated(self) -> Self:
        if self.leaning is not None and self.rater is None:
            msg = "a leaning without its rater"
            raise ValueError(msg)
        return self


class _Report(Protocol):
    def __call__(self, place: TomlPlace, what: str, remedy: str, article: str = "") -> None: ...


def read_outlets(raw: object, wrong: _Report) -> dict[str, OutletEntry]:
    """Return the entries of ``[outlets]`` by outlet; what is wrong with one is noted, and it is left out."""
    if not isinstance(raw, dict):
        wrong(("outlets",), "[outlets] is not a table", 'write [outlets."Name of the outlet"] and its fields below')
        return {}
    read: dict[str, OutletEntry] = {}
    claimed: dict[str, str] = {}
    for name, fields in raw.items():
        try:
            entry = OutletEntry.model_validate(fields)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            at = ".".join(str(part) for part in first["loc"])
            what = f"outlet '{shown(name)}': {f'{shown(at)}: ' if at else ''}{shown(first['msg'], longest=100)}"
            wrong(("outlets", name), what, f"known fields are {_FORMS}")
            continue
        for form in (name, *entry.aliases):
            if claimed.setdefault(form.casefold(), name) != name:
                what = f"'{shown(form)}' stands for both '{shown(claimed[form.casefold()])}' and '{shown(name)}'"
                wrong(("outlets", name), what, "a form belongs to one outlet: remove one")
        read[name] = entry
    return read


def write_outlets(manifest: Path, outlets: Mapping[str, Mapping[str, str]]) -> None:
    """Add ``[outlets]`` to a manifest that has none; without outlets it stays as it is.

    Args:
        manifest: The file; what it has stays to the letter.
        outlets: Fields by outlet, see :class:`OutletEntry`.
    """
    if not outlets:
        return
    import tomlkit

    document = tomlkit.document()
    table = tomlkit.table(is_super_table=True)
    for outlet, fields in outlets.items():
        entry = tomlkit.table()
        entry.update(fields)
        table.add(outlet, entry)
    document.add("outlets", table)
    before = manifest.read_text(encoding="utf-8")
    manifest.write_text(f"{before.rstrip()}\n\n{tomlkit.dumps(document)}", encoding="utf-8")


def one_name(outlets: Mapping[str, OutletEntry], outlet: str) -> str:
    """Return the name under which ``[outlets]`` knows an outlet, by its aliases; as it is where it knows none.

    Letter case does not matter.

    Example:
        >>> one_name({"Porthwick Herald": OutletEntry(aliases=("The Herald",))}, "the herald")
        'Porthwick Herald'
    """
    form = outlet.casefold()
    known = (name for name, entry in outlets.items() if form in {f.casefold() for f in (name, *entry.aliases)})
    return next(known, outlet)
