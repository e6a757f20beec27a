"""Lead review: joins quality of labels and accounts of staff for the workbench; the two do not know each other."""

from fastapi import APIRouter
from psycopg import Connection
from psycopg.rows import TupleRow
from starlette.requests import Request

from earnest.deidentified.campaigns.views import CampaignRoutes
from earnest.deidentified.guideline.views import GuidelineReader, GuidelineRoutes
from earnest.deidentified.quality.measuring import ReviewReader
from earnest.deidentified.quality.qualification.store import Qualifications
from earnest.deidentified.quality.qualification.views import Examinee, QualificationRoutes
from earnest.deidentified.quality.views import QualityRoutes
from earnest.deidentified.review.giving import Workbench
from earnest.deidentified.review.name_views import NameRoutes
from earnest.foundation.identifiers import StaffId
from earnest.organisation.staff.records import StaffRole
from earnest.organisation.staff.rules import Permission, is_granted
from earnest.organisation.staff.store import is_only_person, list_other_accounts, names_of
from earnest.organisation.staff.views import StaffSessions
from earnest.services.audit import Pseudonyms

_LEADS = tuple(role for role in StaffRole if is_granted(role, Permission.LEAD_REVIEW))


def lead_routers(workbench: Workbench, sessions: StaffSessions, pseudonyms: Pseudonyms) -> tuple[APIRouter, ...]:
    """Return the routes of guideline, quality, qualification and campaigns."""

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
    approving = (Permission.LEAD_REVIEW, Permission.APPROVE)

    def other_pseudonyms(connection: Connection[TupleRow], request: Request) -> tuple[str, ...]:
        staff_id = sessions.require_member(request, *approving).staff_id
        return tuple(pseudonyms.of(other) for other in list_other_accounts(connection, staff_id))

    campaigns = CampaignRoutes(
        database=workbench.database,
        clock=workbench.clock,
        require_lead=lambda request: pseudonyms.of(require_lead(request)),
        require_approver=lambda request: pseudonyms.of(sessions.require_member(request, *approving).staff_id),
        other_pseudonyms=other_pseudonyms,
    )
    guideline = _guideline_routes(workbench, sessions)
    qualification = _qualification_routes(workbench, sessions)
    return (
        guideline.reading_router(),
        guideline.listening_router(),
        guideline.leading_router(),
        quality.lead_router(),
        quality.staff_router(),
        campaigns.router(),
        qualification.router(),
        qualification.lead_router(),
        NameRoutes(
            database=workbench.database,
            clock=workbench.clock,
            names=workbench.verdicts.names,
            require_lead=require_lead,
        ).router(),
    )


def _guideline_routes(workbench: Workbench, sessions: StaffSessions) -> GuidelineRoutes:
    """Join the guideline and accounts of staff."""

    def find_reader(request: Request, *permissions: Permission) -> GuidelineReader:
        staff_id = sessions.require_member(request, *permissions).staff_id
        return GuidelineReader(staff_id=staff_id, pseudonym=sessions.pseudonyms.of(staff_id))

    def require_reader(request: Request) -> None:
        """Go on only for staff who may read the guideline.

        Raises:
            NotSignedIn: there is no session, it ended, or the account was disabled.
            PermissionMissing: this role may not.
        """
        _ = sessions.require_member(request, Permission.READ_GUIDELINE)

    return GuidelineRoutes(
        database=workbench.database,
        clock=workbench.clock,
        require_reader=require_reader,
        require_listener=lambda request: find_reader(request, Permission.REVIEW_CLIPS, Permission.ADJUDICATE_CLIPS),
        require_lead=lambda request: find_reader(request, Permission.LEAD_REVIEW),
        names_of=names_of,
        other_accounts=list_other_accounts,
        leads_alone=lambda connection, staff_id: is_only_person(connection, staff_id, _LEADS),
    )


def _qualification_routes(workbench: Workbench, sessions: StaffSessions) -> QualificationRoutes:
    """Join qualification and accounts of staff."""

    def find_examinee(request: Request, permission: Permission) -> Examinee:
        staff_id = sessions.require_member(request, permission).staff_id
        return Examinee(staff_id=staff_id, pseudonym=sessions.pseudonyms.of(staff_id))

    return QualificationRoutes(
        database=workbench.database,
        qualifications=Qualifications(handover_key=workbench.drafts.handover_key, objects=workbench.drafts.objects),
        clock=workbench.clock,
        require_reviewer=lambda request: find_examinee(request, Permission.REVIEW_CLIPS),
        require_lead=lambda request: find_examinee(request, Permission.LEAD_REVIEW),
        other_accounts=list_other_accounts,
        names_of=names_of,
    )
