"""Every address of the site. A community's pages live under /c/<slug>/; verbs become nouns with a record."""

from django.urls import include, path

from diwan.web.member.views.images import image

urlpatterns = [
    path("", include("diwan.web.visitor.urls")),
    path("", include("diwan.web.visitor.urls_public")),
    path("", include("diwan.web.visitor.urls_accounts")),
    path("", include("diwan.web.visitor.urls_pwa")),
    path("", include("diwan.web.visitor.urls_privacy")),
    path("", include("diwan.web.visitor.urls_reach")),
    path("", include("diwan.web.visitor.urls_gateways")),
    path("", include("diwan.web.visitor.urls_promotion")),
    path("files/<slug:name>/<int:width>.webp", image, name="image"),
    path("c/<slug:slug>/", include("diwan.web.member.urls")),
    path("c/<slug:slug>/", include("diwan.web.steward.urls")),
]

handler400 = "diwan.web.views.errors.bad_request"
handler403 = "diwan.web.views.errors.forbidden"
handler404 = "diwan.web.views.errors.not_found"
handler500 = "diwan.web.views.errors.server_error"
