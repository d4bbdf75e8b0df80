"""The place that a report is about: named in its headline and lead, near words of harm, often, and close."""

from collections.abc import Mapping, Sequence

from counterclaim.claims.columns import Columns
from counterclaim.claims.mentions import Mention
from counterclaim.claims.mentions_words import place_words

#: tokens from the start of a report that are its headline, and its headline and lead
_HEADLINE, _LEAD = 25, 90
#: how much a mention counts by where it stands, by whether its sentence tells of harm, by how the grammar places it;
#: set by reading examples, as are the ranks of `Mention.rank`
_EARLY, _IN_LEAD, _OF_EVENT, _UNPLACED = 2.5, 1.7, 3.0, 0.15
#: what every mention adds to the weightiest one of a place: said ten times is not ten times as likely
_AGAIN = 0.3


def main_place(
    columns: Columns, mentions: Sequence[Mention], weights: Mapping[str, float], datelines: Sequence[bool]
) -> Mention | None:
    """The mention that stands for the report; None where it names no place. `datelines`: which mentions are one."""
    scores: dict[str, float] = {}
    top: dict[str, float] = {}
    unknown: Mention | None = None  # "the village of Karta", which the gazetteer lacks
    best: dict[str, Mention] = {}
    told: dict[int, bool] = {}
    for mention, dateline in zip(mentions, datelines, strict=True):
        if mention.core is None or dateline:
            continue
        first, last = columns.sentence_at(mention.start)
        if first not in told:
            told[first] = any(word.startswith(_events()) for word in columns.low[first:last])
        entry = mention.known
        if entry is None:
            if mention.kind == "town" and told[first]:
                unknown = unknown or mention
            continue
        score = _EARLY if mention.start < _HEADLINE else _IN_LEAD if mention.start < _LEAD else 1.0
        score *= _OF_EVENT if told[first] else 1.0
        # A capital that acts ("Karta said") is a government and no place; a preposition or a noun makes it one.
        placed = mention.preposition in place_words()["locative"] or mention.kind is not None
        score *= 1.0 if placed else _UNPLACED
        score *= 0.1 if entry.kind == "country" else 0.5 + mention.rank()
        score *= 0.3 + weights.get(entry.country or "", 0.0)
        key = entry.id if mention.entry else f"{entry.id} {mention.core.casefold()}"
        top[key] = max(top.get(key, 0.0), score)
        scores[key] = scores.get(key, 0.0) + score * _AGAIN
        best.setdefault(key, mention)
    scores = {key: score + top[key] * (1 - _AGAIN) for key, score in scores.items()}
    return best[max(scores, key=lambda k: (scores[k], -best[k].start))] if scores else unknown


def _events() -> tuple[str, ...]:
    return tuple(place_words()["events"])
