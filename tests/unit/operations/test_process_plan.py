"""Each process gets its own role and keys, and nothing of the others."""

import pytest

from earnest.foundation.settings import KeyName, load_settings
from earnest.operations.plan import ALL_PROCESSES, ProcessPlan, process_environment
from earnest.operations.reach import process_reach

OUTSIDE = {
    "PATH": "/usr/bin",
    "HOME": "/home/somebody",
    "SHELL_SECRET": "planted",
    "AWS_ACCESS_KEY_ID": "the store's",
    "EARNEST_DATA": "relative",
    "EARNEST_DATABASE": "postgresql://owner:planted@host/db",
    "EARNEST_ROLE_DATABASE": "password=planted",
    "EARNEST_KEYS": "personal,handover,staff,audit",
    "EARNEST_PERSONAL_KEY": "aws-kms://personal",
    "EARNEST_STAFF_KEY": "aws-kms://staff",
    "EARNEST_CAP_SHARE": "0.001",
}


@pytest.mark.parametrize("plan", ALL_PROCESSES, ids=lambda plan: plan.name)
def test_a_process_reads_back_its_own_keys_and_role_and_no_others(plan: ProcessPlan) -> None:
    settings = load_settings(OUTSIDE)
    environment = process_environment(plan, settings, f"user={plan.role.value} password=own", OUTSIDE)
    assert "planted" not in "".join(environment.values())
    assert "EARNEST_DATABASE" not in environment
    inside = load_settings(environment)
    assert inside.role_database == f"user={plan.role.value} password=own"
    assert inside.keys == plan.keys
    assert set(inside.key_addresses) == {KeyName.PERSONAL, KeyName.STAFF} & plan.keys
    assert inside.data_folder == settings.data_folder
    assert inside.data_folder.is_absolute()
    assert inside.objects == settings.objects
    assert inside.cap_share == 0.001
    assert environment["AWS_ACCESS_KEY_ID"] == "the store's"


@pytest.mark.parametrize(
    ("name", "own"), [("OPENBLAS_NUM_THREADS", "1"), ("MALLOC_ARENA_MAX", "2"), ("MALLOC_TRIM_THRESHOLD_", "131072")]
)
def test_processes_are_frugal_unless_the_machine_says_otherwise(name: str, own: str) -> None:
    plan, settings = ALL_PROCESSES[0], load_settings(OUTSIDE)
    assert process_environment(plan, settings, "user=some", OUTSIDE)[name] == own
    assert process_environment(plan, settings, "user=some", OUTSIDE | {name: "4"})[name] == "4"


def test_no_role_and_no_port_is_given_twice() -> None:
    roles = [plan.role for plan in ALL_PROCESSES]
    endpoints = [end for plan in ALL_PROCESSES for end in (plan.endpoint, *plan.more_endpoints) if end is not None]
    assert len(set(roles)) == len(roles)
    assert len(set(endpoints)) == len(endpoints)
    settings = load_settings({})
    assert len({settings.ports[endpoint] for endpoint in endpoints}) == len(endpoints)


def test_no_process_of_the_deidentified_side_gets_the_personal_key() -> None:
    for plan in ALL_PROCESSES:
        if plan.name in {"workbench", "corpus_worker", "administration"}:
            assert KeyName.PERSONAL not in plan.keys


def test_files_by_which_servers_are_trusted_are_in_reach() -> None:
    plan = ALL_PROCESSES[0]
    address = "postgresql:///?host=db&user=some&sslmode=verify-full&sslrootcert=%2Fsrv%2Fca.pem"
    outside = OUTSIDE | {"EARNEST_ROLE_DATABASE": address, "AWS_WEB_IDENTITY_TOKEN_FILE": "/run/secrets/token"}
    read = process_reach(plan, load_settings(outside), outside).read
    assert {"/srv/ca.pem", "/run/secrets/token"} <= set(read)
