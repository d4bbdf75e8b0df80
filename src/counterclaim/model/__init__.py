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
from counterclaim.model.judgement import Judgement, Verdict
from counterclaim.model.label import Label, Tone
from counterclaim.model.person import Dispute, Membership, Person, RecordPair
from counterclaim.model.quantity import Count, Hedge, Quantity, Unit
from counterclaim.model.reading import Reading
from counterclaim.model.report import Report, ReportHead
from counterclaim.model.snapshot import Snapshot
from counterclaim.model.source import SourceProfile
from counterclaim.model.span import Span
from counterclaim.model.victim import Consent, Fate, Use, VictimList, VictimRecord

__all__ = [
    "Aspect",
    "Assessment",
    "Attribution",
    "Basis",
    "Category",
    "Claim",
    "Consent",
    "Count",
    "Dispute",
    "Fate",
    "Figure",
    "FigurePlace",
    "Harm",
    "Hedge",
    "Incident",
    "Judgement",
    "Label",
    "Membership",
    "People",
    "Person",
    "Place",
    "Polarity",
    "Quantity",
    "Reading",
    "Reason",
    "RecordPair",
    "Relation",
    "RelationKind",
    "Report",
    "ReportHead",
    "Scope",
    "Snapshot",
    "SourceProfile",
    "Span",
    "Status",
    "Tone",
    "Unit",
    "Use",
    "Verdict",
    "VictimList",
    "VictimRecord",
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
