"""Stage 1 of 4, collect: where a host is, and whether that is on the public internet.

Source: the registries of special addresses of IANA, as ``ipaddress`` has them; OWASP, Server-Side
Request Forgery Prevention.
"""

from __future__ import annotations

import ipaddress
import socket

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_METADATA = frozenset(("168.63.129.16",))  # a cloud's own host behind a public address


def addresses_of(host: str) -> tuple[str, ...]:
    """The numeric addresses of a host, each once.

    Raises:
        OSError: it has none.
    """
    try:
        name = host.encode("idna").decode()
    except UnicodeError as error:
        raise OSError(f"{host} is no name of a host") from error
    found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet, whatever it is wrapped in.

    >>> [is_public(a) for a in ("93.184.216.34", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1")]
    [True, False, False, False]
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in _NAT64:
            inner = ipaddress.ip_address(int(found) & 0xFFFFFFFF)  # type: ignore[assignment] # an IPv4Address
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast and str(found) not in _METADATA
