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
from counterclaim.model.estimate import Estimate, Estimation, Finding, Interval, Method, Part, Refusal, TableHead
from counterclaim.model.figure import (
    Aspect,
    Assessment,
    DecisionKind,
    Figure,
    FigurePlace,
    GroupingDecision,
    Incident,
    Reason,
    Relation,
    RelationKind,
    Standing,
    Status,
)
from counterclaim.model.label import Label, Tone
from counterclaim.model.ledger import Checkpoint, Entry, EntryKind, Finding, Verification
from counterclaim.model.overlap import ListProfile, OverlapTable
from counterclaim.model.quantity import Count, Hedge, Quantity, Unit
from counterclaim.model.reading import Reading
from counterclaim.model.report import Report, ReportHead
from counterclaim.model.snapshot import Snapshot
from counterclaim.model.source import SourceProfile
from counterclaim.model.span import Span
from counterclaim.model.weighing import (
    MODEL_RULES,
    PathPoint,
    Population,
    Role,
    RoleContrast,
    Sensitivity,
    WeighedFigure,
    WeighedSource,
    Weighing,
    WeighRow,
    WeighStatus,
)

__all__ = [
    "MODEL_RULES",
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
    "Estimate",
    "Estimation",
    "Figure",
    "FigurePlace",
    "Finding",
    "GroupingDecision",
    "Harm",
    "Hedge",
    "Incident",
    "Interval",
    "Label",
    "ListProfile",
    "Method",
    "OverlapTable",
    "Part",
    "PathPoint",
    "People",
    "Place",
    "Polarity",
    "Population",
    "Quantity",
    "Reading",
    "Reason",
    "Refusal",
    "Relation",
    "RelationKind",
    "Report",
    "ReportHead",
    "Role",
    "RoleContrast",
    "Scope",
    "Sensitivity",
    "Snapshot",
    "SourceProfile",
    "Span",
    "Standard",
    "Standing",
    "Status",
    "TableHead",
    "Tone",
    "Unit",
    "Verification",
    "Voice",
    "WeighRow",
    "WeighStatus",
    "WeighedFigure",
    "WeighedSource",
    "Weighing",
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
