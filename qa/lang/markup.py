"""Tags of HTML, XML and BBCode that stand in a text, as they do in the strings of programs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

_HTML = frozenset(
    """
    a abbr b bdi bdo big blockquote br button center cite code dd del details dfn div dl dt em font footer h1 h2 h3 h4
    h5 h6 header hr i iframe img input ins kbd label li mark nav nobr ol p pre q rp rt ruby s samp section small span
    strike strong style sub summary sup table tbody td th thead time tr tt u ul var video wbr
""".split()
)
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr x ph bx ex".split())
# The closing bracket is looked for at most 400 characters away, so that the search stays linear.
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z0-9][A-Za-z0-9_.-]{0,40})(?P<attributes>(?:\s[^<>]{0,400})?)(?P<empty>/?)>"
    r"|\[(?P<bb_close>/?)(?P<bb>b|i|u|s|url|img|quote|code|color|size|font|list|li|center|email|spoiler|table|tr|td|th"
    r"|sup|sub|youtube)(?:=[^\[\]]{1,200})?\]",
    re.IGNORECASE,
)
_ID = re.compile(r"""\bid\s?=\s?["']?([^\s"'/]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag at `text[start:end]`; `kind` is `open`, `close` or `empty`. Tags with the same `key` are the same."""

    name: str
    kind: str
    key: str
    start: int
    end: int


@lru_cache(maxsize=1024)
def tags(text: str, names: frozenset[str] = frozenset()) -> tuple[Tag, ...]:
    """Return the tags of `text` in their order.

    A bare `<word>` that is neither of HTML nor one of `names`, without a closing tag, is taken for what a reader is to
    fill in, and left out; so are BBCode's tags without a closing one.
    """
    if "<" not in text and "[" not in text:
        return ()
    found = list(_found(text))
    closed = names | {tag.name for tag, _ in found if tag.kind == "close"}
    return tuple(tag for tag, known in found if known or tag.name in closed)


def _found(text: str) -> Iterator[tuple[Tag, bool]]:
    for match in _TAG.finditer(text):
        if match["bb"]:
            name = f"[{match['bb'].lower()}]"
            kind = "close" if match["bb_close"] else "open"
            yield Tag(name, kind, f"{kind} {name}", *match.span()), False
            continue
        name = match["name"].lower()
        empty = match["empty"] or match["attributes"].endswith("/") or name in _EMPTY
        kind = "close" if match["close"] else "empty" if empty else "open"
        identity = _ID.search(match["attributes"])
        key = f"{kind} {name} {identity[1] if identity else ''}"
        known = name in _HTML or kind != "open" or "=" in match["attributes"]
        yield Tag(name, kind, key, *match.span()), known


def misnested(found: Sequence[Tag]) -> Tag | None:
    """Return the first closing tag that closes another element than the one opened last; None where there is none.

    Elements that are opened and never closed, or closed and never opened, are no fault of nesting.
    """
    opened: list[Tag] = []
    names: dict[str, int] = {}
    for tag in found:
        if tag.kind == "open":
            opened.append(tag)
            names[tag.name] = names.get(tag.name, 0) + 1
        elif tag.kind == "close" and names.get(tag.name):
            if opened[-1].name != tag.name:
                return tag
            opened.pop()
            names[tag.name] -= 1
    return None
