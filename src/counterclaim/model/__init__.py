"""The nouns of Counterclaim, one a file: frozen, typed values that every stage takes and gives."""

from counterclaim.model.acceptance import Acceptance
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
    Figure,
    FigurePlace,
    GroupingDecision,
    Incident,
    Reason,
    Relation,
    RelationKind,
    RuleStanding,
    Status,
)
from counterclaim.model.judgement import Judgement, Verdict
from counterclaim.model.label import Label, Tone
from counterclaim.model.ledger import Checkpoint, Entry, EntryKind, Flaw, Verification
from counterclaim.model.overlap import ListProfile, OverlapTable
from counterclaim.model.person import Dispute, Membership, Person, RecordPair
from counterclaim.model.quantity import Count, Hedge, Quantity, Unit
from counterclaim.model.reading import Reading
from counterclaim.model.report import Report, ReportHead
from counterclaim.model.snapshot import Snapshot
from counterclaim.model.source import SourceProfile
from counterclaim.model.span import Span
from counterclaim.model.victim import Consent, Fate, Use, VictimList, VictimRecord
from counterclaim.model.weighing import (
    MODEL_RULES,
    FigureContrast,
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
    "Acceptance",
    "Anchor",
    "Aspect",
    "Assessment",
    "Attribution",
    "Basis",
    "Category",
    "Checkpoint",
    "Claim",
    "Conclusion",
    "Consent",
    "Count",
    "Decision",
    "DecisionKind",
    "Determination",
    "Dispute",
    "Entry",
    "EntryKind",
    "Estimate",
    "Estimation",
    "Fate",
    "Figure",
    "FigureContrast",
    "FigurePlace",
    "Finding",
    "Flaw",
    "GroupingDecision",
    "Harm",
    "Hedge",
    "Incident",
    "Interval",
    "Judgement",
    "Label",
    "ListProfile",
    "Membership",
    "Method",
    "OverlapTable",
    "Part",
    "PathPoint",
    "People",
    "Person",
    "Place",
    "Polarity",
    "Population",
    "Quantity",
    "Reading",
    "Reason",
    "RecordPair",
    "Refusal",
    "Relation",
    "RelationKind",
    "Report",
    "ReportHead",
    "Role",
    "RoleContrast",
    "RuleStanding",
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
    "Use",
    "Verdict",
    "Verification",
    "VictimList",
    "VictimRecord",
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
