"""Lead review: joins quality of labels and accounts of staff for the workbench; the two do not know each other."""

from fastapi import APIRouter
from starlette.requests import Request

from earnest.deidentified.quality.measuring import ReviewReader
from earnest.deidentified.quality.views import QualityRoutes
from earnest.deidentified.review.views import Workbench
from earnest.foundation.identifiers import StaffId
from earnest.organisation.staff.rules import Permission
from earnest.organisation.staff.store import names_of
from earnest.organisation.staff.views import StaffSessions


def lead_routers(workbench: Workbench, sessions: StaffSessions) -> tuple[APIRouter, ...]:
    """Return the routes of quality."""

    def require_lead(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.LEAD_REVIEW).staff_id

    def require_staff(request: Request) -> StaffId:
        return sessions.require_member(request, Permission.READ_GUIDELINE).staff_id

    quality = QualityRoutes(
        database=workbench.database,
        reader=ReviewReader(handover_key=workbench.drafts.handover_key, objects=workbench.drafts.objects),
        clock=workbench.clock,
        require_lead=require_lead,
        require_staff=require_staff,
        names_of=names_of,
    )
    return quality.lead_router(), quality.staff_router()
