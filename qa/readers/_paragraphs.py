"""Finds the paragraphs in a part of a Word document (WordprocessingML, ISO/IEC 29500-1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from qa.core.xml import feed, hardened

BREAK = "\u2028"
_SIGNS = {"tab": "\t", "ptab": "\t", "br": BREAK, "cr": BREAK, "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
# Text that is deleted, moved away, shown in another way elsewhere, or no prose.
_LEFT_OUT = frozenset({"del", "moveFrom", "Fallback", "rt", "oMath", "oMathPara"})
_ON_ONE_LINE = {ord("\n"): " ", ord("\r"): " "}
_OFF = frozenset({"0", "false", "off"})


@dataclass(slots=True)
class Paragraph:
    """A paragraph: the id of its style, whether it has an outline level of its own, and its text in parts."""

    style: str = ""
    outlined: bool = False
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text, on one line, with `BREAK` for a line break that the author set."""
        return "".join(self.parts).translate(_ON_ONE_LINE)


def paragraphs(xml: str, path: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a part in the order in which they end; those without text too.

    Raises:
        InputError: the part is not well-formed XML, or declares entities.
    """
    walk = _Walk()
    parser = hardened(path)
    parser.StartElementHandler = walk.open
    parser.EndElementHandler = walk.close
    parser.CharacterDataHandler = walk.text
    parser.buffer_text = True
    for _ in feed(parser, xml, path):
        yield from walk.done
        walk.done.clear()


@dataclass(slots=True)
class _Walk:
    """The state of a walk through a part: which paragraphs are open, for a text box is a paragraph in a paragraph.

    `without` counts the open elements that are left out; `hidden` says of each open run whether its text is.
    """

    open_paragraphs: list[Paragraph] = field(default_factory=list)
    done: list[Paragraph] = field(default_factory=list)
    without: int = 0
    in_text: bool = False
    hidden: list[bool] = field(default_factory=list)

    def open(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition("}")[2]
        if name in _LEFT_OUT:
            self.without += 1
        elif self.without:
            return
        elif name == "p":
            self.open_paragraphs.append(Paragraph())
        elif name == "r":
            self.hidden.append(False)
        elif name == "t":
            self.in_text = True
        else:
            self._property(name, attributes)

    def _property(self, name: str, attributes: dict[str, str]) -> None:
        if not self.open_paragraphs:
            return
        value = next((value for key, value in attributes.items() if key.rpartition("}")[2] == "val"), "")
        if name == "pStyle":
            self.open_paragraphs[-1].style = value
        elif name == "outlineLvl":
            self.open_paragraphs[-1].outlined = value != "9"
        elif name in ("vanish", "webHidden") and self.hidden:
            self.hidden[-1] = value not in _OFF
        elif name in _SIGNS and self.hidden and not self.hidden[-1]:
            self.open_paragraphs[-1].parts.append(_SIGNS[name])

    def close(self, name: str) -> None:
        name = name.rpartition("}")[2]
        if name in _LEFT_OUT:
            self.without -= 1
        elif self.without:
            return
        elif name == "p" and self.open_paragraphs:
            self.done.append(self.open_paragraphs.pop())
        elif name == "r" and self.hidden:
            self.hidden.pop()
        elif name == "t":
            self.in_text = False

    def text(self, characters: str) -> None:
        if self.in_text and not self.without and self.open_paragraphs and not (self.hidden and self.hidden[-1]):
            self.open_paragraphs[-1].parts.append(characters)
