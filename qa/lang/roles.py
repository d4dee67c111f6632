"""Languages in which the order of the words says who does what to whom, with the articles of their nouns."""

from __future__ import annotations

from functools import lru_cache

from qa.lang.tags import primary

# Languages that tell it by endings (Russian, German) put the words in other orders that mean the same.
_ARTICLES = {
    "en": "the a an this that these those his her its their our my your every each",
    "es": "el la los las un una unos unas este esta estos estas su sus cada",
    "fr": "le la les un une des ce cet cette ces son sa ses leur leurs chaque",
    "it": "il lo la i gli le un uno una questo questa questi queste ogni",
    "pt": "o a os as um uma uns umas este esta estes estas seu sua seus suas cada",
}


def order_tells_roles(language: str) -> bool:
    """Say whether the language is one of these."""
    return primary(language) in _ARTICLES


@lru_cache(maxsize=16)
def articles(language: str) -> frozenset[str]:
    """Return the folded words that a noun phrase of the language begins with."""
    return frozenset(_ARTICLES.get(primary(language), "").split())
