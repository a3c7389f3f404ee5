"""Do the coders agree, and does the suite agree with them? Reports of two or more files of answers."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pandas as pd

from framing.stats.reliability import Agreement, Level, agreement
from framing.teach.coder_answers import MACHINE, Answers, AnswersError, read_answers
from framing.teach.coding_sheets import VARIABLES

# "against < neither < for" is an order; the others are names.
LEVELS: Mapping[str, Level] = {"leaning": "ordinal"}
_SHEET = re.compile(r"u([0-9a-f]{8})-\d+")
_ORDER = {"against": -1, "neither": 0, "for": 1}


@dataclass(frozen=True, slots=True)
class VariableAgreement:
    """One variable: coders among themselves, and the suite against the coders' majority.

    ``same`` is the share of pairs of codings of a unit that are equal (0 to 1; NaN if there is none).
    ``machine`` is ``None`` without answers of the suite; it treats majority and suite as two coders.
    """

    name: str
    coders: Agreement
    same: float
    machine: Agreement | None
    machine_same: float


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit that coders judged differently: coder -> value, the suite's answer among them if there is one."""

    variable: str
    unit: str
    context: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """Everything `framing agreement` says."""

    coders: tuple[str, ...]
    variables: tuple[VariableAgreement, ...]
    disagreements: tuple[Disagreement, ...]


def report_agreement(
    files: Sequence[Path], *, machine: Path | None = None, draws: int = 2000, seed: int = 0, confidence: float = 0.95
) -> AgreementReport:
    """Return the agreement of the coders whose answers stand in ``files``.

    Alpha is Krippendorff's, nominal, but ordinal for ``leaning``; its interval resamples
    units (see :func:`framing.stats.reliability.agreement`). A unit's majority is the value
    that more coders gave than any other; a tie has none.

    Args:
        files: Filled sheets or files saved by a page, one for each coder; all of the same sort.
        machine: The suite's answers (``machine.csv``); a class page's file holds them itself once revealed.
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
    _check(coders)
    _check_sheets([*coders, *by_machine])
    variables: list[VariableAgreement] = []
    disagreements: list[Disagreement] = []
    options = {"draws": draws, "seed": seed, "confidence": confidence}
    for name in VARIABLES:
        table = pd.DataFrame({a.coder: pd.Series(a.given[name], dtype="object") for a in coders})
        if not (table.notna().sum(axis=1) > 1).any():
            continue
        tool: dict[str, str] = {}
        for a in by_machine:
            tool |= a.given[name]
        variables.append(_variable(name, table, tool, options))
        disagreements += _disagreements(name, table, tool, coders)
    if not variables:
        msg = "no unit was coded by two coders: give files of the same sheet or page"
        raise AnswersError(msg)
    return AgreementReport(tuple(a.coder for a in coders), tuple(variables), tuple(disagreements))


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


def _variable(
    name: str, table: pd.DataFrame, tool: Mapping[str, str], options: Mapping[str, float]
) -> VariableAgreement:
    majority = pd.Series([_majority(table.loc[unit]) for unit in table.index], index=table.index, dtype="object")
    pair = pd.DataFrame({"coders": majority, MACHINE: pd.Series(tool, dtype="object")}).dropna()
    machine = _alpha(name, pair, options) if len(pair) else None
    same = float((pair["coders"] == pair[MACHINE]).mean()) if len(pair) else math.nan
    return VariableAgreement(name, _alpha(name, table, options), _same(table), machine, same)


def _alpha(name: str, table: pd.DataFrame, options: Mapping[str, float]) -> Agreement:
    level = LEVELS.get(name, "nominal")
    ranked = table.apply(lambda column: column.map(_ORDER, na_action="ignore")) if level == "ordinal" else table
    return agreement(
        ranked,
        level=level,
        draws=int(options["draws"]),
        seed=int(options["seed"]),
        confidence=float(options["confidence"]),
    )


def _majority(row: pd.Series[str]) -> str | None:
    counted = Counter(str(v) for v in row.dropna()).most_common(2)
    if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        return None
    return counted[0][0]


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
