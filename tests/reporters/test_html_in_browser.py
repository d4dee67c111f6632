from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select

from qa.core.report import Report
from qa.reporters.html import Html
from tests.reporters.conftest import text_report

HOSTILE = "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\"> word --> <!--"
Open = Callable[..., Chrome]


@pytest.fixture
def visit(browser: Chrome, tmp_path: Path) -> Iterator[Open]:
    """Open a report's page; at the end no error and no breach of the security policy may have been logged."""

    def opened(report: Report, fragment: str = "", width: int = 1280, **media: str) -> Chrome:
        stream = io.StringIO()
        Html().write(report, stream)
        path = tmp_path / "report.html"
        path.write_text(stream.getvalue(), encoding="utf-8")
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        emulate(browser, **media)
        browser.get("about:blank")
        browser.get(path.as_uri() + fragment)
        return browser

    browser.get_log("browser")
    yield opened
    assert browser.get_log("browser") == []
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def emulate(browser: Chrome, medium: str = "", scheme: str = "light") -> None:
    features = [
        {"name": "prefers-color-scheme", "value": scheme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": medium, "features": features})


def find(browser: Chrome, selector: str) -> WebElement:
    return browser.find_element(By.CSS_SELECTOR, selector)


def findings(browser: Chrome) -> list[str]:
    """Return the ids of the findings that can be seen in the list."""
    script = 'return [...document.querySelectorAll(".finding")].filter((e) => e.offsetHeight).map((e) => e.id)'
    return list(browser.execute_script(script))


def marked(browser: Chrome) -> set[str]:
    """Return the numbers of the findings that can be seen in the text."""
    script = 'return [...document.querySelectorAll(".mark[data-severity]")].flatMap((e) => e.dataset.f.split(" "))'
    return set(browser.execute_script(script))


def current(browser: Chrome) -> str | None:
    script = 'return document.querySelector(".finding[aria-current]")?.id'
    return browser.execute_script(script)


def on_screen(browser: Chrome, element: WebElement) -> bool:
    script = "const box = arguments[0].getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight"
    return bool(browser.execute_script(script, element))


def focus(browser: Chrome) -> str:
    return str(browser.execute_script("return document.activeElement.getAttribute('href')"))


def slide(browser: Chrome, value: int) -> None:
    script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))"
    browser.execute_script(script, find(browser, "input[type=range]"), value)


def test_a_severity_can_be_left_out(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin)
    assert len(findings(browser)) == 26
    assert marked(browser) == {str(number) for number in range(1, 27)}
    find(browser, "input[value=minor]").click()
    assert find(browser, "#status").text == "15 of 26 findings"
    assert len(findings(browser)) == 15
    assert not browser.find_elements(By.CSS_SELECTOR, ".finding[data-severity=minor]:not(.out)")
    assert not browser.find_elements(By.CSS_SELECTOR, ".mark[data-severity=minor]")
    assert find(browser, "option[value='linguistic-conventions/punctuation']").text.endswith("(0)")
    assert len(browser.find_elements(By.CSS_SELECTOR, ".tick.out")) == 11


def test_a_mark_that_lost_its_worst_finding_shows_the_next(visit: Open) -> None:
    report = text_report("one two three", ("one two three", {"message": "Alpha"}), ("two", {"message": "Beta"}))
    browser = visit(report)
    find(browser, "input[type=search]").send_keys("Mistranslation alpha")
    assert marked(browser) == {"1", "2"}
    assert find(browser, ".mark[data-f='2 1']").get_attribute("href").endswith("#f1")
    assert find(browser, ".mark[data-f='2 1']").get_attribute("data-deep") is None


def test_category_confidence_and_words_narrow_the_list_together(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin)
    Select(find(browser, "select")).select_by_value("accuracy/named-entity")
    assert find(browser, "#status").text == "3 of 26 findings"
    slide(browser, 95)
    assert find(browser, "#status").text == "1 of 26 findings"
    slide(browser, 0)
    find(browser, "input[type=search]").send_keys("Mizham")
    assert len(findings(browser)) == 1
    assert len(marked(browser)) == 1


