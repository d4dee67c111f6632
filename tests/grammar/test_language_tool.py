from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs

import pytest

from qa.checks.grammar_slip import GrammarSlip
from qa.core.documents import Segment
from qa.core.errors import UnavailableError
from qa.core.passage import Passage
from qa.run.work import execute


@contextmanager
def server(answer: str | None = None, status: int = 200) -> Iterator[tuple[str, list[dict[str, list[str]]]]]:
    """A server that calls each "goed" a slip, as LanguageTool does; or one that gives the same answer to everything."""
    asked: list[dict[str, list[str]]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            asked.append(form)
            self.send_response(status)
            self.end_headers()
            self.wfile.write((answer if answer is not None else json.dumps({"matches": matches(form)})).encode())

        def log_message(self, *args: object) -> None:
            pass

    httpd = HTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=httpd.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{httpd.server_port}/", asked
    finally:
        httpd.shutdown()
        thread.join()
        httpd.server_close()


def matches(form: dict[str, list[str]]) -> list[dict[str, object]]:
    text = form["text"][0]
    units = len(text[: text.index("goed")].encode("utf-16-le")) // 2 if "goed" in text else None
    if units is None:
        return []
    return [{"offset": units, "length": 4, "message": "The verb is irregular.", "replacements": [{"value": "went"}]}]


def segments(*texts: str, language: str = "en") -> list[Segment]:
    return [Segment(str(n), Passage(text, "t", 100 * n), target_lang=language) for n, text in enumerate(texts)]


def test_many_segments_go_in_one_request_and_findings_come_back_to_their_place() -> None:
    with server() as (address, asked):
        found = execute(segments("It is 👍 here.", "👍 They goed home."), [GrammarSlip(server=address)], []).findings
    assert [(finding.key, finding.span.start, finding.span.end) for finding in found] == [("1", 107, 111)]
    assert found[0].suggestion == "went"
    assert found[0].fix is None
    assert len(asked) == 1
    assert asked[0]["language"] == ["en"]


def test_a_server_covers_languages_that_have_no_rules() -> None:
    assert not GrammarSlip().covers("eo")
    assert GrammarSlip(server="http://localhost").covers("eo")
    assert not GrammarSlip(server="http://localhost").covers("und")


def test_without_a_server_no_request_is_made_and_the_report_says_so() -> None:
    assert "grammar-slip with LanguageTool" in {item.what for item in GrammarSlip().lacks("fr")}
    assert GrammarSlip(server="http://localhost").lacks("fr") == ()


@pytest.mark.parametrize(("answer", "status"), [("no JSON", 200), ("{}", 200), ("[]", 200), ("", 500)])
def test_a_bad_answer_is_listed_as_not_checked_and_the_rest_is_kept(answer: str, status: int) -> None:
    with server(answer, status) as (address, _):
        part = execute(segments("She bought a apple."), [GrammarSlip(server=address)], [])
    assert [finding.suggestion for finding in part.findings] == ["an"]
    (item,) = part.not_checked
    assert item.what == "grammar-slip"
    assert item.asked
    assert "answer" in item.why


def test_a_server_that_is_not_there_is_an_error_with_its_address() -> None:
    with pytest.raises(UnavailableError, match=r"127\.0\.0\.1:9/v2/check does not answer"):
        list(GrammarSlip(server="http://127.0.0.1:9", seconds=1.0).check(segments("They goed.")[0]))
