"""The small facts of single languages: words, and habits of writing, that no library knows.

What is known of a language stands in one file, `qa/lang/facts/<language>.toml`. To add a language or to mend one,
change its file. Its tables and keys are those of the classes below, where each is explained; what is not known is left
out.

A list of words is one text with spaces between the words, a list of phrases is a list of texts. Letter case does not
count, and nothing stands in a list twice.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from qa.lang.facts.tables import filled
from qa.lang.tags import primary

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Writing:
    """`[writing]`: habits of the whole language."""

    doubles_words: bool = False
    """Doubling words is grammar (plural, stress, distribution), or grammatical words of one form meet."""
    doubled: Words = frozenset()
    """Words that may rightly stand twice in a row, where few do: `had had`.

    Where the script has other letters, the names of Latin letters are among them, as in "BBC".
    """
    syllables_apart: bool = False
    """Spaces stand between the syllables of one word, so that a name's capital may stand on any of them."""
    capital_names: bool = False
    """All main words of a name have capitals: `the Supreme Court`, but French `la Cour suprême`."""
    capital_nouns: bool = False
    """All nouns have capitals."""
    older_letters: Mapping[str, str] = field(default_factory=dict)
    """Letters that stand for others in much text, from the time when fonts lacked those, and the others."""


@dataclass(frozen=True, slots=True)
class Marks:
    """`[marks]`: punctuation."""

    spaced: Words = frozenset()
    """Marks with a space before them."""
    spaced_by_region: Mapping[str, str] = field(default_factory=dict)
    """Those of a region that has fewer of them: `CA`."""
    wide: Mapping[str, str] = field(default_factory=dict)
    """Marks as wide as a character, by the narrow ones that they stand for."""
    semicolon_asks: bool = False
    """The question mark is written as a semicolon."""
    asks_without_mark: bool = False
    """Questions end in a word, as a rule without a mark."""
    ends_without_mark: bool = False
    """Sentences end without a mark."""
    gershayim: bool = False
    """Double quotation marks stand inside abbreviations."""
    before_quotation: Words = frozenset()
    """There, the letters behind which a quotation may begin inside a word."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """`[sentence]`: where sentences end, and where they do not."""

    abbreviations: Words = frozenset()
    """Abbreviations with a full stop, here without it, after which a sentence goes on in small letters: `usw`."""
    never_last: Words = frozenset()
    """Articles, conjunctions and prepositions that always have something after them.

    Prepositions that a sentence may well end in ("the bed it was lying in", "Komm mit.") are left out, as are words
    that mean something else as well.
    """
    never_first: Words = frozenset()
    """Relative words that no question starts with, or only one with its question mark: `whose`."""


@dataclass(frozen=True, slots=True)
class WordOrder:
    """`[word_order]`: only where the order of the words says who does what to whom.

    Languages that tell it by endings (Russian, German) put the words in other orders that mean the same.
    """

    articles: Words = frozenset()
    """The words that a noun phrase begins with: articles, and what stands in their place: `the`, `this`, `her`."""


@dataclass(frozen=True, slots=True)
class Articles:
    """`[articles]`: indefinite articles, and how they depend on the sound that follows them (a hand, an arm)."""

    indefinite: Words = frozenset()
    """The indefinite articles, after which a noun is any of its kind, and no name."""
    by_sound: tuple[str, ...] = ()
    """The article before a consonant and the one before a vowel."""
    vowels: tuple[str, ...] = ()
    """How words begin that start with a vowel for certain."""
    exceptions: tuple[str, ...] = ()
    """How the exceptions among these begin."""
    consonants: tuple[str, ...] = ()
    """How words begin that start with a consonant for certain."""
    silent: Words = frozenset()
    """Words whose first letter is not spoken: `hour`."""


@dataclass(frozen=True, slots=True)
class Pronouns:
    """`[pronouns]`: pronouns that tell who is meant."""

    first_person: Words = frozenset()
    """What a speaker calls himself, alone or with others; languages that leave such pronouns out have few of them."""
    masculine: Words = frozenset()
    """Pronouns of men, only where they follow the person and not the grammatical gender of a noun."""
    feminine: Words = frozenset()
    """Pronouns of women, in the same languages."""


@dataclass(frozen=True, slots=True)
class Negation:
    """`[negation]`: words that negate, and ways around them."""

    words: Words = frozenset()
    """Negating words.

    They are left out where a prefix or suffix of the verb negates (Czech, Turkish, Persian), since a list cannot tell
    such a negation.
    """
    only: Words = frozenset()
    """Words after which a negation is none: "not only" affirms."""
    carrying: Words = frozenset()
    """Those of the negating words that carry a negation on, and count where nothing else negates: `nor`."""
    joined: tuple[str, ...] = ()
    """Endings that negate the word that they are joined to: `n't`."""
    affixes: tuple[str, ...] = ()
    """Beginnings, and endings after a hyphen, that turn a word into its opposite: `un`, `-less`."""
    excusing: tuple[str, ...] = ()
    """Words that may stand for a negation in a good translation, so that they excuse its absence.

    The forms of a word are one text with spaces between them.
    """
    harmless: Words = frozenset()
    """Pairs of neighbours that negate nothing; `#` is a number (`no #`: No. 7)."""


@dataclass(frozen=True, slots=True)
class Progressive:
    """`[progressive]`: forms of verbs, with an auxiliary, that say that something is going on: `is reading`."""

    auxiliaries: Words = frozenset()
    """All forms of the auxiliary."""
    endings: tuple[str, ...] = ()
    """How the forms of verbs end that stand with it."""
    others: Words = frozenset()
    """Words with such an ending that are adjectives, nouns or the future with `going`."""
    adverbs: Words = frozenset()
    """Words that may stand between the auxiliary and the verb."""
    adverbial: tuple[str, ...] = ()
    """How adverbs end: `ly`."""
    past: Words = frozenset()
    """The auxiliaries of the past."""
    infinite: Words = frozenset()
    """The auxiliaries after which nothing can be `being`."""
    compound: Words = frozenset()
    """The auxiliaries after which what looks like a past is a participle: `has`, `gets`."""
    shortened: tuple[str, ...] = ()
    """How words end that a shortened auxiliary is tied to: `'ve`."""
    states: Words = frozenset()
    """Verbs of a state, which does not go on, in this form: `knowing`.

    In 112,000 English sentences that people wrote, two have such a form; eight have `being` before an adjective.
    """
    copulas: Words = frozenset()
    """Forms of `be` itself."""
    participles: tuple[str, ...] = ()
    """How the words end that make a passive after these: `being built`."""
    irregular: Words = frozenset()
    """Participles without such an ending."""


@dataclass(frozen=True, slots=True)
class Affixes:
    """`[affixes]`: only where words are built with prefixes and suffixes on whole words."""

    prefixes: tuple[str, ...] = ()
    """Prefixes that leave the word after them as it is (Indonesian `ber`)."""
    swallowing: Mapping[str, str] = field(default_factory=dict)
    """Prefixes that take the place of a word's first letter, and that letter (`meny = "s"`: `menyandi` of `sandi`)."""
    suffixes: tuple[str, ...] = ()
    """Suffixes, and several that follow each other."""


