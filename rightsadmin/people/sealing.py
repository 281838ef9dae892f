"""What lies somewhere for a while, or for long, and nobody else shall read: encrypted with the secret key."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


def seal(text: str, purpose: str) -> str:
    """The text, to be opened for the same purpose alone."""
    return _cipher(purpose).encrypt(text.encode()).decode()


def opened(sealed: str, purpose: str) -> str:
    """What was sealed for the purpose, by the secret key or one of those of before; ValueError for anything else."""
    try:
        return _cipher(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken as refusal:
        raise ValueError("It was not sealed by this installation for this purpose.") from refusal


def _cipher(purpose: str) -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(f"{purpose}:".encode() + force_bytes(key)).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
