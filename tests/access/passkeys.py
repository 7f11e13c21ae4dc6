"""A passkey as a browser registers one, without a device."""

import json
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)


def make_credential() -> dict[str, Any]:
    """Return what a browser sends of a new passkey."""
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    key = ES256.from_cryptography_key(public)  # type: ignore[no-untyped-call]
    credential = AttestedCredentialData.create(bytes(16), b"a passkey", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    said = AuthenticatorData.create(bytes(32), flags, 0, credential)
    client = CollectedClientData.create("webauthn.create", b"challenge", "http://testserver")
    attested = AttestationObject.create("none", said, {})
    answer = AuthenticatorAttestationResponse(client_data=client, attestation_object=attested)
    made = RegistrationResponse(raw_id=b"a passkey", response=answer)
    return dict(json.loads(json.dumps(dict(made))))
