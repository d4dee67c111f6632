"""Run as `python -m qa`."""

from qa.cli.process import run

if __name__ == "__main__":
    run()
