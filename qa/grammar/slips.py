"""What all sources of grammar findings give."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of grammar in a text: `text[start:end]`, what is wrong, what to write, and how sure it is."""

    start: int
    end: int
    why: str
    better: str | None
    confidence: float
    certain: bool = False
