"""Verbs that say that something has to be, and verbs that say that it can be."""

from __future__ import annotations

from functools import lru_cache

from qa.lang.tags import primary
from qa.lang.words import fold

NEED, CHANCE = "must be", "may be"
_FORMS = {
    "en": ("must shall should", "may might can could"),
    "de": (
        "muss müssen musste mussten soll sollen sollte sollten",
        "kann können konnte konnten könnte könnten darf dürfen durfte durften",
    ),
    "nl": ("moet moeten moest moesten", "kan kunnen kon konden mag mogen mocht mochten"),
    "sv": ("måste", "kan kunde får fick"),
    "da": ("skal skulle", "kan kunne må"),
    "nb": ("må måtte skal skulle", "kan kunne"),
    "fr": (
        "doit doivent devait devaient devra devront devrait devraient",
        "peut peuvent pouvait pouvaient pourra pourront pourrait pourraient",
    ),
    "es": (
        "debe deben debía debían deberá deberán debería deberían",
        "puede pueden podía podían podrá podrán podría podrían",
    ),
    "it": (
        "deve devono doveva dovevano dovrà dovranno dovrebbe dovrebbero",
        "può possono poteva potevano potrà potranno potrebbe potrebbero",
    ),
    "pt": (
        "deve devem devia deviam deverá deverão deveria deveriam",
        "pode podem podia podiam poderá poderão poderia poderiam",
    ),
    "pl": ("musi muszą musiał musiała musieli powinien powinna powinno powinni", "może mogą mógł mogła mogli można"),
    "cs": ("musí musel musela museli", "může mohou můžou mohl mohla mohli smí"),
    "ru": ("должен должна должно должны обязан обязана обязаны", "может могут мог могла могли можно"),
    "uk": ("мусить мусять повинен повинна повинно повинні", "може можуть міг могла могли можна"),
}


def knows_modality(language: str) -> bool:
    """Say whether the verbs of the language are listed."""
    return primary(language) in _FORMS


def modality(word: str, language: str) -> str | None:
    """Return what a verb says of what follows it, NEED or CHANCE; None where it says neither."""
    return _meanings(primary(language)).get(fold(word))


@lru_cache(maxsize=32)
def _meanings(language: str) -> dict[str, str]:
    forms = _FORMS.get(language, ())
    return {fold(form): meaning for meaning, some in zip((NEED, CHANCE), forms, strict=False) for form in some.split()}
