"""Who looks while another thread regroups sees what was grouped last, at once; who asks for a regrouping waits for it."""

import threading
from collections.abc import Callable

from counterclaim.case import Case
from tests.case import fakes
from tests.case.conftest import ME


class Slow(fakes.Grouping):
    """A grouping that stops in the middle until it may go on."""

    begun, go = threading.Event(), threading.Event()

    def refresh(self) -> fakes.Change:
        if len(self.readings) > 1:
            self.begun.set()
            assert self.go.wait(60)
        return super().refresh()


def test_a_look_does_not_wait_for_another_threads_regrouping(location: str, write: Callable[..., str]) -> None:
    Slow.begun.clear()
    Slow.go.clear()
    with Case.create(location, by=ME, new_grouping=Slow) as case:
        case.add([write("one", "40 killed in Orvale, said the Ministry")], by=ME, **fakes.STAGES)
        case.add([write("two", "3 injured in Vesh, said the Front")], by=ME, regroup=False, **fakes.STAGES)
        at_it = threading.Thread(target=case.regroup)
        at_it.start()
        assert Slow.begun.wait(60)
        assert [figure.question for figure in case.figures()] == ["killed in Orvale"]
        Slow.go.set()
        at_it.join()
        assert sorted(figure.question for figure in case.figures()) == ["injured in Vesh", "killed in Orvale"]
