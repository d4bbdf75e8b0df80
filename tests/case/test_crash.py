"""What happens when the machine, the disk or another process gets in the way of `add`."""

import multiprocessing
import os
import random
import resource
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from counterclaim.case import Case
from counterclaim.errors import CaseError
from tests.case import fakes
from tests.case.conftest import ME

#: children are forked: they share nothing that is open, and start at once
FORK = multiprocessing.get_context("fork")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """100 reports in as many files, and one file that holds 60 more."""
    made = tmp_path / "reports"
    made.mkdir()
    for number in range(100):
        (made / f"r{number:03}.txt").write_text(f"{number + 1} killed in Town{number % 9}, said the Front")
    many = "\n\n".join(f"{n + 1} injured in Ville{n % 9}, said the Ministry" for n in range(60))
    (made / "many.txt").write_text(many)
    return made


def add_and_tell(location: str, folder: str, told: Connection) -> None:
    """Runs in a child: adds, and tells after each batch how many reports are acknowledged."""
    with Case.open(location, new_grouping=fakes.Grouping) as case:
        case.add([folder], by=ME, progress=lambda added: told.send(added.reports), **fakes.STAGES)
    told.send("done")


def killed_after(seconds: float, location: str, folder: Path) -> int:
    """How many reports a child had acknowledged when it was killed."""
    here, there = FORK.Pipe(duplex=False)
    child = FORK.Process(target=add_and_tell, args=(location, str(folder), there))
    child.start()
    there.close()
    time.sleep(seconds)
    if child.pid is not None:
        os.kill(child.pid, signal.SIGKILL)
    child.join()
    acknowledged = 0
    try:
        while True:
            message = here.recv()
            acknowledged = acknowledged if message == "done" else int(message)
    except EOFError:
        return acknowledged


def check_after_kills(location: str, folder: Path, kills: int, seed: int) -> None:
    Case.create(location, by=ME, new_grouping=fakes.Grouping).close()
    places = random.Random(seed)
    held = 0
    for _ in range(kills):
        acknowledged = killed_after(places.uniform(0.02, 1.2), location, folder)
        with Case.open(location, new_grouping=fakes.Grouping) as case:
            now = len(list(case.reports()))
            assert now >= held + acknowledged
            held = now
            result = case.verify()
            assert result.findings == ()
    with Case.open(location, new_grouping=fakes.Grouping) as case:
        case.add([str(folder)], by=ME, **fakes.STAGES)
        assert len(list(case.reports())) == 160
        assert case.count_claims() == 160
        assert len(list(case.figures())) == 18
        assert case.verify().findings == ()


def test_kill_9_at_random_moments_of_add_loses_nothing_acknowledged(location: str, folder: Path) -> None:
    check_after_kills(location, folder, 5, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 22))
def test_kill_9_a_hundred_times(location: str, folder: Path, seed: int) -> None:
    check_after_kills(location, folder, 5, seed)


def test_two_processes_add_to_one_case_at_once(location: str, folder: Path) -> None:
    Case.create(location, by=ME, new_grouping=fakes.Grouping).close()
    pipes = [FORK.Pipe(duplex=False) for _ in range(2)]
    children = [FORK.Process(target=add_and_tell, args=(location, str(folder), there)) for _, there in pipes]
    for child in children:
        child.start()
    for child in children:
        child.join()
    assert [child.exitcode for child in children] == [0, 0]
    with Case.open(location, new_grouping=fakes.Grouping) as case:
        assert len(list(case.reports())) == 160
        assert case.count_claims() == 160
        assert case.verify().findings == ()


def on_a_full_disk(location: str, folder: str, limit: int, told: Connection) -> None:
    """Runs in a child that may write no file longer than `limit` bytes."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        add_and_tell(location, folder, told)
    except CaseError as error:
        told.send(str(error))


def full_disk(location: str, folder: Path, limit: int) -> list[object]:
    here, there = FORK.Pipe(duplex=False)
    child = FORK.Process(target=on_a_full_disk, args=(location, str(folder), limit, there))
    child.start()
    there.close()
    said: list[object] = []
    try:
        while True:
            said.append(here.recv())
    except EOFError:
        child.join()
    return said


@pytest.mark.parametrize("kilobytes", [300, 600])
def test_a_full_disk_is_said_and_what_was_acknowledged_is_kept(tmp_path: Path, folder: Path, kilobytes: int) -> None:
    location = str(tmp_path / "case")
    Case.create(location, by=ME, new_grouping=fakes.Grouping).close()
    *acknowledged, message = full_disk(location, folder, kilobytes * 1024)
    assert "the database cannot be used" in str(message)
    assert "free space" in str(message)
    with Case.open(location, new_grouping=fakes.Grouping) as case:
        assert len(list(case.reports())) >= max(map(int, acknowledged), default=0)  # type: ignore[call-overload]
        assert case.verify().findings == ()
        case.add([str(folder)], by=ME, **fakes.STAGES)
        assert len(list(case.reports())) == 160


def test_a_blob_that_the_disk_cannot_take_leaves_nothing_behind(tmp_path: Path, folder: Path) -> None:
    location = str(tmp_path / "case")
    Case.create(location, by=ME, new_grouping=fakes.Grouping).close()
    (folder / "a-long.txt").write_text("x" * 2_000_000)
    said = full_disk(location, folder, 1_000_000)
    assert "cannot keep 2000000 bytes" in str(said[-1])
    assert not list((tmp_path / "case" / "blobs").rglob("*.unfinished"))


def test_a_case_that_is_not_there_or_no_case(tmp_path: Path, write: Callable[..., str]) -> None:
    with pytest.raises(CaseError, match="there is no case here"):
        Case.open(str(tmp_path / "none"))
    write("a", "text")
    with pytest.raises(CaseError, match="not an empty folder"):
        Case.create(str(tmp_path / "reports"), by=ME)
    (tmp_path / "reports" / "case.sqlite").write_bytes(b"something else entirely" * 100)
    with pytest.raises(CaseError, match=r"damaged|cannot be used|no case here"):
        Case.open(str(tmp_path / "reports"))


def test_a_case_is_made_once(location: str) -> None:
    Case.create(location, by=ME, new_grouping=fakes.Grouping).close()
    with pytest.raises(CaseError, match="there is a case here already"):
        Case.create(location, by=ME)


def test_a_database_that_is_not_there_is_said_without_its_password(postgres_server: str) -> None:
    address = postgres_server.replace("postgres@", "postgres:secret@") + "/nowhere"
    for refused in (Case.open, lambda place: Case.create(place, by=ME)):
        with pytest.raises(CaseError, match="no such database") as error:
            refused(address)
        assert "secret" not in str(error.value)
    with pytest.raises(CaseError, match="cannot be used") as error:
        Case.open("postgresql://ann:secret@127.0.0.1:1/nowhere")
    assert "secret" not in str(error.value)
