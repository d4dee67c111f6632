"""Makes the numbers that BERTScore is tested against, with the package `bert-score` itself.

Usage, in an environment of its own (bert-score 0.3.13 needs transformers before 5):

    pip install bert-score==0.3.13 "transformers<5"
    python -m benchmarks.bertscore_numbers

Writes tests/metrics/bertscore.json: precision, recall and F1 of each translation, for tiny encoders and options.
"""

from __future__ import annotations

import json
import tempfile
from itertools import product
from pathlib import Path

from bert_score import score  # type: ignore[import-not-found]

from tests.metrics.tiny_encoders import ENCODERS

TRANSLATIONS = [
    "the cat sat on day two .",
    "the council slept at one, at two.",
    "Кремль sat : не выдержал",
    "周二 立法",
    "",
    "the cat , the cat , the mat : it was late in the day .",
    "a long dog",
]
REFERENCES = [
    ["the cat sat on the mat .", "a cat sat late on day two ."],
    ["The council met on day one ."],
    ["Кремль не выдержал давления .", "it was late", "Кремль sat"],
    ["立法 周二 ."],
    ["a dog slept"],
    ["the cat sat on the mat , it was late in the day ."],
    ["a short dog", ""],
]
_BASELINE = [[0.31, 0.32, 0.33], [0.41, 0.42, 0.43], [0.51, 0.52, 0.53], [0.61, 0.62, 0.63], [0.71, 0.72, 0.73]]


def main() -> None:
    """Score with both encoders, several layers, with and without idf and baseline."""
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        baseline = Path(folder, "baseline.tsv")
        lines = [f"{layer},{','.join(map(str, row))}" for layer, row in enumerate(_BASELINE)]
        baseline.write_text("\n".join(["LAYER,P,R,F", *lines]) + "\n", encoding="utf-8")
        for name, make in ENCODERS.items():
            made = make(Path(folder, name))
            for layer, idf, rescaled in product((1, 3, 4), (False, True), (False, True)):
                found = score(
                    TRANSLATIONS, REFERENCES, model_type=str(made), num_layers=layer, idf=idf, device="cpu", nthreads=0,
                    rescale_with_baseline=rescaled, baseline_path=str(baseline) if rescaled else None, lang="en",
                )  # fmt: skip
                values = [[round(float(value), 7) for value in values] for values in zip(*found, strict=True)]
                options = {"layer": layer, "idf": idf, "rescaled": rescaled}
                cases.append({"encoder": name, **options, "precision, recall, f1": values})
    content = {
        "made with": "bert-score 0.3.13, benchmarks/bertscore_numbers.py",
        "baseline": _BASELINE,
        "translations": TRANSLATIONS,
        "references": REFERENCES,
        "cases": cases,
    }
    file = Path(__file__).parents[1] / "tests" / "metrics" / "bertscore.json"
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
