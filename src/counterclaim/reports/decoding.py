"""Bytes to text: by byte order mark, then as UTF-8, then as declared, then by detection; what was done is said.

Valid UTF-8 with characters beyond ASCII is UTF-8 whatever was declared: other encodings hardly ever form it by chance
(RFC 3629, section 1).
"""

import codecs
import re

from counterclaim.reports.extract import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: encodings that newsrooms wrote in before UTF-8; detection among all of Python's takes rare ones for common ones
_LIKELY = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_2", "iso8859_5", "iso8859_6",
    "koi8_r", "koi8_u", "mac_cyrillic", "big5", "gb18030", "euc_jp", "shift_jis", "euc_kr",
]  # fmt: skip
_SAMPLE = 64_000
#: what a wrong single-byte encoding makes of letters: C1 controls, box drawing
_IMPLAUSIBLE = re.compile("[\x80-\x9f\u2320-\u2321\u2500-\u259f]")
_HIGH = re.compile(rb"[\x80-\xff]")
_RUN = re.compile(rb"[\x80-\xff]{3,}")  # whole words beyond ASCII: another script
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(data: bytes, declared: str | None = None) -> tuple[str, str]:
    """The text, and the encoding used with what was declared in its place ("utf-8, declared as iso-8859-1").

    Line ends become "\\n". ESC is kept: old wire copy and terminals have it.

    Raises:
        Unreadable: the bytes are not text.
    """
    text, used = _decoded(data, declared)
    controls = len(_CONTROL.findall(text[:_SAMPLE]))
    if "\x00" in text or controls > 0.02 * min(len(text), _SAMPLE):
        raise Unreadable("is binary data, not text", "Give the document it was made from, in a format of its own.")
    if declared and not _same(declared, used):
        used += f", declared as {declared}"
    return text.replace("\r\n", "\n").replace("\r", "\n"), used


def _decoded(data: bytes, declared: str | None) -> tuple[str, str]:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    if b"\x00" in data[:_SAMPLE]:
        return _wide(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    if declared:
        # pages that declare Latin-1 are in Windows-1252, and browsers read them so (WHATWG Encoding, section 4.2)
        name = "cp1252" if _is(declared, "iso8859-1", "ascii") else declared
        try:
            text = data.decode(name)
            if not _IMPLAUSIBLE.search(text):
                return text, name.lower()
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return _detected(data, broken)


def _wide(data: bytes) -> tuple[str, str]:
    """UTF-16 without a mark: Latin text has a zero in every second byte, on one side."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) > 0.3 * len(sample) / 2 and min(even, odd) < 0.02 * len(sample):
        try:
            return data.decode(name), name
        except UnicodeDecodeError:
            pass
    raise Unreadable("is binary data, not text", "Give the document it was made from, in a format of its own.")


def _detected(data: bytes, broken: UnicodeDecodeError) -> tuple[str, str]:
    if _nearly_utf8(data):
        # cut inside a character, or a few bad bytes: what cannot be read is marked, not guessed
        return data.decode("utf-8", "replace"), "utf-8 with broken bytes"
    near = data[max(0, broken.start - 20_000) : broken.start + _SAMPLE]
    if 2 * sum(map(len, _RUN.findall(near))) < len(_HIGH.findall(near)):
        # single bytes among ASCII letters: quotation marks and accents of a Western newsroom
        return data.decode("cp1252", "replace"), "cp1252 (detected)"
    from charset_normalizer import from_bytes

    found = list(from_bytes(near, cp_isolation=_LIKELY))
    if not found:
        raise Unreadable("is binary data, or text in an encoding that cannot be found", "Save it as UTF-8.")
    alike = [one for one in found if one.chaos == found[0].chaos and one.coherence > found[0].coherence - 0.1]
    # KOI8-R and Windows-1251 give the same letters with their case swapped: text is mostly lower case
    best = min(alike, key=lambda one: sum(map(str.isupper, str(one))))
    return data.decode(best.encoding, "replace"), f"{best.encoding} (detected)"


def _nearly_utf8(data: bytes) -> bool:
    """Whether at most a few bytes keep the data from being UTF-8, and it has whole characters beyond ASCII."""
    text = data.decode("utf-8", "replace")
    whole = sum(1 for character in text if ord(character) > 127 and character != "\ufffd")
    return whole > 4 * text.count("\ufffd") or (text.endswith("\ufffd") and text.count("\ufffd") == 1)


def _same(declared: str, used: str) -> bool:
    return _is(declared, codecs.lookup(used.split(" ")[0]).name) or (used == "utf-8" and _is(declared, "ascii"))


def _is(declared: str, *names: str) -> bool:
    try:
        return codecs.lookup(declared).name in names
    except LookupError:
        return False
