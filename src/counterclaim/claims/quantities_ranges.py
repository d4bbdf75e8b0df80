"""Ranges whose two ends both tell their unit."""

import re

from counterclaim.model import Hedge, Quantity

_OPENS = re.compile(r"\b(?P<open>from|between|ranging from)\s+(?:up to\s+)?$", re.IGNORECASE)
_MEASURED = re.compile(r"[\s-]?(?P<unit>[a-z]+(?: [a-z]+)?)\s+(?P<link>to|and)\s+", re.IGNORECASE)


def spanning(text: str, found: list[Quantity]) -> list[Quantity]:
    """Joins the ends of a range that both tell their unit: "between 5 miles and 10 miles", "from 252 miles to 287 miles"."""
    result: list[Quantity] = []
    for item in found:
        last = result[-1] if result else None
        opened = last and _OPENS.search(text, max(0, last.start - 15), _core(text, last))
        between = last and _MEASURED.fullmatch(text, last.end, item.start)
        if (
            last is not None and opened and between and Hedge.RANGE not in (last.hedge, item.hedge)
            and (between["link"].lower() == "and") is (opened["open"].lower() == "between")
            and re.match(rf"[\s-]?{re.escape(between['unit'])}\b", text[item.end : item.end + 30], re.IGNORECASE)
        ):  # fmt: skip
            ends = [n for n in (last.low, last.high, item.low, item.high) if n is not None]
            start = min(last.start, opened.start())
            result[-1] = Quantity(start, item.end, text[start : item.end], min(ends), max(ends), Hedge.RANGE)
        else:
            result.append(item)
    return result


def _core(text: str, item: Quantity) -> int:
    """Where the number of a quantity begins after "from" or "up to", which its words may hold."""
    number = re.search(r"[$€£]?\d", item.words)
    return item.start + (number.start() if number else 0)
