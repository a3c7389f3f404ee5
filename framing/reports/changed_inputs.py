"""What a report was made from and is not what it was: texts, labels, settings, names, programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from framing.findings.ledger_run import Run


@dataclass(frozen=True, slots=True)
class Change:
    """Something that a report was made from and is not what it was; ``breaks`` for texts, labels and settings."""

    what: str
    article: str = ""
    words: tuple[str, ...] = ()
    breaks: bool = True


def changed_inputs(before: Run, now: Run) -> Iterator[Change]:
    """What differs between the inputs of the report and today's."""
    for article, kind in _diff(before.texts, now.texts):
        yield Change(f"text of article `{article}` {kind}", article=article)
    for part, kind in _diff(before.codebook, now.codebook):
        if part != "file":  # its comments may change
            yield Change(f"codebook: {part} {kind}", words=tuple(re.findall("“(.*?)”", part)))
    if before.set_id != now.set_id:
        yield Change(f"the article set is `{now.set_id}`, was `{before.set_id}`")
    for part, kind in _diff(before.manifest, now.manifest) if before.manifest else ():
        found = re.search("`(.*)`", part)
        yield Change(f"articles.toml: {part} {kind}", article=found[1] if found else "")
    for part, kind in _diff(before.corrections, now.corrections):
        found = re.search("of article `(.+)`$", part)
        words = tuple(re.findall("“(.*?)”", part))
        yield Change(f"{part} {kind}", article=found[1] if found else "", words=words)
    for name, kind in _diff(before.decisions, now.decisions):
        yield Change(f"{name} {kind}")
    for name in dict.fromkeys([*before.parameters, *now.parameters]):
        old, new = before.parameters.get(name), now.parameters.get(name)
        if new != old:
            yield Change(f"parameter {name} is {new}, was {old}")
    yield from _changed_programs(before, now)


def _changed_programs(before: Run, now: Run) -> Iterator[Change]:
    """What differs between the programs; a report may well hold in spite of it."""
    for kind, old, new in (
        ("word list", before.lexicons, now.lexicons),
        ("notebook", before.notebooks, now.notebooks),
    ):
        for name, how in _diff(old, new):
            yield Change(f"{kind} `{name}` {how}", breaks=False)
    for what in ("package", "model"):
        if getattr(before, what) != getattr(now, what):
            yield Change(f"version of the {what} is {getattr(now, what)}, was {getattr(before, what)}", breaks=False)
    if before.code != now.code and before.package == now.package:
        yield Change(f"code of the package (version {now.package} as before) changed", breaks=False)
    old_words = before.codebook.get("file"), now.codebook.get("file")
    if old_words[0] != old_words[1] and {k: v for k, v in before.codebook.items() if k != "file"} == {
        k: v for k, v in now.codebook.items() if k != "file"
    }:
        yield Change("codebook: words that decide nothing (comments, descriptions) changed", breaks=False)


_TOLD = ("framing-suite", "framing-suite code", "parser")  # told above, in words


def changed_versions(before: Mapping[str, object], now: Mapping[str, object]) -> Iterator[Change]:
    """Which libraries have other versions than those that made the report; a report may hold in spite of it."""
    for name in dict.fromkeys([*before, *now]):
        if name not in _TOLD and before.get(name) != now.get(name):
            yield Change(f"{name} is {now.get(name) or 'not used'}, was {before.get(name) or 'not used'}", breaks=False)


def _diff(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name in dict.fromkeys([*before, *now]):
        if before.get(name) != now.get(name):
            yield name, "changed" if name in before and name in now else "was taken out" if name in before else "is new"
