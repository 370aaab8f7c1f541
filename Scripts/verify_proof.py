#!/usr/bin/env python3
"""verify_proof.py BUNDLE VERIFIER_KEY [EARLIER_CHECKPOINT]: verify a proof of pairledger with Python and its package cryptography.
The forms are those of the guide "Proofs", of RFC 6962, and of C2SP signed-note and tlog-checkpoint."""
import base64, hashlib, sys
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

def need(holds, reason):
    if not holds: raise ValueError(reason)
def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def base64_bytes(text): return base64.b64decode(text, validate=True)

def checkpoint(note, key):
    """The size and root of a checkpoint that is signed with the key of its log."""
    name, key_id, public = key.split("+", 2)
    public = base64_bytes(public)
    need(public[0] == 1 and sha(name.encode(), b"\n", public)[:4].hex() == key_id, "this is not the key of a log")
    text, signatures = note.rsplit(b"\n\n", 1)
    origin, size, root = text.decode().split("\n")
    for line in signatures.decode().removesuffix("\n").split("\n"):
        dash, signer, value = line.split(" ")
        value = base64_bytes(value)
        if (dash, signer, value[:4].hex(), origin) == ("—", name, key_id, name):
            Ed25519PublicKey.from_public_bytes(public[1:]).verify(value[4:], text + b"\n")
            return int(size), base64_bytes(root)
    raise ValueError(f"the checkpoint of {origin} is not signed by {name}")

def root(low, high, leaves, hashes):
    """The hash above the leaves from low to high. Of the proved leaves and of the hashes, the next is the last."""
    if not leaves or leaves[-1][0] >= high: return hashes.pop()
    if high - low == 1: return leaves.pop()[1]
    half = low + (1 << (high - low - 1).bit_length() - 1)
    return sha(b"\1", root(low, half, leaves, hashes), root(half, high, leaves, hashes))

def roots(old, size, old_root, hashes, whole=True):
    """Of a tree when it was small and now, by a proof of RFC 6962, section 2.1.2, of which the next hash is the last."""
    if old == size: return [old_root if whole else hashes.pop()] * 2
    half = 1 << (size - 1).bit_length() - 1
    if old <= half:
        before, after = roots(old, half, old_root, hashes, whole)
        return [before, sha(b"\1", after, hashes.pop())]
    (before, after), left = roots(old - half, size - half, old_root, hashes, False), hashes.pop()
    return [sha(b"\1", left, before), sha(b"\1", left, after)]

def verify(bundle, key, earlier=None):
    """What is proved, in words."""
    (head, rest), name = bundle.split(b"\n\n", 1), key.split("+")[0]
    entries, note = (b"", rest[1:]) if rest.startswith(b"\n") else rest.split(b"\n\n", 1)
    entries, (title, *lines) = entries.split(b"\n") if entries else [], head.decode().split("\n")
    need(title == "pairledger-proof/v1", "this is no proof bundle")
    size, sealed = checkpoint(note, key)
    positions, hashes, growth, since = [], [], [], None
    for line in reversed(lines):
        word, _, value = line.partition(" ")
        if word == "entries":
            first, _, last = value.partition("-")
            positions += range(int(last or first), int(first) - 1, -1)
        elif word == "since": since, growth, hashes = int(value), hashes, []
        else: hashes.append(base64_bytes(line))
    need(len(positions) == len(entries) and positions == sorted(set(positions), reverse=True), "these are not the positions of the entries")
    need(entries or earlier, "nothing is proved")
    if entries:
        leaves = list(zip(positions, (sha(b"\0", entry) for entry in reversed(entries))))
        need(root(0, size, leaves, hashes) == sealed and not leaves + hashes, f"these are not entries of {name}")
    if earlier:
        old, old_root = checkpoint(earlier, key)
        need(old == since and 0 <= old <= size, f"nothing is proved since the checkpoint of {old}")
        need((old == 0 or roots(old, size, old_root, growth) == [old_root, sealed]) and not growth, "history was rewritten")
    return f"{len(entries)} entries of {name} are in its log of {size}" + (f", which only grew since {since}" if earlier else "")

if __name__ == "__main__":
    files = [open(path, "rb").read() for path in [sys.argv[1], *sys.argv[3:4]]]
    try: print(verify(files[0], sys.argv[2], *files[1:]))
    except (InvalidSignature, LookupError, ValueError) as error:
        sys.exit(f"not proved: {error or 'the signature is not that of this text'}")
