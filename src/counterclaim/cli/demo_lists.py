"""The victim lists of the invented war, into its case: added with what is known of them, linked, tied to incidents."""

import csv
from collections.abc import Callable
from datetime import date

from counterclaim import demo_war
from counterclaim.case import Case, PersonFilter
from counterclaim.case.link import Linked
from counterclaim.model import Fate, Harm

#: the lists that keepers made independently, and one ministry's releases, which are one list
THREE = ("hospital", "registry", "monitor")
RELEASES = ("ministry-2019-03-22", "ministry-2019-04-09")
#: what the monitor writes of its incidents, with the gazetteer's place and the day
INCIDENTS = {
    "Tolvane market, 10 March": ("inv-tolvane", date(2019, 3, 10)),
    "Hesmar clinic, 21 March": ("inv-hesmar", date(2019, 3, 21)),
}


def add_lists(case: Case, me: str, progress: Callable[[str, float], None] = lambda step, share: None) -> Linked:
    """Add the lists, link them, and tie the persons whom the monitor's own column puts to an incident of the case."""
    with (demo_war.LISTS / "lists.csv").open(encoding="utf-8", newline="") as file:
        for one in csv.DictReader(file):
            case.add_list(
                str(demo_war.LISTS / one["file"]),
                by=me,
                keeper=one["keeper"],
                criteria=one["criteria"],
                derived_from=[one["derived_from"]] if one["derived_from"] else (),
                once=one["once"] == "yes",
                fate=Fate(one["fate"]),
            )
    done = case.victims.link(by=me, progress=progress)
    for words, (place, day) in INCIDENTS.items():
        incident = next(
            figure.incident.id
            for figure in case.figures()
            if figure.harm is Harm.KILLED
            and figure.place
            and figure.place.gazetteer_id == place
            and figure.from_ == day
        )
        for known in case.victims.persons(PersonFilter(words=words, list="monitor"))[0]:
            case.victims.tie(known.person.id, incident, by=me, reason=f"The monitor's list has “{words}”.")
    return done
