"""The formats in which a case leaves, in words that a person chooses by."""

#: name -> what it is and for whom
FORMATS: dict[str, str] = {
    "casefile": "A signed bag with a readable report, which anybody can verify without the case.",
    "csv": "Tables of everything, which another case imports with the same ids.",
    "parquet": "The same tables for data frames.",
    "geojson": "Figures on a map.",
    "hxl": "Figures with hashtags, for humanitarian tools.",
    "ucdp": "Deaths by event in the columns of UCDP GED; not produced or endorsed by UCDP.",
    "acled": "Fatalities by event in the columns of ACLED; not produced or endorsed by ACLED.",
}
