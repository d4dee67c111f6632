"""Makes an English word say something else: a more general thing, another of its kind, the opposite, another tense.

Words come from WordNet 3.0 (Princeton's licence; the Debian package wordnet-base), their forms from lemminflect (MIT).
"""

from __future__ import annotations

import random
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from lemminflect import getAllInflections, getAllLemmas, getInflection

_CLASSES = {"noun": ("NOUN", "n"), "verb": ("VERB", "v"), "adj": ("ADJ", "a")}
_MORE_SPECIAL = ("~", "~i")
_AWAY = ("!", "@", "@i")
_HELPERS = frozenset(
    """
    am are be been being can could did do does had has have having is may might must not shall should to was were will
    would
    """.split()
)
_SHORTEST = 3
_OFTEN = 1 / 3
_FORMS = {
    "VBZ": ("is {VBG}", "has {VBN}", "{VBD}", "will {VB}"),
    "VBD": ("was {VBG}", "were {VBG}", "had {VBN}", "has {VBN}", "{VBZ}", "will {VB}", "has been {VBG}"),
}
_NEEDED = {"VB", "VBD", "VBG", "VBZ"}


class Synset(NamedTuple):
    """Words of one meaning, and where the meanings stand that it points to, by the sign of the relation."""

    words: list[str]
    relations: dict[str, list[int]]


class WordClass:
    """The meanings of the nouns, the verbs or the adjectives."""

    def __init__(self, folder: Path, name: str) -> None:
        self.part_of_speech, self.letter = _CLASSES[name]
        self.data = (folder / f"data.{name}").read_bytes()
        self.meanings: dict[str, list[int]] = {}
        self.seen: dict[str, int] = {}
        for line in (folder / f"index.{name}").read_text(encoding="ascii").splitlines():
            if not line.startswith(" "):
                fields = line.split()
                count = int(fields[2])
                self.meanings[fields[0]] = [int(number) for number in fields[-count:]]
                self.seen[fields[0]] = int(fields[-count - 1])

    def synset(self, at: int) -> Synset:
        """Return the meaning that stands at a byte of the file."""
        fields = self.data[at : self.data.index(b"|", at)].decode("ascii").split()
        count = int(fields[3], 16)
        rest = fields[5 + 2 * count :]
        relations: dict[str, list[int]] = defaultdict(list)
        for sign, place, letter in zip(rest[::4], rest[1::4], rest[2::4], strict=False):
            if letter == self.letter:
                relations[sign].append(int(place))
        return Synset([word.partition("(")[0] for word in fields[4 : 4 + 2 * count : 2]], relations)

    def related(self, lemma: str, choice: random.Random) -> str | None:
        """Return the opposite of a word, a more general one, or another of its kind; None where none is known."""
        places = self.meanings.get(lemma, [])[:2]
        own = self.synset(choice.choice(places)) if places else Synset([], {})
        ways = [sign for sign in _AWAY if sign in own.relations]
        if not ways:
            return None
        other = self.synset(choice.choice(own.relations[choice.choice(ways)]))
        beside = [place for sign in _MORE_SPECIAL for place in other.relations.get(sign, ())]
        for further in (beside, other.relations.get("@", [])):
            if further and choice.random() < _OFTEN:
                other = self.synset(choice.choice(further))
                break
        fit = [word for word in other.words if word.lower() != lemma and word not in own.words]
        return choice.choice(fit).replace("_", " ") if fit else None


class English:
    """Changes words by what WordNet says, whose files stand in `folder`."""

    def __init__(self, folder: Path) -> None:
        self.classes = [WordClass(folder, name) for name in _CLASSES]

    def other_meaning(self, word: str, choice: random.Random) -> str | None:
        """Return another word in the form of this one, None where there is none."""
        if len(word) < _SHORTEST or word.lower() in _HELPERS:
            return None
        lemmas = getAllLemmas(word.lower())
        known = [one for one in self.classes if one.part_of_speech in lemmas]
        if not known:
            return None
        seen = [1 + one.seen.get(lemmas[one.part_of_speech][0], 0) for one in known]
        chosen = choice.choices(known, seen)[0]
        lemma = lemmas[chosen.part_of_speech][0]
        forms = getAllInflections(lemma, chosen.part_of_speech)
        tag = min((tag for tag, found in forms.items() if word.lower() in found), key=len, default=None)
        new = chosen.related(lemma, choice)
        if new is None or tag is None:
            return None
        made = _inflected(new, tag)
        return made[:1].upper() + made[1:] if word[0].isupper() else made


def _inflected(words: str, tag: str) -> str:
    """Return the words in a form: of a verb the first is changed, of a noun the last."""
    before, _, last = ("", "", words) if tag.startswith("V") else words.rpartition(" ")
    first, _, after = last.partition(" ")
    return " ".join(part for part in (before, (getInflection(first, tag) or (first,))[0], after) if part)


def other_tense(before: str, word: str, choice: random.Random) -> str | None:
    """Return a verb in another tense or aspect, in up to three words; None where it seems to be none on its own.

    `before` is the word that stands before it.
    """
    lemmas = getAllLemmas(word).get("VERB")
    if not lemmas or before.lower() in _HELPERS or word in _HELPERS or len(word) < _SHORTEST:
        return None
    forms = {tag: found[0] for tag, found in getAllInflections(lemmas[0], "VERB").items()}
    forms.setdefault("VBN", forms.get("VBD", ""))
    own = next((tag for tag in _FORMS if forms.get(tag) == word), None)
    return choice.choice(_FORMS[own]).format(**forms) if own and forms.keys() >= _NEEDED else None
