"""Sending inputs to every address, each in a school that stands as it stood before."""

import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from essayplanner.plans.build import build_outline
from essayplanner.plans.models import Plan
from tests.fuzz.addresses import Address, address_at, addresses
from tests.fuzz.hostile import Hostile
from tests.fuzz.pages import Page, Sent
from tests.fuzz.school import School
from tests.fuzz.sending import NO_FORM, Answer, pairs_of, read, send
from tests.fuzz.watching import digests, faults_of, writes

PEOPLE = ("student", "teacher", "guest", "anonymous")
QUESTION = {
    **{"question": ["why-stalin"], "text": ["Why Stalin?"], "factors": ["skill", "rivals"]},
    **{"named_factor": ["skill"], "starts": ["1922"], "ends": ["1929"]},
}
CODE = {"code": ["123456"]}
PASSKEY = {"credential": ["{}", '{"id": "x", "rawId": "x", "response": {}}'], "name": ["Key"]}
# What no page has a form for: a script sends it, or it came with another page.
FIELDS: dict[str, dict[str, list[str]]] = {
    "plans:save": {"argument.was": ["It was skill."], "argument": ["It was luck."]},
    "plans:shelf": {"to": ["skill"], "kind": ["evidence", "quotation"], "find": [""]},
    "plans:set_aside": {"finding": ["no_line_of_argument/argument/"]},
    "plans:mend_quotation": {"mend": ["judgement/figes-party-apparatus"]},
    "classes:roster_make": {"name": ["Ada"], "username": ["ada"], "fate": ["make"], "beyond": [""]},
    "classes:enter": {"code": ["KWT4-M7PX"], "may_reset": ["on"], "name": ["Ada"]},
    "reviews:reply": {"text": ["Why?"]},
    "reviews:resolve": {"again": [""]},
    "reviews:compare": {"then": ["1", "2"], "now": ["now", "2"]},
    "exports:paper": {"size": ["a4"], "paper": ["full"]},
    "account_login": {"login": ["student"], "password": ["four-word-pass"], "next": ["/"]},
    "mfa_login_webauthn": {"credential": ["{}"]},
    "account_reset_password": {"email": ["a@school.example"]},
    "account_reset_password_from_key": {"password1": ["sixteen-otters"], "password2": [""]},
    "classes:roster_slips": {"after": ["0"]},
    "plans:aim": QUESTION,
    "plans:aim_here": QUESTION,
    "plans:look_again": {"aside": ["1"]},
    "plans:start_rehearsal": {"minutes": ["6"]},
    "privacy:leave": {"sure": ["on"]},
    "account_set_password": {"password1": ["sixteen-otters"], "password2": ["sixteen-otters"]},
    "socialaccount_connections": {"account": ["1"]},
    "socialaccount_signup": {"username": ["ada"]},
    "mfa_authenticate": CODE,
    "mfa_reauthenticate": CODE,
    "mfa_activate_totp": CODE,
    "mfa_add_webauthn": PASSKEY,
    "mfa_reauthenticate_webauthn": PASSKEY,
    "mfa_edit_webauthn": PASSKEY,
}
# Verbs alone, whose button stands on no page of this school.
BARE = {
    *("google_login", "microsoft_login", "usersessions_end", "usersessions_end_others"),
    *("account_confirm_email", "classes:accept", "classes:remove_work", "classes:reopen"),
    *("classes:reset_password", "mfa_deactivate_totp", "mfa_download_recovery_codes"),
    *("mfa_generate_recovery_codes", "mfa_index", "mfa_list_webauthn"),
    *("mfa_remove_webauthn", "mfa_view_recovery_codes", "plans:renew_library"),
    *("plans:restore", "plans:start_assignment", "reviews:hand_in", "reviews:inbox"),
    *("reviews:saved_copy", "reviews:saved_start"),
}
# After these, what was there may be so no more, and so may their pages.
TAKES_AWAY = {
    *("plans:delete", "authoring:discard", "authoring:replace", "authoring:delete"),
    *("classes:leave", "classes:archive", "classes:remove", "classes:remove_teacher"),
    *("classes:move", "classes:remove_work", "library:delete_format", "reviews:saved_delete"),
    *("reviews:take_back", "account_logout", "account_change_password", "account_login"),
    *("reviews:unsay", "authoring:publish", "authoring:upload", "plans:look_again"),
    *("account_set_password", "account_reset_password_from_key", "mfa_activate_totp"),
    *(
        "privacy:leave",
        "usersessions_end",
        "usersessions_end_others",
        "account_email",
        "plans:factors",
        "plans:restore",
        "plans:drop_link",
    ),
    *("authoring:about", "plans:take_out", "classes:withdraw", "classes:end_extension"),
    *("authoring:restore", "plans:aim_here", "plans:finish_rehearsal", "account_signup"),
    *("classes:accept", "plans:bring_back", "plans:open_file", "authoring:edit"),
}
# What is looked at after something was written, by who wrote it: two of them in turn.
AFTERWARDS = {
    "student": (
        *("desk", "spine", "check", "papers", "history", "removals", "strands", "factors"),
        *("feedback", "hand_in", "compare", "review", "overview", "md", "argdown", "html", "svg"),
        *("home", "inbox", "rehearsals", "json", "docx", "aim"),
    ),
    "guest": ("desk", "spine", "check", "papers", "history", "removals", "md", "home", "html"),
    "anonymous": ("home",),
    "teacher": (
        *("classroom", "overview", "board", "people", "landscape", "said", "said_csv", "marks"),
        *("review", "saved", "saved_csv", "set", "change", "extensions", "roster", "poster"),
        *("topics", "topic", "about", "draft_topic", "draft_timeline", "draft_people", "formats"),
        *("format", "download", "home", "classes", "draft_glossary", "draft_historians", "inbox"),
        *("draft_reference", "draft_sources", "draft_bibliography", "edit_format", "archive"),
    ),
}


