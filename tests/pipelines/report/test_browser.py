"""The report in a browser: it is drawn, it filters, it leads to sentences, it asks nobody.

The tests need a Chromium that is installed (on Debian: package chromium); without one they are
skipped, and say so.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from pipelines.query import answer_rows
from pipelines.report.build import page as report_of
from tests.pipelines.report.lakes import write_lake, write_ring

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
WIDE, NARROW = (1280, 900), (390, 844)

pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None, reason="no Chromium is installed: apt-get install chromium"
    ),
    pytest.mark.xdist_group("browser"),
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("report")
    target = folder / "report.html"
    target.write_text(report_of(write_lake(folder / "lake")), encoding="utf-8")
    return target.as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


class Seen:
    """A page that was opened, and what it did besides."""

    def __init__(self, browser: Browser, address: str, size: tuple[int, int], **settings: Any):
        viewport = {"width": size[0], "height": size[1]}
        self.page: Page = browser.new_page(viewport=viewport, **settings)  # type: ignore[arg-type]
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(address)

    def text(self, selector: str) -> str:
        return self.page.locator(selector).inner_text()

    def number(self, name: str) -> int:
        return int(self.text(f"#number-{name} .value"))


@pytest.fixture(scope="module")
def ring(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    folder = tmp_path_factory.mktemp("ring")
    target = folder / "ring.html"
    target.write_text(report_of(write_ring(folder / "lake")), encoding="utf-8")
    opened = Seen(browser, target.as_uri(), WIDE)
    opened.page.wait_for_selector("html[data-drawn]")
    yield opened
    opened.page.close()


@pytest.fixture
def seen(browser: Browser, report: str) -> Iterator[Seen]:
    opened = Seen(browser, report, WIDE)
    opened.page.wait_for_selector("html[data-drawn]")
    yield opened
    assert opened.said == []
    assert [url for url in opened.asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert opened.page.evaluate("window.hacked") is None
    opened.page.close()


def test_all_charts_are_drawn(seen: Seen) -> None:
    for name in ("timeline", "busiest", "matrix", "venues", "sureness"):
        assert seen.page.locator(f"#chart-{name} svg path").count() > 3
    assert seen.page.locator("#covered-list li").count() == 5
    assert "4 June 2024" in seen.text("#upcoming-list")


def test_both_sides_of_who_met_whom_have_the_same_parties_in_the_same_order(
    ring: Seen, tmp_path: Path
) -> None:
    columns, rows = [
        axis.locator(".role-axis-label text").all_text_contents()
        for axis in ring.page.locator("#chart-matrix .role-axis").all()
        if axis.locator(".role-axis-label text").count()
    ]
    found = answer_rows(str(tmp_path), "select code, name from parties")
    assert found is not None
    names = {row["code"]: row["name"] for row in found.to_pylist()}
    assert len(rows) == 12
    assert [names[code] for code in columns] == rows


def test_what_may_still_come_lies_ahead_and_what_should_have_come_is_counted(ring: Seen) -> None:
    assert ring.number("ahead") == 2
    assert ring.text("#upcoming-list").split("\n")[:2] == ["May 2024", "China – Egypt"]
    assert ring.text("#upcoming-note") == (
        "1 more has no day, or one that has passed without news of it."
    )


def test_a_country_is_not_named_twice(ring: Seen) -> None:
    places = ring.page.locator("#events-list .around").all_inner_texts()
    assert {place.partition(" · ")[2] for place in places} == {"Lima, Peru", "Lima, PER", "Peru"}


def test_agreements_are_listed_with_their_steps(seen: Seen) -> None:
    shown = " ".join(seen.page.locator("#treaties tbody tr").inner_text().split())
    assert shown == "Border accord Libya, Chad Signed 18 May 2024"


def test_history_is_left_out_until_it_is_asked_for(seen: Seen) -> None:
    assert seen.number("events") == 5
    seen.page.check("#recalled")
    assert seen.number("events") == 6
    assert seen.text("#filtered") == "6 of 6 events shown"


def test_filters_change_numbers_lists_and_charts(seen: Seen) -> None:
    assert [seen.number(n) for n in ("events", "met", "treaties", "ahead", "off")] == [
        5,
        2,
        1,
        1,
        1,
    ]
    seen.page.select_option("#party", "NER")
    assert [seen.number(n) for n in ("events", "met", "treaties", "ahead", "off")] == [
        3,
        1,
        0,
        1,
        1,
    ]
    assert seen.text("#treaties-note") == "No agreement is left by these filters."
    seen.page.get_by_role("radio", name="Happened").check()
    assert seen.number("events") == 1
    seen.page.wait_for_function("document.querySelectorAll('#table-busiest tbody tr').length === 2")
    seen.page.get_by_role("button", name="Reset").click()
    seen.page.wait_for_function(
        "document.querySelector('#number-events .value').textContent === '5'"
    )


def test_a_filter_that_leaves_nothing_says_so(seen: Seen) -> None:
    seen.page.get_by_role("radio", name="Treaties").check()
    seen.page.get_by_role("radio", name="Ahead").check()
    assert seen.text("#events-count") == "No event is left by these filters."
    seen.page.wait_for_selector("#chart-timeline.is-empty", state="attached")


def test_a_mark_leads_to_its_events_and_an_event_to_its_sentence_and_article(seen: Seen) -> None:
    seen.page.locator("#chart-timeline .mark-rect path").nth(1).click(force=True)
    assert seen.text("#events-count").startswith("1 event: 17 May 2024 · meeting")
    event = seen.page.locator("#events-list details")
    assert event.count() == 1
    assert "The sentence that proves visit." in event.inner_text()
    link = event.get_by_role("link", name="News of visit")
    assert link.get_attribute("href") == "https://gazette.example/visit"
    assert link.get_attribute("rel") == "noopener noreferrer"
    seen.page.get_by_role("button", name="Show all again").click()
    assert seen.page.locator("#events-list details").count() == 5


def test_every_mark_can_be_reached_with_the_keyboard(seen: Seen) -> None:
    summary = seen.page.locator("#figure-matrix .as-table summary")
    summary.focus()
    seen.page.keyboard.press("Enter")
    seen.page.get_by_role("button", name="Show 1 event: Libya · Chad").focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "events-heading"
    assert "Libya · Chad" in seen.text("#events-count")


def test_hostile_titles_and_links_stay_inert(seen: Seen) -> None:
    seen.page.locator("#event-0 summary").click()
    quote = seen.text("#event-0 blockquote")
    assert "<img src=x onerror='window.hacked = 2'>" in quote
    assert seen.page.locator("#event-0 blockquote a").count() == 0
    assert seen.page.locator("img").count() == 0


def test_the_theme_follows_the_system_and_the_button(browser: Browser, report: str) -> None:
    dark = Seen(browser, report, WIDE, color_scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert dark.page.evaluate(paper) == "rgb(20, 21, 24)"
    dark.page.click("#theme")
    assert dark.page.evaluate(paper) == "rgb(252, 251, 248)"
    dark.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_page_fits_and_has_no_serious_barrier(
    browser: Browser, report: str, scheme: str, size: tuple[int, int]
) -> None:
    opened = Seen(browser, report, size, color_scheme=scheme)
    opened.page.wait_for_selector("html[data-drawn]")
    assert opened.page.evaluate("document.documentElement.scrollWidth") == size[0]
    opened.page.locator("#events-list summary").first.click()
    for table in opened.page.locator(".as-table summary").all():
        table.click()
    found = Axe().run(opened.page).response["violations"]
    serious = [f"{v['id']}: {v['nodes'][0]['html']}" for v in found if v["impact"] != "minor"]
    assert serious == []
    opened.page.close()


def test_without_scripts_the_most_reported_events_are_a_table(
    browser: Browser, report: str
) -> None:
    plain = Seen(browser, report, WIDE, java_script_enabled=False)
    assert "JavaScript, which is off" in plain.text(".warning")
    assert "Khalifa Sarra (LBY)" in plain.text("noscript table")
    assert plain.page.locator("#filters").is_hidden()
    plain.page.close()


def test_on_paper_every_listed_event_shows_its_sentence(
    browser: Browser, report: str, tmp_path: Path
) -> None:
    opened = Seen(browser, report, WIDE, color_scheme="dark")
    opened.page.wait_for_selector("html[data-drawn]")
    opened.page.emulate_media(media="print")
    opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert "The sentence that proves signed." in opened.text("#events-list")
    assert opened.page.evaluate("getComputedStyle(document.body).backgroundColor") == (
        "rgb(255, 255, 255)"
    )
    assert opened.page.locator("#filters").is_hidden()
    assert opened.page.pdf(path=tmp_path / "report.pdf").startswith(b"%PDF")
    opened.page.close()
