"""The addresses of the ledger's pages."""

from django.urls import path

from ledger import control_urls, law_urls
from ledger.views import (
    agent,
    approvals,
    audit,
    deadlines,
    events,
    handover,
    holders,
    imports,
    instructions,
    movements,
    plan,
    questions,
    register,
    resolutions,
    separation,
)

app_name = "ledger"
urlpatterns = [
    path("approvals/", approvals.Inbox.as_view(), name="inbox"),
    path("approvals/<int:pk>/", approvals.Decide.as_view(), name="approval"),
    path("audit/", audit.AuditList.as_view(), name="audit"),
    path("plans/<slug:slug>/", plan.PlanDetail.as_view(), name="plan"),
    path("plans/<slug:slug>/cockpit/", deadlines.Cockpit.as_view(), name="cockpit"),
    path("plans/<slug:slug>/cases/<int:pk>/", events.CaseDetail.as_view(), name="case"),
    path("plans/<slug:slug>/deadlines/", deadlines.DeadlineList.as_view(), name="deadlines"),
    path("plans/<slug:slug>/deadlines/<int:pk>/", deadlines.DeadlineDetail.as_view(), name="deadline"),
    path("plans/<slug:slug>/facts/", events.EventList.as_view(), name="events"),
    path("plans/<slug:slug>/facts/record/", events.EventKinds.as_view(), name="event-kinds"),
    path("plans/<slug:slug>/facts/record/<slug:kind>/", events.EventRecord.as_view(), name="event-record"),
    path("plans/<slug:slug>/facts/<int:pk>/", events.EventDetail.as_view(), name="event"),
    path("plans/<slug:slug>/facts/<int:pk>/reverse/", events.EventReverse.as_view(), name="event-reverse"),
    path("plans/<slug:slug>/resolutions/", resolutions.ResolutionList.as_view(), name="resolutions"),
    path(
        "plans/<slug:slug>/resolutions/record/",
        resolutions.ResolutionKinds.as_view(),
        name="resolution-kinds",
    ),
    path(
        "plans/<slug:slug>/resolutions/record/<slug:kind>/",
        resolutions.ResolutionRecord.as_view(),
        name="resolution-record",
    ),
    path(
        "plans/<slug:slug>/resolutions/<int:pk>/", resolutions.ResolutionDetail.as_view(), name="resolution"
    ),
    path("plans/<slug:slug>/questions/", questions.QuestionList.as_view(), name="questions"),
    path("plans/<slug:slug>/questions/<slug:code>/", questions.QuestionDetail.as_view(), name="question"),
    path(
        "plans/<slug:slug>/questions/<slug:code>/close/",
        questions.QuestionResolve.as_view(),
        name="question-resolve",
    ),
    path("plans/<slug:slug>/holders/", holders.HolderList.as_view(), name="holders"),
    path("plans/<slug:slug>/accounts/open/", register.AccountOpen.as_view(), name="account-open"),
    path("plans/<slug:slug>/holders/<str:number>/", holders.HolderDetail.as_view(), name="holder"),
    path("plans/<slug:slug>/holder-files/", imports.ImportList.as_view(), name="imports"),
    path("plans/<slug:slug>/holder-files/check/", imports.ImportCheck.as_view(), name="import-check"),
    path("plans/<slug:slug>/holder-files/<int:pk>/", imports.ImportDetail.as_view(), name="import"),
    path("plans/<slug:slug>/holders/<str:number>/hold/", register.HoldPlace.as_view(), name="hold"),
    path(
        "plans/<slug:slug>/holders/<str:number>/holds/<int:pk>/lift/",
        register.HoldLift.as_view(),
        name="hold-lift",
    ),
    path("plans/<slug:slug>/holders/<str:number>/address/", register.AddressChange.as_view(), name="address"),
    path(
        "plans/<slug:slug>/holders/<str:number>/finding/", register.FindingPropose.as_view(), name="finding"
    ),
    path("plans/<slug:slug>/entries/", holders.EntryList.as_view(), name="entries"),
    path("plans/<slug:slug>/entries/transfer/", movements.TransferPost.as_view(), name="transfer"),
    path("plans/<slug:slug>/entries/issue/", movements.IssuePost.as_view(), name="issue"),
    path("plans/<slug:slug>/entries/reacquire/", movements.ReacquisitionPost.as_view(), name="reacquire"),
    path("plans/<slug:slug>/entries/dividend/", movements.DividendPropose.as_view(), name="dividend"),
    path("plans/<slug:slug>/control-book/", register.ControlBookRecord.as_view(), name="control-book"),
    path("plans/<slug:slug>/replay/", register.PinDay.as_view(), name="pin"),
    path("plans/<slug:slug>/instructions/", instructions.InstructionList.as_view(), name="instructions"),
    path(
        "plans/<slug:slug>/instructions/record/",
        instructions.InstructionRecord.as_view(),
        name="instruction-record",
    ),
    path(
        "plans/<slug:slug>/instructions/applications/",
        instructions.ApplicationList.as_view(),
        name="applications",
    ),
    path(
        "plans/<slug:slug>/instructions/applications/record/",
        instructions.ApplicationRecord.as_view(),
        name="application-record",
    ),
    path(
        "plans/<slug:slug>/instructions/incumbency/",
        instructions.IncumbencyRecord.as_view(),
        name="incumbency",
    ),
    path(
        "plans/<slug:slug>/instructions/<int:pk>/",
        instructions.InstructionDetail.as_view(),
        name="instruction",
    ),
    path(
        "plans/<slug:slug>/instructions/<int:pk>/check/",
        instructions.InstructionCheck.as_view(),
        name="instruction-check",
    ),
    path("plans/<slug:slug>/signatories/<int:pk>/end/", instructions.OfficeEnd.as_view(), name="office-end"),
    path("plans/<slug:slug>/agent/", agent.AgentPage.as_view(), name="agent"),
    path("plans/<slug:slug>/agent/notice/", agent.NoticeRecord.as_view(), name="agent-notice"),
    path(
        "plans/<slug:slug>/agent/notices/<int:pk>/successor/",
        agent.SuccessorPropose.as_view(),
        name="agent-successor",
    ),
    path("plans/<slug:slug>/hand-over/", handover.HandoverExport.as_view(), name="handover"),
    path("plans/<slug:slug>/separation/", separation.SeparationPage.as_view(), name="separation"),
    *law_urls.urlpatterns,
    *control_urls.urlpatterns,
]
