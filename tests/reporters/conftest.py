from __future__ import annotations

import re
from pathlib import Path

import pytest

from qa.core.documents import Document, Segment
from qa.core.findings import Evidence, Finding, Fix, Severity, Span
from qa.core.passage import Passage
from qa.core.report import Mqm, NotChecked, Report, Score, ScoredSegment, Verdict

KREMLIN = Path(__file__).parents[2] / "corpora" / "kremlin"
TARGET, CLOSE, FREE = "article.en.txt", "reference-close.en.txt", "reference-free.en.txt"
# The paragraph of the article at which each paragraph of the free reference begins.
FREE_STARTS = (0, 1, 2, 4, 5, 7, 9, 10, 12, 13, 15, 18, 19, 21, 23, 24, 26)
NEUTRAL, MINOR, MAJOR, CRITICAL = Severity

# Words of the article, check, category, severity, confidence, message, words of the close reference, correction.
# A correction that begins with "=" is certain. Words that begin with "^" are missing before what follows.
ERRORS = (
    (
        "new salute",
        "mistranslation",
        "accuracy/mistranslation",
        CRITICAL,
        0.86,
        '"salute": no reference has it; they say "Hail Mary"',
        "Hail Mary",
        "new Hail Mary",
    ),
    (
        "Marie’s",
        "name-mismatch",
        "accuracy/named-entity",
        MAJOR,
        0.91,
        '"Marie’s": no reference names a Marie',
        "The Kremlin’s",
        None,
    ),
    (
        "weeks",
        "sentence-start",
        "linguistic-conventions/orthography",
        MINOR,
        0.99,
        '"weeks" begins a paragraph in lower case',
        "Weeks",
        "=Weeks",
    ),
    (
        "Battlefield",
        "stray-capital",
        "linguistic-conventions/orthography",
        MINOR,
        0.97,
        '"Battlefield" has a capital inside the sentence',
        "battlefield",
        "=battlefield",
    ),
    (
        "UkraineMoscow",
        "glued-words",
        "linguistic-conventions/orthography",
        MAJOR,
        0.98,
        '"UkraineMoscow" are two words; the references say "Ukraine, Moscow"',
        "Ukraine, Moscow",
        "=Ukraine, Moscow",
    ),
    (
        "collapsed under pressure",
        "mistranslation",
        "accuracy/mistranslation",
        MAJOR,
        0.64,
        '"collapsed under pressure" says more than "buckled under pressure"',
        "buckled under pressure",
        "buckled under pressure",
    ),
    (
        "for Russia The State Duma passed the legislation Impose",
        "word-salad",
        "linguistic-conventions/unintelligible",
        MAJOR,
        0.93,
        "The sentence has two main verbs and no link between them",
        "that Russia’s State Duma had passed legislation imposing",
        "that Russia’s State Duma had passed legislation imposing",
    ),
    (
        "The State",
        "stray-capital",
        "linguistic-conventions/orthography",
        MINOR,
        0.95,
        '"The" has a capital inside the sentence',
        None,
        "the State",
    ),
    (
        "Impose",
        "stray-capital",
        "linguistic-conventions/orthography",
        MINOR,
        0.97,
        '"Impose" has a capital inside the sentence',
        "imposing",
        None,
    ),
    (
        "Fugitives",
        "mistranslation",
        "accuracy/mistranslation",
        MAJOR,
        0.78,
        '"Fugitives": the references say "deserters"',
        "Deserters",
        "Deserters",
    ),
    (
        "leaders",
        "word-choice",
        "style/unidiomatic",
        NEUTRAL,
        0.41,
        '"leaders" of soldiers are "commanders"',
        "commanders",
        "commanders",
    ),
    (
        "^ marked However",
        "omission",
        "accuracy/omission",
        MAJOR,
        0.72,
        'The words "as having been approved" are missing',
        "as having been approved",
        None,
    ),
    (
        "marked However, it",
        "sentence-joint",
        "linguistic-conventions/grammar",
        MAJOR,
        0.9,
        "A sentence breaks off before “However”",
        None,
        None,
    ),
    (
        "We call on",
        "unbalanced-quotes",
        "linguistic-conventions/punctuation",
        MINOR,
        0.96,
        "The quotation has no opening mark",
        "“We call on",
        "=“We call on",
    ),
    (
        "‘The Vesna Anti-War Movement Wrote In",
        "stray-capital",
        "linguistic-conventions/orthography",
        MINOR,
        0.94,
        "Capitals in the middle of the sentence",
        "the Vesna anti-war movement wrote in",
        "the Vesna anti-war movement wrote in",
    ),
    (
        "spurt terrifying posts",
        "word-choice",
        "style/unidiomatic",
        MINOR,
        0.58,
        '"spurt posts" is not said; the references say "erupted with panicked posts"',
        "erupted with panicked posts",
        "erupted with panicked posts",
    ),
    (
        "Zaporizhia",
        "wrong-term",
        "terminology/wrong-term",
        MINOR,
        0.99,
        'The term base says "Zaporizhzhia"',
        "Zaporizhzhia",
        "=Zaporizhzhia",
    ),
    (
        "news outlet.",
        "full-stop",
        "linguistic-conventions/punctuation",
        MINOR,
        0.88,
        "A full stop in front of a name",
        None,
        "news outlet",
    ),
    (
        "Mizham Obiasnet",
        "name-mismatch",
        "accuracy/named-entity",
        MAJOR,
        0.93,
        '"Mizham Obiasnet": the references write "Mozhem Obyasnit"',
        "Mozhem Obyasnit",
        "Mozhem Obyasnit",
    ),
    (
        "180 points",
        "number-mismatch",
        "accuracy/mistranslation",
        MAJOR,
        0.97,
        '"180 points": no reference has "points"; they say "180 degrees"',
        None,
        "a full 180",
    ),
    (
        "Medusa",
        "wrong-term",
        "terminology/wrong-term",
        MINOR,
        0.99,
        '"Medusa": the term base says "Meduza"',
        "Meduza",
        "=Meduza",
    ),
    (
        "Sources Quote By Medusa at the time he said",
        "word-salad",
        "linguistic-conventions/unintelligible",
        CRITICAL,
        0.89,
        "The sentence cannot be understood",
        None,
        None,
    ),
    (
        "medusa Wednesday.",
        "inconsistent-term",
        "terminology/inconsistent",
        MINOR,
        0.9,
        '"medusa" here, "Medusa" elsewhere',
        None,
        "Meduza on Wednesday.",
    ),
    (
        "everything is on the ground",
        "mistranslation",
        "accuracy/mistranslation",
        CRITICAL,
        0.81,
        '"on the ground": the references say "up in the air"',
        "everything is up in the air",
        "everything is up in the air",
    ),
    (
        "an institute for the study of war pointed",
        "name-mismatch",
        "accuracy/named-entity",
        MAJOR,
        0.95,
        '"an institute for the study of war" is a name: "the Institute for the Study of War"',
        "the Institute for the Study of War pointed out",
        "the Institute for the Study of War pointed out",
    ),
    ("Twitter:", "addition", "accuracy/addition", NEUTRAL, 0.33, '"Twitter:" stands in no reference', None, None),
)


