"""Language tags (BCP 47)."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePath

import icu

from qa.core.errors import SettingsError

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Za-z]{2}|\d{3}))?")
_LAST_NAME = re.compile(r"(?:^|[._-])([a-z]{2,3}(?:[_-][A-Z][a-z]{3})?(?:[_-](?:[A-Z]{2}|\d{3}))?)$")
_ANDROID = re.compile("-r([A-Z]{2})$")
_SUBTAG = re.compile(r"[A-Z][a-z]{3}|[A-Z]{2}|\d{3}")


@lru_cache(maxsize=256)
def locale(tag: str) -> icu.Locale:
    """Return ICU's locale for a language tag."""
    return icu.Locale.forLanguageTag(tag)


@lru_cache(maxsize=256)
def primary(tag: str) -> str:
    """Return the language without region and script: `pt` of `pt-BR`; Norwegian, `no`, is Bokmål, `nb`."""
    name = tag.replace("_", "-").partition("-")[0].lower()
    return "nb" if name == "no" else name


def display_name(tag: str) -> str:
    """Return the language's English name: `Ukrainian` of `uk`."""
    return str(locale(tag).getDisplayName(icu.Locale.getEnglish()))


@lru_cache(maxsize=1024)
def canonical(tag: str) -> str:
    """Return the canonical form of a language tag: `pt-BR` of `PT_br`.

    Raises:
        SettingsError: the tag is not well formed, or names no language that ICU knows.
    """
    try:
        made = str(icu.Locale.forLanguageTag(tag.replace("_", "-")).toLanguageTag())
    except icu.ICUError as error:
        raise SettingsError(_unknown(tag)) from error
    if made == "und" or not _is_known(icu.Locale.forLanguageTag(made)):
        raise SettingsError(_unknown(tag))
    return made


def _is_known(language: icu.Locale) -> bool:
    """Say whether ICU has a name for the language, or knows at least in which script it is written."""
    likely = icu.Locale(language.getLanguage())
    likely.addLikelySubtags()
    return bool(likely.getScript()) or language.getDisplayLanguage(icu.Locale.getEnglish()) != language.getLanguage()


def divide_pair(pair: str) -> tuple[str, str]:
    """Divide a pair like `en-pt-BR` or `en-zh_cn` into the names of source and target; empty where there is none."""
    parts = [part for part in pair.split("-") if part]
    divide = 1
    while divide < len(parts) - 1 and _SUBTAG.fullmatch(parts[divide]):
        divide += 1
    return "-".join(parts[:divide]), "-".join(parts[divide:])


def tag_in_path(path: PurePath) -> str | None:
    """Return the language that the names of a localisation file and of its folders give; None where they give none.

    The file's name counts first (`de.po`, `app_pt_BR.arb`, `film.de.srt`), then the two folders around it
    (`locale/de/LC_MESSAGES`, `de.lproj`, `values-pt-rBR`).
    """
    stem = path.name.partition(".")[0]
    names = [path.name[: -len(path.suffix)] if path.suffix else path.name, stem]
    found = (_named(match[1]) for name in names if (match := _LAST_NAME.search(name)))
    folders = (_named(_ANDROID.sub(r"-\1", part.removeprefix("values-").removesuffix(".lproj").removeprefix("b+")))
               for part in path.parts[-2:-4:-1])  # fmt: skip
    return next((tag for tag in (*found, *folders) if tag), None)


def _named(name: str) -> str | None:
    """Return the tag that a name is, where it is one of a language that ICU has data of."""
    tag = name.replace("_", "-").replace("+", "-")
    return canonical(tag) if _TAG.fullmatch(tag) and primary(tag) in _languages() else None


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    return frozenset(str(icu.Locale(name).getLanguage()) for name in icu.Locale.getAvailableLocales())


def _unknown(tag: str) -> str:
    return f'"{tag}" is not a language tag; give one like "en", "uk" or "pt-BR" (BCP 47)'


# Tags that name one written language, or languages so near that detection mixes them up.
_ONE_LANGUAGE = {"nb": "no", "nn": "no", "da": "no", "bs": "sr", "hr": "sr", "sh": "sr", "in": "id", "ms": "id",
                 "iw": "he", "fil": "tl", "yue": "zh", "wuu": "zh"}  # fmt: skip


@lru_cache(maxsize=4096)
def same_language(first: str, second: str) -> bool:
    """Say whether two tags name the same language, whatever their regions; an unknown one agrees with any."""
    one, other = (_ONE_LANGUAGE.get(primary(tag), primary(tag)) for tag in (first, second))
    return "und" in (one, other) or one == other
