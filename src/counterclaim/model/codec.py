"""Model values to plain JSON data and back, by their type hints.

`plain` drops nothing: None, empty tuples and False stay, because a reader of the JSON must be able to tell
"not said" from "not in this version". A field that Python cannot name (`from`) is written without its underscore.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def plain(value: Any) -> Any:
    """JSON data of a model value: objects, lists, strings, numbers, booleans and null only."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, attribute)) for attribute, name in _names(type(value))}
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
    return _revive(cls, data, cls.__name__)  # type: ignore[no-any-return]


@cache
def _names(cls: type) -> tuple[tuple[str, str], ...]:
    return tuple((field.name, field.name.rstrip("_")) for field in fields(cls))


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _revive(kind: Any, data: Any, path: str) -> Any:
    if kind is Any:
        return data
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _revive_union(get_args(kind), data, path)
    if origin is tuple:
        return _revive_tuple(get_args(kind), data, path)
    if origin is not None and issubclass(origin, Mapping):
        _, item_kind = get_args(kind)
        if not isinstance(data, dict):
            raise ValueError(f"{path}: expected an object, found {type(data).__name__}")
        return {key: _revive(item_kind, item, f"{path}.{key}") for key, item in data.items()}
    if is_dataclass(kind):
        return _revive_dataclass(kind, data, path)
    return _revive_scalar(kind, data, path)


def _revive_dataclass(kind: Any, data: Any, path: str) -> Any:
    if not isinstance(data, dict):
        raise ValueError(f"{path}: expected an object, found {type(data).__name__}")
    hints, values = _hints(kind), {}
    for field in fields(kind):
        name = field.name.rstrip("_")
        if name in data:
            values[field.name] = _revive(hints[field.name], data[name], f"{path}.{name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"{path}: the field {name!r} is missing")
    try:
        return kind(**values)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path}: {error}") from error


def _revive_union(kinds: tuple[Any, ...], data: Any, path: str) -> Any:
    if data is None and NoneType in kinds:
        return None
    faults = []
    for kind in kinds:
        if kind is NoneType:
            continue
        try:
            return _revive(kind, data, path)
        except ValueError as error:
            faults.append(str(error))
    raise ValueError("; ".join(faults) or f"{path}: no type fits {data!r}")


def _revive_tuple(kinds: tuple[Any, ...], data: Any, path: str) -> Any:
    if not isinstance(data, list | tuple):
        raise ValueError(f"{path}: expected a list, found {type(data).__name__}")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_revive(kinds[0], item, f"{path}[{i}]") for i, item in enumerate(data))
    if len(kinds) != len(data):
        raise ValueError(f"{path}: expected {len(kinds)} items, found {len(data)}")
    return tuple(_revive(kind, item, f"{path}[{i}]") for i, (kind, item) in enumerate(zip(kinds, data, strict=True)))


def _revive_scalar(kind: Any, data: Any, path: str) -> Any:
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(data)
        except ValueError as error:
            known = ", ".join(str(member.value) for member in kind)
            raise ValueError(f"{path}: {data!r} is not one of {known}") from error
    if kind in (date, datetime):
        try:
            return kind.fromisoformat(data)
        except (TypeError, ValueError) as error:
            raise ValueError(f"{path}: {data!r} is not an ISO date") from error
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if not isinstance(data, kind) or (kind is int and isinstance(data, bool)):
        raise ValueError(f"{path}: expected {kind.__name__}, found {data!r}")
    return data
