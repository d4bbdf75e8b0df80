"""Time stamps from an authority of the test's own: OpenSSL behind a local server, with its own certificates."""

import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from counterclaim.case import Case, Tier
from counterclaim.exports.casefile import write_casefile
from counterclaim.exports.casefile_verify import verify_bag
from counterclaim.exports.stamping import NotStamped, ask, check
from tests.exports.conftest import COLLECTOR

CONFIG = """
[ca_ext]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign
[tsa_ext]
basicConstraints = critical,CA:false
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Certificates of an invented authority."""
    made = tmp_path_factory.mktemp("tsa")
    config = made / "tsa.cnf"
    config.write_text(CONFIG.format(folder=made))
    (made / "serial").write_text("01")

    def openssl(*arguments: object) -> None:
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)

    for name in ("ca", "tsa"):
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", made / f"{name}.key")
        openssl(
            "req", "-new", "-key", made / f"{name}.key", "-subj", f"/CN=Invented {name}", "-out", made / f"{name}.csr"
        )
    sign = ("x509", "-req", "-days", "30", "-extfile", config)
    openssl(
        *sign, "-extensions", "ca_ext", "-in", made / "ca.csr", "-signkey", made / "ca.key", "-out", made / "ca.pem"
    )
    openssl(*sign, "-extensions", "tsa_ext", "-in", made / "tsa.csr", "-CA", made / "ca.pem", "-CAkey", made / "ca.key",
            "-CAcreateserial", "-out", made / "tsa.pem")  # fmt: skip
    return made


@pytest.fixture(scope="module")
def authority(folder: Path) -> Iterator[str]:
    """Its address."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "query").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            command = ["openssl", "ts", "-reply", "-config", folder / "tsa.cnf", "-section", "here", "-queryfile", folder / "query",
                       "-out", folder / "reply"]  # fmt: skip
            subprocess.run(command, check=True, capture_output=True)
            data = b"no" if self.path == "/broken" else (folder / "reply").read_bytes()
            self.send_response(500 if self.path == "/down" else 200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *arguments: object) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_a_stamp_is_about_its_statement_and_names_its_authority(authority: str, folder: Path) -> None:
    answer = ask(authority, b"a statement")
    at, who, unchecked = check(answer, b"a statement", [(folder / "ca.pem").read_bytes()])
    assert at.startswith("20")
    assert "Invented tsa" in who
    assert unchecked == ""
    assert check(answer, b"a statement")[2] == "its signature"
    with pytest.raises(ValueError, match="another statement"):
        check(answer, b"another statement")


def test_a_stranger_authority_is_not_the_one_that_is_trusted(authority: str, folder: Path, tmp_path: Path) -> None:
    answer = ask(authority, b"a statement")
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=Other",
               "-keyout", tmp_path / "k", "-out", tmp_path / "other.pem"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    with pytest.raises(ValueError, match=r"."):
        check(answer, b"a statement", [(tmp_path / "other.pem").read_bytes()])


@pytest.mark.parametrize("path", ["down", "broken"])
def test_an_authority_that_fails_is_named(authority: str, path: str) -> None:
    with pytest.raises(NotStamped, match="no time stamp"):
        ask(authority + path, b"a statement")


def test_a_stamped_bag_says_when_and_a_changed_stamp_is_found(
    full: Case, authority: str, folder: Path, tmp_path: Path
) -> None:
    write_casefile(tmp_path / "bag", *full.case_file(Tier.PUBLIC, by=COLLECTOR), authority)
    found = verify_bag(tmp_path / "bag", roots=[(folder / "ca.pem").read_bytes()])
    assert found.findings == ()
    assert any(note.startswith("Time stamp: ") and "Not checked" not in note for note in found.notes)
    assert any("Not checked: its signature" in note for note in verify_bag(tmp_path / "bag").notes)
    (tmp_path / "bag" / "checkpoint.tsr").write_bytes(ask(authority, b"another"))
    told = [str(flaw) for flaw in verify_bag(tmp_path / "bag").findings]
    assert any("it is no time stamp of this statement" in one for one in told)
