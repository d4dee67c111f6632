"""What a command found, as a table for people and for programs: CSV, and a page for a browser."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TextIO

from markupsafe import Markup

from qa.lang.direction import direction
from qa.web_pages import environment, policy_hash, resource

FORMATS = ("text", "json", "csv", "html")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a text in a language has its tag."""

    text: str | int
    language: str = ""

    @property
    def direction(self) -> str:
        """The direction of writing, as in HTML's `dir`."""
        return direction(self.language) if self.language else "auto"


@dataclass(frozen=True, slots=True)
class Listing:
    """A table with a title and a line that sums it up. All rows are as long as the header."""

    title: str
    summary: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_csv(listing: Listing, stream: TextIO) -> None:
    """Write the table; a text that a table program would take for a formula is quoted with an apostrophe."""
    rows = csv.writer(stream, lineterminator="\n")
    rows.writerow(listing.header)
    rows.writerows([_defused(cell.text) for cell in row] for row in listing.rows)


def _defused(text: str | int) -> str | int:
    return f"'{text}" if isinstance(text, str) and text.startswith(_FORMULA) else text


def write_html(listing: Listing, stream: TextIO) -> None:
    """Write a page that asks for nothing from outside; its policy lets nothing run but its own style."""
    style = resource("qa.cli", "listing.css")
    page = environment("qa.cli").get_template("listing.html.j2").render(
        listing=listing, style=Markup(style), style_hash=policy_hash(style)
    )  # fmt: skip
    stream.write(page)
