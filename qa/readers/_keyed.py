"""What the readers of files with keys and texts in one language share: plural forms among the keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qa.core.passage import Passage
from qa.readers._entries import PLURAL, UNTRANSLATED, Entries

FORMS = ("zero", "one", "two", "few", "many", "other")


def add_texts(entries: Entries, texts: Mapping[tuple[str, ...], Passage], divider: str = ".") -> None:
    """Add the texts of a file by their paths; those that are plural forms of one entry belong together.

    A form is the last name of a path (`files.one`, as in Rails) or its end (`files_one`, as in i18next), where there is
    the form `other` beside it. The key is then `files[one]`. Empty texts are counted as not translated.
    """
    found = {path: _divided(path) for path in texts}
    plural = {base for base, form in found.values() if form == "other"}
    forms: dict[tuple[str, ...], list[str]] = {}
    for path, (base, form) in found.items():
        if form and base in plural and texts[path].text.strip():
            forms.setdefault(base, []).append(form)
    for path, passage in texts.items():
        base, form = found[path]
        if not passage.text.strip():
            entries.unfinished[UNTRANSLATED] += 1
        elif form and base in plural:
            add_form(entries, divider.join(base), form, passage, forms[base])
        else:
            entries.add(divider.join(path), passage)


def add_form(entries: Entries, name: str, form: str, passage: Passage, forms: Iterable[str]) -> None:
    """Add one plural form of the entry `name`; the last one carries the names of all."""
    own = tuple(forms)
    entries.add(f"{name}[{form}]", passage, forms=own if own[-1] == form else (), flags=PLURAL)


def _divided(path: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the path of the entry and the plural form; without one, the path itself."""
    last = path[-1]
    if last in FORMS and len(path) > 1:
        return path[:-1], last
    name, _, form = last.rpartition("_")
    return ((*path[:-1], name), form) if name and form in FORMS else (path, "")
