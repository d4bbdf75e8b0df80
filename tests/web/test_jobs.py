"""Work in the background: seen, cancelled, and gone on with after a restart."""

import threading
from collections.abc import Callable, Iterator

import pytest

from counterclaim.case import Case
from counterclaim.errors import UsageError
from counterclaim.web.jobs import Jobs, ask

Tick = Callable[[int, str], None]


@pytest.fixture
def case(copy: str) -> Iterator[Case]:
    with Case.open(copy) as opened:
        yield opened


def wait(jobs: Jobs, identity: str, *states: str) -> str:
    """The state of a job once it is one of those asked for, or after two minutes (a busy machine is no fault)."""
    pause = threading.Event()
    for _ in range(2400):
        job = jobs.get(identity)
        assert job is not None
        if job.state in states:
            break
        pause.wait(0.05)
    return job.state


def test_a_job_shows_its_progress_and_its_end(case: Case) -> None:
    ticked, go = threading.Event(), threading.Event()

    def work(case: Case, target: str, by: str, tick: Tick) -> str:
        tick(3, "three of five")
        ticked.set()
        assert go.wait(30)
        return f"{target} done by {by}"

    jobs = Jobs(case, {"work": work})
    identity = jobs.start("work", "folder", by="A")
    assert ticked.wait(30)
    job = jobs.get(identity)
    assert job is not None
    assert (job.state, job.done, job.told) == ("running", 3, "three of five")
    go.set()
    assert wait(jobs, identity, "done") == "done"
    assert jobs.all()[0].told == "folder done by A"
    jobs.stop()


def test_a_running_job_is_cancelled_at_its_next_step_and_the_waiting_one_before_it_begins(case: Case) -> None:
    running, begun = threading.Event(), []

    def endless(case: Case, target: str, by: str, tick: Tick) -> str:
        begun.append(target)
        pause = threading.Event()
        for done in range(3000):
            tick(done, "on")
            running.set()
            pause.wait(0.01)
        return "never"

    jobs = Jobs(case, {"endless": endless})
    first, second = jobs.start("endless", "1", by="A"), jobs.start("endless", "2", by="A")
    assert running.wait(30)
    assert jobs.cancel(second)
    assert jobs.cancel(first)
    assert wait(jobs, first, "cancelled") == wait(jobs, second, "cancelled") == "cancelled"
    assert begun == ["1"]
    assert not jobs.cancel(first)
    assert not jobs.cancel("none")
    jobs.stop()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_a_stopped_application_left_behind_goes_on(case: Case) -> None:
    held, begun = threading.Event(), threading.Event()

    def hangs(case: Case, target: str, by: str, tick: Tick) -> str:
        begun.set()
        held.wait(60)
        raise SystemExit  # as where the process is killed: nothing more is written

    died = Jobs(case, {"work": hangs})
    running, waiting = died.start("work", "1", by="A"), died.start("work", "2", by="A")
    assert begun.wait(30)
    done: list[str] = []
    again = Jobs(case, {"work": lambda case, target, by, tick: done.append(target) or "done"})
    assert wait(again, running, "done") == wait(again, waiting, "done") == "done"
    assert done == ["1", "2"]
    again.stop()
    held.set()


def test_a_jobs_failure_is_told_in_words_and_takes_nothing_down(case: Case) -> None:
    def fails(case: Case, target: str, by: str, tick: Tick) -> str:
        raise UsageError("There is no such folder.") if target == "ours" else ZeroDivisionError("secret")

    jobs = Jobs(case, {"fails": fails})
    ours, other = jobs.start("fails", "ours", by="A"), jobs.start("fails", "other", by="A")
    assert wait(jobs, ours, "failed") == wait(jobs, other, "failed") == "failed"
    told = {job.id: job.told for job in jobs.all()}
    assert told[ours] == "There is no such folder."
    assert told[other] == "A fault of Counterclaim's own (ZeroDivisionError)."
    jobs.stop()


def test_a_kind_that_nobody_knows_is_refused(case: Case) -> None:
    jobs = Jobs(case, {})
    with pytest.raises(KeyError):
        jobs.start("launch", "x", by="A")
    jobs.stop()


def test_a_job_that_is_wanted_before_the_application_runs_is_done_when_it_starts(case: Case) -> None:
    identity = ask(case.memory.engine, "work", "early", by="A")
    jobs = Jobs(case, {"work": lambda case, target, by, tick: f"{target} for {by}"})
    assert wait(jobs, identity, "done") == "done"
    assert jobs.all()[0].told == "early for A"
    jobs.stop()
