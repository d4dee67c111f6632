"""The page of a comparison in a real browser."""

from __future__ import annotations

from pathlib import Path

from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By

from qa.comparison.measure import How, compare_systems
from qa.comparison.page import page
from qa.config.settings import Settings
from qa.core.documents import Segment
from qa.core.passage import Passage
from qa.systems import System

HOSTILE = "<script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">"


def _system(name: str, word: str) -> System:
    texts = [f"{word} met on day {number} {HOSTILE}" for number in range(8)]
    return System(
        name,
        tuple(
            Segment(str(n), Passage(text), (Passage(f"They met on day {n}."),), target_lang="en")
            for n, text in enumerate(texts)
        ),
    )


def test_the_page_shows_plots_and_words_and_runs_nothing(browser: Chrome, tmp_path: Path) -> None:
    systems = [_system(f"one {HOSTILE}", "Them"), _system("two", "They")]
    comparison = compare_systems(systems, Settings(metric=("chrf", "bleu")), How(checked=False))
    path = tmp_path / "page.html"
    path.write_text(page(comparison), encoding="utf-8")
    browser.get(path.as_uri())
    assert browser.get_log("browser") == []
    assert "hacked" not in browser.title.partition("<")[0]
    plots = browser.find_elements(By.CSS_SELECTOR, "svg")
    assert len(plots) == 4
    assert all(plot.size["width"] > 200 and plot.size["height"] > 50 for plot in plots)
    bar = browser.find_element(By.CSS_SELECTOR, "svg path[aria-roledescription='bar']")
    assert bar.size["height"] > 50
    assert "segments: " in bar.find_element(By.TAG_NAME, "title").get_attribute("textContent")
    shown = browser.execute_script("return getComputedStyle(arguments[0]).fill", bar)
    assert shown not in ("none", "rgb(0, 0, 0)")
    assert [mark.text for mark in browser.find_elements(By.CSS_SELECTOR, ".example del")][:1] == ["Them"]
    assert browser.execute_script("return document.documentElement.scrollWidth <= innerWidth")


def test_on_a_phone_every_number_can_be_seen_without_scrolling_sideways(browser: Chrome, tmp_path: Path) -> None:
    systems = [_system("one", "Them"), _system("runs/2026/a-rather-long-name-of-a-system/out.txt", "They")]
    path = tmp_path / "page.html"
    path.write_text(page(compare_systems(systems, Settings(metric=("chrf", "bleu", "ter")), How())), encoding="utf-8")
    metrics = {"width": 400, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    browser.get(path.as_uri())
    assert browser.execute_script("return document.documentElement.scrollWidth") == 400
    for cell in browser.find_elements(By.CSS_SELECTOR, "td[data-label]"):
        assert cell.rect["x"] >= 0
        assert cell.rect["x"] + cell.rect["width"] <= 400
    assert browser.find_element(By.CSS_SELECTOR, ".stacked thead").size["width"] <= 1


def test_texts_from_right_to_left_stand_at_the_right(browser: Chrome, tmp_path: Path) -> None:
    systems = [
        System(
            name,
            tuple(
                Segment(str(n), Passage(f"{word} {n}"), (Passage(f"وصل الوزير {n}"),), Passage("He came"), "ar", "en")
                for n in range(4)
            ),
        )
        for name, word in (("one", "وصل الرئيس"), ("two", "وصل الوزير"))
    ]
    path = tmp_path / "page.html"
    path.write_text(page(compare_systems(systems, Settings(metric=("chrf",)), How(checked=False))), encoding="utf-8")
    browser.get(path.as_uri())
    source, reference, *translations = browser.find_elements(By.CSS_SELECTOR, ".example:first-of-type .sides > div")
    assert source.value_of_css_property("direction") == "ltr"
    assert {own.value_of_css_property("direction") for own in (reference, *translations)} == {"rtl"}
    assert {own.find_element(By.TAG_NAME, "p").get_attribute("lang") for own in translations} == {"ar"}
