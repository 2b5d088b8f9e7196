"""Which network stands behind an address, for counting; knows neither table nor framework."""

from ipaddress import IPv6Address, ip_address, ip_network

_IPV6_NETWORK = 64  # what one household is given


def network(origin: str) -> str:
    """The network behind an address: itself, or of IPv6 what one household is given.

    This machine is none: what comes from it are its own programs, or a proxy that does not say for
    whom it asks; then all of the city would be counted as one.
    """
    try:
        address = ip_address(origin)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.is_loopback:
        return ""
    if isinstance(address, IPv6Address):
        return str(ip_network((int(address), _IPV6_NETWORK), strict=False))
    return str(address)
