"""Snapshot to report: text, Markdown, HTML, PDF, DOCX, feeds, tables. The extracted text is the canonical layer, and
its offsets never move. Readers of formats are imported when their format is met."""

from counterclaim.reports.jsonl import stream_jsonl
from counterclaim.reports.language import READABLE, detect
from counterclaim.reports.reading import load, load_all, read_snapshot

__all__ = ["READABLE", "detect", "load", "load_all", "read_snapshot", "stream_jsonl"]
