#!/usr/bin/env python3
"""Verify a proof bundle of pairledger with nothing but Python and the package `cryptography`.

    verify_proof.py BUNDLE VERIFIER_KEY [EARLIER_CHECKPOINT]

Prints what is proved and ends with status 0, or says what does not hold and ends with status 1. The form of a bundle, of checkpoints
and of keys: see "Proofs" in the guides, RFC 6962, and C2SP signed-note and tlog-checkpoint."""
import base64
import hashlib
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def checkpoint(note, key):
    """The name, size and root of a checkpoint that is signed with the key."""
    text, signatures = note.rsplit(b"\n\n", 1)
    text += b"\n"
    name, key_id, public = key.split("+", 2)
    public = base64.b64decode(public, validate=True)
    assert sha(name.encode(), b"\n", public)[:4].hex() == key_id and public[0] == 1, "not the key of a log"
    origin, size, root = text.decode().split("\n")[:3]
    assert origin == name, f"a checkpoint of {origin}, not of {name}"
    for line in signatures.decode().splitlines():
        dash, signer, value = line.split(" ")
        value = base64.b64decode(value, validate=True)
        if (dash, signer, value[:4].hex()) == ("—", name, key_id):
            Ed25519PublicKey.from_public_bytes(public[1:]).verify(value[4:], text)
            return origin, int(size), base64.b64decode(root)
    raise AssertionError(f"no signature of {name}")


def root_of(low, high, leaves, hashes):
    """The hash above the leaves from low to high: of those that are proved, and else the next hash of the proof."""
    if not any(low <= position < high for position in leaves):
        return next(hashes)
    if high - low == 1:
        return leaves[low]
    half = low + (1 << (high - low - 1).bit_length() - 1)
    left = root_of(low, half, leaves, hashes)
    return sha(b"\1", left, root_of(half, high, leaves, hashes))


def grew(old, size, old_root, root, path):
    """RFC 9162, section 2.1.4.2."""
    if old == size or old == 0:
        return not path and (old == 0 or old_root == root)
    path = ([old_root] if old & (old - 1) == 0 else []) + path
    node, last = old - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = path[0]
    for value in path[1:]:
        if node & 1 or node == last:
            first, second = sha(b"\1", value, first), sha(b"\1", value, second)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            second = sha(b"\1", second, value)
        node, last = node >> 1, last >> 1
    return last == 0 and first == old_root and second == root


def verify(bundle, key, earlier=None):
    head, rest = bundle.split(b"\n\n", 1)
    entries, note = rest.split(b"\n\n", 1) if not rest.startswith(b"\n") else (b"", rest[1:])
    lines, entries = head.decode().split("\n"), entries.split(b"\n") if entries else []
    assert lines.pop(0) == "pairledger-proof/v1", "not a proof bundle"
    origin, size, root = checkpoint(note, key)
    positions, hashes, since, growth = [], [], None, []
    for line in lines:
        word, _, value = line.partition(" ")
        if word == "entries":
            first, _, last = value.partition("-")
            positions += range(int(first), int(last or first) + 1)
        elif word == "since":
            since = int(value)
        else:
            (hashes if since is None else growth).append(base64.b64decode(line, validate=True))
    assert len(positions) == len(entries), "positions and entries differ in number"
    if positions:
        leaves = {position: sha(b"\0", entry) for position, entry in zip(positions, entries)}
        unused = iter(hashes)
        assert root_of(0, size, leaves, unused) == root and next(unused, None) is None, "not entries of this log"
    if earlier:
        name, old, old_root = checkpoint(earlier, key)
        assert name == origin and old == since and grew(old, size, old_root, root, growth), "history was rewritten"
    return f"{len(entries)} entries of {origin} are in its log of {size}" + (f", which only grew since {since}" if earlier else "")


if __name__ == "__main__":
    sys.setrecursionlimit(10_000)
    files = [open(path, "rb").read() for path in [sys.argv[1], *sys.argv[3:4]]]
    try:
        print(verify(files[0], sys.argv[2], *files[1:]))
    except (AssertionError, InvalidSignature, StopIteration, ValueError) as error:
        sys.exit(f"not proved: {error or 'the signature is not that of this text'}")
