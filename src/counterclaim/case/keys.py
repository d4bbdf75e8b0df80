"""The case's signing key: made when something is first signed, kept with the case, sealed where the case is."""

from counterclaim.case.memory import Memory
from counterclaim.case.writer import writing
from counterclaim.exports.signing import fingerprint, new_key, public_pem
from counterclaim.model.ledger import EntryKind
from counterclaim.store.ledger import get_state, set_state

#: where it is kept, and what binds the sealed key to its place
_STATE = "signing_key"


def signing_key(memory: Memory, *, by: str) -> bytes:
    """The private key, 32 bytes. A fresh one's public half is recorded in the ledger.

    Raises:
        CaseError: the case is sealed and its passphrase was not given.
    """
    seal = memory.key(True)
    with memory.look() as connection:
        kept = get_state(connection, _STATE)
    if kept is None:
        with writing(memory, by) as writer:
            kept = get_state(writer.connection, _STATE)  # another process may have been first
            if kept is None:
                fresh = new_key()
                kept = (seal.seal(fresh, _STATE) if seal else fresh).hex()
                set_state(writer.connection, _STATE, kept)
                pem = public_pem(fresh)
                writer.record(EntryKind.NOTE, {"signing_key": pem.decode(), "fingerprint": fingerprint(pem)})
    data = bytes.fromhex(kept)
    return seal.open(data, _STATE) if seal else data
