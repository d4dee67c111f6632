"""Learn the networks in `qa/models/seams`, which benchmarks/train/seams.py must have written before.

    python -m benchmarks.train.seam_networks --shared ../shared [--languages en de] [--folder FOLDER]

From the same text and places as there, others in each round: 10,000 words at most that stand in it three times, and
3,000 endings, with vectors of 24 numbers; one hidden layer of 96; Adam, six rounds. A word's vector is the sum of its
own and that of its ending. The numbers are stored in steps of a 127th of the largest. Printed is what seams.py prints,
for the weights alone and with the network. Half a minute a language on one core; seed 5, the same input gives the same
files.

Data: as in benchmarks/train/seams.py.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from benchmarks.spoiled import MEASURED, part, sentences
from benchmarks.train.seams import SEED, Spots, people_wrote, spots_in, told_apart, word_levels
from benchmarks.train.seams import looked_up as levels_of
from qa.models.seam_network import REACH, Shortened, looked_up, shortened, window
from qa.models.seams import SeamModel, opened
from qa.models.sequences import Hashes, Texts, divide

WORDS, ENDINGS, LEAST = 10_000, 3000, 3
VECTOR, HIDDEN, STEPS = 24, 96, 127
ROUNDS, BATCH, RATE, START = 6, 2048, 3e-3, 0.1
MOST_PLACES, MEASURED_PLACES = 500_000, 20_000
UNKNOWN, DROPPED = 0.1, 0.2
# Those with much text; of little text the network learns no more than the weights do.
LANGUAGES = ("en", "de", "fr", "es", "zh-CN")


def frequent(keys: Hashes, most: int) -> Shortened:
    """Return the most frequent keys that occur often enough, sorted."""
    kinds, seen = np.unique(shortened(keys), return_counts=True)
    order = np.argsort(-seen, kind="stable")[:most]
    return np.sort(kinds[order[seen[order] >= LEAST]])


class Network(torch.nn.Module):
    """What is learned: the vectors of words and endings, and two layers."""

    def __init__(self, kinds: int) -> None:
        super().__init__()
        self.vectors = torch.nn.Embedding(kinds, VECTOR)
        torch.nn.init.normal_(self.vectors.weight, 0, START)
        self.inner = torch.nn.Linear(2 * REACH * VECTOR, HIDDEN)
        self.drop = torch.nn.Dropout(DROPPED)
        self.outer = torch.nn.Linear(HIDDEN, 1)

    def forward(self, words: torch.Tensor, endings: torch.Tensor) -> torch.Tensor:
        """Return the logarithm of the odds that a word was left out, for numbers of shape (places, words around)."""
        seen = self.vectors(words) + self.vectors(endings)
        return self.outer(self.drop(torch.relu(self.inner(seen.flatten(1)))))[:, 0]


def learn(divided: Texts, levels: npt.NDArray[np.uint16], words: Shortened, endings: Shortened) -> Network:
    """Return the network that was learned from these texts."""
    torch.manual_seed(SEED)
    own = looked_up(divided.words, words)
    ending = looked_up(divided.long_endings, endings)
    ending = np.where(ending > 0, ending + len(words), 0)
    network = Network(1 + len(words) + len(endings))
    steps = torch.optim.Adam(network.parameters(), lr=RATE)
    for turn in range(ROUNDS):
        spots = spots_in(divided, levels, MOST_PLACES, SEED + turn)
        for group in steps.param_groups:
            group["lr"] = RATE * (1 - turn / ROUNDS)
        for start in range(0, len(spots.left), BATCH):
            left, right, damaged = (some[start : start + BATCH] for some in spots)
            around = torch.from_numpy(window(divided, own, left, right))
            # A word that will not be known must be told by its ending.
            around = around * (torch.rand(around.shape) > UNKNOWN)
            odds = network(around, torch.from_numpy(window(divided, ending, left, right)))
            loss = torch.nn.functional.binary_cross_entropy_with_logits(odds, torch.from_numpy(damaged).float())
            steps.zero_grad()
            loss.backward()
            steps.step()
    return network


def stored(
    network: Network, divided: Texts, words: Shortened, endings: Shortened
) -> dict[str, npt.NDArray[np.generic]]:
    """Return the numbers as they are stored."""
    table = network.vectors.weight.detach().numpy()
    kinds, first = np.unique(shortened(divided.words), return_index=True)
    ending = looked_up(divided.long_endings[first[np.searchsorted(kinds, words)]], endings)
    ending = np.where(ending > 0, ending + len(words), 0)
    nothing = table[:1]
    vectors = np.concatenate(
        (2 * nothing, table[1 : 1 + len(words)] + table[ending], nothing + table[1 + len(words) :])
    )
    inner = network.inner.weight.detach().numpy().T
    by_vector = np.abs(vectors).max(axis=0) / STEPS
    inner = inner * np.tile(by_vector, 2 * REACH)[:, None]
    by_hidden = np.abs(inner).max(axis=0) / STEPS
    outer = network.outer.weight.detach().numpy()[0]
    lift = network.inner.bias.detach().numpy()
    return {
        "words": words, "endings": endings,
        "vectors": np.round(vectors / by_vector).astype(np.int8), "inner": np.round(inner / by_hidden).astype(np.int8),
        "scale": by_hidden.astype(np.float32), "lift": lift, "outer": outer,
        "shift": network.outer.bias.detach().numpy()[0],
    }  # fmt: skip


def measured(model: SeamModel, divided: Texts, spots: Spots) -> str:
    """Return how well the weights alone tell the places apart, and how well they do with the network."""
    shown = []
    for read in (model.weights_at, model.strains_at):
        parts = np.array_split(np.arange(len(spots.left)), len(spots.left) // BATCH + 1)
        sums = np.concatenate([read(divided, spots.left[some], spots.right[some]) for some in parts])
        shown.append("area {:.3f}, found {:.3f}".format(*told_apart(sums, spots.damaged)))
    return "; ".join(shown)


def main() -> None:
    """Add a network to the model of each language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--folder", type=Path, default=Path("qa/models/seams"))
    parser.add_argument("--languages", nargs="+", default=LANGUAGES)
    options = parser.parse_args()
    torch.set_num_threads(1)
    written = people_wrote(options.shared / "data" / "train")
    for language in options.languages:
        path = options.folder / f"{language}.npz"
        mono = options.shared / "data" / "text" / "mono" / f"{language}.txt.gz"
        texts = sorted({*sentences(mono), *(text for text in written[language] if text)})
        random.Random(SEED).shuffle(texts)
        learned = divide([text for text in texts if part(text) != MEASURED])
        held = divide([text for text in texts if part(text) == MEASURED])
        kinds, word_kinds = word_levels(learned)
        words = frequent(learned.words[learned.word_text >= 0], WORDS)
        endings = frequent(learned.long_endings[learned.is_word], ENDINGS)
        network = learn(learned, levels_of(learned, kinds, word_kinds), words, endings)
        with np.load(path) as weights:
            slots, offset = weights["slots"], weights["offset"]
        np.savez_compressed(path, slots=slots, offset=offset, **stored(network, learned, words, endings))
        spots = spots_in(held, levels_of(held, kinds, word_kinds), MEASURED_PLACES)
        print(f"{language}: {measured(opened(path), held, spots)}", flush=True)


if __name__ == "__main__":
    main()
