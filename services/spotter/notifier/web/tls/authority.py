"""A local authority and the certificates that it gives, as PEM. Pure.

Its certificate is installed where the page is opened; its key never leaves the machine. Profiles as
in RFC 5280; the lifetimes are what browsers take from an authority that somebody installed.
"""

import ipaddress
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_DAYS = 3650
LEAF_DAYS = 90
RENEWED_DAYS = 30
"""A certificate is made anew when less than that is left of it."""
_BEFORE = timedelta(hours=1)
"""Clocks differ."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A certificate and its key, as PEM."""

    certificate: bytes
    key: bytes = field(repr=False)


def new_authority(machine: str, now: datetime) -> KeyPair:
    """An authority of this ``machine``, which may give certificates but no authorities."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"Spotter on {machine}")
    usage = _usage(signs_certificates=True)
    made = (
        _builder(name, name, key.public_key(), now, AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    return _pair(made, key)


def new_certificate(authority: KeyPair, names: Collection[str], now: datetime) -> KeyPair:
    """A certificate of the ``authority`` for the page's ``names`` and addresses."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = x509.load_pem_x509_certificate(authority.certificate)
    issuer_key = serialization.load_pem_private_key(authority.key, None)
    if not isinstance(issuer_key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"expected an authority's key on a curve; found {type(issuer_key)}")
    served = x509.SubjectAlternativeName([_general(one) for one in sorted(names)])
    of_issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    made = (
        _builder(_name("Spotter's page"), issuer.subject, key.public_key(), now, LEAF_DAYS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(of_issuer, critical=False)
        .add_extension(served, critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    return _pair(made, key)


def must_renew(certificate: bytes, names: Collection[str], now: datetime) -> bool:
    """Whether a certificate (PEM) is not for all of these ``names``, or soon at its end."""
    found = x509.load_pem_x509_certificate(certificate)
    ends_soon = found.not_valid_after_utc - now < timedelta(days=RENEWED_DAYS)
    served = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return ends_soon or not {_general(one) for one in names} <= set(served)


def _builder(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    now: datetime,
    days: int,
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BEFORE)
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        return x509.DNSName(name)


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words[:64])])


def _pair(certificate: x509.Certificate, key: ec.EllipticCurvePrivateKey) -> KeyPair:
    return KeyPair(
        certificate.public_bytes(serialization.Encoding.PEM),
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )
