"""The nouns of Counterclaim, one a file: frozen, typed values that every stage takes and gives."""

from counterclaim.model.attribution import Attribution
from counterclaim.model.canonical import canonical_json, make_id, sha256, text_sha256
from counterclaim.model.claim import (
    Basis,
    Category,
    Claim,
    Harm,
    People,
    Place,
    Polarity,
    Scope,
    Voice,
    When,
    Why,
    claim_id,
)
from counterclaim.model.codec import plain, revive
from counterclaim.model.decision import Anchor, Decision, DecisionKind, Standing
from counterclaim.model.determination import Conclusion, Determination, Standard
from counterclaim.model.figure import (
    Aspect,
    Assessment,
    Figure,
    FigurePlace,
    Incident,
    Reason,
    Relation,
    RelationKind,
    Status,
)
from counterclaim.model.label import Label, Tone
from counterclaim.model.ledger import Checkpoint, Entry, EntryKind, Finding, Verification
from counterclaim.model.quantity import Count, Hedge, Quantity, Unit
from counterclaim.model.reading import Reading
from counterclaim.model.report import Report, ReportHead
from counterclaim.model.snapshot import Snapshot
from counterclaim.model.source import SourceProfile
from counterclaim.model.span import Span

__all__ = [
    "Anchor",
    "Aspect",
    "Assessment",
    "Attribution",
    "Basis",
    "Category",
    "Checkpoint",
    "Claim",
    "Conclusion",
    "Count",
    "Decision",
    "DecisionKind",
    "Determination",
    "Entry",
    "EntryKind",
    "Figure",
    "FigurePlace",
    "Finding",
    "Harm",
    "Hedge",
    "Incident",
    "Label",
    "People",
    "Place",
    "Polarity",
    "Quantity",
    "Reading",
    "Reason",
    "Relation",
    "RelationKind",
    "Report",
    "ReportHead",
    "Scope",
    "Snapshot",
    "SourceProfile",
    "Span",
    "Standard",
    "Standing",
    "Status",
    "Tone",
    "Unit",
    "Verification",
    "Voice",
    "When",
    "Why",
    "canonical_json",
    "claim_id",
    "make_id",
    "plain",
    "revive",
    "sha256",
    "text_sha256",
]
