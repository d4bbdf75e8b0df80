"""Model values to plain JSON data and back, by their type hints.

`plain` drops nothing: None, empty tuples and False stay, because a reader of the JSON must be able to tell
"not said" from "not in this version". A field that Python cannot name (`from`) is written without its underscore.

What is to be done with a type is found out once: a page revives thousands of values.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reviver = Callable[[Any], Any]
#: types whose values are JSON data already
_AS_THEY_ARE = frozenset((str, int, float, bool, NoneType))


def plain(value: Any) -> Any:
    """JSON data of a model value: objects, lists, strings, numbers, booleans and null only."""
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple or kind is list:
        return [plain(item) for item in value]
    names = _names(kind)
    if names is not None:
        return {name: plain(getattr(value, attribute)) for attribute, name in names}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset | set):
        return [plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return value


def revive(cls: type[T], data: Any) -> T:
    """The model value of type `cls` that `plain` wrote as `data`. Unknown keys are ignored (fields may be added).

    Raises:
        ValueError: a required field is missing or a value does not fit its type; the message names the path.
    """
    try:
        return _reviver(cls)(data)  # type: ignore[arg-type, no-any-return]
    except _Misfit as misfit:
        raise ValueError(f"{cls.__name__}{misfit.path}: {misfit.message}") from misfit


class _Misfit(Exception):
    """A value that does not fit; the path to it grows on the way out, and costs nothing where all fits."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message, self.path = message, ""

    def under(self, step: str) -> "_Misfit":
        self.path = step + self.path
        return self


@cache
def _names(cls: type) -> tuple[tuple[str, str], ...] | None:
    """Each field of a dataclass and its name in JSON; None for any other type."""
    return tuple((field.name, field.name.rstrip("_")) for field in fields(cls)) if is_dataclass(cls) else None


@cache
def _reviver(kind: Any) -> Reviver:
    """What makes a value of a type from JSON data, or raises _Misfit."""
    if kind is Any:
        return lambda data: data
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _union_reviver(get_args(kind))
    if origin is tuple:
        return _tuple_reviver(get_args(kind))
    if origin is not None and issubclass(origin, Mapping):
        return _mapping_reviver(get_args(kind)[1])
    if is_dataclass(kind):
        return _dataclass_reviver(kind)
    return _scalar_reviver(kind)


def _dataclass_reviver(kind: Any) -> Reviver:
    hints = get_type_hints(kind)
    known = [
        (f.name, f.name.rstrip("_"), f.default is MISSING and f.default_factory is MISSING, _reviver(hints[f.name]))
        for f in fields(kind)
    ]

    def revive_dataclass(data: Any) -> Any:
        if type(data) is not dict:
            raise _Misfit(f"expected an object, found {type(data).__name__}")
        values = {}
        for attribute, name, required, reviver in known:
            if name in data:
                try:
                    values[attribute] = reviver(data[name])
                except _Misfit as misfit:
                    raise misfit.under(f".{name}") from None
            elif required:
                raise _Misfit(f"the field {name!r} is missing")
        try:
            return kind(**values)
        except (TypeError, ValueError) as error:
            raise _Misfit(str(error)) from error

    return revive_dataclass


def _mapping_reviver(item_kind: Any) -> Reviver:
    reviver = _reviver(item_kind)

    def revive_mapping(data: Any) -> Any:
        if not isinstance(data, dict):
            raise _Misfit(f"expected an object, found {type(data).__name__}")
        return {key: _at(f".{key}", reviver, item) for key, item in data.items()}

    return revive_mapping


def _at(step: str, reviver: Reviver, data: Any) -> Any:
    try:
        return reviver(data)
    except _Misfit as misfit:
        raise misfit.under(step) from None


def _union_reviver(kinds: tuple[Any, ...]) -> Reviver:
    optional = NoneType in kinds
    revivers = [_reviver(kind) for kind in kinds if kind is not NoneType]

    def revive_union(data: Any) -> Any:
        if data is None and optional:
            return None
        faults = []
        for reviver in revivers:
            try:
                return reviver(data)
            except _Misfit as misfit:
                if len(revivers) == 1:
                    raise
                faults.append(f"{misfit.path.lstrip('.')}: {misfit.message}" if misfit.path else misfit.message)
        raise _Misfit("; ".join(faults) or f"no type fits {data!r}")

    return revive_union


def _tuple_reviver(kinds: tuple[Any, ...]) -> Reviver:
    endless = len(kinds) == 2 and kinds[1] is Ellipsis
    revivers = [_reviver(kind) for kind in kinds if kind is not Ellipsis]

    def revive_tuple(data: Any) -> Any:
        if not isinstance(data, list | tuple):
            raise _Misfit(f"expected a list, found {type(data).__name__}")
        if endless:
            reviver = revivers[0]
            try:
                return tuple([reviver(item) for item in data])
            except _Misfit:  # which one it was matters only now
                return tuple(_at(f"[{i}]", reviver, item) for i, item in enumerate(data))
        if len(revivers) != len(data):
            raise _Misfit(f"expected {len(revivers)} items, found {len(data)}")
        return tuple(_at(f"[{i}]", reviver, item) for i, (reviver, item) in enumerate(zip(revivers, data, strict=True)))

    return revive_tuple


def _scalar_reviver(kind: Any) -> Reviver:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum_reviver(kind)
    if kind in (date, datetime):
        return _date_reviver(kind)

    def revive_scalar(data: Any) -> Any:
        if type(data) is kind:
            return data
        if kind is float and isinstance(data, int) and not isinstance(data, bool):
            return float(data)
        if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
            raise _Misfit(f"expected {kind.__name__}, found {data!r}")
        return data

    return revive_scalar


def _enum_reviver(kind: type[Enum]) -> Reviver:
    members = {member.value: member for member in kind}

    def revive_enum(data: Any) -> Any:
        try:
            return members[data]
        except (KeyError, TypeError):
            known = ", ".join(str(member.value) for member in kind)
            raise _Misfit(f"{data!r} is not one of {known}") from None

    return revive_enum


def _date_reviver(kind: Any) -> Reviver:
    def revive_date(data: Any) -> Any:
        try:
            return kind.fromisoformat(data)
        except (TypeError, ValueError) as error:
            raise _Misfit(f"{data!r} is not an ISO date") from error

    return revive_date
