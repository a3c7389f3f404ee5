"""Outlet names that may be wrong: one site under two names, an address, an agency or a file's name in their place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from framing.sets.agency_names import agency_named
from framing.sets.manifest_fields import ArticleEntry
from framing.sets.outlet_entries import OutletEntry, one_name

_ADDRESS = re.compile(
    r"^(?:https?:|www\.)|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|tv|co|io|[a-z]{2})$", re.IGNORECASE
)
_FILE = re.compile(
    r"\.(?:txt|html?|docx?|rtf|pdf|csv|jsonl?)$|^(?:download|page|article|untitled|copy|scan)[\W_]*\d*\W*$",
    re.IGNORECASE,
)
_ODD = re.compile(r"^@|^(?:\w\.)+$|^[\W\d_]+$")


def named_outlet(outlet: str | None, url: str | None, outlets: Mapping[str, OutletEntry]) -> str | None:
    """Return the outlet's one name: by the aliases of ``[outlets]``; where a source names none, by its host.

    ``None`` where neither tells.

    Example:
        >>> outlets = {"Porthwick Herald": OutletEntry(aliases=("The Herald",), host="herald.example")}
        >>> named_outlet("The Herald", None, outlets), named_outlet(None, "https://www.herald.example/1", outlets)
        ('Porthwick Herald', 'Porthwick Herald')
    """
    return one_name(outlets, outlet) if outlet else _at_host(url, outlets)


def stand_in(url: str | None, stem: str) -> tuple[str, str]:
    """Return what stands in the place of an outlet that nothing names, the address or the file's name, and a note."""
    host = urlsplit(url).hostname if url else None
    what = "address" if host else "file name"
    return host.removeprefix("www.") if host else stem, f"outlet unknown: the {what} stands in its place"


def _at_host(url: str | None, outlets: Mapping[str, OutletEntry]) -> str | None:
    here = _host(url)
    known = (name for name, entry in outlets.items() if entry.host and here == _host(f"https://{_bare(entry.host)}"))
    return next(known, None)


def _bare(host: str) -> str:
    """A host as users write it, ``https://www.herald.example/`` too, without scheme and path."""
    return re.sub(r"^https?://", "", host.strip().lower()).split("/", maxsplit=1)[0]


def doubtful_outlets(
    entries: Iterable[ArticleEntry], outlets: Mapping[str, OutletEntry] = MappingProxyType({})
) -> dict[str, str]:
    """Return for each outlet name that may be wrong the reason, in words; ``outlets``: what the user says of each.

    Example:
        >>> entry = ArticleEntry(id="a", outlet="coast.example.com", file="texts/a.txt", sha256="0" * 64)
        >>> doubtful_outlets([entry])
        {'coast.example.com': 'its outlet is an address: give the name it goes by'}
    """
    entries = tuple(entries)
    found = {entry.outlet: why for entry in entries if (why := _doubt(entry))}
    names: dict[str, set[str]] = defaultdict(set)
    written: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        written[_folded(entry.outlet)].add(entry.outlet)
    for own in written.values():
        for name in own if len(own) > 1 else ():
            others = ", ".join(sorted(own - {name}))
            found.setdefault(name, f"its outlet is also written {others}: one name for one outlet")
    for entry in entries:
        if host := _host(entry.url):
            names[host].add(entry.outlet)
            owner = _at_host(entry.url, outlets)
            if owner and owner != entry.outlet:
                found.setdefault(
                    entry.outlet, f"its site {host} is that of {owner} by [outlets]: one of the two is wrong"
                )
    for host, own in sorted(names.items()):
        for name in sorted(own) if len(own) > 1 else ():
            others = ", ".join(sorted(own - {name}))
            found.setdefault(name, f"its site {host} also stands under the outlet {others}: one name for one outlet")
    return found


def _doubt(entry: ArticleEntry) -> str:
    if _ADDRESS.match(entry.outlet):
        return "its outlet is an address: give the name it goes by"
    if _FILE.search(entry.outlet):
        return "its outlet looks like a file's name: give the outlet"
    if _ODD.match(entry.outlet):
        return f"its outlet '{entry.outlet}' is an odd name: give the name it goes by"
    if agency := agency_named(entry.outlet):
        own = _host(entry.url)
        if own and agency.lower() not in own and entry.outlet.split()[0].lower() not in own:
            return f"its outlet is the agency {agency}, its address {own} is not: who printed it?"
    return ""


def _folded(name: str) -> str:
    """A name as "The Coast Daily", "coastdaily" and "Coast Daily (Easton)" share it."""
    plain = re.sub(r"\([^()]*\)\s*$", "", name).casefold()
    return re.sub(r"[\W_]|^the(?=[\W_]|\w{5})", "", plain)


def _host(url: str | None) -> str:
    """The host of an address without what does not tell sites apart."""
    try:
        host = (urlsplit(url).hostname or "") if url else ""
    except ValueError:
        return ""
    return re.sub(r"^(?:www\d?|m|amp|mobile|edition)\.", "", host)
