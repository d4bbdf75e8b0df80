"""The tables. `state`, `entries`, `openings` and `blobs` are the record; all others are its projection, and `rebuild`
makes them again from it, the same to the last byte.

Only types that every database has: texts, whole numbers, floats, booleans, bytes, dates as ISO text. No autoincrement:
a row is named by what it holds or by its ledger entry, so that two projections of one ledger are equal.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)

# The record

#: `head` (where the chain ends), `case` (its id), `seal` (how the passphrase opens it), `grouped` (up to which entry),
#: `filed` (under which profiles and version), `decided` (the claims that merges and splits named then),
#: `weighed` (after what), `weighed_head` (and up to which entry), `weigher` (by which version), `weighed_base` (all after which
#: switch, run and change of persons), `weighed_since` (counts changed since all were weighed)
state = Table("state", metadata, Column("key", String(32), primary_key=True), Column("value", Text, nullable=False))

entries = Table(
    "entries",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("at", String(40), nullable=False),
    Column("by", String(40), nullable=False),
    Column("tool", String(80), nullable=False),
    Column("about", String(32), index=True),
    Column("protected", Boolean, nullable=False),
    Column("commitment", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("digest", String(64), nullable=False),
    Index("ix_entries_kind", "kind", "sequence"),
)

#: content and salt of an entry, packed (and sealed where protected); the row is gone where they were erased
openings = Table(
    "openings",
    metadata,
    Column("sequence", Integer, ForeignKey("entries.sequence"), primary_key=True, autoincrement=False),
    Column("sealed", Boolean, nullable=False),
    Column("body", LargeBinary, nullable=False),
)

#: blobs of a case in PostgreSQL, so that one address and one backup hold all; empty in a folder's case
blobs = Table(
    "blobs", metadata, Column("name", String(64), primary_key=True), Column("data", LargeBinary, nullable=False)
)

#: blobs whose erasure is on record but may not have reached the disk yet
doomed = Table("doomed", metadata, Column("name", String(64), primary_key=True))

# The projection

actors = Table(
    "actors",
    metadata,
    Column("pseudonym", String(40), primary_key=True),
    Column("sequence", Integer, nullable=False, unique=True),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("blob", String(64), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("protected", Boolean, nullable=False),
)

reports = Table(
    "reports",
    metadata,
    Column("id", String(200), primary_key=True),
    Column("sequence", Integer, nullable=False, unique=True),
    Column("snapshot", String(64), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("siblings", Integer, nullable=False),
    Column("sha256", String(64), nullable=False, index=True),
    Column("source", Text),
    Column("published", String(10), index=True),
    Column("language", String(20)),
    Column("title", Text),
    Column("protected", Boolean, nullable=False),
)

#: the latest reading of a report, with people's decisions applied; `data` holds it without its claims, `touched` is the
#: entry that last changed it
readings = Table(
    "readings",
    metadata,
    Column("report", String(200), ForeignKey("reports.id"), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("touched", Integer, nullable=False, index=True),
    Column("tool", String(80), nullable=False),
    Column("unreadable", Text),
    Column("claims", Integer, nullable=False),
    Column("sealed", Boolean, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

#: two reports with the same text hold the same claims, so an id alone does not name a row
claims = Table(
    "claims",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("report", String(200), ForeignKey("reports.id"), primary_key=True, index=True),
    Column("position", Integer, nullable=False),
    Column("harm", String(20), nullable=False),
    Column("category", String(20), nullable=False),
    Column("scope", String(12), nullable=False),
    Column("polarity", String(10), nullable=False),
    Column("low", BigInteger),
    Column("high", BigInteger),
    Column("basis", String(20), nullable=False),
    Column("place", Text, index=True),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("from", String(10), index=True),
    Column("to", String(10)),
    Column("attributed", Boolean, nullable=False),
    Column("claimant", Text, index=True),
    Column("rejected", Boolean, nullable=False),
    Column("decided", Boolean, nullable=False),
    Column("protected", Boolean, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("ix_claims_harm", "harm", "rejected", "report", "position"),
)

#: who calls whom what; names in protected reports stay in their reading and are not here
labels = Table(
    "labels",
    metadata,
    Column("report", String(200), ForeignKey("reports.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("speaker", Text),
    Column("target", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("tone", String(20), nullable=False),
)

figures = Table(
    "figures",
    metadata,
    Column("id", String(40), primary_key=True),
    Column("question", Text, nullable=False),
    Column("harm", String(20), nullable=False),
    Column("category", String(40), nullable=False),
    Column("scope", String(12), nullable=False),
    Column("status", String(20), nullable=False, index=True),
    Column("rank", Integer, nullable=False),
    Column("place", Text, index=True),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("from", String(10), index=True),
    Column("to", String(10)),
    Column("incident", String(40), nullable=False, index=True),
    Column("claims", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    # what its claims say, to search by: the least and greatest count, who speaks, on what bases; empty where protected
    Column("least", BigInteger),
    Column("most", BigInteger),
    Column("voices", Text),
    Column("bases", Text),
    Column("protected", Boolean, nullable=False),
    Column("data", LargeBinary, nullable=False),
    # what pages ask of all figures at once is answered from an index: a row with its data is many times as long
    Index("ix_figures_scope", "scope", "incident", "from", "to"),
    Index("ix_figures_scope_place", "scope", "place", "latitude", "longitude", "incident", "status"),
)
Index("ix_figures_rank", figures.c.rank, figures.c.claims.desc(), figures.c.id)

figure_claims = Table(
    "figure_claims",
    metadata,
    Column("figure", String(40), ForeignKey("figures.id"), primary_key=True),
    Column("claim", String(32), primary_key=True, index=True),
)

#: where each account of a report (what it tells of one event) lies: the place and day after which its incident may be named, as
#: a digest, and the incident. With the next two, one more report is grouped without reading all the others
filings = Table(
    "filings",
    metadata,
    Column("account", String(300), primary_key=True),
    Column("report", String(200), nullable=False, index=True),
    Column("published", String(10), nullable=False),
    Column("home", BigInteger, nullable=False, index=True),
    Column("incident", String(40), nullable=False, index=True),
)

#: under which digests accounts that may be of one event find it
filing_blocks = Table(
    "filing_blocks",
    metadata,
    Column("block", BigInteger, primary_key=True, autoincrement=False),
    Column("account", String(300), primary_key=True, index=True),
)

#: the components of ties that it belongs to
filing_parts = Table(
    "filing_parts",
    metadata,
    Column("part", String(300), primary_key=True),
    Column("account", String(300), primary_key=True, index=True),
)

#: what the weighing model makes of a figure, while it is switched on: derived as the figures are. `counts` are the rows that
#: it weighs, `data` its answer; the subject "*" is the case as a whole. A figure that changed loses its row
weighings = Table(
    "weighings",
    metadata,
    Column("subject", String(40), primary_key=True),
    Column("protected", Boolean, nullable=False),
    Column("counts", LargeBinary, nullable=False),
    Column("data", LargeBinary),
)

#: tables of overlaps that people gave as counts; the latest of a name stands
overlaps = Table(
    "overlaps",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("id", String(40), nullable=False, unique=True),
    Column("name", String(200), nullable=False, index=True),
    Column("stamp", String(64), nullable=False),
)

#: estimates of the undocumented, and full runs of the weighing model: from which input, in which state (`stamp`)
estimates = Table(
    "estimates",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("id", String(40), nullable=False, unique=True),
    Column("kind", String(20), nullable=False, index=True),
    Column("source", String(200), nullable=False, index=True),
    Column("stamp", String(64), nullable=False),
)

#: decisions, determinations, judgements, acceptances and source profiles; `attached` is false where a decision's span is gone
rulings = Table(
    "rulings",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False, unique=True),
    Column("kind", String(20), nullable=False, index=True),
    Column("subkind", String(20), nullable=False),
    Column("at", String(40), nullable=False),
    Column("by", String(40), nullable=False),
    Column("attached", Boolean, nullable=False),
    Column("withdrawn", Integer),
)

#: what a ruling concerns: a report, claim, figure, source or victim record
concerns = Table(
    "concerns",
    metadata,
    Column("sequence", Integer, ForeignKey("rulings.sequence"), primary_key=True),
    Column("subject", String(200), primary_key=True),
    Index("ix_concerns_subject", "subject"),
)

#: `latest`: the entry that says how the list is described now; an import may correct it
lists = Table(
    "lists",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("sequence", Integer, nullable=False, unique=True),
    Column("latest", Integer, nullable=False),
)

#: rows of victim lists: where they are in the record, and (`latest`) which entry holds them as they were last corrected by an
#: import. What they hold is protected and stays there
records = Table(
    "records",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("list", String(32), ForeignKey("lists.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("latest", Integer, nullable=False),
)

#: persons whom another case told of without the rows of its lists: which entry told it last
told = Table(
    "told",
    metadata,
    Column("person", String(32), primary_key=True),
    Column("sequence", Integer, nullable=False, index=True),
)

#: who is whom, as the last linkage found it: numbers of records (their entries) and no value of any row
persons = Table(
    "persons",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("records", Integer, nullable=False),
    Column("lists", Integer, nullable=False),
    Column("probability", Float, nullable=False),
)

memberships = Table(
    "memberships",
    metadata,
    Column("record", Integer, primary_key=True, autoincrement=False),
    Column("person", String(32), nullable=False, index=True),
    Column("probability", Float, nullable=False),
)

#: candidate pairs, `left` the earlier record; `reason` says in words which fields agree
pairs = Table(
    "pairs",
    metadata,
    Column("left", Integer, primary_key=True, autoincrement=False),
    Column("right", Integer, primary_key=True, autoincrement=False),
    Column("probability", Float, nullable=False),
    Column("same", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
)

#: which record people tied to which incident: by one of its claims, so that a tie survives another grouping
ties = Table(
    "ties",
    metadata,
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("record", Integer, nullable=False, index=True),
    Column("claim", String(32), nullable=False, index=True),
    Column("holds", Boolean, nullable=False),
)

RECORD = (state, entries, openings, blobs, doomed)
PROJECTION = tuple(table for table in metadata.sorted_tables if table not in RECORD)
#: made from other tables of the projection, not from an entry
DERIVED = (figures, figure_claims, filings, filing_blocks, filing_parts, weighings)
