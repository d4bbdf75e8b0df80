"""A real Chromium walks every page: nothing runs but our files, nothing is asked of another host, all is accessible."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect

from counterclaim.web.app import create_app
from counterclaim.web.desk import PAGES
from counterclaim.web.settings import Settings
from tests.web.conftest import ARABIC, ME, a_copy

pytestmark = pytest.mark.browser
#: elements that stick out of the window, for the message
WIDE = """[...document.querySelectorAll('main *')].filter(e => { const style = getComputedStyle(e);
    return e.getBoundingClientRect().right > innerWidth + 1
        || (e.scrollWidth > e.clientWidth + 1 && style.overflowX === 'visible' && style.display !== 'inline'); })
    .map(e => e.outerHTML.slice(0, 80)).slice(0, 4)"""


@pytest.fixture(scope="module", params=["sqlite"])
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Any]]:
    """The address of the case as it is served, and its application."""
    place = tmp_path_factory.mktemp("served") / "a case with a rather long name of its own"
    with a_copy(request, place) as location:
        yield from serve(location)


def serve(location: str) -> Iterator[tuple[str, Any]]:
    """Serves a case in this process until the test ends."""
    app = create_app(Settings(location, user=ME))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 60
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    assert server.started
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}", app
    server.should_exit = True
    thread.join(timeout=20)


def watched(browser: Browser, address: str, **options: Any) -> tuple[Page, list[str]]:
    """A page, and what it did that no page of ours does: errors, requests elsewhere, breaches of the policy, scripts run."""
    page, wrong = browser.new_page(**options), []
    page.set_default_timeout(60_000)
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append("a dialog opened"), dialog.dismiss()))
    page.on(
        "request", lambda request: wrong.append(request.url) if not request.url.startswith((address, "data:")) else None
    )
    return page, wrong


def paths_of(app: Any) -> list[str]:
    """Every page of the navigation, and a figure, incident, and reports plain, hostile and Arabic."""
    case = app.state.desk.case
    figure = max(case.figures(), key=lambda f: len(f.claims))
    of_text = {r.text: r.id for r in case.reports()}
    hostile = next(id_ for text, id_ in of_text.items() if "window.hit" in text)
    arabic = next(id_ for text, id_ in of_text.items() if text.strip() == ARABIC)
    reports = [case.known(figure.claims[:1])[figure.claims[0]][1].id, hostile, arabic]
    return (
        [p for p, _ in PAGES]
        + [f"/figures/{figure.id}", f"/incidents/{figure.incident.id}"]
        + [f"/estimates/{made.id}" for made in case.estimates.all()]
        + [f"/reports/{r}" for r in reports]
        + ["/review", *(f"/persons/{known.person.id}" for known in case.victims.persons(limit=2)[0])]
    )


def violations(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        pytest.fail("axe-playwright-python is missing: pip install -r requirements.lock.")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
    found = Axe().run(page, options=rules).response["violations"]
    return [f"{v['id']}: {n['html'][:160]} {n.get('failureSummary', '')[:200]}" for v in found for n in v["nodes"][:3]]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_quiet_drawn_and_accessible(
    browser: Browser, served: tuple[str, Any], scheme: str, width: int
) -> None:
    address, app = served
    page, wrong = watched(browser, address, color_scheme=scheme, viewport={"width": width, "height": 900})
    faults = []
    shots = os.environ.get("COUNTERCLAIM_SHOTS")
    for number, path in enumerate(paths_of(app)):
        page.goto(address + path)
        for plot in page.locator("figure.plot").all():
            plot.locator(".canvas svg[aria-label]").first.wait_for()
        if page.evaluate("window.hit") is not None:
            faults.append(f"{path}: a script of a report ran")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            wide = page.evaluate(WIDE)
            faults.append(f"{path}: it scrolls sideways, for {wide}")
        faults += [f"{path}: {v}" for v in violations(page)]
        if shots:
            page.screenshot(path=f"{shots}/{number:02d}-{scheme}-{width}.png", full_page=True)
    page.close()
    assert not wrong + faults, "\n".join(wrong + faults)


def test_a_claim_is_added_by_selecting_words(browser: Browser, served: tuple[str, Any]) -> None:
    address, app = served
    case = app.state.desk.case
    report = next(r for r in case.reports() if r.text.strip() == ARABIC)
    page, wrong = watched(browser, address)
    page.goto(f"{address}/reports/{report.id}")
    start = report.text.index("٤٥")
    page.evaluate(
        """([start, end]) => { const text = document.getElementById("text").querySelector("[data-start]").firstChild;
        const range = document.createRange(); range.setStart(text, start); range.setEnd(text, end);
        getSelection().removeAllRanges(); getSelection().addRange(range); }""",
        [start, start + 2],
    )
    page.get_by_role("button", name="the number", exact=True).click()
    assert "٤٥" in page.locator("[data-for=quantity]").inner_text()
    page.locator("#by-hand [name=low]").fill("45")
    page.locator("#by-hand [name=reason]").fill("The reader knows no Arabic.")
    page.get_by_role("button", name="Add the claim").click()
    page.locator("#claims").wait_for()
    assert [d.decision.claim.quantity.words for d in case.decisions(report=report.id) if d.decision.claim] == ["٤٥"]
    assert wrong == []
    page.close()


def test_filters_answer_without_loading_the_page_again_and_draw_the_plot_anew(
    browser: Browser, served: tuple[str, Any]
) -> None:
    address, _ = served
    page, wrong = watched(browser, address)
    page.goto(f"{address}/figures")
    page.locator("figure.plot svg[aria-label]").wait_for()
    page.evaluate("window.same = true")
    page.get_by_label("Status").select_option("conflicting")
    page.wait_for_url("**status=conflicting**")
    page.locator("figure.plot svg[aria-label]").wait_for()
    assert page.evaluate("window.same") is True
    assert set(page.locator("#found tbody .status").all_inner_texts()) <= {"conflicting", "denied"}
    assert wrong == []
    page.close()


def test_on_a_phone_each_cell_stands_under_the_head_of_its_column_and_the_table_stays_one(
    browser: Browser, served: tuple[str, Any]
) -> None:
    address, _ = served
    page, wrong = watched(browser, address, viewport={"width": 360, "height": 900})
    page.goto(f"{address}/sources")
    table = page.locator("table.wide").first
    assert table.get_attribute("role") == "table"
    for row in table.locator("tbody tr").all():
        assert [cell.get_attribute("data-label") for cell in row.locator("td").all()] == [
            "Of whom",
            "Names used (times)",
        ]
        assert row.evaluate("row => row.getBoundingClientRect().right <= innerWidth")
    page.get_by_role("columnheader", name="Speaker").wait_for(state="attached")
    assert wrong == []
    page.close()


def test_what_is_printed_has_the_claims_and_no_controls(browser: Browser, served: tuple[str, Any]) -> None:
    address, app = served
    figure = max(app.state.desk.case.figures(), key=lambda f: len(f.claims))
    page, wrong = watched(browser, address)
    page.goto(f"{address}/figures/{figure.id}")
    page.emulate_media(media="print")
    assert page.locator("#claims ~ form tbody tr").first.is_visible()
    assert [element.inner_text() for element in page.locator("button, nav, input").all() if element.is_visible()] == []
    assert wrong == []
    page.close()


def test_the_keyboard_reaches_the_content_first_and_then_each_page(browser: Browser, served: tuple[str, Any]) -> None:
    address, _ = served
    page, _ = watched(browser, address)
    page.goto(f"{address}/figures")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    reached = []
    for _ in range(len(PAGES) + 1):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert reached == ["/figures", *(address_ for address_, _ in PAGES)]
    page.close()


def test_pairs_are_judged_by_key_with_a_reason_and_taken_back(browser: Browser, served: tuple[str, Any]) -> None:
    address, app = served
    victims = app.state.desk.case.victims
    page, wrong = watched(browser, address)
    page.goto(f"{address}/review")
    assert "سامر خالد عمر حداد" in page.locator(".beside").inner_text()
    assert page.locator("td[lang=ar]").first.get_attribute("dir") == "auto"
    page.keyboard.press("r")
    page.keyboard.type("same spelling, d is no verdict here")
    page.keyboard.press("Enter")  # no verdict either
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.locator("body")).not_to_contain_text("حداد")
    _entry, last = victims.last_judgement(ME)
    assert (last.verdict, last.reason) == ("same", "same spelling, d is no verdict here")
    assert "B. Reviewer" in page.locator("#agree + table").inner_text()
    page.keyboard.press("w")
    expect(page.locator("body")).to_contain_text("حداد")
    assert victims.last_judgement(ME) is None
    assert wrong == []
    page.close()


def test_an_estimate_is_run_in_the_background_and_accepted_sentence_by_sentence(
    browser: Browser, served: tuple[str, Any], tmp_path: Path
) -> None:
    address, app = served
    (tmp_path / "counts.csv").write_text(
        "north,south,east,count\n1,0,0,50\n0,1,0,40\n0,0,1,30\n1,1,0,20\n1,0,1,15\n0,1,1,12\n1,1,1,9\n"
    )
    page, wrong = watched(browser, address)
    page.goto(f"{address}/estimates")
    page.get_by_text("Give a table of overlaps").click()
    page.locator("[name=name]").fill("three regions")
    page.locator("[name=counts]").set_input_files(tmp_path / "counts.csv")
    page.get_by_role("button", name="Give", exact=True).click()
    page.get_by_role("button", name="Estimate from three regions").click()
    page.get_by_role("link", name="To the estimate").click(timeout=120_000)
    page.locator("figure.plot[data-plot=upset] svg[aria-label]").wait_for()
    made = next(one for one in app.state.desk.case.estimates.all() if one.title == "three regions")
    assert "A table, and no number" in page.locator("main").inner_text()
    page.locator("[name=reason]").fill("Three teams that never met.")
    accept = page.get_by_role("button", name="Accept", exact=True)
    boxes = page.locator("[name=ticked]")
    for place in range(boxes.count() - 1):
        boxes.nth(place).check()
    accept.click()  # the browser itself holds it back: one sentence is not ticked
    assert app.state.desk.case.estimates.find(made.id).headlines == []
    boxes.last.check()
    accept.click()
    page.get_by_text("Accepted by A. Analyst").wait_for()
    (headline,) = app.state.desk.case.estimates.find(made.id).headlines
    assert headline.acceptance.reason == "Three teams that never met."
    assert wrong == []
    page.close()
