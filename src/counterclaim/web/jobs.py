"""Work in the background: one job at a time, its progress kept in the case's database, so that a restart goes on with it.

Every kind of job is a function of its target that may be run again: `add` recognises what is there already. A job that was
running when the application stopped is run again when it starts.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from queue import SimpleQueue
from secrets import token_hex

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, Text, insert, select, update

from counterclaim.case import Case
from counterclaim.errors import CounterclaimError
from counterclaim.store.engine import make_tables
from counterclaim.web.works import estimate_source, weigh_figures

_metadata = MetaData()
#: beside the case's tables, and no part of its record: what was done is in the ledger
_jobs = Table(
    "web_jobs", _metadata,
    Column("id", String(16), primary_key=True), Column("kind", String(20), nullable=False), Column("target", Text, nullable=False),
    Column("by", Text, nullable=False), Column("state", String(12), nullable=False), Column("done", Integer, nullable=False),
    Column("told", Text, nullable=False), Column("asked_at", String(40), nullable=False), Column("ended_at", String(40)),
)  # fmt: skip

#: what a job does: (case, target, by, tick) -> a sentence; `tick(done, told)` shows progress and raises where cancelled
Work = Callable[[Case, str, str, Callable[[int, str], None]], str]


@dataclass(frozen=True, slots=True)
class Job:
    """A job; `state` is waiting, running, done, failed or cancelled; `told` what it says of itself."""

    id: str
    kind: str
    target: str
    by: str
    state: str
    done: int
    told: str
    asked_at: str
    ended_at: str | None

    @property
    def active(self) -> bool:
        """Whether it waits or runs."""
        return self.state in ("waiting", "running")


class _Cancelled(Exception):
    """The person asked for the job to stop."""


class Jobs:
    """The jobs of one case and the thread that does them."""

    def __init__(self, case: Case, works: dict[str, Work]) -> None:
        self._case, self._works = case, works
        self._engine = case.memory.engine
        make_tables(self._engine, _metadata)
        self._queue: SimpleQueue[str | None] = SimpleQueue()
        self._cancelled: set[str] = set()
        unended = _jobs.c.state.in_(("waiting", "running"))
        with self._engine.begin() as connection:  # what a stopped application left behind
            connection.execute(update(_jobs).where(unended).values(state="waiting", told="Goes on."))
            left = connection.scalars(select(_jobs.c.id).where(unended).order_by(_jobs.c.asked_at)).all()
        for identity in left:
            self._queue.put(identity)
        self._thread = threading.Thread(target=self._run, name="counterclaim-jobs", daemon=True)
        self._thread.start()

    def start(self, kind: str, target: str, *, by: str) -> str:
        """Ask for a job; its id.

        Raises:
            KeyError: there is no such kind.
        """
        if kind not in self._works:
            raise KeyError(kind)
        identity = ask(self._engine, kind, target, by=by)
        self._queue.put(identity)
        return identity

    def all(self, limit: int = 50) -> list[Job]:
        """Jobs, newest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_jobs).order_by(_jobs.c.asked_at.desc()).limit(limit)).all()
        return [Job(*row) for row in rows]

    def get(self, identity: str) -> Job | None:
        """One job."""
        with self._engine.connect() as connection:
            row = connection.execute(select(_jobs).where(_jobs.c.id == identity)).one_or_none()
        return Job(*row) if row is not None else None

    def cancel(self, identity: str) -> bool:
        """Stop a job that waits or runs; whether there was one."""
        job = self.get(identity)
        if job is None or not job.active:
            return False
        self._cancelled.add(identity)
        if job.state == "waiting":
            self._write(identity, state="cancelled", told="Cancelled before it began.", ended=True)
        return True

    def stop(self) -> None:
        """Let the thread end after the job that it is on; the others wait for the next start."""
        self._queue.put(None)
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while (identity := self._queue.get()) is not None:
            job = self.get(identity)
            if job is not None and job.state == "waiting":
                self._do(job)

    def _do(self, job: Job) -> None:
        def tick(done: int, told: str) -> None:
            if job.id in self._cancelled:
                raise _Cancelled
            self._write(job.id, done=done, told=told)

        self._write(job.id, state="running", told="Runs.")
        try:
            told = self._works[job.kind](self._case, job.target, job.by, tick)
        except _Cancelled:
            self._write(job.id, state="cancelled", told="Cancelled; what was done before is kept.", ended=True)
        except CounterclaimError as error:
            self._write(job.id, state="failed", told=str(error)[:4000], ended=True)
        except Exception as error:  # a job must never take the application down
            self._write(
                job.id, state="failed", told=f"A fault of Counterclaim's own ({type(error).__name__}).", ended=True
            )
        else:
            self._write(job.id, state="done", told=told, ended=True)

    def _write(self, identity: str, *, ended: bool = False, **values: object) -> None:
        if ended:
            values["ended_at"] = datetime.now(UTC).isoformat()
        with self._engine.begin() as connection:
            connection.execute(update(_jobs).where(_jobs.c.id == identity).values(**values))


def ask(engine: Engine, kind: str, target: str, *, by: str) -> str:
    """Write down that a job is wanted; its id. An application that is not running takes it up when it starts."""
    _metadata.create_all(engine)
    identity = token_hex(8)
    now = datetime.now(UTC).isoformat()
    row = {"id": identity, "kind": kind, "target": target, "by": by, "state": "waiting", "done": 0, "told": "Waits.",
           "asked_at": now, "ended_at": None}  # fmt: skip
    with engine.begin() as connection:
        connection.execute(insert(_jobs), [row])
    return identity


def add_reports(case: Case, target: str, by: str, tick: Callable[[int, str], None]) -> str:
    """Archive, read and regroup what a target holds."""
    tick(0, f"Obtaining {target}")
    added = case.add(
        [target],
        by=by,
        progress=lambda so_far: tick(so_far.reports, f"{so_far.reports} reports, {so_far.claims} claims"),
    )
    failed = "".join(f"\n{fault}" for fault in added.failed)
    return f"{added.reports} reports with {added.claims} claims added; {added.again} were there already.{failed}"


def verify_case(case: Case, target: str, by: str, tick: Callable[[int, str], None]) -> str:
    """Check the whole case."""
    verification = case.verify(progress=lambda done: tick(done, f"{done} entries checked"))
    return "Everything holds." if not verification.findings else "\n".join(str(flaw) for flaw in verification.findings)


def link_lists(case: Case, target: str, by: str, tick: Callable[[int, str], None]) -> str:
    """Link the case's victim lists; nothing is written before the end, so a cancelled run leaves all as it was."""
    done = case.victims.link(by=by, progress=lambda step, share: tick(int(100 * share), f"{step} ({share:.0%})"))
    notes = "".join(f"\n{note}" for note in done.notes)
    return f"{done.records} records, {done.persons} persons (95 % interval {done.low:.0f} to {done.high:.0f}).{notes}"


WORKS: dict[str, Work] = {
    "add": add_reports, "link": link_lists, "verify": verify_case, "estimate": estimate_source, "weigh": weigh_figures,
}  # fmt: skip
