"""Which words a language doubles on purpose."""

from __future__ import annotations

from qa.lang.tags import primary
from qa.lang.vocabulary import function_words
from qa.lang.words import fold

# Languages in which doubling is grammar (plural, stress, distribution), or grammatical words of one form meet.
_DOUBLING_LANGUAGES = frozenset(
    {"ab", "ace", "ak", "am", "as", "ay", "az", "bas", "bcl", "bho", "bik", "bm", "bn", "ceb", "ckb", "cnh", "dv",
     "ee", "eu", "ff", "fil", "fj", "gn", "gu", "gug", "ha", "haw", "hi", "hil", "ht", "hy", "id", "ig", "ilo",
     "ja", "jv", "ka", "kab", "kg", "kk", "km", "kmr", "kn", "kok", "ks", "ku", "ky", "lg", "ln", "lo", "lua",
     "lus", "mag", "mai", "mi", "ml", "mn", "mr", "ms", "mt", "my", "nd", "ne", "nr", "nso", "ny", "om", "or", "pa",
     "pag", "pam", "ps", "qu", "rn", "rw", "sa", "sat", "scn", "sd", "si", "sm", "sn", "so", "ss", "st", "su", "sw",
     "ta", "te", "th", "ti", "tk", "tl", "tn", "to", "tpi", "tr", "ts", "ty", "ug", "ur", "uz", "ve", "vi", "war",
     "wo", "xh", "yo", "yue", "zh", "zu"}
)  # fmt: skip
# Among them the names of Latin letters, as in "BBC", where the script has other letters.
_WORDS = {
    "af": ("nie",),
    "cs": ("se", "ne", "to", "ach"),
    "da": ("der", "at", "meget", "den", "det"),
    "de": ("die", "der", "das", "den", "dem", "sie", "sich"),
    "en": ("had", "that", "is", "bye", "very", "so", "ha", "no", "far", "blah", "knock", "hush", "there", "it", "win"),
    "es": ("blanca", "muy"),
    "fi": ("on", "oli"),
    "fr": ("nous", "vous", "très", "que", "ha", "ah", "oh", "zéro"),
    "he": ("לאט", "יום", "אט"),
    "hu": ("az", "nagyon", "már", "alig"),
    "is": ("sem",),
    "it": ("piano", "molto", "si", "via", "appena"),
    "nl": ("die", "dat", "zijn", "je", "heel"),
    "nb": ("er", "det", "den"),
    "pl": ("się", "bardzo", "nie", "zero"),
    "pt": ("muito", "logo"),
    "ro": ("foarte", "încet"),
    "ru": ("еле", "чуть", "едва", "очень", "только", "вот", "давным", "что"),
    "sv": ("det", "den", "är", "som"),
    "uk": ("ледь", "дуже", "щойно", "ось", "що"),
    "ar": ("شيئا", "شيئًا", "يوما", "خطوة", "بي", "سي", "دي", "تي", "إن", "إم", "إس", "يو"),
    "fa": ("کم", "یواش", "نم", "تک", "یک", "زنده", "بی", "سی", "دی", "تی", "ان", "ام", "اس", "یو"),
    "el": ("πολύ", "σιγά", "μόλις"),
    "ko": ("아주", "매우", "하나", "점점"),
    "als": ("të", "së"),
    "br": ("bet", "eus", "ez"),
    "eo": ("ne", "jes"),
    "fy": ("dat", "je"),
    "ga": ("do",),
    "gl": ("se",),
    "ia": ("nos", "vos"),
    "lb": ("an",),
    "mk": ("ха",),
    "rm": ("chi",),
    "sk": ("sa", "si"),
    "sl": ("se", "si"),
    "sq": ("të", "së"),
    "sr": ("ха", "не", "сам", "ох"),
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
