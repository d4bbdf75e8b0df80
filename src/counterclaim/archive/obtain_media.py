"""What bytes are: by their first bytes, then by what was declared, then by the name's ending.

The bytes rule: a PDF named .txt is a PDF, and an image named .txt is an image. Names are IANA media types.
"""

import re
from pathlib import PurePosixPath
from urllib.parse import urlsplit

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
CSV = "text/csv"
TSV = "text/tab-separated-values"
JSONL = "application/jsonl"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RSS = "application/rss+xml"
ATOM = "application/atom+xml"
ZIP = "application/zip"
GZIP = "application/gzip"
OLE = "application/x-ole-storage"
BINARY = "application/octet-stream"

FEEDS = frozenset({RSS, ATOM})

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\x1f\x8b", GZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\x7fELF", "application/x-executable"),
    (b"MZ\x90", "application/x-executable"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"RIFF", "application/x-riff"),
    (b"{\\rtf", "application/rtf"),
)

_ENDINGS = {
    ".txt": TEXT, ".text": TEXT, ".md": MARKDOWN, ".markdown": MARKDOWN, ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".csv": CSV, ".tsv": TSV, ".jsonl": JSONL, ".ndjson": JSONL, ".pdf": PDF, ".docx": DOCX, ".xlsx": XLSX,
    ".rss": RSS, ".atom": ATOM,
}  # fmt: skip

#: media types that say something; "text/plain" and "application/octet-stream" are what servers say of anything
_DECLARED = {
    "text/html": HTML, "application/xhtml+xml": HTML, "text/markdown": MARKDOWN, "text/csv": CSV,
    "text/tab-separated-values": TSV, "application/jsonl": JSONL, "application/x-ndjson": JSONL,
    "application/rss+xml": RSS, "application/atom+xml": ATOM,
}  # fmt: skip

_FEED = re.compile(rb"<(?:[a-z]+:)?(rss|rdf|feed)[\s>]", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1|script|meta)[\s>/]", re.IGNORECASE)
_LEADING_COMMENTS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*|<\?.*?\?>\s*)*", re.DOTALL)


def media_type(data: bytes, name: str = "", declared: str | None = None) -> str:
    """The media type of `data`, which came from the path or address `name`, sent as `declared` (a Content-Type)."""
    head = data[:4096]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _zipped(data, name) if kind == ZIP else kind
    if b"%PDF-" in head[:1024]:
        return PDF
    body = head[_LEADING_COMMENTS.match(head).end() :]  # type: ignore[union-attr]
    if found := _FEED.match(body):
        return ATOM if found.group(1).lower() == b"feed" else RSS
    if _HTML.match(body):
        return HTML
    said = (declared or "").split(";")[0].strip().lower()
    path = urlsplit(name).path if "://" in name else name
    return _DECLARED.get(said) or _ENDINGS.get(PurePosixPath(path.lower()).suffix, TEXT)


def _zipped(data: bytes, name: str) -> str:
    """Office files are zip archives that hold certain parts; their names stand in clear among the bytes."""
    if b"word/document.xml" in data:
        return DOCX
    if b"xl/workbook.xml" in data or b"xl/workbook.bin" in data:
        return XLSX
    return ZIP
