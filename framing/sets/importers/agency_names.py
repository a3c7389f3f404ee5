"""Whether a name is that of a news agency."""

from __future__ import annotations

from functools import cache

from framing.lexicons import load


@cache
def _forms() -> dict[str, str]:
    return {form.casefold(): agency["name"] for agency in load("agencies")["agency"] for form in agency["forms"]}


def agency_named(name: str) -> str | None:
    """Return the short name of the agency that ``name`` is a form of, else ``None``.

    Example:
        >>> agency_named("The Associated Press"), agency_named("Easton Courier")
        ('AP', None)
    """
    return _forms().get(" ".join(name.split()).casefold())
