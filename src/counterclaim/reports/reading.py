"""From bytes to reports, by media type; and from paths and addresses, for `counterclaim read`."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from counterclaim.archive import obtain_media as media
from counterclaim.archive.obtain import obtain
from counterclaim.archive.obtain_unpack import Refused, gunzip
from counterclaim.errors import Fault, InputError
from counterclaim.model import Report, Snapshot
from counterclaim.reports.extract import Extract, ManyUnreadable, Unreadable, check_text

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,30})", re.IGNORECASE)


def read_snapshot(data: bytes, snapshot: Snapshot) -> list[Report]:
    """The reports in the bytes of a snapshot, in their order; at least one.

    Ids are made of the item's name and its hash, or are those that a table gives its rows. What a feed said of the
    page stands in for what the page does not say.

    Raises:
        InputError: the bytes hold no report that can be read; every fault of the item.
    """
    where = snapshot.address
    try:
        extracts = _extracts(data, snapshot, snapshot.media_type)
        for extract in extracts:
            check_text(extract.text)
    except Unreadable as error:
        raise InputError([Fault(where, error.place, error.fault, error.remedy)]) from error
    except ManyUnreadable as error:
        raise InputError([Fault(where, one.place, one.fault, one.remedy) for one in error.faults]) from error
    stem, listing = _stem(snapshot), dict(snapshot.listing)
    many = len(extracts) > 1
    return [
        _report(extract, f"{stem}-{number}" if many else stem, snapshot, listing)
        for number, extract in enumerate(extracts, 1)
    ]


def load(target: str, *, collector: str = "reader") -> list[Report]:
    """The reports of a file, a folder or an address.

    Raises:
        InputError: something of it could not be had or read; every fault.
    """
    reports: list[Report] = []
    faults: list[Fault] = []
    for item in load_all([target], collector=collector):
        if isinstance(item, Fault):
            faults.append(item)
        else:
            reports.append(item)
    if faults:
        raise InputError(faults)
    return reports


def load_all(
    targets: Iterable[str],
    *,
    collector: str = "reader",
    allow_private: Collection[str] = (),
    proxy: str | None = None,
    progress: Callable[[str], None] | None = None,
) -> Iterator[Report | Fault]:
    """The reports of files, folders and addresses, in order; what fails is a Fault in its place and the rest go on."""
    for target in targets:
        for item in obtain(target, collector=collector, allow_private=allow_private, proxy=proxy, progress=progress):
            if isinstance(item, Fault):
                yield item
                continue
            try:
                yield from read_snapshot(item.data, item.snapshot)
            except InputError as error:
                yield from error.faults


def _extracts(data: bytes, snapshot: Snapshot, kind: str) -> list[Extract]:
    if not data:
        raise Unreadable("is empty", "Obtain it again.")
    declared = _declared(snapshot)
    address = snapshot.final_address or snapshot.address
    if kind == media.GZIP:
        return _gunzipped(data, snapshot)
    if kind == media.HTML:
        from counterclaim.reports.html import read_html

        return [read_html(data, declared, address)]
    if kind == media.PDF:
        from counterclaim.reports.pdf import read_pdf

        return [read_pdf(data)]
    if kind == media.DOCX:
        from counterclaim.reports.docx import read_docx

        return [read_docx(data)]
    if kind in (media.CSV, media.TSV, media.XLSX):
        from counterclaim.reports.table import read_csv, read_xlsx

        return read_xlsx(data) if kind == media.XLSX else read_csv(data, declared, tabs=kind == media.TSV)
    if kind in media.FEEDS:
        from counterclaim.reports.feed import read_feed

        return read_feed(data, address)
    if kind == media.JSONL:
        from counterclaim.reports.jsonl import read_jsonl

        return read_jsonl(data)
    if kind in (media.TEXT, media.MARKDOWN):
        from counterclaim.reports.plain import read_text

        return [read_text(data, declared)]
    raise Unreadable(f"is {_named(kind)}, not a report", "Give text, HTML, PDF, DOCX, CSV, XLSX, JSON Lines or a feed.")


def _gunzipped(data: bytes, snapshot: Snapshot) -> list[Extract]:
    try:
        inner = gunzip(data)
    except Refused as error:
        raise Unreadable(str(error), "Unpack it yourself if you trust it.") from error
    kind = media.media_type(inner, snapshot.address.removesuffix(".gz"))
    if kind == media.GZIP:
        raise Unreadable("is compressed twice", "Unpack it.")
    return _extracts(inner, snapshot, kind)


def _named(kind: str) -> str:
    return {
        media.ZIP: "a zip archive",
        media.OLE: "a password-protected or old Office file (.doc, .xls)",
        media.BINARY: "binary data",
    }.get(kind, f"binary data ({kind})")


def _declared(snapshot: Snapshot) -> str | None:
    said = next((value for key, value in snapshot.headers if key.lower() == "content-type"), "")
    found = _CHARSET.search(said)
    return found.group(1) if found else None


def _stem(snapshot: Snapshot) -> str:
    """A name that a person knows the item by, and eight digits of its hash: unique in practice, the same every time."""
    address = snapshot.address
    if "://" in address:
        parts = urlsplit(address)
        name = f"{parts.hostname or ''}-{PurePosixPath(parts.path).stem}"
    else:
        name = PurePosixPath(address.removesuffix(".gz")).stem
    name = re.sub(r"[^\w.]+", "-", name.encode("utf-8", "replace").decode("utf-8")).strip("-.")[:60]
    return f"{name or 'report'}-{snapshot.sha256[:8]}"


def _report(extract: Extract, stem: str, snapshot: Snapshot, listing: "dict[str, str]") -> Report:
    return Report(
        id=extract.id or stem,
        text=extract.text,
        published=extract.published or _listed_day(listing),
        source=extract.source or listing.get("source"),
        title=extract.title or listing.get("title"),
        language=extract.language,
        author=extract.author,
        address=extract.address or snapshot.final_address or snapshot.address,
        snapshot=snapshot.sha256,
        reader=f"{snapshot.tool}; {extract.tool}",
    )


def _listed_day(listing: "dict[str, str]") -> date | None:
    said = listing.get("published")
    return date.fromisoformat(said) if said else None