@dataclass(frozen=True, slots=True)
class Names:
    """`[names]`: names of people and places."""

    endings: tuple[str, ...] = ()
    """What inflection may add to a name; left out where names take no endings."""


@dataclass(frozen=True, slots=True)
class Dates:
    """`[dates]`: months and weekdays, whose names CLDR has."""

    no_compounds: bool = False
    """No compound begins with the name of a month or weekday: Italian `maggioranza` has nothing to do with May."""
    other_words: Words = frozenset()
    """Words that share their stem with the name of a month or weekday, and mean something else."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """`[numbers]`: what CLDR does not say of numbers and units."""

    multiples: Mapping[str, int] = field(default_factory=dict)
    """Words and signs that multiply the number before them, and by what: `bn = 1_000_000_000`."""
    about: Words = frozenset()
    """Signs for "more than" between a number and its multiple: 1500多万."""
    slash_decimals: bool = False
    """A slash may start the decimals of a number."""
    percentage_points: tuple[str, ...] = ()
    """Phrases for percentage points, in all forms."""
    regions: tuple[str, ...] = ()
    """Regions whose names of units and currencies count beside the language's own: `GB`."""


@dataclass(frozen=True, slots=True)
class WebPages:
    """`[web_pages]`: what web pages say around their text."""

    parts: Words = frozenset()
    """Advertisements, links to other pages, buttons, notices on cookies; links in square brackets are whole."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one language: the tables of its file."""

    writing: Writing = Writing()
    marks: Marks = Marks()
    sentence: Sentence = Sentence()
    word_order: WordOrder = WordOrder()
    articles: Articles = Articles()
    pronouns: Pronouns = Pronouns()
    negation: Negation = Negation()
    progressive: Progressive = Progressive()
    affixes: Affixes = Affixes()
    names: Names = Names()
    dates: Dates = Dates()
    numbers: Numbers = Numbers()
    amounts: Mapping[str, str] = field(default_factory=dict)
    """`[amounts]`: words that say an amount without being a number, and the numbers that each may stand for.

    With `*` it is the beginning of words: `"halb*" = "0.5"`.
    """
    web_pages: WebPages = WebPages()


@lru_cache(maxsize=256)
def facts(language: str) -> Facts:
    """Return what is known of a language (a BCP 47 tag), whatever its region; nothing where it has no file."""
    file = resources.files("qa.lang.facts").joinpath(f"{primary(language)}.toml")
    return parse(file.read_text(encoding="utf-8"), file.name) if file.is_file() else Facts()


def parse(text: str, name: str) -> Facts:
    """Return the facts that a file with this text and name has.

    Raises:
        ValueError: the file has a key that does not exist, or a value of another kind.
    """
    return filled(Facts(), tomllib.loads(text), name)
