"""The readable report as HTML pages: any browser, no network, no script. Every word is escaped and kept in its own direction."""

from collections.abc import Iterator
from html import escape as _escape

from counterclaim.exports.blocks import Block, Chapter, Heading, Link, Listing, Picture, Table, Words
from counterclaim.exports.contents import Contents
from counterclaim.exports.showing import isolated, shown
from counterclaim.exports.story import chapters
from counterclaim.exports.style import document


def pages(contents: Contents) -> Iterator[tuple[str, str]]:
    """Each page's file name and text."""
    told = list(chapters(contents))
    for chapter in told:
        body = f"<h1>{_words(chapter.title)}</h1>\n" + "\n".join(_block(block) for block in chapter.blocks)
        yield chapter.file, document(chapter.title, body, _navigation(told, chapter))


def _navigation(told: list[Chapter], here: Chapter) -> str:
    names = [(one.file, one.title if i else "Front page", one is here) for i, one in enumerate(told)]
    names += [("report.pdf", "PDF", False), ("../../annex-iv.html", "Annex IV form", False)]
    links = "".join(
        f'<li><a href="{escape(file)}"{" aria-current=page" if current else ""}>{_words(title)}</a></li>'
        for file, title, current in names
    )
    return f'<nav aria-label="Chapters"><ul>{links}</ul></nav>'


def escape(text: str) -> str:
    """Words as markup may hold them."""
    return _escape(isolated(shown(text)))


def _words(text: str) -> str:
    """Words escaped, and isolated, so that a right-to-left quotation does not turn what stands beside it."""
    return f"<bdi>{escape(text)}</bdi>"


def _block(block: Block) -> str:
    match block:
        case Heading():
            level = min(block.level, 6)
            anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
            return f'<h{level}{anchor} dir="auto">{escape(block.text)}</h{level}>'
        case Words():
            return f'<p dir="auto"{" class=dim" if block.dim else ""}>{escape(block.text)}</p>'
        case Listing():
            return "<ul class=plain>" + "".join(f'<li dir="auto">{escape(item)}</li>' for item in block.items) + "</ul>"
        case Picture():
            return f"<figure>{shown(block.svg)}<figcaption>{escape(block.caption)}</figcaption></figure>"
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    head = "".join(f"<th scope=col{_kind(i, table)}>{_words(name)}</th>" for i, name in enumerate(table.head))
    rows = "".join(
        "<tr>" + "".join(f"<td{_kind(i, table)}>{_cell(cell)}</td>" for i, cell in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    frame = '<div class=wide tabindex=0 role=region aria-label="Table">'
    return f"{frame}<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"


def _kind(column: int, table: Table) -> str:
    return " class=num" if column in table.numbers else " class=long" if column in table.long else ""


def _cell(cell: str | Link) -> str:
    return f'<a href="{escape(cell.to)}">{_words(cell.text)}</a>' if isinstance(cell, Link) else _words(cell)
