"""The bodies of an article: names with a noun for a body, firms, acronyms with their full names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from framing.annotate.speakers.body_names import body_names
from framing.annotate.speakers.body_type import LEGAL_FORM
from framing.annotate.speakers.entities import Entities, Entity, Mention
from framing.annotate.speakers.head_nouns import called_by, is_body_name, is_place
from framing.annotate.speakers.initials import written_out
from framing.annotate.speakers.name_runs import NameRun, is_firm
from framing.annotate.speakers.names import CAPITAL, fold
from framing.annotate.speakers.one_body import body_key
from framing.text.span import Span

# What goes on behind a body's noun: "Board |of Canada|", "Ministry |of Fish and Ports|", "Local |12|".
_GOES_ON = re.compile(
    rf"[ \u00a0]of[ \u00a0](?:the[ \u00a0])?(?:{CAPITAL})(?:(?:,?[ \u00a0](?:and|&))?[ \u00a0](?:{CAPITAL}))*"
    r"|[ \u00a0]\d{1,5}\b"
)
_NUMBERED = frozenset({"Local", "Lodge"})  # of unions: "Dockers Local 12"
_OFFICE = re.compile(r"C[A-Z]O|[ES]?VP|M[PLNE][APS]?|MEP|PM|AG|DA")  # initials of offices


def add_bodies(
    text: str,
    table: Entities,
    mention: Callable[[Span], Mention],
    runs: Sequence[NameRun],
    signs: Mapping[str, float],
) -> None:
    """Add the bodies among ``runs`` that are not taken as people: see this module."""
    taken = {m.span.start for m, _ in table.events}
    acronyms = {fold(a): full for a, full in body_names(text).items() if a.isupper()}
    firms = {fold(r.who.name) for r in runs if _is_firm(text, r)}
    for run in runs:
        name = run.who.name
        noun = is_body_name(name)
        if run.span.start in taken or is_place(name) or _OFFICE.fullmatch(name) or (run.placed and not noun):
            continue
        noun = noun or ("union" if name.rpartition(" ")[2] in _NUMBERED else "")
        bare = signs[fold(name)] <= 0 and (run.titles or run.speaks or run.initials or fold(name) in firms)
        if run.who.form != "body" and not noun and not bare:
            continue
        goes_on = _GOES_ON.match(text, run.span.end) if noun else None
        full = name + goes_on.group() if goes_on else acronyms.get(fold(name)) or written_out(name, text) or name
        body = _known(table, name, full)
        if body is None:
            body = Entity(full, "body", gender="n")
            table.bodies.append(body)
        elif len(full) > len(body.name):
            body.name = full
        _learn(body, run, full)
        if noun:
            body.roles.add(noun)
        table.add_mention(body, mention(run.span))


def _is_firm(text: str, run: NameRun) -> bool:
    return is_firm(text, run.span) or LEGAL_FORM.search(run.who.name) is not None


def _known(table: Entities, name: str, full: str) -> Entity | None:
    """The body met before under this name: the full one, or a short one that is nobody else's."""
    key, long = fold(name), fold(full)
    for body in table.bodies:
        if (
            fold(body.name) in (long, key)
            or body_key(body.name) == body_key(full)
            or (long == key and key in map(fold, body.forms))
        ):
            return body
    return None


def _learn(body: Entity, run: NameRun, full: str) -> None:
    body.forms[run.who.name] += 1
    if full != run.who.name:
        body.forms[full] += 1
    body.roles |= run.who.roles
    for title in run.titles:
        body.roles.update(called_by(title))
        if title not in body.appositions:
            body.appositions.append(title)
    body.gender = "n"
