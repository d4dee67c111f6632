"""The estimator as it is trained: the encoder's layers in torch, token similarities, and a judge over the tokens.

The first layers of the encoder, which are not trained, read a translation, its reference and its source apart. Each
token of the translation looks for its counterpart in the other texts (cosine of projected states, as in BERTScore,
Zhang et al. 2020), and each of theirs for its own; learned token weights turn the similarities into precision and
recall. All that is said of single words comes from layers that are trained: some read each text apart, and the
encoder's last ones read the tokens of all texts together, each with its counterpart's state. They say how grave an
error a token of the translation belongs to, where words are missing, and which words of the others are lost.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from qa.models.e5_file import E5File

SEVERITIES = 4
MODES = ("both", "reference", "source")
ALONE = "alone"
"""The mode in which a text is read without any other."""
TEXTS = ("target", "reference", "source")
APART = 8
"""How many layers read each text alone."""
FROZEN = 4
"""After how many of them the trained layers begin."""
LEVEL = 0.9
PLAIN = 1.0
"""From where on what the reading says counts in full: nobody's ordinary translation is so bad."""


class Layer(nn.Module):
    """One layer of the encoder (post-norm, as in BERT)."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.value = nn.Linear(width, width)
        self.output = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, epsilon)
        self.wide = nn.Linear(width, inner)
        self.narrow = nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, epsilon)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Return the next states; `states` has shape (texts, tokens, width), `mask` (texts, 1, 1, tokens), additive."""
        shape = (*states.shape[:2], self.heads, -1)
        query, key, value = (part(states).view(shape).transpose(1, 2) for part in (self.query, self.key, self.value))
        query = query * query.shape[-1] ** -0.5
        mixed = torch.softmax(query @ key.transpose(2, 3) + mask, -1).to(value.dtype) @ value
        states = self.attention_norm(states + self.output(mixed.transpose(1, 2).flatten(2)))
        return self.norm(states + self.narrow(functional.gelu(self.wide(states))))


