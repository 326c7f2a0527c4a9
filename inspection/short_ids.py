"""Short ids that follow from an identity alone, without characters that can be mistaken for one another."""

import hashlib

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def short_id(mark: str, identity: str, length: int) -> str:
    """The mark and so many signs: the same for one identity in every process."""
    digest = int.from_bytes(hashlib.sha256(identity.encode("utf-8")).digest(), "big")
    signs = []
    for _ in range(length):
        digest, place = divmod(digest, len(ALPHABET))
        signs.append(ALPHABET[place])
    return mark + "".join(signs)
