"""Do the coders agree, and does the suite agree with them? Reports of two or more files of answers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import TypedDict

import pandas as pd

from framing.stats.reliability import Agreement, Level, agreement, verdict
from framing.teach.category_agreement import CategoryAgreement, by_category
from framing.teach.coder_answers import MACHINE, Answers, AnswersError, read_answers
from framing.teach.coding_variables import FREE, VARIABLES
from framing.teach.speaker_answers import one_form_each

# "against < neither < for" is an order; the others are names.
LEVELS: Mapping[str, Level] = {"leaning": "ordinal"}
_SHEET = re.compile(r"u([0-9a-f]{8})-\d+")
_ORDER = {"against": -1, "neither": 0, "for": 1}


NOBODY = "none"  # a word that is no label


class _Options(TypedDict):
    draws: int
    seed: int
    confidence: float


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two coders, or a coder and the suite, on one variable; ``same`` is the share of units judged alike (0 to 1)."""

    first: str
    second: str
    agreement: Agreement
    same: float


@dataclass(frozen=True, slots=True)
class VariableAgreement:
    """One variable: coders among themselves, and the suite against what the coders decided.

    ``same`` is the share of pairs of codings of a unit that are equal (0 to 1; NaN if there is none).
    ``machine`` is ``None`` without answers of the suite; it treats the coders' decision and the suite as two coders.
    ``undecided`` counts units that two or more coded and nobody decided: they are not in ``machine``, and are the
    harder ones. ``pairs`` holds every two of coders and suite, ``categories`` each value by itself.
    """

    name: str
    coders: Agreement
    same: float
    machine: Agreement | None
    machine_same: float
    undecided: int
    pairs: tuple[PairAgreement, ...]
    categories: tuple[CategoryAgreement, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit that coders judged differently: coder -> value, the suite's answer among them if there is one."""

    variable: str
    unit: str
    context: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Everything `framing agreement` says.

    ``agreed`` holds, for each unit coded twice, the variables that were coded: the value that all gave, or nothing.
    ``contexts`` shows a unit to a reader.
    """

    coders: tuple[str, ...]
    variables: tuple[VariableAgreement, ...]
    disagreements: tuple[Disagreement, ...]
    adjudicated: bool
    agreed: Mapping[str, Mapping[str, str]]
    contexts: Mapping[str, str]


def report_agreement(
    files: Sequence[Path],
    *,
    machine: Path | None = None,
    adjudicated: Path | None = None,
    draws: int = 2000,
    seed: int = 0,
    confidence: float = 0.95,
) -> AgreementReport:
    """Return the agreement of the coders whose answers stand in ``files``.

    Alpha is Krippendorff's, nominal, but ordinal for ``leaning``; its interval resamples
    units (see :func:`framing.stats.reliability.agreement`). What the coders decided of a unit is
    what stands in ``adjudicated``; without that file their majority, the value that more of
    two or more coders gave than any other: a tie decides nothing, nor does one coder alone.

    Args:
        files: Filled sheets or files saved by a page, one for each coder; all of the same sort.
        machine: The suite's answers (``machine.csv``); a class page's file holds them itself once revealed.
        adjudicated: What the coders, or a third, settled on: a sheet like theirs (``adjudication.csv``, filled).
        draws: Bootstrap draws of the interval.
        seed: Of the draws.
        confidence: Of the interval.

    Raises:
        AnswersError: A file can't be used, there are fewer than two coders, two have one name,
            forms of different sorts are mixed, or no unit is coded by two.
    """
    every = [a for f in files for a in read_answers(f)]
    by_machine = [a for a in every if a.coder == MACHINE]
    coders = [a for a in every if a.coder != MACHINE]
    if machine is not None:
        by_machine = list(read_answers(machine))
    settled = list(read_answers(adjudicated)) if adjudicated is not None else []
    _check(coders)
    _check_sheets([*coders, *by_machine, *settled])
    variables: list[VariableAgreement] = []
    disagreements: list[Disagreement] = []
    agreed: dict[str, dict[str, str]] = {}
    options: _Options = {"draws": draws, "seed": seed, "confidence": confidence}
    for name in VARIABLES:
        table, tool, decided = _codings(name, coders, by_machine, settled)
        if not (table.notna().sum(axis=1) > 1).any():
            continue
        decisions = pd.Series(decided if settled else _majorities(table), dtype="object")
        marked_only = coders[0].kind == "class page"
        variables.append(_variable(name, table, tool, decisions, options, marked_only=marked_only))
        disagreements += _disagreements(name, table, tool, coders)
        for unit, row in table[table.notna().sum(axis=1) > 1].iterrows():
            given = set(row.dropna())
            agreed.setdefault(str(unit), {})[name] = given.pop() if len(given) == 1 else ""
    if not variables:
        msg = "no unit was coded by two coders: give files of the same sheet or page"
        raise AnswersError(msg)
    contexts = {unit: shown for a in reversed(coders) for unit, shown in a.contexts.items()}
    names = tuple(a.coder for a in coders)
    return AgreementReport(
        names, tuple(variables), tuple(disagreements), adjudicated is not None, dict(sorted(agreed.items())), contexts
    )


def _check(coders: Sequence[Answers]) -> None:
    names = Counter(a.coder for a in coders)
    double = sorted(name for name, n in names.items() if n > 1)
    if double:
        msg = f"two files are by '{double[0]}': give each coder one file and a name of their own"
        raise AnswersError(msg)
    if len(coders) < 2:  # noqa: PLR2004 - agreement is between two
        msg = f"{len(coders)} coder: agreement needs the files of two or more"
        raise AnswersError(msg)
    if len({a.kind for a in coders}) > 1:
        msg = "sheets and class pages can't be compared: their units differ; give files of one sort"
        raise AnswersError(msg)


def _check_sheets(answers: Sequence[Answers]) -> None:
    """Refuse answers on different sheets: their units have nothing in common but, at times, their numbers."""
    sheets: dict[str, str] = {}
    for one in answers:
        units = {unit for given in one.given.values() for unit in given}
        for digest in sorted({m[1] for unit in units if (m := _SHEET.fullmatch(unit))}):
            sheets.setdefault(digest, one.coder)
    if len(sheets) > 1:
        (first, a), (second, b) = list(sheets.items())[:2]
        msg = (
            f"'{a}' answered sheet {first}, '{b}' sheet {second}: other units, codebook or word lists; "
            "give files of one sheet"
        )
        raise AnswersError(msg)


def _codings(
    name: str, coders: Sequence[Answers], by_machine: Sequence[Answers], settled: Sequence[Answers]
) -> tuple[pd.DataFrame, dict[str, str], dict[str, str]]:
    """A variable's codings (a row a unit, a column a coder), the suite's by unit, and what was settled by unit."""
    table = pd.DataFrame({a.coder: pd.Series(a.given[name], dtype="object") for a in coders})
    tool, decided = (
        {unit: value for one in answers for unit, value in one.given[name].items()} for answers in (by_machine, settled)
    )
    if name in FREE:
        forms = one_form_each([*table.to_numpy()[table.notna().to_numpy()], *tool.values(), *decided.values()])
        table = table.map(forms.__getitem__, na_action="ignore")
        tool, decided = ({unit: forms[value] for unit, value in given.items()} for given in (tool, decided))
    return table, tool, decided


def _variable(
    name: str,
    table: pd.DataFrame,
    tool: Mapping[str, str],
    decisions: pd.Series[str],
    options: _Options,
    *,
    marked_only: bool,
) -> VariableAgreement:
    """Score one variable; ``marked_only`` leaves the words that nobody marked out of counts and shares.

    To be alike on nothing is no agreement. Alpha keeps those words, as what chance is measured by.
    """
    machine = pd.Series(tool, dtype="object")
    twice = table.index[table.notna().sum(axis=1) > 1]
    every = table.assign(**{MACHINE: machine}) if tool else table
    pairs = [
        PairAgreement(str(a), str(b), _alpha(name, every[[a, b]], options), _same(every[[a, b]]))
        for a, b in combinations(every.columns, 2)
    ]
    both = pd.DataFrame({"coders": decisions, MACHINE: machine}).dropna()
    coders, against = _alpha(name, table, options), _alpha(name, both, options) if len(both) else None
    if marked_only:
        table_counted, both_counted = _marked(table), _marked(both)
        coders = _on(coders, len(table_counted))
        against = _on(against, len(both_counted)) if against is not None else None
    else:
        table_counted, both_counted = table, both
    return VariableAgreement(
        name,
        coders,
        _same(table_counted),
        machine=against,
        machine_same=_same(both_counted),
        undecided=len(twice.difference(decisions.index)),
        pairs=tuple(pairs) if len(every.columns) > 2 else (),  # noqa: PLR2004 - of two coders the line above tells all
        categories=() if name in FREE else by_category(table, decisions, machine),
    )


def _marked(table: pd.DataFrame) -> pd.DataFrame:
    """The units that somebody marked."""
    return table[(table.notna() & (table != NOBODY)).any(axis=1)]


def _on(found: Agreement, units: int) -> Agreement:
    """The same alpha, with the verdict that so many units allow."""
    return replace(found, n_units=units, verdict=verdict(found.alpha, units, found.low))


def _alpha(name: str, table: pd.DataFrame, options: _Options) -> Agreement:
    level = LEVELS.get(name, "nominal")
    ranked = table.apply(lambda column: column.map(_ORDER, na_action="ignore")) if level == "ordinal" else table
    return agreement(ranked, level=level, **options)


def _majorities(table: pd.DataFrame) -> dict[str, str]:
    found: dict[str, str] = {}
    for unit, row in table.iterrows():
        counted = Counter(str(value) for value in row.dropna())
        (value, most), *others = counted.most_common(2) or [("", 0)]
        if counted.total() > 1 and (not others or others[0][1] < most):
            found[str(unit)] = value
    return found


def _same(table: pd.DataFrame) -> float:
    equal = total = 0
    for a, b in combinations(table.columns, 2):
        both = table[[a, b]].dropna()
        total += len(both)
        equal += int((both[a] == both[b]).sum())
    return equal / total if total else math.nan


def _disagreements(
    name: str, table: pd.DataFrame, tool: Mapping[str, str], coders: Sequence[Answers]
) -> list[Disagreement]:
    found: list[Disagreement] = []
    for unit in sorted(str(u) for u in table.index):
        given = {str(c): str(v) for c, v in table.loc[unit].dropna().items()}
        if len(set(given.values())) < 2:  # noqa: PLR2004 - two values differ
            continue
        context = next((a.contexts[unit] for a in coders if a.contexts.get(unit)), unit)
        if unit in tool:
            given[MACHINE] = tool[unit]
        found.append(Disagreement(name, unit, context, given))
    return found
