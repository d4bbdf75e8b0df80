"""Placeholder."""

from typing import Any

SeriesState = Any
Shapes = Any
