"""Measures in the units of another country: miles as kilometres, degrees Fahrenheit as degrees Celsius."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

CONVERTED = frozenset(
    {
        "mile", "nautical-mile", "foot", "yard", "inch", "pound", "ounce", "stone", "gallon", "acre", "square-mile",
        "square-foot", "mile-per-hour", "fahrenheit", "degree", "kilometer", "meter", "centimeter", "millimeter",
        "kilogram", "gram", "liter", "milliliter", "hectare", "square-kilometer", "square-meter", "kilometer-per-hour",
        "celsius",
    }
)  # fmt: skip
"""The units, named as in CLDR, that translators convert."""
# Kilometres in a mile, metres in a foot and a yard, centimetres in a foot, kilograms in a pound, centimetres in an
# inch, litres in a gallon, hectares in an acre, square kilometres in a square mile, square metres in a square foot,
# kilograms in a stone, grams in an ounce.
_FACTORS = (1.609, 0.3048, 0.9144, 30.48, 0.4536, 2.54, 3.785, 0.4047, 2.59, 0.0929, 6.35, 28.35)
_INCHES = 12
_ROUNDING = 0.06


def is_converted(value: float, others: Sequence[float]) -> bool:
    """Say whether a number is one of the others, or feet and inches that follow each other, in other units."""
    every = [*others, *(feet + inches / _INCHES for feet, inches in pairwise(others) if inches < _INCHES)]
    return any(
        _near(value, made)
        for other in every
        for made in (*(other * factor for factor in _FACTORS), *(other / factor for factor in _FACTORS))
    ) or any(_near(value, (other - 32) / 1.8) or _near(value, other * 1.8 + 32) for other in others)


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= _ROUNDING * abs(other)
