"""The local authority and its certificates, in a time of the test's own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store

from spotter.notifier.errors import CertificateError
from spotter.notifier.web.tls.authority import must_renew, new_authority, new_certificate
from spotter.notifier.web.tls.certificates import LocalAuthority

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NAMES = {"gym.example", "localhost", "192.168.1.7", "[::1]"}
DAY = timedelta(days=1)


@pytest.mark.parametrize("name", ["gym.example", "localhost"])
def test_whoever_trusts_the_authority_trusts_the_page_under_its_names(name: str) -> None:
    authority = new_authority("gym", NOW)
    page = new_certificate(authority, NAMES, NOW)

    store = Store([x509.load_pem_x509_certificate(authority.certificate)])
    verifier = PolicyBuilder().store(store).time(NOW).build_server_verifier(x509.DNSName(name))
    chain = verifier.verify(x509.load_pem_x509_certificate(page.certificate), [])

    assert len(chain) == 2


def test_another_name_is_not_trusted() -> None:
    authority = new_authority("gym", NOW)
    page = new_certificate(authority, NAMES, NOW)
    store = Store([x509.load_pem_x509_certificate(authority.certificate)])
    other = x509.DNSName("evil.example")
    verifier = PolicyBuilder().store(store).time(NOW).build_server_verifier(other)

    with pytest.raises(x509.verification.VerificationError):
        verifier.verify(x509.load_pem_x509_certificate(page.certificate), [])


def test_a_certificate_is_made_anew_before_its_end_and_for_new_names() -> None:
    page = new_certificate(new_authority("gym", NOW), NAMES, NOW).certificate

    assert not must_renew(page, NAMES, NOW + 59 * DAY)
    assert must_renew(page, NAMES, NOW + 61 * DAY)
    assert must_renew(page, {*NAMES, "10.0.0.7"}, NOW)
    assert not must_renew(page, {"gym.example"}, NOW)


def test_keys_are_kept_for_this_user_alone_and_the_authority_stays(tmp_path: Path) -> None:
    times = iter([NOW, NOW, NOW, NOW + 61 * DAY, NOW + 61 * DAY])
    folder = tmp_path / "authority"
    local = LocalAuthority(folder, NAMES, lambda: next(times))
    first = local.certificate()
    before = first.certificate.read_bytes(), local.certificate_file.read_bytes()

    assert not first.renew()
    assert first.renew()

    assert first.certificate.read_bytes() != before[0]
    assert local.certificate_file.read_bytes() == before[1]
    for name in ("authority.key", "page.key"):
        assert (folder / name).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CertificateError, match="expected to keep a certificate in"):
        LocalAuthority(tmp_path / "file", NAMES, lambda: NOW).certificate()
