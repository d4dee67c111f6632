"""Trains the estimator; resumable, bounded by time.

python -m benchmarks.train.estimator.train --shared ../shared --out CHECKPOINTS --minutes 90 [--threads 1]
    [--wordnet /usr/share/wordnet]

Losses: logistic ranking of translations of one source (and of spoiled ones below their originals), Huber loss of the
score plus the sentence's difficulty on minus the logarithm of one plus the MQM penalty, cross entropy of the tokens'
severities, gaps, post-edit tags and the others' lost words, in one of the three modes (both, reference, source). Some
batches are read alone, without any other text: of these translations, and of sentences that people wrote in many
languages; there the loss is the ranking of the faulty one below the other, and that of the tokens.
"""

from __future__ import annotations

import argparse
import math
import pickle
import random
import time
from collections import defaultdict
from pathlib import Path

import torch

from benchmarks.train.estimator.alone import Sentences
from benchmarks.train.estimator.batches import Batch, Sampler
from benchmarks.train.estimator.data import Group, read
from benchmarks.train.estimator.english import English
from benchmarks.train.estimator.losses import WEIGHTS, losses
from benchmarks.train.estimator.network import ALONE, MODES, Encoder, Estimator, encode
from qa.models import e5_file

RATES = {"apart": 5e-5, "layers": 1e-4, "rest": 4e-4, "scale": 1e-2}
SCALES = ("mix", "heat", "slope", "sharp")
SHARES = (0.25, 0.25, 0.4, 0.1)
"""How often each mode is drawn, the last being that without any other text."""
_ALONE = 0.15
"""How many batches are sentences that people wrote."""
_WARM = 100
_SAVE_EVERY = 300.0
_TELL_EVERY = 50
_NEWEST = 0.002
"""The share of the newest weights in the running mean."""


class Training:
    """The networks, their optimiser, and how far they have come."""

    def __init__(self, groups: list[Group], options: argparse.Namespace) -> None:
        file = e5_file.load()
        self.encoder, self.model = Encoder(file), Estimator(file)
        if options.resume is not None:
            self.model.load_state_dict(torch.load(options.resume, weights_only=True), strict=False)
        self.choice = random.Random(options.seed)
        english = None if options.wordnet is None else English(options.wordnet)
        self.sampler = Sampler(groups, file, self.choice, english)
        self.sentences = Sentences(options.shared / "data" / "text" / "mono", self.choice)
        parts: dict[str, list[torch.nn.Parameter]] = {name: [] for name in RATES}
        for name, value in self.model.named_parameters():
            kind = (
                "apart"
                if name.startswith("apart.")
                else "layers"
                if name.startswith("judge.")
                else "scale"
                if name in SCALES
                else "rest"
            )
            parts[kind].append(value)
        groups_of = [{"params": part, "weight_decay": 0.0 if name == "scale" else 0.01} for name, part in parts.items()]
        self.optimiser = torch.optim.AdamW(groups_of, betas=(0.9, 0.98))
        self.mean = {name: value.detach().clone() for name, value in self.model.state_dict().items()}
        self.rows = self.steps = 0
        self.sums: dict[str, list[float]] = defaultdict(list)

    def step(self, share: float) -> None:
        """Learn from one batch; `share` of the time is over, by which the learning rate falls along a cosine."""
        factor = min(1.0, (self.steps + 1) / _WARM) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * share)))
        for group, rate in zip(self.optimiser.param_groups, RATES.values(), strict=True):
            group["lr"] = rate * factor
        batch, mode = self._drawn()
        states, mask = encode(self.encoder, batch.texts)
        with torch.autocast("cpu", torch.bfloat16):
            view = self.model.view(states, mask)
        parts = losses(self.model, batch, view, mode)
        self.optimiser.zero_grad(set_to_none=True)
        sum(WEIGHTS[name] * value for name, value in parts.items()).backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.steps += 1
        with torch.no_grad():
            for name, value in self.model.state_dict().items():
                self.mean[name].lerp_(value, max(_NEWEST, 1 / (self.steps + 1)))
        self.rows += len(batch.rows)
        for name, value in parts.items():
            self.sums[name].append(value.item())

    def _drawn(self) -> tuple[Batch, str]:
        """Return the next batch, and the mode to read it in."""
        if self.choice.random() < _ALONE:
            return self.sentences.draw(), ALONE
        batch = self.sampler.draw()
        mode = self.choice.choices((*MODES, ALONE), SHARES)[0]
        return batch, mode if batch.rows[0].reference >= 0 or mode == ALONE else "source"

    def told(self) -> str:
        """Return the mean losses since the last time."""
        means = " ".join(f"{name} {sum(values) / len(values):.3f}" for name, values in sorted(self.sums.items()))
        self.sums.clear()
        return f"step {self.steps}, {self.rows} rows: {means}"

    def save(self, path: Path) -> None:
        """Write what was trained: the running mean of the weights, which is better than the last step's."""
        draft = path.with_suffix(".tmp")
        torch.save(self.mean, draft)
        draft.replace(path)


def main() -> None:
    """Train until the time is up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", type=Path, help="a checkpoint to start from")
    parser.add_argument("--wordnet", type=Path, help="a folder of WordNet 3.0, for planted errors in English")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    kept = options.out / "groups.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(read(options.shared / "data" / "train")))
    training = Training(pickle.loads(kept.read_bytes()), options)
    start = saved = time.monotonic()
    while (share := (time.monotonic() - start) / 60 / options.minutes) < 1:
        training.step(share)
        if training.steps % _TELL_EVERY == 0:
            print(f"{(time.monotonic() - start) / 60:6.1f} min, {training.told()}", flush=True)
        if time.monotonic() - saved > _SAVE_EVERY:
            saved = time.monotonic()
            training.save(options.out / "now.pt")
    training.save(options.out / "last.pt")


if __name__ == "__main__":
    main()
