"""The names that news agencies go by, each with the short name that tables and pages print."""

from __future__ import annotations

from functools import cache

from framing.lexicons import load


@cache
def agency_forms() -> dict[str, str]:
    """Return every written form of every agency with its short name, in the order of the lexicon."""
    return {form: agency["name"] for agency in load("agencies")["agency"] for form in agency["forms"]}


@cache
def _folded() -> dict[str, str]:
    return {form.casefold(): name for form, name in agency_forms().items()}


def agency_named(name: str) -> str | None:
    """Return the short name of the agency that ``name`` is a form of, in any letter case, else ``None``.

    Fields of pages and exports come in capitals; in running text only :func:`agency_forms` as
    they are written may be looked for ("ap" and "pa" are words).

    Example:
        >>> agency_named("The ASSOCIATED Press"), agency_named("Easton Courier")
        ('AP', None)
    """
    return _folded().get(" ".join(name.split()).casefold())


def agency_of(name: str) -> str:
    """Return an agency's short name for any of its names; another name comes back as it is.

    Example:
        >>> agency_of("Agence France-Presse"), agency_of(" Easton Courier ")
        ('AFP', 'Easton Courier')
    """
    return agency_named(name) or name.strip()
