"""Addresses of documents that the walk through every page must be told about.

BEGINNINGS: (name, args) of pages no link leads to. NO_PAGE: posted to, downloads, what only leads on.
OF_A_MOMENT: pages that exist for a moment only; other tests open them.
"""

BEGINNINGS: list[tuple[str, list[str]]] = [("invoices", ["rooftop"])]
NO_PAGE: set[str] = {"export", "invoice_pdf", "year_pdf"}
OF_A_MOMENT: set[str] = {"invoice_company"}
