"""Every page that is written, full of payloads, in a real browser: no script runs and no request leaves."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from tests.cli.run import Runner

NAME = "<img src=x onerror=alert(1)>.txt"
TITLE = "document.title='hacked'"
PAYLOADS = (
    "<script>{run}</script>",
    "</script><script src={url}/script.js></script>",
    "<img src={url}/image.png onerror={run}>",
    "<svg/onload={run}><image href={url}/svg.png /></svg>",
    "\"><iframe src='javascript:{run}'></iframe><iframe src={url}/frame></iframe>",
    "' onmouseover={run} autofocus onfocus={run} x='",
    "<style>@import '{url}/style.css'; body {{background: url({url}/background.png)}}</style>",
    "<link rel=stylesheet href={url}/link.css><link rel=prefetch href={url}/prefetch>",
    "<meta http-equiv=refresh content='0; url={url}/refresh'><base href={url}/base/>",
    "<form action={url}/form><input name=a autofocus onfocus={run}></form>",
    "<object data={url}/object></object><embed src={url}/embed><video src={url}/video poster={url}/poster>",
    "<a href='javascript:{run}' ping={url}/ping>x</a> javascript:{run} [x](javascript:{run}) ![x]({url}/markdown.png)",
    "{{{{ ''.__class__ }}}} {{% raw %}} ${{run}} </title></style></textarea></template><!-- --> ]]> <![CDATA[",
    "&lt;script&gt;{run}&lt;/script&gt; &#60;img src=x onerror={run}&#62; \u2028\u2029 \\u003cscript\\u003e",
)


class _Recorder(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    """A server that notes down which requests come."""
    _Recorder.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), _Recorder) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield made
        made.shutdown()
        thread.join()


@pytest.fixture
def texts(server: ThreadingHTTPServer, tmp_path: Path) -> list[str]:
    """Write texts, term bases and a corpus in which everything that can be a payload is one."""
    payloads = [each.format(run=TITLE, url=f"http://127.0.0.1:{server.server_port}") for each in PAYLOADS]
    lines = [f"They said that the the Meduza {payload} was old." for payload in payloads]
    (tmp_path / "one.txt").write_text("\n\n".join(lines))
    (tmp_path / "two.txt").write_text("\n\n".join(line.replace("old", "new") for line in lines))
    rows = [
        {"lp": "ru-en", "system": f"{n}{payloads[0]}", "doc": payload, "seg_id": payload, "source": payload,
         "mt": f"{n} the the {line}", "references": {payload: line}, "domain": payload}
        for n in (1, 2) for payload, line in zip(payloads, lines, strict=True)
    ]  # fmt: skip
    (tmp_path / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "corpus.toml").write_text(
        f"title = {json.dumps(payloads[0])}\n[article]\npath = 'one.txt'\nlanguage = 'en'\n"
        f"[[reference]]\nname = {json.dumps(payloads[1])}\npath = 'two.txt'\n[[glossary]]\npath = 'base.csv'\n"
    )
    with (tmp_path / "base.csv").open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(("concept", "language", "term", "status", "part_of_speech", "note"))
        for payload in (*payloads, payloads[0]):
            table.writerow((payload, "en", f"Meduza {payload}"[:200], "forbidden", "proper noun", payload))
    (tmp_path / NAME).write_text(lines[0])
    return ["one.txt", NAME]


PAGES = {
    "report": ["report", "."],
    "check": ["check", ".", NAME, "--lang", "en"],
    "rows": ["report", "rows.jsonl"],
    "compare": ["compare", "rows.jsonl", "--scores-only", "-m", "chrf"],
    "glossary check": ["glossary", "check", "base.csv"],
    "glossary audit": ["glossary", "audit", "one.txt", NAME, "-g", "base.csv", "--lang", "en"],
    "glossary extract": ["glossary", "extract", "one.txt", NAME, "--lang", "en"],
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_no_script_runs_and_no_request_leaves(
    name: str,
    qa: Runner,
    texts: list[str],
    browser: Chrome,
    tmp_path: Path,
) -> None:
    outcome = qa(*PAGES[name], "-f", "html", "-o", "page.html")
    assert outcome.code in (0, 1, 3), outcome.err
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Meduza" in page
    assert "hacked" in page
    browser.get((tmp_path / "page.html").as_uri())
    browser.execute_script("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert browser.get_log("browser") == []
    assert "hacked" not in browser.title.replace(TITLE, "")
    assert not browser.execute_script(
        "return document.querySelectorAll('iframe, img, object, embed, form[action]').length"
    )
    assert not browser.execute_script(
        "return [...document.querySelectorAll('*')].filter(each => [...each.attributes].some("
        "own => own.name.startsWith('on') || /^\\\\s*(javascript|http):/.test(own.value))).length"
    )
    assert _Recorder.asked == []
