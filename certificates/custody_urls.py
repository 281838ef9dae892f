"""The addresses of mail and vault."""

from django.urls import path

from certificates.views.custody import mail, stops, vault

PLAN = "plans/<slug:slug>"
urlpatterns = [
    path(f"{PLAN}/returned-mail/", mail.ReturnedMailList.as_view(), name="returned-mail"),
    path(f"{PLAN}/returned-mail/<int:pk>/mail-again/", mail.ReMail.as_view(), name="re-mail"),
    path(f"{PLAN}/returned-mail/<int:pk>/delivered/", mail.Delivered.as_view(), name="delivered"),
    path(f"{PLAN}/lost-holders/", mail.LostHolderList.as_view(), name="lost-holders"),
    path(f"{PLAN}/lost-holders/<int:pk>/", mail.LostHolderDetail.as_view(), name="lost-holder"),
    path(f"{PLAN}/lost-holders/<int:pk>/search/", mail.SearchRecord.as_view(), name="lost-search"),
    path(f"{PLAN}/lost-holders/<int:pk>/exempt/", mail.ExemptRecord.as_view(), name="lost-exempt"),
    path(f"{PLAN}/lost-holders/<int:pk>/found/", mail.FoundRecord.as_view(), name="lost-found"),
    path(f"{PLAN}/certificates/<int:number>/stop/", stops.StopPlace.as_view(), name="stop-place"),
    path(f"{PLAN}/stops/", stops.StopList.as_view(), name="stops"),
    path(f"{PLAN}/stops/<int:pk>/", stops.StopDetail.as_view(), name="stop"),
    path(f"{PLAN}/stops/<int:pk>/lift/", stops.StopLift.as_view(), name="stop-lift"),
    path(f"{PLAN}/stops/<int:pk>/recovery/", stops.StopRecovery.as_view(), name="stop-recovery"),
    path(f"{PLAN}/stops/<int:pk>/report/", stops.StopReportRecord.as_view(), name="stop-report"),
    path(f"{PLAN}/stops/<int:pk>/form/", stops.StopFormTake.as_view(), name="stop-form"),
    path(f"{PLAN}/vault/", vault.UnplacedList.as_view(), name="unplaced"),
    path(f"{PLAN}/vault/boxes/", vault.BoxList.as_view(), name="boxes"),
    path(f"{PLAN}/vault/boxes/open/", vault.BoxOpen.as_view(), name="box-open"),
    path(f"{PLAN}/vault/boxes/<int:pk>/", vault.BoxContents.as_view(), name="box"),
    path(f"{PLAN}/vault/destructions/", vault.DestructionList.as_view(), name="destructions"),
    path(
        f"{PLAN}/vault/destructions/propose/", vault.DestructionPropose.as_view(), name="destruction-propose"
    ),
    path(f"{PLAN}/vault/destructions/<int:pk>/", vault.DestructionDetail.as_view(), name="destruction"),
    path(
        f"{PLAN}/vault/destructions/<int:pk>/witness/",
        vault.DestructionWitnessed.as_view(),
        name="destruction-witness",
    ),
    path(
        f"{PLAN}/vault/destructions/<int:pk>/certificate/",
        vault.DestructionPaper.as_view(),
        name="destruction-paper",
    ),
]
