"""Values of the model as rows of a table and back: a column for each simple field, by the model's own type hints.

A field of a nested value is `outer.inner`; what has no fixed number of parts is JSON in one cell. An empty cell is None,
so that a reader of the table can tell "not said" from zero.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from counterclaim.exports.cells import restore, safe

#: a column's path, and how its cell is read
Column = tuple[tuple[str, ...], str]


def columns(kind: Any, *, without: frozenset[str] = frozenset()) -> list[Column]:
    """The columns of a model type, in the order of its fields."""
    found: list[Column] = []
    hints = get_type_hints(kind)
    for field in fields(kind):
        name = field.name.rstrip("_")
        if name in without:
            continue
        inner = _plain_kind(hints[field.name])
        if is_dataclass(inner):
            found += [((name, *path), how) for path, how in columns(inner)]
        else:
            found.append(((name,), _how(inner)))
    return found


def header(found: list[Column]) -> list[str]:
    """The names of columns."""
    return [".".join(path) for path, _ in found]


def row(found: list[Column], value: Mapping[str, Any]) -> list[str]:
    """The cells of a value given as JSON data (see `codec.plain`)."""
    return [_cell(_at(value, path), how) for path, how in found]


def value_of(kind: Any, cells: Mapping[str, str], outer: str = "", *, sparse: bool = False) -> dict[str, Any]:
    """The JSON data of a row's cells, for `codec.revive`; None for a nested value of which nothing was said.

    `sparse`: what a cell does not say is left out, and is then as the type has it by default.

    Raises:
        ValueError: a cell does not hold what its column does; the message names the column.
    """
    value: dict[str, Any] = {}
    hints = get_type_hints(kind)
    for field in fields(kind):
        name = field.name.rstrip("_")
        hint, path = hints[field.name], f"{outer}{name}"
        inner = _plain_kind(hint)
        if is_dataclass(inner):
            nested = value_of(inner, cells, f"{path}.", sparse=sparse)
            nothing = inner is not hint and all(item is None for item in nested.values())
            value[name] = None if nothing else nested
            continue
        how, cell = _how(inner), cells.get(path, "")
        try:
            value[name] = _content(cell, how)
            if sparse and value[name] is None:
                del value[name]
        except ValueError as error:
            raise ValueError(f"column {path}: {cell[:40]!r} is no {how}") from error
    return value


def _plain_kind(kind: Any) -> Any:
    """The type itself where None is allowed beside it."""
    if get_origin(kind) in (Union, UnionType):
        rest = [one for one in get_args(kind) if one is not NoneType]
        return rest[0] if len(rest) == 1 else Any
    return kind


def _how(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, str | Enum | date | datetime):
        return "text"
    return {int: "whole number", float: "number", bool: "true or false"}.get(kind, "JSON")


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _cell(content: Any, how: str) -> str:
    if content is None:
        return ""
    if how == "text":
        return safe(str(content))
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _content(cell: str, how: str) -> Any:
    if cell == "":
        return None
    if how == "text":
        return restore(cell)
    content = json.loads(cell)
    fits = {"whole number": int, "number": int | float, "true or false": bool}.get(how)
    if fits is not None and not (isinstance(content, fits) and (how == "true or false") == isinstance(content, bool)):
        raise ValueError(cell)
    return content