def paragraphs(path: str, content: str) -> list[Passage]:
    return [Passage(match[0], path, match.start()) for match in re.finditer(r"[^\n]+", content)]


def place(content: str, words: str) -> tuple[int, int]:
    start = content.index(words.removeprefix("^"))
    return (start, start) if words.startswith("^") else (start, start + len(words))


def finding(path: str, content: str, words: str, segments: tuple[Segment, ...], **fields: object) -> Finding:
    start, end = place(content, words)
    key = next(segment.key for segment in segments if segment.target.find(start, end))
    made = {
        "check": "check",
        "category": "accuracy/mistranslation",
        "severity": MAJOR,
        "confidence": 0.9,
        "message": "Wrong",
    }
    return Finding(key=key, spans=(Span(path, start, end),), **(made | fields))  # type: ignore[arg-type]


def report_of(document: Document, findings: tuple[Finding, ...], **fields: object) -> Report:
    scored = tuple(ScoredSegment(segment, {"chrf": 55.1, "fluency": 40.2}) for segment in document.segments)
    made = {"scores": (), "verdict": Verdict(passed=True)} | fields
    return Report((document,), (len(document.content.split()),), scored, findings, **made)  # type: ignore[arg-type]


def text_report(content: str, *findings: tuple[str, dict[str, object]], lang: str = "en") -> Report:
    """Make a report of a text whose lines are segments."""
    segments = tuple(
        Segment(f"s{number}", passage, target_lang=lang, paragraph=number)
        for number, passage in enumerate(paragraphs("text.txt", content))
    )
    document = Document("text.txt", content, segments, language=lang)
    return report_of(
        document, tuple(finding("text.txt", content, words, segments, **fields) for words, fields in findings)
    )


