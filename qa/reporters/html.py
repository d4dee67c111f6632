"""One page to read and to act on, in a browser or on paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar, TextIO

from jinja2 import Environment
from markupsafe import Markup

from qa.core.contracts import Reporter
from qa.core.display import number
from qa.core.report import Report
from qa.lang.tags import display_name
from qa.reporters._html_page import STRIP_WIDTH, page_of
from qa.reporters._tally import by_reason, outcome
from qa.web_pages import environment, policy_hash, resource

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BIDI = dict(
    zip(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
        ["LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"],
        strict=True,
    )
)
_NAMES = {"bleu": "BLEU", "chrf": "chrF2++", "comet": "COMET", "ter": "TER"}


@dataclass(frozen=True)
class Html(Reporter):
    """A page with the article, its references and the findings, side by side.

    One file that asks for nothing from outside: style and script are in it, and a content security policy allows no
    other. Each finding leads to its place in the text and each marked place to its finding. Findings can be filtered
    by severity, category, confidence and words. The page works without its script, on a phone and on paper.

    Limits: control characters and characters that change the direction of writing are shown as symbols, so a search
    in the page does not find them.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".html", ".htm")

    def write(self, report: Report, stream: TextIO) -> None:
        """Write `report` to `stream`."""
        style, script = (resource("qa.reporters", name) for name in ("report.css", "report.js"))
        page = (
            _environment()
            .get_template("html.j2")
            .stream(
                report=report,
                page=page_of(report),
                strip=STRIP_WIDTH,
                style=Markup(style),
                script=Markup(script),
                style_hash=policy_hash(style),
                script_hash=policy_hash(script),
            )
        )
        stream.writelines(page)


def _environment() -> Environment:
    made = environment("qa.reporters", _with_symbols)
    made.filters |= {"language": display_name, "metric": _metric, "number": number, "outcome": outcome}
    made.filters["by_reason"] = by_reason
    return made


def _with_symbols(text: str) -> str:
    """Show control characters as symbols."""
    return _CONTROL.sub(_symbol, text)


def _symbol(match: re.Match[str]) -> str:
    character = match[0]
    if character in _BIDI:
        return f"⟨{_BIDI[character]}⟩"
    if character <= "\x1f":
        return chr(0x2400 + ord(character))
    return "␡" if character == "\x7f" else f"⟨U+{ord(character):04X}⟩"


def _metric(name: str) -> str:
    return _NAMES.get(name, name)
