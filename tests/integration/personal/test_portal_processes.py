"""Several portal processes behind one address: what one of them counts holds for all (AC6)."""

from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import httpx2
from support.databases import Databases
from support.portal import PASSWORD
from support.processes import ServedProcess, served
from support.speaking import PersonalSide

from earnest.personal.customers.records import Customer
from earnest.services.database.roles import Role


def portal(databases: Databases, folder: Path) -> AbstractContextManager[ServedProcess]:
    return served("customer_portal", databases, Role.CUSTOMER_PORTAL, folder, keys="personal,handover")


def _sign_in(address: str, login: str, password: str) -> int:
    return httpx2.post(
        f"{address}/api/session",
        json={"login": login, "password": password},
        headers={"X-Earnest": "1"},
        timeout=30,
        trust_env=False,
    ).status_code


def test_ac6_two_portal_processes_share_one_limit(databases: Databases, data_folder: Path) -> None:
    side = PersonalSide(databases=databases, folder=data_folder)
    customer: Customer = side.add_customer(password=PASSWORD)
    with ExitStack() as running:
        first, second = (running.enter_context(portal(databases, data_folder)).address for _ in range(2))
        for login in (customer.login, "unknown"):
            wrong = [_sign_in(address, login, "not the password") for address in (first, second, first, second, first)]
            assert wrong == [401] * 5
            assert [_sign_in(address, login, PASSWORD) for address in (first, second)] == [429, 429]