class Encoder(nn.Module):
    """The first layers of the encoder, left as they are; each text is read alone."""

    def __init__(self, file: E5File) -> None:
        super().__init__()
        sizes = file.sizes
        vocabulary = torch.arange(len(file.vocabulary.pieces)).numpy()
        self.words = nn.Embedding.from_pretrained(torch.from_numpy(file.embeddings(vocabulary)).bfloat16(), freeze=True)
        places = torch.from_numpy(file.vector("emb.pos").copy()).view(sizes.positions, -1)
        kind = torch.from_numpy(file.vector("emb.type").copy())[: sizes.hidden]
        self.register_buffer("places", places + kind)
        self.norm = nn.LayerNorm(sizes.hidden, sizes.epsilon)
        self.norm.weight.data = torch.from_numpy(file.vector("emb.ln.w").copy())
        self.norm.bias.data = torch.from_numpy(file.vector("emb.ln.b").copy())
        self.layers = nn.ModuleList(_layer(file, number) for number in range(APART))
        self.requires_grad_(False)
        for part in self.layers.modules():
            if isinstance(part, nn.Linear):
                part.bfloat16()

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the states after all layers and after the FROZEN first, shape (texts, tokens, 2 * width).

        `mask` is true where there is a token.
        """
        with torch.no_grad():
            states = self.norm(self.words(ids).float() + self.places[: ids.shape[1]])
            shut = _shut(mask).to(torch.bfloat16)
            forked = states
            for number, layer in enumerate(self.layers, 1):
                states = layer(states, shut)
                forked = states if number <= FROZEN else forked
        return torch.cat((states, forked), -1)


PARTS = {
    "query": "q", "key": "k", "value": "v", "output": "ao", "wide": "fi", "narrow": "fo",
    "attention_norm": "aln", "norm": "oln",
}  # fmt: skip


def _layer(file: E5File, number: int) -> Layer:
    sizes = file.sizes
    layer = Layer(sizes.hidden, sizes.heads, sizes.inner, sizes.epsilon)
    for own, theirs in PARTS.items():
        part = getattr(layer, own)
        name = f"l{number}.{theirs}"
        if isinstance(part, nn.Linear):
            part.weight.data = torch.from_numpy(file.matrix(f"{name}.w", part.in_features))
            part.bias.data = torch.from_numpy(file.vector(f"{name}.b").copy())
        else:
            part.weight.data = torch.from_numpy(file.vector(f"{name}.w").copy())
            part.bias.data = torch.from_numpy(file.vector(f"{name}.b").copy())
    return layer


@dataclass
class View:
    """A text as the judge sees it: plain and trained states, projected unit vectors, weights, mask."""

    plain: Tensor
    states: Tensor
    units: Tensor
    weights: Tensor
    mask: Tensor


@dataclass
class Compared:
    """A translation beside another text: precision, recall (texts,), and what is read of either."""

    precision: Tensor
    recall: Tensor
    entered: Tensor
    other: Tensor


@dataclass
class Judged:
    """What the judge says in one mode.

    The score, and what the reading adds to it on the penalty's scale (texts,); logits of severities (texts, tokens, 4),
    of edits and of gaps before the token; of the tokens of the reference and of the source being lost.
    """

    score: Tensor
    read: Tensor
    severities: Tensor
    edits: Tensor
    gaps: Tensor
    lost: dict[str, Tensor]


class Estimator(nn.Module):
    """Reads encoded texts together, by the encoder's last layers, and judges the translation."""

    def __init__(self, file: E5File) -> None:
        super().__init__()
        hidden = file.sizes.hidden
        self.project = nn.Linear(hidden, hidden, bias=False)
        nn.init.eye_(self.project.weight)
        self.weigh = nn.Linear(hidden, 1)
        nn.init.zeros_(self.weigh.weight)
        self.sharp = nn.Parameter(torch.tensor([3.0, 3.0]))
        self.kind = nn.Parameter(0.05 * torch.randn(len(TEXTS), hidden))
        self.enter_other = nn.ModuleList(_silent(2 * hidden + 2, hidden) for _ in range(2))
        self.enter_back = nn.ModuleList(_silent(2 * hidden + 1, hidden) for _ in range(2))
        self.apart = nn.ModuleList(_layer(file, number) for number in range(FROZEN, APART))
        self.judge = nn.ModuleList(_layer(file, number) for number in range(APART, file.sizes.layers))
        self.severity = nn.Linear(hidden, SEVERITIES)
        self.edit = nn.Linear(hidden, 1)
        self.gap = nn.Linear(2 * hidden, 1)
        self.lost = nn.Linear(hidden, 1)
        self.attend = nn.Linear(hidden, 1)
        self.pooled = _silent(2 * hidden, len(MODES))
        self.natural = _silent(2 * hidden, 1)
        self.mix = nn.Parameter(torch.tensor([[8.0, 8.0, 4.0, 4.0], [8.0, 8.0, 0.0, 0.0], [0.0, 0.0, 8.0, 8.0]]))
        self.heat = nn.Parameter(torch.tensor([0.0, 0.0, 0.5, 0.0]))
        self.slope = nn.Parameter(torch.full((3,), -1.0))
        self.register_buffer("share", torch.ones(len(MODES)))
        self.register_buffer("base", torch.zeros(len(MODES)))
        self.hard = nn.Sequential(nn.Linear(hidden + 2, 256), nn.GELU(), nn.Linear(256, 1))

    def view(self, states: Tensor, mask: Tensor) -> View:
        """Prepare texts; `states` as the encoder gives them, shape (texts, tokens, 2 * hidden)."""
        plain, states = states.chunk(2, -1)
        for layer in self.apart:
            states = layer(states, _shut(mask))
        with torch.autocast("cpu", enabled=False):  # in bfloat16 translations of one source would come out equal
            units = functional.normalize(self.project(plain.float()), dim=-1)
            weights = functional.softplus(self.weigh(plain.float()).squeeze(-1) + 0.5) * mask
        return View(plain, states, units, weights, mask)

    def compare(self, own: View, other: View, side: int) -> Compared:
        """Look for each token's counterpart in the other text, both ways."""
        with torch.autocast("cpu", enabled=False):
            cosine = own.units @ other.units.transpose(1, 2)
        there = cosine.masked_fill(~other.mask[:, None, :], -1)
        back = cosine.masked_fill(~own.mask[:, :, None], -1).transpose(1, 2)
        best, best_back = there.max(-1).values, back.max(-1).values
        sharp = 10 * self.sharp[side]
        counterpart = torch.softmax(there.detach() * sharp, -1).to(other.states.dtype) @ other.states
        origin = torch.softmax(back.detach() * sharp, -1).to(own.states.dtype) @ own.states
        precision = (best * own.weights).sum(1) / own.weights.sum(1)
        recall = (best_back * other.weights).sum(1) / other.weights.sum(1)
        numbers = torch.stack((best.detach() * 5 - 3, (recall.detach() * 5 - 3)[:, None].expand_as(best)), -1)
        read = torch.cat((counterpart, (own.states - counterpart).abs(), numbers), -1)
        back_read = torch.cat((origin, (other.states - origin).abs(), best_back.detach()[..., None] * 5 - 3), -1)
        return Compared(precision, recall, self.enter_other[side](read), self.enter_back[side](back_read))

    def forward(self, own: View, others: dict[str, View]) -> Judged:
        """Judge by the other texts, `reference`, `source` or both (the mode), or by none of them.

        By none what is read is how natural the text is, as a logit.
        """
        mode = MODES.index("both" if len(others) == 2 else next(iter(others), MODES[0]))
        entered = own.states + self.kind[0]
        parts, masks, terms = [], [own.mask], [torch.zeros(len(own.mask))] * 4
        for side, name in enumerate(TEXTS[1:]):
            if name in others:
                other = others[name]
                compared = self.compare(own, other, side)
                entered = entered + compared.entered
                parts.append(other.states + self.kind[side + 1] + compared.other)
                masks.append(other.mask)
                terms[2 * side : 2 * side + 2] = [compared.precision, compared.recall]
        mask = torch.cat(masks, 1)
        shut = torch.zeros(mask.shape).masked_fill(~mask, -1e9)
        joined = torch.cat((entered, *parts), 1)
        for layer in self.judge:
            joined = layer(joined, shut[:, None, None, :].to(torch.bfloat16))
        read, *rest = torch.split(joined, [part.shape[1] for part in masks], 1)
        before = torch.cat((read[:, :1], read[:, :-1]), 1)
        names = [name for name in TEXTS[1:] if name in others]
        return Judged(
            ((torch.stack(terms, -1).float() - LEVEL) * self.mix[mode]).sum(-1),
            self._pooled(joined, mask, shut, mode if others else None),
            self.severity(read).float(),
            self.edit(read).squeeze(-1).float(),
            self.gap(torch.cat((before, read), -1)).squeeze(-1).float(),
            {name: self.lost(part).squeeze(-1).float() for name, part in zip(names, rest, strict=True)},
        )

    def _pooled(self, joined: Tensor, mask: Tensor, shut: Tensor, mode: int | None) -> Tensor:
        focus = torch.softmax(self.attend(joined).squeeze(-1) + shut, -1)
        mean = (joined * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        pooled = torch.cat([(focus[..., None] * joined).sum(1), mean], -1)
        return (self.natural(pooled)[:, 0] if mode is None else self.pooled(pooled)[:, mode]).float()

    def worth(self, judged: Judged, mode: str) -> Tensor:
        """Return the similarity's score joined with what the reading adds, shape (texts,).

        Of the reading a `share` counts, which is fitted after the training, but all of it that is worse than PLAIN.
        """
        number = MODES.index(mode)
        grave = (judged.read + PLAIN).clamp(max=0)
        read = self.share[number] * judged.read + (1 - self.share[number]) * grave + self.base[number]
        return functional.softplus(self.slope[number]) * judged.score.detach() + read

    def difficulty(self, other: View) -> Tensor:
        """Return how hard the sentence is to translate, from the source, shape (texts,)."""
        count = other.mask.sum(1, keepdim=True)
        mean = (other.plain * other.mask[..., None]).sum(1) / count
        size = torch.log(count.float())
        return self.hard(torch.cat([mean, size / math.log(64), size**2 / 16], -1)).squeeze(-1)


def _shut(mask: Tensor) -> Tensor:
    """Return what is added to the attention so that it is paid to tokens only, shape (texts, 1, 1, tokens)."""
    return torch.zeros(mask.shape).masked_fill(~mask, -1e9)[:, None, None, :]


def _silent(entering: int, leaving: int) -> nn.Linear:
    """Return a linear layer that says nothing at first."""
    made = nn.Linear(entering, leaving)
    nn.init.zeros_(made.weight)
    nn.init.zeros_(made.bias)
    return made


def encode(encoder: Encoder, texts: list[np.ndarray]) -> tuple[Tensor, Tensor]:
    """Return states and mask of all texts, padded to the longest; texts of like length are encoded together."""
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    longest = len(texts[order[-1]])
    states, masks = [], []
    for part in np.array_split(np.array(order), max(1, min(4, len(order) // 6))):
        width = max(len(texts[number]) for number in part)
        ids = torch.ones((len(part), width), dtype=torch.long)
        for row, number in enumerate(part):
            ids[row, : len(texts[number])] = torch.from_numpy(texts[number].astype(np.int64))
        mask = ids != 1
        with torch.autocast("cpu", torch.bfloat16):
            found = encoder(ids, mask)
        states.append(functional.pad(found, (0, 0, 0, longest - width)))
        masks.append(functional.pad(mask, (0, longest - width)))
    back = torch.from_numpy(np.argsort(order))
    return torch.cat(states)[back], torch.cat(masks)[back]


def pick(view: View, numbers: list[int]) -> View:
    """Return the rows' views, without needless padding."""
    at = torch.tensor(numbers)
    mask = view.mask[at]
    width = int(mask.sum(1).max())
    return View(*(part[at, :width] for part in (view.plain, view.states, view.units, view.weights)), mask[:, :width])
