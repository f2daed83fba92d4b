"""Addresses of the installed app that the walk through every page must be told about."""

BEGINNINGS: list[tuple[str, list[str]]] = [("offline", [])]
NO_PAGE: set[str] = {"service_worker", "site_manifest", "site_icon", "manifest", "community_icon", "share"}
OF_A_MOMENT: set[str] = set()
