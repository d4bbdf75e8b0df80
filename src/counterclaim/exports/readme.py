"""The file that a person opens first: what this is, what it leaves out, how to check it with and without our tool."""

from counterclaim.exports.contents import Contents
from counterclaim.exports.tier import LEFT_OUT


def text(contents: Contents, fingerprint: str, stamped: bool) -> str:
    """README.txt of a case file."""
    stamp = (
        "checkpoint.tsr is a time stamp (RFC 3161) of checkpoint.json.\n"
        if stamped
        else "No time stamp was asked for.\n"
    )
    left_out = "\n".join(f"  - {line}" for line in LEFT_OUT[contents.tier])
    return f"""CASE FILE of {contents.case}, {contents.tier.value} tier, {contents.at.date()}

Begin with data/report/index.html (any browser, no network, no script) or data/report/report.pdf.
annex-iv.html is the form of annex IV of the Berkeley Protocol (HR/PUB/20/2). This file follows that annex; whether it is
admitted as evidence is for courts.

WHAT IS LEFT OUT
{left_out}

HOW TO CHECK IT
  counterclaim verify FOLDER
checks every file, every content that is here against the ledger, every quoted word, the chain, the Merkle root, the signature.
Give  --key FINGERPRINT  with the fingerprint that the sender told you by telephone or in person. In this bag it is
  {fingerprint}

Without our tool:
  sha256sum -c manifest-sha256.txt          every file of data/
  sha256sum -c tagmanifest-sha256.txt       every file beside it
  sha256sum manifest-sha256.txt             the hash of the hash list: it stands in checkpoint.json
  checkpoint.sig is the Ed25519 signature (RFC 8032), in hexadecimal, of the bytes of checkpoint.json under public-key.pem:
  xxd -r -p checkpoint.sig > sig.bin
  openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin -in checkpoint.json -sigfile sig.bin
{stamp}
  data/ledger.jsonl holds a line an entry (RFC 8785). "previous" is the SHA-256 of the line before; the root in
  checkpoint.json is that of the Merkle tree of RFC 6962 over the lines. data/openings/N.json is the content of entry N with
  its salt: its SHA-256 is the entry's "commitment". An entry without an opening stays closed in this tier, or was erased.
"""
