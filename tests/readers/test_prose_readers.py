"""What plain text, Markdown and HTML give as prose: texts, headings (#) and marked stretches."""

from __future__ import annotations

import pytest

from qa.core.contracts import Reader
from qa.core.documents import Segment
from qa.core.errors import InputError
from qa.readers.html import Html
from qa.readers.markdown import Markdown
from qa.readers.plain_text import PlainText

PLAIN = {
    "paragraphs": ("One two.\n\nThree four.\n", ["One two.", "Three four."]),
    "a heading": ("News of the day\n\nIt rained.\n", ["# News of the day", "It rained."]),
    "a full stop makes no heading": ("It rained。\n\nIt snowed.", ["It rained。", "It snowed."]),
    "alone there is no heading": ("News of the day", ["News of the day"]),
    "a line each": (
        "First sentence.\nSecond sentence.\nThird one?",
        ["First sentence.", "Second sentence.", "Third one?"],
    ),
    "short names": ("Open file\nSave\nClose the window", ["# Open file", "Save", "Close the window"]),
    "hard-wrapped": (
        "The minister said on Monday that\r\nthe talks would go on for a week,\r\nwith no date set.\r\n\r\nHe left.",
        ["The minister said on Monday that the talks would go on for a week, with no date set.", "He left."],
    ),
    "hard-wrapped in Arabic": (
        "أعلنت الحكومة أن القواعد الجديدة ستدخل\nحيز التنفيذ في الشهر المقبل بعد موافقة\nالبرلمان.\n\nانتهى.",
        ["أعلنت الحكومة أن القواعد الجديدة ستدخل حيز التنفيذ في الشهر المقبل بعد موافقة البرلمان.", "انتهى."],
    ),
    "hard-wrapped, indented": (
        "    Он долго шёл по берегу реки и\nдумал о том, что скажет ей завтра\nутром.\n"
        "    Потом он вернулся домой и лёг на\nдиван.",
        [
            "Он долго шёл по берегу реки и думал о том, что скажет ей завтра утром.",
            "Потом он вернулся домой и лёг на диван.",
        ],
    ),
    "hard-wrapped without spaces": (
        "政府宣布新的规定将在下个月\n开始实行很多人在说这个决定\n他们很高兴。",
        ["政府宣布新的规定将在下个月开始实行很多人在说这个决定他们很高兴。"],
    ),
    "Hindi": ("पहला वाक्य यहाँ है।\nदूसरा वाक्य यहाँ है।", ["पहला वाक्य यहाँ है।", "दूसरा वाक्य यहाँ है।"]),
    "Arabic": ("الجملة الأولى هنا.\rالجملة الثانية هنا.", ["الجملة الأولى هنا.", "الجملة الثانية هنا."]),
    "rules are left out": ("One.\n\n* * *\n\n-----\n\nTwo.", ["One.", "Two."]),
    "an ellipsis is a paragraph": ("One.\n\n…\n\n👍", ["One.", "…", "👍"]),
    "separators of Unicode": ("One.\u2029Two.\u2028Three.", ["One.", "Two.", "Three."]),
}
MARKDOWN = {
    "emphasis": ("A **bold _and_** ~~old~~ w*or*d.", ["A bold and old word."]),
    "headings": ("# One #\n\nTwo\n===\n\n> ## Three", ["# One", "# Two", "# Three"]),
    "links": (
        "See [the *text*](http://a.b 'c'), [ref][r] and ![a map](m.png).\n\n[r]: http://x",
        ["See the text, ref and a map."],
    ),
    "code and addresses": (
        "Run `qa  check` or <https://a.b> at https://c.d/e_f.",
        ["Run ⟦qa  check⟧ or ⟦https://a.b⟧ at ⟦https://c.d/e_f⟧."],
    ),
    "escapes and entities": (r"1 \* 2 &amp; 3 &#x1F600; C:\dir", ["1 * 2 & 3 😀 C:\\dir"]),
    "breaks": ("one\ntwo  \nthree\\\nfour<br>five", ["one two three four five"]),
    "a break in Chinese": ("> 中文\n文字 한\n> 말", ["中文文字 한 말"]),
    "lists": ("- one\n  more\n  - two\n\n1. три", ["one more", "two", "три"]),
    "a table": ("| A \\| b | शब्द |\n|---|---|\n| x | **مرحبا** |", ["A | b", "शब्द", "x", "مرحبا"]),
    "front matter": ("---\ntitle: x\n---\nText.", ["Text."]),
    "front matter in TOML": ("+++\r\ntitle = 'x'\r\n+++\r\nText.", ["Text."]),
    "a rule is no front matter": ("---\n\nOne.\n\n---\n\nTwo.", ["One.", "Two."]),
    "left out": (
        "```\ncode\n```\n\n    code\n\n<div>x</div>\n\n<!-- no -->\n\n`only code`\n\nText <b>in</b> bold.",
        ["Text in bold."],
    ),
}
HTML = {
    "blocks": ("<title>T</title><h1>H</h1><p>One<p>Two<ul><li>a<li>b</ul>", ["# T", "# H", "One", "Two", "a", "b"]),
    "white space": ("<p> a\n  <b> b</b> c<br>d </p>", ["a b c d"]),
    "a break in Chinese": ("<p>中文\n  文字\nword</p>", ["中文文字 word"]),
    "entities": (
        "<p>&lt;a&gt; &amp;amp; &#1078;&#x1F600; AT&T &notit; &nbsp;x</p>",
        ["<a> &amp; ж😀 AT&T ¬it; \u00a0x"],
    ),
    "left out": (
        "<head><style>p{}</style></head><nav>n</nav><script>if (a<b) '<p>x</p>'</script><p>Text<!-- c --> here</p>"
        "<pre>x</pre><svg><title>s</title></svg><div hidden>h<div>i</div></div><template><p>t</p></template>",
        ["Text here"],
    ),
    "not to be translated": (
        '<p>Use <code>qa</code> and <b translate="no">Qt</b>.</p><p class="a notranslate">x</p><p translate=no>y</p>',
        ["Use ⟦qa⟧ and ⟦Qt⟧."],
    ),
    "another language": (
        '<html lang="de-AT"><p>Er sagt <i lang="fr">bonjour</i> und <b lang=de>ja</b>.</p><p lang="fr">Oui</p>',
        ["Er sagt ⟦bonjour⟧ und ja.", "Oui"],
    ),
    "broken": (
        "<p hidden>no<p>Text <b>bold <i>x</b> &#; <3 a<b</p></section><td>cell",
        ["Text bold x &#; <3 a<b", "cell"],
    ),
    "quotes in attributes": ("<p title='a > b' class=it's>मूल पाठ</p><p data-x=\"open>مرحبا</p>", ["मूल पाठ", "مرحبا"]),
    "ruby": ("<p><ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby></p>", ["漢字"]),
    "an open comment": ("<p>Text</p><!-- the rest <p>is gone</p>", ["Text"]),
}
CASES = [
    pytest.param(reader, content, expected, id=f"{reader.id()}: {name}")
    for reader, cases in ((PlainText(), PLAIN), (Markdown(), MARKDOWN), (Html(), HTML))
    for name, (content, expected) in cases.items()
]


