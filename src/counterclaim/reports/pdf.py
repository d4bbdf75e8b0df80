"""PDF, by PDFium: the text layer of each page, with lines joined into paragraphs."""

import re

from counterclaim.reports.dateline import dateline
from counterclaim.reports.extract import MAX_TEXT, Extract, Unreadable
from counterclaim.reports.issuer import issuer

_MAX_PAGES = 5_000
_HYPHEN = re.compile("(?:\ufffe|\x02|\xad)\\n?")  # PDFium's marks for a word divided at a line's end
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffe\uffff]")
_ENDS = re.compile(r"[.!?:;][\"'”’)]*\Z")
_FULL = 0.7  # part of the page's longest line from which a line is taken to be broken for width
_COLUMN = 35  # characters of the narrowest newspaper column; where no line is longer, lines are short for other reasons


def read_pdf(data: bytes) -> Extract:
    """The text of a PDF.

    Raises:
        Unreadable: it is truncated, encrypted, broken, or only images.
    """
    import pypdfium2

    if b"%%EOF" not in data[-4096:]:
        # PDFium repairs what it can and drops the rest silently; a missing page is worse than a fault
        raise Unreadable("the PDF is truncated: its end is missing", "Obtain it again.")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("the PDF is encrypted", "Save a copy without password and add that.") from error
        raise Unreadable("the PDF is truncated or broken", "Obtain it again.") from error
    try:
        if len(document) > _MAX_PAGES:
            raise Unreadable(f"the PDF has {len(document):,} pages", "Split it.")
        pages, size = [], 0
        for number in range(len(document)):
            pages.append(_page(document, number))
            size += len(pages[-1])
            if size > MAX_TEXT:
                raise Unreadable(f"the PDF's text has more than {MAX_TEXT:,} characters", "Split it.")
        about = document.get_metadata_dict()
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"a page of the PDF cannot be read ({error})", "Obtain it again.") from error
    finally:
        document.close()
    text = "\n\n".join(page for page in pages if page)
    if not text:
        raise Unreadable(
            "the PDF holds images and no text", "Run it through text recognition (OCR) and add the result."
        )
    return Extract(
        text=text,
        tool=f"pypdfium2 {pypdfium2.version.PYPDFIUM_INFO}",
        published=dateline(text),  # a PDF's own dates are those of the file
        source=issuer(text),
        title=_line(about.get("Title")),
        author=_line(about.get("Author")),
    )


def _page(document: "object", number: int) -> str:
    page = document[number]  # type: ignore[index]
    try:
        words = page.get_textpage()
        try:
            raw = str(words.get_text_range())
        finally:
            words.close()
    finally:
        page.close()
    text = _HYPHEN.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))
    return _joined(_UNSEEN.sub(" ", text).split("\n")).strip()


def _joined(lines: "list[str]") -> str:
    """Lines broken for width made one: the next goes on in lower case, or the line is long and ends no sentence."""
    width = max(map(len, lines), default=0)
    out: list[str] = []
    for line in lines:
        bare, last = line.strip(), out[-1] if out else ""
        runs_on = (
            bare and last and not _ENDS.search(last) and (bare[0].islower() or len(last) >= _FULL * max(width, _COLUMN))
        )
        if runs_on:
            out[-1] = f"{last} {bare}"
        else:
            out.append(bare)
    return "\n".join(out)


def _line(value: object) -> str | None:
    return " ".join(_UNSEEN.sub(" ", str(value)).split()) or None if value else None
