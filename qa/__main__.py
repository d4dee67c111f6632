"""Run as `python -m qa`."""

from qa.cli.app import run

if __name__ == "__main__":
    run()
