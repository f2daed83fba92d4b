"""Addresses of one's own data that the walk through every page must be told about."""

BEGINNINGS: list[tuple[str, list[str]]] = [
    ("privacy_policy", []),
    ("own_data", []),
    ("erasure", []),
    ("consents", ["rooftop"]),
]
NO_PAGE: set[str] = {"data_copy", "data_copy_file", "erasure_withdrawal"}
OF_A_MOMENT: set[str] = set()
