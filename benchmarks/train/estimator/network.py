"""The estimator as it is trained: the encoder's layers in torch, token similarities, and a judge over the tokens.

A translation, its reference and its source are encoded apart. Each token of the translation looks for its counterpart
in the other texts (cosine of projected states, as in BERTScore, Zhang et al. 2020), and each of theirs for its own;
learned token weights turn the similarities into precision and recall. A small transformer reads the tokens of all texts
together, each with its state and its counterpart's, and says how grave an error a token of the translation belongs to,
where words are missing, and which words of the others are lost.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from qa.models.e5_file import E5File
from qa.models.encoder import MIDDLE

SEVERITIES = 4
MODES = ("both", "reference", "source")
WIDTH = 256
GENTLE = 0.6


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
        scale = query.shape[-1] ** -0.5
        mixed = torch.softmax(query @ key.transpose(2, 3) * scale + mask, -1).to(value.dtype) @ value
        states = self.attention_norm(states + self.output(mixed.transpose(1, 2).flatten(2)))
        return self.norm(states + self.narrow(functional.gelu(self.wide(states))))


class Encoder(nn.Module):
    """The encoder, with the first `frozen` layers left as they are."""

    def __init__(self, file: E5File, frozen: int) -> None:
        super().__init__()
        sizes = file.sizes
        self.frozen = frozen
        vocabulary = torch.arange(len(file.vocabulary.pieces)).numpy()
        self.words = nn.Embedding.from_pretrained(torch.from_numpy(file.embeddings(vocabulary)).bfloat16(), freeze=True)
        places = torch.from_numpy(file.vector("emb.pos").copy()).view(sizes.positions, -1)
        kind = torch.from_numpy(file.vector("emb.type").copy())[: sizes.hidden]
        self.register_buffer("places", places + kind)
        self.norm = nn.LayerNorm(sizes.hidden, sizes.epsilon)
        self.norm.weight.data = torch.from_numpy(file.vector("emb.ln.w").copy())
        self.norm.bias.data = torch.from_numpy(file.vector("emb.ln.b").copy())
        self.layers = nn.ModuleList(_layer(file, number) for number in range(sizes.layers))
        self.words.requires_grad_(False)
        self.norm.requires_grad_(False)
        for layer in self.layers[:frozen]:
            layer.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Return the states of layer MIDDLE beside those of the last, shape (texts, tokens, 2 * width).

        `mask` is true where there is a token.
        """
        with torch.no_grad():
            states = self.norm(self.words(ids).float() + self.places[: ids.shape[1]])
            shut = torch.zeros(mask.shape, dtype=torch.float32).masked_fill(~mask, -1e9)[:, None, None, :]
            shut = shut.to(torch.bfloat16) if torch.is_autocast_enabled("cpu") else shut
            for layer in self.layers[: self.frozen]:
                states = layer(states, shut)
        middle = states
        for number, layer in enumerate(self.layers[self.frozen :], start=self.frozen + 1):
            states = layer(states, shut)
            middle = states if number <= MIDDLE else middle
        return torch.cat((middle, states), -1)


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
    """A text as the judge sees it: states, projected unit vectors, weights, mask."""

    states: Tensor
    units: Tensor
    weights: Tensor
    mask: Tensor


@dataclass
class Compared:
    """A translation beside another text: precision, recall (texts,), what is read of either, the other's mask."""

    precision: Tensor
    recall: Tensor
    entered: Tensor
    other: Tensor
    mask: Tensor


@dataclass
class Judged:
    """What the judge says in one mode.

    The score, and what the reading adds to it on the penalty's scale (texts,); logits of severities (texts, tokens, 4),
    of edits and of gaps before the token; of the source's tokens being lost.
    """

    score: Tensor
    read: Tensor
    severities: Tensor
    edits: Tensor
    gaps: Tensor
    lost: Tensor | None


