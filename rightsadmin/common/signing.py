"""Signatures of the house (Ed25519): what it signed can be checked by anybody who knows its public key."""

import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_OTHERS = 0o077  # what group and others may do


@dataclass(frozen=True)
class Signature:
    """A signature and the public key that it is checked with, both as hexadecimal digits."""

    key: str
    value: str


def sign(content: bytes) -> Signature:
    """The house's signature. ImproperlyConfigured, in a sentence, where its key is missing or read by others."""
    private = _private_key(Path(settings.SEAL_KEY_FILE))
    return Signature(private.public_key().public_bytes_raw().hex(), private.sign(content).hex())


def own_keys() -> set[str]:
    """The public keys by which the house signs, and signed before."""
    return {sign(b"").key, *settings.SEAL_KEYS_OF_BEFORE}


def is_signed(content: bytes, signature: Signature) -> bool:
    """Whether the key of the signature signed this content; whose key it is, is another question."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signature.key))
        public.verify(bytes.fromhex(signature.value), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private_key(path: Path) -> Ed25519PrivateKey:
    if settings.SEAL_KEY_IS_MADE and not path.exists():
        _make(path)
    try:
        mode, content = path.stat().st_mode, path.read_bytes()
        found = serialization.load_pem_private_key(content, password=None)
    except (OSError, ValueError, TypeError) as error:
        raise ImproperlyConfigured(
            f"The key {path} that signs the proofs of the record cannot be read ({error}): docs/operations.md says how "
            "to make one."
        ) from error
    if mode & _OTHERS:
        raise ImproperlyConfigured(f"Others may read the key {path}. Say: chmod 600 {path}")
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
