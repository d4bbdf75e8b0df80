"""The shell of a page of a case file: its style inside, no script, nothing asked of anywhere."""

from html import escape

from counterclaim.exports.showing import shown

#: nothing may load or run, whatever a report says
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_STYLE = """
:root{color-scheme:light dark;--ink:#1b1b1b;--dim:#555;--line:#c8c8c8;--paper:#fff;--tint:#f2f2f2;--link:#0b57a4}
@media (prefers-color-scheme:dark){:root{--ink:#e6e6e6;--dim:#a9a9a9;--line:#484848;--paper:#161616;--tint:#232323;--link:#8ab8ea}}
body{margin:0 auto;padding:1rem 1.2rem 4rem;max-width:62rem;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);
overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.25rem;margin-top:2.2rem}h3{font-size:1.05rem;margin-top:1.6rem}
a{color:var(--link)}code,pre{font-size:.85em;overflow-wrap:anywhere;white-space:pre-wrap}
table{border-collapse:collapse;width:100%;margin:.6rem 0}th,td{border-bottom:1px solid var(--line);padding:.3rem .6rem .3rem 0;
text-align:start;vertical-align:top;overflow-wrap:anywhere}th{font-weight:600}.num{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
.dim{color:var(--dim)}.wide{overflow-x:auto}
.wide td{min-width:5rem}.wide td.long{min-width:15rem}th{overflow-wrap:normal}section{border-top:2px solid var(--line);margin-top:2rem}
.tag{display:inline-block;border:1px solid var(--line);border-radius:.6rem;padding:0 .5rem;font-size:.85em}
.conflicting{border-color:#b3261e;color:#b3261e}@media (prefers-color-scheme:dark){.conflicting{border-color:#f2a29b;color:#f2a29b}}
figure{margin:1rem 0;background:#fff;color:#000;padding:.4rem}
figure svg{width:100%;height:auto}q{quotes:none}nav ul{padding:0;list-style:none}
nav li{display:inline-block;margin-inline-end:1rem}ul.plain{padding-inline-start:1.1rem}bdi{unicode-bidi:isolate}
@media print{body{max-width:none;padding:0}section{break-inside:auto}a{color:inherit}}
"""


def document(title: str, body: str, navigation: str = "") -> str:
    """A page. `body` and `navigation` are markup, whose words are escaped already."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<title>{escape(shown(title))}</title>'
        f"<style>{_STYLE}</style></head>\n"
        f"<body>{navigation}<main>{body}</main></body></html>\n"
    )
