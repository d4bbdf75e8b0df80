"""The worked example: killings in Kosovo, March to June 1999, on four lists.

Counts: P. Ball, W. Betts, F. Scheuren, J. Dudukovic, J. Asher, "Killings and Refugee Flow in Kosovo, March - June 1999"
(American Association for the Advancement of Science and American Bar Association, 2002). The counts are facts.
"""

from importlib.resources import files

from counterclaim.estimates.table import parse_profiles, parse_tables
from counterclaim.model import Interval, OverlapTable

#: the name under which a case holds the example
NAME = "worked example (Kosovo 1999)"
#: what the report of 2002 estimates, with its 95 % interval
PUBLISHED_TOTAL = Interval(9002.0, 10356.0, 12122.0)
PUBLISHED = (
    "The report of 2002 documents 4,400 persons and estimates 10,356 in all, 95 % interval 9,002 to 12,122, by a "
    "log-linear model. That model here has the smallest BIC; its interval here is by profile likelihood. The "
    "decomposable method depends on its prior: with a weight of 1 a cell (delta) instead of 2^-lists, its total falls "
    "to 4,617, because 98 % of its posterior is then on the graph of all four lists, under which the documented say "
    "nothing of the missed. This table alone does not choose between the totals above."
)


def kosovo() -> OverlapTable:
    """The table, with what is known of its lists."""
    folder = files("counterclaim.estimates") / "data"
    profiles = parse_profiles((folder / "kosovo-lists.csv").read_text("utf-8"), "kosovo-lists.csv")
    return parse_tables((folder / "kosovo.csv").read_text("utf-8"), "kosovo.csv", profiles)[0]
