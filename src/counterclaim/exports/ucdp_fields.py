"""The columns of a UCDP GED file (49, since version 17.1), as its codebook states them; facts, not its text."""

from collections.abc import Mapping

from counterclaim.exports.conformance import Field

_ONE_TO = {n: frozenset(map(str, range(1, n + 1))) for n in (2, 3, 5, 7)}
FIELDS = (
    Field("id", "whole", needed=True), Field("relid", needed=True), Field("year", "whole", needed=True), Field("active_year"),
    Field("code_status"), Field("type_of_violence", "whole", _ONE_TO[3]),
    Field("conflict_dset_id"), Field("conflict_new_id", "whole"), Field("conflict_name"),
    Field("dyad_dset_id"), Field("dyad_new_id", "whole"), Field("dyad_name"),
    Field("side_a_dset_id"), Field("side_a_new_id", "whole"), Field("side_a"),
    Field("side_b_dset_id"), Field("side_b_new_id", "whole"), Field("side_b"),
    Field("number_of_sources", "whole"), Field("source_article"), Field("source_office"), Field("source_date"),
    Field("source_headline"), Field("source_original"), Field("where_prec", "whole", _ONE_TO[7], needed=True),
    Field("where_coordinates"), Field("where_description"), Field("adm_1"), Field("adm_2"),
    Field("latitude", "number", least=-90, most=90), Field("longitude", "number", least=-180, most=180), Field("geom_wkt"),
    Field("priogrid_gid", "whole"), Field("country"), Field("country_id", "whole"), Field("region"),
    Field("event_clarity", "whole", _ONE_TO[2], needed=True), Field("date_prec", "whole", _ONE_TO[5], needed=True),
    Field("date_start", "moment", needed=True), Field("date_end", "moment", needed=True),
    Field("deaths_a", "whole", least=0), Field("deaths_b", "whole", least=0), Field("deaths_civilians", "whole", needed=True, least=0),
    Field("deaths_unknown", "whole", needed=True, least=0), Field("best", "whole", needed=True, least=0),
    Field("high", "whole", needed=True, least=0), Field("low", "whole", needed=True, least=0), Field("gwnoa"), Field("gwnob"),
)  # fmt: skip
COLUMNS = tuple(field.name for field in FIELDS)


def best_is_the_sum(row: Mapping[str, str]) -> str | None:
    """The codebook's one identity: best is the sum of the four kinds of deaths. Low, best and high may cross."""
    parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    try:
        total = sum(int(row[name] or 0) for name in parts)
        return None if total == int(row["best"]) else f"best is {row['best']}, its parts make {total}"
    except ValueError:
        return None  # the columns' own check names it


def ends_after_it_begins(row: Mapping[str, str]) -> str | None:
    """An event ends no earlier than it begins."""
    return "it ends before it begins" if row["date_end"] and row["date_end"] < row["date_start"] else None


RULES = (best_is_the_sum, ends_after_it_begins)
