"""Release tiers: who may have an export, what is left out of it, in words that a person sees before anything leaves."""

from enum import StrEnum


class Tier(StrEnum):
    """Who may have it: anybody; a partner organisation under an agreement; a court or commission."""

    PUBLIC = "public"
    PARTNER = "partner"
    COURT = "court"


#: what each tier leaves out or changes
LEFT_OUT: dict[Tier, tuple[str, ...]] = {
    Tier.PUBLIC: (
        "Protected reports, every figure that rests on one, and victim lists' rows are left out.",
        "Persons stand under pseudonyms, with fate, sex, child or adult, and year of death; those whose rows are sensitive are "
        "only counted.",
        "Full texts and archived copies are left out; the words that are quoted stay at their places.",
        "Names of victims on the case's lists, and of people who work on the case, are blacked out or pseudonyms.",
        "Places of the living are given to a tenth of a degree, and not at all in the first 30 days.",
        "Paths, private addresses, request headers and by-lines are left out.",
        "The weighing model's results are left out: they rest on what is presumed of roles.",
    ),
    Tier.PARTNER: (
        "People who work on the case stand under pseudonyms; paths, private addresses and request headers are left out.",
        "Rows of victim lists are left out unless sharing them was consented to; persons without one stand under pseudonyms.",
        "Reasons of judgements on persons are left out: they may name others.",
    ),
    Tier.COURT: (
        "Rows of victim lists whose people refused disclosure to a court are left out; children and victims of sexual "
        "violence need a consent on record.",
    ),
}
