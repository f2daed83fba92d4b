"""What a sponsor opens with a signed address; the media kit; tagged ways that lead out; the way in by a code."""

from django.urls import path

from diwan.web.visitor.views import promotion, sponsors

urlpatterns = [
    path("sponsored/<str:token>/", sponsors.page, name="sponsor_page"),
    path("sponsored/<str:token>/<int:campaign_id>/", sponsors.report, name="sponsor_report"),
    path("sponsored/<str:token>/<int:campaign_id>/report.<str:language>.pdf", sponsors.paper, name="sponsor_paper"),
    path("sponsored/<str:token>/<int:campaign_id>/rows.csv", sponsors.rows, name="sponsor_rows"),
    path("c/<slug:slug>/sponsoring/", promotion.media_kit, name="media_kit"),
    path("c/<slug:slug>/shown/<str:code>/", promotion.sponsor_why, name="sponsor_why"),
    path("c/<slug:slug>/shown/<str:code>/view/", promotion.sponsor_view, name="sponsor_view"),
    path("c/<slug:slug>/out/<str:code>/", promotion.way_out, name="way_out"),
    path("c/<slug:slug>/by/<str:code>/", promotion.referral_way, name="referral_way"),
]
