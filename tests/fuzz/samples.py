"""One good file of each format that is read, by its name."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from qa.core.terms import Status, Term
from qa.glossary.files import formats
from tests.cli.test_formats import FILES
from tests.readers.test_packed_readers import docx, p, xlsx

_SENTENCES = ("The council met on Tuesday %s.", "It took {count} hours to agree on the new “budget”, and 12 % left.")
_ROW = {"source": "Der Rat traf sich am Dienstag.", "mt": _SENTENCES[0], "references": {"a": "The council met."}}
_ANSWERS = {**_ROW, "lp": "de-en", "system": "s", "doc": "d", "seg_id": 1, "scores": {"mqm": -1.0}, "domain": "news"}
_JUDGED = {**_ANSWERS, "spans": [{"start": 4, "end": 11, "severity": "major", "category": "accuracy"}]}

TEXTS = {
    **FILES,
    "plain.txt": "\n\n".join(_SENTENCES),
    "page.md": (
        "---\ntitle: x\n---\n# The council\n\n- one **bold** [link](http://x.y)\n- two\n\n> quoted `code`\n\n"
        "| a | b |\n|---|---|\n| x \\| y | `z` |\n\n<!-- qa: ignore doubled-word a reason -->\nThe the end.\n\n"
        "```\ncode\n```\n"
    ),
    "page.html": (
        '<!doctype html><html lang="en"><head><title>News</title><meta charset="utf-8"></head><body><h1>News &amp; more'
        "</h1><p>The <b>council</b> met<br>on Tuesday.</p><ul><li>One<li>Two</ul><pre>code</pre><script>x</script>"
        '<p translate="no">no</p><table><tr><td>a<td title="b">b</table></body></html>'
    ),
    "rows.tsv": "source\ttarget\treference\tmax_length\nHallo Welt\tHello world\tHi world\t20\nTag\tDay\t\t\n",
    "rows.jsonl": "".join(f"{json.dumps(row)}\n" for row in (_ROW, _ANSWERS, _JUDGED)),
    "plural.po": (
        'msgid ""\nmsgstr ""\n"Language: ru\\n"\n"Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : 1);\\n"\n\n#. note\n'
        '#: a.c:1\n#, c-format, max-length:30\n#| msgid "o"\nmsgctxt "menu"\nmsgid "%d file"\nmsgid_plural "%d files"\n'
        'msgstr[0] "%d файл"\nmsgstr[1] "%d файла"\nmsgstr[2] "%d файлов"\n\n#~ msgid "gone"\n#~ msgstr "прочь"\n'
    ),
    "two.xliff": (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="de"><file id="f">'
        '<group id="g"><unit id="1"><notes><note>n</note></notes><originalData><data id="d">%s</data></originalData>'
        '<segment state="translated"><source>A <ph id="1" dataRef="d"/> <pc id="2">b</pc></source>'
        '<target>Ein <ph id="1" dataRef="d"/> <pc id="2">B</pc></target></segment><ignorable><source> </source>'
        '</ignorable></unit></group></file></xliff>'
    ),
    "trados.sdlxliff": (
        '<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" version="1.2"><file source-language="en" '
        'target-language="de"><body><trans-unit id="1"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="1">'
        'One.</mrk> <mrk mtype="seg" mid="2">Two.</mrk></seg-source><target><mrk mtype="seg" mid="1">Eins.</mrk> '
        '<mrk mtype="seg" mid="2">Zwei.</mrk></target><sdl:seg-defs><sdl:seg id="1" conf="Draft"/></sdl:seg-defs>'
        "</trans-unit></body></file></xliff>"
    ),
    "values/plurals.xml": (
        '<?xml version="1.0" encoding="utf-8"?>\n<resources xmlns:xliff="urn:x"><string name="a">H <xliff:g id="n">%1$s'
        '</xliff:g> <b>bold</b> \\u0041\\\'</string><string-array name="b"><item>one</item></string-array><plurals '
        'name="c"><item quantity="one">%d file</item><item quantity="other">%d files</item></plurals></resources>'
    ),
    "app.arb": '{"@@locale": "en", "n": "{n, plural, one {# file} other {# files}}", "@n": {"description": "d"}}',
    "deep.json": '{"a": {"b": ["One.", {"c_one": "{{n}} file", "c_other": "{{n}} files"}]}, "d": 1, "e": null}',
    "rails.yaml": (
        'en:\n  a: &x "One \\u0041 \\\n    two"\n  b: *x\n  c: |\n    block\n    text\n  d: >-\n    folded\n    text\n'
        "  e: 'it''s'\n  f: plain text\n   goes on\n  g: [one, \"two\"]\n  h: !t tagged\n"
    ),
    "film.vtt": (
        "WEBVTT\n\nNOTE a note\n\n1\n00:00:01.000 --> 00:00:02.000 line:0\n<v Anna>Hello <i>there</i></v>\n\n"
        "00:03.000 --> 00:04.000\n&lt;two&gt; lines\n- of text\n"
    ),
    "plural.xcstrings": (
        '{"sourceLanguage": "en", "version": "1.0", "strings": {"%lld files": {"comment": "c", "localizations": {"ru": '
        '{"variations": {"plural": {"one": {"stringUnit": {"state": "translated", "value": "%lld файл"}}, "other": '
        '{"stringUnit": {"state": "needs_review", "value": "%lld файла"}}}}}}}}}'
    ),
}  # fmt: skip
PACKED = {
    "letter.docx": docx(p("A heading", style="berschrift1") + p("The house ", "is old."), footnotes=p("A note.")),
    "rows.xlsx": xlsx([["source", "target"], ["Hallo Welt", "Hello world"], ["Guten Tag", 12.5]]),
    "rows.csv.gz": gzip.compress(b"source,target\nHallo,Hello\n"),
}
# Without an ending of its name, the format of a file is told by its first lines.
UNNAMED = (
    "de.po",
    "f.xlf",
    "f.tmx",
    "page.html",
    "page.md",
    "rows.tsv",
    "rows.jsonl",
    "film.vtt",
    "rails.yaml",
)
READ = (
    {name: text.encode() for name, text in TEXTS.items()}
    | {name.replace(".", "-"): TEXTS[name].encode() for name in UNNAMED}
    | PACKED
)

_TERMS = (
    Term("meduza", "en", "Meduza", Status.PREFERRED, "proper noun", "news outlet"),
    Term("meduza", "ru", "Медуза", Status.PREFERRED, "proper noun"),
    Term("law", "en", "legislation", Status.DEPRECATED),
)
BASES = {f"base{form.suffixes[0]}" if form.suffixes else form.id(): form.write(_TERMS) for form in formats()}
BASES["story.tbx"] = (Path(__file__).parents[2] / "glossaries" / "russia-ukraine.tbx").read_bytes()

_TSV = ("system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity\n"
        "s\td\t1\t1\tr1\tHallo Welt\tHello <v>world</v>\tAccuracy/Mistranslation\tMajor\n")  # fmt: skip
GOLD = {"gold.jsonl": f"{json.dumps(_JUDGED)}\n".encode(), "mqm.tsv": _TSV.encode()}
_SPAN = {"start_i": 0, "end_i": 3, "severity": "major", "category": "Accuracy/Mistranslation"}
_ESA = {"langs": "en-cs", "line_id": 4, "doc_id": "d", "src": "A cat.", "tgt": "Pes tu.", "system": "one"}
_SEGMENT = {
    "doc_id": "en-cs_CZ_#_news_#_d1_#_0",
    "src_text": "A cat.",
    "tgt_text": {"one": "Pes tu."},
    "scores": {"one": [{"score": 70, "annotator": "x", "errors": [_SPAN]}]},
}
_CAMPAIGN = {
    "annotation": [{"one": {"score": 30, "error_spans": [_SPAN]}}],
    "item": [{"item_id": "en-de_#_news_#_d1_#_0", "src": "A cat.", "tgt": {"one": "Ein Hund."}}],
    "user_id": "u1",
}
GOLD |= {
    "esa.jsonl": f"{json.dumps({**_ESA, 'esa_spans': [_SPAN], 'esa_score': '40', 'annotator': 'x'})}\n".encode(),
    "humeval.jsonl": f"{json.dumps(_SEGMENT)}\n".encode(),
    "pearmut.jsonl": f"{json.dumps(_CAMPAIGN)}\n".encode(),
}

BASELINE = {
    "known.json": b"""{"schema": "qa-baseline/1", "findings": [
{"path": "a.txt", "check": "doubled-word", "text": "the the", "before": "that ", "after": " new", "count": 2}
]}
"""
}
_FINDING = {"path": "a.txt", "segment": "1", "severity": "minor", "check": "doubled-word", "start": 0, "end": 3}
_UNIT = {"key": "1", "path": "a.txt", "target": "The the.", "source": None, "references": [], "scores": {"chrf": 50}}
_REPORT = {"schema": "qa-report/1", "findings": [_FINDING], "segments": [_UNIT], "known": []}
REPORT = {"old.json": json.dumps(_REPORT).encode()}
MANIFEST = {
    "corpus.toml": b"""title = "x"
line-aligned = false
[article]
path = "a.txt"
language = "en"
[[reference]]
name = "r"
path = "r.txt"
post-edit = true
[source]
path = "s.txt"
[[glossary]]
path = "g.csv"
"""
}
CONFIG = {
    "qa.toml": b"""select = ["accuracy"]
min-confidence = 0.4
fail-on = "major"
glossary = ["g.csv"]
baseline = "k.json"
[min-score]
mqm = 50
[checks.mixed-quotes]
[[override]]
paths = ["docs/*"]
languages = ["pt"]
ignore = ["style"]
"""
}
