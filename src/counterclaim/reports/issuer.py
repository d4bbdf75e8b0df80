"""Who issued a document, where its first line says so: "Statement of the General Staff, 3 June 2031"."""

import re

_KIND = (
    r"(?:official |press |joint |daily |weekly |public |news )?(?:statement|communiqu[eé]|release|declaration|bulletin|briefing"
    r"|announcement|summary|(?:daily|weekly|monthly|annual|field|situation) report)(?: (?:no\.? ?)?\d+)?"
)
_ISSUED = re.compile(rf"\s*{_KIND}\s+(?:of|by|from|issued by)\s+(?P<who>\S[^\n]*)", re.IGNORECASE)
_END = re.compile(
    r"\s*(?:[,;:(|]|[–—]| - |\.\s|\.?\Z|\b\d{1,2}(?:st|nd|rd|th)?\s+[A-Z]|\b\d{4}\b"
    r"|\b(?:on|about|regarding|concerning|following|after|dated|at|in response)\b"
    r"|\bfor(?=\s+(?:\d|the (?:week|month|period)|\w+ \d)))"
)
_MOST = 12  # words of a body's name


def issuer(text: str) -> str | None:
    """The body named in the first line of a statement or bulletin; None where it is another kind of text or names nobody.

    A name has a word in capitals of its own: "statement of account" and "declaration of independence" name none.
    """
    first = text.lstrip().partition("\n")[0]
    match = _ISSUED.match(first)
    if match is None:
        return None
    name = match["who"][: _END.search(match["who"]).start()].strip()  # type: ignore[union-attr]  # it ends at the latest
    words = name.split()
    capital = any(word[:1].isupper() for word in words)
    return name if capital and len(words) <= _MOST else None
