"""Which file of a folder, in which there is one for each language, is about a language."""

from __future__ import annotations

from importlib.resources.abc import Traversable

# Languages whose files have another name: of Chinese there is one for each way to write it.
_NAMES = {"zh": "zh-CN", "zh-Hant": "zh-TW", "zh-Hant-HK": "zh-HK", "no": "nb", "ku": "kmr"}


def language_file(folder: Traversable, language: str, ending: str) -> Traversable | None:
    """Return the file about a language (a BCP 47 tag), or about what is left of its tag without region and script.

    None where there is none.
    """
    name = language.replace("_", "-")
    while name:
        file = folder.joinpath(_NAMES.get(name, name) + ending)
        if file.is_file():
            return file
        name = name.rpartition("-")[0]
    return None
