"""The check `comet-error-span`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.core.contracts import Check
from qa.core.documents import Segment
from qa.core.findings import Finding, Severity
from qa.core.report import NotChecked
from qa.models.comet import plan
from qa.models.comet.model import Setup, Texts
from qa.models.comet.opinions import opinions
from qa.models.comet.spans import ErrorSpan


@dataclass(frozen=True)
class CometErrorSpan(Check):
    """Words that an XCOMET model of one's own marks as an error (--model comet:PATH).

    Why: trained on what people marked, such a model sees mistranslations that keep numbers, names and grammar. The
    metric `comet` says which models there are, where they are looked for and how they run.
    Limits: it gives no reason and no correction, and not the kind of error. The severity is the model's; so is the
    confidence, the mean probability of its tags, which nobody has measured here. By several references, the first.
    """

    severity = Severity.MINOR
    category = "accuracy/mistranslation"
    either = frozenset({"reference", "source"})
    takes = ("comet",)
    checkpoint: str = ""
    device: str = "auto"
    dtype: str = "float32"
    batch_pieces: int = 2048

    def lacks(self, language: str) -> tuple[NotChecked, ...]:  # noqa: ARG002
        """Say that the model has no tags, or what of its encoder is not there."""
        if plan.read(self.checkpoint).word_layer is None:
            return (NotChecked(self.id(), "the model scores only; XCOMET models mark errors"),)
        why = plan.lacking(self.checkpoint)
        return (NotChecked(self.id(), why, asked=True),) if why else ()

    def check(self, segment: Segment) -> Iterator[Finding]:
        """Yield a finding for each span that the model marks."""
        return self.check_many([segment])

    def check_many(self, segments: Sequence[Segment]) -> Iterator[Finding]:
        """Yield the findings of many segments, judged together."""
        if self.lacks("und"):
            return
        model = plan.read(self.checkpoint)
        able = [item for item in segments if item.target.text and not model.missing(item.counterparts)]
        setup = Setup(self.device, self.dtype, self.batch_pieces)
        for segment, opinion in zip(able, opinions(self.checkpoint, list(map(_texts, able)), setup), strict=True):
            for span in opinion.spans:
                yield from self._report(segment, span)

    def _report(self, segment: Segment, span: ErrorSpan) -> Iterator[Finding]:
        text = segment.target.text[span.start : span.end]
        start = span.start + len(text) - len(text.lstrip())
        text = text.strip()
        severity = Severity.__members__.get(span.severity.upper(), self.severity)
        if text:
            yield self.found(
                segment, start, start + len(text), f'"{text}": the model takes this for a {span.severity} error',
                confidence=round(span.confidence, 2), severity=severity,
            )  # fmt: skip


def _texts(segment: Segment) -> Texts:
    source = None if segment.source is None else segment.source.text
    empty = "" if "unpaired" in segment.flags else None
    return Texts(segment.target.text, source, segment.references[0].text if segment.references else empty)
