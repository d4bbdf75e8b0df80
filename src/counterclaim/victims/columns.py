"""Which column of a list is what: known headers in English and Arabic, or the user's own mapping."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from counterclaim.errors import UsageError
from counterclaim.victims.names.arabic import clean as clean_arabic

#: fields that hold a name or a part of one
NAMES = ("name", "name_latin", "given", "father", "grandfather", "family")


@cache
def known() -> dict[str, tuple[str, int]]:
    """A plain header to its field and its rank among that field's headers (0 is the best known)."""
    out: dict[str, tuple[str, int]] = {}
    ranks: dict[str, int] = {}
    text = (files("counterclaim.victims") / "data" / "columns.csv").read_text("utf-8")
    for line in text.splitlines()[1:]:
        field, header = line.split(",")
        ranks[field] = ranks.get(field, -1) + 1
        out[plain_header(header)] = field, ranks[field]
    return out


@cache
def all_fields() -> tuple[str, ...]:
    """The fields in the order of `data/columns.csv`."""
    return tuple(dict.fromkeys(field for field, _ in known().values()))


def plain_header(header: str) -> str:
    """A header in lower case, Arabic letters unified, everything else than letters and digits one underscore."""
    text = unicodedata.normalize("NFKC", header).strip().lower()
    text = " ".join("".join(clean_arabic(word)) or word for word in re.split(r"[\s_]+", text))
    return re.sub(r"[^\w]+", "_", text).strip("_")


def recognise(headers: Iterable[str], mapping: Mapping[str, str] | None = None) -> dict[str, str]:
    """Field to header. A field of `mapping` (field to header) is taken as told; the others by their known names.

    Raises:
        UsageError: a mapped field does not exist.
    """
    headers, mapping = list(headers), dict(mapping or {})
    unknown = sorted(set(mapping) - set(all_fields()))
    if unknown:
        raise UsageError(f"no field {', '.join(unknown)}; the fields are {', '.join(all_fields())}")
    found: dict[str, tuple[int, str]] = {}
    for header in headers:
        field, rank = known().get(plain_header(header), (None, 0))
        if field is not None and header not in mapping.values() and (field not in found or rank < found[field][0]):
            found[field] = rank, header
    out = {field: header for field, (_, header) in found.items()}
    return out | mapping


def mapping_of(options: Iterable[str]) -> dict[str, str]:
    """`FIELD=HEADER` options to a mapping.

    Raises:
        UsageError: an option has no equals sign.
    """
    out = {}
    for option in options:
        field, equals, header = option.partition("=")
        if not equals or not field or not header:
            raise UsageError(f"--column {option}: write it as FIELD=HEADER, for example name=Victim")
        out[field.strip()] = header.strip()
    return out
