"""Pages answer, and show what the case holds."""

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from counterclaim.web.desk import PAGES
from tests.web.conftest import SCRIPT, case_of


@pytest.mark.parametrize("path", [address for address, _ in PAGES])
def test_each_page_of_the_navigation_answers_and_says_where_one_is(reading_client: TestClient, path: str) -> None:
    answer = reading_client.get(path)
    assert answer.status_code == 200
    assert f'<a href="{path}" aria-current="page">' in answer.text


def test_every_figure_incident_and_report_has_a_page(reading_client: TestClient) -> None:
    case = case_of(reading_client)
    figures = list(case.figures())
    paths = {f"/figures/{f.id}" for f in figures} | {f"/incidents/{f.incident.id}" for f in figures}
    paths |= {f"/reports/{head.id}" for head in case.report_heads()}
    assert len(paths) > 15
    assert [path for path in sorted(paths) if reading_client.get(path).status_code != 200] == []


def test_a_figure_shows_each_claim_in_its_words_with_speaker_and_report(reading_client: TestClient) -> None:
    case = case_of(reading_client)
    figure = max(case.figures(), key=lambda f: len(f.claims))
    page = reading_client.get(f"/figures/{figure.id}").text
    for claim, head in case.known(figure.claims).values():
        assert f'href="/reports/{head.id}#{claim.id}"' in page
        assert f'id="claim-{claim.id}"' in page
    assert all(f">{a.rules} " in page for a in figure.assessments)


def test_filters_leave_only_what_was_asked_for(reading_client: TestClient) -> None:
    case = case_of(reading_client)
    page = reading_client.get("/figures?harm=killed&status=conflicting").text
    shown = set(re.findall(r'<a href="/figures/([^"?]+)"', page))
    wanted = {f.id for f in case.figures() if f.harm.value == "killed" and f.status.value == "conflicting"}
    assert shown == wanted
    assert wanted


@pytest.mark.parametrize(
    "query", ["harm=none", "least=" + "9" * 5000, "since=never", "scope=%00", "party=%F0%9F%92%A3"]
)
def test_a_filter_that_makes_no_sense_shows_a_page(reading_client: TestClient, query: str) -> None:
    assert reading_client.get(f"/figures?{query}").status_code == 200


def test_words_that_nothing_holds_find_nothing_and_say_what_to_do(reading_client: TestClient) -> None:
    assert "Nothing fits" in reading_client.get("/figures?words=zzzz").text


@pytest.mark.parametrize(
    "path", ["/nowhere", "/figures/f-none", "/incidents/none", "/reports/none", "/reports/none/snapshot"]
)
def test_what_is_not_there_is_said_to_be_missing(reading_client: TestClient, path: str) -> None:
    answer = reading_client.get(path)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_the_archived_copy_is_a_download_of_the_same_bytes(reading_client: TestClient) -> None:
    case = case_of(reading_client)
    report = next(case.reports())
    answer = reading_client.get(f"/reports/{report.id}/snapshot")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.content == case.snapshot_bytes(report.snapshot or "")


def test_the_base_map_of_a_case_is_its_own(reading_client: TestClient) -> None:
    names = [f["properties"]["name"] for f in reading_client.get("/base-map").json()["features"]]
    assert "Marrowen" in names


def test_sources_show_who_calls_whom_what(reading_client: TestClient) -> None:
    page = reading_client.get("/sources").text
    assert "t-hostile" in page
    assert "Nobody has written anything down" not in page


def test_the_ledger_pages_through_all_entries_once(reading_client: TestClient) -> None:
    seen: list[str] = []
    path: str | None = "/ledger"
    while path:
        page = reading_client.get(path).text
        seen += re.findall(r'<td class="num">(\d+)</td>', page)
        found = re.search(r'rel="next" href="(\?[^"]+)"', page)
        path = "/ledger" + found[1].replace("&amp;", "&") if found else None
    assert len(seen) == len(set(seen)) == case_of(reading_client).count_entries()


def test_hostile_titles_names_and_files_are_only_words(reading_client: TestClient) -> None:
    case = case_of(reading_client)
    figures = list(case.figures())
    paths = [address for address, _ in PAGES] + [f"/figures/{f.id}" for f in figures]
    paths += [f"/incidents/{f.incident.id}" for f in figures] + [f"/reports/{h.id}" for h in case.report_heads()]
    pages = {path: reading_client.get(path).text for path in paths}
    assert any("&lt;script&gt;window.hit" in page for page in pages.values()), "the hostile report must be shown"
    for path, page in pages.items():
        assert SCRIPT not in page, path
        assert "<img" not in page, path
        assert "<svg" not in page, path
        assert not re.search(r"<[^>]*\son\w+=", re.sub(r'="[^"]*"', '=""', page)), path
        scripts = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>", page)
        assert all('type="application/json"' in script for script in scripts), path


def test_a_hostile_file_name_cannot_break_the_download(reading_client: TestClient, made: Path) -> None:
    case = case_of(reading_client)
    hostile = next(r for r in case.reports() if "window.hit" in r.text)
    answer = reading_client.get(f"/reports/{hostile.id}/snapshot")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert "onerror" not in answer.headers["content-disposition"]
