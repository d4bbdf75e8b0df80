"""The server is killed while people edit: what it acknowledged is there when the case is opened again."""

import random
import threading
import time

import httpx
import pytest

from counterclaim.case import Case
from tests.serving import serving
from tests.web.conftest import form_token


def edit_until_killed(location: str, first: int, seconds: float) -> list[str]:
    """Names of sources whose recording the server acknowledged before it was killed."""
    acknowledged: list[str] = []
    with serving(location) as (address, process), httpx.Client(base_url=address, timeout=60) as client:
        token = form_token(client.get("/work").text)
        threading.Timer(seconds, process.kill).start()
        number = first
        try:
            while True:
                name = f"Source {number}"
                answer = client.post(
                    "/sources/profile", data={"form_token": token, "source": name}, headers={"Origin": address}
                )
                assert answer.status_code == 303, answer.text
                acknowledged.append(name)
                number += 1
        except httpx.TransportError:
            return acknowledged


def check_after_kills(location: str, kills: int, seed: int) -> None:
    chance, held = random.Random(seed), 0
    for _ in range(kills):
        acknowledged = edit_until_killed(location, held, chance.uniform(0.1, 1.5))
        with Case.open(location) as case:
            names = [profile.source for profile in case.profiles()]
            assert [name for name in acknowledged if name not in names] == []
            assert case.verify().findings == ()
        held += len(acknowledged) + 1
        time.sleep(0.01)
    assert held > kills  # something was edited


def test_what_the_server_acknowledged_survives_its_death(copy: str) -> None:
    check_after_kills(copy, 3, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 12))
def test_a_hundred_deaths(copy: str, seed: int) -> None:
    check_after_kills(copy, 5, seed)
