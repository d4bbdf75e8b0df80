"""Snapshot to report: text, HTML, PDF, DOCX and tables of reports."""