def test_nothing_matches_and_reset(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin)
    find(browser, "input[type=search]").send_keys("no such words")
    assert find(browser, "#nothing").is_displayed()
    assert find(browser, "#status").text == "0 of 26 findings"
    assert marked(browser) == set()
    find(browser, "#again").click()
    assert len(findings(browser)) == 26
    find(browser, "input[value=major]").click()
    find(browser, "button[type=reset]").click()
    browser.execute_async_script("setTimeout(arguments[0], 20)")
    assert find(browser, "#status").text == "26 findings"
    assert not find(browser, "#nothing").is_displayed()


def test_a_finding_leads_to_its_place_and_back(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin)
    link = find(browser, "#f20 .to")
    browser.execute_script("arguments[0].focus()", link)
    link.send_keys(Keys.ENTER)
    mark = find(browser, ".mark[data-f~='20']")
    assert browser.switch_to.active_element == mark
    assert current(browser) == "f20"
    assert on_screen(browser, mark)
    assert browser.current_url.endswith("#f20")
    mark.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element == link
    assert on_screen(browser, link)


def test_a_click_on_a_mark_shows_its_finding_and_a_second_click_the_next(visit: Open) -> None:
    report = text_report("one two three", ("one two three", {"message": "A"}), ("two", {"message": "B"}))
    browser = visit(report)
    mark = find(browser, ".mark[data-f='2 1']")
    mark.click()
    assert current(browser) == "f2"
    mark.click()
    assert current(browser) == "f1"
    assert len(browser.find_elements(By.CSS_SELECTOR, ".mark.on")) == 3


def test_keys_go_through_the_findings(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin)
    page = find(browser, "body")
    page.send_keys("jj")
    assert (current(browser), focus(browser)) == ("f2", "#m2")
    page.send_keys("k")
    assert current(browser) == "f1"
    browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    assert current(browser) == "f2"
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    assert focus(browser) == "#f2"
    browser.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    assert (current(browser), focus(browser)) == ("f3", "#f3")
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert current(browser) is None
    assert "#" not in browser.current_url


def test_keys_pass_over_findings_that_are_filtered_out(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin)
    for severity in ("major", "minor", "neutral"):
        find(browser, f"input[value={severity}]").click()
    page = find(browser, "body")
    browser.execute_script("document.activeElement.blur()")
    shown = findings(browser)
    page.send_keys("jj")
    assert current(browser) == shown[1]


def test_letters_can_be_turned_off_and_are_left_alone_in_fields(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin)
    find(browser, "input[type=search]").send_keys("j")
    assert current(browser) is None
    find(browser, "input[type=search]").clear()
    find(browser, ".keys summary").click()
    find(browser, "#letters").click()
    browser.execute_script("document.activeElement.blur()")
    find(browser, "body").send_keys("j")
    assert current(browser) is None


def test_the_strip_works_with_mouse_and_keyboard(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin)
    strip = find(browser, "#strip")
    assert strip.get_attribute("role") == "slider"
    strip.send_keys(Keys.END)
    assert current(browser) == "f26"
    assert strip.get_attribute("aria-valuenow") == "26"
    assert strip.get_attribute("aria-valuetext").startswith("26: neutral")
    strip.send_keys(Keys.ARROW_LEFT)
    assert current(browser) == "f25"
    strip.click()
    assert 10 < int(str(current(browser))[1:]) < 20


def test_a_link_to_a_finding_survives_reload(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin, "#f25")
    for _ in range(2):
        assert current(browser) == "f25"
        assert on_screen(browser, find(browser, ".mark[data-f~='25']"))
        assert on_screen(browser, find(browser, "#f25"))
        browser.refresh()


def test_a_link_to_a_finding_that_is_filtered_out_shows_it(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin)
    find(browser, "input[type=search]").send_keys("Mizham")
    browser.execute_script("location.hash = '#f2'")
    browser.execute_async_script("setTimeout(arguments[0], 50)")
    assert current(browser) == "f2"
    assert len(findings(browser)) == 26


def test_an_omission_says_what_is_missing(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin)
    gap = find(browser, ".gap")
    gap.send_keys(Keys.ESCAPE)
    gap.send_keys(Keys.SHIFT)
    browser.execute_script("arguments[0].blur(); arguments[0].focus()", gap)
    script = (
        "return [getComputedStyle(arguments[0], '::after').content, getComputedStyle(arguments[0], '::before').content]"
    )
    after, before = browser.execute_script(script, gap)
    assert "as having been approved" in after
    assert before == '"‸"'


