"""The first tables. Written out, so that later changes of `tables.py` do not change the past."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    op.create_table(
        "actors",
        sa.Column("pseudonym", sa.String(length=40), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("pseudonym", name=op.f("pk_actors")),
        sa.UniqueConstraint("sequence", name=op.f("uq_actors_sequence")),
    )
    op.create_table(
        "blobs",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_blobs")),
    )
    op.create_table(
        "estimates",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("stamp", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_estimates")),
        sa.UniqueConstraint("id", name=op.f("uq_estimates_id")),
    )
    op.create_index(op.f("ix_estimates_kind"), "estimates", ["kind"], unique=False)
    op.create_index(op.f("ix_estimates_source"), "estimates", ["source"], unique=False)
    op.create_table(
        "overlaps",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("stamp", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_overlaps")),
        sa.UniqueConstraint("id", name=op.f("uq_overlaps_id")),
    )
    op.create_index(op.f("ix_overlaps_name"), "overlaps", ["name"], unique=False)
    op.create_table(
        "filings",
        sa.Column("account", sa.String(length=300), nullable=False),
        sa.Column("report", sa.String(length=200), nullable=False),
        sa.Column("published", sa.String(length=10), nullable=False),
        sa.Column("home", sa.BigInteger(), nullable=False),
        sa.Column("incident", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("account", name=op.f("pk_filings")),
    )
    op.create_index(op.f("ix_filings_report"), "filings", ["report"], unique=False)
    op.create_index(op.f("ix_filings_home"), "filings", ["home"], unique=False)
    op.create_index(op.f("ix_filings_incident"), "filings", ["incident"], unique=False)
    op.create_table(
        "filing_blocks",
        sa.Column("block", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("block", "account", name=op.f("pk_filing_blocks")),
    )
    op.create_index(op.f("ix_filing_blocks_account"), "filing_blocks", ["account"], unique=False)
    op.create_table(
        "filing_parts",
        sa.Column("part", sa.String(length=300), nullable=False),
        sa.Column("account", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("part", "account", name=op.f("pk_filing_parts")),
    )
    op.create_index(op.f("ix_filing_parts_account"), "filing_parts", ["account"], unique=False)
    op.create_table(
        "weighings",
        sa.Column("subject", sa.String(length=40), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("counts", sa.LargeBinary(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_weighings")),
    )
    op.create_table(
        "doomed",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_doomed")),
    )
    op.create_table(
        "entries",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("tool", sa.String(length=80), nullable=False),
        sa.Column("about", sa.String(length=32), nullable=True),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("commitment", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_entries")),
        sa.UniqueConstraint("id", name=op.f("uq_entries_id")),
    )
    op.create_index(op.f("ix_entries_about"), "entries", ["about"], unique=False)
    op.create_index("ix_entries_kind", "entries", ["kind", "sequence"], unique=False)
    op.create_table(
        "figures",
        sa.Column("id", sa.String(length=40), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("harm", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=40), nullable=False),
        sa.Column("scope", sa.String(length=12), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("from", sa.String(length=10), nullable=True),
        sa.Column("to", sa.String(length=10), nullable=True),
        sa.Column("incident", sa.String(length=40), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("least", sa.BigInteger(), nullable=True),
        sa.Column("most", sa.BigInteger(), nullable=True),
        sa.Column("voices", sa.Text(), nullable=True),
        sa.Column("bases", sa.Text(), nullable=True),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_figures")),
    )
    op.create_index(op.f("ix_figures_from"), "figures", ["from"], unique=False)
    op.create_index(op.f("ix_figures_incident"), "figures", ["incident"], unique=False)
    op.create_index(op.f("ix_figures_place"), "figures", ["place"], unique=False)
    op.create_index("ix_figures_rank", "figures", ["rank", sa.literal_column("claims DESC"), "id"], unique=False)
    op.create_index("ix_figures_scope", "figures", ["scope", "incident", "from", "to"], unique=False)
    op.create_index(
        "ix_figures_scope_place",
        "figures",
        ["scope", "place", "latitude", "longitude", "incident", "status"],
        unique=False,
    )
    op.create_index(op.f("ix_figures_status"), "figures", ["status"], unique=False)
    op.create_table(
        "lists",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lists")),
        sa.UniqueConstraint("sequence", name=op.f("uq_lists_sequence")),
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.String(length=64), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("siblings", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint("sequence", name=op.f("uq_reports_sequence")),
    )
    op.create_index(op.f("ix_reports_published"), "reports", ["published"], unique=False)
    op.create_index(op.f("ix_reports_sha256"), "reports", ["sha256"], unique=False)
    op.create_index(op.f("ix_reports_snapshot"), "reports", ["snapshot"], unique=False)
    op.create_table(
        "rulings",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subkind", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=40), nullable=False),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("attached", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_rulings")),
        sa.UniqueConstraint("id", name=op.f("uq_rulings_id")),
    )
    op.create_index(op.f("ix_rulings_kind"), "rulings", ["kind"], unique=False)
    op.create_table(
        "snapshots",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("blob", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_snapshots")),
    )
    op.create_index(op.f("ix_snapshots_sha256"), "snapshots", ["sha256"], unique=False)
    op.create_table(
        "state",
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_state")),
    )
    op.create_table(
        "claims",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("report", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("harm", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("scope", sa.String(length=12), nullable=False),
        sa.Column("polarity", sa.String(length=10), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("basis", sa.String(length=20), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("from", sa.String(length=10), nullable=True),
        sa.Column("to", sa.String(length=10), nullable=True),
        sa.Column("attributed", sa.Boolean(), nullable=False),
        sa.Column("claimant", sa.Text(), nullable=True),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.Column("protected", sa.Boolean(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_claims_report")),
        sa.PrimaryKeyConstraint("id", "report", name=op.f("pk_claims")),
    )
    op.create_index(op.f("ix_claims_from"), "claims", ["from"], unique=False)
    op.create_index(op.f("ix_claims_claimant"), "claims", ["claimant"], unique=False)
    op.create_index("ix_claims_harm", "claims", ["harm", "rejected", "report", "position"], unique=False)
    op.create_index(op.f("ix_claims_place"), "claims", ["place"], unique=False)
    op.create_index(op.f("ix_claims_report"), "claims", ["report"], unique=False)
    op.create_table(
        "concerns",
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["sequence"], ["rulings.sequence"], name=op.f("fk_concerns_sequence")),
        sa.PrimaryKeyConstraint("sequence", "subject", name=op.f("pk_concerns")),
    )
    op.create_index("ix_concerns_subject", "concerns", ["subject"], unique=False)
    op.create_table(
        "figure_claims",
        sa.Column("figure", sa.String(length=40), nullable=False),
        sa.Column("claim", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["figure"], ["figures.id"], name=op.f("fk_figure_claims_figure")),
        sa.PrimaryKeyConstraint("figure", "claim", name=op.f("pk_figure_claims")),
    )
    op.create_index(op.f("ix_figure_claims_claim"), "figure_claims", ["claim"], unique=False)
    op.create_table(
        "openings",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["sequence"], ["entries.sequence"], name=op.f("fk_openings_sequence")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_openings")),
    )
    op.create_table(
        "labels",
        sa.Column("report", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("tone", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_labels_report")),
        sa.PrimaryKeyConstraint("report", "position", name=op.f("pk_labels")),
    )
    op.create_table(
        "readings",
        sa.Column("report", sa.String(length=200), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("touched", sa.Integer(), nullable=False),
        sa.Column("tool", sa.String(length=80), nullable=False),
        sa.Column("unreadable", sa.Text(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.id"], name=op.f("fk_readings_report")),
        sa.PrimaryKeyConstraint("report", name=op.f("pk_readings")),
    )
    op.create_index(op.f("ix_readings_touched"), "readings", ["touched"], unique=False)
    op.create_table(
        "records",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("list", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("latest", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["list"], ["lists.id"], name=op.f("fk_records_list")),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_records")),
    )
    op.create_index(op.f("ix_records_list"), "records", ["list"], unique=False)
    op.create_table(
        "told",
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_told")),
    )
    op.create_index(op.f("ix_told_sequence"), "told", ["sequence"], unique=False)
    op.create_table(
        "persons",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("lists", sa.Integer(), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
    )
    op.create_table(
        "memberships",
        sa.Column("record", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.String(length=32), nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("record", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_person"), "memberships", ["person"], unique=False)
    op.create_table(
        "pairs",
        sa.Column("left", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("right", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("probability", sa.Float(), nullable=False),
        sa.Column("same", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("left", "right", name=op.f("pk_pairs")),
    )
    op.create_table(
        "ties",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("claim", sa.String(length=32), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_ties")),
    )
    op.create_index(op.f("ix_ties_claim"), "ties", ["claim"], unique=False)
    op.create_index(op.f("ix_ties_record"), "ties", ["record"], unique=False)
