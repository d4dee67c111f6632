"""Which words a language doubles on purpose."""

from __future__ import annotations

from qa.lang.tags import primary
from qa.lang.vocabulary import function_words
from qa.lang.words import fold

# Languages in which doubling is grammar (plural, stress, distribution) rather than a slip.
_DOUBLING_LANGUAGES = frozenset(
    {"as", "bn", "ceb", "fil", "gu", "haw", "hi", "hy", "id", "ja", "jv", "km", "kn", "lo", "mi", "ml", "mr", "ms",
     "my", "ne", "or", "pa", "rw", "sd", "si", "sm", "so", "su", "sw", "ta", "te", "th", "tl", "tr", "az", "kk", "ky",
     "ug", "uz", "ur", "vi", "yue", "zh", "ace", "bas", "ckb", "kmr", "lg", "ha", "zu", "xh", "yo", "eu", "ka", "mn"}
)  # fmt: skip
# Among them the names of Latin letters, as in "BBC", where the script has other letters.
_WORDS = {
    "af": ("nie",),
    "cs": ("se",),
    "da": ("der", "at", "meget", "den", "det"),
    "de": ("die", "der", "das", "den", "dem", "sie", "sich"),
    "en": ("had", "that", "is", "bye", "very", "so", "ha", "no", "far", "blah", "knock", "hush", "there", "it", "win"),
    "es": ("blanca", "muy"),
    "fi": ("on", "oli"),
    "fr": ("nous", "vous", "très", "que", "ha", "ah", "oh"),
    "he": ("לאט", "יום", "אט"),
    "hu": ("az", "nagyon", "már", "alig"),
    "is": ("sem",),
    "it": ("piano", "molto", "si", "via", "appena"),
    "nl": ("die", "dat", "zijn", "je", "heel"),
    "no": ("er", "det", "den"),
    "nb": ("er", "det", "den"),
    "pl": ("się", "bardzo", "nie"),
    "pt": ("muito", "logo"),
    "ro": ("foarte", "încet"),
    "ru": ("еле", "чуть", "едва", "очень", "только", "вот", "давным", "что"),
    "sv": ("det", "den", "är", "som"),
    "uk": ("ледь", "дуже", "щойно", "ось", "що"),
    "ar": ("شيئا", "شيئًا", "يوما", "خطوة", "بي", "سي", "دي", "تي", "إن", "إم", "إس", "يو"),
    "fa": ("کم", "یواش", "نم", "تک", "یک", "زنده", "بی", "سی", "دی", "تی", "ان", "ام", "اس", "یو"),
    "el": ("πολύ", "σιγά", "μόλις"),
    "ko": ("아주", "매우", "하나", "점점"),
}


def doubles_freely(language: str) -> bool:
    """Say whether doubling words is part of the language's grammar."""
    return primary(language) in _DOUBLING_LANGUAGES


def may_double(word: str, language: str) -> bool:
    """Say whether `word` may rightly stand twice in a row in this language."""
    tag = primary(language)
    if tag in _DOUBLING_LANGUAGES or fold(word) in _WORDS.get(tag, ()):
        return True
    return len(word) == 1 and not (word.islower() and word in function_words(language))
