"""DOCX: paragraphs and tables in their order."""

import io

from counterclaim.archive.obtain_unpack import Refused, check_zip
from counterclaim.reports.dateline import dateline
from counterclaim.reports.extract import Extract, Unreadable
from counterclaim.reports.issuer import issuer


def read_docx(data: bytes) -> Extract:
    """The text of a Word document; cells of a table's row are parted by tabs.

    Raises:
        Unreadable: it is broken, encrypted, or unpacks to more than is taken.
    """
    import docx
    from docx.table import Table

    try:
        check_zip(data)
    except Refused as error:
        raise Unreadable(f"the document cannot be unpacked: {error}", "Obtain it again.") from error
    lines: list[str] = []
    try:
        document = docx.Document(io.BytesIO(data))
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                lines.extend("\t".join(cell.text.replace("\n", " ") for cell in row.cells) for row in block.rows)
            else:
                lines.append(block.text)
        title, author = document.core_properties.title, document.core_properties.author
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, RecursionError, OSError) as error:
        # lxml's XMLSyntaxError is a SyntaxError
        raise Unreadable(f"the document is broken ({type(error).__name__})", "Save it again as DOCX.") from error
    text = "\n".join(lines).strip()
    return Extract(
        text=text,
        tool=f"python-docx {docx.__version__}",
        published=dateline(text),  # the file's own dates are those of the file
        source=issuer(text),
        title=title.strip() or None if title else None,
        author=author.strip() or None if author and author != "python-docx" else None,
    )
