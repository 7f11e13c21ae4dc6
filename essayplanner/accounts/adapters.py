"""What is our own in allauth's way of signing in: nobody's address is kept."""

import hashlib
import ipaddress

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Knows somebody's address by a pseudonym only, whatever is counted or stored by it."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return an IPv6 address (of fd00::/8, RFC 4193) that stands for the one of a request.

        It is the keyed hash of that address or, where one line has many (IPv6), of its network:
        the same for the same, and nothing that could be led back to it. Whatever comes without an
        address, over a socket of the machine itself, counts as one.
        """
        try:
            network = _network(super().get_client_ip(request))
        except PermissionDenied:
            network = ""
        digest = salted_hmac(__name__, network, algorithm=hashlib.sha256().name).digest()
        return str(ipaddress.IPv6Address(b"\xfd" + digest[:15]))


def address_of(request: HttpRequest) -> str:
    """Return the pseudonym of the address that a request came from."""
    address: str = get_adapter(request).get_client_ip(request)
    return address


def _network(text: str) -> str:
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address):
        network = ipaddress.ip_network((address, 64), strict=False)
        return str(address.ipv4_mapped or network.network_address)
    return str(address)
