"""Outlets' names in charts: short enough for their place, never two alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from framing.figures.chart_style import short


def short_names(names: Iterable[str], width: int) -> dict[str, str]:
    """Return each name with what stands for it in a chart, at most ``width`` letters and different for each.

    A name is cut at its end; names that would then be alike keep their beginning and their end; those
    that are still alike are numbered.

    >>> list(short_names(["Evening Standard and Echo", "Evening Standard and Mail"], 12).values())
    ['Evenin… Echo', 'Evenin… Mail']
    >>> list(short_names(["Daily Post", "Daily Post of the North"], 10).values())
    ['Daily Post', 'Daily Pos…']
    """
    every = list(dict.fromkeys(names))
    made = {name: short(name, width) for name in every}
    for name in _alike(made):
        end = max(width // 2 - 1, 1)
        made[name] = f"{name[: width - end - 1].rstrip()}…{name[-end:]}" if len(name) > width else name
    for number, name in enumerate(_alike(made), start=1):
        sign = f" ({number})"
        made[name] = f"{made[name][: width - len(sign)].rstrip('… ')}…{sign}"
    return made


def _alike(made: dict[str, str]) -> list[str]:
    by_shown: defaultdict[str, list[str]] = defaultdict(list)
    for name, shown in made.items():
        by_shown[shown].append(name)
    return [name for names in by_shown.values() if len(names) > 1 for name in names]
