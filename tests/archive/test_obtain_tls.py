"""The connection is pinned to the checked address, and the certificate is still checked against the name."""

import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from counterclaim.archive.obtain import obtain

NAME = "pinned.example"


@pytest.fixture
def port(tmp_path, monkeypatch):
    """A server on loopback with a certificate for `NAME`; every name of example resolves to it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)]), datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, secret = tmp_path / "certificate.pem", tmp_path / "key.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    secret.write_bytes(key.private_bytes(*form))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Length", "5")
            self.end_headers()
            self.wfile.write(b"Nine.")

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, secret)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.handle_error = lambda *_: None  # a client that refuses the certificate hangs up
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    resolve, client, trust = socket.getaddrinfo, httpx.Client, ssl.create_default_context(cafile=str(pem))
    local = lambda host, *rest, **more: resolve("127.0.0.1" if host.endswith(".example") else host, *rest, **more)  # noqa: E731
    monkeypatch.setattr(socket, "getaddrinfo", local)
    monkeypatch.setattr(httpx, "Client", lambda **settings: client(verify=trust, **settings))
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_certificate_of_the_name_is_accepted(port):
    (item,) = obtain(f"https://{NAME}:{port}/", collector="tests", allow_private={NAME})
    assert item.data == b"Nine."


def test_the_certificate_of_another_name_is_refused(port):
    (item,) = obtain(f"https://other.example:{port}/", collector="tests", allow_private={"other.example"})
    assert "certificate is not valid for 'other.example'" in item.fault
