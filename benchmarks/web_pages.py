"""Pages of a large case, as a browser gets them: time of the server, bytes, and how soon the first plot is drawn.

    .venv/bin/python benchmarks/big_case.py LOCATION
    .venv/bin/python benchmarks/web_pages.py LOCATION [--times 40] [--no-browser]

Server time is from the request's last byte to the answer's first, on loopback, by a client that asks one page after another;
beside it stands the CPU time that the server's process spent, since the machine may be shared.
"""

import argparse
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.serving import cpu_of, serving

from counterclaim.case import Case

#: a request for one of these is one sample; {figure} and so on are drawn anew each time
PAGES = (
    "/figures", "/figures?status=conflicting&rules=ucdp-style", "/figures?words=Town+1&page=3", "/figures?least=50&most=80",
    "/figures?party=Speaker+3", "/figures?since=2033-01-01&until=2033-02-01", "/figures/{figure}", "/incidents",
    "/incidents?words=Town+7", "/incidents/{incident}", "/reports", "/reports?words=part0001", "/reports/{report}", "/sources",
    "/ledger", "/ledger?words=Speaker", "/work", "/persons", "/estimates", "/api/figures", "/api/claims?harm=killed",
)  # fmt: skip


def addresses(location: str, times: int, seed: int = 1) -> Iterator[tuple[str, list[str]]]:
    """Each page with the addresses to ask for."""
    chance = random.Random(seed)
    with Case.open(location) as case:
        total = case.count_figures()
        figures = [next(case.figures(limit=1, offset=chance.randrange(total))) for _ in range(times)]
        heads = [case.report_heads(limit=1, offset=chance.randrange(case.count_reports()))[0].id for _ in range(times)]
    for page in PAGES:
        yield (
            page,
            [
                page.format(figure=figure.id, incident=figure.incident.id, report=report)
                for figure, report in zip(figures, heads, strict=True)
            ],
        )


def quantile(values: list[float], at: float) -> float:
    """The value below which `at` of the values lie."""
    return sorted(values)[min(len(values) - 1, int(at * len(values)))]


@contextmanager
def chromium() -> Iterator[object]:
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


#: milliseconds from the start of the navigation to the first plot's picture
DRAWN = """() => new Promise(done => { const look = () => document.querySelector('figure.plot .canvas svg')
    ? done(performance.now()) : requestAnimationFrame(look); look(); })"""


def main() -> None:
    """Measure and print a line a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("location")
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--browser", action=argparse.BooleanOptionalAction, default=True)
    asked = parser.parse_args()
    print(
        f"load {os.getloadavg()[0]:.1f}\n{'page':50} {'p50 ms':>7} {'p95 ms':>7} {'CPU ms':>7} {'kB':>7} {'kB sent':>7}"
    )
    with serving(asked.location) as (address, process), httpx.Client(base_url=address, timeout=600) as client:
        client.get("/figures")
        for page, wanted in addresses(asked.location, asked.times):
            seconds, sizes, sent = [], [], []
            before = cpu_of(process.pid)
            for path in wanted:
                began = time.perf_counter()
                with client.stream("GET", path) as answer:
                    seconds.append(time.perf_counter() - began)
                    if answer.status_code != 200:
                        print(f"{path}: {answer.status_code}")
                        break
                    body = answer.read()
                sizes.append(len(body))
                sent.append(answer.num_bytes_downloaded)
            if not sizes:
                continue
            cpu = (cpu_of(process.pid) - before) / len(wanted)
            print(
                f"{page:50} {1e3 * quantile(seconds, 0.5):7.0f} {1e3 * quantile(seconds, 0.95):7.0f} {1e3 * cpu:7.0f} "
                f"{max(sizes) / 1e3:7.0f} {max(sent) / 1e3:7.0f}",
                flush=True,
            )
        if asked.browser:
            with chromium() as browser:
                for path in ("/figures", "/incidents"):
                    drawn = []
                    for _ in range(5):
                        page = browser.new_page()
                        page.goto(address + path, wait_until="commit")
                        drawn.append(page.evaluate(DRAWN))
                        page.close()
                    print(
                        f"{path}: first plot drawn after {quantile(drawn, 0.5):.0f} ms (worst of 5: {max(drawn):.0f})"
                    )


if __name__ == "__main__":
    main()
