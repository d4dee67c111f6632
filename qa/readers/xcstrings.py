"""String catalogues of Xcode."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from qa.core.contracts import Reader
from qa.core.documents import Document
from qa.core.errors import InputError
from qa.core.json_text import parsed
from qa.core.passage import Passage
from qa.lang.plurals import numbers_of, source_of_form
from qa.readers._entries import FUZZY, PLURAL, UNTRANSLATED, Entries, tag
from qa.readers._json import LONE_SURROGATE, string, strings
from qa.readers._keyed import FORMS

_STATES = {"new": UNTRANSLATED, "needs_review": FUZZY}
_VALUE = ("stringUnit", "value")
_Path = tuple[str, ...]


@dataclass(frozen=True)
class Xcstrings(Reader):
    """String catalogues of Xcode (`.xcstrings`): all languages of an app in one file.

    Each value (`stringUnit`) in another language than the file's `sourceLanguage` is an entry; its source is the value
    at the same place in that language, else the key. Plural forms and forms for devices are entries of their own.
    Values whose state is `new` or `needs_review` are counted and not checked, as are those of strings with
    `shouldTranslate` false left out.

    Limits: comments are not read. The names of substitutions are not compared.
    """

    suffixes: ClassVar[tuple[str, ...]] = (".xcstrings",)

    def read(self, content: str, path: str) -> Document:
        """Read one segment from each translated value."""
        data = parsed(content, path)
        if not isinstance(data, dict) or not isinstance(data.get("strings"), dict):
            raise InputError(f'{path}: a string catalogue needs an object "strings"')
        catalogue = _Catalogue(data, Entries(content, path), str(data.get("sourceLanguage", "en")))
        for steps, start, end, is_name in strings(content):
            name = tuple(map(str, steps))
            if is_name and len(name) == 2 and name[0] == "strings":
                catalogue.keys[name[1]] = string(content[start:end], start, path)
            elif not is_name and name[::2][:2] == ("strings", "localizations") and name[-2:] == _VALUE:
                catalogue.values[name] = string(content[start:end], start, path)
        for name, value in catalogue.values.items():
            if name[3] != catalogue.original and not LONE_SURROGATE.search(value.text):
                catalogue.add(name, value)
        return catalogue.entries.document("string")


@dataclass(slots=True)
class _Catalogue:
    """A catalogue as JSON, and the places of its keys and values by their paths."""

    data: Any
    entries: Entries
    original: str
    keys: dict[str, Passage] = field(default_factory=dict)
    values: dict[_Path, Passage] = field(default_factory=dict)

    def add(self, path: _Path, value: Passage) -> None:
        _, key, _, language, *variation = path
        unit = _at(self.data, path[:-1])
        state = _STATES.get(unit.get("state", "") if isinstance(unit, dict) else "")
        if _at(self.data, path[:2]).get("shouldTranslate") is False:
            return
        if state or not value.text:
            self.entries.unfinished[state or UNTRANSLATED] += 1
            return
        form = variation[-3] if "plural" in variation[:-3] else ""
        siblings = list(_at(self.data, path[:-3])) if form else []
        inner = ".".join(part for part in variation[:-2] if part not in ("variations", "plural"))
        self.entries.add(
            f"{key} [{language}{'.' if inner else ''}{inner}]",
            value,
            self._source(path, value, form),
            forms=siblings if form and form == siblings[-1] else (),
            flags=PLURAL if form else frozenset(),
            languages=(tag(self.original), tag(language)),
        )

    def _source(self, path: _Path, value: Passage, form: str) -> Passage:
        """Return the source value at the same place, or the form that a plural form is held against, or the key."""
        same = (*path[:3], self.original, *path[4:])
        forms = [own for name in FORMS if form and (own := self.values.get((*same[:-3], name, *_VALUE))) is not None]
        if forms:
            return source_of_form(value, forms, numbers_of(tag(path[3]), form))
        whole = (*same[:4], *_VALUE)
        return self.values.get(same) or self.values.get(whole) or self.keys[path[1]]


def _at(data: Any, path: _Path) -> Any:
    """Return what stands at a path of valid JSON; a list is stepped into by number."""
    for step in path:
        data = data[int(step)] if isinstance(data, list) else data[step]
    return data
