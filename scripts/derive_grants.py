"""Derive from the code what each login role may do: the statements that its processes and commands can reach.

Which statements a process runs is read from its code, function by function from its main module on; what a statement
needs is told by PostgreSQL itself, which names table, column and right in the tree of each prepared statement.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import psycopg
from psycopg.rows import TupleRow

from earnest.services.database.migrations.grants import SCHEMAS
from earnest.services.database.roles import Role

SOURCE = Path(__file__).parents[1] / "src"

ROOTS: Mapping[Role, tuple[str, ...]] = {
    Role.DEVICE_GATEWAY: ("processes.device_gateway",),
    Role.CUSTOMER_PORTAL: (
        "processes.customer_portal",
        "cli.household",
        "cli.customers:all_customers",
        "cli.customers:new_device",
        "cli.customers:devices_of",
        "cli.customers:revoke",
    ),
    Role.PERSONAL_WORKER: ("processes.personal_worker",),
    Role.WORKBENCH: ("processes.workbench",),
    Role.CORPUS_WORKER: (
        "processes.corpus_worker",
        "processes.learning",
        "cli.learning",
        "cli.corpora",
        "cli.references",
        "cli.planting",
        "cli.catalogue",
        "cli.evidence",
    ),
    Role.ADMINISTRATION: (
        "processes.administration",
        "cli.audit",
        "cli.draws",
        "cli.evidence_packs",
        "cli.keys",
        "cli.staff",
        "cli.stops",
        "cli.tracing",
    ),
    Role.RANDOMNESS_BEACON: ("processes.randomness_beacon",),
    Role.CUSTOMER_ACCOUNTS: (
        "cli.customers:add",
        "cli.customers:invite",
        "cli.customers:invite_into_panel",
        "cli.customers:reward",
        "cli.customers:reset_password",
        "cli.customers:ensure_owner",
    ),
}
"""Where the code of each role begins: a module with all of it, or one function of it."""


@dataclass(slots=True)
class _Module:
    """One module: its definitions, where its names come from, and the statements that it loads."""

    name: str
    definitions: dict[str, ast.stmt] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name here → module and name there; an empty name for the module itself."""
    packages: dict[str, str] = field(default_factory=dict)
    """Constant → package whose queries.sql it holds."""


class Reader:
    """Follows the code from a beginning to all statements that it can reach.

    A name stands for what it was imported from; an attribute stands for every method of that name of the classes that
    were reached. So more may be found than ever runs, and never less.
    """

    def __init__(self) -> None:
        """Read nothing yet."""
        self._modules: dict[str, _Module] = {}

    def statements(self, roots: Iterable[str]) -> set[tuple[str, str]]:
        """Return package and name of every statement that is reached from the beginnings."""
        walk = _Walk(self)
        for root in roots:
            module, _, name = root.partition(":")
            walk.begin(f"earnest.{module}", name or None)
        walk.go()
        return walk.statements

    def reached(self, root: str) -> set[tuple[str, str]]:
        """Return module and name of every definition that is reached from one beginning."""
        walk = _Walk(self)
        module, _, name = root.partition(":")
        walk.begin(f"earnest.{module}", name or None)
        walk.go()
        return walk.reached

    def module(self, name: str) -> _Module | None:
        """Return a module of ours; None for any other name."""
        if name not in self._modules:
            path = SOURCE.joinpath(*name.split("."))
            path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            if not path.is_file():
                return None
            self._modules[name] = _read(name, ast.parse(path.read_text(encoding="utf-8")))
        return self._modules[name]


def _read(name: str, tree: ast.Module) -> _Module:
    module = _Module(name=name)
    _read_imports(module, tree)
    _read_definitions(module, tree)
    return module


def _read_imports(module: _Module, tree: ast.Module) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("earnest"):
            for alias in node.names:
                module.imports[alias.asname or alias.name] = (str(node.module), alias.name)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("earnest"):
                    module.imports[alias.asname or alias.name] = (alias.name, "")


