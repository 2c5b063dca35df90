"""Proxies, which only a setting may name, and certificates of sites."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from flows.fetching import transport
from flows.fetching.errors import FetchSettingsError
from flows.fetching.fetched import Outcome, Reason
from flows.fetching.fetcher import Fetcher
from tests.flows.fetching.fetches import fetch
from tests.sites import Web

PAGE = "http://courier.example/news/cup-final.html"


def test_the_environment_names_no_proxy(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.2:{web.port}")
    assert fetch(web, PAGE).address == "127.0.0.1"
    refused = fetch(web, "http://10.1.2.3/")
    assert refused.reason is Reason.PRIVATE_ADDRESS
    assert {request.local_address for request in web.log()} == {"127.0.0.1"}


def test_a_setting_names_a_proxy(web: Web) -> None:
    """The sites' server takes whole addresses, as proxies do; it resolves the name."""
    proxy = f"http://127.0.0.2:{web.port}"
    fetched = fetch(web, PAGE, proxy=proxy, resolve={}, allowed_networks=[])
    assert fetched.outcome is Outcome.FETCHED
    assert fetched.address == "127.0.0.2"
    assert fetched.final_url == PAGE


@pytest.mark.parametrize("host", ["127.0.0.1", "2130706433", "[::1]", "10.0.0.7", "0x7f.1"])
def test_a_proxy_is_not_asked_for_private_addresses(web: Web, host: str) -> None:
    proxy = f"http://127.0.0.2:{web.port}"
    fetched = fetch(web, f"http://{host}/", proxy=proxy, resolve={}, allowed_networks=[])
    assert fetched.reason is Reason.PRIVATE_ADDRESS
    assert web.log() == []


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"proxy": "http://127.0.0.1:1"}, r"fetch\.resolve does nothing with fetch\.proxy"),
        ({"proxy": "proxy.example", "resolve": {}}, r"fetch\.proxy: "),
        ({"proxy": "socks5://127.0.0.1", "resolve": {}}, r"fetch\.proxy: .* is no http://"),
        ({"ca_file": "no-such.pem"}, r"fetch\.ca_file no-such\.pem: "),
    ],
)
def test_settings_that_cannot_be_used(web: Web, settings: dict[str, object], message: str) -> None:
    with pytest.raises(FetchSettingsError, match=message):
        Fetcher(web.settings(**settings))


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a certificate of gazette.example that has signed itself."""
    folder = tmp_path_factory.mktemp("certificates")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "gazette.example")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("gazette.example")]), False)  # noqa: FBT003
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)  # noqa: FBT003
        .sign(key, hashes.SHA256())
    )
    (folder / "site.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder


@pytest.fixture
def secure_web(authority: Path) -> Iterator[tuple[Web, list[str | None]]]:
    names: list[str | None] = []
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(authority / "site.pem", authority / "key.pem")
    context.sni_callback = lambda _, name, __: names.append(name)
    with Web(tls=context) as web:
        yield web, names


def test_tls_and_host_keep_the_name(
    secure_web: tuple[Web, list[str | None]], authority: Path
) -> None:
    web, names = secure_web
    fetched = fetch(web, "https://gazette.example/", ca_file=str(authority / "site.pem"))
    assert fetched.outcome is Outcome.FETCHED
    assert fetched.address == "127.0.0.1"
    assert set(names) == {"gazette.example"}
    assert {request.headers["host"] for request in web.log()} == {"gazette.example"}


def test_a_certificate_of_another_name_is_not_believed(
    secure_web: tuple[Web, list[str | None]], authority: Path
) -> None:
    web, _ = secure_web
    fetched = fetch(web, "https://radio.example/", ca_file=str(authority / "site.pem"))
    assert (fetched.outcome, fetched.reason) == (Outcome.FAILED, Reason.CERTIFICATE)
    assert web.log() == []


def test_a_certificate_that_nobody_vouches_for_is_not_believed(
    secure_web: tuple[Web, list[str | None]], authority: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web, _ = secure_web
    monkeypatch.setenv("SSL_CERT_FILE", str(authority / "site.pem"))
    transport._trust.cache_clear()
    assert fetch(web, "https://gazette.example/").reason is Reason.CERTIFICATE
