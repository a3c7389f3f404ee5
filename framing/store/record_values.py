"""Records to JSON values and back, by their declared types: for the cache, where pickle is out of the question.

A dataclass becomes the list of its fields' values in order. Whoever stores them keys them
by a digest of the code (see ``fingerprint.py``), so that a changed record is never read
by its old order.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def to_values(record: object) -> Any:  # noqa: ANN401 (JSON has no narrower type)
    """Return ``record``, a dataclass made of dataclasses, tuples and plain values, as lists and plain values."""
    if dataclasses.is_dataclass(record):
        return [to_values(getattr(record, f.name)) for f in dataclasses.fields(record)]
    if isinstance(record, tuple):
        return [to_values(one) for one in record]
    if isinstance(record, date):
        return record.isoformat()
    if record is None or isinstance(record, str | int | float | bool):
        return record
    msg = f"a {type(record).__name__} cannot be stored; records hold dataclasses, tuples, text, numbers and dates"
    raise TypeError(msg)


def from_values(kind: type[T], values: Any) -> T:  # noqa: ANN401 (JSON has no narrower type)
    """Inverse of :func:`to_values` for a dataclass ``kind``; ``ValueError`` if the values don't fit it."""
    known: Any = kind
    made: T = _reader(known)(values)
    return made


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 (types and their generic forms)
    """Return the function that reads one value of type ``kind``; built once a type."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _dataclass_reader(kind)
    if origin is tuple:
        if len(inner) == 2 and inner[1] is Ellipsis:  # noqa: PLR2004 (tuple[X, ...])
            one = _reader(inner[0])
            return lambda values: tuple(one(v) for v in values)
        each = tuple(_reader(k) for k in inner)
        return lambda values: tuple(read(v) for read, v in zip(each, values, strict=True))
    if origin in (typing.Union, types.UnionType):
        (some,) = [k for k in inner if k is not type(None)]
        read = _reader(some)
        return lambda value: None if value is None else read(value)
    if kind is date:
        return date.fromisoformat
    return lambda value: value


def _dataclass_reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 (a dataclass's type)
    hints = typing.get_type_hints(kind)
    readers = tuple(_reader(hints[f.name]) for f in dataclasses.fields(kind))

    def read(values: list[Any]) -> object:
        return kind(*(reader(v) for reader, v in zip(readers, values, strict=True)))

    return read
