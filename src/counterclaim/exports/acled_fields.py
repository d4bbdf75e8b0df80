"""The columns and codes of an ACLED file (31 columns, since 2024), as its codebook states them; facts, not its text."""

from collections.abc import Mapping

from counterclaim.exports.conformance import Field

#: event types with the sub-types of each
SUB_TYPES: dict[str, frozenset[str]] = {
    "Battles": frozenset({"Government regains territory", "Non-state actor overtakes territory", "Armed clash"}),
    "Protests": frozenset({"Excessive force against protesters", "Protest with intervention", "Peaceful protest"}),
    "Riots": frozenset({"Violent demonstration", "Mob violence"}),
    "Explosions/Remote violence": frozenset(
        {"Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
         "Remote explosive/landmine/IED", "Grenade"}
    ),
    "Violence against civilians": frozenset({"Sexual violence", "Attack", "Abduction/forced disappearance"}),
    "Strategic developments": frozenset(
        {"Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
         "Looting/property destruction", "Non-violent transfer of territory", "Other"}
    ),
}  # fmt: skip
_SUB = frozenset(sub for subs in SUB_TYPES.values() for sub in subs)
_DISORDER = frozenset(
    {"Political violence", "Demonstrations", "Strategic developments", "Political violence; Demonstrations"}
)
_THREE = frozenset("123")
FIELDS = (
    Field("event_id_cnty", needed=True), Field("event_date", "day", needed=True), Field("year", "whole", needed=True),
    Field("time_precision", "whole", _THREE, needed=True), Field("disorder_type", codes=_DISORDER),
    Field("event_type", codes=frozenset(SUB_TYPES)), Field("sub_event_type", codes=_SUB), Field("actor1"), Field("assoc_actor_1"),
    Field("inter1"), Field("actor2"), Field("assoc_actor_2"), Field("inter2"), Field("interaction"),
    Field("civilian_targeting", codes=frozenset({"Civilian targeting"})), Field("iso", "whole"), Field("region"), Field("country"),
    Field("admin1"), Field("admin2"), Field("admin3"), Field("location"), Field("latitude", "number", least=-90, most=90),
    Field("longitude", "number", least=-180, most=180), Field("geo_precision", "whole", _THREE), Field("source"), Field("source_scale"),
    Field("notes"), Field("fatalities", "whole", needed=True, least=0), Field("tags"), Field("timestamp", "whole"),
)  # fmt: skip
COLUMNS = tuple(field.name for field in FIELDS)


def sub_type_fits(row: Mapping[str, str]) -> str | None:
    """A sub-type belongs to one event type."""
    kind, sub = row["event_type"], row["sub_event_type"]
    return f"{sub!r} is no kind of {kind!r}" if sub and kind and sub not in SUB_TYPES.get(kind, _SUB) else None


def year_is_of_the_date(row: Mapping[str, str]) -> str | None:
    """The year repeats the date's."""
    return "its year is not that of its date" if row["event_date"][:4] != row["year"] else None


RULES = (sub_type_fits, year_is_of_the_date)