def test_one_reference_or_none_can_stand_beside_the_text(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin)
    shown = "return [...document.querySelectorAll('.side')].filter((e) => e.offsetHeight).length"
    assert browser.execute_script(shown) == 27 + 17
    find(browser, "input[name=side][value='1']").click()
    assert browser.execute_script(shown) == 17
    find(browser, "input[name=side][value=none]").click()
    assert browser.execute_script(shown) == 0


def test_hostile_text_does_not_act(visit: Open) -> None:
    fields = {"message": HOSTILE, "suggestion": HOSTILE, "check": HOSTILE}
    browser = visit(text_report(HOSTILE, ("word", fields), ("^word", {"message": HOSTILE})), "#f1")
    find(browser, ".mark").click()
    find(browser, "input[type=search]").send_keys("word")
    assert "hacked" not in browser.title
    assert find(browser, ".target").text.startswith("<script>")
    assert not browser.find_elements(By.TAG_NAME, "img")


@pytest.mark.parametrize("width", [320, 360, 700, 1000, 1280])
def test_nothing_sticks_out_sideways(visit: Open, kremlin: Report, width: int) -> None:
    browser = visit(kremlin, "#f12", width)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width


def test_on_a_phone_references_are_folded_and_the_finding_lies_at_the_bottom(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin, width=360)
    assert not browser.find_elements(By.CSS_SELECTOR, "details.sides[open]")
    find(browser, ".mark[data-f~='5']").click()
    sheet = find(browser, "#f5")
    assert on_screen(browser, sheet)
    assert sheet.value_of_css_property("position") == "fixed"
    find(browser, "#f5 .close").click()
    assert current(browser) is None


def test_the_dark_page_is_dark(visit: Open, kremlin: Report) -> None:
    colours = [
        visit(kremlin, scheme=scheme).execute_script("return getComputedStyle(document.body).backgroundColor")
        for scheme in ("light", "dark")
    ]
    assert colours == ["rgb(252, 251, 248)", "rgb(22, 22, 20)"]


def test_on_paper_all_findings_are_listed_and_no_filters(visit: Open, kremlin: Report) -> None:
    browser = visit(kremlin)
    find(browser, "input[value=minor]").click()
    emulate(browser, medium="print")
    assert not find(browser, "#filters").is_displayed()
    assert not find(browser, ".strip").is_displayed()
    assert len(findings(browser)) == 26
    script = "return getComputedStyle(document.querySelector('.mark[data-f~=\"5\"]'), '::after').content"
    assert browser.execute_script(script) == '"5"'


def test_arabic_runs_from_right_to_left(visit: Open, arabic: Report) -> None:
    browser = visit(arabic, "#f2")
    target = find(browser, ".target")
    assert target.value_of_css_property("direction") == "rtl"
    first, last = browser.execute_script(
        "const range = document.createRange(); const text = arguments[0].firstChild;"
        "return [0, 5].map((at) => { range.setStart(text, at); range.setEnd(text, at + 1);"
        " return range.getBoundingClientRect().left; })",
        target,
    )
    assert first > last
    assert find(browser, "mark.on").text == "180 درجة"


def test_without_scripts_everything_can_be_read(visit: Open, kremlin: Report, browser: Chrome) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    visit(kremlin, "#f20")
    assert not find(browser, "#filters").is_displayed()
    assert find(browser, "#f20").is_displayed()
    assert find(browser, "details.sides .words").is_displayed()


def test_filters_answer_at_once_with_thousands_of_findings(visit: Open) -> None:
    content = "\n".join(f"Segment w{number}w has some words that say what happened." for number in range(3000))
    browser = visit(text_report(content, *((f"w{number}w", {"message": "m"}) for number in range(3000))))
    script = """
        const field = document.querySelector("input[type=search]");
        const start = performance.now();
        field.value = "w17";
        field.dispatchEvent(new Event("input", {bubbles: true}));
        document.body.getBoundingClientRect();
        return performance.now() - start;
    """
    assert min(browser.execute_script(script) for _ in range(3)) < 200
    assert find(browser, "#status").text == "111 of 3,000 findings"
