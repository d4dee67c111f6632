"""The names of countries, territories and cities in hundreds of languages, from CLDR through ICU."""

from __future__ import annotations

import re
from functools import lru_cache

import icu

from qa.lang.tags import primary

_ASIDE = re.compile(r"\s*[(（]([^()（）]+)[)）]\s*")
# Zones of other names are those of whole countries, or outdated ones such as Brazil/West.
_CITY = re.compile(
    r"(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Europe|Indian|Pacific)/|Australia/(?!ACT|LHI|NSW|North|South|West)"
)
_TABLES = ("Countries", "Countries%short", "Countries%variant")


@lru_cache(maxsize=64)
def place_names(language: str) -> dict[str, tuple[str, ...]]:
    """Return each place's names in a language (a BCP 47 tag), the usual one first.

    A territory stands under its ISO 3166 code, a city, one for each time zone, under the zone's name in the IANA
    database, which has a slash. What is in brackets is a name of its own: Myanmar (Burma).
    """
    locale = icu.Locale.forLanguageTag(language)
    found = {code: _territory(code, locale) for code in icu.Locale.getISOCountries()}
    zones = icu.TimeZoneNames.createInstance(locale)
    for zone in icu.TimeZone.createEnumeration():
        if _CITY.match(zone):
            found[zone] = _parts(str(zones.getExemplarLocationName(zone)))
    return {code: names for code, names in found.items() if names}


@lru_cache(maxsize=1)
def _languages() -> frozenset[str]:
    return frozenset(primary(str(locale.toLanguageTag())) for locale in icu.Locale.getAvailableLocales().values())


def knows_places(language: str) -> bool:
    """Say whether CLDR has names in the language."""
    return primary(language) in _languages()


def _territory(code: str, locale: icu.Locale) -> tuple[str, ...]:
    bundle = icu.ResourceBundle(f"icudt{icu.ICU_VERSION.partition('.')[0]}l-region", locale)
    found: list[str] = []
    for name in _TABLES:
        try:
            found += _parts(str(bundle.get(name).get(code).getString()))
        except icu.ICUError:
            continue
    return tuple(dict.fromkeys(found))


def _parts(name: str) -> tuple[str, ...]:
    """Return a name and the one that it has in brackets; none of a name with a comma, which is a description."""
    if re.search("[,،、]", name):
        return ()
    inside = _ASIDE.findall(name)
    return tuple(part for part in (_ASIDE.sub(" ", name).strip(), *inside) if len(part) > 1)
