"""The collection form of annex IV of the Berkeley Protocol (HR/PUB/20/2), filled with what was recorded and nothing else."""

from counterclaim import __version__
from counterclaim.exports.contents import Archived, Contents
from counterclaim.exports.html import escape
from counterclaim.exports.style import document
from counterclaim.exports.tier import Tier

_NOT = "not recorded"


def form(contents: Contents, package: str, hash_list: str, digest: str) -> str:
    """The form as a page: the investigation, each item collected, the package with its hash list and that list's hash."""
    times = sorted(one.snapshot.obtained_at for one in contents.snapshots)
    court = contents.tier is Tier.COURT
    head = (
        ("Investigation", contents.title or contents.case), ("Case", contents.case), ("Released by", contents.by),
        ("Release tier", contents.tier.value),
        ("Collectors", ", ".join(sorted({_who(one, contents) for one in contents.snapshots})) or "none"),
        ("Collector's IP address", f"{_NOT}: the tool does not ask which address it is seen under"),
        ("Start of collection", times[0].isoformat() if times else "nothing was collected"),
        ("End of collection", times[-1].isoformat() if times else "nothing was collected"),
        ("Clock", ", ".join(sorted({one.snapshot.clock for one in contents.snapshots})) or _NOT),
        ("Time, IP and WHOIS services", f"{_NOT}: none is asked"),
        ("Software", f"counterclaim {__version__}"),
        ("Package file name", package), ("Hash of the hash list (SHA-256)", digest),
    )  # fmt: skip
    rows = "".join(f"<tr><th scope=row>{escape(name)}</th><td>{escape(value)}</td></tr>" for name, value in head)
    items = "".join(_item(one, contents, court) for one in contents.snapshots)
    body = f"""<h1>Online collection form (Berkeley Protocol, annex IV)</h1>
<p>Follows annex IV of the Berkeley Protocol on Digital Open Source Investigations. Whether what is collected is admitted as
evidence is for courts. "{_NOT}" is said where nothing was recorded; nothing is filled in afterwards.</p>
<div class=wide tabindex=0 role=region aria-label="The collection"><table>{rows}</table></div>
<h2>Items</h2>
<div class=wide tabindex=0 role=region aria-label="Items"><table><thead>
<tr><th>Ledger entry</th><th>Address (URL)</th><th>Obtained</th><th>Collector</th><th>Tool</th><th>Type</th>
<th>Bytes</th><th>SHA-256 at the point of collection</th><th>HTML source or file</th>
<th>Screen capture</th><th>Server's answer</th></tr></thead>
<tbody>{items}</tbody></table></div>
<h2>Hash list</h2><pre>{escape(hash_list)}</pre>"""
    return document("Collection form", body)


def _who(one: Archived, contents: Contents) -> str:
    return contents.pseudonyms.get(one.snapshot.collector) or one.snapshot.collector


def _item(one: Archived, contents: Contents, court: bool) -> str:
    shot = one.snapshot
    answer = f"status {shot.status_code}" if shot.status_code else "a file, no server"
    if court and shot.headers:
        answer += "; " + "; ".join(f"{name}: {value}" for name, value in shot.headers)
    held = f"data/snapshots/{shot.sha256}" if one.enclosed else "not in this tier"
    cells = (
        one.entry, shot.final_address or shot.address or "not in this tier", shot.obtained_at.isoformat(), _who(one, contents),
        shot.tool, shot.media_type, f"{shot.size:,}", shot.sha256, held, "none was made", answer,
    )  # fmt: skip
    return "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>"