@dataclass
class Told:
    """What became of the inputs to one address."""

    inputs: int = 0
    refused: int = 0
    accepted: int = 0
    longest: float = 0
    faults: Counter[str] = field(default_factory=Counter)


class Running:
    """A school, and what its pages have taught about each address."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.forms: dict[tuple[str, tuple[str, ...]], dict[str, list[Sent]]] = {}
        self.posts: set[Address] = set()
        self.opens: dict[str, dict[str, str]] = {who: {} for who in PEOPLE}
        self.all = addresses()
        self._turn = 0
        self._explore()

    def people(self, address: Address) -> list[str]:
        """Return who asks at an address, first whose it is."""
        route, name = address.route, address.name
        first = "student"
        if name.startswith(("account_login", "account_signup", "account_reset", "mfa_login")):
            first = "anonymous"
        elif route.startswith(
            ("classes/", "library/write", "library/formats", "library/drafts", "saved-")
        ) or (route.startswith("plans/") and "/review/" in route):
            first = "teacher"
        if name in ("classes:let_reset", "classes:classes"):
            first = "student"
        return [first, *(who for who in PEOPLE if who != first)]

    def path(self, address: Address, who: str) -> str:
        """Return a path to an address, as it is there for somebody."""
        return address.path(self.school.values_for(who, address.name, address.route))

    def _explore(self) -> None:
        for address in self.all:
            first, *_ = self.people(address)
            others = {"plans/": ["guest"], "": PEOPLE}.get(address.route[:6], [])
            for who in dict.fromkeys([first, *others]):
                path = self.path(address, who)
                if not address.heavy and (answer := self._asked(who, "get", path)):
                    self._learn(address, who, path, answer)
                if who == first and (answer := self._asked(who, "post", path)):
                    if answer.status != 405:
                        self.posts.add(address)
                    # What a form that was sent empty shows is a form, too.
                    self._learn_forms(who, path, answer)

    def _asked(self, who: str, method: str, path: str) -> Answer | None:
        """Return an answer; None where there was none, which every input will show again."""
        with self._undone(who) as client:
            try:
                return read(getattr(client, method)(path))
            except Exception:
                return None

    def _learn(self, address: Address, who: str, path: str, answer: Answer) -> None:
        if answer.status == 200:
            self.opens[who].setdefault(address.name.rpartition(":")[2], path)
            if address.name == "exports:papers" and "version" not in address.takes:
                for paper in ("full.md", "plan.argdown", "one-side.html", "map.svg", "plan.json"):
                    self.opens[who][paper.partition(".")[2]] = f"{path}{paper}"
                self.opens[who]["docx"] = f"{path}full.docx"
        self._learn_forms(who, path, answer)

    def _learn_forms(self, who: str, path: str, answer: Answer) -> None:
        if answer.kind != "text/html":
            return
        for form in Page(answer.content.decode(), path).forms():
            parts = urlsplit(form.action)
            if parts.netloc in ("", "testserver") and (known := address_at(parts.path)):
                rows = self.forms.setdefault(known, {}).setdefault(who, [])
                if form.fields or form.files or not rows:
                    rows.append(form)

    def forms_of(self, address: Address, who: str, method: str) -> list[Sent]:
        """Return the forms that lead somebody to an address, or that lead others there."""
        known = self._known(address)
        wanted = "get" if method == "GET" else "post"
        rows = known.get(who) or [row for rows in known.values() for row in rows]
        found = [row for row in rows if row.method == wanted] or rows
        if address.name in FIELDS:
            found = [*found, Sent("", "post", FIELDS[address.name])]
        return found or [NO_FORM]

    def _known(self, address: Address) -> dict[str, list[Sent]]:
        """Return the forms that lead to an address, or to another one of its name."""
        key = (address.name, tuple(sorted(address.takes)))
        others = (rows for known, rows in self.forms.items() if known[0] == address.name)
        return self.forms.get(key) or next(others, {})

    def unknown(self) -> list[str]:
        """Return the addresses that take POST, and of which nobody knows what they take."""
        return sorted(
            str(row)
            for row in self.posts
            if row.name not in {*FIELDS, *BARE}
            and all(form.method != "post" for rows in self._known(row).values() for form in rows)
        )

    def send(self, address: Address, hostile: Hostile, told: Told) -> list[str]:
        """Send one input, note what became of it, and return the faults that it showed."""
        people = self.people(address)
        who = people[hostile.who] if hostile.who < len(people) else people[0]
        forms = self.forms_of(address, who, hostile.method)
        form = forms[hostile.way % len(forms)]
        path = self._hostile_path(address, who, hostile)
        began = time.monotonic()
        faults: list[str] = []
        with self._undone(who) as client:
            try:
                with writes() as written:
                    answer = send(client, path, form, hostile)
                faults += faults_of(answer)
                after = digests(written, False), digests(written, self._along(form, hostile))
                if answer.status < 400 and after[0]:
                    faults += self._aftermath(address, who, client, answer, written)
            except Exception as error:
                told.inputs += 1
                where = _where(error)
                told.faults[name := f"{type(error).__name__}: {str(error)[:150]} ({where})"] += 1
                return [name]
        changed = after[0] and after[0] != digests(set(after[0]), False)
        partly = changed and after[1] != digests(set(after[0]), self._along(form, hostile))
        # A text in conflict is given back with 409 or 422, and the verb that it came with is done.
        told_of_texts = answer.status in (409, 422) and self._along(form, hostile)
        if answer.status >= 400 and partly and not told_of_texts:
            faults.append(f"is refused ({answer.status}), and {sorted(after[0])} changed")
        if hostile.method in ("GET", "HEAD", "OPTIONS", "TRACE") and changed:
            faults.append(f"{hostile.method} changed {sorted(after[0])}")
        told.inputs += 1
        told.refused += answer.status >= 400
        told.accepted += bool(answer.status < 400 and changed)
        told.longest = max(told.longest, time.monotonic() - began)
        told.faults.update(set(faults))
        return faults

    def _along(self, form: Sent, hostile: Hostile) -> bool:
        return bool(hostile.body) or any(
            name.endswith(".was") for name, _ in pairs_of(form, hostile)
        )

    def _hostile_path(self, address: Address, who: str, hostile: Hostile) -> str:
        path = self.path(address, who)
        if hostile.segment is None:
            return path
        index, text = hostile.segment
        if not address.takes:
            return path + text
        values = self.school.values_for(who, address.name, address.route)
        return path.replace(str(values[address.takes[index % len(address.takes)]]), text, 1)

    def _aftermath(
        self, address: Address, who: str, client: Client, answer: Answer, written: set[str]
    ) -> list[str]:
        """Return what is wrong after something was written: constraints, Outlines, pages."""
        connection.check_constraints(sorted(written))
        faults = []
        if any(table.startswith("plans_") for table in written):
            for plan in Plan.objects.with_library().select_related("owner"):
                build_outline(plan)
        client.handler.enforce_csrf_checks = False
        if target := answer.response.headers.get("Location"):
            faults += self._opened(client, target, (200, 301, 302, 403, 404))
        names = [name for name in AFTERWARDS[who] if self._page(who, name)]
        for _ in range(2 if names else 0):
            self._turn += 1
            name = names[self._turn % len(names)]
            reader, path = self._page(who, name)  # type: ignore[misc]
            allowed = (200, 302, 403, 404) if address.name in TAKES_AWAY else (200,)
            faults += self._opened(
                client if reader == who else self.school.clients[reader], path, allowed
            )
        return faults

    def _page(self, who: str, name: str) -> tuple[str, str] | None:
        for reader in (who, "teacher"):
            if name in self.opens[reader] and (reader == who or who == "student"):
                return reader, self.opens[reader][name]
        return None

    def _opened(self, client: Client, path: str, allowed: tuple[int, ...]) -> list[str]:
        answer = read(client.get(path))
        faults = [f"afterwards {_plain(path)} {said}" for said in faults_of(answer)]
        if answer.status not in allowed:
            faults.append(f"afterwards {_plain(path)} answers {answer.status}")
        return faults

    def _undone(self, who: str) -> "_Undone":
        return _Undone(self.school.clients[who])


class _Undone:
    """A browser to be used for a while: whatever it does is undone afterwards."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def __enter__(self) -> Client:
        self._point = transaction.savepoint()
        self._cookies = {name: row.value for name, row in self._client.cookies.items()}
        return self._client

    def __exit__(self, *_error: object) -> None:
        connection.needs_rollback = False
        transaction.savepoint_rollback(self._point)
        connection.run_on_commit.clear()
        self._client.cookies.clear()
        for name, value in self._cookies.items():
            self._client.cookies[name] = value
        self._client.handler.enforce_csrf_checks = False
        cache.clear()


def _plain(path: str) -> str:
    known = address_at(path)
    return known[0] if known else path[:60]


def _where(error: BaseException) -> str:
    """Return the last place in a program of ours, or else the last one, that an error passed."""
    trace, places = error.__traceback__, []
    while trace:
        places.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    ours = [row for row in places if "essayplanner/" in row[0] or "factors/" in row[0]]
    file, line = (ours or places)[-1]
    return f"{'/'.join(file.split('/')[-3:])}:{line}"