@pytest.fixture(scope="session")
def kremlin() -> Report:
    content, close, free = ((KREMLIN / name).read_text(encoding="utf-8") for name in (TARGET, CLOSE, FREE))
    loose = dict(zip(FREE_STARTS, paragraphs(FREE, free), strict=True))
    segments = tuple(
        Segment(
            f"{TARGET}:{number}",
            target,
            (reference, loose[number]) if number in loose else (reference,),
            target_lang="en",
            paragraph=number,
            flags=frozenset({"heading"} if number == 0 else ()),
        )
        for number, (target, reference) in enumerate(
            zip(paragraphs(TARGET, content), paragraphs(CLOSE, close), strict=True)
        )
    )
    findings = []
    for words, check, category, severity, confidence, message, evidence, correction in ERRORS:
        start, end = place(content, words)
        certain = correction is not None and correction.startswith("=")
        cited = () if evidence is None else (Evidence(CLOSE, *place(close, evidence), evidence),)
        fields = {"check": check, "category": category, "severity": severity, "confidence": confidence}
        if correction is not None:
            fields |= {"suggestion": correction.removeprefix("=")}
        if certain:
            fields |= {"fix": Fix(start, end, correction.removeprefix("="))}
        findings.append(finding(TARGET, content, words, segments, message=message, evidence=cited, **fields))
    return report_of(
        Document(TARGET, content, segments, language="en"),
        tuple(findings),
        title="The Kremlin’s new Hail Mary",
        scores=(
            Score(
                "bleu",
                41.3,
                (38.0, 44.9),
                "nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0|bs:1000|seed:12345",
            ),
            Score(
                "chrf",
                66.8,
                (64.1, 69.4),
                "nrefs:2|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0|bs:1000|seed:12345",
            ),
            Score(
                "ter",
                47.0,
                (43.2, 50.6),
                "nrefs:2|case:lc|tok:tercom|norm:no|punct:yes|asian:no|version:2.6.0|bs:1000|seed:12345",
            ),
            Score("comet", 0.731, (0.712, 0.75), "model:wmt22-comet-da|version:2.2"),
        ),
        verdict=Verdict(
            False,
            ("3 critical findings, none is allowed", "the calibrated MQM score 62.4 is below 80.0"),
            (
                NotChecked("Accuracy against the source", "no source text was given"),
                NotChecked("Agreement of subject and verb", "the model “en-large” is not installed", asked=True),
            ),
        ),
        mqm=Mqm(
            71.2,
            138.0,
            148.9,
            (64.0, 77.5),
            927,
            62.4,
            80.0,
            "MQM 2.0 linear; minor 1, major 5, critical 25; threshold 80",
        ),
        fluency=Score("fluency", 58.3, (54.0, 62.9), "model:gpt2|per-token|bs:1000|seed:12345"),
    )


@pytest.fixture(scope="session")
def arabic() -> Report:
    content = "أعلن الكرملين يوم الثلاثاء عن قانون جديد.\n\nقال مصدر لـ Meduza إن 180 نقطة تغيرت.\n"
    reference = "أعلن الكرملين يوم الثلاثاء قانونًا جديدًا.\n\nقال مصدر لموقع ميدوزا إن الخطة انقلبت 180 درجة.\n"
    segments = tuple(
        Segment(f"ar:{number}", target, (cited,), target_lang="ar", paragraph=number)
        for number, (target, cited) in enumerate(
            zip(paragraphs("article.ar.txt", content), paragraphs("reference.ar.txt", reference), strict=True)
        )
    )
    cited = (Evidence("reference.ar.txt", *place(reference, "180 درجة"), "180 درجة"),)
    found = (
        finding(
            "article.ar.txt",
            content,
            "180 نقطة",
            segments,
            message='"180 نقطة", "نقطة": no reference has them',
            evidence=cited,
            suggestion="180 درجة",
        ),
        finding("article.ar.txt", content, "عن قانون", segments, message="A preposition too many", severity=MINOR),
    )
    return report_of(Document("article.ar.txt", content, segments, language="ar"), found)
