"""What pages for a browser share: templates that escape whatever they are given, and a policy of what they may run."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from qa.core.display import visible


def environment(package: str, shown: Callable[[str], str] = visible) -> Environment:
    """Return what renders the templates of a package; `shown` makes text from files harmless, besides the escaping."""

    def finalize(value: object) -> object:
        return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def resource(package: str, name: str) -> str:
    """Return a style or a script that lies beside the templates of a package."""
    return files(package).joinpath("templates", name).read_text(encoding="utf-8")


def policy_hash(text: str) -> str:
    """Return what names a style or a script in a content security policy (CSP level 3)."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
