"""Comet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from statistics import mean

from qa.core.contracts import Metric, Need
from qa.core.documents import Segment
from qa.models.comet import plan, weights
from qa.models.comet.model import Setup, Texts
from qa.models.comet.opinions import opinions
from qa.models.named import model_name


@dataclass(frozen=True)
class Comet(Metric):
    """The score of a COMET model of one's own (--model comet:PATH): COMET, CometKiwi, UniTE, XCOMET.

    PATH is a folder with `hparams.yaml` and `checkpoints/model.ckpt`, as such models are published, or the name of one
    on the Hugging Face hub that was downloaded before. The configuration and the tokenizer of the encoder are looked
    for in its folder `encoder`, else under the encoder's name in the hub's local cache. Nothing is downloaded, and no
    code from the file is run. It takes the extra `neural`.

    Why: learned from human judgements, these models agree with people far better than BLEU and chrF do. The scores are
    those of unbabel-comet 2.2.7; a score says nothing beside that of another model. With several references, it is the
    mean of the scores by each.

    `device` is where the model runs (`cpu`, `cuda`, `mps`; by default a graphics card where there is one), `dtype` with
    which numbers (float32, bfloat16, float16), `batch_pieces` how many word pieces, padding included, it reads at once.

    Limits: a text that is too long for the encoder is read in windows, whose scores or vectors are averaged, where
    unbabel-comet cuts it. The large models take seconds a segment on a processor. Mind the licences: several of the
    published ones are not for commercial use.
    """

    takes = ("comet",)
    checkpoint: str = ""
    device: str = "auto"
    dtype: str = "float32"
    batch_pieces: int = 2048

    def missing(self, have: Set[str]) -> frozenset[Need]:
        """Return what the model reads beside the translation and is not there."""
        return plan.read(self.checkpoint).missing(have)

    def lacks(self) -> str:
        """Say what of the model's encoder is not there."""
        return plan.lacking(self.checkpoint)

    def rows(self, segments: Sequence[Segment]) -> list[tuple[float, ...]]:
        """Return for each segment its score and 1; zeros where the model lacks a text."""
        asked = [() if self.missing(segment.counterparts) else tuple(_texts(segment)) for segment in segments]
        setup = Setup(self.device, self.dtype, self.batch_pieces)
        found = iter(opinions(self.checkpoint, [item for some in asked for item in some], setup))
        return [(mean([next(found).score for _ in some]) if some else 0.0, 1.0) for some in asked]

    def finish(self, total: Sequence[float]) -> float:
        """Return the mean over the segments."""
        return float(total[0]) / float(total[1]) if total[1] else 0.0

    def signature(self, segments: Sequence[Segment]) -> str:
        """Return the model's name, class and hash of weights, what it judged by, and the kind of numbers."""
        model = plan.read(self.checkpoint)
        by = "+".join(sorted(set().union(*(segment.counterparts for segment in segments)) & model.texts))
        references = "-".join(map(str, sorted({len(segment.references) for segment in segments})))
        return (
            f"model:{model_name(self.checkpoint).rpartition('/')[2]}|class:{model.kind}|weights:{weights.digest(self.checkpoint)}|by:{by}|nrefs:{references}"
            f"|dtype:{self.dtype}|bs:1000|seed:12345|version:1"
        )


def _texts(segment: Segment) -> Iterator[Texts]:
    """Yield what is judged: the segment by each reference, the one that an added sentence lacks being empty."""
    source = None if segment.source is None else segment.source.text
    for reference in segment.references:
        yield Texts(segment.target.text, source, reference.text)
    if not segment.references:
        yield Texts(segment.target.text, source, "" if "unpaired" in segment.flags else None)