class Estimator(nn.Module):
    """Reads encoded texts and judges the translation."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.project = nn.Linear(hidden, hidden, bias=False)
        nn.init.eye_(self.project.weight)
        self.weigh = nn.Linear(hidden, 1)
        nn.init.zeros_(self.weigh.weight)
        self.sharp = nn.Parameter(torch.tensor([3.0, 3.0]))
        self.absent = nn.Parameter(torch.zeros(2, WIDTH))
        self.enter = nn.Linear(hidden, WIDTH)
        self.enter_other = nn.ModuleList(nn.Linear(2 * hidden + 2, WIDTH) for _ in range(2))
        self.enter_back = nn.ModuleList(nn.Linear(2 * hidden + 1, WIDTH) for _ in range(2))
        self.judge = nn.ModuleList(Layer(WIDTH, 8, 4 * WIDTH, 1e-5) for _ in range(2))
        self.enter_norm = nn.LayerNorm(WIDTH)
        self.severity = nn.Linear(WIDTH, SEVERITIES)
        self.edit = nn.Linear(WIDTH, 1)
        self.gap = nn.Linear(WIDTH, 1)
        self.attend = nn.Linear(WIDTH, 1)
        self.pooled = nn.Linear(2 * WIDTH, 3)
        nn.init.zeros_(self.pooled.weight)
        self.lost = nn.Linear(WIDTH, 1)
        self.mix = nn.Parameter(torch.tensor([[8.0, 8.0, 4.0, 4.0], [8.0, 8.0, 0.0, 0.0], [0.0, 0.0, 8.0, 8.0]]))
        self.base = nn.Parameter(torch.tensor([-20.0, -13.0, -13.0]))
        self.heat = nn.Parameter(torch.tensor(0.7))
        self.slope = nn.Parameter(torch.full((3,), -1.0))
        self.hard = nn.Sequential(nn.Linear(hidden + 2, WIDTH), nn.GELU(), nn.Linear(WIDTH, 1))

    def view(self, states: Tensor, mask: Tensor) -> View:
        """Prepare a text; `states` (texts, tokens, 2 * hidden)."""
        middle, last = states.chunk(2, -1)
        with torch.autocast("cpu", enabled=False):  # in bfloat16 translations of one source would come out equal
            units = functional.normalize(self.project(middle.float()), dim=-1)
            weights = functional.softplus(self.weigh(middle.float()).squeeze(-1) + 0.5) * mask
        return View(last, units, weights, mask)

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
        read = gentle(torch.cat((counterpart, (own.states - counterpart).abs(), numbers), -1))
        back_read = gentle(torch.cat((other.states, origin, best_back.detach()[..., None] * 5 - 3), -1))
        return Compared(precision, recall, self.enter_other[side](read), self.enter_back[side](back_read), other.mask)

    def forward(
        self, own: View, reference: View | None, source: View | None, modes: tuple[str, ...]
    ) -> dict[str, Judged]:
        """Judge in the modes asked for."""
        by_reference = self.compare(own, reference, 0) if reference else None
        by_source = self.compare(own, source, 1) if source else None
        entered = self.enter(gentle(own.states))
        return {
            mode: self._judge(
                own,
                entered,
                by_reference if mode != "source" else None,
                by_source if mode != "reference" else None,
                MODES.index(mode),
            )
            for mode in modes
        }

    def _judge(self, own: View, entered: Tensor, first: Compared | None, second: Compared | None, mode: int) -> Judged:
        terms, others, masks = [], [], [own.mask]
        for side, compared in enumerate((first, second)):
            entered = entered + (self.absent[side] if compared is None else compared.entered)
            zero = torch.zeros(len(own.mask))
            terms += [zero, zero] if compared is None else [compared.precision, compared.recall]
            if compared is not None:
                others.append(compared.other)
                masks.append(compared.mask)
        joined = self.enter_norm(torch.cat((entered, *others), 1))
        mask = torch.cat(masks, 1)
        shut = torch.zeros(mask.shape).masked_fill(~mask, -1e9)
        shade = shut[:, None, None, :].to(entered.dtype)
        for layer in self.judge:
            joined = layer(joined, shade)
        focus = torch.softmax(self.attend(joined).squeeze(-1) + shut, -1)
        mean = (joined * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        pooled = self.pooled(torch.cat([(focus[..., None] * joined).sum(1), mean], -1))[:, mode]
        score = (torch.stack(terms, -1).float() * self.mix[mode]).sum(-1) + self.base[mode]
        parts = list(torch.split(joined, [part.shape[1] for part in masks], 1))
        read = parts[0]
        lost = None if second is None else self.lost(parts[-1]).squeeze(-1).float()
        return Judged(
            score,
            pooled.float(),
            self.severity(read).float(),
            self.edit(read).squeeze(-1).float(),
            self.gap(read).squeeze(-1).float(),
            lost,
        )

    def level(self, judged: Judged, hard: Tensor, mode: str) -> Tensor:
        """Return minus the logarithm of one plus the expected penalty, shape (texts,).

        The score itself learns from comparisons only: pulled towards penalties, it would learn how hard a sentence is.
        """
        return functional.softplus(self.slope[MODES.index(mode)]) * judged.score.detach() + judged.read + hard

    def difficulty(self, other: View) -> Tensor:
        """Return how hard the sentence is to translate, from the source (or the reference), shape (texts,)."""
        count = other.mask.sum(1, keepdim=True)
        mean = ((other.states * other.mask[..., None]).sum(1) / count).detach()
        size = torch.log(count.float())
        return self.hard(torch.cat([mean, size / math.log(64), size**2 / 16], -1)).squeeze(-1)


def gentle(value: Tensor) -> Tensor:
    """Return the value with a share of its gradient: the encoder learns more from whole translations."""
    return GENTLE * value + (1 - GENTLE) * value.detach()


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
    return View(view.states[at, :width], view.units[at, :width], view.weights[at, :width], mask[:, :width])
