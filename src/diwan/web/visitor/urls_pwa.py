"""What a phone installs: manifest, icons, the worker that keeps visited pages, the page without a network."""

from django.urls import path

from diwan.web.visitor.views import install

urlpatterns = [
    path("sw.js", install.worker, name="service_worker"),
    path("offline/", install.offline, name="offline"),
    path("app.webmanifest", install.site_manifest, name="site_manifest"),
    path("icon-<int:size>.png", install.site_icon, name="site_icon"),
    path("c/<slug:slug>/app.webmanifest", install.manifest, name="manifest"),
    path("c/<slug:slug>/icon-<int:size>.png", install.icon, name="community_icon"),
    path("c/<slug:slug>/share/", install.share, name="share"),
]