def _read_definitions(module: _Module, tree: ast.Module) -> None:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            module.definitions[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    module.definitions[target.id] = node
                    package = _loaded_package(node.value)
                    if package is not None:
                        module.packages[target.id] = package


def _loaded_package(value: ast.expr | None) -> str | None:
    """Return the package of `load_queries("package")`."""
    match value:
        case ast.Call(func=ast.Name(id="load_queries"), args=[ast.Constant(value=str(package))]):
            return package
        case _:
            return None


class _Walk:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._todo: list[tuple[_Module, ast.AST]] = []
        self.reached: set[tuple[str, str]] = set()
        self._methods: dict[str, list[tuple[_Module, ast.AST]]] = {}
        self._attributes: set[str] = set()
        self.statements: set[tuple[str, str]] = set()

    def begin(self, module_name: str, only: str | None) -> None:
        module = self._reader.module(module_name)
        if module is None:
            raise LookupError(module_name)
        for name in module.definitions if only is None else [only]:
            self._reach(module, name)

    def go(self) -> None:
        while self._todo:
            module, node = self._todo.pop()
            self._follow(module, node)

    def _reach(self, module: _Module, name: str) -> None:
        """Go on with a definition, wherever the name was imported from."""
        while name not in module.definitions and name in module.imports:
            module_name, name = module.imports[name]
            below = self._reader.module(f"{module_name}.{name}")
            found = below or self._reader.module(module_name)
            if found is None or below is not None:
                return
            module = found
        node = module.definitions.get(name)
        if node is None or (module.name, name) in self.reached:
            return
        self.reached.add((module.name, name))
        if isinstance(node, ast.ClassDef):
            self._reach_class(module, node)
        else:
            self._todo.append((module, node))

    def _reach_class(self, module: _Module, node: ast.ClassDef) -> None:
        for base in node.bases:
            self._todo.append((module, base))
        for part in node.body:
            if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
                known = part.name in self._attributes or part.name.startswith("__")
                waiting = self._todo if known else self._methods.setdefault(part.name, [])
                waiting.append((module, part))
            elif isinstance(part, ast.Assign | ast.AnnAssign) and part.value is not None:
                self._todo.append((module, part.value))

    def _follow(self, module: _Module, node: ast.AST) -> None:
        for part in _without_annotations(node):
            match part:
                case ast.Name(id=name):
                    self._reach(module, name)
                case ast.Attribute(value=ast.Name(id=owner), attr=attribute) if self._is_module(module, owner):
                    found, name = module.imports[owner]
                    below = self._reader.module(f"{found}.{name}" if name else found)
                    if below is not None:
                        self._reach(below, attribute)
                case ast.Attribute(attr=attribute):
                    self._attributes.add(attribute)
                    self._todo += self._methods.pop(attribute, [])
                case ast.Subscript(value=ast.Name(id=constant), slice=chosen):
                    package = self._package(module, constant)
                    if package is not None:
                        self._note(module, package, chosen)
                case _:
                    pass

    def _is_module(self, module: _Module, name: str) -> bool:
        if name not in module.imports:
            return False
        found, inner = module.imports[name]
        return self._reader.module(f"{found}.{inner}" if inner else found) is not None

    def _package(self, module: _Module, constant: str) -> str | None:
        if constant in module.packages:
            return module.packages[constant]
        if constant in module.imports:
            found = self._reader.module(module.imports[constant][0])
            return None if found is None else found.packages.get(module.imports[constant][1])
        return None

    def _note(self, module: _Module, package: str, chosen: ast.expr) -> None:
        if isinstance(chosen, ast.Constant):
            self.statements.add((package, str(chosen.value)))
            return
        # The name comes from a variable: every statement whose name stands in the module is meant.
        path = SOURCE.joinpath(*module.name.split(".")).with_suffix(".py")
        known = statements_of(package)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and node.value in known:
                self.statements.add((package, str(node.value)))


def _without_annotations(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and all below it but annotations, which run nothing."""
    waiting: list[ast.AST] = [node]
    while waiting:
        part = waiting.pop()
        yield part
        skipped = {id(getattr(part, name, None)) for name in ("annotation", "returns")}
        waiting += [below for below in ast.iter_child_nodes(part) if id(below) not in skipped]


def statements_of(package: str) -> Mapping[str, str]:
    """Return the statements of a package's queries.sql by name, with numbered parameters."""
    text = files(package).joinpath("queries.sql").read_text(encoding="utf-8")
    parts = re.split(r"^-- ([a-z_]+) --$", text, flags=re.MULTILINE)
    return {name: _numbered(body) for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def _numbered(body: str) -> str:
    """Return a statement with $1, $2 … in the place of named parameters."""
    numbers: dict[str, int] = {}
    text = re.sub(
        r"%\((\w+)\)s", lambda found: f"${numbers.setdefault(found[1], len(numbers) + 1)}", body.replace("%%", "%")
    )
    return text.strip().removesuffix(";")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Grant:
    """One right of one role."""

    role: str
    on: str
    """`schema.table`, `schema.function(types)`, or a schema's name."""
    right: str
    """`select`, `insert`, `update`, `delete`, `execute` or `usage`."""
    column: str = ""
    """Empty: the whole table, as deleting needs it."""


_PERMISSION = re.compile(
    r"\{RTEPERMISSIONINFO :relid (\d+) :inh \w+ :requiredPerms (\d+) :checkAsUser \d+ "
    r":selectedCols \(b([\d ]*)\) :insertedCols \(b([\d ]*)\) :updatedCols \(b([\d ]*)\)\}"
)
_FUNCTION = re.compile(r":funcid (\d+)")
_FIRST_COLUMN = 7
"""PostgreSQL counts columns in these sets from the first system column on."""
_SELECT, _UPDATE, _DELETE = 2, 4, 8


class Analyser:
    """Asks PostgreSQL what a statement needs."""

    def __init__(self, connection: psycopg.Connection[TupleRow]) -> None:
        """Take a connection of the owner."""
        self._connection = connection
        self._trees: list[str] = []
        connection.add_notice_handler(lambda notice: self._trees.append(" ".join(str(notice.message_detail).split())))
        for setting in ("debug_print_parse = on", "debug_pretty_print = off", "client_min_messages = log"):
            _ = connection.execute(f"set {setting}".encode())

    def needs(self, statement: str) -> set[tuple[str, str, str]]:
        """Return what a statement needs: object, right and column."""
        self._trees.clear()
        _ = self._connection.execute(f"prepare looked_at as {statement}".encode())
        trees = list(self._trees)
        _ = self._connection.execute("deallocate looked_at")
        found: set[tuple[str, str, str]] = set()
        for tree in trees:
            for relation, rights, selected, inserted, updated in _PERMISSION.findall(tree):
                found |= self._table(int(relation), int(rights), selected, inserted, updated)
            for number in set(_FUNCTION.findall(tree)):
                found |= self._function(int(number))
        return found

    def _table(
        self, relation: int, rights: int, selected: str, inserted: str, updated: str
    ) -> set[tuple[str, str, str]]:
        row = self._one("select relnamespace::regnamespace::text, relname from pg_class where oid = %s", relation)
        if row is None or str(row[0]) not in SCHEMAS:
            return set()
        name = f"{row[0]}.{row[1]}"
        columns = {
            right: self._columns(relation, of)
            for right, of in (("select", selected), ("insert", inserted), ("update", updated))
        }
        found = {(name, right, column) for right, names in columns.items() for column in names}
        if rights & _SELECT and not columns["select"]:
            found.add((name, "select", self._columns(relation, str(1 + _FIRST_COLUMN))[0]))
        if rights & _UPDATE and not columns["update"]:
            # Holding rows (`for update`) needs a right to update; the key is the least, for it is never updated.
            found.add((name, "update", self._columns(relation, str(1 + _FIRST_COLUMN))[0]))
        if rights & _DELETE:
            found.add((name, "delete", ""))
        return found

    def _columns(self, relation: int, numbers: str) -> list[str]:
        wanted = [int(number) - _FIRST_COLUMN for number in numbers.split()]
        if 0 in wanted:
            rows = self._connection.execute(
                "select attname from pg_attribute where attrelid = %s and attnum > 0 and not attisdropped", [relation]
            )
        else:
            rows = self._connection.execute(
                "select attname from pg_attribute where attrelid = %s and attnum = any(%s)", [relation, wanted]
            )
        return sorted(str(row[0]) for row in rows)

    def _function(self, number: int) -> set[tuple[str, str, str]]:
        row = self._one(
            "select pronamespace::regnamespace::text, oid::regprocedure::text from pg_proc where oid = %s", number
        )
        if row is None or str(row[0]) not in SCHEMAS:
            return set()
        return {(str(row[1]), "execute", "")}

    def _one(self, query: str, number: int) -> TupleRow | None:
        return self._connection.execute(query.encode(), [number]).fetchone()


def derive(connection: psycopg.Connection[TupleRow]) -> set[Grant]:
    """Return every right that the code of every role needs, and no other.

    Args:
        connection: of the owner, to a migrated database.
    """
    reader, analyser = Reader(), Analyser(connection)
    found: set[Grant] = set()
    for role, roots in ROOTS.items():
        needs: set[tuple[str, str, str]] = set()
        for package, name in sorted(reader.statements(roots)):
            needs |= analyser.needs(statements_of(package)[name])
        found |= {Grant(role=role.value, on=on, right=right, column=column) for on, right, column in needs}
        found |= {Grant(role=role.value, on=on.partition(".")[0], right="usage") for on, _, _ in needs}
    return found


def as_sql(grants: Iterable[Grant]) -> str:
    """Return grants.sql."""
    lines = [
        "-- What each login role may do: all that its code runs, nothing else. Generated by `make documents` from the",
        "-- statements that each process and command reaches (scripts/derive_grants.py); read the difference.",
    ]
    held = sorted(grants)
    for role in sorted({grant.role for grant in held}):
        lines += ["", f"-- {role}"]
        own = [grant for grant in held if grant.role == role]
        for on, right in sorted({(grant.on, grant.right) for grant in own}):
            columns = [grant.column for grant in own if (grant.on, grant.right) == (on, right) and grant.column]
            kind = {"execute": "function ", "usage": "schema "}.get(right, "")
            listed = f" ({', '.join(columns)})" if columns else ""
            lines.append(f"grant {right}{listed} on {kind}{on} to {role};")
    return "\n".join(lines) + "\n"


_TABLES = """
select grantee, table_schema || '.' || table_name, lower(privilege_type), '' from information_schema.role_table_grants
where table_schema = any(%(schemas)s) and starts_with(grantee, 'earnest_') and grantee <> current_user
"""
_COLUMNS = """
select grantee, table_schema || '.' || table_name, lower(privilege_type), column_name
from information_schema.role_column_grants
where table_schema = any(%(schemas)s) and starts_with(grantee, 'earnest_') and grantee <> current_user
"""
_FUNCTIONS = """
select rolname, pg_proc.oid::regprocedure::text, 'execute', '' from pg_proc cross join pg_roles
where pronamespace::regnamespace::text = any(%(schemas)s) and rolname = any(%(roles)s)
  and has_function_privilege(rolname, pg_proc.oid, 'execute')
"""
_USAGE = """
select rolname, nspname, right_of, ''
from pg_namespace cross join pg_roles cross join unnest(array['usage', 'create']) as right_of
where nspname = any(%(schemas)s) and rolname = any(%(roles)s) and has_schema_privilege(rolname, nspname, right_of)
"""


def granted(connection: psycopg.Connection[TupleRow]) -> set[Grant]:
    """Return every right that the roles have in the database on our own schemas.

    Rights on a whole table are told by column, but for deleting (and the like), which has none.
    """
    names = {"schemas": list(SCHEMAS), "roles": [role.value for role in Role]}
    found: set[Grant] = set()
    for query in (_TABLES, _COLUMNS, _FUNCTIONS, _USAGE):
        for role, on, right, column in connection.execute(query.encode(), names):
            grant = Grant(role=str(role), on=str(on), right=str(right), column=str(column))
            if query is not _TABLES or grant.right not in {"select", "insert", "update"}:
                found.add(grant)
    return found
