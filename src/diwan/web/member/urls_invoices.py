"""One's own invoices, receipts and yearly summaries."""

from django.urls import path

from diwan.web.member.views import cases, invoices, years

urlpatterns = [
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/company/", invoices.billing, name="billing"),
    path("invoices/<int:invoice_id>/", invoices.invoice, name="invoice"),
    path("invoices/<int:invoice_id>/company/", invoices.company, name="invoice_company"),
    path("invoices/<int:invoice_id>/<slug:language>.pdf", invoices.pdf, name="invoice_pdf"),
    path("cases/<int:case_id>/", cases.case, name="case"),
    path("years/<int:year>/", years.year, name="year"),
    path("years/<int:year>/<slug:language>.pdf", years.pdf, name="year_pdf"),
]
