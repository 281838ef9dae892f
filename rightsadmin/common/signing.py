"""Signatures of the house (Ed25519): what it signed can be checked by anybody who knows its public key."""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from rightsadmin.common.secret_files import require_private


@dataclass(frozen=True)
class Signature:
    """A signature and the public key that it is checked with, both as hexadecimal digits."""

    key: str
    value: str


def sign(content: bytes) -> Signature:
    """The house's signature. ImproperlyConfigured, in a sentence, where its key is missing or read by others."""
    private = _private_key(Path(settings.SEAL_KEY_FILE))
    return Signature(_public(private), private.sign(content).hex())


def public_key() -> str:
    """By which others know what the house signs now. Raises as `sign`."""
    return _public(_private_key(Path(settings.SEAL_KEY_FILE)))


def own_keys() -> set[str]:
    """The public keys by which the house signs, and signed before."""
    return {public_key(), *settings.SEAL_KEYS_OF_BEFORE}


def is_signed(content: bytes, signature: Signature) -> bool:
    """Whether the key of the signature signed this content; whose key it is, is another question."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature.key))
        public.verify(bytes.fromhex(signature.value), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _public(private: Ed25519PrivateKey) -> str:
    return private.public_key().public_bytes_raw().hex()


def _private_key(path: Path) -> Ed25519PrivateKey:
    if settings.SEAL_KEY_IS_MADE and not path.exists():
        _make(path)
    try:
        found = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise ImproperlyConfigured(
            f"The key {path} that signs the proofs of the record cannot be read ({error}): docs/operations.md says how "
            "to make one."
        ) from error
    require_private(path, "key")
    if not isinstance(found, Ed25519PrivateKey):
        raise ImproperlyConfigured(
            f"The key {path} is no Ed25519 key: docs/operations.md says how to make one."
        )
    return found


def _make(path: Path) -> None:
    """A new key in a file of the program's own user; where another process was quicker, its key is the one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.touch(mode=0o600)
    beside.write_bytes(content)
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
