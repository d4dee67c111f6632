"""Take the README's picture of the web page: `corpora/kremlin/report.png`.

python -m benchmarks.picture

Needs Debian's chromium.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-sync".split()
)


def main() -> None:
    """Write the page to a temporary folder and photograph it."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        subprocess.run([sys.executable, "-m", "qa", "report", "corpora/kremlin", "-o", page], check=False)
        picture = Path("corpora/kremlin/report.png").resolve()
        view = [
            "--window-size=1280,1100",
            "--hide-scrollbars",
            f"--screenshot={picture}",
            f"--user-data-dir={folder}/p",
        ]
        subprocess.run(["chromium", *FLAGS, *view, f"file://{page}"], check=True, capture_output=True)


if __name__ == "__main__":
    main()
