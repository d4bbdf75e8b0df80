"""A team at work: many people who read and some who edit, each acting every few seconds, on loopback.

    .venv/bin/python benchmarks/big_case.py LOCATION --claims 10000
    .venv/bin/python benchmarks/web_load.py LOCATION [--readers 50] [--editors 5] [--seconds 300] [--every 3]

Readers open pages at random; editors record a source's profile, reject a claim, correct one, or merge two figures.
Prints errors and the times of answers; LOCATION is changed, so give a copy. Bounded: it ends after --seconds.
"""

import argparse
import asyncio
import os
import random
import re
import sys
import time
from collections import defaultdict
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.serving import cpu_of, serving

from counterclaim.case import Case

Times = dict[str, list[float]]


class Crowd:
    """People who act on one server; what they were answered."""

    def __init__(self, address: str, location: str, seconds: float, every: float) -> None:
        self.address, self.until, self.every = address, time.monotonic() + seconds, every
        self.times: Times = defaultdict(list)
        self.errors: list[str] = []
        with Case.open(location) as case:
            found = list(case.figures(limit=200))
            self.figures = [figure.id for figure in found]
            self.incidents = [figure.incident.id for figure in found]
            self.claims = [claim for figure in found for claim in figure.claims[1:]]
            self.reports = [head.id for head in case.report_heads(limit=200)]

    async def person(self, seed: int, edits: bool) -> None:
        """One person, until the time is over."""
        chance = random.Random(seed)
        # no certificates: to load them for each person would take the client more time than a page takes the server
        async with httpx.AsyncClient(base_url=self.address, timeout=60, verify=False, trust_env=False) as client:
            await asyncio.sleep(chance.uniform(0, self.every))
            token = re.search(r'name="form_token" value="([^"]+)"', (await client.get("/work")).text)
            while time.monotonic() < self.until:
                began = time.monotonic()
                await (self.edit(client, chance, token[1] if token else "") if edits else self.read(client, chance))
                await asyncio.sleep(max(0.0, self.every - (time.monotonic() - began)))

    async def read(self, client: httpx.AsyncClient, chance: random.Random) -> None:
        """Open a page."""
        path = chance.choice(
            [
                "/figures", f"/figures?page={chance.randint(1, 9)}", "/figures?status=conflicting", "/incidents", "/sources", "/ledger",
                f"/reports/{chance.choice(self.reports)}", f"/incidents/{chance.choice(self.incidents)}",
                *[f"/figures/{chance.choice(self.figures)}"] * 4,
            ]
        )  # fmt: skip
        await self.ask("read", client, "GET", path, (200, 404))  # a figure may have been merged away meanwhile

    async def edit(self, client: httpx.AsyncClient, chance: random.Random, token: str) -> None:
        """Change something."""
        claim, form = chance.choice(self.claims), {"form_token": token, "reason": "read again"}
        one, other = chance.sample(self.figures, 2)
        path, more = chance.choice(
            [
                (f"/claims/{claim}/reject", {}),
                (f"/claims/{claim}/correct", {"field": "basis", "value": chance.choice(["eyewitness", "body_count"])}),
                (f"/figures/{one}/merge", {"other": other}),
            ]
        )
        await self.ask(
            "edit", client, "POST", path, (303, 404, 422), data={**form, **more}, headers={"Origin": self.address}
        )

    async def ask(
        self, kind: str, client: httpx.AsyncClient, method: str, path: str, fine: tuple[int, ...], **more: object
    ) -> None:
        """One request, timed to the end of its answer."""
        began = time.monotonic()
        try:
            answer = await client.request(method, path, **more)  # type: ignore[arg-type]
        except httpx.HTTPError as error:
            self.errors.append(f"{method} {path}: {type(error).__name__}")
            return
        self.times[kind].append(time.monotonic() - began)
        if answer.status_code not in fine:
            self.errors.append(f"{method} {path}: {answer.status_code}")


async def crowd(people: Crowd, readers: int, editors: int) -> None:
    """Everybody at once."""
    await asyncio.gather(*(people.person(n, n >= readers) for n in range(readers + editors)))


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("location")
    for name, default in (("readers", 50), ("editors", 5), ("seconds", 300), ("every", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    asked = parser.parse_args()
    with serving(asked.location) as (address, process):
        people = Crowd(address, asked.location, asked.seconds, asked.every)
        before = cpu_of(process.pid)
        asyncio.run(crowd(people, asked.readers, asked.editors))
        spent = cpu_of(process.pid) - before
    for kind, times in sorted(people.times.items()):
        times.sort()
        p50, p95 = times[len(times) // 2], times[int(0.95 * len(times))]
        print(
            f"{kind}: {len(times):,} answers, median {1e3 * p50:.0f} ms, p95 {1e3 * p95:.0f} ms, worst {1e3 * times[-1]:.0f} ms"
        )
    total = sum(map(len, people.times.values()))
    print(
        f"errors: {len(people.errors)}; CPU of the server {1e3 * spent / max(1, total):.0f} ms an answer; load {os.getloadavg()[0]:.1f}"
    )
    print("\n".join(sorted(set(people.errors))[:10]))


if __name__ == "__main__":
    main()