def shown(segment: Segment) -> str:
    text = segment.target.text
    for start, end in reversed(segment.target.marks):
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    return f"# {text}" if "heading" in segment.flags else text


@pytest.mark.parametrize(("reader", "content", "expected"), CASES)
def test_prose(reader: Reader, content: str, expected: list[str]) -> None:
    document = reader.read(content, "f")
    assert [shown(segment) for segment in document.segments] == expected
    assert not document.bilingual


@pytest.mark.parametrize(
    ("reader", "content"),
    [(PlainText(), "-----\n"), (Markdown(), "---\na: b\n---\n"), (Html(), "<nav>x</nav><script>y</script>")],
)
def test_a_file_without_prose_is_refused(reader: Reader, content: str) -> None:
    with pytest.raises(InputError, match="there is no text to check"):
        reader.read(content, "f")


def test_places_around_markup() -> None:
    content = "Fish &amp; *chips* cost `5`"
    passage = Markdown().read(content, "f").segments[0].target
    at = passage.text.index
    assert content[slice(*passage.place(at("&"), at("&") + 1))] == "&amp;"
    assert content[slice(*passage.place(at("chips"), at("chips") + 5))] == "chips"
    assert content[slice(*passage.place(at("Fish"), at("cost")))] == "Fish &amp; *chips* "


@pytest.mark.parametrize(("tag", "language"), [("uk", "uk"), ("pt_BR", "pt-BR"), ("", "und"), ("no such!", "und")])
def test_html_names_its_language(tag: str, language: str) -> None:
    assert Html().read(f'<!doctype html><html lang="{tag}"><p>x', "f").language == language


@pytest.mark.parametrize(
    ("reader", "head", "expected"),
    [
        (Html(), "\n<!DOCTYPE html>\n<p>", True),
        (Html(), '<?xml version="1.0"?><!-- c --><html lang="en">', True),
        (Html(), "a < b", False),
        (Markdown(), "# One\n\ntext\n\n## Two", True),
        (Markdown(), "---\ntitle: x\n---\n", True),
        (Markdown(), "#1 of our list\n\nA text - with dashes.", False),
        (PlainText(), "text", False),
    ],
)
def test_sniffing(reader: Reader, head: str, expected: bool) -> None:
    assert reader.sniff(head) is expected
