"""How much faster the learned judge is than a COMET model, in the same run.

python -m benchmarks.comet_speed --shared ../shared

The COMET model has the architecture of COMET-22 (XLM-R large, 560 million parameters, float32) with random weights:
they make no difference to the time. Both judge triples of translation, source and reference, with as many threads; the
slower one fewer of them, chosen evenly by length. Where other programs run, the clock misleads: time of the processor
is given too.

Data: wmt-mqm-human-evaluation (Apache-2.0); see the README of the data.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean

import torch
import yaml
from tokenizers import Tokenizer, models, pre_tokenizers, processors
from transformers import XLMRobertaConfig, XLMRobertaModel

from qa.gold.files import read_gold
from qa.models import estimator
from qa.models.comet.model import Setup, Texts
from qa.models.comet.opinions import opinions
from qa.models.e5_file import load

SETTINGS = {
    "class_identifier": "regression_metric", "encoder_model": "XLM-RoBERTa", "pretrained_model": "xlm-roberta-large",
    "pool": "avg", "layer": "mix", "layer_transformation": "sparsemax", "layer_norm": False,
    "hidden_sizes": [3072, 1024], "activations": "Tanh", "final_activation": None,
}  # fmt: skip
LARGE = {
    "hidden_size": 1024, "num_hidden_layers": 24, "num_attention_heads": 16, "intermediate_size": 4096,
    "max_position_embeddings": 514, "type_vocab_size": 1, "pad_token_id": 1, "layer_norm_eps": 1e-5,
}  # fmt: skip
Triple = tuple[str, str, str]


def main() -> None:
    """Time both and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--triples", type=int, default=800, help="for the judge")
    parser.add_argument("--few", type=int, default=32, help="for the COMET model")
    options = parser.parse_args()
    torch.set_num_threads(os.cpu_count() or 1)
    many = read(options.shared / "data" / "dev" / "wmt21_ted_mqm.jsonl.gz", options.triples)
    few = many[options.few // 2 :: len(many) // options.few][: options.few]
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
        score(few[:1], folder)
        judge(many[:1])
        quick = timed(judge, many[: len(many) // 2 * 2 : 2])
        slow = timed(lambda triples: score(triples, folder), few)
        again = timed(judge, many[1::2])
    both = tuple((one + other) / 2 for one, other in zip(quick, again, strict=True))
    for name, triples in (("the judge", many), ("COMET", few)):
        print(f"{name}: {len(triples)} triples of {mean(len(''.join(triple)) for triple in triples):.0f} characters")
    for name, (wall, cpu) in (("the judge", both), ("COMET", slow)):
        print(f"{name}: {wall:.2f} triples a second, {cpu:.2f} a second of processor time")
    print(f"times as fast: {both[0] / slow[0]:.0f} by the clock, {both[1] / slow[1]:.0f} by processor time")


def read(file: Path, count: int) -> list[Triple]:
    """Return distinct triples, sorted by the length of the translation."""
    rows = [row for row in read_gold(file, None, None) if row.source and row.references and row.target]
    chosen = rows[:: max(1, len(rows) // count)][:count]
    triples = [(row.target, row.source or "", row.references[0]) for row in chosen]
    return sorted(dict.fromkeys(triples), key=lambda triple: len(triple[0]))


def timed(work: Callable[[Sequence[Triple]], object], triples: Sequence[Triple]) -> tuple[float, float]:
    """Return how many triples a second the work does: by the clock, and by processor time of all threads."""
    wall, cpu = time.perf_counter(), time.process_time()
    work(triples)
    return len(triples) / (time.perf_counter() - wall), len(triples) / (time.process_time() - cpu)


def judge(triples: Sequence[Triple]) -> object:
    """Judge by the learned judge of this project."""
    return estimator.judgements(
        [estimator.Texts(target, (reference,), source) for target, source, reference in triples]
    )


def score(triples: Sequence[Triple], folder: str) -> object:
    """Score with the COMET model."""
    texts = [Texts(target, source, reference) for target, source, reference in triples]
    return opinions(folder, texts, Setup("cpu"))


def make(folder: Path) -> None:
    """Write a model of COMET-22's architecture with random weights, and the tokenizer of the learned judge."""
    vocabulary = load().vocabulary
    pieces = list(zip(vocabulary.pieces, map(float, vocabulary.scores), strict=True))
    config = XLMRobertaConfig(vocab_size=len(pieces), **LARGE)
    config.save_pretrained(folder / "encoder")
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=vocabulary.unknown))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    special = [("<s>", vocabulary.start), ("</s>", vocabulary.end)]
    tokenizer.post_processor = processors.TemplateProcessing(single="<s> $A </s>", special_tokens=special)
    tokenizer.save(str(folder / "encoder" / "tokenizer.json"))
    with torch.device("meta"):
        shapes = XLMRobertaModel(config, add_pooling_layer=False).state_dict()
    state = {f"encoder.model.{name}": 0.02 * torch.randn(value.shape) for name, value in shapes.items()}
    state |= {f"layerwise_attention.scalar_parameters.{number}": torch.zeros(1) for number in range(25)}
    state["layerwise_attention.gamma"] = torch.ones(1)
    sizes = (6 * 1024, 3072, 1024, 1)
    for number in range(3):
        state[f"estimator.ff.{3 * number}.weight"] = 0.02 * torch.randn(sizes[number + 1], sizes[number])
        state[f"estimator.ff.{3 * number}.bias"] = torch.zeros(sizes[number + 1])
    (folder / "hparams.yaml").write_text(yaml.safe_dump(SETTINGS))
    (folder / "checkpoints").mkdir()
    torch.save({"state_dict": state, "hyper_parameters": SETTINGS}, folder / "checkpoints" / "model.ckpt")
    print(json.dumps({"parameters": sum(value.numel() for value in state.values())}))


if __name__ == "__main__":
    main()
