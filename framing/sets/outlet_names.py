"""Outlet names that may be wrong: one site under two names, an address, an agency or a file's name in their place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlsplit

from framing.sets.agency_names import agency_named
from framing.sets.manifest_fields import ArticleEntry

_ADDRESS = re.compile(
    r"^(?:https?:|www\.)|^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|tv|co|io|[a-z]{2})$", re.IGNORECASE
)
_FILE = re.compile(
    r"\.(?:txt|html?|docx?|rtf|pdf|csv|jsonl?)$|^(?:download|page|article|untitled|copy|scan)[\W_]*\d*\W*$",
    re.IGNORECASE,
)
_ODD = re.compile(r"^@|^(?:\w\.)+$|^[\W\d_]+$")


def doubtful_outlets(entries: Iterable[ArticleEntry]) -> dict[str, str]:
    """Return for each outlet name that may be wrong the reason, in words.

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
