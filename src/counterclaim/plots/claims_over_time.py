"""The claims of one figure over time, by side: as SVG and for a terminal. The scale is linear in log(1 + n).

Each claim is a mark at its number with a bar over the interval that its words allow; an open end is dotted. No
colour carries meaning alone: sides have marks of their own, and every mark has its words as a title.
"""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 760, 320, 64, 16, 46, 36
#: how far apart marks stand that would hide one another
_APART = 11
#: Okabe and Ito's palette, told apart by most colour-blind readers
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_MARKS = ("●", "■", "▲", "◆", "✚", "★", "○")


@dataclass(frozen=True, slots=True)
class Point:
    """A claim to be drawn. `low` and `high` are the interval's ends, None where open; `side` "" where unknown."""

    day: date | None
    low: int | None
    high: int | None
    side: str
    words: str
    struck: bool = False

    @property
    def number(self) -> int | None:
        """Where the mark stands: the low end, or the high end where only that is known."""
        return self.low if self.low is not None else self.high


def _drawn(points: Sequence[Point]) -> list[Point]:
    """The points that have a number, by day; undated ones take the first day that there is."""
    known = [point.day for point in points if point.day is not None]
    first = min(known, default=date.min)
    with_number = [point for point in points if point.number is not None]
    return sorted(with_number, key=lambda p: (p.day or first, p.side, p.number or 0, p.words))


def _sides(points: Sequence[Point]) -> dict[str, int]:
    ordered = sorted({point.side for point in points}, key=lambda side: (side == "", side))
    return {side: place % len(_MARKS) for place, side in enumerate(ordered)}


def _ticks(top: int) -> list[int]:
    """Round numbers from 0 up to `top`: 1, 2, 5 and their tens, thinned to those that matter on a log scale."""
    steps = [0]
    for power in range(int(math.log10(max(top, 1))) + 1):
        steps += [factor * 10**power for factor in (1, 2, 5) if factor * 10**power <= top]
    return steps if len(steps) <= 8 else [0, *[step for step in steps if str(step)[0] == "1"]]


def svg(points: Sequence[Point], title: str) -> str:
    """The picture as SVG text, the same bytes for the same points. Its text can be selected and read aloud."""
    drawn, sides = _drawn(points), _sides(points)
    days = [point.day for point in drawn if point.day is not None]
    first, last = min(days, default=date.min), max(days, default=date.min)
    top = max((max(p.low or 0, p.high or 0) for p in drawn), default=1)

    def x(day: date | None) -> float:
        share = ((day or first) - first).days / (last - first).days if last > first else 0.5
        return round(_LEFT + 12 + (_WIDTH - _LEFT - _RIGHT - 24) * share, 1)

    def y(number: float) -> float:
        share = math.log1p(number) / math.log1p(max(top, 1))
        return round(_HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * share, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(title)}" font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<line x1="{_LEFT}" y1="{_HEIGHT - _BOTTOM}" x2="{_WIDTH - _RIGHT}" y2="{_HEIGHT - _BOTTOM}" stroke="#666"/>',
    ]
    for tick in _ticks(top):
        parts.append(f'<text x="{_LEFT - 8}" y="{y(tick) + 4}" text-anchor="end" fill="#444">{tick:,}</text>')
        parts.append(f'<line x1="{_LEFT}" y1="{y(tick)}" x2="{_WIDTH - _RIGHT}" y2="{y(tick)}" stroke="#eee"/>')
    ends = ((first, "start"), (last, "end")) if last > first else ((first, "middle"),)
    for day, anchor in ends if days else ():
        parts.append(
            f'<text x="{x(day)}" y="{_HEIGHT - 14}" text-anchor="{anchor}" fill="#444">{day.isoformat()}</text>'
        )
    held: Counter[tuple[float, int]] = Counter()
    for point in drawn:
        place = (x(point.day), round(y(point.number or 0) / _APART))
        held[place] += 1
        parts.append(_mark(point, sides[point.side], round(place[0] + _beside(held[place]), 1), y))
    parts += _legend(sides)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _beside(turn: int) -> int:
    """How far the mark of that turn stands beside its day: in turns to the right and to the left."""
    return (turn // 2) * _APART * (1 if turn % 2 == 0 else -1)


def _mark(point: Point, side: int, across: float, y: Callable[[float], float]) -> str:
    colour, number = _COLOURS[side], point.number or 0
    low = y(point.low) if point.low is not None else _HEIGHT - _BOTTOM
    high = y(point.high) if point.high is not None else _TOP
    dash = "" if point.low is not None and point.high is not None else ' stroke-dasharray="2 3"'
    bar = "" if low == high else f'<line x1="{across}" y1="{low}" x2="{across}" y2="{high}" stroke="{colour}"{dash}/>'
    shape = "×" if point.struck else _MARKS[side]
    text = f'<text x="{across}" y="{round(y(number) + 4, 1)}" text-anchor="middle" fill="{colour}">{shape}</text>'
    return f"<g><title>{escape(point.words)}</title>{bar}{text}</g>"


def _legend(sides: dict[str, int]) -> list[str]:
    across, parts = _LEFT, []
    for side, place in sides.items():
        name = side or "side unknown"
        parts.append(f'<text x="{across}" y="18" fill="{_COLOURS[place]}">{_MARKS[place]} {escape(name)}</text>')
        across += 24 + 7 * len(name)
    return parts


def terminal(points: Sequence[Point], width: int = 72, height: int = 12) -> str:
    """The same picture in characters, `width` by `height` besides the axis and the legend."""
    drawn, sides = _drawn(points), _sides(points)
    if not drawn:
        return "(no numbers to draw)\n"
    days = [point.day for point in drawn if point.day is not None]
    first, last = min(days, default=date.min), max(days, default=date.min)
    top = max((max(p.low or 0, p.high or 0) for p in drawn), default=1)
    grid = [[" "] * width for _ in range(height)]
    for point in drawn:
        column = round((width - 1) * ((point.day or first) - first).days / max((last - first).days, 1))
        row = height - 1 - round((height - 1) * math.log1p(point.number or 0) / math.log1p(max(top, 1)))
        grid[row][column] = "×" if point.struck else _MARKS[sides[point.side]]
    labels = {height - 1 - round((height - 1) * math.log1p(t) / math.log1p(max(top, 1))): t for t in _ticks(top)}
    marked = {row: f"{labels[row]:>9,} ┤" for row in labels}
    lines = [marked.get(row, f"{'':>9} │") + "".join(cells) for row, cells in enumerate(grid)]
    axis = f"{'':>9} └{'─' * width}"
    span = (
        f"{first.isoformat()}{last.isoformat():>{max(width - 10, 11)}}" if days and first != last else first.isoformat()
    )
    legend = "   ".join(f"{_MARKS[place]} {side or 'side unknown'}" for side, place in sides.items())
    return "\n".join([*lines, axis, f"{'':>11}{span if days else 'undated'}", f"{'':>11}{legend}"]) + "\n"
